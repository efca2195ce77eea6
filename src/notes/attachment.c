/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/attachment.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/intl.h"
#include "notes/database.h"
#include "notes/words.h"
#include "text/unicode.h"

#include <stdlib.h>

static char *
copy(const char *text)
{
	return alloc_string(slice_from_string(text ? text : ""));
}

void
attachment_copy(const struct target *from, struct target *to)
{
	*to = *from;
	to->quote = copy(from->quote);
	to->prefix = copy(from->prefix);
	to->suffix = copy(from->suffix);
}

/* The annotation's number, when it is there and not in the trash. */
static bool
find(struct store *store, const char *id, int64_t *annotation, struct error *error)
{
	if (!database_number(store, STATEMENT_ATTACHMENT_FIND,
		    (const struct value[]){value_text(id)}, 0, annotation, error))
		return false;
	if (*annotation == 0)
		error_set(error, ERROR_NOTES, _("There is no note %s in %s."), id, store->path);
	return *annotation != 0;
}

/* Puts the quote into the full-text index. */
static bool
index_quote(struct store *store, int64_t annotation, const char *quote, struct error *error)
{
	struct buffer words;
	bool done;

	buffer_init(&words);
	done = words_append(&words, slice_from_string(quote), error) &&
		database_run(store, STATEMENT_ATTACHMENT_WORDS,
			(const struct value[]){
				value_number(annotation), value_text(buffer_string(&words))},
			error);
	buffer_clear(&words);
	return done;
}

static bool
change(struct store *store, const char *id, const struct target *target, struct error *error)
{
	int64_t annotation;
	struct value times[] = {value_number(0), value_number(database_now(store))};
	struct value values[] = {value_number(0),
		target->version ? value_number(target->version) : value_text(NULL),
		value_text(target->kind == TARGET_PARAGRAPH ? "paragraph" : "phrase"),
		value_count(target->paragraph), value_count(target->start),
		value_count(target->end), value_count(target->folded_start),
		value_count(target->folded_end), value_text(target->quote),
		value_text(target->prefix), value_text(target->suffix)};

	if (!find(store, id, &annotation, error))
		return false;
	times[0] = values[0] = value_number(annotation);
	return database_run(store, STATEMENT_ATTACHMENT_REMEMBER, times, error) &&
		database_run(store, STATEMENT_ATTACHMENT_CHANGE, values, error) &&
		database_run(store, STATEMENT_ATTACHMENT_MODIFIED, times, error) &&
		index_quote(store, annotation, target->quote, error);
}

bool
attachment_change(
	struct store *store, const char *id, const struct target *target, struct error *error)
{
	const char *const texts[] = {target->quote, target->prefix, target->suffix};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!unicode_is_valid(slice_from_string(texts[i]))) {
			error_set(error, ERROR_INPUT,
				_("The note is not valid UTF-8 and was not saved."));
			return false;
		}
	return database_begin(store, error) &&
		database_end(store, change(store, id, target, error), error);
}

char *
attachment_former(struct store *store, const char *id, struct error *error)
{
	sqlite3_stmt *query = database_query(
		store, STATEMENT_ATTACHMENT_FORMER, (const struct value[]){value_text(id)}, error);
	struct buffer quotes;
	bool row = true;

	buffer_init(&quotes);
	while (query && row) {
		char *quote;

		if (!database_next(store, query, &row, error)) {
			query = NULL;
			break;
		}
		if (!row)
			break;
		quote = database_string(query, 0);
		if (quotes.length > 0)
			buffer_append_byte(&quotes, '\n');
		buffer_append_string(&quotes, quote);
		free(quote);
	}
	if (query)
		return buffer_take(&quotes);
	buffer_clear(&quotes);
	return NULL;
}
