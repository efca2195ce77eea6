/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Adding annotations. Each is one transaction: the row, its target, its tags and
 * the full-text index go together or not at all.
 */
#include "notes/annotation.h"

#include "base/intl.h"
#include "notes/database.h"
#include "notes/tie.h"
#include "notes/word_index.h"
#include "text/unicode.h"

#include <stdlib.h>

void
target_clear(struct target *target)
{
	free(target->quote);
	free(target->prefix);
	free(target->suffix);
	*target = (struct target){0};
}

void
annotation_clear(struct annotation *annotation)
{
	target_clear(&annotation->target);
	free(annotation->body);
	for (size_t i = 0; i < annotation->tag_count; i++)
		free(annotation->tags[i]);
	free(annotation->tags);
	*annotation = (struct annotation){0};
}

void
annotations_init(struct annotations *list)
{
	*list = (struct annotations){NULL, 0, 0};
}

void
annotations_clear(struct annotations *list)
{
	for (size_t i = 0; i < list->count; i++)
		annotation_clear(&list->items[i]);
	free(list->items);
	annotations_init(list);
}

/* STRICT tables let ill-formed UTF-8 into TEXT, where nobody gets it out again unharmed. */
static bool
check_text(const char *text, struct error *error)
{
	if (!text || unicode_is_valid(slice_from_string(text)))
		return true;
	error_set(error, ERROR_INPUT, _("The note is not valid UTF-8 and was not saved."));
	return false;
}

/* An empty string where the caller gave NULL. */
static const char *
or_empty(const char *text)
{
	return text ? text : "";
}

static bool
add_target(
	struct store *store, int64_t annotation, const struct annotation *new, struct error *error)
{
	const struct target *target = &new->target;
	int64_t version = target->version;

	if (version == 0 &&
		!database_number(store, STATEMENT_VERSION_LATEST,
			(const struct value[]){value_number(new->article)}, 0, &version, error))
		return false;
	return database_run(store, STATEMENT_TARGET_ADD,
		(const struct value[]){value_number(annotation),
			version ? value_number(version) : value_text(NULL),
			value_text(target->kind == TARGET_PARAGRAPH ? "paragraph" : "phrase"),
			value_count(target->paragraph), value_count(target->start),
			value_count(target->end), value_count(target->folded_start),
			value_count(target->folded_end), value_text(or_empty(target->quote)),
			value_text(or_empty(target->prefix)), value_text(or_empty(target->suffix))},
		error);
}

static bool
add_rows(struct store *store, const struct annotation *new, const struct wording *wording,
	struct error *error)
{
	const struct tie_list tags = {wording->tags, wording->tag_count, wording->tag_count};
	int64_t annotation;

	if (!database_run(store, STATEMENT_ANNOTATION_ADD,
		    (const struct value[]){value_text(new->id), value_number(new->article),
			    value_text(wording->body), value_number(new->created)},
		    error))
		return false;
	annotation = sqlite3_last_insert_rowid(store->connection);
	return add_target(store, annotation, new, error) &&
		tie_write(store, annotation, &tags, error) &&
		word_index_add(store, annotation, wording->body, &tags, or_empty(new->target.quote),
			error);
}

/* Gives the annotation its tags as they were stored; the body is as it was. */
static void
take_tags(struct annotation *annotation, struct wording *taken_wording)
{
	for (size_t i = 0; i < annotation->tag_count; i++)
		free(annotation->tags[i]);
	free(annotation->tags);
	free(taken_wording->body);
	annotation->tags = taken_wording->tags;
	annotation->tag_count = taken_wording->tag_count;
}

bool
annotation_add(struct store *store, struct annotation *annotation, struct error *error)
{
	const struct target *target = &annotation->target;
	const struct wording typed = {annotation->body, annotation->tags, annotation->tag_count};
	struct wording clean;

	if (!check_text(target->quote, error) || !check_text(target->prefix, error) ||
		!check_text(target->suffix, error) || !wording_clean(&typed, &clean, error))
		return false;
	if (!database_begin(store, error)) {
		wording_clear(&clean);
		return false;
	}
	annotation->created = annotation->modified = database_now(store);
	annotation->deleted = 0;
	identifier_next(&store->identifiers, annotation->created, annotation->id);
	if (!database_end(store, add_rows(store, annotation, &clean, error), error)) {
		wording_clear(&clean);
		return false;
	}
	take_tags(annotation, &clean);
	return true;
}
