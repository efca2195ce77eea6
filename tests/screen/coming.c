/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that come by standard input while they are read: the test is their writer. */
#include <config.h>

#include "emulator.h"

#include "base/alloc.h"
#include "tests/unit/scratch.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const char paragraph[] = "會議要求，各部門要加強管理，不得拖延，並於月底前報告進展情況。";

struct coming {
	struct scratch home;
	int writer;
	struct emulator *emulator;
};

static void
send_bytes(struct coming *coming, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t put = write(coming->writer, bytes, length);

		assert_true(put > 0);
		bytes += put;
		length -= (size_t)put;
	}
}

static void
send_text(struct coming *coming, const char *text)
{
	send_bytes(coming, text, strlen(text));
}

/* Paragraphs numbered from first to last, as text; the caller frees. */
static char *
paragraphs(int first, int last)
{
	struct buffer text;

	buffer_init(&text);
	for (int number = first; number <= last; number++)
		buffer_append_format(&text, "第%d條 %s\n", number, paragraph);
	return buffer_take(&text);
}

static void
send_paragraphs(struct coming *coming, int first, int last)
{
	char *text = paragraphs(first, last);

	send_text(coming, text);
	free(text);
}

/* Makes the pipe, writes what comes first (a pipe has room for so much), and starts the command, a
 * program by default. */
static void
begin(struct coming *coming, const char *first, const char *command)
{
	const char *plain[] = {getenv("ZHUPI"), "-", NULL};
	const char *shell[] = {"/bin/sh", "-c", command, NULL};
	struct start start = {.columns = 80, .rows = 24, .words = command ? shell : plain};

	scratch_open(&coming->home, "pipe");
	assert_int_equal(mkfifo(coming->home.path, 0600), 0);
	coming->writer = open(coming->home.path, O_RDWR | O_CLOEXEC);
	assert_true(coming->writer >= 0);
	send_text(coming, first);
	start.home = coming->home.folder;
	start.input = coming->home.path;
	coming->emulator = emulator_start(&start);
}

static void
end_text(struct coming *coming)
{
	assert_int_equal(close(coming->writer), 0);
	coming->writer = -1;
}

static void
leave(struct coming *coming)
{
	emulator_type(coming->emulator, "q");
	assert_int_equal(emulator_wait(coming->emulator), 0);
	emulator_end(coming->emulator);
	if (coming->writer >= 0)
		end_text(coming);
	scratch_close(&coming->home);
}

static void
test_what_has_come_is_read(void **state)
{
	char *first = paragraphs(1, 400);
	struct coming coming;

	(void)state;
	begin(&coming, first, NULL);
	emulator_expect(coming.emulator, "第1條");
	emulator_expect(coming.emulator, "so far");
	emulator_expect(coming.emulator, "¶ 1/400+");
	emulator_type(coming.emulator, "G");
	emulator_expect(coming.emulator, "第400條");
	emulator_type(coming.emulator, "/第33條\r");
	emulator_expect(coming.emulator, "¶ 33/400+");
	send_paragraphs(&coming, 401, 500);
	emulator_expect(coming.emulator, "¶ 33/500+");
	emulator_type(coming.emulator, "/第499條\r");
	emulator_expect(coming.emulator, "¶ 499/500+");
	leave(&coming); /* the writer has not ended */
	free(first);
}

static void
test_a_line_that_has_not_ended_is_shown(void **state)
{
	struct coming coming;

	(void)state;
	begin(&coming, "沒有完的一", NULL);
	emulator_expect(coming.emulator, "沒有完的一");
	send_text(&coming, "行\n第二");
	emulator_expect(coming.emulator, "沒有完的一行");
	emulator_expect(coming.emulator, "¶ 1/2+");
	end_text(&coming);
	emulator_expect(coming.emulator, "¶ 1/2 ");
	assert_int_equal(emulator_find(coming.emulator, "so far"), -1);
	leave(&coming);
}

static void
test_the_end_is_followed(void **state)
{
	char *first = paragraphs(1, 300);
	struct coming coming;

	(void)state;
	begin(&coming, first, NULL);
	emulator_expect(coming.emulator, "¶ 1/300+");
	emulator_type(coming.emulator, "F");
	emulator_expect(coming.emulator, "¶ 300/300+");
	send_paragraphs(&coming, 301, 350);
	emulator_expect(coming.emulator, "¶ 350/350+");
	end_text(&coming);
	emulator_expect(coming.emulator, "¶ 350/350 ");
	leave(&coming);
	free(first);
}

/* A note on what has come is one on the whole, which is known again as a file. */
static void
test_a_note_is_tied_to_the_whole(void **state)
{
	char *first = paragraphs(1, 300), *whole = paragraphs(1, 900);
	struct coming coming;
	char path[160];
	const char *words[] = {getenv("ZHUPI"), path, NULL};
	struct start again = {.columns = 80, .rows = 24, .words = words};
	struct emulator *emulator;

	(void)state;
	begin(&coming, first, NULL);
	emulator_expect(coming.emulator, "¶ 1/300+");
	emulator_type(coming.emulator, "12ga");
	emulator_expect(coming.emulator, "New note");
	emulator_type(coming.emulator, "批註\x13");
	emulator_expect(coming.emulator, "1 note");
	send_paragraphs(&coming, 301, 600);
	emulator_expect(coming.emulator, "¶ 12/600+");
	emulator_type(coming.emulator, "450ga");
	emulator_expect(coming.emulator, "New note");
	emulator_type(coming.emulator, "另一條\x13");
	emulator_expect(coming.emulator, "2 notes");
	send_paragraphs(&coming, 601, 900);
	end_text(&coming);
	emulator_expect(coming.emulator, "¶ 450/900 ");
	emulator_expect(coming.emulator, "2 notes");
	emulator_type(coming.emulator, "q");
	assert_int_equal(emulator_wait(coming.emulator), 0);
	emulator_end(coming.emulator);
	snprintf(path, sizeof path, "%s/whole", coming.home.folder);
	scratch_write(path, whole);
	again.home = coming.home.folder;
	emulator = emulator_start(&again);
	emulator_expect(emulator, "2 notes");
	assert_int_equal(emulator_find(emulator, "unattached"), -1);
	emulator_type(emulator, "q");
	assert_int_equal(emulator_wait(emulator), 0);
	emulator_end(emulator);
	scratch_close(&coming.home);
	free(first);
	free(whole);
}

/* 山城的水很好 in GB18030, cut inside a character, behind a headline of ASCII. */
static void
test_the_encoding_is_known_when_enough_has_come(void **state)
{
	static const char gb[] = "\xC9\xBD\xB3\xC7\xB5\xC4\xCB\xAE\xBA\xDC\xBA\xC3\xA3\xAC"
				 "\xB4\xF3\xBC\xD2\xB6\xBC\xB0\xAE\xBA\xC8\xA1\xA3\n";
	struct coming coming;

	(void)state;
	begin(&coming, "Headline\n", NULL);
	emulator_expect(coming.emulator, "¶ 1/1+");
	send_bytes(&coming, gb, 9);
	emulator_expect(coming.emulator, "GB18030");
	emulator_expect(coming.emulator, "山城的水");
	for (int i = 0; i < 3; i++) {
		send_bytes(&coming, gb + 9, sizeof gb - 10);
		send_bytes(&coming, gb, 9);
	}
	end_text(&coming);
	emulator_expect(coming.emulator, "¶ 1/5 ");
	emulator_expect(coming.emulator, "山城的水很好，大家都爱喝。");
	leave(&coming);
}

static void
test_a_page_is_waited_for(void **state)
{
	struct coming coming;

	(void)state;
	begin(&coming, "<!DOCTYPE html><html><body><p>", NULL);
	emulator_expect(coming.emulator, "when all of it has come");
	send_text(&coming, paragraph);
	send_text(&coming, "</p></body></html>");
	end_text(&coming);
	emulator_expect(coming.emulator, "¶ 1/1 ");
	emulator_expect(coming.emulator, "會議要求");
	leave(&coming);
}

/* Another file is opened meanwhile, and the reader comes back, to the notes, too. */
static void
test_another_file_is_read_meanwhile(void **state)
{
	char *first = paragraphs(1, 300);
	struct emulator *emulator;
	struct coming coming;

	(void)state;
	begin(&coming, first,
		"for i in 1 2 3; do echo 另外的文章; done > other.txt; exec \"$ZHUPI\" - "
		"other.txt");
	emulator = coming.emulator;
	emulator_expect(emulator, "¶ 1/300+");
	emulator_type(emulator, "7ga");
	emulator_expect(emulator, "New note");
	emulator_type(emulator, "測試的筆記\x13");
	emulator_expect(emulator, "測試的筆記");
	emulator_type(emulator, ":n");
	emulator_expect(emulator, "另外的文章");
	emulator_expect(emulator, "¶ 1/3");
	assert_int_equal(emulator_find(emulator, "測試"), -1);
	for (int i = 0; i < 20; i++) /* more than a pipe holds: it is taken while it is not shown */
		send_paragraphs(&coming, 301 + 100 * i, 400 + 100 * i);
	emulator_type(emulator, ":p");
	emulator_expect(emulator, "¶ 7/2300+");
	emulator_expect(emulator, "測試的筆記");
	send_paragraphs(&coming, 2301, 2310);
	emulator_expect(emulator, "¶ 7/2310+");
	emulator_type(emulator, ":n");
	emulator_expect(emulator, "另外的文章");
	send_paragraphs(&coming, 2311, 2320);
	end_text(&coming);
	emulator_type(emulator, ":p");
	emulator_expect(emulator, "¶ 7/2320 ");
	emulator_expect(emulator, "測試的筆記");
	emulator_type(emulator, "G");
	emulator_expect(emulator, "第2320條");
	emulator_type(emulator, ":n:p");
	emulator_expect(emulator, "¶ 2320/2320 ");
	leave(&coming);
	free(first);
}

static void
test_who_waits_can_leave(void **state)
{
	struct coming coming;

	(void)state;
	begin(&coming, "", NULL);
	emulator_expect(coming.emulator, "Nothing has come so far.");
	leave(&coming);
	begin(&coming, "<!DOCTYPE html><p>", NULL);
	emulator_expect(coming.emulator, "when all of it has come");
	emulator_type(coming.emulator, "\003");
	assert_int_equal(emulator_wait(coming.emulator), 0);
	emulator_end(coming.emulator);
	end_text(&coming);
	scratch_close(&coming.home);
}

/* As on a full disk: said, and what has come stays. */
static void
test_a_full_temporary_folder_is_said(void **state)
{
	char *first = paragraphs(1, 300), *more = paragraphs(1, 12000);
	struct coming coming;

	(void)state;
	assert_true(strlen(more) > (1 << 20)); /* which are kept in memory */
	begin(&coming, first, "trap '' XFSZ; ulimit -f 256; exec \"$ZHUPI\" -");
	emulator_expect(coming.emulator, "¶ 1/300+");
	assert_int_equal(fcntl(coming.writer, F_SETFL, O_NONBLOCK), 0);
	for (size_t at = 0, turn = 0, length = strlen(more); at < length && turn < 500; turn++) {
		ssize_t put = write(coming.writer, more + at, length - at);

		at += put > 0 ? (size_t)put : 0;
		if (emulator_find(coming.emulator, "temporary file") >= 0)
			break;
		emulator_pause(coming.emulator, 5);
	}
	emulator_expect(coming.emulator, "a temporary file cannot be written");
	emulator_type(coming.emulator, "G");
	emulator_expect(coming.emulator, "條");
	leave(&coming);
	free(first);
	free(more);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_has_come_is_read),
		cmocka_unit_test(test_a_line_that_has_not_ended_is_shown),
		cmocka_unit_test(test_the_end_is_followed),
		cmocka_unit_test(test_a_note_is_tied_to_the_whole),
		cmocka_unit_test(test_the_encoding_is_known_when_enough_has_come),
		cmocka_unit_test(test_a_page_is_waited_for),
		cmocka_unit_test(test_another_file_is_read_meanwhile),
		cmocka_unit_test(test_who_waits_can_leave),
		cmocka_unit_test(test_a_full_temporary_folder_is_said),
	};

	return cmocka_run_group_tests_name("coming", tests, NULL, NULL);
}
