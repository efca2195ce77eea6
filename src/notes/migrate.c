/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/migrate.h"

#include "base/buffer.h"
#include "base/intl.h"
#include "notes/database.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* What a file says of itself. */
struct label {
	int64_t application, version, things;
};

/* In one transaction, as another program may be making the file just now. */
static bool
read_label(struct store *store, struct label *label, struct error *error)
{
	bool done;

	if (!database_execute(store, "BEGIN", error))
		return false;
	done = database_ask(store, "PRAGMA application_id", &label->application, error) &&
		database_ask(store, "PRAGMA user_version", &label->version, error);
	label->things = 0;
	if (done && label->application == 0 && label->version == 0)
		done = database_ask(
			store, "SELECT count(*) FROM sqlite_schema", &label->things, error);
	if (!done) {
		sqlite3_exec(store->connection, "ROLLBACK", NULL, NULL, NULL);
		return false;
	}
	return database_execute(store, "COMMIT", error);
}

bool
migrate_look(struct store *store, size_t count, enum migrate_state *state, struct error *error)
{
	struct label label;

	if (!read_label(store, &label, error))
		return false;
	if (label.application != SCHEMA_APPLICATION &&
		(label.application != 0 || label.version != 0 || label.things != 0)) {
		error_set(error, ERROR_NOTES,
			_("%s is a database of another program, no notes file; it was left as it "
			  "is. "
			  "Name another file with --notes."),
			store->path);
		return false;
	}
	if (label.version < 0 || (uint64_t)label.version > count) {
		error_set(error, ERROR_NOTES,
			_("%s is of version %lld, and this program knows versions up to %zu: it "
			  "was "
			  "written by a later zhupi. Use that one, or name another file with "
			  "--notes."),
			store->path, (long long)label.version, count);
		return false;
	}
	if (label.version == 0)
		*state = MIGRATE_EMPTY;
	else
		*state = (size_t)label.version == count ? MIGRATE_CURRENT : MIGRATE_OLDER;
	return true;
}

bool
migrate_copy(struct sqlite3 *from, struct sqlite3 *to)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");

	if (!backup)
		return false;
	sqlite3_backup_step(backup, -1);
	return sqlite3_backup_finish(backup) == SQLITE_OK;
}

/* A copy at path.backup-vVERSION, whole or not at all. The source is read by a connection of its
 * own, since the store's is inside the transaction that will change it. */
static bool
back_up(struct store *store, int64_t version, struct error *error)
{
	sqlite3 *from = NULL, *to = NULL;
	struct buffer part, whole;
	bool copied;

	buffer_init(&part);
	buffer_init(&whole);
	buffer_append_format(&whole, "%s.backup-v%lld", store->path, (long long)version);
	buffer_append_format(&part, "%s.part", buffer_string(&whole));
	remove(buffer_string(&part)); /* left over by a copy that was cut short */
	copied = sqlite3_open_v2(store->path, &from, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
		sqlite3_open_v2(buffer_string(&part), &to,
			SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) == SQLITE_OK &&
		migrate_copy(from, to);
	sqlite3_close(from);
	sqlite3_close(to);
	copied = copied && rename(buffer_string(&part), buffer_string(&whole)) == 0;
	if (!copied) {
		error_set(error, ERROR_NOTES,
			_("%s is of an older version and was left as it is: it must be copied to "
			  "%s "
			  "before it is brought up to date, and that failed (%s)."),
			store->path, buffer_string(&whole), strerror(errno));
		remove(buffer_string(&part));
	}
	buffer_clear(&part);
	buffer_clear(&whole);
	return copied;
}

/* Inside a transaction. */
static bool
run_step(struct store *store, const struct migration *step, int64_t version, struct error *error)
{
	char set_version[64];

	for (size_t part = 0; part < sizeof step->sql / sizeof step->sql[0]; part++)
		if (step->sql[part] && !database_execute(store, step->sql[part], error))
			return false;
	snprintf(set_version, sizeof set_version, "PRAGMA user_version = %lld",
		(long long)version + 1);
	return database_execute(store, set_version, error);
}

/* The next step, after a copy; in a new file, of which there is nothing to copy, all of them:
 * nobody finds it half made. Inside a transaction. */
static bool
run_next(struct store *store, const struct migration *steps, size_t count, int64_t version,
	struct error *error)
{
	size_t done = (size_t)version;

	if (version > 0)
		return (store->in_memory || back_up(store, version, error)) &&
			run_step(store, &steps[done], version, error);
	while (done < count && run_step(store, &steps[done], (int64_t)done, error))
		done++;
	return done == count;
}

bool
migrate_run(struct store *store, const struct migration *steps, size_t count, struct error *error)
{
	int64_t version = 0;

	do {
		bool done;

		if (!database_begin(store, error))
			return false;
		done = database_ask(store, "PRAGMA user_version", &version, error);
		if (done && version >= 0 && (size_t)version < count)
			done = run_next(store, steps, count, version, error);
		if (!database_end(store, done, error))
			return false;
	} while (version >= 0 && (size_t)version + 1 < count);
	return true;
}
