/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prompts: searching, tags with completion, where to write the notes. */
#include "fixture.h"

#include "base/alloc.h"
#include "ui/prompt_view.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define ARTICLE                                                                                        \
	"平湖市召开防汛会议\n"                                                                \
	"2020年6月1日上午，平湖市召开防汛工作会议，研究部署下一步工作。\n" \
	"會議強調(diào)，各縣要加強堤壩巡查，確保群眾安全。\n"                  \
	"今年雨水多，来得早。\n"

static int
set_up(void **state)
{
	return fixture_set_up_text(state, "pinghu.txt", ARTICLE);
}

static void
test_searching_asks_at_the_bottom(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "/会议强");
	assert_string_equal(fixture_row(fixture, 23), "Search: 会议强");
	assert_int_equal(fixture_cell(fixture, "会议强")->role, ROLE_PROMPT);
	assert_int_equal(fixture->frame.cursor_row, 23);
	assert_int_equal(fixture->frame.cursor_column, 14);
	fixture_run(fixture, "/会议强调<Enter>");
	assert_true(fixture_cell(fixture, "會議強調")->flags & CELL_HIT);
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "會議強調"));
	fixture_run(fixture, "G\\防汛<Enter>");
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "2020年6月1日"));
}

/* Up and down bring back what was searched for; what was typed is not lost. */
static void
test_earlier_searches_come_back(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "/<Up>");
	assert_string_equal(fixture_row(fixture, 23), "Search:");
	fixture_run(fixture, "/防汛<Enter>/雨水<Enter>/没有此词<Enter>/防汛<Enter>/群<Up>");
	assert_string_equal(fixture_row(fixture, 23), "Search: 防汛");
	assert_int_equal(fixture->frame.cursor_column, 12);
	fixture_run(fixture,
		"/防汛<Enter>/雨水<Enter>/没有此词<Enter>/防汛<Enter>\\群<C-p><Up><Up><Up>");
	assert_string_equal(fixture_row(fixture, 23), "Search backwards: 雨水");
	fixture_run(fixture, "/防汛<Enter>/雨水<Enter>/群<Up><Up><Down>");
	assert_string_equal(fixture_row(fixture, 23), "Search: 雨水");
	fixture_run(fixture, "/防汛<Enter>/雨水<Enter>/群<Up><Up><Down><C-n><Down>众");
	assert_string_equal(fixture_row(fixture, 23), "Search: 群众");
	fixture_run(fixture, "/雨水<Enter>g/<Up><Enter>");
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "今年雨水"));
	fixture_run(fixture, "/雨水<Enter>W<C-u><Up>");
	assert_string_equal(fixture_row(fixture, 23), "Write the notes to:");
}

static void
test_a_prompt_is_left(void **state)
{
	static const char *const keys[] = {"/会<Esc>", "/会<C-c>", "/会<BS><BS>", "/<BS>"};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		fixture_run(fixture, keys[i]);
		assert_int_equal(fixture_find(fixture, "Search:"), -1);
	}
}

static void
test_what_is_refused_stays_in_the_prompt(void **state)
{
	struct fixture *fixture = *state;

	fixture_note(fixture, 2, NULL, "甲", NULL);
	fixture_run(fixture, "W<C-u>/nowhere/at/all.txt<Enter>");
	assert_string_equal(fixture_row(fixture, 23), "Write the notes to: /nowhere/at/all.txt");
	assert_int_equal(frame_cell(&fixture->frame, 0, 22)->role, ROLE_ERROR);
}

static void
test_a_long_text_scrolls_with_the_cursor(void **state)
{
	struct fixture *fixture = *state;

	fixture->columns = 24;
	fixture_run(fixture, "/一二三四五六七八九十甲乙");
	assert_string_equal(fixture_row(fixture, 23), "Search: 六七八九十甲乙");
	assert_int_equal(fixture->frame.cursor_column, 22);
	fixture_run(fixture, "/一二三四五六七八九十甲乙<C-a>");
	assert_string_equal(fixture_row(fixture, 23), "Search: 一二三四五六七八");
	assert_int_equal(fixture->frame.cursor_column, 8);
	fixture->columns = 10;
	fixture->rows = 3;
	fixture_run(fixture, "/一二三四五六七八");
	assert_string_equal(fixture_row(fixture, 2), "五六七八");
}

static void
test_tags_are_completed(void **state)
{
	struct fixture *fixture = *state;

	fixture_note(fixture, 1, NULL, "", "防汛/物資");
	fixture_note(fixture, 2, NULL, "", "防汛/堤坝");
	fixture_note(fixture, 2, NULL, "甲", "问题");
	fixture_run(fixture, "4gt");
	assert_string_equal(fixture_row(fixture, 22), " 问题 (1)   防汛/堤坝 (1)   防汛/物資 (1)");
	fixture_run(fixture, "4gt防<Tab>");
	assert_string_equal(fixture_row(fixture, 22), "[防汛/堤坝 (1)]  防汛/物資 (1)");
	assert_string_equal(fixture_row(fixture, 23), "Tags: 防汛/堤坝");
	assert_int_equal(fixture_cell(fixture, "[防汛")->role, ROLE_LIST_CURRENT);
	fixture_run(fixture, "4gt防<Tab><Tab>");
	assert_string_equal(fixture_row(fixture, 23), "Tags: 防汛/物資");
	fixture_run(fixture, "4gt防<Tab><Tab><Tab>");
	assert_string_equal(fixture_row(fixture, 23), "Tags: 防汛/堤坝");
	fixture_run(fixture, "4gt防<S-Tab>");
	assert_string_equal(fixture_row(fixture, 23), "Tags: 防汛/物資");
	/* Simplified finds traditional; a lower level counts as a beginning. */
	fixture_run(fixture, "4gt新,物资<Tab>");
	assert_string_equal(fixture_row(fixture, 23), "Tags: 新,防汛/物資");
	fixture_run(fixture, "4gt没有<Tab>");
	assert_string_equal(fixture_row(fixture, 23), "Tags: 没有");
}

static void
test_several_tags_are_given_and_changed(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "4gt乙<Space>甲/丙<Enter>");
	assert_true(fixture_find(fixture, "#乙 #甲/丙") > 0);
	fixture_run(fixture, "4gt");
	assert_string_equal(fixture_row(fixture, 23), "Tags: 乙 甲/丙");
	fixture_run(fixture, "4gt<C-w><C-w><C-w>丁<Enter>");
	assert_true(fixture_find(fixture, "#丁") > 0);
	assert_int_equal(fixture_find(fixture, "甲/丙"), -1);
	fixture_run(fixture, "4gt<C-u><Enter>");
	assert_int_equal(fixture_find(fixture, "#"), -1);
}

static void
test_a_question_wants_y(void **state)
{
	struct view_request request = {.argument = "confirm 7"}, reply = {.close = false};
	struct input yes = {.code = INPUT_CHARACTER, .character = 'y'};
	struct input other = {.code = INPUT_ENTER};
	struct buffer shown;
	struct frame frame;
	struct error error;
	void *prompt;

	(void)state;
	error_init(&error);
	request.text = alloc_string(slice_from_string("Overwrite it? (y/n) "));
	prompt = prompt_view_ops.open(NULL, NULL, &request, &error);
	frame_init(&frame);
	frame_reset(&frame, 60, 2);
	prompt_view_ops.draw(prompt, &frame, (struct area){0, 0, 60, 2});
	buffer_init(&shown);
	frame_print(&frame, &shown);
	assert_string_equal(buffer_string(&shown), "\nOverwrite it? (y/n)\n");
	prompt_view_ops.input(prompt, &other, &reply);
	assert_true(reply.close && !reply.answer);
	view_request_clear(&reply);
	prompt_view_ops.input(prompt, &yes, &reply);
	assert_true(reply.answer);
	assert_string_equal(reply.argument, "confirm 7");
	assert_string_equal(reply.text, "yes");
	view_request_clear(&reply);
	view_request_clear(&request);
	prompt_view_ops.close(prompt);
	frame_clear(&frame);
	buffer_clear(&shown);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_searching_asks_at_the_bottom, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_earlier_searches_come_back, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(test_a_prompt_is_left, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_what_is_refused_stays_in_the_prompt, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_long_text_scrolls_with_the_cursor, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(test_tags_are_completed, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_several_tags_are_given_and_changed, set_up, fixture_tear_down),
		cmocka_unit_test(test_a_question_wants_y),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("prompts", tests, NULL, NULL);
}
