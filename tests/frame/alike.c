/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question whether a text is one that was read elsewhere, before it was edited. */
#include "fixture.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define BODY                                                                                           \
	"2020年6月1日上午，平湖市召开防汛工作会议，研究部署下一步工作。\n" \
	"會議強調(diào)，各縣要加強堤壩巡查，確保群眾安全。\n"                  \
	"今年雨水多，来得早。堤坝上的人一天比一天多。\n"
#define ARTICLE "平湖市召开防汛会议\n" BODY
#define EDITED "首页 要闻 政策 服务\n平湖市召开防汛会议\n" BODY "责任编辑：本站\n"
#define OTHER                                                                                                              \
	"清河县发布通知\n清河县水库的水位一天比一天高，县里请各乡的人夜里轮流看守。\n" \
	"通知要求，看守的人带好手电和雨衣，两小时报一次水位，不得离开。\n"

static int
set_up(void **state)
{
	fixture_set_up_text(state, "pinghu.txt", ARTICLE);
	fixture_note(*state, 3, "加強堤壩巡查", "哪些堤坝？", "防汛");
	fixture_note(*state, 4, NULL, "多少人？", NULL);
	return 0;
}

/* Puts another file in the place of the one that is read. */
static void
read_instead(struct fixture *fixture, const char *name, const char *text)
{
	while (fixture->path_count > 0)
		free(fixture->paths[--fixture->path_count]);
	fixture_add_text(fixture, name, text);
}

static void
test_the_question(void **state)
{
	struct fixture *fixture = *state;

	read_instead(fixture, "saved.txt", EDITED);
	fixture_run(fixture, "<Work>");
	assert_non_null(
		strstr(fixture_row(fixture, 22), "This text looks like “平湖市召开防汛会议”"));
	assert_non_null(strstr(fixture_row(fixture, 22), "take its 2"));
	assert_non_null(strstr(fixture_row(fixture, 23), "(y yes, n no, s show them)"));
	assert_int_equal(fixture_cell(fixture, "looks like")->role, ROLE_PROMPT);
	assert_true(fixture_find(fixture, "首页 要闻") >= 0); /* the text is there before it */
}

static void
test_yes_takes_the_notes_over(void **state)
{
	struct fixture *fixture = *state;

	read_instead(fixture, "saved.txt", EDITED);
	fixture_run(fixture, "<Work>y");
	assert_non_null(strstr(fixture_row(fixture, 23), "2 notes taken over, 0 unattached"));
	assert_true(fixture_find(fixture, "* “加強堤壩巡查”") > 0);
	assert_true(fixture_find(fixture, "* 多少人？") > 0);
	fixture_run(fixture, "<Work>");
	assert_int_equal(fixture_find(fixture, "looks like"), -1);
	assert_true(fixture_find(fixture, "* 多少人？") > 0);
	/* The text that was noted on has them still. */
	read_instead(fixture, "pinghu.txt", ARTICLE);
	fixture_run(fixture, "<Work>");
	assert_true(fixture_find(fixture, "* 多少人？") > 0);
}

static void
test_yes_can_be_undone(void **state)
{
	struct fixture *fixture = *state;

	read_instead(fixture, "saved.txt", EDITED);
	fixture_run(fixture, "<Work>yu");
	assert_non_null(strstr(fixture_row(fixture, 23), "Undone: the notes are the other text's"));
	assert_int_equal(fixture_find(fixture, "多少人？"), -1);
	fixture_run(fixture, "<Work>");
	assert_int_equal(fixture_find(fixture, "looks like"), -1);
	read_instead(fixture, "pinghu.txt", ARTICLE);
	fixture_run(fixture, "");
	assert_true(fixture_find(fixture, "* 多少人？") > 0);
}

static void
test_no_is_remembered(void **state)
{
	struct fixture *fixture = *state;

	read_instead(fixture, "saved.txt", EDITED);
	fixture_run(fixture, "<Work>n");
	assert_true(fixture_find(fixture, "The notes stay with the other text") > 0);
	assert_int_equal(fixture_find(fixture, "多少人？"), -1);
	fixture_run(fixture, "<Work>");
	assert_int_equal(fixture_find(fixture, "looks like"), -1);
	assert_int_equal(fixture_find(fixture, "多少人？"), -1);
}

static void
test_without_an_answer_it_is_asked_again(void **state)
{
	struct fixture *fixture = *state;

	read_instead(fixture, "saved.txt", EDITED);
	fixture_run(fixture, "<Work><Esc>");
	assert_non_null(strstr(fixture_row(fixture, 23), "asked again when the text is opened"));
	fixture_run(fixture, "<Work><Esc><Work>j<Work>");
	assert_int_equal(fixture_find(fixture, "looks like"), -1); /* once is enough */
	fixture_run(fixture, "<Work>");
	assert_true(fixture_find(fixture, "looks like") > 0);
}

static void
test_the_notes_are_shown_first(void **state)
{
	struct fixture *fixture = *state;

	read_instead(fixture, "saved.txt", EDITED);
	fixture_run(fixture, "<Work>s");
	assert_non_null(strstr(fixture_row(fixture, 0), "What the notes on"));
	assert_non_null(strstr(fixture_row(fixture, 2), ">     4  found"));
	assert_non_null(strstr(fixture_row(fixture, 2), "哪些堤坝？"));
	assert_non_null(strstr(fixture_row(fixture, 3), "      5  found"));
	fixture_run(fixture, "<Work>sq<Work>");
	assert_true(fixture_find(fixture, "looks like") > 0);
	fixture_run(fixture, "<Work>sq<Work>y");
	assert_non_null(strstr(fixture_row(fixture, 23), "2 notes taken over"));
}

/* It was made known, by its progress, before the other one had notes. */
static void
test_a_text_that_was_read_first(void **state)
{
	struct fixture *fixture = *state;

	fixture_clear(fixture);
	fixture_init(fixture);
	fixture_add_text(fixture, "saved.txt", EDITED);
	fixture_run(fixture, "jj");
	read_instead(fixture, "pinghu.txt", ARTICLE);
	fixture_note(fixture, 4, NULL, "多少人？", NULL);
	read_instead(fixture, "saved.txt", EDITED);
	fixture_run(fixture, "<Work>");
	assert_non_null(strstr(fixture_row(fixture, 22), "This text looks like"));
	fixture_run(fixture, "<Work><Esc>");
	fixture_run(fixture, "<Work>n");
	assert_true(fixture_find(fixture, "The notes stay with the other text") > 0);
	fixture_run(fixture, "<Work>");
	assert_int_equal(fixture_find(fixture, "looks like"), -1);
	/* nor when it gets more */
	read_instead(fixture, "pinghu.txt", ARTICLE);
	fixture_note(fixture, 2, NULL, "又一条", NULL);
	read_instead(fixture, "saved.txt", EDITED);
	fixture_run(fixture, "<Work>");
	assert_int_equal(fixture_find(fixture, "looks like"), -1);
}

static void
test_its_notes_are_taken_over_then(void **state)
{
	struct fixture *fixture = *state;

	fixture_clear(fixture);
	fixture_init(fixture);
	fixture_add_text(fixture, "saved.txt", EDITED);
	fixture_run(fixture, "jj");
	read_instead(fixture, "pinghu.txt", ARTICLE);
	fixture_note(fixture, 4, NULL, "多少人？", NULL);
	read_instead(fixture, "saved.txt", EDITED);
	fixture_run(fixture, "<Work>y");
	assert_non_null(strstr(fixture_row(fixture, 23), "1 note taken over, 0 unattached"));
	fixture_run(fixture, "");
	assert_true(fixture_find(fixture, "* 多少人？") > 0);
	fixture_run(fixture, "<Work>u");
	fixture_run(fixture, "<Work>");
	assert_true(fixture_find(fixture, "* 多少人？") > 0);
}

static void
test_another_text_is_not_asked_about(void **state)
{
	struct fixture *fixture = *state;

	read_instead(fixture, "other.txt", OTHER);
	fixture_run(fixture, "<Work>");
	assert_int_equal(fixture_find(fixture, "looks like"), -1);
}

/* Who types is not interrupted. */
static void
test_it_waits_while_something_is_typed(void **state)
{
	struct fixture *fixture = *state;

	read_instead(fixture, "saved.txt", EDITED);
	fixture_run(fixture, "v<Work>");
	assert_int_equal(fixture_find(fixture, "looks like"), -1);
	fixture_run(fixture, "/<Work>");
	assert_string_equal(fixture_row(fixture, 23), "Search:");
	fixture_run(fixture, "v<Work><Esc><Work>");
	assert_true(fixture_find(fixture, "looks like") > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_the_question, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_yes_takes_the_notes_over, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(test_yes_can_be_undone, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(test_no_is_remembered, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_without_an_answer_it_is_asked_again, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_notes_are_shown_first, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_text_that_was_read_first, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_its_notes_are_taken_over_then, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_another_text_is_not_asked_about, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_it_waits_while_something_is_typed, set_up, fixture_tear_down),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("frame/alike", tests, NULL, NULL);
}
