/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists: what their rows say and look like, how one moves in them, where Enter goes. */
#include "fixture.h"

#include "base/alloc.h"
#include "ui/action.h"
#include "ui/list_view.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define ARTICLE                                                                                                             \
	"平湖市召开防汛会议\n"                                                                                     \
	"2020年6月1日上午，平湖市委书记王建国主持会议。会议强调，各县要加强堤坝巡查。\n" \
	"會議強調(diào)，要確保群眾安全，不得瞞報。\n"                                                   \
	"今年雨水多，来得早。王建国还去了堤坝。\n会议要求，严禁擅自离岗。\n"

#define OTHER                                                                                      \
	"清河县通知\n"                                                                        \
	"水库的水位一天比一天高。\n"

#define WITHOUT_NAMES                                                                              \
	"市长林大江出席，副市长周清、周小满到场。\n"                           \
	"林市长到得早，各区主要负责同志、区里的周书记不在。\n"            \
	"林市长很高兴，各区主要负责同志听了。周副市长也在，周县长没有来。\n"

static int
set_up(void **state)
{
	return fixture_set_up_text(state, "pinghu.txt", ARTICLE);
}

static int
set_up_without_names(void **state)
{
	return fixture_set_up_text(state, "names.txt", WITHOUT_NAMES);
}

static void
test_directives_are_listed(void **state)
{
	struct fixture *fixture = *state;
	int row;

	fixture_run(fixture, "I");
	assert_non_null(strstr(fixture_row(fixture, 0), "Directives  "));
	assert_string_equal(
		fixture_row(fixture, 1), "      ¶  binds as        source          words");
	assert_string_equal(fixture_row(fixture, 2),
		">     2  obligation      会议            会议强调，各县要加强堤坝巡查。");
	row = fixture_find(fixture, "確保群眾安全");
	assert_int_equal(fixture_find(fixture, "(diào)"), -1); /* no residue */
	assert_non_null(strstr(fixture_row(fixture, row), "      3  "));
	assert_int_equal(frame_cell(&fixture->frame, 0, 2)->role, ROLE_LIST_CURRENT);
	assert_int_equal(frame_cell(&fixture->frame, 79, 2)->role, ROLE_LIST_CURRENT);
	assert_int_equal(frame_cell(&fixture->frame, 9, row)->role, ROLE_OBLIGATION);
	assert_int_equal(fixture_cell(fixture, "binds as")->role, ROLE_LIST_META);
	assert_int_equal(fixture_cell(fixture, "Directives")->role, ROLE_HEADING);
	assert_non_null(strstr(fixture_row(fixture, 23), "1/"));
	assert_int_equal(fixture_cell(fixture, "prohibition")->role, ROLE_PROHIBITION);
}

static void
test_a_key_that_a_list_has_nothing_for_is_answered(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "Ti");
	assert_non_null(strstr(fixture_row(fixture, 23), "This list has nothing for that key"));
	fixture_run(fixture, "Ii");
	assert_int_equal(fixture_find(fixture, "has nothing for"), -1);
	fixture_run(fixture, "Ij");
	assert_int_equal(fixture_find(fixture, "has nothing for"), -1);
}

static void
test_enter_goes_to_a_directive(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "Ij<Enter>");
	assert_int_equal(fixture_find(fixture, "Directives"), -1);
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "會議強調"));
	fixture_run(fixture, "I<Click>20,3;<Click>20,3;");
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "會議強調"));
	fixture_run(fixture, "Iq");
	assert_int_equal(fixture_find(fixture, "Directives"), -1);
}

static void
test_officials_are_listed(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "P");
	assert_string_equal(fixture_row(fixture, 0), "Officials  1");
	assert_non_null(strstr(fixture_row(fixture, 2), "> 王建国              2  "));
	assert_non_null(strstr(fixture_row(fixture, 2), "市委书记"));
	assert_non_null(strstr(fixture_row(fixture, 2), "  2 4"));
	fixture_run(fixture, "GP<Enter>");
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "2020年6月1日"));
}

static void
test_officials_without_a_name_come_behind(void **state)
{
	struct fixture *fixture = *state;
	int row;

	fixture_run(fixture, "");
	assert_int_equal(fixture_cell(fixture, "林市长")->role, ROLE_REFERENCE);
	assert_int_equal(fixture_cell(fixture, "各区主要")->role, ROLE_TEXT);
	fixture_run(fixture, "P");
	assert_string_equal(fixture_row(fixture, 0), "Officials, 3 without a name  6");
	row = fixture_find(fixture, "林大江");
	assert_non_null(strstr(fixture_row(fixture, row), "市长；also 林市长"));
	assert_non_null(strstr(fixture_row(fixture, row), "1 2 3"));
	row = fixture_find(fixture, "各区主要负责同志");
	assert_int_equal(row, 5);
	assert_non_null(strstr(fixture_row(fixture, row), "  no name             2  "));
	assert_non_null(strstr(fixture_row(fixture, row), "2 3"));
	assert_int_equal(frame_cell(&fixture->frame, 2, row)->role, ROLE_LIST_META);
	assert_non_null(strstr(fixture_row(fixture, 7), "周县长"));
	fixture_run(fixture, "PG<Enter>");
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "周县长"));
}

static void
test_a_filter_leaves_the_rows_that_have_it(void **state)
{
	struct fixture *fixture = *state;

	/* Simplified finds traditional. */
	fixture_run(fixture, "I/群众安全<Enter>");
	assert_non_null(strstr(fixture_row(fixture, 0), "Directives  1 of "));
	assert_non_null(strstr(fixture_row(fixture, 0), "with 群众安全"));
	assert_non_null(strstr(fixture_row(fixture, 2), "確保群眾安全"));
	assert_string_equal(fixture_row(fixture, 3), "");
	fixture_run(fixture, "I/群众安全<Enter><Enter>");
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "會議強調"));
	fixture_run(fixture, "I/群众安全<Enter>/<C-u><Enter>");
	assert_null(strstr(fixture_row(fixture, 0), "with"));
	assert_int_equal(fixture_find(fixture, ">     3"), fixture_find(fixture, "群眾安全"));
	fixture_run(fixture, "I/没有的<Enter>");
	assert_non_null(strstr(fixture_row(fixture, 23), "No row has: 没有的"));
	fixture_run(fixture, "I/没有的<Enter>jkG<Enter>x<Space>b/<C-u><Enter>");
	assert_true(fixture_find(fixture, "群眾安全") > 0);
}

static void
test_notes_are_listed_deleted_and_brought_back(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "L");
	assert_true(fixture_find(fixture, "There are no notes on this article") > 0);
	fixture_note(fixture, 4, "来得早", "何时？\n去问。", "防汛/堤坝");
	fixture_note(fixture, 3, NULL, "甲", NULL);
	fixture_run(fixture, "L");
	assert_string_equal(fixture_row(fixture, 0), "Notes of this article  2");
	assert_non_null(strstr(fixture_row(fixture, 2), ">     3  甲"));
	assert_non_null(strstr(fixture_row(fixture, 3), "      4  何时？ 去问。"));
	assert_non_null(strstr(fixture_row(fixture, 3), "来得早"));
	assert_int_equal(fixture_cell(fixture, "#防汛/堤坝")->role, ROLE_TAG);
	assert_int_equal(fixture_cell(fixture, "何时")->role, ROLE_NOTE);
	fixture_run(fixture, "Lj<Enter>");
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "来得早。"));
	fixture_run(fixture, "Lx");
	assert_string_equal(fixture_row(fixture, 0), "Notes of this article  1");
	assert_non_null(strstr(fixture_row(fixture, 23), "u brings it back"));
	fixture_run(fixture, "Lxuj");
	assert_string_equal(fixture_row(fixture, 0), "Notes of this article  1");
}

/* Of the open article, and of another one; u takes both back. */
static void
test_a_note_is_edited_in_the_lists(void **state)
{
	struct fixture *fixture = *state;
	char *first = fixture->paths[0];

	fixture_note(fixture, 4, "来得早", "何时？", "防汛");
	fixture_note(fixture, 2, NULL, "甲", NULL);
	fixture_run(fixture, "Lje");
	assert_non_null(strstr(fixture_row(fixture, 17), "Change the note"));
	assert_string_equal(fixture_row(fixture, 18), "  何时？");
	fixture_run(fixture, "Lje三月？<C-s>");
	assert_int_equal(fixture_find(fixture, "何时？三月？"), 3);
	assert_int_equal(fixture_find(fixture, "#防汛"), 3);
	assert_non_null(strstr(fixture_row(fixture, 23), "The note is changed"));
	fixture_add_text(fixture, "qinghe.txt", OTHER);
	fixture->paths[0] = fixture->paths[1]; /* only the other article is open */
	fixture->path_count = 1;
	fixture_run(fixture, "Z/三月<Enter>e不。<C-s>");
	assert_int_equal(fixture_find(fixture, "何时？三月？不。"), 2);
	fixture_run(fixture, "Ze乙<C-s>ujj");
	assert_int_equal(fixture_find(fixture, "甲乙"), -1);
	assert_true(fixture_find(fixture, "甲") > 1);
	fixture_run(fixture, "Ze<C-u><C-s>");
	assert_non_null(strstr(fixture_row(fixture, 23), "the note stays as it was"));
	assert_true(fixture_find(fixture, "甲") > 1);
	fixture_run(fixture, "Ze<Esc>j");
	assert_true(fixture_find(fixture, "甲") > 1);
	fixture->path_count = 2;
	fixture->paths[0] = first;
	free(fixture->paths[1]);
	fixture->path_count = 1;
}

static void
test_a_note_without_a_place_is_said_to_be_so(void **state)
{
	struct fixture *fixture = *state;

	fixture_note(fixture, 4, "来得早", "何时？", NULL);
	fixture->path_count = 0;
	free(fixture->paths[0]);
	fixture_add_text(fixture, "pinghu.txt", "清河县通知\n水库的水位高。\n一切如常。\n");
	fixture_run(fixture, "L");
	assert_true(fixture_find(fixture, "[unattached] 何时？") > 0);
	fixture_run(fixture, "L<Enter>");
	assert_true(fixture_find(fixture, "words of this note are gone") > 0);
	assert_true(fixture_find(fixture, "[unattached]") > 0);
}

static void
test_tags_lead_to_their_notes_and_these_to_their_article(void **state)
{
	struct fixture *fixture = *state;
	char *first;

	fixture_run(fixture, "T");
	assert_true(fixture_find(fixture, "There are no tags") > 0);
	fixture_note(fixture, 4, "来得早", "何时？", "防汛/堤坝");
	fixture_note(fixture, 3, NULL, "甲", "问题");
	fixture_note(fixture, 2, NULL, "", "问题");
	fixture_add_text(fixture, "qinghe.txt", OTHER);
	first = fixture->paths[0];
	fixture->paths[0] = fixture->paths[1]; /* only the other article is open */
	fixture->path_count = 1;
	fixture_run(fixture, "T");
	assert_string_equal(fixture_row(fixture, 0), "Tags  2");
	assert_int_equal(fixture_cell(fixture, "防汛/堤坝")->role, ROLE_TAG);
	fixture_run(fixture, "T/问题<Enter><Enter>");
	assert_string_equal(fixture_row(fixture, 0), "Notes with the tag 问题  2");
	assert_int_equal(fixture_find(fixture, "何时？"), -1);
	fixture_run(fixture, "T/问题<Enter><Enter>q/<C-u><Enter>/防<Enter><Enter><Enter>");
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "来得早。"));
	fixture_run(fixture, "Z");
	assert_string_equal(fixture_row(fixture, 0), "Notes of all articles  3");
	assert_true(fixture_find(fixture, "平湖市") > 0);
	fixture->path_count = 2;
	fixture->paths[0] = first;
	free(fixture->paths[1]);
	fixture->path_count = 1;
}

static void
test_the_library_opens_where_one_left(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "3g");
	fixture_add_text(fixture, "qinghe.txt", OTHER);
	fixture_run(fixture, "<C-n>B");
	assert_string_equal(fixture_row(fixture, 0), "Articles  2");
	assert_true(fixture_find(fixture, "平湖市召开防汛会议") > 1);
	assert_int_equal(fixture_find(fixture, ">"), 2);
	fixture_run(fixture, "<C-n>B/平湖<Enter><Enter>");
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "會議強調"));
	assert_true(fixture_find(fixture, "pinghu.txt") > 0);
}

static void
test_the_help_is_made_of_the_keys(void **state)
{
	struct fixture *fixture = *state;

	fixture->rows = 120;
	fixture_run(fixture, "?");
	assert_true(fixture_find(fixture, "> Moving") > 0);
	assert_true(
		fixture_find(fixture, "  } J                     Go to the next paragraph") > 0);
	assert_int_equal(fixture_cell(fixture, "} J")->role, ROLE_KEY);
	assert_int_equal(fixture_cell(fixture, "Finding")->role, ROLE_HEADING);
	assert_true(fixture_find(fixture, "<C-s> <A-Enter>") > 0);
	assert_true(fixture_find(fixture, "In lists") > fixture_find(fixture, "Showing"));
	fixture_run(fixture, "?q");
	assert_int_equal(fixture_find(fixture, "Moving"), -1);
}

/* At 80 columns keys and sentences stand whole; the names need a wider terminal. */
static void
test_the_help_is_not_cut(void **state)
{
	struct fixture *fixture = *state;

	fixture->rows = 120;
	fixture_run(fixture, "?");
	assert_int_equal(fixture_find(fixture, "next-page"), -1);
	assert_true(fixture_find(fixture, "  <Space> f <PgDn> <C-f>  Scroll one page down") > 0);
	for (int i = ACTION_NONE + 1; i < ACTIONS; i++)
		assert_true(fixture_find(fixture, action_sentence((enum action)i)) > 0);
	assert_true(fixture_find(fixture, "take a prompt's words") > 0);
	fixture->columns = 100;
	fixture_run(fixture, "?");
	assert_true(fixture_find(fixture, "next-page") > 0);
}

static void
test_titles_are_listed_without_residue(void **state)
{
	struct fixture *fixture = *state;

	fixture->path_count = 0;
	free(fixture->paths[0]);
	fixture_add_text(fixture, "residue.txt", "会议強調(diào)防汛\n今年雨水多，来得早。\n");
	fixture_note(fixture, 2, NULL, "何时？", NULL);
	fixture_run(fixture, "B");
	assert_int_equal(fixture_find(fixture, "会议強調防汛"), 2);
	fixture_run(fixture, "Z");
	assert_int_equal(fixture_find(fixture, "会议強調防汛"), 2);
}

/* Every list in every size, and of a text that has nothing to list. */
static void
test_lists_fit_any_terminal(void **state)
{
	static const int sizes[][2] = {
		{10, 3}, {1, 1}, {2, 2}, {3, 8}, {20, 4}, {33, 6}, {200, 60}};
	struct fixture *fixture = *state;

	fixture_note(fixture, 4, "来得早", "何时？", "防汛/堤坝");
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
			fixture->columns = sizes[i][0];
			fixture->rows = sizes[i][1];
			fixture_run(fixture, "Ijqt<Esc>PjqLjqZjqTjqBjq?<Space>Gq");
			fixture_run(fixture, "I/要<Enter>G");
			assert_int_equal(fixture->frame.columns, sizes[i][0]);
		}
		fixture->path_count = 0;
		free(fixture->paths[0]);
		fixture_add_text(fixture, "empty.txt", "");
	}
	fixture->path_count = 0;
	free(fixture->paths[0]);
	fixture_add_text(fixture, "pinghu.txt", ARTICLE);
	fixture->columns = 10;
	fixture->rows = 3;
	fixture_run(fixture, "Ij");
	assert_string_equal(fixture_row(fixture, 1), ">     3");
}

/* --- a long list --------------------------------------------------------------------------- */

enum {
	MANY = 100000
};

static void
many_title(void *data, struct buffer *out)
{
	(void)data;
	buffer_append_string(out, "Many");
}

static size_t
many_count(void *data)
{
	(void)data;
	return MANY;
}

/* Counts how many cells were asked for. */
static void
many_cell(void *data, size_t row, size_t column, struct buffer *out)
{
	++*(size_t *)data;
	if (column == 0)
		buffer_append_format(out, "%zu", row);
	else
		buffer_append_string(out, "江口市\x1b[31m平山县江口市平山县\t江口市");
}

static void
many_free(void *taken_data)
{
	(void)taken_data;
}

static void
test_only_visible_rows_are_asked_for(void **state)
{
	static const struct list_column columns[] = {
		{.heading = "n", .columns = 6, .right = true}, {.heading = "x", .share = 1}};
	static const struct list_source source = {.empty = "none",
		.columns = columns,
		.column_count = 2,
		.title = many_title,
		.count = many_count,
		.cell = many_cell,
		.free = many_free};
	size_t asked = 0;
	void *list = list_view_new(&source, &asked);
	struct view_request request = {.close = false};
	struct frame frame;
	struct buffer text;

	(void)state;
	frame_init(&frame);
	buffer_init(&text);
	frame_reset(&frame, 31, 8);
	list_view_act(list, ACTION_LAST, -1, NULL, &request);
	list_view_draw(list, &frame, (struct area){0, 0, 31, 8});
	assert_int_equal(asked, 12);
	frame_print(&frame, &text);
	assert_non_null(strstr(buffer_string(&text), "\n>  99999  江口市"));
	/* The escape is shown as a stand-in, and no wide character is cut in two. */
	assert_non_null(strstr(buffer_string(&text), "江口市␛[31m平山县江…\n"));
	list_view_act(list, ACTION_FIRST, 777, NULL, &request);
	list_view_status(list, &text);
	assert_non_null(strstr(buffer_string(&text), "777/100000"));
	assert_int_equal(asked, 12);
	assert_true(list_view_answer(list, "filter", "99999", &request));
	list_view_draw(list, &frame, (struct area){0, 0, 31, 8});
	buffer_truncate(&text, 0);
	frame_print(&frame, &text);
	assert_non_null(strstr(buffer_string(&text), "Many  1 of 100000 with 99999"));
	list_view_close(list);
	frame_clear(&frame);
	buffer_clear(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_directives_are_listed, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(test_a_key_that_a_list_has_nothing_for_is_answered,
			set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_enter_goes_to_a_directive, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_officials_are_listed, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(test_officials_without_a_name_come_behind,
			set_up_without_names, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_filter_leaves_the_rows_that_have_it, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_notes_are_listed_deleted_and_brought_back, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_note_without_a_place_is_said_to_be_so, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_tags_lead_to_their_notes_and_these_to_their_article, set_up,
			fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_library_opens_where_one_left, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_note_is_edited_in_the_lists, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_help_is_not_cut, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_titles_are_listed_without_residue, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_help_is_made_of_the_keys, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_lists_fit_any_terminal, set_up, fixture_tear_down),
		cmocka_unit_test(test_only_visible_rows_are_asked_for),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("lists", tests, NULL, NULL);
}
