/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of encodings: what a text is read as, what it could be, what cannot be decoded. */
#include "fixture.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define UTF8_ONE "会议指出，今年以来各地认真落实责任制。\n"
#define UTF8_TWO "各县区的主要负责人参加了会议，并就下一步的工作发言。\n"
#define GB_WORDS                                                                                   \
	"\xBB\xE1\xD2\xE9\xC7\xBF\xB5\xF7\xA3\xAC\xD2\xAA\xBC\xD3\xC7\xBF\xB9\xDC\xC0\xED\xA1\xA3"
#define GB GB_WORDS "\n"
#define BIG5                                                                                       \
	"\xB7\x7C\xC4\xB3\xB1\x6A\xBD\xD5\xA1\x41\xAD\x6E\xA5\x5B\xB1\x6A\xBA\xDE\xB2\x7A\xA1\x43" \
	"\n"

static void
test_faults_are_listed(void **state)
{
	struct fixture *fixture = *state;

	fixture_add_text(fixture, "a.txt",
		UTF8_ONE UTF8_TWO "甲\xBB\xE1\xD2\xE9乙\n" UTF8_ONE "a\xFFz b\xFE\n");
	fixture_run(fixture, "");
	assert_non_null(strstr(fixture_row(fixture, 23), "are not UTF-8: E shows them"));
	fixture_run(fixture, "E");
	assert_non_null(strstr(fixture_row(fixture, 0), "Encodings: UTF-8"));
	assert_non_null(strstr(fixture_row(fixture, 2), "> read as    UTF-8"));
	assert_int_equal(fixture_cell(fixture, "read as")->role, ROLE_LIST_CURRENT);
	assert_true(fixture_find(fixture, "could be   GB18030") > 2);
	assert_true(fixture_find(fixture, "could be   UTF-16LE") > 2);
	assert_int_equal(fixture_find(fixture, "could be   UTF-8"), -1);
	assert_true(fixture_find(fixture, "¶ 3        BB E1 D2 E9") > 0);
	assert_true(fixture_find(fixture, "¶ 5        FF 7A 20 62 FE") > 0);
	assert_int_equal(fixture_cell(fixture, "¶ 3")->role, ROLE_LIST_META);
}

static void
test_enter_goes_to_a_fault(void **state)
{
	struct fixture *fixture = *state;

	fixture_add_text(fixture, "a.txt", UTF8_ONE UTF8_TWO "甲\xBB\xE1\xD2\xE9乙\n" UTF8_ONE);
	fixture_run(fixture, "EG<Enter>");
	assert_int_equal(fixture_find(fixture, "Encodings"), -1);
	assert_non_null(strstr(fixture_row(fixture, 23), "¶ 3/4"));
}

/* Another encoding holds for the file, when it is read again and come back to, too. */
static void
test_enter_reads_in_another_encoding(void **state)
{
	struct fixture *fixture = *state;

	fixture_add_text(fixture, "a.txt", GB GB GB);
	fixture_add_text(fixture, "b.txt", UTF8_ONE);
	fixture_run(fixture, "");
	assert_true(fixture_find(fixture, "会议强调，要加强管理。") >= 0);
	assert_non_null(strstr(fixture_row(fixture, 23), "GB18030"));
	fixture_run(fixture, "jE/EUC-JP<Enter><Enter>");
	assert_int_equal(fixture_find(fixture, "会议强调"), -1);
	assert_non_null(strstr(fixture_row(fixture, 23), "Read again as EUC-JP"));
	fixture_run(fixture, "jE/EUC-JP<Enter><Enter>j");
	assert_non_null(strstr(fixture_row(fixture, 23), "EUC-JP"));
	assert_non_null(strstr(fixture_row(fixture, 23), "¶ 3/3"));
	fixture_run(fixture, "jE/EUC-JP<Enter><Enter>R");
	assert_int_equal(fixture_find(fixture, "会议强调"), -1);
	fixture_run(fixture, "jE/EUC-JP<Enter><Enter>:n:p");
	assert_int_equal(fixture_find(fixture, "会议强调"), -1);
	fixture_run(fixture, "jE/EUC-JP<Enter><Enter>E/GB18030<Enter><Enter>");
	assert_true(fixture_find(fixture, "会议强调，要加强管理。") >= 0);
	assert_non_null(strstr(fixture_row(fixture, 23), "Read again as GB18030"));
}

static void
test_notes_marks_and_place_stay(void **state)
{
	struct fixture *fixture = *state;

	fixture_add_text(fixture, "a.txt", UTF8_ONE UTF8_TWO UTF8_ONE UTF8_TWO);
	fixture_note(fixture, 2, "发言", "谁发言？", NULL);
	fixture_run(fixture, "}}maE/GB18030<Enter><Enter>");
	assert_non_null(strstr(fixture_row(fixture, 23), "Read again as GB18030"));
	assert_int_equal(fixture_find(fixture, "会议"), -1);
	fixture_run(fixture, "g}}maE/GB18030<Enter><Enter>g'a");
	assert_non_null(strstr(fixture_row(fixture, 23), "¶ 3/4"));
	fixture_run(fixture, "g}}E/GB18030<Enter><Enter>E/UTF-8<Enter><Enter>");
	assert_true(fixture_find(fixture, "谁发言？") > 0);
	fixture_run(fixture, "g}}E/GB18030<Enter><Enter>E/UTF-8<Enter><Enter>l");
	assert_non_null(strstr(fixture_row(fixture, 23), "¶ 3/4"));
	fixture_run(fixture, "");
	assert_true(fixture_find(fixture, "谁发言？") > 0);
}

/* Read in UTF-16 the lines are others. */
static void
test_the_place_is_kept_by_its_share(void **state)
{
	struct fixture *fixture = *state;
	char text[8000] = "";

	for (int i = 0; i < 100; i++)
		strcat(text, UTF8_ONE);
	fixture_add_text(fixture, "a.txt", text);
	fixture_run(fixture, "50GE/UTF-16LE<Enter><Enter>E/UTF-8<Enter><Enter>l");
	assert_non_null(strstr(fixture_row(fixture, 23), "/100"));
}

static void
test_a_text_that_changes_midway(void **state)
{
	struct fixture *fixture = *state;

	fixture_add_text(fixture, "a.txt",
		UTF8_ONE UTF8_TWO UTF8_ONE UTF8_TWO GB GB GB GB BIG5 BIG5 BIG5 BIG5 BIG5 BIG5 BIG5);
	fixture_run(fixture, "");
	assert_true(fixture_find(fixture, "各县区的主要负责人") >= 0);
	assert_true(fixture_find(fixture, "会议强调，要加强管理。") > 0);
	assert_true(fixture_find(fixture, "會議強調，要加強管理。") > 0);
	fixture_run(fixture, "j");
	assert_non_null(strstr(fixture_row(fixture, 23), "UTF-8, from ¶ 5 on GB18030 …"));
	fixture_run(fixture, "E");
	assert_non_null(strstr(fixture_row(fixture, 2), "read as    UTF-8"));
	assert_non_null(strstr(fixture_row(fixture, 3), "¶ 5        GB18030"));
	assert_non_null(strstr(fixture_row(fixture, 4), "¶ 9        BIG5-HKSCS"));
	fixture_run(fixture, "Ejj<Enter>");
	assert_non_null(strstr(fixture_row(fixture, 23), "¶ 9/15"));
	fixture_run(fixture, "E/UTF-8<Enter>n<Enter>");
	assert_non_null(strstr(fixture_row(fixture, 23), "Read again as UTF-8: "));
	fixture_run(fixture, "E/UTF-8<Enter>n<Enter>E/each<Enter><Enter>");
	assert_non_null(
		strstr(fixture_row(fixture, 23), "Read again as UTF-8, from ¶ 5 on GB18030"));
}

/* In the places of a page one cannot tell the bytes; its encoding can be another one. */
static void
test_a_page_and_a_changed_file(void **state)
{
	struct fixture *fixture = *state;

	fixture_add_text(fixture, "a.html",
		"<html><head><meta charset=big5></head><body><h1>" GB_WORDS "</h1><p>" GB_WORDS
		"</p><p>" GB_WORDS GB_WORDS "</p></body></html>");
	fixture_run(fixture, "E/GB18030<Enter>");
	assert_true(fixture_find(fixture, "GB18030") >= 0);
	fixture_run(fixture, "E/BIG5<Enter><Enter>");
	assert_non_null(strstr(fixture_row(fixture, 23), "Read again as BIG5-HKSCS"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_faults_are_listed, fixture_set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_enter_goes_to_a_fault, fixture_set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_enter_reads_in_another_encoding, fixture_set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_notes_marks_and_place_stay, fixture_set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_place_is_kept_by_its_share, fixture_set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_text_that_changes_midway, fixture_set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_page_and_a_changed_file, fixture_set_up, fixture_tear_down),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("frame_encodings", tests, NULL, NULL);
}
