/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/tag.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/buffer.h"
#include "notes/database.h"
#include "notes/tie.h"
#include "text/unicode.h"

#include <stdlib.h>

/* Reads rows of names, and counts where there are any. */
static bool
read_tags(struct store *store, sqlite3_stmt *query, struct tag_counts *tags, struct error *error)
{
	bool row = true;

	*tags = (struct tag_counts){NULL, 0, 0};
	if (!query)
		return false;
	while (row) {
		if (!database_next(store, query, &row, error)) {
			tag_counts_clear(tags);
			return false;
		}
		if (!row)
			break;
		tags->items = array_grow(
			tags->items, &tags->capacity, tags->count + 1, sizeof *tags->items);
		tags->items[tags->count++] = (struct tag_count){
			.name = database_string(query, 0),
			.annotations = sqlite3_column_count(query) > 1 ? database_count(query, 1)
								       : (size_t)TAG_UNCOUNTED,
		};
	}
	return true;
}

bool
tag_list(struct store *store, int64_t article, struct tag_counts *tags, struct error *error)
{
	enum statement statement = article ? STATEMENT_TAG_COUNTS_OF_ARTICLE : STATEMENT_TAG_COUNTS;
	sqlite3_stmt *query = database_query(
		store, statement, (const struct value[]){value_number(article)}, error);

	return read_tags(store, query, tags, error);
}

bool
tag_names(struct store *store, struct tag_counts *tags, struct error *error)
{
	return read_tags(
		store, database_query(store, STATEMENT_TAG_NAMES, NULL, error), tags, error);
}

bool
tag_count(struct store *store, struct tag_count *tag, struct error *error)
{
	int64_t count;

	if (!database_number(store, STATEMENT_TAG_COUNT,
		    (const struct value[]){value_text(tag->name)}, 0, &count, error))
		return false;
	tag->annotations = count > 0 ? (size_t)count : 0;
	return true;
}

void
tag_counts_clear(struct tag_counts *tags)
{
	for (size_t i = 0; i < tags->count; i++)
		free(tags->items[i].name);
	free(tags->items);
	*tags = (struct tag_counts){NULL, 0, 0};
}

static bool
parts_tags(uint32_t character)
{
	return unicode_is_space(character) || character == ',' || character == 0xFF0C /* ， */ ||
		character == 0x3001 /* 、 */ || character == ';' || character == 0xFF1B /* ； */;
}

/* The cleaned form of one stretch between separators: #a//b/ becomes a/b. Controls vanish. */
static void
append_cleaned(struct buffer *tag, struct slice stretch)
{
	bool level = false;
	size_t length;

	for (size_t at = 0; at < stretch.length; at += length) {
		uint32_t character = unicode_decode(stretch, at, &length);

		if (character == 0xFF0F) /* ／ */
			character = '/';
		if (character == 0xFF03) /* ＃ */
			character = '#';
		if (character == '/') {
			level = tag->length > 0;
			continue;
		}
		if (unicode_is_unsafe(character) || (character == '#' && tag->length == 0))
			continue;
		if (level)
			buffer_append_byte(tag, '/');
		level = false;
		unicode_append(tag, character);
	}
}

/* Blanks beside a / belong to it: "a / b" is one tag. */
static void
join_levels(struct buffer *joined, struct slice typed)
{
	bool after_level = false;
	size_t length, blanks = 0;

	for (size_t at = 0; at < typed.length; at += length) {
		uint32_t character = unicode_decode(typed, at, &length);

		if (unicode_is_space(character)) {
			blanks++;
			continue;
		}
		if (blanks > 0 && !after_level && character != '/' && character != 0xFF0F)
			buffer_append_byte(joined, ' ');
		blanks = 0;
		after_level = character == '/' || character == 0xFF0F;
		unicode_append(joined, character);
	}
}

char **
tag_parse(const char *typed, size_t *count)
{
	struct tie_list list = {NULL, 0, 0};
	struct buffer joined, tag;
	struct slice text;
	size_t length, at = 0;

	buffer_init(&joined);
	buffer_init(&tag);
	join_levels(&joined, slice_from_string(typed));
	text = buffer_slice(&joined);
	while (at < text.length) {
		size_t start = at;

		while (at < text.length && !parts_tags(unicode_decode(text, at, &length)))
			at += length;
		buffer_truncate(&tag, 0);
		append_cleaned(&tag, slice_at(text, (struct span){start, at}));
		if (tag.length > 0)
			tie_list_insert(&list, buffer_string(&tag));
		if (at < text.length)
			at = unicode_next(text, at);
	}
	buffer_clear(&joined);
	buffer_clear(&tag);
	*count = list.count;
	return list.names;
}
