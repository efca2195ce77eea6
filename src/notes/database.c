/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Confirming a change takes three things: COMMIT succeeded (WAL and synchronous=FULL: the log is on
 * disk), the file at the path is still the one that is open, and so is its log. SQLite says OK when
 * the file was deleted or replaced under it; the note would be gone with the last descriptor.
 */
#include "notes/database.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/intl.h"
#include "base/path.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <time.h>

static int64_t
system_clock(void *context)
{
	struct timespec now;

	(void)context;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct store *
database_new(const char *path)
{
	struct store *store = alloc_zeroed(1, sizeof *store);

	store->path = alloc_string(slice_from_string(path));
	store->clock = system_clock;
	return store;
}

struct value
value_number(int64_t number)
{
	return (struct value){.kind = VALUE_NUMBER, .number = number};
}

struct value
value_count(size_t count)
{
	return value_number(count > INT64_MAX ? INT64_MAX : (int64_t)count);
}

struct value
value_text(const char *text)
{
	if (!text)
		return (struct value){.kind = VALUE_NULL};
	return (struct value){.kind = VALUE_TEXT, .bytes = slice_from_string(text)};
}

struct value
value_blob(struct slice bytes)
{
	return (struct value){.kind = VALUE_BLOB, .bytes = bytes};
}

int64_t
database_now(const struct store *store)
{
	return store->clock(store->clock_context);
}

/* Whether the write-ahead log's identity could be had. */
static bool
identify_log(const struct store *store, dev_t *device, ino_t *inode)
{
	const char *database = sqlite3_db_filename(store->connection, "main");
	struct stat status;
	bool there = database && *database && stat(sqlite3_filename_wal(database), &status) == 0;

	*device = there ? status.st_dev : 0;
	*inode = there ? status.st_ino : 0;
	return there;
}

void
database_remember_log(struct store *store)
{
	identify_log(store, &store->log_device, &store->log_inode);
}

bool
database_has_moved(const struct store *store)
{
	int moved = 0;

	if (!store->in_memory && store->connection)
		sqlite3_file_control(store->connection, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	return moved != 0;
}

/* Whether the log at its path is the one that was opened. */
static bool
has_its_log(const struct store *store)
{
	dev_t device;
	ino_t inode;

	return identify_log(store, &device, &inode) && device == store->log_device &&
		inode == store->log_inode;
}

static bool
is_still_there(struct store *store, struct error *error)
{
	bool moved = database_has_moved(store);

	if (store->in_memory)
		return true;
	if (!moved && store->log_inode != 0)
		moved = !has_its_log(store);
	if (moved)
		error_set(error, ERROR_NOTES,
			_("%s was moved, replaced or deleted while it was open: the change is not "
			  "saved. Open the notes again to write to the file that is there now."),
			store->path);
	return !moved;
}

static void
describe_system(int system_errno, const char *message, const char *path, struct error *error)
{
	if (system_errno == ENOSPC || system_errno == EDQUOT)
		error_set(error, ERROR_NOTES,
			_("%s: the disk is full; nothing was saved. Make room and try again."),
			path);
	else if (system_errno == EFBIG)
		error_set(error, ERROR_NOTES,
			_("%s: the file may not grow any more (a limit on its size); nothing was "
			  "saved."),
			path);
	else
		error_set(error, ERROR_NOTES,
			_("%s cannot be read or written: %s. The change may be lost: look whether "
			  "it is there, try again, and if that fails, too, copy the file to "
			  "another disk."),
			path, system_errno ? strerror(system_errno) : message);
}

void
database_describe(
	int code, int system_errno, const char *message, const char *path, struct error *error)
{
	switch (code & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		error_set(error, ERROR_BUSY,
			_("%s is kept locked by another program; nothing was saved. Try again."),
			path);
		break;
	case SQLITE_FULL:
		describe_system(ENOSPC, message, path, error);
		break;
	case SQLITE_NOTADB:
		error_set(error, ERROR_NOTES,
			_("%s is no notes file (no database at all). Move it away, or name another "
			  "file "
			  "with --notes."),
			path);
		break;
	case SQLITE_CORRUPT:
		error_set(error, ERROR_NOTES,
			_("%s is damaged (%s). zhupi check tells where, and zhupi check --repair "
			  "mends what can be mended, after making a copy."),
			path, message);
		break;
	case SQLITE_READONLY:
	case SQLITE_PERM:
		error_set(error, ERROR_NOTES,
			_("%s cannot be written: there is no permission to. Name another file with "
			  "--notes."),
			path);
		break;
	case SQLITE_NOMEM:
		error_set(error, ERROR_SYSTEM,
			_("%s: there is not enough memory; nothing was saved. Close other programs "
			  "and try again."),
			path);
		break;
	case SQLITE_CANTOPEN:
	case SQLITE_IOERR:
		describe_system(system_errno, message, path, error);
		break;
	default:
		error_set(error, ERROR_NOTES,
			_("%s: the database says: %s. zhupi check looks whether the file is "
			  "sound."),
			path, message);
	}
}

/* What the system said of a failed read or write. SQLite keeps it with the connection for some
 * failures, with the file or its log for others. */
static int
last_errno(struct store *store)
{
	int code = sqlite3_system_errno(store->connection);
	sqlite3_file *log = NULL;

	if (code == 0)
		sqlite3_file_control(store->connection, "main", SQLITE_FCNTL_LAST_ERRNO, &code);
	if (code == 0)
		sqlite3_file_control(store->connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
	if (log && log->pMethods)
		log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &code);
	return code;
}

bool
database_failed(struct store *store, struct error *error)
{
	int code = sqlite3_extended_errcode(store->connection);
	const char *message = sqlite3_errmsg(store->connection);

	store->failed = code;
	database_describe(code, last_errno(store), message, store->path, error);
	return false;
}

bool
database_look_at_path(const char *path, bool *exists, struct error *error)
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

bool
database_connect(struct store *store, const char *name, int flags, struct error *error)
{
	if (!sqlite_load(error))
		return false;
	if (sqlite3_open_v2(name, &store->connection, flags, NULL) != SQLITE_OK)
		return store->connection
			? database_failed(store, error)
			: (database_describe(SQLITE_NOMEM, 0, "", name, error), false);
	sqlite3_extended_result_codes(store->connection, 1);
	sqlite3_busy_timeout(store->connection, DATABASE_BUSY_SECONDS * 1000);
	sqlite3_db_config(store->connection, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	return true;
}

/* The path as SQLite should take it: never one of its special names (:memory:, file:). */
static void
append_name(struct buffer *name, const char *path)
{
	if (path[0] != '/')
		buffer_append_string(name, "./");
	buffer_append_string(name, path);
}

bool
database_connect_file(struct store *store, int flags, struct error *error)
{
	struct buffer name;
	bool connected;

	buffer_init(&name);
	append_name(&name, store->path);
	connected = database_connect(store, buffer_string(&name), flags, error);
	buffer_clear(&name);
	return connected;
}

static int
bind_value(sqlite3_stmt *query, int parameter, const struct value *value)
{
	const char *bytes = value->bytes.bytes ? value->bytes.bytes : "";

	switch (value->kind) {
	case VALUE_NUMBER:
		return sqlite3_bind_int64(query, parameter, value->number);
	case VALUE_TEXT:
		return sqlite3_bind_text64(
			query, parameter, bytes, value->bytes.length, SQLITE_STATIC, SQLITE_UTF8);
	case VALUE_BLOB:
		return sqlite3_bind_blob64(
			query, parameter, bytes, value->bytes.length, SQLITE_STATIC);
	case VALUE_NULL:
		break;
	}
	return sqlite3_bind_null(query, parameter);
}

sqlite3_stmt *
database_query(struct store *store, enum statement statement, const struct value *values,
	struct error *error)
{
	sqlite3_stmt **query = &store->statements[statement];
	int parameters;

	if (!*query &&
		sqlite3_prepare_v3(store->connection, statement_sql(statement), -1,
			SQLITE_PREPARE_PERSISTENT, query, NULL) != SQLITE_OK) {
		database_failed(store, error);
		return NULL;
	}
	assert(!sqlite3_stmt_busy(*query) && "a query is ended before it is asked again");
	parameters = sqlite3_bind_parameter_count(*query);
	for (int parameter = 1; parameter <= parameters; parameter++)
		if (bind_value(*query, parameter, &values[parameter - 1]) != SQLITE_OK) {
			database_failed(store, error);
			return NULL;
		}
	return *query;
}

bool
database_next(struct store *store, sqlite3_stmt *query, bool *row, struct error *error)
{
	int code = sqlite3_step(query);

	*row = code == SQLITE_ROW;
	if (*row)
		return true;
	if (code != SQLITE_DONE)
		database_failed(store, error);
	database_done(query);
	return code == SQLITE_DONE;
}

void
database_done(sqlite3_stmt *query)
{
	sqlite3_reset(query);
	sqlite3_clear_bindings(query);
}

bool
database_run(struct store *store, enum statement statement, const struct value *values,
	struct error *error)
{
	sqlite3_stmt *query = database_query(store, statement, values, error);
	bool row = true;

	if (!query)
		return false;
	while (row)
		if (!database_next(store, query, &row, error))
			return false;
	return true;
}

bool
database_number(struct store *store, enum statement statement, const struct value *values,
	int64_t absent, int64_t *number, struct error *error)
{
	sqlite3_stmt *query = database_query(store, statement, values, error);
	bool row;

	if (!query || !database_next(store, query, &row, error))
		return false;
	*number = absent;
	if (row) {
		*number = sqlite3_column_int64(query, 0);
		database_done(query);
	}
	return true;
}

sqlite3_stmt *
database_prepare(struct store *store, const char *sql, struct error *error)
{
	sqlite3_stmt *query = NULL;

	if (sqlite3_prepare_v2(store->connection, sql, -1, &query, NULL) != SQLITE_OK)
		database_failed(store, error);
	return query;
}

bool
database_execute(struct store *store, const char *sql, struct error *error)
{
	return sqlite3_exec(store->connection, sql, NULL, NULL, NULL) == SQLITE_OK
		? true
		: database_failed(store, error);
}

bool
database_ask(struct store *store, const char *sql, int64_t *number, struct error *error)
{
	sqlite3_stmt *query = database_prepare(store, sql, error);
	bool answered = query && sqlite3_step(query) == SQLITE_ROW;

	if (answered)
		*number = sqlite3_column_int64(query, 0);
	else if (query)
		database_failed(store, error);
	sqlite3_finalize(query);
	return answered;
}

char *
database_string(sqlite3_stmt *query, int column)
{
	const char *text = (const char *)sqlite3_column_text(query, column);

	return alloc_string(slice_from_string(text));
}

size_t
database_count(sqlite3_stmt *query, int column)
{
	int64_t number = sqlite3_column_int64(query, column);

	return number < 0 ? 0 : (size_t)number;
}

/* Takes a new connection to the same file. The new one opens the log before the old one is closed,
 * which would take the log away if it were the last. */
static bool
reconnect(struct store *store, struct error *error)
{
	struct store new = {.path = store->path};
	int64_t version;

	if (!is_still_there(store, error))
		return false;
	if (!database_connect_file(&new, SQLITE_OPEN_READWRITE, error) ||
		!database_ask(&new, "SELECT count(*) FROM sqlite_schema", &version, error)) {
		sqlite3_close(new.connection);
		return false;
	}
	database_close(store);
	store->connection = new.connection;
	store->connections++;
	store->is_stale = false;
	store->failed = 0;
	return true;
}

bool
database_begin(struct store *store, struct error *error)
{
	if (!store->writable) {
		database_describe(SQLITE_READONLY, 0, "", store->path, error);
		return false;
	}
	if (store->is_stale && !reconnect(store, error))
		return false;
	return is_still_there(store, error) && database_run(store, STATEMENT_BEGIN, NULL, error);
}

/*
 * Some failures have ended the transaction already, others left it open. After one of the disk or
 * of memory FTS5 (SQLite 3.40.1) keeps in memory what is no longer so in the file, and the next
 * change would damage the full-text index: it takes a new connection.
 */
static void
roll_back(struct store *store)
{
	int code = store->failed & 0xFF;
	struct error error;
	bool ended;

	if (!store->in_memory &&
		(code == SQLITE_NOMEM || code == SQLITE_IOERR || code == SQLITE_FULL ||
			code == SQLITE_CORRUPT || code == SQLITE_CANTOPEN))
		store->is_stale = true;
	error_init(&error);
	if (sqlite3_get_autocommit(store->connection))
		return;
	ended = database_run(store, STATEMENT_ROLLBACK, NULL, &error);
	(void)ended; /* the first error is the one to tell */
}

bool
database_end(struct store *store, bool done, struct error *error)
{
	done = done && is_still_there(store, error) &&
		database_run(store, STATEMENT_COMMIT, NULL, error);
	if (!done)
		roll_back(store);
	return done && is_still_there(store, error);
}

/* Another program that has the moved file open, too, may be in the way: it does this then. */
static void
take_log_along(struct store *store)
{
	const char *database = sqlite3_db_filename(store->connection, "main");
	const char *log = sqlite3_filename_wal(database);
	struct buffer index;

	if (sqlite3_wal_checkpoint_v2(store->connection, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL,
		    NULL) != SQLITE_OK ||
		!has_its_log(store))
		return;
	buffer_init(&index);
	buffer_append_format(&index, "%s-shm", database);
	unlink(log);
	unlink(buffer_string(&index));
	buffer_clear(&index);
}

void
database_close(struct store *store)
{
	if (!store->connection)
		return; /* then there are no statements, and maybe no SQLite */
	for (size_t i = 0; i < STATEMENTS; i++) {
		sqlite3_finalize(store->statements[i]);
		store->statements[i] = NULL;
	}
	if (store->writable && store->log_inode != 0 && database_has_moved(store))
		take_log_along(store);
	sqlite3_close_v2(store->connection);
	store->connection = NULL;
}
