/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that others cut, write over, replace and let grow while they are read. */
#include <config.h>

#include "emulator.h"

#include "tests/unit/scratch.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const char paragraph[] = "會議要求，各部門要加強管理，不得拖延，並於月底前報告進展情況。";

enum {
	SMALL = 9,     /* paragraphs: such a text is read */
	LARGE = 20000, /* such a one is mapped */
	CUT = 9000     /* of it stay: enough to be the same article still */
};

/* Writes or appends paragraphs, numbered from first to last. */
static void
write_paragraphs(const char *path, const char *mode, int first, int last)
{
	FILE *file = fopen(path, mode);

	assert_non_null(file);
	for (int number = first; number <= last; number++)
		assert_true(fprintf(file, "第%d條 %s\n", number, paragraph) > 0);
	assert_int_equal(fclose(file), 0);
}

static struct emulator *
start(const struct scratch *home, const char *option)
{
	const char *words[] = {
		getenv("ZHUPI"), option ? option : home->path, option ? home->path : NULL, NULL};
	struct start start = {.columns = 80, .rows = 24, .home = home->folder, .words = words};

	return emulator_start(&start);
}

static void
leave(struct emulator *emulator)
{
	emulator_type(emulator, "q");
	assert_int_equal(emulator_wait(emulator), 0);
	emulator_end(emulator);
}

/* Writes a note on the paragraph at the cursor, and expects that sentence of it. */
static void
note(struct emulator *emulator, const char *sentence)
{
	emulator_type(emulator, "a");
	emulator_expect(emulator, "New note");
	emulator_type(emulator, "批註");
	emulator_expect(emulator, "批註");
	emulator_type(emulator, "\x13");
	emulator_expect(emulator, sentence);
}

/* Pages that were never looked at are gone: they are NULs, said, and nothing is noted on them. */
static void
test_a_large_text_is_cut(void **state)
{
	struct scratch home;
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "text");
	write_paragraphs(home.path, "w", 1, LARGE);
	emulator = start(&home, NULL);
	emulator_expect(emulator, "¶ 1/20000");
	emulator_type(emulator, "12g");
	emulator_expect(emulator, "¶ 12/20000");
	note(emulator, "Noted");
	assert_int_equal(truncate(home.path, CUT * (off_t)(sizeof paragraph + 9)), 0);
	emulator_expect(emulator, "was truncated: R reads it again; your notes stay");
	emulator_type(emulator, "G");
	emulator_expect(emulator, "¶ 20000/20000");
	emulator_expect(emulator, "\xE2\x90\x80\xE2\x90\x80"); /* U+2400 */
	note(emulator, "was truncated while it was open: read it again");
	emulator_type(emulator, "\033");
	emulator_expect(emulator, "throws it away");
	emulator_type(emulator, "n/報告\r");
	emulator_expect(emulator, "¶");
	emulator_type(emulator, "R");
	emulator_expect(emulator, "Read again");
	assert_int_equal(emulator_find(emulator, "/20000"), -1);
	emulator_type(emulator, "16g");
	emulator_expect(emulator, "1 note");
	emulator_expect(emulator, "批註");
	note(emulator, "Noted");
	leave(emulator);
	scratch_close(&home);
}

/* Written over in place by a longer one: the mapping shows the new bytes at the old places. */
static void
test_a_large_text_is_written_over(void **state)
{
	struct scratch home;
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "text");
	write_paragraphs(home.path, "w", 1, LARGE);
	emulator = start(&home, NULL);
	emulator_expect(emulator, "¶ 1/20000");
	write_paragraphs(home.path, "w", 77001, 77000 + LARGE);
	emulator_expect(emulator, "R reads it again");
	note(emulator, "was written over while it was open: read it again");
	emulator_type(emulator, "\033");
	emulator_expect(emulator, "throws it away");
	emulator_type(emulator, "n");
	emulator_type(emulator, "R");
	emulator_expect(emulator, "第77001條");
	note(emulator, "Noted");
	leave(emulator);
	scratch_close(&home);
}

/* What has only grown is as it was, as far as it was read: a note can be taken. */
static void
test_a_large_text_grows(void **state)
{
	struct scratch home;
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "text");
	write_paragraphs(home.path, "w", 1, LARGE);
	emulator = start(&home, NULL);
	emulator_expect(emulator, "¶ 1/20000");
	write_paragraphs(home.path, "a", LARGE + 1, LARGE + 5);
	emulator_expect(emulator, "The file has grown: R reads it again, F follows it");
	note(emulator, "Noted");
	emulator_type(emulator, "R");
	emulator_expect(emulator, "¶ 1/20005");
	emulator_expect(emulator, "1 note");
	leave(emulator);
	scratch_close(&home);
}

/* What is read whole is as it was: notes are taken, and found again in what lies there now. */
static void
test_a_small_text_changes(void **state)
{
	struct scratch home;
	struct emulator *emulator;
	char other[sizeof home.path + 8];

	(void)state;
	scratch_open(&home, "text");
	write_paragraphs(home.path, "w", 1, SMALL);
	emulator = start(&home, NULL);
	emulator_expect(emulator, "¶ 1/9");
	emulator_type(emulator, "2g");
	emulator_expect(emulator, "¶ 2/9");
	write_paragraphs(home.path, "w", 1, 3);
	emulator_expect(emulator, "was truncated: R reads it again; your notes stay");
	note(emulator, "Noted");
	emulator_type(emulator, "R");
	emulator_expect(emulator, "1 note  ¶ 2/3");
	snprintf(other, sizeof other, "%s.new", home.path);
	write_paragraphs(other, "w", 0, SMALL);
	assert_int_equal(rename(other, home.path), 0);
	emulator_expect(emulator, "Another file was put in its place: R reads it");
	emulator_type(emulator, "R");
	emulator_expect(emulator, "1 note  ¶ 2/10");
	assert_int_equal(remove(home.path), 0);
	emulator_expect(emulator, "The file is no longer there");
	emulator_type(emulator, "R");
	emulator_expect(emulator, "No such file or directory");
	emulator_type(emulator, "g");
	emulator_expect(emulator, "¶ 1/10");
	leave(emulator);
	scratch_close(&home);
}

/* Followed: what comes is shown and marked; who has gone elsewhere stays there. */
static void
test_a_text_is_followed(void **state)
{
	struct scratch home;
	struct emulator *emulator;
	char other[sizeof home.path + 8];
	struct buffer text;
	int row;

	(void)state;
	scratch_open(&home, "text");
	write_paragraphs(home.path, "w", 1, SMALL);
	emulator = start(&home, "-f");
	emulator_expect(emulator, "¶ 9/9");
	note(emulator, "Noted");
	write_paragraphs(home.path, "a", SMALL + 1, 40);
	emulator_expect(emulator, "1 note  ¶ 40/40");
	row = emulator_find(emulator, "第40條");
	assert_true(row >= 0);
	buffer_init(&text);
	emulator_text(emulator, row, &text);
	assert_non_null(strstr(buffer_string(&text), "40 !")); /* the mark */
	buffer_clear(&text);
	emulator_type(emulator, "9g");
	emulator_expect(emulator, "批註");
	write_paragraphs(home.path, "a", 41, 41);
	emulator_expect(emulator, "¶ 9/41");
	snprintf(other, sizeof other, "%s.new", home.path);
	write_paragraphs(other, "w", 501, 502);
	assert_int_equal(rename(other, home.path), 0);
	emulator_expect(emulator, "Another file was put in its place; it was read");
	emulator_expect(emulator, "第501條");
	emulator_type(emulator, "F");
	emulator_expect(emulator, "No longer following");
	write_paragraphs(home.path, "a", 503, 503);
	emulator_expect(emulator, "The file has grown: R reads it again, F follows it");
	emulator_type(emulator, "F");
	emulator_expect(emulator, "¶ 3/3");
	leave(emulator);
	scratch_close(&home);
}

static void
append(const char *path, const char *text)
{
	FILE *file = fopen(path, "a");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

/* A large one is not read again as it grows: hits are counted on, and a filter stays. */
static void
test_a_large_text_is_followed(void **state)
{
	struct scratch home;
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "text");
	write_paragraphs(home.path, "w", 1, LARGE);
	emulator = start(&home, "-f");
	emulator_expect(emulator, "¶ 20000/20000");
	note(emulator, "Noted");
	write_paragraphs(home.path, "a", LARGE + 1, LARGE + 5);
	emulator_expect(emulator, "1 note  ¶ 20005/20005");
	emulator_type(emulator, "/加強\r");
	emulator_expect(emulator, "¶ 1/20005");
	emulator_type(emulator, "G");
	emulator_expect(emulator, "20,005 of 20,005");
	write_paragraphs(home.path, "a", LARGE + 6, LARGE + 15);
	emulator_expect(emulator, "20,015 of 20,015");
	emulator_type(emulator, "&5條\r");
	emulator_expect(emulator, "Only paragraphs with");
	emulator_type(emulator, "G");
	emulator_expect(emulator, "filtered");
	write_paragraphs(home.path, "a", LARGE + 16, LARGE + 25);
	emulator_expect(emulator, "filtered  ¶ 20025/20025");
	assert_true(emulator_find(emulator, "第20015條") >= 0);
	assert_int_equal(emulator_find(emulator, "第20016條"), -1);
	emulator_type(emulator, "9g");
	emulator_expect(emulator, "¶ 15/20025");
	write_paragraphs(home.path, "a", LARGE + 26, LARGE + 26);
	emulator_expect(emulator, "¶ 15/20026");
	leave(emulator);
	scratch_close(&home);
}

/* The last line grows, with the note on it; and the notes file knows what was noted on. */
static void
test_a_followed_line_grows(void **state)
{
	struct scratch home;
	struct emulator *emulator;
	char other[sizeof home.path];

	(void)state;
	scratch_open(&home, "text");
	write_paragraphs(home.path, "w", 1, LARGE);
	emulator = start(&home, "-f");
	emulator_expect(emulator, "¶ 20000/20000");
	append(home.path, "這一段沒有");
	emulator_expect(emulator, "¶ 20001/20001");
	note(emulator, "Noted");
	append(home.path, "\xE5\xAE"); /* of a character */
	emulator_expect(emulator, "沒有\xEF\xBF\xBD");
	append(home.path, "\x8C，要落實。\n末尾");
	emulator_expect(emulator, "1 note  ¶ 20002/20002");
	assert_true(emulator_find(emulator, "這一段沒有完，要落實。") >= 0);
	emulator_type(emulator, "k");
	emulator_expect(emulator, "批註");
	emulator_type(emulator, "G");
	note(emulator, "Noted");
	leave(emulator);
	memcpy(other, home.path, sizeof other);
	home.path[strlen(home.path) - 1] = '2';
	assert_int_equal(rename(other, home.path), 0);
	emulator = start(&home, NULL);
	emulator_expect(emulator, "2 notes");
	emulator_type(emulator, "q");
	assert_int_equal(emulator_wait(emulator), 0);
	emulator_end(emulator);
	scratch_close(&home);
}

/* Written over by a longer one, it is read again. */
static void
test_a_followed_text_is_written_over(void **state)
{
	struct scratch home;
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "text");
	write_paragraphs(home.path, "w", 1, LARGE);
	emulator = start(&home, "-f");
	emulator_expect(emulator, "¶ 20000/20000");
	emulator_type(emulator, "&0條\r");
	emulator_expect(emulator, "Only paragraphs with");
	emulator_type(emulator, "G");
	emulator_expect(emulator, "filtered");
	write_paragraphs(home.path, "w", 77001, 77003 + LARGE);
	emulator_expect(emulator, "¶ 20003/20003");
	assert_int_equal(emulator_find(emulator, "filtered"), -1);
	assert_true(emulator_find(emulator, "第97003條") >= 0);
	leave(emulator);
	scratch_close(&home);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_large_text_is_cut),
		cmocka_unit_test(test_a_large_text_is_written_over),
		cmocka_unit_test(test_a_large_text_grows),
		cmocka_unit_test(test_a_small_text_changes),
		cmocka_unit_test(test_a_text_is_followed),
		cmocka_unit_test(test_a_large_text_is_followed),
		cmocka_unit_test(test_a_followed_line_grows),
		cmocka_unit_test(test_a_followed_text_is_written_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
