/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/blueprint.h"

#include "base/array.h"
#include "notes/database.h"
#include "notes/migrate.h"
#include "notes/schema.h"

#include <stdlib.h>
#include <string.h>

static const char parts[] =
	"SELECT name, sql, type = 'table',"
	" type = 'table' AND upper(sql) NOT LIKE '%WITHOUT ROWID%' FROM sqlite_schema"
	" WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
	" AND name NOT LIKE '" BLUEPRINT_WORDS "\\_%' ESCAPE '\\' ORDER BY rowid";

static bool
read_parts(struct store *store, struct blueprint *blueprint, struct error *error)
{
	sqlite3_stmt *rows = database_prepare(store, parts, error);
	int code = SQLITE_DONE;

	while (rows && (code = sqlite3_step(rows)) == SQLITE_ROW) {
		blueprint->parts = array_grow(blueprint->parts, &blueprint->capacity,
			blueprint->count + 1, sizeof *blueprint->parts);
		blueprint->parts[blueprint->count++] =
			(struct blueprint_part){database_string(rows, 0), database_string(rows, 1),
				sqlite3_column_int(rows, 2) != 0, sqlite3_column_int(rows, 3) != 0};
	}
	if (rows && code != SQLITE_DONE)
		database_failed(store, error);
	sqlite3_finalize(rows);
	return rows && code == SQLITE_DONE;
}

bool
blueprint_make(struct blueprint *blueprint, size_t version, struct error *error)
{
	struct store *store = database_new(":memory:");
	const struct migration *steps;
	size_t count;
	bool done;

	*blueprint = (struct blueprint){NULL, 0, 0};
	steps = schema_migrations(&count);
	store->in_memory = store->writable = true;
	done = database_connect(
		       store, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error) &&
		migrate_run(store, steps, version < count ? version : count, error) &&
		read_parts(store, blueprint, error);
	store_close(store);
	if (!done)
		blueprint_clear(blueprint);
	return done;
}

void
blueprint_clear(struct blueprint *blueprint)
{
	for (size_t i = 0; i < blueprint->count; i++) {
		free(blueprint->parts[i].name);
		free(blueprint->parts[i].sql);
	}
	free(blueprint->parts);
	*blueprint = (struct blueprint){NULL, 0, 0};
}

const char *
blueprint_words(const struct blueprint *blueprint)
{
	for (size_t i = 0; i < blueprint->count; i++) {
		if (strcmp(blueprint->parts[i].name, BLUEPRINT_WORDS) == 0)
			return blueprint->parts[i].sql;
	}
	return NULL;
}

bool
blueprint_is_there(
	struct store *store, const struct blueprint_part *part, bool *there, struct error *error)
{
	sqlite3_stmt *row = database_prepare(
		store, "SELECT count(*) FROM sqlite_schema WHERE type = ?1 AND name = ?2", error);
	bool asked = row != NULL;

	if (asked) {
		sqlite3_bind_text(row, 1, part->is_table ? "table" : "index", -1, SQLITE_STATIC);
		sqlite3_bind_text(row, 2, part->name, -1, SQLITE_STATIC);
		asked = sqlite3_step(row) == SQLITE_ROW;
		if (asked)
			*there = sqlite3_column_int(row, 0) > 0;
		else
			database_failed(store, error);
	}
	sqlite3_finalize(row);
	return asked;
}
