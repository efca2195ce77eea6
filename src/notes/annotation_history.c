/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/annotation_history.h"

#include "base/array.h"
#include "base/intl.h"
#include "notes/database.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *
history_kind_name(enum history_kind kind)
{
	static const char *const names[] = {
		[HISTORY_BODY] = "body",
		[HISTORY_TAGS] = "tags",
		[HISTORY_ATTACHED] = "attached",
		[HISTORY_DELETED] = "deleted",
		[HISTORY_RESTORED] = "restored",
	};

	return names[kind];
}

/* The current row: when, which field, what it was. */
static struct history_entry
read_entry(sqlite3_stmt *query)
{
	struct history_entry entry = {.changed = sqlite3_column_int64(query, 0)};
	char *field = database_string(query, 1);

	entry.former = database_string(query, 2);
	entry.kind = strcmp(field, "tags") == 0 ? HISTORY_TAGS
		: strcmp(field, "target") == 0  ? HISTORY_ATTACHED
						: HISTORY_BODY;
	if (strcmp(field, "deleted") == 0) {
		entry.kind = strcmp(entry.former, "0") == 0 ? HISTORY_DELETED : HISTORY_RESTORED;
		entry.former[0] = '\0';
	}
	free(field);
	return entry;
}

bool
annotation_history(
	struct store *store, const char *id, struct history_entries *entries, struct error *error)
{
	sqlite3_stmt *query = database_query(
		store, STATEMENT_HISTORY_LIST, (const struct value[]){value_text(id)}, error);
	bool row = true;

	*entries = (struct history_entries){NULL, 0, 0};
	if (!query)
		return false;
	while (row) {
		if (!database_next(store, query, &row, error)) {
			history_entries_clear(entries);
			return false;
		}
		if (!row)
			break;
		entries->items = array_grow(entries->items, &entries->capacity, entries->count + 1,
			sizeof *entries->items);
		entries->items[entries->count++] = read_entry(query);
	}
	return true;
}

void
history_entries_clear(struct history_entries *entries)
{
	for (size_t i = 0; i < entries->count; i++)
		free(entries->items[i].former);
	free(entries->items);
	*entries = (struct history_entries){NULL, 0, 0};
}

bool
annotation_find(struct store *store, const char *prefix, char id[ANNOTATION_ID_BYTES], bool *trash,
	struct error *error)
{
	sqlite3_stmt *query = database_query(store, STATEMENT_ANNOTATION_BY_PREFIX,
		(const struct value[]){value_text(prefix)}, error);
	int64_t count = 0;
	bool row;

	if (!query || !database_next(store, query, &row, error))
		return false;
	if (row) {
		count = sqlite3_column_int64(query, 0);
		snprintf(id, ANNOTATION_ID_BYTES, "%s",
			count > 0 ? (const char *)sqlite3_column_text(query, 1) : "");
		*trash = sqlite3_column_int64(query, 2) != 0;
		database_done(query);
	}
	if (count == 0)
		error_set(error, ERROR_NOTES, _("there is no note %s in %s"), prefix, store->path);
	else if (count > 1)
		error_set(error, ERROR_NOTES,
			_("the ids of %lld notes begin with %s: write more of it"),
			(long long)count, prefix);
	return count == 1;
}
