/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table is read in the order of its row numbers. Where SQLite cannot go on, the next row number
 * is looked for behind which it can: ever larger leaps, then halves back.
 *
 *      rows     1 2 3 x x x x x 9 10
 *      asked    > 3?  > 4?  > 5?  > 7?  > 11 (yes)  > 9 (yes)  > 8 (yes): goes on behind 8
 *
 * Of a table that could not be read so to its end, rows are looked for in all pages (carve.h).
 *
 * Where the schema itself is gone, that of a new file is tried first (graft.h), of each version.
 *
 * A table without row numbers is read from both ends, and by each of its indices, of which some
 * hold all its columns.
 */
#include "notes/salvage.h"

#include "base/buffer.h"
#include "base/file.h"
#include "notes/carve.h"
#include "notes/database.h"
#include "notes/graft.h"
#include "notes/migrate.h"
#include "notes/schema.h"

#include <stdlib.h>
#include <string.h>

enum {
	MOST_LEAPS = 100000
};

/* A table that is being copied. */
struct copy {
	struct store *from, *to;
	const char *table;
	struct buffer columns; /* that both have, "a", "b" */
	struct buffer key;     /* of a table without row numbers: "a" DESC, "b" DESC */
	int count;
	sqlite3_stmt *insert;
	bool whole;  /* the table was read to its end, without a leap */
	bool broken; /* the new file cannot be written */
};

/* Adds the columns of the new table that the damaged one has, too, and the key read backwards. */
static bool
choose_columns(struct copy *copy, struct error *error)
{
	sqlite3_stmt *ours = database_prepare(
		copy->to, "SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid", error);
	sqlite3_stmt *theirs = database_prepare(
		copy->from, "SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2", error);

	copy->count = 0;
	if (ours)
		sqlite3_bind_text(ours, 1, copy->table, -1, SQLITE_STATIC);
	while (ours && theirs && sqlite3_step(ours) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(ours, 0);

		sqlite3_bind_text(theirs, 1, copy->table, -1, SQLITE_STATIC);
		sqlite3_bind_text(theirs, 2, name, -1, SQLITE_STATIC);
		if (sqlite3_step(theirs) == SQLITE_ROW) {
			buffer_append_format(
				&copy->columns, copy->count > 0 ? ", \"%s\"" : "\"%s\"", name);
			copy->count++;
		}
		sqlite3_reset(theirs);
		if (sqlite3_column_int(ours, 1) > 0)
			buffer_append_format(&copy->key,
				copy->key.length > 0 ? ", \"%s\" DESC" : "\"%s\" DESC", name);
	}
	sqlite3_finalize(ours);
	sqlite3_finalize(theirs);
	return copy->count > 0;
}

static bool
prepare_insert(struct copy *copy, struct error *error)
{
	struct buffer sql;

	buffer_init(&sql);
	buffer_append_format(&sql, "INSERT OR IGNORE INTO \"%s\" (%s) VALUES (", copy->table,
		buffer_string(&copy->columns));
	for (int i = 0; i < copy->count; i++)
		buffer_append_string(&sql, i > 0 ? ", ?" : "?");
	buffer_append_string(&sql, ")");
	copy->insert = database_prepare(copy->to, buffer_string(&sql), error);
	buffer_clear(&sql);
	return copy->insert != NULL;
}

/* Stores the current row, whose columns begin with first. One that does not fit is left out. */
static void
store_row(struct copy *copy, sqlite3_stmt *row, int first, struct error *error)
{
	int code;

	for (int i = 0; i < copy->count; i++)
		sqlite3_bind_value(copy->insert, i + 1, sqlite3_column_value(row, first + i));
	code = sqlite3_step(copy->insert) & 0xFF;
	if (code != SQLITE_DONE && code != SQLITE_CONSTRAINT && code != SQLITE_MISMATCH) {
		database_failed(copy->to, error);
		copy->broken = true;
	}
	sqlite3_reset(copy->insert);
}

/* Whether the table can be read behind that row number. */
static bool
can_read_behind(sqlite3_stmt *rows, int64_t number)
{
	int code;

	sqlite3_bind_int64(rows, 1, number);
	code = sqlite3_step(rows);
	sqlite3_reset(rows);
	return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* The least row number above this one behind which the table can be read; false when there is none
 * within reach. */
static bool
leap(sqlite3_stmt *rows, int64_t *number)
{
	int64_t step = 1, low = *number, high;

	while (step < (int64_t)1 << 40 && !can_read_behind(rows, *number + step)) {
		low = *number + step;
		step *= 2;
	}
	high = *number + step;
	if (step == (int64_t)1 << 40)
		return false;
	while (high - low > 1) {
		int64_t middle = low + (high - low) / 2;

		if (can_read_behind(rows, middle))
			high = middle;
		else
			low = middle;
	}
	*number = high;
	return true;
}

static void
copy_by_number(struct copy *copy, struct error *error)
{
	int64_t number = -1;
	sqlite3_stmt *rows;
	struct buffer sql;
	int leaps = 0;

	buffer_init(&sql);
	buffer_append_format(&sql, "SELECT rowid, %s FROM \"%s\" WHERE rowid > ?1 ORDER BY rowid",
		buffer_string(&copy->columns), copy->table);
	rows = database_prepare(copy->from, buffer_string(&sql), error);
	buffer_clear(&sql);
	while (rows && !copy->broken && leaps++ < MOST_LEAPS) {
		int code = SQLITE_DONE;

		sqlite3_bind_int64(rows, 1, number);
		while (!copy->broken && (code = sqlite3_step(rows)) == SQLITE_ROW) {
			number = sqlite3_column_int64(rows, 0);
			store_row(copy, rows, 1, error);
		}
		sqlite3_reset(rows);
		copy->whole = code == SQLITE_DONE && leaps == 1;
		if (copy->broken || code == SQLITE_DONE || !leap(rows, &number))
			break;
	}
	sqlite3_finalize(rows);
}

/* As far as it goes. */
static void
copy_all(struct copy *copy, const char *sql, struct error *error)
{
	sqlite3_stmt *rows = database_prepare(copy->from, sql, error);

	while (rows && !copy->broken && sqlite3_step(rows) == SQLITE_ROW)
		store_row(copy, rows, 0, error);
	sqlite3_finalize(rows);
}

static void
copy_by_key(struct copy *copy, const struct blueprint *blueprint, struct error *error)
{
	const char *columns = buffer_string(&copy->columns);
	struct buffer sql;

	buffer_init(&sql);
	buffer_append_format(&sql, "SELECT %s FROM \"%s\"", columns, copy->table);
	copy_all(copy, buffer_string(&sql), error);
	buffer_append_format(&sql, " ORDER BY %s", buffer_string(&copy->key));
	copy_all(copy, buffer_string(&sql), error);
	for (size_t i = 0; i < blueprint->count && !copy->broken; i++) {
		if (blueprint->parts[i].is_table)
			continue;
		buffer_truncate(&sql, 0);
		buffer_append_format(&sql, "SELECT %s FROM \"%s\" INDEXED BY \"%s\"", columns,
			copy->table, blueprint->parts[i].name);
		copy_all(copy, buffer_string(&sql), error);
	}
	buffer_clear(&sql);
}

static bool
copy_table(struct store *from, struct store *to, const struct blueprint *blueprint,
	const struct blueprint_part *table, bool *whole, struct error *error)
{
	struct copy copy = {.from = from, .to = to, .table = table->name};
	struct error unreadable;

	error_init(&unreadable);
	buffer_init(&copy.columns);
	buffer_init(&copy.key);
	if (choose_columns(&copy, &unreadable) && prepare_insert(&copy, error)) {
		if (table->has_rowid)
			copy_by_number(&copy, &unreadable);
		else
			copy_by_key(&copy, blueprint, &unreadable);
		if (copy.broken)
			error_set(error, unreadable.kind, "%s", unreadable.sentence);
	}
	sqlite3_finalize(copy.insert);
	buffer_clear(&copy.columns);
	buffer_clear(&copy.key);
	*whole = copy.whole;
	return !copy.broken;
}

/* Whether the tables are known to SQLite at all. */
static bool
has_tables(struct store *from, const struct blueprint *blueprint)
{
	struct error error;

	error_init(&error);
	for (size_t i = 0; i < blueprint->count; i++) {
		bool there;

		if (blueprint->parts[i].is_table &&
			(!blueprint_is_there(from, &blueprint->parts[i], &there, &error) || !there))
			return false;
	}
	return true;
}

static bool
copy_tables(struct store *from, struct store *to, const struct blueprint *blueprint,
	struct carver *carver, struct error *error)
{
	bool done = true;

	for (size_t i = 0; i < blueprint->count && done; i++) {
		const struct blueprint_part *part = &blueprint->parts[i];
		bool whole;

		if (!part->is_table || strcmp(part->name, BLUEPRINT_WORDS) == 0)
			continue;
		done = copy_table(from, to, blueprint, part, &whole, error);
		if (done && !whole && part->has_rowid)
			done = carver_copy(carver, to, part->name, error);
	}
	return done;
}

/* An empty notes file of that version, in save's temporary file. */
static bool
make_fresh(struct file_save *save, size_t version, struct error *error)
{
	struct store *store = database_new(file_temporary(save));
	const struct migration *steps;
	size_t count;
	bool made;

	steps = schema_migrations(&count);
	store->writable = store->in_memory = true; /* nobody else knows of it */
	made = database_connect_file(store, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error) &&
		database_execute(
			store, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", error) &&
		migrate_run(store, steps, version, error);
	store_close(store);
	return made;
}

/* The damaged file's pages with the schema of a version, the newest first: a file that was made by
 * an older program has its tables where that one put them. save is what the store that is returned
 * lies in; both are NULL when no version fits. */
static struct store *
graft(struct store *from, const struct carver *carver, struct file_save **save, struct error *error)
{
	struct store *grafted = NULL;
	size_t version;

	schema_migrations(&version);
	for (; version > 0 && !grafted && !error_is_set(error); version--) {
		struct file_save *fresh = file_begin(from->path, true, error);

		*save = fresh ? file_begin(from->path, true, error) : NULL;
		if (*save && make_fresh(fresh, version, error))
			grafted = graft_schema(carver, file_temporary(fresh), *save, error);
		file_cancel(fresh);
		if (!grafted) {
			file_cancel(*save);
			*save = NULL;
		}
	}
	return grafted;
}

bool
salvage_rows(struct store *from, struct store *to, const struct blueprint *blueprint,
	struct error *error)
{
	struct carver *carver = carver_new(from, error);
	struct file_save *save = NULL;
	struct store *grafted = NULL;
	bool done = carver != NULL;

	if (done && !has_tables(from, blueprint)) {
		grafted = graft(from, carver, &save, error);
		done = !error_is_set(error);
	}
	done = done && copy_tables(grafted ? grafted : from, to, blueprint, carver, error);
	store_close(grafted);
	file_cancel(save);
	carver_free(carver);
	return done;
}
