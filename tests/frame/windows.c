/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of one line of some megabytes is read, marked and searched like any other. */
#include "fixture.h"

#include "base/buffer.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum {
	SENTENCES = 40000, /* of 40 bytes and more: 1.8 MB */
	GUTTER = 8,        /* bytes left of a row's words */
	EVERY = 100        /* so often somebody orders something */
};

static int
set_up(void **state)
{
	static struct fixture fixture;
	struct buffer text;

	fixture_init(&fixture);
	buffer_init(&text);
	for (int i = 0; i < SENTENCES; i++)
		buffer_append_format(&text, "第%05d句说的是平湖市的堤坝%s。", i,
			i % EVERY == 50 ? "，会议强调，要加强巡查" : "");
	fixture_add_text(&fixture, "line.txt", buffer_string(&text));
	buffer_clear(&text);
	*state = &fixture;
	return 0;
}

/* The words of the page, row after row without what stands left of them. */
static struct buffer
page_words(struct fixture *fixture)
{
	struct buffer words;

	buffer_init(&words);
	for (int row = 0; row < fixture->rows - 1; row++) {
		struct slice line = slice_from_string(fixture_row(fixture, row));

		if (line.length > GUTTER)
			buffer_append(&words,
				slice_trim(slice_at(line, (struct span){GUTTER, line.length})));
	}
	return words;
}

/* The first and the last sentence whose number is on the page; all between them must be there. */
static void
expect_page(struct fixture *fixture, int *first, int *last)
{
	struct buffer words = page_words(fixture);
	const char *at = buffer_string(&words);

	*first = *last = -1;
	while ((at = strstr(at, "第")) && at[strlen("第")] != '\0') {
		at += strlen("第");
		if (strlen(at) < 5)
			break;
		if (*first < 0)
			*first = atoi(at);
		else
			assert_int_equal(atoi(at), *last + 1);
		*last = atoi(at);
	}
	assert_true(*first >= 0);
	buffer_clear(&words);
}

static void
test_pages_follow_each_other(void **state)
{
	struct fixture *fixture = *state;
	char keys[64];
	int first, last, next_first, next_last;

	fixture_run(fixture, "g");
	expect_page(fixture, &first, &last);
	assert_int_equal(first, 0);
	/* Over borders of chunks and of sections. */
	for (int page = 1; page < 26; page++) {
		snprintf(keys, sizeof keys, "g%d<Space>", page);
		fixture_run(fixture, keys);
		expect_page(fixture, &next_first, &next_last);
		assert_in_range(next_first, first + 1, last + 1);
		assert_true(next_last > last);
		first = next_first;
		last = next_last;
	}
	fixture_run(fixture, "g25<Space>25b");
	expect_page(fixture, &first, &last);
	assert_int_equal(first, 0);
}

static void
test_the_end_and_the_middle(void **state)
{
	struct fixture *fixture = *state;
	int first, last;

	fixture_run(fixture, "G");
	expect_page(fixture, &first, &last);
	assert_int_equal(last, SENTENCES - 1);
	assert_non_null(strstr(fixture_row(fixture, 23), "¶ 1/1  99 %"));
	fixture_run(fixture, "50%");
	expect_page(fixture, &first, &last);
	assert_in_range(first, SENTENCES / 2 - 60, SENTENCES / 2);
	fixture_run(fixture, "Gg");
	expect_page(fixture, &first, &last);
	assert_int_equal(first, 0);
}

static void
test_search_goes_into_the_paragraph(void **state)
{
	struct fixture *fixture = *state;
	const struct cell *cursor;
	int first, last;

	fixture_run(fixture, "g/第34567句<Enter>");
	assert_true(fixture_find(fixture, "第34567句") >= 0);
	assert_true(fixture_cell(fixture, "第34567句")->flags & CELL_HIT);
	cursor = frame_cell(
		&fixture->frame, fixture->frame.cursor_column, fixture->frame.cursor_row);
	assert_ptr_equal(cursor, fixture_cell(fixture, "第34567句"));
	fixture_run(fixture, "g/强调<Enter>nn");
	expect_page(fixture, &first, &last);
	assert_true(first <= 250 && 250 <= last);
	assert_non_null(strstr(fixture_row(fixture, 23), "3 of 400"));
	fixture_run(fixture, "G/强调<Enter>N");
	expect_page(fixture, &first, &last);
	assert_true(first <= 39950 && 39950 <= last);
	assert_non_null(strstr(fixture_row(fixture, 23), "400 of 400"));
}

static void
test_marks_stand_far_inside(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "G/第20050句<Enter>");
	assert_true(fixture_find(fixture, "第20050句") >= 0);
	assert_int_equal(fixture_cell(fixture, "要加强巡查")->role, ROLE_CUE);
	assert_int_equal(fixture_cell(fixture, "加强巡查")->role, ROLE_OBLIGATION);
	fixture_run(fixture, "50%dd");
	assert_true(fixture_find(fixture, "强巡查") >= 0);
}

/* The place is kept by its character, whatever the width is, and for the next time. */
static void
test_the_place_is_kept(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "g/第32109句<Enter><Size 33x7><Size 200x50><Size 80x24>");
	assert_ptr_equal(fixture_cell(fixture, "第32109句"),
		frame_cell(
			&fixture->frame, fixture->frame.cursor_column, fixture->frame.cursor_row));
	fixture_run(fixture, "q");
	fixture_run(fixture, "<Work>");
	assert_ptr_equal(fixture_cell(fixture, "第32109句"),
		frame_cell(
			&fixture->frame, fixture->frame.cursor_column, fixture->frame.cursor_row));
}

/* What lies behind megabytes of blank lines is found between keys, and by keys that ask for it. */
static void
test_blank_lines_without_end(void **state)
{
	static const char *const keys[] = {
		"<Work>", "G", "50%", "/词<Enter>", "j<Work>", "&词<Enter>"};
	struct fixture fixture;
	struct buffer text;

	(void)state;
	buffer_init(&text);
	for (size_t i = 0; i < 3 << 20; i++)
		buffer_append_byte(&text, '\n');
	buffer_append_string(&text, "远处的词。\n");
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		fixture_init(&fixture);
		fixture.awaited[0] = "There are blank lines only so far.";
		fixture_add_text(&fixture, "blank.txt", buffer_string(&text));
		fixture_run(&fixture, keys[i]);
		assert_true(fixture.was_shown);
		assert_true(fixture_find(&fixture, "远处的词") >= 0);
		fixture_clear(&fixture);
	}
	buffer_clear(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pages_follow_each_other),
		cmocka_unit_test(test_the_end_and_the_middle),
		cmocka_unit_test(test_search_goes_into_the_paragraph),
		cmocka_unit_test(test_marks_stand_far_inside),
		cmocka_unit_test(test_the_place_is_kept),
		cmocka_unit_test(test_blank_lines_without_end),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("frame/windows", tests, set_up, fixture_tear_down);
}
