/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/tie.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/buffer.h"
#include "notes/database.h"

#include <stdlib.h>
#include <string.h>

void
tie_list_insert(struct tie_list *list, const char *name)
{
	size_t at = list->count;

	while (at > 0 && strcmp(list->names[at - 1], name) > 0)
		at--;
	if (at > 0 && strcmp(list->names[at - 1], name) == 0)
		return;
	list->names =
		array_grow(list->names, &list->capacity, list->count + 1, sizeof *list->names);
	memmove(list->names + at + 1, list->names + at, (list->count - at) * sizeof *list->names);
	list->names[at] = alloc_string(slice_from_string(name));
	list->count++;
}

void
tie_list_clear(struct tie_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->names[i]);
	free(list->names);
	*list = (struct tie_list){NULL, 0, 0};
}

char *
tie_list_join(const struct tie_list *list)
{
	struct buffer joined;

	buffer_init(&joined);
	for (size_t i = 0; i < list->count; i++) {
		if (i > 0)
			buffer_append_byte(&joined, ' ');
		buffer_append_string(&joined, list->names[i]);
	}
	return buffer_take(&joined);
}

bool
tie_read(struct store *store, int64_t annotation, struct tie_list *list, struct error *error)
{
	sqlite3_stmt *query = database_query(store, STATEMENT_TAGS_OF_ANNOTATION,
		(const struct value[]){value_number(annotation)}, error);
	bool row = true;

	*list = (struct tie_list){NULL, 0, 0};
	if (!query)
		return false;
	while (row) {
		if (!database_next(store, query, &row, error)) {
			tie_list_clear(list);
			return false;
		}
		if (row)
			tie_list_insert(list, (const char *)sqlite3_column_text(query, 0));
	}
	return true;
}

bool
tie_write(struct store *store, int64_t annotation, const struct tie_list *list, struct error *error)
{
	if (!database_run(store, STATEMENT_TAGS_UNTIE,
		    (const struct value[]){value_number(annotation)}, error))
		return false;
	for (size_t i = 0; i < list->count; i++) {
		const struct value values[] = {
			value_number(annotation), value_text(list->names[i])};

		if (!database_run(store, STATEMENT_TAG_ADD, &values[1], error) ||
			!database_run(store, STATEMENT_TAG_TIE, values, error))
			return false;
	}
	return true;
}
