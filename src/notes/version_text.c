/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/version_text.h"

#include "base/array.h"
#include "base/buffer.h"
#include "notes/coding.h"
#include "notes/database.h"

#include <stdlib.h>
#include <string.h>

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

/* Unpacks what a row has. A packing that is not known, of a later program, and a code that is
 * damaged are as good as nothing: the notes are then found by their quotes. */
static void
unpack(sqlite3_stmt *query, struct version_text *text)
{
	struct slice bytes = {
		sqlite3_column_blob(query, 0), (size_t)sqlite3_column_bytes(query, 0)};
	const char *packing = (const char *)sqlite3_column_text(query, 1);
	struct buffer whole;

	buffer_init(&whole);
	if (packing && strcmp(packing, "plain") == 0)
		buffer_append(&whole, bytes);
	else if (packing && strcmp(packing, CODING_NAME) == 0 && !coding_read(bytes, &whole))
		buffer_truncate(&whole, 0);
	text->length = whole.length;
	text->bytes = buffer_take(&whole);
}

bool
version_text_write(struct store *store, int64_t version, struct slice text, struct error *error)
{
	struct buffer code;
	bool coded, done;

	buffer_init(&code);
	coded = coding_write(text, &code);
	done = database_run(store, STATEMENT_VERSION_KEEP,
		(const struct value[]){value_number(version),
			value_blob(coded ? buffer_slice(&code) : text),
			value_text(coded ? CODING_NAME : "plain")},
		error);
	buffer_clear(&code);
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
	unpack(query, text);
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
