/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The old file is read and locked by one connection from the copy to the end. A salvaged file's
 * content goes over the old one by SQLite's backup, which is one transaction: a kill leaves the one
 * or the other. Only a file that SQLite will not even lock is replaced by a rename, and its log
 * taken away before: nobody else can have it open either.
 */
#include "notes/repair.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/intl.h"
#include "notes/blueprint.h"
#include "notes/database.h"
#include "notes/migrate.h"
#include "notes/salvage.h"
#include "notes/schema.h"
#include "notes/version_check.h"
#include "notes/word_index.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	BLOCK = 65536
};

struct repair {
	struct store *store;
	const struct check_report *report;
	char *copy;
	bool locked;
};

/* ---- The copy ----------------------------------------------------------------------------- */

/* Reads through SQLite's own descriptor: closing another one of the same file would give up the
 * process's locks on it. */
static bool
copy_database(sqlite3_file *file, struct file_save *save, const char *path, struct error *error)
{
	sqlite3_int64 size = 0;
	bool done = file->pMethods && file->pMethods->xFileSize(file, &size) == SQLITE_OK;
	char *block = alloc_bytes(BLOCK);

	for (sqlite3_int64 at = 0; done && at < size; at += BLOCK) {
		size_t length = size - at < BLOCK ? (size_t)(size - at) : BLOCK;

		done = file->pMethods->xRead(file, block, (int)length, at) == SQLITE_OK &&
			file_write(save, (struct slice){block, length}, error);
	}
	free(block);
	if (!done && !error_is_set(error))
		error_set(error, ERROR_NOTES,
			_("%s cannot be read to its end, and was not changed."), path);
	return done;
}

/* The log, which other descriptors may read. One that is not there is no failure. */
static bool
copy_log(const char *path, const char *copy, struct error *error)
{
	struct buffer from, to, content;
	struct file_save *save;
	bool done = true;

	buffer_init(&from);
	buffer_init(&to);
	buffer_init(&content);
	buffer_append_format(&from, "%s-wal", path);
	buffer_append_format(&to, "%s-wal", copy);
	if (access(buffer_string(&from), F_OK) == 0) {
		done = file_read(buffer_string(&from), SIZE_MAX, &content, error);
		save = done && content.length > 0 ? file_begin(buffer_string(&to), false, error)
						  : NULL;
		if (save && file_write(save, buffer_slice(&content), error))
			done = file_commit(save, error);
		else if (save || error_is_set(error)) {
			file_cancel(save);
			done = false;
		}
	}
	buffer_clear(&from);
	buffer_clear(&to);
	buffer_clear(&content);
	return done;
}

/* The first of PATH.before-repair-1, -2 … that is not taken. The caller frees. */
static char *
name_copy(const char *path)
{
	for (unsigned number = 1;; number++) {
		struct buffer name;

		buffer_init(&name);
		buffer_append_format(&name, "%s.before-repair-%u", path, number);
		if (access(buffer_string(&name), F_OK) != 0)
			return buffer_take(&name);
		buffer_clear(&name);
	}
}

static bool
make_copy(struct repair *repair, struct error *error)
{
	struct store *store = repair->store;
	struct file_save *save;
	sqlite3_file *file = NULL;

	repair->copy = name_copy(store->path);
	save = file_begin(repair->copy, false, error);
	if (!save)
		return false;
	sqlite3_file_control(store->connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
	if (!file || !copy_database(file, save, store->path, error)) {
		file_cancel(save);
		return false;
	}
	/* the log first: a copy that lacks it looks whole */
	if (!copy_log(store->path, repair->copy, error)) {
		file_cancel(save);
		return false;
	}
	return file_commit(save, error);
}

struct repair *
repair_begin(const char *path, const struct check_report *report, struct error *error)
{
	struct repair *repair = alloc_zeroed(1, sizeof *repair);
	struct store *store = database_new(path);
	bool ready;

	repair->store = store;
	repair->report = report;
	ready = database_connect_file(store, SQLITE_OPEN_READWRITE, error);
	if (ready && sqlite3_db_readonly(store->connection, "main") == 1) {
		database_describe(SQLITE_READONLY, 0, "", path, error);
		ready = false;
	}
	if (ready) {
		store->writable = true;
		sqlite3_db_config(store->connection, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
		if (check_has(report, CHECK_PAGES))
			sqlite3_db_config(
				store->connection, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, NULL);
		repair->locked = database_begin(store, error);
		ready = repair->locked || (store->failed & 0xFF) == SQLITE_CORRUPT ||
			(store->failed & 0xFF) == SQLITE_NOTADB;
	}
	if (ready)
		error_init(error);
	if (ready && make_copy(repair, error))
		return repair;
	repair_end(repair);
	return NULL;
}

const char *
repair_copy(const struct repair *repair)
{
	return repair->copy;
}

/* ---- In place ----------------------------------------------------------------------------- */

/* An article is made up for notes and corrections whose own is gone. */
static const char make_articles[] =
	"INSERT INTO articles (article, id, title, date, source, paragraphs, entered, read)"
	" SELECT article, printf('00000000-0000-7000-8000-%012x', article), '', '', '', 0, 0, 0"
	" FROM (SELECT article FROM annotations UNION"
	"  SELECT article FROM corrections WHERE article IS NOT NULL)"
	" WHERE article NOT IN (SELECT article FROM articles)";
static const char make_articles_of_notes[] =
	"INSERT INTO articles (article, id, title, date, source, paragraphs, entered, read)"
	" SELECT DISTINCT article, printf('00000000-0000-7000-8000-%012x', article), '', '', '',"
	" 0, 0, 0 FROM annotations WHERE article NOT IN (SELECT article FROM articles)";
static const char make_places[] =
	"INSERT INTO targets (annotation, ordinal, version, kind, paragraph, start, \"end\","
	" folded_start, folded_end, quote, prefix, suffix)"
	" SELECT annotation, 0, NULL, 'paragraph', 1, 0, 0, 0, 0, '', '', '' FROM annotations AS a"
	" WHERE NOT EXISTS (SELECT 1 FROM targets AS t WHERE t.annotation = a.annotation"
	"  AND t.ordinal = 0)";

/* One statement for each foreign key of a table: the tie is cut where it may be missing, else the
 * row goes. */
static const char tie_menders[] =
	"SELECT CASE WHEN k.on_delete <> 'CASCADE' AND c.\"notnull\" = 0 AND c.pk = 0 THEN"
	"  printf('UPDATE \"%w\" SET \"%w\" = NULL', ?1, k.\"from\")"
	" ELSE printf('DELETE FROM \"%w\"', ?1) END"
	" || printf(' WHERE \"%w\" NOT IN (SELECT \"%w\" FROM \"%w\")', k.\"from\","
	"  coalesce(k.\"to\", (SELECT name FROM pragma_table_info(k.\"table\") WHERE pk = 1)),"
	"  k.\"table\")"
	" FROM pragma_foreign_key_list(?1) AS k"
	" JOIN pragma_table_info(?1) AS c ON c.name = k.\"from\"";

static bool
mend_ties_of(struct store *store, const char *table, struct error *error)
{
	sqlite3_stmt *menders = database_prepare(store, tie_menders, error);
	bool done = menders != NULL;
	int code = SQLITE_DONE;

	if (done)
		sqlite3_bind_text(menders, 1, table, -1, SQLITE_STATIC);
	while (done && (code = sqlite3_step(menders)) == SQLITE_ROW)
		done = database_execute(
			store, (const char *)sqlite3_column_text(menders, 0), error);
	if (done && code != SQLITE_DONE)
		done = database_failed(store, error);
	sqlite3_finalize(menders);
	return done;
}

static bool
make_missing_indices(struct store *store, const struct blueprint *blueprint, struct error *error)
{
	for (size_t i = 0; i < blueprint->count; i++) {
		const struct blueprint_part *part = &blueprint->parts[i];
		bool there = true;

		if (part->is_table)
			continue;
		if (!blueprint_is_there(store, part, &there, error) ||
			(!there && !database_execute(store, part->sql, error)))
			return false;
	}
	return true;
}

/* In a transaction, where all tables are there. */
static bool
mend(struct store *store, const struct blueprint *blueprint, struct error *error)
{
	struct error none;
	int64_t corrections;
	char label[64];

	error_init(&none);
	snprintf(label, sizeof label, "PRAGMA application_id = %d", SCHEMA_APPLICATION);
	if (!database_execute(store, label, error) ||
		!make_missing_indices(store, blueprint, error) ||
		!database_execute(store, "REINDEX", error))
		return false;
	if (!database_execute(store,
		    database_ask(store, "SELECT count(*) FROM corrections", &corrections, &none)
			    ? make_articles
			    : make_articles_of_notes,
		    error))
		return false;
	for (size_t i = 0; i < blueprint->count; i++) {
		if (blueprint->parts[i].is_table &&
			!mend_ties_of(store, blueprint->parts[i].name, error))
			return false;
	}
	return database_execute(store, make_places, error) &&
		version_forget_damaged(store, error) &&
		word_index_rebuild(store, blueprint_words(blueprint), error);
}

/* Ends the transaction that repair_begin has begun. */
static bool
mend_in_place(struct repair *repair, struct error *error)
{
	struct blueprint blueprint;
	bool done;

	if (!blueprint_make(&blueprint, (size_t)repair->report->version, error))
		return false;
	done = mend(repair->store, &blueprint, error);
	blueprint_clear(&blueprint);
	repair->locked = false;
	return database_end(repair->store, done, error);
}

/* ---- Into a new file ---------------------------------------------------------------------- */

/* A store in the file that save writes to, with the tables of the newest version. */
static struct store *
open_new(struct file_save *save, struct error *error)
{
	struct store *store = database_new(file_temporary(save));
	const struct migration *steps;
	size_t count;

	steps = schema_migrations(&count);
	store->writable = store->in_memory = true; /* nobody else knows of it */
	if (database_connect_file(store, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error) &&
		database_execute(store,
			"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
			"PRAGMA foreign_keys = OFF",
			error) &&
		migrate_run(store, steps, count, error))
		return store;
	store_close(store);
	return NULL;
}

static bool
fill(struct store *from, struct store *to, struct error *error)
{
	struct blueprint blueprint;
	size_t count;
	bool done;

	schema_migrations(&count);
	if (!blueprint_make(&blueprint, count, error))
		return false;
	done = database_begin(to, error) &&
		database_end(to,
			salvage_rows(from, to, &blueprint, error) && mend(to, &blueprint, error),
			error);
	blueprint_clear(&blueprint);
	return done;
}

/* The file and its log as the file system knows them: another program's change shows. */
struct trace {
	off_t sizes[2];
	struct timespec times[2];
};

static void
take_trace(struct store *store, struct trace *trace)
{
	const char *database = sqlite3_db_filename(store->connection, "main");
	const char *const names[2] = {database, sqlite3_filename_wal(database)};

	*trace = (struct trace){.sizes = {-1, -1}};
	for (int i = 0; i < 2; i++) {
		struct stat status;

		if (stat(names[i], &status) != 0)
			continue;
		trace->sizes[i] = status.st_size;
		trace->times[i] = status.st_mtim;
	}
}

static bool
is_same_trace(const struct trace *one, const struct trace *other)
{
	for (int i = 0; i < 2; i++) {
		if (one->sizes[i] != other->sizes[i] ||
			one->times[i].tv_sec != other->times[i].tv_sec ||
			one->times[i].tv_nsec != other->times[i].tv_nsec)
			return false;
	}
	return true;
}

/* Writes the new store's content over the old one's, in one transaction. False without an error
 * when SQLite will not write to the old one. */
static bool
write_over(struct repair *repair, struct store *new, struct error *error)
{
	struct store *old = repair->store;
	struct trace before, after;
	sqlite3_backup *backup;
	bool changed;
	int code;

	if (!repair->locked)
		return false;
	repair->locked = false;
	take_trace(old, &before);
	if (!database_end(old, false, error)) /* its lock is given back, nothing written */
		error_init(error);
	backup = sqlite3_backup_init(old->connection, "main", new->connection, "main");
	if (!backup)
		return false;
	code = sqlite3_backup_step(backup, 0); /* takes the lock again */
	take_trace(old, &after);
	changed = code == SQLITE_OK && !is_same_trace(&before, &after);
	if (code == SQLITE_OK && !changed)
		code = sqlite3_backup_step(backup, -1);
	if (sqlite3_backup_finish(backup) != SQLITE_OK && code == SQLITE_DONE)
		code = SQLITE_IOERR;
	if (code == SQLITE_DONE)
		return true;
	if (changed || (code & 0xFF) == SQLITE_BUSY || (code & 0xFF) == SQLITE_LOCKED)
		database_describe(SQLITE_BUSY, 0, "", old->path, error);
	else if ((code & 0xFF) != SQLITE_CORRUPT && (code & 0xFF) != SQLITE_NOTADB)
		database_failed(old, error);
	return false;
}

static void
remove_beside(const char *path, const char *end)
{
	struct buffer name;

	buffer_init(&name);
	buffer_append_format(&name, "%s%s", path, end);
	unlink(buffer_string(&name));
	buffer_clear(&name);
}

static bool
salvage(struct repair *repair, struct error *error)
{
	struct file_save *save = file_begin(repair->store->path, true, error);
	struct store *new = save ? open_new(save, error) : NULL;
	bool filled = new &&fill(repair->store, new, error);
	bool written = filled && write_over(repair, new, error);

	store_close(new);
	if (filled && !written && !error_is_set(error)) {
		database_close(repair->store);
		remove_beside(repair->store->path, "-wal");
		remove_beside(repair->store->path, "-shm");
		return file_commit(save, error);
	}
	file_cancel(save);
	return written;
}

bool
repair_run(struct repair *repair, bool *salvaged, struct error *error)
{
	const struct check_report *report = repair->report;
	int code;

	*salvaged = report->version <= 0 || !repair->locked || check_has(report, CHECK_PAGES) ||
		check_has(report, CHECK_TABLE);
	if (!*salvaged) {
		if (mend_in_place(repair, error))
			return true;
		code = repair->store->failed & 0xFF;
		if (code != SQLITE_CORRUPT && code != SQLITE_ERROR && code != SQLITE_CONSTRAINT)
			return false;
		error_init(error);
		repair->locked = database_begin(repair->store, error);
		if (!repair->locked)
			return false;
		*salvaged = true;
	}
	return salvage(repair, error);
}

void
repair_end(struct repair *taken_repair)
{
	struct error error;

	if (!taken_repair)
		return;
	error_init(&error);
	if (taken_repair->locked && !database_end(taken_repair->store, false, &error))
		error_init(&error); /* nothing was to be kept */
	store_close(taken_repair->store);
	free(taken_repair->copy);
	free(taken_repair);
}
