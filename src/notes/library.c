/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An article is the same when its folded text has the same hash: moved, renamed, re-encoded,
 * converted to the other script, cleaned of residue. Else it is the one that was last seen at its
 * path, edited since, unless both texts are long and have next to nothing in common: then another
 * text was saved over it, and the notes of the former are not its notes.
 */
#include "notes/library.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/intl.h"
#include "base/path.h"
#include "notes/database.h"
#include "notes/likeness.h"
#include "notes/version.h"
#include "notes/version_text.h"
#include "text/position.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

enum {
	LONG_CHARACTERS = 200,    /* from here on likeness says something */
	IMPRINT_CHARACTERS = 200, /* a title is cut here */
	WHOLE_BYTES = 1 << 20     /* longer texts are kept in parts, longer paragraphs not at all */
};
static const double least_likeness = 0.04; /* of sketches: below it is another text */
static const double sure_likeness = 0.25;  /* from here on it is an edited one */
static const double least_share = 0.2;     /* between, of aligned characters */

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

/* What was seen last at a path. */
struct former {
	int64_t article;
	size_t characters;
	double likeness; /* to what lies there now, by the sketches */
};

/* Whether what lies at the path now is an edited version of what lay there. Sketches that have
 * little in common may be those of two texts with the same formulas: then the texts are aligned. */
static bool
is_edited(struct store *store, const struct identity *identity, const struct article *article,
	const struct former *former, bool *edited, struct error *error)
{
	double share;

	*edited = identity->sketch.characters < LONG_CHARACTERS ||
		former->characters < LONG_CHARACTERS || former->likeness >= least_likeness;
	if (!*edited || identity->sketch.characters < LONG_CHARACTERS ||
		former->characters < LONG_CHARACTERS || former->likeness >= sure_likeness)
		return true;
	if (!likeness_of_article(store, former->article, article, &share, error))
		return false;
	*edited = share < 0 || share >= least_share;
	return true;
}

static bool
find_by_path(struct store *store, struct identity *identity, const struct article *article,
	int64_t *number, struct error *error)
{
	sqlite3_stmt *query;
	struct former former;
	bool row, edited;

	*number = 0;
	if (strcmp(identity->path, "-") == 0)
		return true;
	query = database_query(store, STATEMENT_ARTICLE_BY_PATH,
		(const struct value[]){value_text(identity->path)}, error);
	if (!query || !database_next(store, query, &row, error))
		return false;
	if (!row)
		return true;
	if (!add_sketch(identity, article, error)) {
		database_done(query);
		return false;
	}
	former.article = sqlite3_column_int64(query, 0);
	former.likeness = sketch_likeness((struct slice){sqlite3_column_blob(query, 1),
						  (size_t)sqlite3_column_bytes(query, 1)},
		(struct slice){identity->sketch.bytes, SKETCH_BYTES});
	former.characters = database_count(query, 2);
	database_done(query);
	if (!is_edited(store, identity, article, &former, &edited, error))
		return false;
	*number = edited ? former.article : 0;
	return true;
}

static struct value
hash_value(const char hash[VERSION_HASH_BYTES])
{
	return value_blob((struct slice){hash, VERSION_HASH_BYTES});
}

/* The number of the article that has a version with just this text; 0 when there is none. */
static bool
find_same(
	struct store *store, const struct identity *identity, int64_t *number, struct error *error)
{
	*number = 0;
	return !identity->has_text ||
		database_number(store, STATEMENT_ARTICLE_BY_HASH,
			(const struct value[]){hash_value(identity->hash)}, 0, number, error);
}

static bool
find(struct store *store, struct identity *identity, const struct article *article, int64_t *number,
	struct error *error)
{
	return find_same(store, identity, number, error) &&
		(*number != 0 || find_by_path(store, identity, article, number, error));
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

/* What the text says, or else what its page says: at the head of a whole page stands a menu. */
static char *
imprint_text(const struct article *article, struct span span, const char *page)
{
	struct slice text = slice_at(article_text(article), span);

	if (page && (text.length == 0 || article_is_whole_page(article)))
		text = slice_from_string(page);

	text.length = position_bytes(text, IMPRINT_CHARACTERS);
	return alloc_string(text);
}

/* Adds the article's row when *number is 0, else brings it up to date. */
static bool
write_article(
	struct store *store, const struct article *article, int64_t *number, struct error *error)
{
	struct article_imprint imprint = article_imprint(article);
	struct article_page page = article_page(article);
	char *title = imprint_text(article, imprint.title, page.title);
	char *date = imprint_text(article, imprint.date, page.date);
	char *source = imprint_text(article, imprint.source, page.source);
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
		write_version(store, *number, article, identity, error) &&
		article_is_intact(article, error);
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
set_apart(struct store *store, struct article *article, struct identity *identity,
	struct error *error)
{
	int64_t number = 0;

	return enter(store, article, identity, &number, error) &&
		database_run(store, STATEMENT_ARTICLE_APART,
			(const struct value[]){
				value_number(number), value_number(database_now(store))},
			error);
}

bool
library_set_apart(struct store *store, struct article *article, struct error *error)
{
	struct identity identity;
	bool done;

	identify(article, &identity);
	done = database_begin(store, error) &&
		database_end(store, set_apart(store, article, &identity, error), error);
	free(identity.path);
	return done;
}

bool
library_is_older(
	struct store *store, int64_t number, int64_t other, bool *older, struct error *error)
{
	int64_t count;

	if (!database_number(store, STATEMENT_ARTICLE_OLDER,
		    (const struct value[]){value_number(number), value_number(other)}, 0, &count,
		    error))
		return false;
	*older = count > 0;
	return true;
}

/* Moves all that is known of and noted on an article to another one. */
static bool
merge(struct store *store, int64_t from, int64_t to, struct error *error)
{
	static const enum statement steps[] = {STATEMENT_MERGE_VERSIONS, STATEMENT_MERGE_PATHS,
		STATEMENT_MERGE_ANNOTATIONS, STATEMENT_MERGE_CORRECTIONS, STATEMENT_MERGE_PROGRESS,
		STATEMENT_MERGE_MARKS};
	const struct value values[] = {value_number(from), value_number(to)};

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (!database_run(store, steps[i], values, error))
			return false;
	return database_run(store, STATEMENT_ARTICLE_REMOVE, values, error);
}

static bool
adopt(struct store *store, int64_t number, const struct article *article, struct identity *identity,
	struct error *error)
{
	int64_t own;

	if (!find_same(store, identity, &own, error))
		return false;
	if (own > 0 && own != number && !merge(store, own, number, error))
		return false;
	return database_run(store, STATEMENT_PATH_ADD,
		       (const struct value[]){value_number(number), value_text(identity->path),
			       value_number(database_now(store))},
		       error) &&
		write_version(store, number, article, identity, error);
}

bool
library_adopt(struct store *store, int64_t number, struct article *article, struct error *error)
{
	struct identity identity;
	bool done;

	identify(article, &identity);
	done = database_begin(store, error) &&
		database_end(store, adopt(store, number, article, &identity, error), error);
	free(identity.path);
	return done;
}

static bool
part(struct store *store, const struct article *article, const struct identity *identity,
	int64_t *number, struct error *error)
{
	static const enum statement steps[] = {STATEMENT_PART_ANNOTATIONS,
		STATEMENT_PART_CORRECTIONS, STATEMENT_PART_PATH, STATEMENT_PART_VERSION};
	int64_t whole, versions = 0;

	if (!find_same(store, identity, &whole, error) ||
		!database_number(store, STATEMENT_VERSION_COUNT,
			(const struct value[]){value_number(whole)}, 0, &versions, error))
		return false;
	if (whole == 0) {
		error_set(error, ERROR_NOTES, _("%s does not know this version of %s."),
			store->path, article_path(article));
		return false;
	}
	if (versions < 2) {
		error_set(error, ERROR_NOTES,
			_("%s is an article of its own in %s; there is nothing to part"),
			article_path(article), store->path);
		return false;
	}
	*number = 0;
	if (!write_article(store, article, number, error))
		return false;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (!database_run(store, steps[i],
			    (const struct value[]){value_number(whole), value_number(*number),
				    hash_value(identity->hash), value_text(identity->path)},
			    error))
			return false;
	return true;
}

int64_t
library_part(struct store *store, struct article *article, struct error *error)
{
	struct identity identity;
	int64_t number = 0;
	bool done;

	identify(article, &identity);
	done = database_begin(store, error) &&
		database_end(store, part(store, article, &identity, &number, error), error);
	free(identity.path);
	return done ? number : -1;
}

int64_t
library_named(struct store *store, const char *name, struct error *error)
{
	char *absolute = path_absolute(name), *path = path_as_text(absolute);
	int64_t number = 0;
	bool done = database_number(store, STATEMENT_ARTICLE_BY_ID,
		(const struct value[]){value_text(name)}, 0, &number, error);

	if (done && number == 0)
		done = database_number(store, STATEMENT_ARTICLE_BY_PATH,
			(const struct value[]){value_text(path)}, 0, &number, error);
	free(path);
	free(absolute);
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
	struct slice text;
	int64_t version;
	bool kept, done;

	while (article_extend(article, SIZE_MAX))
		;
	text = article_text(article);
	if (!article_is_intact(article, error) ||
		!find_version(store, number, article, &version, &kept, error))
		return -1;
	if (kept)
		return version;
	if (!database_begin(store, error))
		return -1;
	if (text.length > WHOLE_BYTES)
		done = keep_parts(store, version, article, paragraph, error);
	else
		done = version_text_write(store, version, text, error);
	return database_end(store, done, error) ? version : -1;
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
