/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing annotations. Each change is one transaction: the row, its target, its tags, what the
 * fields were before, and the full-text index go together or not at all.
 */
#include "notes/annotation.h"

#include "base/intl.h"
#include "notes/database.h"
#include "notes/tag.h"
#include "notes/tie.h"
#include "notes/word_index.h"
#include "text/unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* The tags as they are kept: cleaned, in order, each once. */
static bool
clean_tags(const char *const *tags, size_t tag_count, struct tie_list *list, struct error *error)
{
	*list = (struct tie_list){NULL, 0, 0};
	for (size_t i = 0; i < tag_count; i++) {
		char **parsed;
		size_t count;

		if (!check_text(tags[i], error)) {
			tie_list_clear(list);
			return false;
		}
		parsed = tag_parse(tags[i], &count);
		for (size_t k = 0; k < count; k++) {
			tie_list_insert(list, parsed[k]);
			free(parsed[k]);
		}
		free(parsed);
	}
	return true;
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
add_rows(struct store *store, const struct annotation *new, const struct tie_list *tags,
	struct error *error)
{
	int64_t annotation;

	if (!database_run(store, STATEMENT_ANNOTATION_ADD,
		    (const struct value[]){value_text(new->id), value_number(new->article),
			    value_text(or_empty(new->body)), value_number(new->created)},
		    error))
		return false;
	annotation = sqlite3_last_insert_rowid(store->connection);
	return add_target(store, annotation, new, error) &&
		tie_write(store, annotation, tags, error) &&
		word_index_add(store, annotation, or_empty(new->body), tags,
			or_empty(new->target.quote), error);
}

/* Gives the annotation its tags as they were stored. */
static void
take_tags(struct annotation *annotation, struct tie_list *taken_tags)
{
	for (size_t i = 0; i < annotation->tag_count; i++)
		free(annotation->tags[i]);
	free(annotation->tags);
	annotation->tags = taken_tags->names;
	annotation->tag_count = taken_tags->count;
}

bool
annotation_add(struct store *store, struct annotation *annotation, struct error *error)
{
	const struct target *target = &annotation->target;
	struct tie_list tags;

	if (!check_text(annotation->body, error) || !check_text(target->quote, error) ||
		!check_text(target->prefix, error) || !check_text(target->suffix, error) ||
		!clean_tags(
			(const char *const *)annotation->tags, annotation->tag_count, &tags, error))
		return false;
	if (!database_begin(store, error)) {
		tie_list_clear(&tags);
		return false;
	}
	annotation->created = annotation->modified = database_now(store);
	annotation->deleted = 0;
	identifier_next(&store->identifiers, annotation->created, annotation->id);
	if (!database_end(store, add_rows(store, annotation, &tags, error), error)) {
		tie_list_clear(&tags);
		return false;
	}
	take_tags(annotation, &tags);
	return true;
}

/* What is stored now of an annotation that is to be changed. */
struct former {
	int64_t annotation, deleted;
	char *body, *quote;
	struct tie_list tags;
};

static void
former_clear(struct former *former)
{
	free(former->body);
	free(former->quote);
	tie_list_clear(&former->tags);
}

/* former is empty on failure. */
static bool
find_former(struct store *store, const char *id, struct former *former, struct error *error)
{
	sqlite3_stmt *query = database_query(
		store, STATEMENT_ANNOTATION_FIND, (const struct value[]){value_text(id)}, error);
	bool row;

	*former = (struct former){0};
	if (!query || !database_next(store, query, &row, error))
		return false;
	if (!row) {
		error_set(error, ERROR_NOTES, _("There is no note %s in %s."), id, store->path);
		return false;
	}
	former->annotation = sqlite3_column_int64(query, 0);
	former->body = database_string(query, 1);
	former->deleted = sqlite3_column_int64(query, 2);
	former->quote = database_string(query, 3);
	database_done(query);
	if (tie_read(store, former->annotation, &former->tags, error))
		return true;
	former_clear(former);
	return false;
}

static bool
remember(struct store *store, const struct former *former, const char *field, const char *value,
	struct error *error)
{
	return database_run(store, STATEMENT_HISTORY_ADD,
		(const struct value[]){value_number(former->annotation),
			value_number(database_now(store)), value_text(field), value_text(value)},
		error);
}

static bool
change_rows(struct store *store, const struct former *former, const char *body,
	const struct tie_list *tags, struct error *error)
{
	char *old_tags = tie_list_join(&former->tags), *new_tags = tie_list_join(tags);
	bool body_differs = strcmp(former->body, body) != 0;
	bool tags_differ = strcmp(old_tags, new_tags) != 0;
	bool done = true;

	if (body_differs)
		done = remember(store, former, "body", former->body, error);
	if (done && tags_differ)
		done = remember(store, former, "tags", old_tags, error) &&
			tie_write(store, former->annotation, tags, error);
	free(old_tags);
	free(new_tags);
	if (!done || (!body_differs && !tags_differ))
		return done;
	return database_run(store, STATEMENT_ANNOTATION_CHANGE,
		       (const struct value[]){value_number(former->annotation), value_text(body),
			       value_number(database_now(store))},
		       error) &&
		database_run(store, STATEMENT_WORDS_REMOVE,
			(const struct value[]){value_number(former->annotation)}, error) &&
		word_index_add(store, former->annotation, body, tags, former->quote, error);
}

static bool
change(struct store *store, const char *id, const char *body, const struct tie_list *tags,
	struct error *error)
{
	struct former former;
	bool done = false;

	if (!find_former(store, id, &former, error))
		return false;
	if (former.deleted)
		error_set(error, ERROR_NOTES,
			_("The note is in the trash, deleted from another window perhaps: take it "
			  "out "
			  "again before you change it."));
	else
		done = change_rows(store, &former, body, tags, error);
	former_clear(&former);
	return done;
}

bool
annotation_change(struct store *store, const char *id, const char *body, const char *const *tags,
	size_t tag_count, struct error *error)
{
	struct tie_list list;
	bool done;

	if (!check_text(body, error) || !clean_tags(tags, tag_count, &list, error))
		return false;
	done = database_begin(store, error) &&
		database_end(store, change(store, id, or_empty(body), &list, error), error);
	tie_list_clear(&list);
	return done;
}

static bool
hide(struct store *store, const char *id, bool hidden, struct error *error)
{
	int64_t now = database_now(store);
	struct former former;
	char value[32];
	bool done;

	if (!find_former(store, id, &former, error))
		return false;
	snprintf(value, sizeof value, "%lld", (long long)former.deleted);
	done = (former.deleted != 0) == hidden ||
		(remember(store, &former, "deleted", value, error) &&
			database_run(store, STATEMENT_ANNOTATION_HIDE,
				(const struct value[]){value_number(former.annotation),
					value_number(hidden ? now : 0), value_number(now)},
				error));
	former_clear(&former);
	return done;
}

bool
annotation_delete(struct store *store, const char *id, struct error *error)
{
	return database_begin(store, error) &&
		database_end(store, hide(store, id, true, error), error);
}

bool
annotation_restore(struct store *store, const char *id, struct error *error)
{
	return database_begin(store, error) &&
		database_end(store, hide(store, id, false, error), error);
}
