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

static int64_t
system_clock(void *context)
{
	struct timespec now;

	(void)context;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* False with the error set when something lies at the path that is no file. */
static bool
look_at_path(const char *path, bool *exists, struct error *error)
{
	struct stat status;

	*exists = stat(path, &status) == 0;
	if (!*exists && errno != ENOENT && errno != ENOTDIR) {
		error_set(error, ERROR_NOTES, _("%s cannot be opened: %s."), path, strerror(errno));
		return false;
	}
	if (*exists && !S_ISREG(status.st_mode)) {
		error_set(error, ERROR_NOTES, _("%s is no file. Name the notes file with --notes."),
			path);
		return false;
	}
	return true;
}

/* Connects without looking at the content. name is SQLite's: a path or a URI. */
static bool
connect_to(struct store *store, const char *name, int flags, struct error *error)
{
	if (sqlite3_open_v2(name, &store->connection, flags, NULL) != SQLITE_OK)
		return store->connection
			? database_failed(store, error)
			: (database_describe(SQLITE_NOMEM, 0, "", name, error), false);
	sqlite3_extended_result_codes(store->connection, 1);
	sqlite3_busy_timeout(store->connection, DATABASE_BUSY_SECONDS * 1000);
	sqlite3_db_config(store->connection, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	return true;
}

static bool
connect_memory(struct store *store, struct error *error)
{
	store->in_memory = true;
	return connect_to(store, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
}

/* The path as SQLite should take it: never one of its special names (:memory:, file:). */
static void
append_name(struct buffer *name, const char *path)
{
	if (path[0] != '/')
		buffer_append_string(name, "./");
	buffer_append_string(name, path);
}

static bool
connect_file(struct store *store, int flags, struct error *error)
{
	struct buffer name;
	bool connected;

	buffer_init(&name);
	append_name(&name, store->path);
	connected = connect_to(store, buffer_string(&name), flags, error);
	buffer_clear(&name);
	return connected;
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
	connected = connect_to(
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
		!connect_file(store, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error))
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

/* A copy in memory of the connected file, brought up to date. */
static bool
open_copy(struct store *store, struct error *error)
{
	sqlite3 *file = store->connection;
	bool copied;

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
	if (!connect_file(store, SQLITE_OPEN_READWRITE, error))
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

	if (!look_at_path(path, &exists, error))
		return NULL;
	store = alloc_zeroed(1, sizeof *store);
	store->path = alloc_string(slice_from_string(path));
	store->clock = clock ? clock : system_clock;
	store->clock_context = context;
	opened = mode == STORE_WRITE ? open_for_writing(store, error)
				     : open_for_reading(store, exists, error);
	if (opened)
		return store;
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
	return database_number(store, STATEMENT_DATA_VERSION, NULL, 0, &version, &error) ? version
											 : -1;
}
