/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The inside of a struct store, for this room alone: the connection, the prepared statements,
 * transactions, and SQLite's result codes made into sentences.
 *
 * A statement is asked for by its name in statement.h and prepared when it is first used, so that
 * opening the notes file costs no more than reading its first page.
 */
#ifndef ZHUPI_NOTES_DATABASE_H
#define ZHUPI_NOTES_DATABASE_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"
#include "notes/identifier.h"
#include "notes/sqlite.h"
#include "notes/statement.h"
#include "notes/store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
	DATABASE_BUSY_SECONDS = 2 /* how long a writer waits for another one */
};

struct store {
	sqlite3 *connection;
	char *path;
	bool in_memory; /* a store without a file, or a copy of one: nothing can be moved away */
	int64_t copied; /* of a copy: what its file and the log beside it were then */
	bool writable;
	int failed;          /* SQLite's extended code of the last failure; 0 at first */
	bool is_stale;       /* the next change takes a new connection */
	int64_t connections; /* how many were taken after the first one */
	store_clock *clock;
	void *clock_context;
	struct identifier_source identifiers;
	dev_t log_device; /* the write-ahead log as it was opened; 0 and 0 when not known */
	ino_t log_inode;
	sqlite3_stmt *statements[STATEMENTS];
};

/* A value to be bound to a statement's parameter. Its bytes are borrowed until the statement is
 * done with. */
struct value {
	enum {
		VALUE_NULL,
		VALUE_NUMBER,
		VALUE_TEXT,
		VALUE_BLOB
	} kind;
	int64_t number;
	struct slice bytes;
};

/* Values of each kind; NULL as text is a NULL. */
struct value value_number(int64_t number);
struct value value_count(size_t count);
struct value value_text(const char *text);
struct value value_blob(struct slice bytes);

/* The time by the store's clock, in milliseconds since 1970 UTC. */
int64_t database_now(const struct store *store);

/* A store with the system's clock, not connected to anything. store_close frees. */
struct store *database_new(const char *path) MUST_USE;

/* Whether something lies at the path. False with the error set when that is no file. */
bool database_look_at_path(const char *path, bool *exists, struct error *error) MUST_USE;

/* Connects without looking at the content: to a name of SQLite's (a path or a URI), or to the file
 * at the store's path. flags are SQLite's. */
bool database_connect(
	struct store *store, const char *name, int flags, struct error *error) MUST_USE;
bool database_connect_file(struct store *store, int flags, struct error *error) MUST_USE;

/* Notes which file the write-ahead log is, so that a commit can tell whether it was taken away.
 * Called when the connection has read for the first time. */
void database_remember_log(struct store *store);

/* Whether the file at the store's path is not the one that is open any more; its log apart. */
bool database_has_moved(const struct store *store);

/* Fills error with a sentence for SQLite's last failure on this connection; returns false. */
bool database_failed(struct store *store, struct error *error);

/* The sentence for a result code where there is no connection to ask; path names the file. */
void database_describe(
	int code, int system_errno, const char *message, const char *path, struct error *error);

/*
 * The statement, prepared, with as many values bound as it has parameters (values may be NULL when
 * it has none). NULL with the error set when that fails. Borrowed; database_next runs it, and
 * database_done must follow unless database_next has said that there are no more rows.
 */
sqlite3_stmt *database_query(struct store *store, enum statement statement,
	const struct value *values, struct error *error) MUST_USE;

/* The next row: *row is false behind the last one. False with the error set on failure. */
bool database_next(
	struct store *store, sqlite3_stmt *query, bool *row, struct error *error) MUST_USE;

/* Ends a query before its last row. */
void database_done(sqlite3_stmt *query);

/* Runs a statement to its end; for those without rows. */
bool database_run(struct store *store, enum statement statement, const struct value *values,
	struct error *error) MUST_USE;

/* Runs a statement and gives the first row's first column as a number; absent where there is no
 * row. */
bool database_number(struct store *store, enum statement statement, const struct value *values,
	int64_t absent, int64_t *number, struct error *error) MUST_USE;

/* Prepares a statement that is too rare for the table; NULL with the error set when that fails. The
 * caller finalizes. */
sqlite3_stmt *database_prepare(struct store *store, const char *sql, struct error *error) MUST_USE;

/* Runs whole statements, without rows, that are too rare for the table. */
bool database_execute(struct store *store, const char *sql, struct error *error) MUST_USE;

/* The first column of the first row of a statement that is too rare for the table. False also when
 * there is no row. */
bool database_ask(
	struct store *store, const char *sql, int64_t *number, struct error *error) MUST_USE;

/* Columns of the current row: a string that the caller frees (NULL becomes ""), and a count (a
 * negative number becomes 0). */
char *database_string(sqlite3_stmt *query, int column) MUST_USE;
size_t database_count(sqlite3_stmt *query, int column);

/*
 * A writing transaction. database_end commits when done is true, else rolls back; it returns true
 * only when the changes are on disk, in the file that lies at the store's path now.
 */
bool database_begin(struct store *store, struct error *error) MUST_USE;
bool database_end(struct store *store, bool done, struct error *error) MUST_USE;

/*
 * Finalizes the statements and closes the connection; the rest of the store stays. What is in the
 * log of a file that was moved away is brought into that file, and the log removed: the file that
 * lies at the path now would be taken to have it.
 */
void database_close(struct store *store);

#endif
