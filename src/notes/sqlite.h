/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SQLite's functions, found when the first notes file is opened: linked, the library would slow
 * every start by a third of a millisecond (1,600 symbols to look up), and the first screen needs no
 * notes. This room includes this header instead of <sqlite3.h> and calls as SQLite's manual says.
 *
 * A further function is a line in sqlite.def and a #define below; one that is missing does not
 * link.
 */
#ifndef ZHUPI_NOTES_SQLITE_H
#define ZHUPI_NOTES_SQLITE_H

#include "base/attributes.h"
#include "base/error.h"

#include <sqlite3.h>
#include <stdbool.h>

/* SQLite's functions, by what follows their sqlite3_. */
struct sqlite {
#define FUNCTION(name) __typeof__(sqlite3_##name) *name;
#include "notes/sqlite.def"
#undef FUNCTION
};

/* Loads the library for the rest of the program's life, unless it was; before the first connection.
 * False with the error set where it isn't installed. */
bool sqlite_load(struct error *error) MUST_USE;

/* The functions, after sqlite_load; static. */
const struct sqlite *sqlite_functions(void);

#define sqlite3_backup_finish (sqlite_functions()->backup_finish)
#define sqlite3_backup_init (sqlite_functions()->backup_init)
#define sqlite3_backup_step (sqlite_functions()->backup_step)
#define sqlite3_bind_blob64 (sqlite_functions()->bind_blob64)
#define sqlite3_bind_int64 (sqlite_functions()->bind_int64)
#define sqlite3_bind_null (sqlite_functions()->bind_null)
#define sqlite3_bind_parameter_count (sqlite_functions()->bind_parameter_count)
#define sqlite3_bind_text (sqlite_functions()->bind_text)
#define sqlite3_bind_text64 (sqlite_functions()->bind_text64)
#define sqlite3_bind_value (sqlite_functions()->bind_value)
#define sqlite3_busy_timeout (sqlite_functions()->busy_timeout)
#define sqlite3_changes (sqlite_functions()->changes)
#define sqlite3_clear_bindings (sqlite_functions()->clear_bindings)
#define sqlite3_close (sqlite_functions()->close)
#define sqlite3_close_v2 (sqlite_functions()->close_v2)
#define sqlite3_column_blob (sqlite_functions()->column_blob)
#define sqlite3_column_bytes (sqlite_functions()->column_bytes)
#define sqlite3_column_count (sqlite_functions()->column_count)
#define sqlite3_column_int (sqlite_functions()->column_int)
#define sqlite3_column_int64 (sqlite_functions()->column_int64)
#define sqlite3_column_text (sqlite_functions()->column_text)
#define sqlite3_column_type (sqlite_functions()->column_type)
#define sqlite3_column_value (sqlite_functions()->column_value)
#define sqlite3_db_config (sqlite_functions()->db_config)
#define sqlite3_db_filename (sqlite_functions()->db_filename)
#define sqlite3_db_readonly (sqlite_functions()->db_readonly)
#define sqlite3_errmsg (sqlite_functions()->errmsg)
#define sqlite3_errstr (sqlite_functions()->errstr)
#define sqlite3_exec (sqlite_functions()->exec)
#define sqlite3_extended_errcode (sqlite_functions()->extended_errcode)
#define sqlite3_extended_result_codes (sqlite_functions()->extended_result_codes)
#define sqlite3_file_control (sqlite_functions()->file_control)
#define sqlite3_filename_wal (sqlite_functions()->filename_wal)
#define sqlite3_finalize (sqlite_functions()->finalize)
#define sqlite3_get_autocommit (sqlite_functions()->get_autocommit)
#define sqlite3_last_insert_rowid (sqlite_functions()->last_insert_rowid)
#define sqlite3_open_v2 (sqlite_functions()->open_v2)
#define sqlite3_prepare_v2 (sqlite_functions()->prepare_v2)
#define sqlite3_prepare_v3 (sqlite_functions()->prepare_v3)
#define sqlite3_reset (sqlite_functions()->reset)
#define sqlite3_step (sqlite_functions()->step)
#define sqlite3_stmt_busy (sqlite_functions()->stmt_busy)
#define sqlite3_system_errno (sqlite_functions()->system_errno)
#define sqlite3_wal_checkpoint_v2 (sqlite_functions()->wal_checkpoint_v2)

#endif
