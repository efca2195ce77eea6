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

/* The statements whose leading condition leaves the fewest rows: to list, and to count. */
struct leading {
	enum statement list, count;
};

static struct leading
leading_statements(const struct annotation_filter *filter)
{
	if (filter->words)
		return (struct leading){STATEMENT_LIST_BY_WORDS, STATEMENT_COUNT_BY_WORDS};
	if (filter->id)
		return (struct leading){STATEMENT_LIST_BY_ID, STATEMENT_COUNT_BY_ID};
	if (filter->article)
		return (struct leading){STATEMENT_LIST_OF_ARTICLE, STATEMENT_COUNT_OF_ARTICLE};
	if (filter->trash)
		return (struct leading){STATEMENT_LIST_TRASH, STATEMENT_COUNT_TRASH};
	if (filter->tag)
		return (struct leading){STATEMENT_LIST_BY_TAG, STATEMENT_COUNT_BY_TAG};
	return (struct leading){STATEMENT_LIST_ALL,
		filter->since > 0 ? STATEMENT_COUNT_SINCE : STATEMENT_COUNT_ALL};
}

/* Asks one of the leading statements for what fits. words is made here, and cleared by the caller
 * when the query is done. *query is NULL when nothing can fit: there is not a word in the words. */
static bool
ask(struct store *store, const struct annotation_filter *filter, enum statement statement,
	struct buffer *words, sqlite3_stmt **query, struct error *error)
{
	struct value values[] = {value_number(filter->article), value_text(filter->tag),
		value_number(filter->since), value_number(filter->trash), value_text(filter->id),
		value_text(NULL)};

	*query = NULL;
	buffer_init(words);
	if (filter->words) {
		if (!words_append_query(words, slice_from_string(filter->words), error))
			return false;
		if (words->length == 0)
			return true;
		values[5] = value_text(buffer_string(words));
	}
	*query = database_query(store, statement, values, error);
	return *query != NULL;
}

static bool
hand_over(struct annotations *list, annotation_taker *take, void *context, struct error *error)
{
	bool done = list->count == 0 || take(context, list, error);

	annotations_clear(list);
	return done;
}

/* Hands over what is in the list when the row is another article's, then adds the row. */
static bool
take_row(struct store *store, sqlite3_stmt *query, struct annotations *list, annotation_taker *take,
	void *context, struct error *error)
{
	if (list->count > 0 &&
		list->items[0].article != sqlite3_column_int64(query, COLUMN_ARTICLE) &&
		!hand_over(list, take, context, error))
		return false;
	return append_row(store, query, list, error);
}

bool
annotation_each_article(struct store *store, const struct annotation_filter *filter,
	annotation_taker *take, void *context, struct error *error)
{
	struct annotations list;
	struct buffer words;
	sqlite3_stmt *query;
	bool row = true;
	bool done = ask(store, filter, leading_statements(filter).list, &words, &query, error);

	annotations_init(&list);
	while (done && query && row) {
		done = database_next(store, query, &row, error);
		if (done && row && !take_row(store, query, &list, take, context, error)) {
			database_done(query);
			done = false;
		}
	}
	done = done && hand_over(&list, take, context, error);
	annotations_clear(&list);
	buffer_clear(&words);
	return done;
}

/* Moves all notes to the end of another list. */
static bool
append_notes(void *context, struct annotations *notes, struct error *error)
{
	struct annotations *list = context;

	(void)error;
	list->items = array_grow(
		list->items, &list->capacity, list->count + notes->count, sizeof *list->items);
	memcpy(list->items + list->count, notes->items, notes->count * sizeof *notes->items);
	list->count += notes->count;
	notes->count = 0;
	return true;
}

bool
annotation_list(struct store *store, const struct annotation_filter *filter,
	struct annotations *list, struct error *error)
{
	size_t before = list->count;

	if (annotation_each_article(store, filter, append_notes, list, error))
		return true;
	while (list->count > before)
		annotation_clear(&list->items[--list->count]);
	return false;
}

bool
annotation_count(struct store *store, const struct annotation_filter *filter,
	struct annotation_counts *counts, struct error *error)
{
	struct buffer words;
	sqlite3_stmt *query;
	bool row = true;
	bool done = ask(store, filter, leading_statements(filter).count, &words, &query, error);

	*counts = (struct annotation_counts){NULL, 0, 0, 0};
	while (done && query && row) {
		done = database_next(store, query, &row, error);
		if (!done || !row)
			break;
		counts->items = array_grow(
			counts->items, &counts->capacity, counts->count + 1, sizeof *counts->items);
		counts->items[counts->count].article = sqlite3_column_int64(query, 0);
		counts->items[counts->count].count = database_count(query, 1);
		counts->items[counts->count].before = counts->total;
		counts->total += counts->items[counts->count++].count;
	}
	buffer_clear(&words);
	if (!done)
		annotation_counts_clear(counts);
	return done;
}

void
annotation_counts_clear(struct annotation_counts *counts)
{
	free(counts->items);
	*counts = (struct annotation_counts){NULL, 0, 0, 0};
}
