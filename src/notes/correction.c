/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/correction.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/intl.h"
#include "notes/anchor.h"
#include "notes/correction_row.h"
#include "notes/database.h"
#include "notes/version.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The columns in the order of CORRECTION_COLUMNS in statement.c. */
enum column {
	COLUMN_ID,
	COLUMN_KIND,
	COLUMN_ARTICLE,
	COLUMN_NAME,
	COLUMN_OFFICE,
	COLUMN_MODALITY,
	COLUMN_CREATED,
	COLUMN_DELETED,
	COLUMN_TARGET_KIND,
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

void
correction_clear(struct correction *correction)
{
	free(correction->name);
	free(correction->office);
	free(correction->modality);
	target_clear(&correction->target);
	*correction = (struct correction){0};
}

void
corrections_init(struct corrections *list)
{
	*list = (struct corrections){NULL, 0, 0};
}

void
corrections_clear(struct corrections *list)
{
	for (size_t i = 0; i < list->count; i++)
		correction_clear(&list->items[i]);
	free(list->items);
	corrections_init(list);
}

/* ---- Writing ------------------------------------------------------------------------------- */

/* Sends what was said about the same as the one with this id into the trash. */
static bool
outdo(struct store *store, const char *id, struct error *error)
{
	return database_run(store, STATEMENT_CORRECTIONS_OUTDO,
		(const struct value[]){value_text(id), value_number(database_now(store))}, error);
}

bool
correction_add(struct store *store, struct correction *correction, struct error *error)
{
	if (!correction_row_prepare(correction, error) || !database_begin(store, error))
		return false;
	correction->created = database_now(store);
	correction->deleted = 0;
	identifier_next(&store->identifiers, correction->created, correction->id);
	return database_end(store,
		correction_row_add(store, correction, error) && outdo(store, correction->id, error),
		error);
}

static bool
hide(struct store *store, const char *id, bool hidden, struct error *error)
{
	int64_t deleted;

	if (!database_number(store, STATEMENT_CORRECTION_DELETED,
		    (const struct value[]){value_text(id)}, -1, &deleted, error))
		return false;
	if (deleted < 0) {
		error_set(
			error, ERROR_NOTES, _("There is no correction %s in %s."), id, store->path);
		return false;
	}
	if ((deleted != 0) == hidden)
		return true;
	return database_run(store, STATEMENT_CORRECTION_HIDE,
		       (const struct value[]){
			       value_text(id), value_number(hidden ? database_now(store) : 0)},
		       error) &&
		(hidden || outdo(store, id, error));
}

bool
correction_find(struct store *store, const char *prefix, bool trash, char id[ANNOTATION_ID_BYTES],
	struct error *error)
{
	sqlite3_stmt *query = database_query(store, STATEMENT_CORRECTION_FIND,
		(const struct value[]){value_text(prefix), value_number(trash)}, error);
	size_t count;
	bool row;

	if (!query || !database_next(store, query, &row, error))
		return false;
	count = database_count(query, 0);
	snprintf(id, ANNOTATION_ID_BYTES, "%s",
		count ? (const char *)sqlite3_column_text(query, 1) : "");
	database_done(query);
	if (count == 0)
		error_set(error, ERROR_NOTES, _("There is no correction %s in %s."), prefix,
			store->path);
	else if (count > 1)
		error_set(error, ERROR_NOTES,
			_("The ids of %zu corrections in %s begin with %s: write more of the one "
			  "that is meant."),
			count, store->path, prefix);
	return count == 1;
}

bool
correction_undo(struct store *store, const char *id, struct error *error)
{
	return database_begin(store, error) &&
		database_end(store, hide(store, id, true, error), error);
}

bool
correction_restore(struct store *store, const char *id, struct error *error)
{
	return database_begin(store, error) &&
		database_end(store, hide(store, id, false, error), error);
}

/* ---- Reading ------------------------------------------------------------------------------- */

static bool
column_says(sqlite3_stmt *query, int column, const char *word)
{
	const char *text = (const char *)sqlite3_column_text(query, column);

	return text && strcmp(text, word) == 0;
}

static enum correction_kind
kind_of(sqlite3_stmt *query)
{
	char *name = database_string(query, COLUMN_KIND);
	enum correction_kind kind;

	if (!correction_kind_parse(name, &kind))
		kind = CORRECTION_NOT_DIRECTIVE; /* of a later version: least is done with it */
	free(name);
	return kind;
}

static void
read_target(sqlite3_stmt *query, struct target *target)
{
	bool phrase = column_says(query, COLUMN_TARGET_KIND, "phrase");

	*target = (struct target){
		.kind = phrase ? TARGET_PHRASE : TARGET_PARAGRAPH,
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
}

static void
append_row(sqlite3_stmt *query, struct corrections *list)
{
	struct correction *correction;

	list->items =
		array_grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
	correction = &list->items[list->count++];
	*correction = (struct correction){
		.kind = kind_of(query),
		.everywhere = sqlite3_column_type(query, COLUMN_ARTICLE) == SQLITE_NULL,
		.article = sqlite3_column_int64(query, COLUMN_ARTICLE),
		.name = database_string(query, COLUMN_NAME),
		.office = database_string(query, COLUMN_OFFICE),
		.modality = database_string(query, COLUMN_MODALITY),
		.created = sqlite3_column_int64(query, COLUMN_CREATED),
		.deleted = sqlite3_column_int64(query, COLUMN_DELETED),
	};
	snprintf(correction->id, sizeof correction->id, "%s",
		(const char *)sqlite3_column_text(query, COLUMN_ID));
	read_target(query, &correction->target);
}

bool
correction_list(struct store *store, int64_t article, struct corrections *list, struct error *error)
{
	enum statement statement =
		article < 0 ? STATEMENT_CORRECTION_LIST : STATEMENT_CORRECTION_LIST_OF_ARTICLE;
	sqlite3_stmt *query = database_query(
		store, statement, (const struct value[]){value_number(article)}, error);
	size_t before = list->count;
	bool row = true;

	if (!query)
		return false;
	while (row) {
		if (!database_next(store, query, &row, error)) {
			while (list->count > before)
				correction_clear(&list->items[--list->count]);
			return false;
		}
		if (row)
			append_row(query, list);
	}
	return true;
}

/* ---- Placing ------------------------------------------------------------------------------- */

void
correction_resolve(struct article *article, struct corrections *list, struct store *store)
{
	struct annotations places; /* their targets are borrowed */

	annotations_init(&places);
	places.items = alloc_zeroed(list->count ? list->count : 1, sizeof *places.items);
	for (size_t i = 0; i < list->count; i++)
		if (!list->items[i].everywhere)
			places.items[places.count++].target = list->items[i].target;
	anchor_resolve(article, &places, store);
	for (size_t i = list->count; i > 0; i--) {
		struct correction *correction = &list->items[i - 1];

		if (correction->everywhere)
			continue;
		correction->state = places.items[--places.count].state;
		correction->place = places.items[places.count].place;
	}
	free(places.items);
}
