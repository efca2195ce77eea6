/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/alloc.h"
#include "base/array.h"
#include "base/buffer.h"
#include "notes/annotation.h"
#include "notes/database.h"
#include "notes/tie.h"
#include "notes/version.h"
#include "notes/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The columns in the order of LIST_COLUMNS in statement.c. */
enum column {
	COLUMN_ANNOTATION,
	COLUMN_ID,
	COLUMN_ARTICLE,
	COLUMN_BODY,
	COLUMN_CREATED,
	COLUMN_MODIFIED,
	COLUMN_DELETED,
	COLUMN_KIND,
	COLUMN_PARAGRAPH,
	COLUMN_START,
	COLUMN_END,
	COLUMN_FOLDED_START,
	COLUMN_FOLDED_END,
	COLUMN_QUOTE,
	COLUMN_PREFIX,
	COLUMN_SUFFIX,
	COLUMN_VERSION,
	COLUMN_HASH
};

static void
read_target(sqlite3_stmt *query, struct target *target)
{
	char *kind = database_string(query, COLUMN_KIND);

	*target = (struct target){
		.kind = strcmp(kind, "phrase") == 0 ? TARGET_PHRASE : TARGET_PARAGRAPH,
		.paragraph = database_count(query, COLUMN_PARAGRAPH),
		.start = database_count(query, COLUMN_START),
		.end = database_count(query, COLUMN_END),
		.quote = database_string(query, COLUMN_QUOTE),
		.prefix = database_string(query, COLUMN_PREFIX),
		.suffix = database_string(query, COLUMN_SUFFIX),
		.folded_start = database_count(query, COLUMN_FOLDED_START),
		.folded_end = database_count(query, COLUMN_FOLDED_END),
		.version = sqlite3_column_int64(query, COLUMN_VERSION),
	};
	version_hash_read((struct slice){sqlite3_column_blob(query, COLUMN_HASH),
				  (size_t)sqlite3_column_bytes(query, COLUMN_HASH)},
		&target->hash);
	free(kind);
}

/* All but the tags. */
static void
read_annotation(sqlite3_stmt *query, struct annotation *annotation)
{
	*annotation = (struct annotation){
		.article = sqlite3_column_int64(query, COLUMN_ARTICLE),
		.body = database_string(query, COLUMN_BODY),
		.created = sqlite3_column_int64(query, COLUMN_CREATED),
		.modified = sqlite3_column_int64(query, COLUMN_MODIFIED),
		.deleted = sqlite3_column_int64(query, COLUMN_DELETED),
		.state = ANCHOR_EXACT,
	};
	snprintf(annotation->id, sizeof annotation->id, "%s",
		(const char *)sqlite3_column_text(query, COLUMN_ID));
	read_target(query, &annotation->target);
}

static bool
append_row(struct store *store, sqlite3_stmt *query, struct annotations *list, struct error *error)
{
	struct tie_list tags;

	if (!tie_read(store, sqlite3_column_int64(query, COLUMN_ANNOTATION), &tags, error))
		return false;
	list->items =
		array_grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
	read_annotation(query, &list->items[list->count]);
	list->items[list->count].tags = tags.names;
	list->items[list->count].tag_count = tags.count;
	list->count++;
	return true;
}

/* The statement whose leading condition leaves the fewest rows. */
static enum statement
leading_statement(const struct annotation_filter *filter)
{
	if (filter->id)
		return STATEMENT_LIST_BY_ID;
	if (filter->article)
		return STATEMENT_LIST_OF_ARTICLE;
	return filter->tag ? STATEMENT_LIST_BY_TAG : STATEMENT_LIST_ALL;
}

static bool
run_query(struct store *store, sqlite3_stmt *query, struct annotations *list, struct error *error)
{
	size_t before = list->count;
	bool row = true, done = query != NULL;

	while (done && row) {
		done = database_next(store, query, &row, error);
		if (done && row && !append_row(store, query, list, error)) {
			database_done(query);
			done = false;
		}
	}
	while (!done && list->count > before)
		annotation_clear(&list->items[--list->count]);
	return done;
}

bool
annotation_list(struct store *store, const struct annotation_filter *filter,
	struct annotations *list, struct error *error)
{
	struct value values[] = {value_number(filter->article), value_text(filter->tag),
		value_number(filter->since), value_number(filter->trash), value_text(filter->id),
		value_text(NULL)};
	enum statement statement = leading_statement(filter);
	struct buffer words;
	bool done;

	buffer_init(&words);
	if (filter->words) {
		if (!words_append_query(&words, slice_from_string(filter->words), error)) {
			buffer_clear(&words);
			return false;
		}
		if (words.length == 0) {
			buffer_clear(&words);
			return true; /* not a word in it: nothing has it */
		}
		values[5] = value_text(buffer_string(&words));
		statement = STATEMENT_LIST_BY_WORDS;
	}
	done = run_query(store, database_query(store, statement, values, error), list, error);
	buffer_clear(&words);
	return done;
}
