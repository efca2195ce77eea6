/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page: keys in, cells out. */
#include "fixture.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define ARTICLE                                                                                                                              \
	"平湖市召开防汛会议\n"                                                                                                      \
	"2020年6月1日上午，平湖市召开防汛工作会议，研究部署下一步工作。市委书记王大明主持会议并"     \
	"讲话。\n"                                                                                                                        \
	"會議強調(diào)，各縣要加強堤壩巡查，確保群眾安全。嚴禁擅自開閘放水。有條件的鄉鎮可以提前" \
	"轉移群眾。\n"                                                                                                                  \
	"王大明指出，今年雨水多，来得早。\n"                                                                                 \
	"会议听取了各县汇报。\n"

static int
set_up(void **state)
{
	return fixture_set_up_text(state, "pinghu.txt", ARTICLE);
}

static void
test_the_page_at_first_sight(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "");
	assert_string_equal(
		fixture_row(fixture, 0), ">  1                               平湖市召开防汛会议");
	assert_string_equal(fixture_row(fixture, 1), "");
	assert_non_null(strstr(fixture_row(fixture, 2), "   2        2020年6月1日上午"));
	assert_int_equal(fixture_cell(fixture, "平湖市召开防汛会议")->role, ROLE_TITLE);
	assert_int_equal(fixture->frame.cursor_row, 0);
	assert_non_null(strstr(fixture_row(fixture, 23), "pinghu.txt  ¶ 1/5  0 %"));
	assert_int_equal(fixture_cell(fixture, "pinghu.txt")->role, ROLE_STATUS);
}

static void
test_marks_are_signs_and_roles(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "");
	assert_int_equal(fixture_cell(fixture, "王大明")->role, ROLE_OFFICIAL);
	assert_int_equal(fixture_cell(fixture, "市委书")->role, ROLE_OFFICE);
	assert_int_equal(fixture_cell(fixture, "要加強")->role, ROLE_CUE);
	assert_int_equal(fixture_cell(fixture, "加強堤壩")->role, ROLE_OBLIGATION);
	assert_int_equal(fixture_cell(fixture, "擅自")->role, ROLE_PROHIBITION);
	assert_int_equal(fixture_cell(fixture, "听取")->role, ROLE_TEXT);
	assert_non_null(strstr(fixture_row(fixture, 4), "3 x"));
	fixture_run(fixture, "M");
	assert_int_equal(fixture_cell(fixture, "王大明")->role, ROLE_TEXT);
	assert_int_equal(fixture_cell(fixture, "加強堤壩")->role, ROLE_TEXT);
}

/* The message of the last frame holds each of the words. */
static void
expect_message(struct fixture *fixture, const char *const *words)
{
	for (; *words; words++)
		if (fixture_find(fixture, *words) < 20)
			fail_msg("not said: %s", *words);
}

static void
test_a_mark_is_explained(void **state)
{
	static const char *const official[] = {"Official (zh.official.title-name): An office",
		"office “市委书记” · name “王大明” [zh/rules.txt:", NULL};
	static const char *const propagated[] = {
		"Official (zh.official.propagated)", "presented as “市委书记” (¶ 2)", NULL};
	static const char *const directive[] = {"Obligation (zh.directive.frame): A frame",
		"cue “要” · source “會議” · addressee “各", "縣” [zh/rules.txt:", NULL};
	static const char *const forbidden[] = {
		"Prohibition (zh.directive.scope): A word", "cue “嚴禁”", NULL};
	static const char *const next[] = {"Official (zh.official.title-name)", NULL};
	struct fixture *fixture = *state;

	fixture_run(fixture, "goi");
	expect_message(fixture, official);
	fixture_run(fixture, "gdi");
	expect_message(fixture, directive);
	fixture_run(fixture, "gddi");
	expect_message(fixture, forbidden);
	fixture_run(fixture, "gooi");
	expect_message(fixture, propagated);
	fixture_run(fixture, "2gi");
	expect_message(fixture, next);
	fixture_run(fixture, "5gi");
	assert_int_equal(fixture_find(fixture, "Nothing is marked in this paragraph"), 22);
	fixture_run(fixture, "gd");
	assert_true(fixture_find(fixture, "Obligation · 會議 · A frame (") >= 20);
}

/* Asked again at its place, an official inside an order gives way to the order. */
static void
test_marks_over_each_other_are_explained_in_turn(void **state)
{
	static const char *const official[] = {"Official (zh.official.title-name)", NULL};
	static const char *const directive[] = {"Obligation (zh.directive.frame)", NULL};
	struct fixture fixture;

	(void)state;
	fixture_init(&fixture);
	fixture_add_text(&fixture, "a.txt", "市长王大明强调，要加强堤坝巡查。\n");
	fixture_run(&fixture, "oi");
	expect_message(&fixture, official);
	fixture_run(&fixture, "oii");
	expect_message(&fixture, directive);
	fixture_run(&fixture, "oiii");
	expect_message(&fixture, official);
	fixture_run(&fixture, "i");
	expect_message(&fixture, official);
	fixture_clear(&fixture);
}

/* A sentence longer than the row goes on above: its end is not cut off. */
static void
test_a_long_message_takes_several_rows(void **state)
{
	struct fixture *fixture = *state;

	fixture->columns = 20;
	fixture_run(fixture, "/abcdefghijklmnopqrstuvwxyz<Enter>");
	assert_string_equal(fixture_row(fixture, 21), "Not found:");
	assert_string_equal(fixture_row(fixture, 22), "abcdefghijklmnopqrst");
	assert_non_null(strstr(fixture_row(fixture, 23), "uvwxyz"));
	assert_int_equal(fixture_cell(fixture, "Not found")->role, ROLE_ERROR);
	assert_int_equal(fixture_cell(fixture, "uvwxyz")->role, ROLE_ERROR);
}

static void
test_motions_over_paragraphs_and_rows(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "}}");
	assert_non_null(strstr(fixture_row(fixture, fixture->frame.cursor_row), ">  3"));
	fixture_run(fixture, "{");
	assert_non_null(strstr(fixture_row(fixture, fixture->frame.cursor_row), ">  2"));
	fixture_run(fixture, "G");
	assert_non_null(strstr(fixture_row(fixture, fixture->frame.cursor_row), ">  5"));
	fixture_run(fixture, "gjj");
	assert_non_null(strstr(fixture_row(fixture, 3), ">"));
	fixture_run(fixture, "3g");
	assert_non_null(strstr(fixture_row(fixture, fixture->frame.cursor_row), ">  3"));
	fixture_run(fixture, "60%");
	assert_non_null(strstr(fixture_row(fixture, 23), "¶ 3/5"));
	fixture_run(fixture, "gmaG'a");
	assert_non_null(strstr(fixture_row(fixture, 0), ">  1a"));
	fixture_run(fixture, "gG''");
	assert_non_null(strstr(fixture_row(fixture, 0), ">  1a"));
}

static void
test_going_to_marks_of_the_analysis(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "gd");
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "要加強"));
	assert_int_equal(fixture_find(fixture, "Obligation"), 22);
	fixture_run(fixture, "go");
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "王大明主持"));
	fixture_run(fixture, "GO");
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "王大明指出"));
	fixture_run(fixture, "Gd");
	assert_non_null(strstr(fixture_row(fixture, 23), "No directive below"));
}

static void
test_searching_on_the_fold(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "/会议强调<Enter>");
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "會議強調"));
	assert_true(fixture_cell(fixture, "會議強調")->flags & CELL_HIT);
	assert_true(fixture_cell(fixture, "調，")->flags & CELL_HIT);
	assert_false(fixture_cell(fixture, "，各縣")->flags & CELL_HIT);
	fixture_run(fixture, "g/王大明<Enter>n");
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "王大明指出"));
	fixture_run(fixture, "g/王大明<Enter>nn");
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "王大明主持"));
	assert_non_null(strstr(fixture_row(fixture, 23), "went on at the start"));
	fixture_run(fixture, "G\\王大明<Enter>");
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "王大明指出"));
	fixture_run(fixture, "g/没有的词<Enter>");
	assert_non_null(strstr(fixture_row(fixture, 23), "Not found: 没有的词"));
	assert_int_equal(fixture->frame.cursor_row, 0);
	fixture_run(fixture, "3gv/確保<Enter>");
	assert_true(fixture_cell(fixture, "各縣")->flags & CELL_SELECTED);
}

static void
test_opens_where_it_was_left(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "4gq");
	fixture_run(fixture, "");
	assert_non_null(strstr(fixture_row(fixture, 23), "¶ 4/5"));
	fixture->start = 2;
	fixture_run(fixture, "");
	assert_non_null(strstr(fixture_row(fixture, 23), "¶ 2/5"));
}

static void
test_residue_is_shown_by_a_key(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "");
	assert_int_equal(fixture_find(fixture, "(diào)"), -1);
	fixture_run(fixture, "s");
	assert_int_equal(fixture_cell(fixture, "(diào)")->role, ROLE_RESIDUE);
}

static void
test_the_other_script_is_shown_by_a_key(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "3gS");
	assert_int_equal(
		fixture_find(fixture, "会议强调，各县要加强堤坝巡查"), fixture->frame.cursor_row);
	assert_int_equal(fixture_cell(fixture, "加强堤坝")->role, ROLE_OBLIGATION);
	fixture_run(fixture, "3gSS");
	assert_true(fixture_find(fixture, "平湖市召開防汛會議") >= 0);
	fixture_run(fixture, "3gSSS");
	assert_true(fixture_find(fixture, "平湖市召开防汛会议") >= 0);
	assert_true(fixture_find(fixture, "會議強調，各縣要加強堤壩巡查") > 0);
}

static void
test_going_by_paragraphs_and_by_the_wheel(void **state)
{
	struct fixture *fixture = *state;

	fixture->settings.paragraph_motions = true;
	fixture_run(fixture, "gjjj");
	assert_non_null(strstr(fixture_row(fixture, 23), "¶ 4/5"));
	fixture_run(fixture, "k");
	assert_non_null(strstr(fixture_row(fixture, 23), "¶ 3/5"));
	fixture->rows = 6;
	fixture_run(fixture, "g<WheelDown>");
	assert_int_equal(fixture_find(fixture, "平湖市召开防汛会议"), -1);
	fixture_run(fixture, "<WheelUp><WheelUp>");
	assert_int_equal(fixture_find(fixture, "平湖市召开防汛会议"), 0);
}

static void
test_clauses_and_rows(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "3gw");
	assert_ptr_equal(fixture_cell(fixture, "各縣要"),
		frame_cell(
			&fixture->frame, fixture->frame.cursor_column, fixture->frame.cursor_row));
	fixture_run(fixture, "3gww)(");
	assert_ptr_equal(fixture_cell(fixture, "確保群眾"),
		frame_cell(
			&fixture->frame, fixture->frame.cursor_column, fixture->frame.cursor_row));
	fixture_run(fixture, "3g$0l");
	assert_ptr_equal(fixture_cell(fixture, "議強調"),
		frame_cell(
			&fixture->frame, fixture->frame.cursor_column, fixture->frame.cursor_row));
	fixture_run(fixture, "4g(");
	assert_non_null(strstr(fixture_row(fixture, 23), "¶ 3/5"));
}

static void
test_a_resize_keeps_the_paragraph_in_its_place(void **state)
{
	struct fixture *fixture = *state;
	int row;

	fixture_run(fixture, "3g<Size 60x12>");
	row = fixture->frame.cursor_row;
	assert_non_null(strstr(fixture_row(fixture, row), ">  3"));
	fixture_run(fixture, "<Size 30x12><Size 61x12>");
	assert_int_equal(fixture->frame.cursor_row, row);
	assert_non_null(strstr(fixture_row(fixture, row), ">  3"));
}

static void
test_any_size_and_any_text_can_be_shown(void **state)
{
	static const char *const sizes[] = {"<Size 10x3>", "<Size 1x1>", "<Size 2x2>",
		"<Size 3x50>", "<Size 300x2>", "<Size 500x200>"};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		char keys[64];

		snprintf(keys, sizeof keys, "%sjjG<Space>bgv$)}<Esc>dOs", sizes[i]);
		fixture_run(fixture, keys);
	}
	fixture->columns = 10;
	fixture->rows = 3;
	fixture_run(fixture, "g");
	assert_int_equal(fixture_find(fixture, "平湖市"), 0);
}

static void
test_keys_typed_ahead_are_drawn_once(void **state)
{
	struct fixture *fixture = *state;
	char keys[201];

	memset(keys, 'f', 200);
	keys[200] = '\0';
	fixture->rows = 5;
	fixture->typed_ahead = true;
	fixture_run(fixture, keys);
	assert_true(fixture->shown <= 3);
	assert_non_null(strstr(fixture_row(fixture, 4), "¶ 5/5"));
}

static void
test_selecting_and_clicking(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "3gvll");
	assert_true(fixture_cell(fixture, "會議強")->flags & CELL_SELECTED);
	assert_true(fixture_cell(fixture, "強調")->flags & CELL_SELECTED);
	assert_false(fixture_cell(fixture, "調，")->flags & CELL_SELECTED);
	fixture_run(fixture, "3gv}"); /* a phrase stays in its paragraph */
	assert_non_null(strstr(fixture_row(fixture, 23), "¶ 3/5"));
	fixture_run(fixture, "g<Click>20,2;");
	assert_non_null(strstr(fixture_row(fixture, 2), ">  2"));
	assert_int_equal(fixture->frame.cursor_column, 19);
}

static void
test_an_empty_text(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_init(&fixture);
	fixture_add_text(&fixture, "empty.txt", "\n \n");
	fixture_run(&fixture, "jkGg}{dDoO][vllw($0<Space>b50%maxu'as");
	assert_true(fixture_find(&fixture, "This text is empty.") >= 0);
	fixture_clear(&fixture);
}

static void
test_several_files(void **state)
{
	struct fixture *fixture = *state;

	fixture_add_text(fixture, "qinghe.txt", "清河县发布通告\n清河县的通告很短。\n");
	fixture_run(fixture, ":n");
	assert_int_equal(fixture_find(fixture, "清河县发布通告"), 0);
	assert_non_null(strstr(fixture_row(fixture, 23), "qinghe.txt (2/2)"));
	fixture_run(fixture, ":n:n");
	assert_non_null(strstr(fixture_row(fixture, 23), "There is no file behind this one"));
	fixture_run(fixture, "}}:n:p");
	assert_non_null(strstr(fixture_row(fixture, 23), "¶ 3/5"));
}

/* Up to the first key, of a reader who has no notes file yet. */
static void
test_a_newcomer_is_told_two_keys(void **state)
{
	struct fixture *fixture = *state;
	const char *row;

	fixture_run(fixture, "");
	row = fixture_row(fixture, 23);
	assert_int_equal(strncmp(row, "? help · q quit ", strlen("? help · q quit ")), 0);
	assert_non_null(strstr(row, "¶ 1/"));
	fixture_run(fixture, "j");
	assert_null(strstr(fixture_row(fixture, 23), "help"));
	fixture_note(fixture, 1, NULL, "甲", NULL);
	fixture_run(fixture, "");
	assert_null(strstr(fixture_row(fixture, 23), "help"));
}

static void
test_keys_that_do_nothing_are_answered(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "Q");
	assert_non_null(strstr(fixture_row(fixture, 23), "Q does nothing here; ? shows the keys"));
	fixture_run(fixture, ":x");
	assert_non_null(strstr(fixture_row(fixture, 23), ":x does nothing here"));
	fixture_run(fixture, "<F5>");
	assert_non_null(strstr(fixture_row(fixture, 23), "<F5> does nothing here"));
	fixture_run(fixture, "IQ");
	assert_non_null(strstr(fixture_row(fixture, 23), "Q does nothing here"));
	fixture_run(fixture, "Qj");
	assert_null(strstr(fixture_row(fixture, 23), "does nothing"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_the_page_at_first_sight, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_newcomer_is_told_two_keys, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_keys_that_do_nothing_are_answered, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_marks_are_signs_and_roles, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_long_message_takes_several_rows, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_motions_over_paragraphs_and_rows, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_going_to_marks_of_the_analysis, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_searching_on_the_fold, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_opens_where_it_was_left, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_residue_is_shown_by_a_key, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_other_script_is_shown_by_a_key, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_going_by_paragraphs_and_by_the_wheel, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(test_clauses_and_rows, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_resize_keeps_the_paragraph_in_its_place, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_any_size_and_any_text_can_be_shown, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_keys_typed_ahead_are_drawn_once, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_selecting_and_clicking, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_mark_is_explained, set_up, fixture_tear_down),
		cmocka_unit_test(test_marks_over_each_other_are_explained_in_turn),
		cmocka_unit_test(test_an_empty_text),
		cmocka_unit_test_setup_teardown(test_several_files, set_up, fixture_tear_down),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("frame/article", tests, NULL, NULL);
}
