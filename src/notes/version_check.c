/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/version_check.h"

#include "base/array.h"
#include "base/buffer.h"
#include "notes/coding.h"
#include "notes/database.h"
#include "notes/version.h"
#include "text/article.h"

#include <stdlib.h>
#include <string.h>

/* The same folded text as was read; ill-formed UTF-8 is not. */
static bool
is_version(struct slice text, struct slice stored)
{
	struct fold_hash wanted, found = {0};
	struct article *article;
	struct error ignored;

	error_init(&ignored);
	version_hash_read(stored, &wanted);
	article = article_from_bytes(text, "-", "UTF-8", &ignored);
	while (article && article_extend(article, SIZE_MAX))
		;
	if (article)
		found = article_hash(article);
	article_close(article);
	return found.high == wanted.high && found.low == wanted.low;
}

/* A packing of a later program is not judged. */
static bool
is_sound(struct slice bytes, const char *packing, struct slice hash)
{
	struct buffer text;
	bool sound = true;

	if (strcmp(packing, "plain") == 0)
		return is_version(bytes, hash);
	buffer_init(&text);
	if (strcmp(packing, CODING_NAME) == 0)
		sound = coding_read(bytes, &text);
	buffer_clear(&text);
	return sound;
}

static struct slice
bytes_of(sqlite3_stmt *row, int column)
{
	const char *bytes = sqlite3_column_blob(row, column);

	return (struct slice){bytes, (size_t)sqlite3_column_bytes(row, column)};
}

bool
version_check(struct store *store, struct version_faults *faults, struct error *error)
{
	static const char all[] =
		"SELECT v.version, a.title, v.packing, v.text, v.hash FROM article_versions AS v"
		" LEFT JOIN articles AS a USING (article) WHERE v.packing IS NOT NULL"
		" ORDER BY v.version";
	sqlite3_stmt *rows = database_prepare(store, all, error);
	int code = SQLITE_DONE;

	*faults = (struct version_faults){NULL, 0, 0};
	while (rows && (code = sqlite3_step(rows)) == SQLITE_ROW) {
		if (is_sound(bytes_of(rows, 3), (const char *)sqlite3_column_text(rows, 2),
			    bytes_of(rows, 4)))
			continue;
		faults->items = array_grow(
			faults->items, &faults->capacity, faults->count + 1, sizeof *faults->items);
		faults->items[faults->count++] = (struct version_fault){
			sqlite3_column_int64(rows, 0), database_string(rows, 1)};
	}
	if (rows && code != SQLITE_DONE)
		database_failed(store, error);
	sqlite3_finalize(rows);
	return rows && code == SQLITE_DONE;
}

bool
version_forget_damaged(struct store *store, struct error *error)
{
	struct version_faults faults;
	bool done = version_check(store, &faults, error);

	for (size_t i = 0; done && i < faults.count; i++)
		done = database_run(store, STATEMENT_VERSION_FORGET,
			(const struct value[]){value_number(faults.items[i].version)}, error);
	version_faults_clear(&faults);
	return done;
}

void
version_faults_clear(struct version_faults *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		free(faults->items[i].title);
	free(faults->items);
	*faults = (struct version_faults){NULL, 0, 0};
}
