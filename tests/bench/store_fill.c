/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "store_fill.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "notes/anchor.h"
#include "notes/coding.h"
#include "notes/library.h"
#include "notes/statement.h"
#include "notes/words.h"
#include "text/article.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	VERSION_HASH = 16,
	VERSION_SKETCH = 256,
	PARAGRAPHS_AT_MOST = 64
};

static const int64_t first_day = 1580688000000; /* 2020-02-03 */

/* What lies open while a file is filled. */
struct fill {
	sqlite3 *connection;
	sqlite3_stmt *statements[STATEMENTS];
	struct target targets[PARAGRAPHS_AT_MOST]; /* of the opened text's paragraphs */
	size_t target_count;
	int64_t opened;
	int64_t opened_version;
	uint64_t counter;
	struct buffer code; /* the text of the opened article, and of all others */
	size_t characters;  /* of it */
};

void
store_fail(const char *what)
{
	fprintf(stderr, "store: %s\n", what);
	exit(EXIT_FAILURE);
}

/* Runs one of the program's statements. format has a letter for each parameter: n a number
 * (int64_t), t a text, b a struct slice. */
static void
run(struct fill *fill, enum statement statement, const char *format, ...)
{
	sqlite3_stmt **query = &fill->statements[statement];
	va_list values;
	int code = SQLITE_OK;

	if (!*query)
		code = sqlite3_prepare_v2(
			fill->connection, statement_sql(statement), -1, query, NULL);
	va_start(values, format);
	for (int i = 0; code == SQLITE_OK && format[i]; i++) {
		if (format[i] == 'n') {
			code = sqlite3_bind_int64(*query, i + 1, va_arg(values, int64_t));
		} else if (format[i] == 't') {
			code = sqlite3_bind_text(
				*query, i + 1, va_arg(values, const char *), -1, SQLITE_TRANSIENT);
		} else {
			struct slice bytes = va_arg(values, struct slice);

			code = sqlite3_bind_blob64(
				*query, i + 1, bytes.bytes, bytes.length, SQLITE_TRANSIENT);
		}
	}
	va_end(values);
	if (code != SQLITE_OK || sqlite3_step(*query) != SQLITE_DONE)
		store_fail(sqlite3_errmsg(fill->connection));
	sqlite3_reset(*query);
}

static void
execute(sqlite3 *connection, const char *sql)
{
	if (sqlite3_exec(connection, sql, NULL, NULL, NULL) != SQLITE_OK)
		store_fail(sqlite3_errmsg(connection));
}

/* An id in the order of the calls, as version 7 has them. */
static void
make_id(struct fill *fill, int64_t now, char id[ANNOTATION_ID_BYTES])
{
	uint64_t number = ++fill->counter;

	snprintf(id, ANNOTATION_ID_BYTES, "%08llx-%04llx-7%03llx-8%03llx-%012llx",
		(unsigned long long)now >> 16 & 0xFFFFFFFF, (unsigned long long)now & 0xFFFF,
		(unsigned long long)number >> 12 & 0xFFF, (unsigned long long)number & 0xFFF,
		(unsigned long long)number * 0x9E3779B97F4A7C15 >> 16);
}

/* Makes the file and the opened article by the program's own functions; notes what its
 * paragraphs' targets are. */
static void
begin(struct fill *fill, const char *path, const char *opened)
{
	struct error error;
	struct store *store;
	struct article *article;

	error_init(&error);
	store = store_open(path, STORE_WRITE, NULL, NULL, &error);
	article = store ? article_open(opened, NULL, &error) : NULL;
	if (!article || (fill->opened = library_enter(store, article, &error)) < 0 ||
		(fill->opened_version = library_keep(store, fill->opened, article, 1, &error)) < 0)
		store_fail(error.sentence);
	for (size_t i = 0; i < article_count(article) && i < PARAGRAPHS_AT_MOST; i++) {
		struct span place = article_span(article, i);

		if (span_is_empty(place))
			continue;
		anchor_describe(
			article, TARGET_PARAGRAPH, place, &fill->targets[fill->target_count++]);
	}
	buffer_init(&fill->code);
	if (!coding_write(article_text(article), &fill->code))
		store_fail("the text does not get shorter");
	fill->characters = article_text(article).length / 3;
	article_close(article);
	store_close(store);
	if (sqlite3_open(path, &fill->connection) != SQLITE_OK)
		store_fail(path);
	execute(fill->connection,
		"PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;"
		" PRAGMA wal_autocheckpoint = 0; PRAGMA journal_mode = DELETE; BEGIN");
}

/* An article that nobody opens, with its version and path; returns its number. */
static int64_t
add_article(struct fill *fill, size_t number, int64_t *version)
{
	char id[ANNOTATION_ID_BYTES], title[64], path[80], hash[VERSION_HASH];
	char sketch[VERSION_SKETCH];
	int64_t article, now = first_day + (int64_t)number * 1000;

	make_id(fill, now, id);
	snprintf(title, sizeof title, "关于第%zu次会议的通知", number);
	snprintf(path, sizeof path, "/home/reader/texts/%03zu/%05zu.txt", number / 100, number);
	run(fill, STATEMENT_ARTICLE_ADD, "ttttnn", id, title, "2020-02-03", "云州日报",
		(int64_t)fill->target_count, now);
	article = sqlite3_last_insert_rowid(fill->connection);
	run(fill, STATEMENT_PATH_ADD, "ntn", article, path, now);
	for (size_t i = 0; i < sizeof sketch; i++)
		sketch[i] = (char)((number + 1) * 2654435761u >> i % 24);
	memcpy(hash, id + 1, sizeof hash);
	run(fill, STATEMENT_VERSION_ADD, "nbbntn", article, (struct slice){hash, sizeof hash},
		(struct slice){sketch, sizeof sketch}, (int64_t)fill->characters, "UTF-8", now);
	*version = sqlite3_last_insert_rowid(fill->connection);
	run(fill, STATEMENT_VERSION_KEEP, "nbt", *version, buffer_slice(&fill->code), CODING_NAME);
	return article;
}

static void
add_words(struct fill *fill, int64_t note, const char *body, const char *tags, const char *quote)
{
	const char *const texts[] = {body, tags, quote};
	struct buffer words[3];
	struct error error;

	error_init(&error);
	for (size_t i = 0; i < 3; i++) {
		buffer_init(&words[i]);
		if (!words_append(&words[i], slice_from_string(texts[i]), &error))
			store_fail(error.sentence);
	}
	run(fill, STATEMENT_WORDS_ADD, "nttt", note, buffer_string(&words[0]),
		buffer_string(&words[1]), buffer_string(&words[2]));
	for (size_t i = 0; i < 3; i++)
		buffer_clear(&words[i]);
}

static void
add_note(struct fill *fill, int64_t article, int64_t version, size_t tags)
{
	static const char *const bodies[] = {
		"与上月的通报对照", "谁来落实，没有写", "数字待核", "又提到库存，前后说法不一"};
	const struct target *target = &fill->targets[fill->counter * 7 % fill->target_count];
	int64_t now = first_day + (int64_t)fill->counter * 1000, note;
	char id[ANNOTATION_ID_BYTES], body[120], tag[2][40], joined[96];
	size_t count;

	make_id(fill, now, id);
	count = 1 + fill->counter % 2;
	snprintf(body, sizeof body, "%s %llu", bodies[fill->counter % 4],
		(unsigned long long)fill->counter);
	run(fill, STATEMENT_ANNOTATION_ADD, "tntn", id, article, body, now);
	note = sqlite3_last_insert_rowid(fill->connection);
	run(fill, STATEMENT_TARGET_ADD, "nntnnnnnttt", note, version, "paragraph",
		(int64_t)target->paragraph, (int64_t)target->start, (int64_t)target->end,
		(int64_t)target->folded_start, (int64_t)target->folded_end, target->quote,
		target->prefix, target->suffix);
	for (size_t i = 0; i < count; i++) {
		snprintf(tag[i], sizeof tag[i], "%s/%zu", i ? "地方" : "议题",
			fill->counter * 11 % tags);
		run(fill, STATEMENT_TAG_ADD, "t", tag[i]);
		run(fill, STATEMENT_TAG_TIE, "nt", note, tag[i]);
	}
	snprintf(joined, sizeof joined, "%s%s%s", count > 1 ? tag[1] : "", count > 1 ? " " : "",
		tag[0]); /* in the order of their bytes */
	add_words(fill, note, body, joined, target->quote);
}

static void
end(struct fill *fill)
{
	execute(fill->connection, "COMMIT; PRAGMA journal_mode = WAL");
	for (size_t i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(fill->statements[i]);
	sqlite3_close(fill->connection);
	for (size_t i = 0; i < fill->target_count; i++)
		target_clear(&fill->targets[i]);
	buffer_clear(&fill->code);
}

/* Goes through the articles round by round, a note to each, and to the opened one as many as make
 * NOTES_OF_OPENED in all rounds. */
static void
add_notes(struct fill *fill, const struct filling *filling, const int64_t *articles,
	const int64_t *versions)
{
	size_t others = filling->articles - 1, tags = filling->articles / 20 + 10, opened = 0;
	size_t rounds = (filling->notes - NOTES_OF_OPENED + others - 1) / others;

	for (size_t i = 0; i < filling->notes - NOTES_OF_OPENED; i++) {
		size_t due = (i / others + 1) * NOTES_OF_OPENED / rounds;

		for (; i % others == others / 2 && opened < due; opened++)
			add_note(fill, fill->opened, fill->opened_version, tags);
		add_note(fill, articles[i % others], versions[i % others], tags);
	}
	for (; opened < NOTES_OF_OPENED; opened++)
		add_note(fill, fill->opened, fill->opened_version, tags);
}

void
store_fill(const char *path, const char *opened, const struct filling *filling)
{
	int64_t *articles = alloc_zeroed(2 * filling->articles, sizeof *articles);
	int64_t *versions = articles + filling->articles;
	struct fill fill = {.connection = NULL};

	begin(&fill, path, opened);
	for (size_t i = 0; i + 1 < filling->articles; i++)
		articles[i] = add_article(&fill, i + 1, &versions[i]);
	add_notes(&fill, filling, articles, versions);
	end(&fill);
	free(articles);
}
