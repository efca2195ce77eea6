/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A correction has one row. What it is about is compared by what does not change with the script:
 * the folded name (or the folded quote of a directive), and the place in folded characters.
 */
#include "notes/correction.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/intl.h"
#include "notes/anchor.h"
#include "notes/database.h"
#include "notes/version.h"
#include "text/unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The columns in the order of STATEMENT_CORRECTION_LIST. */
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

static const char *const kinds[] = {
	[CORRECTION_OFFICIAL] = "official",
	[CORRECTION_NOT_OFFICIAL] = "not-official",
	[CORRECTION_DIRECTIVE] = "directive",
	[CORRECTION_NOT_DIRECTIVE] = "not-directive",
};

const char *
correction_kind_name(enum correction_kind kind)
{
	return kinds[kind];
}

bool
correction_is_about_officials(enum correction_kind kind)
{
	return kind == CORRECTION_OFFICIAL || kind == CORRECTION_NOT_OFFICIAL;
}

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

static const char *
or_empty(const char *text)
{
	return text ? text : "";
}

static bool
refuse(struct error *error, const char *sentence)
{
	error_set(error, ERROR_INPUT, "%s", sentence);
	return false;
}

static bool
is_valid(const char *text)
{
	return !text || unicode_is_valid(slice_from_string(text));
}

static bool
check(const struct correction *new, struct error *error)
{
	const struct target *target = &new->target;
	bool official = correction_is_about_officials(new->kind);

	if (!is_valid(new->name) || !is_valid(new->office) || !is_valid(new->modality) ||
		!is_valid(target->quote) || !is_valid(target->prefix) || !is_valid(target->suffix))
		return refuse(error, _("The correction is not valid UTF-8 and was not saved."));
	if (official && or_empty(new->name)[0] == '\0')
		return refuse(
			error, _("A correction of an official wants a name with a letter in it."));
	if (new->kind == CORRECTION_DIRECTIVE && or_empty(new->modality)[0] == '\0')
		return refuse(error, _("A directive wants a modality, such as obligation."));
	if (new->everywhere && !official)
		return refuse(error,
			_("Only the correction of a name can hold everywhere: name the place of "
			  "the directive."));
	if (!new->everywhere && (new->article <= 0 || or_empty(target->quote)[0] == '\0'))
		return refuse(error,
			_("A correction that does not hold everywhere wants a place in an "
			  "article."));
	return true;
}

static bool
fold_text(struct fold *fold, const char *text, struct error *error)
{
	fold_init(fold);
	if (fold_apply(fold, slice_from_string(text), FOLD_ALL))
		return true;
	error_set(error, ERROR_SYSTEM, _("There is not enough memory."));
	return false;
}

/* Puts a copy without residue and without blanks between ideographs in the place of *text. */
static bool
clean(char **text, struct error *error)
{
	struct slice source = slice_from_string(*text), kept;
	struct buffer cleaned;
	struct fold fold;

	if (!fold_text(&fold, or_empty(*text), error))
		return false;
	buffer_init(&cleaned);
	for (size_t i = 0; i < fold.count; i++) {
		size_t at = fold.offsets[i];

		buffer_append(&cleaned, slice_at(source, (struct span){at, at + fold.lengths[i]}));
	}
	fold_clear(&fold);
	kept = slice_trim(buffer_slice(&cleaned));
	free(*text);
	*text = alloc_string(kept);
	buffer_clear(&cleaned);
	return true;
}

/* What both scripts have in common of the name, or of a directive's quote; the caller frees. */
static char *
make_key(const struct correction *correction, struct error *error)
{
	bool official = correction_is_about_officials(correction->kind);
	const char *text = official ? correction->name : correction->target.quote;
	struct buffer key;
	struct fold fold;

	if (!fold_text(&fold, or_empty(text), error))
		return NULL;
	buffer_init(&key);
	for (size_t i = 0; i < fold.count; i++)
		unicode_append(&key, fold.characters[i]);
	fold_clear(&fold);
	return buffer_take(&key);
}

static struct value
article_value(const struct correction *correction)
{
	return correction->everywhere ? value_text(NULL) : value_number(correction->article);
}

/* Sends what was said about the same as the one with this id into the trash. */
static bool
outdo(struct store *store, const char *id, struct error *error)
{
	return database_run(store, STATEMENT_CORRECTIONS_OUTDO,
		(const struct value[]){value_text(id), value_number(database_now(store))}, error);
}

static bool
find_version(
	struct store *store, const struct correction *new, int64_t *version, struct error *error)
{
	*version = new->target.version;
	return *version != 0 || new->everywhere ||
		database_number(store, STATEMENT_VERSION_LATEST,
			(const struct value[]){value_number(new->article)}, 0, version, error);
}

static bool
add_row(struct store *store, const struct correction *new, const char *key, struct error *error)
{
	static const struct target nowhere = {.quote = NULL};
	const struct target *target = new->everywhere ? &nowhere : &new->target;
	int64_t version;

	if (!find_version(store, new, &version, error))
		return false;
	return database_run(store, STATEMENT_CORRECTION_ADD,
		(const struct value[]){value_text(new->id), value_text(kinds[new->kind]),
			article_value(new), value_text(or_empty(new->name)), value_text(key),
			value_text(or_empty(new->office)), value_text(or_empty(new->modality)),
			value_number(new->created),
			version ? value_number(version) : value_text(NULL),
			value_text(target->kind == TARGET_PARAGRAPH ? "paragraph" : "phrase"),
			value_count(target->paragraph), value_count(target->start),
			value_count(target->end), value_count(target->folded_start),
			value_count(target->folded_end), value_text(or_empty(target->quote)),
			value_text(or_empty(target->prefix)), value_text(or_empty(target->suffix))},
		error);
}

bool
correction_add(struct store *store, struct correction *correction, struct error *error)
{
	char *key;
	bool done;

	if (!check(correction, error) || !clean(&correction->name, error) ||
		!clean(&correction->office, error) || !check(correction, error))
		return false;
	key = make_key(correction, error);
	if (!key || !database_begin(store, error)) {
		free(key);
		return false;
	}
	correction->created = database_now(store);
	correction->deleted = 0;
	identifier_next(&store->identifiers, correction->created, correction->id);
	done = add_row(store, correction, key, error) && outdo(store, correction->id, error);
	free(key);
	return database_end(store, done, error);
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

static enum correction_kind
kind_of(sqlite3_stmt *query)
{
	const char *name = (const char *)sqlite3_column_text(query, COLUMN_KIND);
	size_t kind = 0;

	while (kind < CORRECTION_NOT_DIRECTIVE && strcmp(or_empty(name), kinds[kind]) != 0)
		kind++;
	return (enum correction_kind)kind;
}

static void
read_target(sqlite3_stmt *query, struct target *target)
{
	const char *kind = (const char *)sqlite3_column_text(query, COLUMN_TARGET_KIND);

	*target = (struct target){
		.kind = strcmp(or_empty(kind), "phrase") == 0 ? TARGET_PHRASE : TARGET_PARAGRAPH,
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
	sqlite3_stmt *query = database_query(store, STATEMENT_CORRECTION_LIST,
		(const struct value[]){value_number(article)}, error);
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
correction_resolve(struct article *article, struct corrections *list)
{
	struct annotations places; /* their targets are borrowed */

	annotations_init(&places);
	places.items = alloc_zeroed(list->count ? list->count : 1, sizeof *places.items);
	for (size_t i = 0; i < list->count; i++)
		if (!list->items[i].everywhere)
			places.items[places.count++].target = list->items[i].target;
	anchor_resolve(article, &places);
	for (size_t i = list->count; i > 0; i--) {
		struct correction *correction = &list->items[i - 1];

		if (correction->everywhere)
			continue;
		correction->state = places.items[--places.count].state;
		correction->place = places.items[places.count].place;
	}
	free(places.items);
}
