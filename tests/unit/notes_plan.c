/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No statement that a reader waits for reads a whole table: what SQLite says of each one's plan.
 * And what an article's opening reads lies together. */
#include <config.h>

#include "notes/annotation.h"
#include "notes/statement.h"
#include "notes/store.h"

#include "scratch.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* Those whose answer is about the whole file. */
static const enum statement whole[] = {STATEMENT_LIBRARY_LIST, STATEMENT_LIBRARY_ORDER,
	STATEMENT_LIST_ALL, STATEMENT_COUNT_ALL, STATEMENT_COUNT_SINCE, STATEMENT_TAG_COUNTS,
	STATEMENT_TAG_NAMES, STATEMENT_CORRECTION_LIST};

static bool
is_whole(enum statement statement)
{
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		if (whole[i] == statement)
			return true;
	return false;
}

static bool
ends_with(const char *text, const char *end)
{
	size_t length = strlen(text);

	return length >= strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

/* Whether a line of a plan reads a table from one end to the other. A line of JSON is no table, the
 * trash is small, and the full-text index tells in its own way whether it was asked for a word or a
 * row. */
static bool
is_scan(const char *step)
{
	if (strncmp(step, "SCAN ", 5) != 0 || strcmp(step, "SCAN CONSTANT ROW") == 0 ||
		strcmp(step, "SCAN line") == 0 || ends_with(step, " annotations_in_trash"))
		return false;
	return !strstr(step, "VIRTUAL TABLE") || ends_with(step, ":");
}

/* The first such line of the statement's plan, in the buffer; false when there is none. */
static bool
find_scan(sqlite3 *connection, const char *sql, char *line, size_t size)
{
	char *explain = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);
	sqlite3_stmt *query = NULL;
	bool found = false;

	assert_int_equal(sqlite3_prepare_v2(connection, explain, -1, &query, NULL), SQLITE_OK);
	while (!found && sqlite3_step(query) == SQLITE_ROW) {
		const char *step = (const char *)sqlite3_column_text(query, 3);

		found = is_scan(step);
		if (found)
			snprintf(line, size, "%s", step);
	}
	sqlite3_finalize(query);
	sqlite3_free(explain);
	return found;
}

static sqlite3 *
open_made(struct scratch *scratch)
{
	struct error error;
	struct store *store;
	sqlite3 *connection;

	error_init(&error);
	scratch_open(scratch, "notes.db");
	store = store_open(scratch->path, STORE_WRITE, NULL, NULL, &error);
	assert_non_null(store);
	store_close(store);
	assert_int_equal(sqlite3_open(scratch->path, &connection), SQLITE_OK);
	return connection;
}

static void
nothing_is_read_from_end_to_end(void **state)
{
	struct scratch scratch;
	sqlite3 *connection = open_made(&scratch);
	char step[200];
	int scans = 0;

	(void)state;
	for (int i = 0; i < STATEMENTS; i++) {
		const char *sql = statement_sql((enum statement)i);

		if (is_whole((enum statement)i) || !find_scan(connection, sql, step, sizeof step))
			continue;
		print_message("# %s\n# %s: give it an index, or name it in whole[] when nobody "
			      "waits for it\n",
			sql, step);
		scans++;
	}
	assert_int_equal(scans, 0);
	sqlite3_close(connection);
	scratch_close(&scratch);
}

/* The test can fail. */
static void
a_scan_is_seen(void **state)
{
	struct scratch scratch;
	sqlite3 *connection = open_made(&scratch);
	char step[200];

	(void)state;
	assert_true(find_scan(
		connection, "SELECT id FROM annotations WHERE body = 'a'", step, sizeof step));
	assert_true(find_scan(connection, "SELECT rowid FROM annotation_words WHERE body = 'a'",
		step, sizeof step));
	assert_false(find_scan(
		connection, "SELECT id FROM annotations WHERE article = 1", step, sizeof step));
	sqlite3_close(connection);
	scratch_close(&scratch);
}

/* All notes are read in the order in which they go out: an article's are sorted, not all. */
static void
all_notes_come_an_article_at_a_time(void **state)
{
	struct scratch scratch;
	sqlite3 *connection = open_made(&scratch);
	sqlite3_stmt *query = NULL;
	char *explain = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", statement_sql(STATEMENT_LIST_ALL));
	bool partly = false;

	(void)state;
	assert_int_equal(sqlite3_prepare_v2(connection, explain, -1, &query, NULL), SQLITE_OK);
	while (sqlite3_step(query) == SQLITE_ROW) {
		const char *step = (const char *)sqlite3_column_text(query, 3);

		assert_string_not_equal(step, "USE TEMP B-TREE FOR ORDER BY");
		partly = partly || strstr(step, "RIGHT PART OF ORDER BY");
	}
	assert_true(partly);
	sqlite3_finalize(query);
	sqlite3_free(explain);
	sqlite3_close(connection);
	scratch_close(&scratch);
}

static void
add_note(struct store *store, int64_t article)
{
	struct annotation note = {.article = article, .body = strdup("x")};
	struct error error;

	error_init(&error);
	assert_true(annotation_add(store, &note, &error));
	annotation_clear(&note);
}

static int64_t
ask(sqlite3 *connection, const char *sql)
{
	sqlite3_stmt *query = NULL;
	int64_t answer;

	assert_int_equal(sqlite3_prepare_v2(connection, sql, -1, &query, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(query), SQLITE_ROW);
	answer = sqlite3_column_int64(query, 0);
	sqlite3_finalize(query);
	return answer;
}

/* Though they were written by turns, beside what an older program wrote, and where there is no more
 * room for them. */
static void
an_articles_notes_lie_together(void **state)
{
	static const char before[] =
		"INSERT INTO articles VALUES (1, 'a', '', '', '', 1, 5, 5);"
		"INSERT INTO articles VALUES (2, 'b', '', '', '', 1, 5, 5);"
		"INSERT INTO annotations VALUES (7, 'n', 2, 'x', 5, 5, 0);"
		"INSERT INTO annotations VALUES (2 << 20, 'o', 2, 'x', 5, 5, 0);"
		"INSERT INTO targets (rowid, annotation, ordinal, version, kind, paragraph, start,"
		" \"end\", folded_start, folded_end, quote, prefix, suffix)"
		" SELECT (2 << 20) + 3, annotation, annotation > 7, NULL, 'paragraph', 1, 0, 0, 0,"
		" 0, '', '', '' FROM annotations WHERE annotation = 7";
	struct scratch scratch;
	sqlite3 *connection = open_made(&scratch);
	struct error error;
	struct store *store;

	(void)state;
	error_init(&error);
	assert_int_equal(sqlite3_exec(connection, before, NULL, NULL, NULL), SQLITE_OK);
	store = store_open(scratch.path, STORE_WRITE, NULL, NULL, &error);
	for (int i = 0; i < 5; i++)
		for (int64_t article = 1; article <= 2; article++)
			add_note(store, article);
	assert_int_equal(ask(connection,
				 "SELECT count(*) FROM annotations WHERE annotation > article << 20"
				 " AND annotation <= (article << 20) + 5"),
		10);
	assert_int_equal(
		ask(connection, "SELECT count(*) FROM targets WHERE abs(rowid - annotation) < 2"),
		10);
	assert_int_equal(sqlite3_exec(connection,
				 "UPDATE annotations SET annotation = (2 << 20) - 1, id = 'p',"
				 " article = 1 WHERE annotation = 2 << 20",
				 NULL, NULL, NULL),
		SQLITE_OK);
	add_note(store, 1);
	assert_int_equal(ask(connection, "SELECT count(*) FROM annotations WHERE article = 1"), 7);
	store_close(store);
	sqlite3_close(connection);
	scratch_close(&scratch);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_read_from_end_to_end),
		cmocka_unit_test(a_scan_is_seen),
		cmocka_unit_test(all_notes_come_an_article_at_a_time),
		cmocka_unit_test(an_articles_notes_lie_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
