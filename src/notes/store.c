/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Opening, in the order that leaves a file untouched which is not ours: look at it, and only when
 * it is a notes file (or empty) switch it to WAL, then migrate.
 *
 * Reading only, four cases:
 *      no file                          an empty store in memory
 *      a file of an older version       a copy of it in memory, migrated there
 *      a folder that may not be written immutable=1, when no write-ahead log lies beside the file
 *      else                             as for writing, and every write is refused
 */
#include "notes/store.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/intl.h"
#include "base/path.h"
#include "notes/database.h"
#include "notes/migrate.h"
#include "notes/schema.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* In KiB, as far as it is needed: the notes of one article lie all over a large file when they were
 * written over years, and SQLite's own 2 MiB do not hold the pages of 200. */
static const char cache_pragma[] = "PRAGMA cache_size = -16384";

static bool
connect_memory(struct store *store, struct error *error)
{
	store->in_memory = true;
	return database_connect(
		store, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
}

/* For a file in a folder where no -shm can be made: true when the file stands alone. A log beside
 * it holds notes that immutable=1 would not show. */
static bool
connect_immutable(struct store *store, struct error *error)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789/._-";
	const char *log = sqlite3_filename_wal(sqlite3_db_filename(store->connection, "main"));
	struct stat status;
	struct buffer uri;
	bool connected;

	if (stat(log, &status) == 0 && status.st_size > 0) {
		error_set(error, ERROR_NOTES,
			_("%s cannot be read in a folder without permission to write, as its "
			  "latest notes "
			  "are in %s. Copy both into another folder and name the copy with "
			  "--notes."),
			store->path, path_base_name(log));
		return false;
	}
	database_close(store);
	buffer_init(&uri);
	buffer_append_string(&uri, store->path[0] == '/' ? "file:" : "file:./");
	for (const char *byte = store->path; *byte; byte++)
		if (strchr(plain, *byte))
			buffer_append_byte(&uri, *byte);
		else
			buffer_append_format(&uri, "%%%02X", (unsigned)(unsigned char)*byte);
	buffer_append_string(&uri, "?immutable=1");
	connected = database_connect(
		store, buffer_string(&uri), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
	buffer_clear(&uri);
	return connected;
}

/* Two programs that make the same new file at once get in each other's way here. */
static bool
switch_to_log(struct store *store, struct error *error)
{
	const struct timespec pause = {0, 10 * 1000 * 1000};
	int code;

	for (int tries = DATABASE_BUSY_SECONDS * 100; tries > 0; tries--) {
		code = sqlite3_exec(
			store->connection, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
		if ((code & 0xFF) != SQLITE_BUSY)
			break;
		nanosleep(&pause, NULL);
	}
	return code == SQLITE_OK ? true : database_failed(store, error);
}

static bool
migrate(struct store *store, struct error *error)
{
	const struct migration *steps;
	size_t count;

	steps = schema_migrations(&count);
	return migrate_run(store, steps, count, error);
}

static bool
open_for_writing(struct store *store, struct error *error)
{
	enum migrate_state state;
	size_t count;

	schema_migrations(&count);
	store->writable = true;
	if (!path_make_parent(store->path, error) ||
		!database_connect_file(store, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error))
		return false;
	if (sqlite3_db_readonly(store->connection, "main") == 1) {
		database_describe(SQLITE_READONLY, 0, "", store->path, error);
		return false;
	}
	if (!migrate_look(store, count, &state, error) || !switch_to_log(store, error))
		return false;
	if (state != MIGRATE_CURRENT && !migrate(store, error))
		return false;
	database_remember_log(store);
	return true;
}

/* Makes the tables of an empty store, or of a copy, in memory. */
static bool
migrate_in_memory(struct store *store, struct error *error)
{
	bool migrated;

	store->writable = true;
	migrated = migrate(store, error);
	store->writable = false;
	return migrated;
}

/* A number that is another one when the file has changed, or its log. */
static int64_t
state_of_file(const struct store *store)
{
	char *path = realpath(store->path, NULL); /* the log lies beside what a link names */
	struct stat status;
	struct buffer log;
	uint64_t state = 0;

	buffer_init(&log);
	buffer_append_format(&log, "%s-wal", path ? path : store->path);
	free(path);
	for (size_t i = 0; i < 2; i++) {
		state *= 31;
		if (stat(i == 0 ? store->path : buffer_string(&log), &status) == 0)
			state += (uint64_t)status.st_size + (uint64_t)status.st_ino * 7 +
				(uint64_t)status.st_mtim.tv_nsec * 3 +
				(uint64_t)status.st_mtim.tv_sec;
	}
	buffer_clear(&log);
	return (int64_t)(state >> 1);
}

/* A copy in memory of the connected file, brought up to date. */
static bool
open_copy(struct store *store, struct error *error)
{
	sqlite3 *file = store->connection;
	bool copied;

	store->copied = state_of_file(store);
	store->connection = NULL;
	copied = connect_memory(store, error);
	if (copied && !migrate_copy(file, store->connection)) {
		database_describe(sqlite3_extended_errcode(store->connection), 0,
			sqlite3_errmsg(store->connection), store->path, error);
		copied = false;
	}
	sqlite3_close(file);
	return copied && migrate_in_memory(store, error);
}

/* Whether it cannot be read for want of a -shm file, which the folder does not let us make. */
static bool
needs_shared_memory(const struct store *store)
{
	int code = store->failed & 0xFF;

	return code == SQLITE_CANTOPEN || code == SQLITE_READONLY;
}

static bool
open_for_reading(struct store *store, bool exists, struct error *error)
{
	enum migrate_state state;
	struct error first;
	size_t count;
	bool looked;

	schema_migrations(&count);
	if (!exists)
		return connect_memory(store, error) && migrate_in_memory(store, error);
	if (!database_connect_file(store, SQLITE_OPEN_READWRITE, error))
		return false;
	error_init(&first);
	looked = migrate_look(store, count, &state, &first);
	if (!looked && needs_shared_memory(store))
		looked = connect_immutable(store, error) &&
			migrate_look(store, count, &state, error);
	else if (!looked)
		error_set(error, first.kind, "%s", first.sentence);
	if (!looked)
		return false;
	return state == MIGRATE_CURRENT || open_copy(store, error);
}

struct store *
store_open(const char *path, enum store_mode mode, store_clock *clock, void *context,
	struct error *error)
{
	struct store *store;
	bool exists, opened;

	if (!database_look_at_path(path, &exists, error))
		return NULL;
	store = database_new(path);
	if (clock) {
		store->clock = clock;
		store->clock_context = context;
	}
	opened = mode == STORE_WRITE ? open_for_writing(store, error)
				     : open_for_reading(store, exists, error);
	if (opened) {
		sqlite3_exec(store->connection, cache_pragma, NULL, NULL, NULL);
		return store;
	}
	store_close(store);
	return NULL;
}

void
store_close(struct store *taken_store)
{
	if (!taken_store)
		return;
	database_close(taken_store);
	free(taken_store->path);
	free(taken_store);
}

const char *
store_path(const struct store *store)
{
	return store->path;
}

int64_t
store_version(struct store *store)
{
	struct error error;
	int64_t version;

	error_init(&error);
	if (!database_number(store, STATEMENT_DATA_VERSION, NULL, 0, &version, &error))
		return -1;
	return version + (store->connections << 32); /* each connection counts for itself */
}

bool
store_begin_reading(struct store *store, struct error *error)
{
	return database_run(store, STATEMENT_BEGIN_READING, NULL, error);
}

void
store_end_reading(struct store *store)
{
	sqlite3_exec(store->connection, "ROLLBACK", NULL, NULL, NULL); /* nothing was written */
}

bool
store_is_outdated(const struct store *store, bool *moved)
{
	*moved = database_has_moved(store);
	return *moved || (store->copied != 0 && store->copied != state_of_file(store));
}
