/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "store_kept.h"

#include "edit.h"
#include "store_fill.h"

#include "base/buffer.h"
#include "notes/library.h"
#include "text/article.h"
#include "text/unicode.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum {
	EDITS = 4
};
static const double share_of_characters = 0.05;

/* Bytes of files and of texts in UTF-8: the first versions, and the edited ones. */
struct sizes {
	size_t files, first, edited;
};

/* Keeps the article as the reader does when something is noted on it. */
static void
keep(struct store *store, struct article *article)
{
	struct error error;
	int64_t number;

	error_init(&error);
	number = library_enter(store, article, &error);
	if (number <= 0 || library_keep(store, number, article, 1, &error) <= 0)
		store_fail(error.sentence);
}

static void
read_document(const struct article *article, struct document *document)
{
	struct slice text = article_text(article);
	size_t length;

	document_init(document);
	for (size_t at = 0; at < text.length; at += length)
		document_put(document, unicode_decode(text, at, &length));
}

/* Keeps the text as it was edited by one who began with this seed. */
static void
keep_edited(struct store *store, const struct document *document, const char *path, size_t seed,
	struct sizes *sizes)
{
	struct dice dice = {.state = seed + 1};
	struct supply source = {.texts = document, .count = 1, .dice = &dice};
	struct document edited;
	struct article *article;
	struct buffer text;
	struct error error;

	error_init(&error);
	document_init(&edited);
	buffer_init(&text);
	edit_characters(document, &source, share_of_characters, &edited);
	document_write(&edited, 0, edited.count, &text);
	article = article_from_bytes(buffer_slice(&text), path, "UTF-8", &error);
	if (!article)
		store_fail(error.sentence);
	keep(store, article);
	sizes->edited += article_text(article).length;
	article_close(article);
	buffer_clear(&text);
	document_clear(&edited);
}

static void
keep_versions(struct store *store, const char *path, struct sizes *sizes)
{
	struct document document;
	struct article *article;
	struct error error;
	struct stat status;

	error_init(&error);
	article = article_open(path, NULL, &error);
	if (!article || stat(path, &status) != 0)
		store_fail(error.sentence);
	keep(store, article);
	sizes->files += (size_t)status.st_size;
	sizes->first += article_text(article).length;
	read_document(article, &document);
	for (size_t seed = 0; seed < EDITS; seed++)
		keep_edited(store, &document, path, seed, sizes);
	document_clear(&document);
	article_close(article);
}

/* How many bytes of kept text the file has: of each article the first version, or the others. */
static size_t
kept_bytes(const char *path, const char *which)
{
	sqlite3_stmt *query = NULL;
	sqlite3 *connection;
	char sql[300];
	size_t bytes;

	snprintf(sql, sizeof sql,
		"SELECT sum(length(text)) FROM article_versions AS v WHERE version %s"
		" (SELECT min(version) FROM article_versions WHERE article = v.article)",
		which);
	if (sqlite3_open(path, &connection) != SQLITE_OK ||
		sqlite3_prepare_v2(connection, sql, -1, &query, NULL) != SQLITE_OK ||
		sqlite3_step(query) != SQLITE_ROW)
		store_fail(sqlite3_errmsg(connection));
	bytes = (size_t)sqlite3_column_int64(query, 0);
	sqlite3_finalize(query);
	sqlite3_close(connection);
	return bytes;
}

static void
print_share(const char *what, size_t kept, size_t bytes)
{
	printf("%-34s %9zu %9zu %8.2f  (at most 1)\n", what, bytes, kept,
		(double)kept / (double)bytes);
}

void
store_kept(const char *path, char *const *texts, size_t count)
{
	struct sizes sizes = {0};
	struct error error;
	struct store *store;
	size_t first, edited;

	error_init(&error);
	remove(path);
	store = store_open(path, STORE_WRITE, NULL, NULL, &error);
	if (!store)
		store_fail(error.sentence);
	for (size_t i = 0; i < count; i++)
		keep_versions(store, texts[i], &sizes);
	store_close(store);
	first = kept_bytes(path, "=");
	edited = kept_bytes(path, ">");
	printf("%-34s %9s %9s %8s\n", "bytes of kept versions", "texts", "kept", "ratio");
	print_share("of the files as they are", first, sizes.files);
	print_share("of their texts in UTF-8", first, sizes.first);
	print_share("of four edited versions of each", edited, sizes.edited);
	remove(path);
}
