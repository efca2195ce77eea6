/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The note editor: what is typed, what is kept, and that nothing is lost. */
#include "fixture.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#define ARTICLE                                                                                        \
	"平湖市召开防汛会议\n"                                                                \
	"2020年6月1日上午，平湖市召开防汛工作会议，研究部署下一步工作。\n" \
	"會議強調(diào)，各縣要加強堤壩巡查，確保群眾安全。\n"

static int
set_up(void **state)
{
	return fixture_set_up_text(state, "pinghu.txt", ARTICLE);
}

static void
test_a_note_is_written_and_kept(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "3ga堤坝多长？<Enter>去问。<C-s>");
	assert_non_null(strstr(fixture_row(fixture, 23), "Noted"));
	fixture_run(fixture, "");
	assert_true(fixture_find(fixture, "堤坝多长？") > 0);
	assert_int_equal(fixture_find(fixture, "去问。"), fixture_find(fixture, "堤坝多长？") + 1);
}

static void
test_the_box_shows_text_rules_and_keys(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "a堤坝<Enter>ab");
	/* The last key is followed by the terminal's loss; its frame is the last one shown. */
	assert_string_equal(fixture_row(fixture, 18), "  堤坝");
	assert_string_equal(fixture_row(fixture, 19), "  ab");
	assert_non_null(strstr(fixture_row(fixture, 17), "- New note -"));
	assert_non_null(strstr(fixture_row(fixture, 22), "- row 2 of 2, not saved -"));
	assert_string_equal(fixture_row(fixture, 23),
		"Ctrl-S saves  Esc leaves  Ctrl-Z undoes  Ctrl-Y does again");
	assert_int_equal(fixture->frame.cursor_column, 4);
	assert_int_equal(fixture->frame.cursor_row, 19);
	assert_int_equal(fixture_cell(fixture, "堤坝")->role, ROLE_NOTE);
	assert_int_equal(fixture_cell(fixture, "Ctrl-S")->role, ROLE_STATUS);
}

static void
test_a_lost_terminal_keeps_the_note(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "2ga只写了一半");
	fixture_run(fixture, "");
	assert_true(fixture_find(fixture, "只写了一半") > 0);
}

static void
test_leaving_asks_when_something_was_written(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "a<Esc>");
	assert_int_equal(fixture_find(fixture, "New note"), -1);
	fixture_run(fixture, "a甲乙<Esc>");
	assert_non_null(strstr(fixture_row(fixture, 23), "Save the note?  y saves"));
	fixture_run(fixture, "x"); /* the lost terminal has saved it */
	fixture_run(fixture, "a丙丁<Esc><Esc>戊<Esc>y");
	assert_non_null(strstr(fixture_row(fixture, 23), "Noted"));
	assert_true(fixture_find(fixture, "丙丁戊") > 0);
	fixture_run(fixture, "a不要<Esc>jn");
	assert_int_equal(fixture_find(fixture, "不要"), -1);
	assert_int_equal(fixture_find(fixture, "New note"), -1);
	fixture_run(fixture, "");
	assert_int_equal(fixture_find(fixture, "不要"), -1);
}

static void
test_what_cannot_be_saved_stays_in_the_editor(void **state)
{
	struct fixture *fixture = *state;
	char path[160];

	snprintf(path, sizeof path, "%s/notes.db", fixture->folder);
	assert_int_equal(mkdir(path, 0700), 0); /* a folder where the notes file should be */
	fixture_run(fixture, "a甲乙<C-s>");
	assert_true(fixture_find(fixture, "甲乙") > 0);
	assert_non_null(strstr(fixture_row(fixture, 23), "Ctrl-S saves"));
	assert_int_equal(frame_cell(&fixture->frame, 0, 22)->role, ROLE_ERROR);
	assert_int_equal(rmdir(path), 0);
}

static void
test_a_note_is_changed(void **state)
{
	struct fixture *fixture = *state;

	fixture_note(fixture, 2, NULL, "堤坝多长？", "防汛");
	fixture_run(fixture, "2ge");
	assert_true(fixture_find(fixture, "- Change the note -") > 0);
	fixture_run(fixture, "2ge<BS>呢？<C-s>");
	assert_int_equal(fixture_find(fixture, "堤坝多长？"), -1);
	assert_true(fixture_find(fixture, "堤坝多长呢？") > 0);
	assert_true(fixture_find(fixture, "#防汛") > 0);
	fixture_run(fixture, "2geu<C-s>u");
	assert_true(fixture_find(fixture, "堤坝多长呢？") > 0);
}

static void
test_going_by_rows(void **state)
{
	struct fixture *fixture = *state;

	/* The column is kept on the way over a shorter row. */
	fixture_run(fixture, "a江口市平山县<Enter>甲<Enter>江口市平山县<Left><Left><Up><Up>X");
	assert_true(fixture_find(fixture, "江口市平X山县") > 0);
	fixture_run(fixture, "aabc<Enter>def<Home>X<End>Y<PgUp>Z");
	assert_true(fixture_find(fixture, "Zabc") > 0);
	assert_true(fixture_find(fixture, "XdefY") > 0);
}

static void
test_the_box_leaves_the_cursor_of_the_page_free(void **state)
{
	struct fixture *fixture = *state;
	char text[2048] = "";

	for (size_t i = 0; i < 40; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "第%zu个县。\n", i + 1);
	fixture->path_count = 0;
	free(fixture->paths[0]);
	fixture_add_text(fixture, "pinghu.txt", text);
	fixture_run(fixture, "G");
	assert_in_range(fixture->frame.cursor_row, 12, 22);
	fixture_run(fixture, "Ga甲");
	assert_true(fixture_find(fixture, "第40个县") > 12);
	assert_non_null(strstr(fixture_row(fixture, 0), "- New note -"));
	assert_string_equal(fixture_row(fixture, 1), "  甲");
	assert_non_null(strstr(fixture_row(fixture, 6), "Ctrl-S saves"));
	assert_int_equal(fixture->frame.cursor_row, 1);
}

static void
test_the_editor_fits_any_terminal(void **state)
{
	static const int sizes[][2] = {
		{10, 3}, {1, 1}, {2, 2}, {3, 8}, {20, 4}, {39, 7}, {40, 8}, {200, 60}};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		fixture->columns = sizes[i][0];
		fixture->rows = sizes[i][1];
		fixture_run(fixture,
			"a江口市平山县<Enter>one<Space>two<Space>three<Up><Down><Esc><Esc><Left>");
		assert_in_range(fixture->frame.cursor_row, 0, (size_t)sizes[i][1] - 1);
		assert_in_range(fixture->frame.cursor_column, 0, (size_t)sizes[i][0] - 1);
		fixture->columns = 80;
		fixture->rows = 24;
		fixture_run(fixture, "x");
	}
	fixture->columns = 10;
	fixture->rows = 3;
	fixture_run(fixture, "aone<Space>two<Space>three<Space>four");
	assert_string_equal(fixture_row(fixture, 1), "four");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_a_note_is_written_and_kept, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_box_shows_text_rules_and_keys, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_lost_terminal_keeps_the_note, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_leaving_asks_when_something_was_written, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_what_cannot_be_saved_stays_in_the_editor, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(test_a_note_is_changed, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(test_going_by_rows, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_box_leaves_the_cursor_of_the_page_free, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_editor_fits_any_terminal, set_up, fixture_tear_down),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("editor", tests, NULL, NULL);
}
