/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes whose words are gone from the text: their list, and attaching them by hand. */
#include "fixture.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define FIRST                                                                                      \
	"平湖市召开防汛会议\n"                                                            \
	"2020年6月1日上午，平湖市召开防汛工作会议，研究部署下一步工作。\n"
#define LAST "今年雨水多，来得早。堤坝上的人一天比一天多。\n"
#define BEFORE FIRST "会议强调，各县要加强堤坝巡查，确保群众安全。\n" LAST
#define AFTER FIRST "代表们还参观了博物馆和图书馆。\n" LAST

static int
set_up(void **state)
{
	static struct fixture fixture;

	fixture_init(&fixture);
	fixture_add_text(&fixture, "pinghu.txt", BEFORE);
	fixture_note(&fixture, 3, "加强堤坝巡查", "哪些堤坝？", "防汛");
	fixture_note(&fixture, 4, NULL, "多少人？", NULL);
	free(fixture.paths[--fixture.path_count]);
	fixture_add_text(&fixture, "pinghu.txt", AFTER);
	*state = &fixture;
	return 0;
}

static void
test_the_list_has_quote_and_surroundings(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "");
	assert_non_null(strstr(fixture_row(fixture, 23), "2 notes  1 unattached  ¶ 1/4"));
	fixture_run(fixture, "U");
	assert_string_equal(
		fixture_row(fixture, 0), "Unattached notes; Enter attaches one where you are  1");
	assert_non_null(strstr(fixture_row(fixture, 2), ">     3  哪些堤坝？"));
	assert_non_null(strstr(fixture_row(fixture, 2), "会议强调，各县要[加强堤坝"));
	assert_int_equal(fixture_cell(fixture, "[加强")->role, ROLE_LIST_CURRENT);
	fixture->columns = 200;
	fixture_run(fixture, "U");
	assert_non_null(strstr(fixture_row(fixture, 2), "[加强堤坝巡查]，确保群众安全。"));
	fixture_run(fixture, "Uq");
	assert_true(fixture_find(fixture, "代表们还参观") > 0);
}

static void
test_enter_attaches_to_the_paragraph(void **state)
{
	struct fixture *fixture = *state;
	int row;

	fixture_run(fixture, "3gU<Enter>");
	row = fixture_find(fixture, "代表们还参观");
	assert_non_null(strstr(fixture_row(fixture, row + 1), "* 哪些堤坝？"));
	assert_non_null(strstr(fixture_row(fixture, 23), "Attached here; u takes it back"));
	assert_null(strstr(fixture_row(fixture, 23), "unattached"));
	fixture_run(fixture, "");
	assert_true(fixture_find(fixture, "* 哪些堤坝？") == row + 1);
	fixture_run(fixture, "U");
	assert_true(fixture_find(fixture, "All notes on this article have their place.") > 0);
}

static void
test_enter_attaches_to_the_selection(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "3gvllU<Enter>");
	assert_true(fixture_find(fixture, "* “代表们”") > 0);
	assert_true(fixture_cell(fixture, "代表们还")->flags & CELL_NOTED);
}

static void
test_u_takes_it_back(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "3gU<Enter>u");
	assert_non_null(strstr(fixture_row(fixture, 23), "Undone: the note is on what it was on"));
	fixture_run(fixture, "U");
	assert_non_null(strstr(fixture_row(fixture, 2), "[加强堤坝"));
}

/* The notes file had not this version yet. */
static void
test_a_note_on_an_edited_text(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "3ga参观了什么？<C-s>");
	assert_non_null(strstr(fixture_row(fixture, 23), "Noted"));
	fixture_run(fixture, "");
	assert_true(fixture_find(fixture, "* 参观了什么？") > 0);
	assert_non_null(strstr(fixture_row(fixture, 23), "3 notes  1 unattached"));
}

static void
test_the_list_of_notes_tells_the_way(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "LG<Enter>");
	assert_true(fixture_find(fixture, "[unattached] 哪些") > 0);
	assert_true(fixture_find(fixture, "U on the page attaches it") > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_the_list_has_quote_and_surroundings, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_enter_attaches_to_the_paragraph, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_enter_attaches_to_the_selection, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(test_u_takes_it_back, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_note_on_an_edited_text, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_list_of_notes_tells_the_way, set_up, fixture_tear_down),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("frame/unattached", tests, NULL, NULL);
}
