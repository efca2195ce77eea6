/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A long paragraph in chunks: built with small ones (see Makefile.am), so that the page crosses
 * their borders. */
#include "fixture.h"

#include "base/buffer.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

enum {
	SENTENCES = 60
};

static int
set_up(void **state)
{
	static struct fixture fixture;
	struct buffer text;

	fixture_init(&fixture);
	fixture.rows = 9;
	buffer_init(&text);
	for (int i = 0; i < SENTENCES; i++)
		buffer_append_format(&text, "第%02d句说的是平湖市的堤坝。", i);
	buffer_append_string(&text, "\n清河县。\n");
	fixture_add_text(&fixture, "long.txt", buffer_string(&text));
	buffer_clear(&text);
	*state = &fixture;
	return 0;
}

/* Types keys until each sentence was on the page, the cursor going on in one direction. */
static void
walk_through(struct fixture *fixture, const char *key, bool backwards)
{
	bool seen[SENTENCES] = {false};
	int last = backwards ? SENTENCES : -1;

	for (int step = 0; step < 60 && !seen[backwards ? 0 : SENTENCES - 1]; step++) {
		int lowest = SENTENCES, highest = -1;

		for (int i = 0; i < SENTENCES; i++) {
			char sentence[32];

			snprintf(sentence, sizeof sentence, "第%02d句", i);
			if (fixture_find(fixture, sentence) < 0)
				continue;
			seen[i] = true;
			lowest = i < lowest ? i : lowest;
			highest = i > highest ? i : highest;
		}
		if (highest >= 0 && backwards) {
			assert_true(lowest <= last);
			last = lowest;
		} else if (highest >= 0) {
			assert_true(highest >= last);
			last = highest;
		}
		fixture_run(fixture, key);
	}
	for (int i = 0; i < SENTENCES; i++)
		assert_true(seen[i]);
}

static void
test_rows_and_pages_cross_the_borders(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "g");
	walk_through(fixture, "3j", false);
	fixture_run(fixture, "jj");
	assert_true(fixture_find(fixture, "清河县") > 0);
	walk_through(fixture, "3k", true);
	walk_through(fixture, "<C-d>", false);
	walk_through(fixture, "b", true);
	fixture_run(fixture, "bb");
	assert_non_null(strstr(fixture_row(fixture, 8), "¶ 1/2  0 %"));
}

static void
test_characters_and_phrases_cross_the_borders(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "g40l40hv");
	assert_int_equal(fixture->frame.cursor_row, 0);
	for (int i = 0; i < SENTENCES; i += 5) {
		char keys[32], sentence[32];

		snprintf(keys, sizeof keys, "g%dw", i);
		snprintf(sentence, sizeof sentence, "第%02d句", i);
		fixture_run(fixture, i > 0 ? keys : "g");
		assert_ptr_equal(fixture_cell(fixture, sentence),
			frame_cell(&fixture->frame, fixture->frame.cursor_column,
				fixture->frame.cursor_row));
	}
	fixture_run(fixture, "gv900l");
	assert_non_null(strstr(fixture_row(fixture, 8), "¶ 1/2"));
	assert_true(fixture_cell(fixture, "第59句")->flags & CELL_SELECTED);
}

static void
test_a_resize_in_the_middle(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "g30w<Size 50x9><Size 33x7><Size 100x9>");
	assert_true(fixture_find(fixture, "第30句") >= 0);
	assert_ptr_equal(fixture_cell(fixture, "第30句"),
		frame_cell(
			&fixture->frame, fixture->frame.cursor_column, fixture->frame.cursor_row));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_rows_and_pages_cross_the_borders, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_characters_and_phrases_cross_the_borders, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_resize_in_the_middle, set_up, fixture_tear_down),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("frame/chunks", tests, NULL, NULL);
}
