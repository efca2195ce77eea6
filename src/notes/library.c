/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An article is the same when its folded text has the same hash: moved, renamed, re-encoded,
 * converted to the other script, cleaned of residue. Else it is the one that was last seen at its
 * path, edited since, unless both texts are long and have next to nothing in common: then another
 * text was saved over it, and the notes of the former are not its notes.
 */
#include "notes/library.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/intl.h"
#include "base/path.h"
#include "notes/database.h"
#include "notes/version.h"
#include "text/position.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

enum {
	LONG_CHARACTERS = 200,    /* from here on likeness says something */
	IMPRINT_CHARACTERS = 200, /* a title is cut here */
	WHOLE_BYTES = 1 << 20     /* longer texts are kept in parts, longer paragraphs not at all */
};
static const double least_likeness = 0.04;

/* What the notes file is asked about and told of an article. */
struct identity {
	char *path; /* absolute; "-" for standard input; bytes that are no UTF-8 as \xNN */
	char hash[VERSION_HASH_BYTES];
	bool has_text;
	bool sketched; /* sketch was made: only when it is needed, as it reads the whole text */
	struct sketch sketch;
};

static char *
path_as_text(const char *path)
{
	struct slice bytes = slice_from_string(path);
	struct buffer text;
	size_t length;

	buffer_init(&text);
	for (size_t at = 0; at < bytes.length; at += length) {
		struct slice part;

		unicode_decode(bytes, at, &length);
		part = slice_at(bytes, (struct span){at, at + length});
		if (unicode_is_valid(part))
			buffer_append(&text, part);
		else
			for (size_t i = 0; i < length; i++)
				buffer_append_format(
					&text, "\\x%02X", (unsigned)(unsigned char)part.bytes[i]);
	}
	return buffer_take(&text);
}

static void
identify(struct article *article, struct identity *identity)
{
	char *absolute;

	while (article_extend(article, SIZE_MAX))
		;
	version_hash_write(article_hash(article), identity->hash);
	identity->has_text = article_count(article) > 0;
	identity->sketched = false;
	if (strcmp(article_path(article), "-") == 0) {
		identity->path = alloc_string(slice_from_string("-"));
		return;
	}
	absolute = path_absolute(article_path(article));
	identity->path = path_as_text(absolute);
	free(absolute);
}

static bool
add_sketch(struct identity *identity, const struct article *article, struct error *error)
{
	if (!identity->sketched)
		identity->sketched = sketch_make(&identity->sketch, article, error);
	return identity->sketched;
}

/* Whether what lies at the path now is an edited version of what lay there. */
static bool
is_edited(const struct identity *identity, sqlite3_stmt *query)
{
	struct slice before = {
		sqlite3_column_blob(query, 1), (size_t)sqlite3_column_bytes(query, 1)};
	struct slice now = {identity->sketch.bytes, SKETCH_BYTES};

	return identity->sketch.characters < LONG_CHARACTERS ||
		database_count(query, 2) < LONG_CHARACTERS ||
		sketch_likeness(before, now) >= least_likeness;
}

static bool
find_by_path(struct store *store, struct identity *identity, const struct article *article,
	int64_t *number, struct error *error)
{
	sqlite3_stmt *query;
	bool row, sketched;

	*number = 0;
	if (strcmp(identity->path, "-") == 0)
		return true;
	query = database_query(store, STATEMENT_ARTICLE_BY_PATH,
		(const struct value[]){value_text(identity->path)}, error);
	if (!query || !database_next(store, query, &row, error))
		return false;
	if (!row)
		return true;
	sketched = add_sketch(identity, article, error);
	if (sketched && is_edited(identity, query))
		*number = sqlite3_column_int64(query, 0);
	database_done(query);
	return sketched;
}

static struct value
hash_value(const char hash[VERSION_HASH_BYTES])
{
	return value_blob((struct slice){hash, VERSION_HASH_BYTES});
}

static bool
find(struct store *store, struct identity *identity, const struct article *article, int64_t *number,
	struct error *error)
{
	*number = 0;
	if (identity->has_text &&
		!database_number(store, STATEMENT_ARTICLE_BY_HASH,
			(const struct value[]){hash_value(identity->hash)}, 0, number, error))
		return false;
	return *number != 0 || find_by_path(store, identity, article, number, error);
}

int64_t
library_find(struct store *store, struct article *article, struct error *error)
{
	struct identity identity;
	int64_t number;
	bool found;

	identify(article, &identity);
	found = find(store, &identity, article, &number, error);
	free(identity.path);
	return found ? number : -1;
}

static char *
imprint_text(const struct article *article, struct span span)
{
	struct slice text = slice_at(article_text(article), span);

	text.length = position_bytes(text, IMPRINT_CHARACTERS);
	return alloc_string(text);
}

/* Adds the article's row when *number is 0, else brings it up to date. */
static bool
write_article(
	struct store *store, const struct article *article, int64_t *number, struct error *error)
{
	struct article_imprint imprint = article_imprint(article);
	char *title = imprint_text(article, imprint.title);
	char *date = imprint_text(article, imprint.date);
	char *source = imprint_text(article, imprint.source);
	bool add = *number == 0, done;
	char id[IDENTIFIER_BYTES];
	int64_t now = database_now(store);

	if (add)
		identifier_next(&store->identifiers, now, id);
	done = database_run(store, add ? STATEMENT_ARTICLE_ADD : STATEMENT_ARTICLE_READ,
		(const struct value[]){add ? value_text(id) : value_number(*number),
			value_text(title), value_text(date), value_text(source),
			value_count(article_count(article)), value_number(now)},
		error);
	if (done && add)
		*number = sqlite3_last_insert_rowid(store->connection);
	free(title);
	free(date);
	free(source);
	return done;
}

/* Makes this version known, or says that it was seen again. */
static bool
write_version(struct store *store, int64_t number, const struct article *article,
	struct identity *identity, struct error *error)
{
	int64_t now = database_now(store);

	if (!database_run(store, STATEMENT_VERSION_SEEN,
		    (const struct value[]){
			    value_number(number), hash_value(identity->hash), value_number(now)},
		    error))
		return false;
	if (sqlite3_changes(store->connection) > 0)
		return true;
	return add_sketch(identity, article, error) &&
		database_run(store, STATEMENT_VERSION_ADD,
			(const struct value[]){value_number(number), hash_value(identity->hash),
				value_blob((struct slice){identity->sketch.bytes, SKETCH_BYTES}),
				value_count(identity->sketch.characters),
				value_text(article_encoding(article)), value_number(now)},
			error);
}

static bool
enter(struct store *store, struct article *article, struct identity *identity, int64_t *number,
	struct error *error)
{
	return find(store, identity, article, number, error) &&
		write_article(store, article, number, error) &&
		database_run(store, STATEMENT_PATH_ADD,
			(const struct value[]){value_number(*number), value_text(identity->path),
				value_number(database_now(store))},
			error) &&
		write_version(store, *number, article, identity, error);
}

int64_t
library_enter(struct store *store, struct article *article, struct error *error)
{
	struct identity identity;
	int64_t number = 0;
	bool done;

	identify(article, &identity);
	done = database_begin(store, error) &&
		database_end(store, enter(store, article, &identity, &number, error), error);
	free(identity.path);
	return done ? number : -1;
}

static bool
keep_parts(struct store *store, int64_t version, const struct article *article, size_t paragraph,
	struct error *error)
{
	size_t first = paragraph > 1 ? paragraph - 1 : 1;

	for (size_t n = first; n <= paragraph + 1 && n <= article_count(article); n++)
		if (article_paragraph(article, n - 1).length <= WHOLE_BYTES &&
			!database_run(store, STATEMENT_VERSION_KEEP_PART,
				(const struct value[]){value_number(version), value_count(n),
					value_blob(article_paragraph(article, n - 1))},
				error))
			return false;
	return true;
}

/* The version's number, and whether its whole text is kept already. */
static bool
find_version(struct store *store, int64_t number, struct article *article, int64_t *version,
	bool *kept, struct error *error)
{
	char hash[VERSION_HASH_BYTES];
	sqlite3_stmt *query;
	bool row;

	version_hash_write(article_hash(article), hash);
	query = database_query(store, STATEMENT_VERSION_FIND,
		(const struct value[]){value_number(number), hash_value(hash)}, error);
	if (!query || !database_next(store, query, &row, error))
		return false;
	if (!row) {
		error_set(error, ERROR_NOTES, _("%s does not know this version of %s."),
			store->path, article_path(article));
		return false;
	}
	*version = sqlite3_column_int64(query, 0);
	*kept = sqlite3_column_int(query, 1) != 0;
	database_done(query);
	return true;
}

int64_t
library_keep(struct store *store, int64_t number, struct article *article, size_t paragraph,
	struct error *error)
{
	struct slice text = article_text(article);
	int64_t version;
	bool kept, done;

	while (article_extend(article, SIZE_MAX))
		;
	if (!find_version(store, number, article, &version, &kept, error))
		return -1;
	if (kept)
		return version;
	if (!database_begin(store, error))
		return -1;
	if (text.length > WHOLE_BYTES)
		done = keep_parts(store, version, article, paragraph, error);
	else
		done = database_run(store, STATEMENT_VERSION_KEEP,
			(const struct value[]){value_number(version), value_blob(text)}, error);
	return database_end(store, done, error) ? version : -1;
}

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
library_version_text(
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

bool
library_progress(
	struct store *store, int64_t article, struct progress *progress, struct error *error)
{
	const struct value values[] = {value_number(article)};
	sqlite3_stmt *query = database_query(store, STATEMENT_PROGRESS_GET, values, error);
	bool row;

	*progress = (struct progress){0};
	if (!query || !database_next(store, query, &row, error))
		return false;
	if (row) {
		progress->paragraph = database_count(query, 0);
		progress->start = database_count(query, 1);
		database_done(query);
	}
	query = database_query(store, STATEMENT_MARKS_GET, values, error);
	if (!query)
		return false;
	for (row = true; row;) {
		const char *letter;

		if (!database_next(store, query, &row, error))
			return false;
		letter = row ? (const char *)sqlite3_column_text(query, 0) : NULL;
		if (letter && *letter >= 'a' && *letter <= 'z')
			progress->marks[*letter - 'a'] = database_count(query, 1);
	}
	return true;
}

static bool
write_progress(
	struct store *store, int64_t article, const struct progress *progress, struct error *error)
{
	const struct value values[] = {value_number(article), value_count(progress->paragraph),
		value_count(progress->start), value_number(database_now(store))};

	if (!database_run(store, STATEMENT_PROGRESS_SET, values, error) ||
		!database_run(store, STATEMENT_MARKS_CLEAR, values, error))
		return false;
	for (int i = 0; i < 26; i++) {
		const char letter[] = {(char)('a' + i), '\0'};

		if (progress->marks[i] &&
			!database_run(store, STATEMENT_MARK_SET,
				(const struct value[]){value_number(article), value_text(letter),
					value_count(progress->marks[i])},
				error))
			return false;
	}
	return true;
}

bool
library_save_progress(
	struct store *store, int64_t article, const struct progress *progress, struct error *error)
{
	return database_begin(store, error) &&
		database_end(store, write_progress(store, article, progress, error), error);
}

static struct library_entry
read_entry(sqlite3_stmt *query)
{
	return (struct library_entry){
		.article = sqlite3_column_int64(query, 0),
		.title = database_string(query, 1),
		.date = database_string(query, 2),
		.source = database_string(query, 3),
		.paragraphs = database_count(query, 4),
		.read = sqlite3_column_int64(query, 5),
		.path = database_string(query, 6),
		.progress = database_count(query, 7),
		.annotations = database_count(query, 8),
	};
}

bool
library_list(struct store *store, struct library_entries *entries, struct error *error)
{
	sqlite3_stmt *query = database_query(store, STATEMENT_LIBRARY_LIST, NULL, error);
	bool row = true;

	*entries = (struct library_entries){NULL, 0, 0};
	if (!query)
		return false;
	while (row) {
		if (!database_next(store, query, &row, error)) {
			library_entries_clear(entries);
			return false;
		}
		if (!row)
			break;
		entries->items = array_grow(entries->items, &entries->capacity, entries->count + 1,
			sizeof *entries->items);
		entries->items[entries->count++] = read_entry(query);
	}
	return true;
}

bool
library_look_up(
	struct store *store, int64_t article, struct library_entry *entry, struct error *error)
{
	sqlite3_stmt *query = database_query(store, STATEMENT_LIBRARY_ENTRY,
		(const struct value[]){value_number(article)}, error);
	bool row;

	*entry = (struct library_entry){0};
	if (!query || !database_next(store, query, &row, error))
		return false;
	if (!row) {
		error_set(error, ERROR_NOTES, _("%s has no article %lld."), store->path,
			(long long)article);
		return false;
	}
	*entry = read_entry(query);
	database_done(query);
	return true;
}

void
library_entry_clear(struct library_entry *entry)
{
	free(entry->path);
	free(entry->title);
	free(entry->date);
	free(entry->source);
	*entry = (struct library_entry){0};
}

void
library_entries_clear(struct library_entries *entries)
{
	for (size_t i = 0; i < entries->count; i++)
		library_entry_clear(&entries->items[i]);
	free(entries->items);
	*entries = (struct library_entries){NULL, 0, 0};
}
