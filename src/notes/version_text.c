/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/version_text.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/buffer.h"
#include "notes/database.h"

#include <stdlib.h>

/* Reads the paragraphs that are kept alone, a line each. */
static bool
read_parts(struct store *store, int64_t version, struct version_text *text, struct error *error)
{
	sqlite3_stmt *query = database_query(store, STATEMENT_VERSION_PARTS,
		(const struct value[]){value_number(version)}, error);
	size_t capacity = 0;
	struct buffer lines;
	bool row = true, done = query != NULL;

	buffer_init(&lines);
	while (done && row) {
		done = database_next(store, query, &row, error);
		if (!done || !row)
			break;
		text->numbers = array_grow(
			text->numbers, &capacity, text->number_count + 1, sizeof *text->numbers);
		text->numbers[text->number_count++] = database_count(query, 0);
		buffer_append(&lines,
			(struct slice){sqlite3_column_blob(query, 1),
				(size_t)sqlite3_column_bytes(query, 1)});
		buffer_append_byte(&lines, '\n');
	}
	text->length = lines.length;
	text->bytes = buffer_take(&lines);
	return done;
}

bool
version_text_read(
	struct store *store, int64_t version, struct version_text *text, struct error *error)
{
	sqlite3_stmt *query = database_query(store, STATEMENT_VERSION_TEXT,
		(const struct value[]){value_number(version)}, error);
	bool row;

	*text = (struct version_text){.bytes = NULL};
	if (!query || !database_next(store, query, &row, error))
		return false;
	if (!row)
		return read_parts(store, version, text, error);
	text->length = (size_t)sqlite3_column_bytes(query, 0);
	text->bytes = alloc_string((struct slice){sqlite3_column_blob(query, 0), text->length});
	database_done(query);
	return true;
}

void
version_text_clear(struct version_text *text)
{
	free(text->bytes);
	free(text->numbers);
	*text = (struct version_text){.bytes = NULL};
}
