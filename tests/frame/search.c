/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching, as the page shows it: while one types, marked and counted; and paragraphs alone. */
#include <config.h>

#include "fixture.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

enum {
	PARAGRAPHS = 400,
	EACH = 7 /* every so many has the words */
};

static int
set_up(void **state)
{
	struct buffer text;

	buffer_init(&text);
	for (int i = 1; i <= PARAGRAPHS; i++)
		buffer_append_format(&text, "　　第%d段，%s，都要看。\n", i,
			i % EACH == 0 ? "要加強堤壩巡(xún)查，不得放水" : "水位平稳");
	fixture_set_up_text(state, "long.txt", buffer_string(&text));
	buffer_clear(&text);
	return 0;
}

/* The row of the cursor, which shows the words. */
static void
expect_cursor_at(struct fixture *fixture, const char *words)
{
	if (!strstr(fixture_row(fixture, fixture->frame.cursor_row), words))
		fail_msg("%s is not at the cursor but: %s", words,
			fixture_row(fixture, fixture->frame.cursor_row));
}

static void
expect_status(struct fixture *fixture, const char *words)
{
	if (!strstr(fixture_row(fixture, fixture->frame.rows - 1), words))
		fail_msg("%s is not said but: %s", words,
			fixture_row(fixture, fixture->frame.rows - 1));
}

static void
test_the_first_hit_is_shown_while_typing(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "30g/堤坝");
	assert_true(fixture_find(fixture, "第35段") >= 0);
	assert_true(fixture_cell(fixture, "堤壩")->flags & CELL_HIT);
	assert_true(fixture_cell(fixture, "壩")->flags & CELL_HIT);
	assert_false(fixture_cell(fixture, "強堤")->flags & CELL_HIT);
	fixture_run(fixture, "g/第200段");
	assert_true(fixture_find(fixture, "第200段") >= 0);
	assert_true(fixture_find(fixture, "第1段") == -1);
	fixture_run(fixture, "g/第200段<BS><BS><BS>");
	assert_true(fixture_find(fixture, "第1段") >= 0);
	fixture_run(fixture, "30g\\堤坝");
	assert_true(fixture_find(fixture, "第28段") >= 0);
}

static void
test_escape_goes_back(void **state)
{
	static const char *const keys[] = {
		"30g/第200段<Esc>", "30g/第200段<C-c>", "30g/第200<C-u><BS>", "30g\\第7段<Esc>"};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		fixture_run(fixture, keys[i]);
		expect_cursor_at(fixture, "第30段");
		expect_status(fixture, "¶ 30/400");
		assert_int_equal(fixture_find(fixture, "第200段"), -1);
	}
	fixture_run(fixture, "g/堤坝<Enter>/第200段<Esc>");
	expect_cursor_at(fixture, "第7段");
	expect_status(fixture, "1 of 57  ¶ 7/400");
	assert_true(fixture_cell(fixture, "堤壩")->flags & CELL_HIT);
	fixture_run(fixture, "30g/第200段");
	fixture_run(fixture, "");
	expect_status(fixture, "¶ 30/400");
	fixture_run(fixture, "1G");
}

static void
test_hits_are_counted(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "g/堤坝<Enter>");
	expect_status(fixture, "1 of 57");
	fixture_run(fixture, "g/堤坝<Enter>nnn");
	expect_cursor_at(fixture, "第28段");
	expect_status(fixture, "4 of 57");
	fixture_run(fixture, "g/堤坝<Enter>N");
	expect_status(fixture, "57 of 57");
	fixture_run(fixture, "g/堤坝<Enter>g");
	expect_status(fixture, "0 of 57");
	fixture_run(fixture, "g/段<Enter>N");
	expect_status(fixture, "400 of 400");
	fixture_run(fixture, "g/没有<Enter>");
	assert_true(fixture_find(fixture, "Not found: 没有") >= 0);
	fixture_run(fixture, "1G");
}

/* More hits than are written without commas, and a paragraph of several chunks. */
static void
test_many_hits_in_a_long_paragraph(void **state)
{
	struct fixture fixture;
	struct buffer text;

	(void)state;
	buffer_init(&text);
	for (int i = 0; i < 30000; i++)
		buffer_append_string(&text, i == 20000 ? "目标" : i % 10 ? "山水" : "Hello");
	fixture_init(&fixture);
	fixture_add_text(&fixture, "line.txt", buffer_string(&text));
	buffer_clear(&text);
	fixture_run(&fixture, "/hello<Enter>");
	expect_status(&fixture, "2 of 2,999");
	fixture_run(&fixture, "g/目标<Enter>/hello<Enter>");
	expect_status(&fixture, "2,001 of 2,999");
	assert_true(fixture_cell(&fixture, "Hello")->flags & CELL_HIT);
	fixture_clear(&fixture);
}

/* All that are on the screen are marked, however many. */
static void
test_more_hits_than_a_page_has_rows(void **state)
{
	struct fixture fixture;
	struct buffer text;

	(void)state;
	buffer_init(&text);
	for (int i = 0; i < 1200; i++)
		buffer_append_string(&text, "a");
	buffer_append_string(&text, "z\n");
	fixture_init(&fixture);
	fixture_add_text(&fixture, "letters.txt", buffer_string(&text));
	buffer_clear(&text);
	fixture_run(&fixture, "/A<Enter>");
	assert_true(fixture_cell(&fixture, "az")->flags & CELL_HIT);
	assert_false(fixture_cell(&fixture, "z")->flags & CELL_HIT);
	fixture_clear(&fixture);
}

static void
test_only_paragraphs_with_words(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "30g&堤坝<Enter>");
	assert_true(fixture_find(fixture, "Only paragraphs with 堤坝 are shown") >= 0);
	expect_cursor_at(fixture, "35 ");
	expect_cursor_at(fixture, "第35段");
	assert_int_equal(fixture_find(fixture, "第36段"), -1);
	assert_true(fixture_find(fixture, "第42段") > 0);
	assert_true(fixture_cell(fixture, "堤壩")->flags & CELL_HIT);
	fixture_run(fixture, "30g&堤坝<Enter>}j");
	expect_status(fixture, "filtered  ¶ 49/400");
	fixture_run(fixture, "30g&堤坝<Enter>G");
	expect_status(fixture, "filtered  ¶ 399/400");
	fixture_run(fixture, "30g&堤坝<Enter>Gg");
	expect_status(fixture, "filtered  ¶ 7/400");
	fixture_run(fixture, "30g&堤坝<Enter>3{");
	expect_status(fixture, "filtered  ¶ 14/400");
	fixture_run(fixture, "30g&堤坝<Enter>50%");
	expect_status(fixture, "filtered  ¶ 203/400");
	fixture_run(fixture, "g&堤坝<Enter><Space><Size 100x30>");
	expect_status(fixture, "filtered  ¶");
	assert_int_equal(fixture_find(fixture, "平稳"), -1);
	fixture->columns = 80;
	fixture->rows = 24;
}

static void
test_all_paragraphs_again(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "30g&堤坝<Enter>}&<Enter>");
	expect_cursor_at(fixture, "第42段");
	assert_true(fixture_find(fixture, "第43段") >= 0);
	assert_true(fixture_find(fixture, "All paragraphs are shown") >= 0);
	fixture_run(fixture, "30g&没有<Enter>");
	expect_cursor_at(fixture, "第30段");
	assert_true(fixture_find(fixture, "No paragraph has: 没有") >= 0);
	fixture_run(fixture, "30g&堤坝<Enter>&<Esc>j");
	expect_status(fixture, "filtered  ¶ 42/400");
	/* What is hidden is gone to by a mark all the same. */
	fixture_run(fixture, "30gma&堤坝<Enter>}'a");
	expect_cursor_at(fixture, "第30段");
	assert_true(fixture_find(fixture, "第31段") >= 0);
	fixture_run(fixture, "1G");
}

static void
test_search_among_paragraphs_that_are_shown(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "30g&堤坝<Enter>/段<Enter>");
	expect_status(fixture, "¶ 35/400");
	fixture_run(fixture, "30g&堤坝<Enter>/段<Enter>nn");
	expect_status(fixture, "¶ 49/400");
	fixture_run(fixture, "30g&堤坝<Enter>/平稳<Enter>");
	assert_true(fixture_find(fixture, "Not found: 平稳") >= 0);
	assert_true(fixture_find(fixture, "第36段") == -1);
	fixture_run(fixture, "1G");
}

/* Notes are taken and shown there as elsewhere. */
static void
test_notes_in_what_is_shown(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "30g&堤坝<Enter>}t防汛<Enter>");
	assert_true(fixture_find(fixture, "防汛") >= 0);
	expect_status(fixture, "1 note  filtered  ¶ 42/400");
	fixture_run(fixture, "42g");
	expect_cursor_at(fixture, "*");
	fixture_run(fixture, "1G");
}

#ifdef HAVE_PCRE2
static void
test_regular_expressions(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "g//要.*不得<Enter>");
	expect_cursor_at(fixture, "第7段");
	expect_status(fixture, "1 of 57");
	assert_true(fixture_cell(fixture, "要加強")->flags & CELL_HIT);
	assert_true(fixture_cell(fixture, "得放水")->flags & CELL_HIT);
	assert_false(fixture_cell(fixture, "放水")->flags & CELL_HIT);
	fixture_run(fixture, "g//要.*不得<Enter>n");
	expect_status(fixture, "2 of 57");
	fixture_run(fixture, "g//第3.(0|1)段");
	assert_true(fixture_find(fixture, "第300段") >= 0);
	fixture_run(fixture, "30g//要(<Enter>");
	assert_true(fixture_find(fixture, "wrong at its character 2") >= 0);
	assert_true(fixture_find(fixture, "Search: /要(") >= 0);
	fixture_run(fixture, "30g&/第(3|4)5段<Enter>");
	assert_true(fixture_find(fixture, "第45段") > fixture_find(fixture, "第35段"));
	expect_status(fixture, "Only paragraphs with /第(3|4)5段 are shown");
	fixture_run(fixture, "1G");
}
#endif

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_first_hit_is_shown_while_typing),
		cmocka_unit_test(test_escape_goes_back),
		cmocka_unit_test(test_hits_are_counted),
		cmocka_unit_test(test_many_hits_in_a_long_paragraph),
		cmocka_unit_test(test_more_hits_than_a_page_has_rows),
		cmocka_unit_test(test_only_paragraphs_with_words),
		cmocka_unit_test(test_all_paragraphs_again),
		cmocka_unit_test(test_search_among_paragraphs_that_are_shown),
		cmocka_unit_test(test_notes_in_what_is_shown),
#ifdef HAVE_PCRE2
		cmocka_unit_test(test_regular_expressions),
#endif
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("search", tests, set_up, fixture_tear_down);
}
