/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes and tags on the page: beneath the text, beside it, in the gutter; written by keys. */
#include "fixture.h"

#include "base/file.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#define ARTICLE                                                                                        \
	"平湖市召开防汛会议\n"                                                                \
	"2020年6月1日上午，平湖市召开防汛工作会议，研究部署下一步工作。\n" \
	"會議強調(diào)，各縣要加強堤壩巡查，確保群眾安全。\n"                  \
	"今年雨水多，来得早。堤坝上的人一天比一天多。\n"

static int
set_up(void **state)
{
	return fixture_set_up_text(state, "pinghu.txt", ARTICLE);
}

static void
test_notes_stand_beneath_the_paragraph(void **state)
{
	struct fixture *fixture = *state;
	int row;

	fixture_note(fixture, 3, NULL, "堤坝多长？\n去问清河县。", "防汛/堤坝");
	fixture_run(fixture, "");
	row = fixture_find(fixture, "會議強調");
	assert_non_null(strstr(fixture_row(fixture, row), "   3 !*"));
	assert_string_equal(fixture_row(fixture, row + 1), "            * 堤坝多长？");
	assert_string_equal(fixture_row(fixture, row + 2), "              去问清河县。");
	assert_string_equal(fixture_row(fixture, row + 3), "              #防汛/堤坝");
	assert_non_null(strstr(fixture_row(fixture, row + 4), "   4        今年雨水多"));
	assert_int_equal(fixture_cell(fixture, "去问")->role, ROLE_NOTE);
	assert_int_equal(fixture_cell(fixture, "#防汛")->role, ROLE_TAG);
	assert_int_equal(fixture_cell(fixture, "* 堤坝")->role, ROLE_GUTTER_MARK);
	assert_non_null(strstr(fixture_row(fixture, 23), "1 note  ¶ 1/4"));
	fixture_run(fixture, "V");
	assert_int_equal(fixture_find(fixture, "去问清河县。"), -1);
	assert_non_null(strstr(fixture_row(fixture, row), "   3 !*"));
}

static void
test_notes_stand_beside_a_wide_page(void **state)
{
	struct fixture *fixture = *state;
	int row;

	fixture->columns = 160;
	fixture_note(fixture, 3, NULL, "堤坝多长？", "防汛");
	fixture_note(fixture, 3, "確保群眾安全", "怎么确保？", NULL);
	fixture_run(fixture, "");
	row = fixture_find(fixture, "會議強調");
	assert_non_null(strstr(fixture_row(fixture, row), "  * 堤坝多长？"));
	assert_non_null(strstr(fixture_row(fixture, row + 1), "#防汛"));
	assert_non_null(strstr(fixture_row(fixture, row + 2), "* “確保群眾安全”"));
	assert_non_null(strstr(fixture_row(fixture, row + 3), "  怎么确保？"));
	assert_true(fixture_cell(fixture, "確保群眾安全。")->flags & CELL_NOTED);
	assert_false(fixture_cell(fixture, "加強堤壩")->flags & CELL_NOTED);
	assert_int_equal(fixture_cell(fixture, "“確保")->role, ROLE_NOTE_META);
	/* The text stands where it stands without notes. */
	assert_int_equal(fixture_find(fixture, "今年雨水多"), row + 1);
}

static void
test_a_changed_text_says_that_the_place_is_approximate(void **state)
{
	struct fixture *fixture = *state;

	fixture_note(fixture, 3, "各縣要加強堤壩巡查", "哪些县？", NULL);
	fixture_run(fixture, "");
	assert_int_equal(fixture_find(fixture, "approximate place"), -1);
	fixture->path_count = 0;
	free(fixture->paths[0]);
	fixture_add_text(fixture, "pinghu.txt",
		"平湖市召开防汛会议\n"
		"2020年6月1日上午，平湖市召开防汛工作会议，研究部署下一步工作。\n"
		"會議強調，各縣區要加強大堤壩巡查，確保群眾安全。\n"
		"今年雨水多，来得早。堤坝上的人一天比一天多。\n");
	fixture_run(fixture, "");
	assert_true(fixture_find(fixture, "approximate place") > 0);
}

static void
test_going_to_notes_deleting_and_undoing(void **state)
{
	struct fixture *fixture = *state;

	fixture_note(fixture, 2, NULL, "甲", NULL);
	fixture_note(fixture, 4, "来得早", "乙", NULL);
	fixture_run(fixture, "g]]");
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "来得早。"));
	assert_true(fixture->frame.cursor_column > 20);
	fixture_run(fixture, "G[[");
	assert_non_null(strstr(fixture_row(fixture, fixture->frame.cursor_row), ">  2"));
	fixture_run(fixture, "4gx");
	assert_int_equal(fixture_find(fixture, "乙"), -1);
	assert_non_null(strstr(fixture_row(fixture, 23), "u brings it back"));
	fixture_run(fixture, "");
	assert_int_equal(fixture_find(fixture, "乙"), -1);
	fixture_run(fixture, "2gxu");
	assert_true(fixture_find(fixture, "* 甲") > 0);
	fixture_run(fixture, "3gx");
	assert_non_null(strstr(fixture_row(fixture, 23), "There is no note here"));
}

static void
test_a_note_written_in_an_editor(void **state)
{
	struct fixture *fixture = *state;

	fixture->settings.editor = "sh -c 'echo 由编辑器写的 >> \"$1\"' sh";
	fixture_run(fixture, "3gA");
	assert_true(fixture_find(fixture, "* 由编辑器写的") > 0);
	fixture_run(fixture, "3gA"); /* the same note again: a row more */
	assert_true(fixture_find(fixture, "* 由编辑器写的") > 0);
	assert_int_equal(fixture_find(fixture, "              由编辑器写的"),
		1 + fixture_find(fixture, "* 由"));
	fixture_run(fixture, "3gvllA"); /* a phrase's own */
	assert_true(fixture_find(fixture, "* “會議強”") > 0);
	fixture->settings.editor = "false";
	fixture_run(fixture, "4gA");
	assert_non_null(strstr(fixture_row(fixture, 23), "the editor failed"));
}

/* It had saved the words before it was killed, or said that it failed. */
static void
test_words_of_an_editor_that_fails(void **state)
{
	struct fixture *fixture = *state;
	const char *before = getenv("TMPDIR");
	char path[100] = "", command[200], kept[120];
	struct buffer words;
	struct error error;
	const char *row;

	snprintf(command, sizeof command, "sh -c 'echo 没有存的 > \"$1\"; exit 1' sh");
	fixture->settings.editor = command;
	fixture->columns = 160;
	assert_int_equal(setenv("TMPDIR", fixture->folder, 1), 0);
	fixture_run(fixture, "3gA");
	assert_int_equal(before ? setenv("TMPDIR", before, 1) : unsetenv("TMPDIR"), 0);
	assert_int_equal(fixture_find(fixture, "* 没有存的"), -1);
	snprintf(kept, sizeof kept, "your words are kept in %s/zhupi-note-", fixture->folder);
	row = strstr(fixture_row(fixture, 23), kept);
	assert_non_null(row);
	assert_int_equal(sscanf(strstr(row, fixture->folder), "%99s", path), 1);
	buffer_init(&words);
	error_init(&error);
	assert_true(file_read(path, 1000, &words, &error));
	assert_string_equal(buffer_string(&words), "没有存的\n");
	buffer_clear(&words);
	unlink(path);
	/* nothing new in it: nothing to keep */
	fixture_note(fixture, 4, NULL, "多少人？", NULL);
	fixture->settings.editor = "false";
	fixture_run(fixture, "4gA");
	assert_null(strstr(fixture_row(fixture, 23), "your words are kept"));
}

static void
test_tagging_by_a_prompt(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "3gt防控/物資<Space>要事<Enter>");
	assert_true(fixture_find(fixture, "* #要事 #防控/物資") > 0);
	assert_non_null(strstr(fixture_row(fixture, 23), "Tagged"));
	fixture_run(fixture, "3gt又<Enter>"); /* the tags that are there stand in the prompt */
	assert_true(fixture_find(fixture, "#又") > 0);
	assert_true(fixture_find(fixture, "#防控/物資") > 0);
	fixture_run(fixture, "u3gt<Enter>");
	assert_true(fixture_find(fixture, "#防控/物資") > 0);
	fixture_run(fixture, "2gvllt词<Enter>");
	assert_true(fixture_find(fixture, "* “202”") > 0);
	fixture_run(fixture, "3gt<C-u><Enter>"); /* no tag is left, and there are no words */
	assert_int_equal(fixture_find(fixture, "#防控/物資"), -1);
}

/* How often the mark of a note stands before one of the frame's rows. */
static int
count_notes(struct fixture *fixture)
{
	int count = 0;

	for (int row = 0; row < fixture->frame.rows - 1; row++)
		count += strstr(fixture_row(fixture, row), "          * ") != NULL;
	return count;
}

/* Words and tags on the same paragraph, or phrase, are one note, whichever comes first. */
static void
test_tags_and_words_are_one_note(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "3ga为什么？<C-s>");
	fixture_run(fixture, "3gt要事<Enter>");
	assert_non_null(strstr(fixture_row(fixture, 23), "Tagged"));
	assert_int_equal(count_notes(fixture), 1);
	assert_true(fixture_find(fixture, "#要事") > 0);
	fixture_run(fixture, "3gt<C-u><Enter>");
	assert_int_equal(count_notes(fixture), 1);
	assert_true(fixture_find(fixture, "为什么？") > 0);
	fixture_run(fixture, "3gt<Enter>");
	assert_non_null(strstr(fixture_row(fixture, 23), "No tag"));
	fixture_run(fixture, "3gt要事<Enter>u");
	assert_int_equal(fixture_find(fixture, "#要事"), -1);
	assert_true(fixture_find(fixture, "为什么？") > 0);
	/* a note that has words already stays as it is: the next ones are another note's */
	fixture_run(fixture, "3ga还有什么？<C-s>");
	assert_int_equal(count_notes(fixture), 2);
	/* the other way round, on a phrase */
	fixture_run(fixture, "2gvllt词<Enter>");
	fixture_run(fixture, "2gvlla哪一年？<C-s>");
	assert_non_null(strstr(fixture_row(fixture, 23), "Noted"));
	assert_int_equal(count_notes(fixture), 3);
	assert_true(fixture_find(fixture, "#词") > 0);
	assert_true(fixture_find(fixture, "哪一年？") > 0);
}

static void
test_writing_a_note_shows_it(void **state)
{
	struct fixture *fixture = *state;

	fixture->rows = 9;
	fixture_run(fixture, "4ga雨量多少<Enter>问水文站<C-s>");
	assert_true(fixture_find(fixture, "* 雨量多少") > 0);
	assert_true(fixture_find(fixture, "  问水文站") > 0);
	fixture_run(fixture, "4ge<Enter>明天<C-s>");
	assert_true(fixture_find(fixture, "明天") > 0);
	fixture_run(fixture, "4gex<Esc>y");
	assert_true(fixture_find(fixture, "明天") > 0);
}

static void
test_exporting_asks_before_it_overwrites(void **state)
{
	struct fixture *fixture = *state;
	char keys[256];

	fixture_note(fixture, 3, NULL, "堤坝多长？", "防汛");
	snprintf(keys, sizeof keys, "W<C-u>%s/out.txt<Enter>", fixture->folder);
	fixture_run(fixture, keys);
	assert_non_null(strstr(fixture_row(fixture, 23), "1 note written to"));
	fixture_run(fixture, keys);
	assert_non_null(strstr(fixture_row(fixture, 23), "Write over it?"));
	snprintf(keys, sizeof keys, "W<C-u>%s/out.txt<Enter>y", fixture->folder);
	fixture_run(fixture, keys);
	assert_non_null(strstr(fixture_row(fixture, 23), "1 note written to"));
}

static void
test_a_long_note_is_cut_on_the_page(void **state)
{
	struct fixture *fixture = *state;
	char body[2000] = "";

	for (int i = 0; i < 40; i++)
		snprintf(body + strlen(body), sizeof body - strlen(body), "第%d行\n", i);
	fixture_note(fixture, 1, NULL, body, "长");
	fixture_run(fixture, "");
	assert_int_equal(fixture_find(fixture, "第20行"), -1);
	assert_true(fixture_find(fixture, "…") > 0);
	assert_int_equal(fixture_find(fixture, "#长"), 12);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_notes_stand_beneath_the_paragraph, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_notes_stand_beside_a_wide_page, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_changed_text_says_that_the_place_is_approximate, set_up,
			fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_going_to_notes_deleting_and_undoing, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_note_written_in_an_editor, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_words_of_an_editor_that_fails, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_tagging_by_a_prompt, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_tags_and_words_are_one_note, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_writing_a_note_shows_it, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_exporting_asks_before_it_overwrites, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_long_note_is_cut_on_the_page, set_up, fixture_tear_down),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("frame/notes", tests, NULL, NULL);
}
