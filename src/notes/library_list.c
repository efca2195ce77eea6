/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entries of the library. */
#include "base/array.h"
#include "base/intl.h"
#include "notes/database.h"
#include "notes/library.h"

#include <stdlib.h>

static struct library_entry
read_entry(sqlite3_stmt *query)
{
	return (struct library_entry){
		.article = sqlite3_column_int64(query, 0),
		.title = database_string(query, 1),
		.date = database_string(query, 2),
		.source = database_string(query, 3),
		.paragraphs = database_count(query, 4),
		.read = sqlite3_column_int64(query, 5),
		.path = database_string(query, 6),
		.progress = database_count(query, 7),
		.annotations = database_count(query, 8),
		.id = database_string(query, 9),
	};
}

static struct library_entry
read_number(sqlite3_stmt *query)
{
	return (struct library_entry){.article = sqlite3_column_int64(query, 0)};
}

static bool
list_entries(struct store *store, enum statement statement,
	struct library_entry (*read)(sqlite3_stmt *query), struct library_entries *entries,
	struct error *error)
{
	sqlite3_stmt *query = database_query(store, statement, NULL, error);
	bool row = true;

	*entries = (struct library_entries){NULL, 0, 0};
	if (!query)
		return false;
	while (row) {
		if (!database_next(store, query, &row, error)) {
			library_entries_clear(entries);
			return false;
		}
		if (!row)
			break;
		entries->items = array_grow(entries->items, &entries->capacity, entries->count + 1,
			sizeof *entries->items);
		entries->items[entries->count++] = read(query);
	}
	return true;
}

bool
library_list(struct store *store, struct library_entries *entries, struct error *error)
{
	return list_entries(store, STATEMENT_LIBRARY_LIST, read_entry, entries, error);
}

bool
library_order(struct store *store, struct library_entries *entries, struct error *error)
{
	return list_entries(store, STATEMENT_LIBRARY_ORDER, read_number, entries, error);
}

bool
library_look_up(
	struct store *store, int64_t article, struct library_entry *entry, struct error *error)
{
	sqlite3_stmt *query = database_query(store, STATEMENT_LIBRARY_ENTRY,
		(const struct value[]){value_number(article)}, error);
	bool row;

	*entry = (struct library_entry){0};
	if (!query || !database_next(store, query, &row, error))
		return false;
	if (!row) {
		error_set(error, ERROR_NOTES, _("%s has no article %lld."), store->path,
			(long long)article);
		return false;
	}
	*entry = read_entry(query);
	database_done(query);
	return true;
}

void
library_entry_clear(struct library_entry *entry)
{
	free(entry->id);
	free(entry->path);
	free(entry->title);
	free(entry->date);
	free(entry->source);
	*entry = (struct library_entry){0};
}

void
library_entries_clear(struct library_entries *entries)
{
	for (size_t i = 0; i < entries->count; i++)
		library_entry_clear(&entries->items[i]);
	free(entries->items);
	*entries = (struct library_entries){NULL, 0, 0};
}
