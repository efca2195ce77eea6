/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was changed or deleted is kept: undo and redo, the list of what a note was, the trash. */
#include "fixture.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void
begin(struct fixture *fixture)
{
	fixture_init(fixture);
	fixture_add_text(fixture, "pinghu.txt",
		"平湖市召开防汛会议\n会议强调，各县要加强堤坝巡查。\n今年雨水多。\n");
	fixture_add_text(
		fixture, "qinghe.txt", "清河县召开座谈会\n会议要求，各乡要统计受灾户数。\n");
}

static int
set_up(void **state)
{
	static struct fixture fixture;

	begin(&fixture);
	*state = &fixture;
	return 0;
}

static const char *
last_row(struct fixture *fixture)
{
	return fixture_row(fixture, fixture->rows - 1);
}

/* Types keys with a notes file that is not there yet. */
static void
run_anew(struct fixture *fixture, const char *keys)
{
	fixture_clear(fixture);
	begin(fixture);
	fixture_run(fixture, keys);
}

static void
test_undo_goes_back_through_all_changes_and_redo_forth(void **state)
{
	struct fixture *fixture = *state;

	/* a note, its tags, another body, a correction, the deletion: five changes */
#define CHANGES "2ga甲<C-s>2gt堤坝<Enter>2ge乙<C-s>gdcn2gx"
	run_anew(fixture, CHANGES);
	assert_int_equal(fixture_find(fixture, "甲"), -1);
	run_anew(fixture, CHANGES "u");
	assert_true(fixture_find(fixture, "甲乙") > 0);
	assert_non_null(strstr(last_row(fixture), "Undone: the note is back"));
	assert_int_equal(fixture_find(fixture, "  2 !"), -1);
	run_anew(fixture, CHANGES "uu");
	assert_non_null(strstr(last_row(fixture), "Undone: the mark is as it was before"));
	assert_true(fixture_find(fixture, "  2 !") > 0);
	run_anew(fixture, CHANGES "uuu");
	assert_true(fixture_find(fixture, "* 甲") > 0);
	assert_int_equal(fixture_find(fixture, "甲乙"), -1);
	assert_true(fixture_find(fixture, "#堤坝") > 0);
	run_anew(fixture, CHANGES "uuuu");
	assert_true(fixture_find(fixture, "* 甲") > 0);
	assert_int_equal(fixture_find(fixture, "#堤坝"), -1);
	run_anew(fixture, CHANGES "uuuuu");
	assert_int_equal(fixture_find(fixture, "甲"), -1);
	run_anew(fixture, CHANGES "uuuuuu");
	assert_non_null(strstr(last_row(fixture), "Nothing to undo"));
	run_anew(fixture, CHANGES "uuuuu<C-r><C-r><C-r>");
	assert_true(fixture_find(fixture, "甲乙") > 0);
	assert_true(fixture_find(fixture, "#堤坝") > 0);
	run_anew(fixture, CHANGES "uuuuu<C-r><C-r><C-r><C-r><C-r>");
	assert_int_equal(fixture_find(fixture, "甲乙"), -1);
	assert_non_null(strstr(last_row(fixture), "Done again: the note is in the trash"));
	run_anew(fixture, CHANGES "uuuuu<C-r><C-r><C-r><C-r><C-r><C-r>");
	assert_non_null(strstr(last_row(fixture), "Nothing to do again"));
	/* a new change forgets what could be done again */
	run_anew(fixture, CHANGES "uuuuu3ga新<C-s><C-r>");
	assert_non_null(strstr(last_row(fixture), "Nothing to do again"));
#undef CHANGES
}

static void
test_undo_reaches_into_another_file(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "2ga甲<C-s>:n2ga乙<C-s>u");
	assert_int_equal(fixture_find(fixture, "乙"), -1);
	assert_null(strstr(last_row(fixture), "(in"));
	run_anew(fixture, "2ga丙<C-s>:n2ga丁<C-s>uu");
	assert_non_null(strstr(last_row(fixture), "(in pinghu.txt)"));
	fixture_run(fixture, "");
	assert_int_equal(fixture_find(fixture, "丙"), -1);
}

static void
test_history_is_listed_and_taken_back(void **state)
{
	struct fixture *fixture = *state;

	fixture_note(fixture, 2, NULL, "第一句", "堤坝");
	fixture_run(fixture, "2ge<C-u>第二句<C-s>2ge<C-u>第三句<C-s>2gt<C-u>水<Enter>2gz");
	assert_int_equal(fixture_find(fixture, "History of a note"), 0);
	assert_non_null(strstr(fixture_row(fixture, 2), "now"));
	assert_non_null(strstr(fixture_row(fixture, 2), "第三句"));
	assert_non_null(strstr(fixture_row(fixture, 3), "tags"));
	assert_non_null(strstr(fixture_row(fixture, 3), "堤坝"));
	assert_non_null(strstr(fixture_row(fixture, 4), "第二句"));
	assert_non_null(strstr(fixture_row(fixture, 5), "第一句"));
	/* taken back, as a change that can be undone */
	fixture_run(fixture, "2gzGr");
	assert_non_null(strstr(last_row(fixture), "The former words are back"));
	assert_non_null(strstr(fixture_row(fixture, 2), "第一句"));
	assert_non_null(strstr(fixture_row(fixture, 3), "第三句"));
	fixture_run(fixture, "");
	assert_true(fixture_find(fixture, "* 第一句") > 0);
	assert_true(fixture_find(fixture, "#水") > 0);
	fixture_run(fixture, "2gzjru");
	assert_true(fixture_find(fixture, "第一句") > 0);
	/* former tags, which are the last row but three by now */
	fixture_run(fixture, "2gz/堤坝<Enter>rq");
	assert_true(fixture_find(fixture, "#堤坝") > 0);
	/* the words whole in the editor, to be saved or not */
	fixture_run(fixture, "2gzG<Enter>");
	assert_true(fixture_find(fixture, "Change the note") > 0);
	fixture_run(fixture, "2gzG<Enter>，又改<C-s>q");
	assert_true(fixture_find(fixture, "* 第一句，又改") > 0);
	fixture_run(fixture, "3gz");
	assert_non_null(strstr(last_row(fixture), "There is no note here"));
	fixture_run(fixture, "Lzjr");
	assert_non_null(strstr(last_row(fixture), "The former words are back"));
}

static void
test_trash_gives_back_what_was_deleted(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "X");
	assert_true(fixture_find(fixture, "No note was deleted.") > 0);
	fixture_note(fixture, 2, NULL, "甲", "堤坝");
	fixture_note(fixture, 3, "雨水", "乙", NULL);
	fixture_run(fixture, "2gx3gx");
	fixture_run(fixture, "X");
	assert_int_equal(fixture_find(fixture, "Deleted notes"), 0);
	assert_true(fixture_find(fixture, "甲") > 0);
	assert_true(fixture_find(fixture, "雨水") > 0);
	/* in another file, with one key */
	fixture_run(fixture, ":nX/甲<Enter><Enter>");
	assert_non_null(strstr(last_row(fixture), "The note is back"));
	assert_int_equal(fixture_find(fixture, "#堤坝"), -1);
	fixture_run(fixture, "");
	assert_true(fixture_find(fixture, "* 甲") > 0);
	assert_true(fixture_find(fixture, "#堤坝") > 0);
	fixture_run(fixture, "Xru");
	assert_non_null(strstr(last_row(fixture), "Undone: the note is in the trash again"));
	assert_true(fixture_find(fixture, "乙") > 0);
	fixture_run(fixture, "Xzjr");
	assert_non_null(strstr(last_row(fixture), "This row tells of no words"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_undo_goes_back_through_all_changes_and_redo_forth, set_up,
			fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_undo_reaches_into_another_file, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_history_is_listed_and_taken_back, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_trash_gives_back_what_was_deleted, set_up, fixture_tear_down),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("frame/kept", tests, NULL, NULL);
}
