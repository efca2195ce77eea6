/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/backup.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/path.h"
#include "notes/database.h"
#include "notes/migrate.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The temporary file needs no journal: it is synced by file_commit, or thrown away. */
static const char no_journal[] = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF";

/* Sound, that is; SQLite's words about what is not go into the error. */
static bool
is_sound(struct store *copy, const char *path, struct error *error)
{
	sqlite3_stmt *row = database_prepare(copy, "PRAGMA quick_check(1)", error);
	const char *said = NULL;

	if (row && sqlite3_step(row) == SQLITE_ROW)
		said = (const char *)sqlite3_column_text(row, 0);
	if (!said || strcmp(said, "ok") != 0)
		error_set(error, ERROR_NOTES,
			_("%s is damaged, and nothing was copied: see what zhupi check says of "
			  "it."),
			path);
	sqlite3_finalize(row);
	return !error_is_set(error);
}

/* Copies into the file that save writes to. */
static bool
copy_content(struct store *from, struct file_save *save, const char *target, struct error *error)
{
	struct store *to = database_new(file_temporary(save));
	bool done = database_connect_file(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error) &&
		database_execute(to, no_journal, error);

	if (done && !migrate_copy(from->connection, to->connection)) {
		int code = sqlite3_extended_errcode(to->connection);

		if ((code & 0xFF) == SQLITE_FULL || (code & 0xFF) == SQLITE_IOERR)
			database_describe(code, sqlite3_system_errno(to->connection),
				sqlite3_errmsg(to->connection), target, error);
		else
			database_describe(
				code, 0, sqlite3_errmsg(to->connection), from->path, error);
		done = false;
	}
	done = done && is_sound(to, from->path, error);
	store_close(to);
	return done;
}

static bool
is_same_file(const char *path, const char *target)
{
	struct stat one, other;

	return stat(path, &one) == 0 && stat(target, &other) == 0 && one.st_dev == other.st_dev &&
		one.st_ino == other.st_ino;
}

/* What can be copied: a notes file with something in it. */
static struct store *
open_source(const char *path, const char *target, struct error *error)
{
	struct store *store;
	bool exists;

	if (!database_look_at_path(path, &exists, error))
		return NULL;
	if (!exists || is_same_file(path, target)) {
		error_set(error, ERROR_NOTES,
			exists ? _("%s is the notes file itself: name another file for the copy.")
			       : _("There is no notes file %s: nothing to copy."),
			path);
		return NULL;
	}
	store = store_open(path, STORE_READ, NULL, NULL, error);
	if (store && store->in_memory) { /* of an older version: it is copied as it is */
		store_close(store);
		store = database_new(path);
		if (!database_connect_file(store, SQLITE_OPEN_READWRITE, error)) {
			store_close(store);
			return NULL;
		}
	}
	return store;
}

bool
backup_file(const char *path, const char *target, bool overwrite, struct error *error)
{
	struct store *from = open_source(path, target, error);
	struct file_save *save = from ? file_begin(target, overwrite, error) : NULL;
	bool done = false;

	if (save && !file_temporary(save))
		error_set(error, ERROR_OUTPUT, _("%s is no file: name one for the copy."), target);
	else if (save)
		done = copy_content(from, save, target, error);
	store_close(from);
	if (done)
		return file_commit(save, error);
	file_cancel(save);
	return false;
}
