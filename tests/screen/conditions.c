/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a terminal may do to a reader, and what a text may try to do to a terminal. */
#include <config.h>

#include "emulator.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/path.h"
#include "tests/unit/scratch.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static char sample[4096];

static struct emulator *
start_with(const struct scratch *home, int columns, int rows, const char *const *settings,
	const char *path)
{
	const char *words[] = {getenv("ZHUPI"), path, NULL};
	struct start start = {.columns = columns,
		.rows = rows,
		.home = home->folder,
		.words = words,
		.settings = settings};

	return emulator_start(&start);
}

static struct emulator *
open_sample(const struct scratch *home)
{
	struct emulator *emulator = start_with(home, 80, 24, NULL, sample);

	emulator_expect(emulator, "¶ 1/14");
	return emulator;
}

static void
leave(struct emulator *emulator)
{
	emulator_type(emulator, "q");
	assert_int_equal(emulator_wait(emulator), 0);
	assert_false(emulator_is_alternate(emulator));
	emulator_end(emulator);
}

/* Opens the sample again and finds the reader where they left it. */
static void
expect_place(const struct scratch *home, const char *place)
{
	struct emulator *emulator = start_with(home, 80, 24, NULL, sample);

	emulator_expect(emulator, place);
	leave(emulator);
}

static void
test_resize_keeps_the_paragraph(void **state)
{
	static const int sizes[][2] = {{60, 20}, {200, 60}, {33, 9}, {10, 3}, {1, 1}, {80, 24}};
	struct scratch home;
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "text");
	emulator = open_sample(&home);
	emulator_type(emulator, "10g");
	emulator_expect(emulator, "¶ 10/14");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		emulator_resize(emulator, sizes[i][0], sizes[i][1]);
		emulator_settle(emulator);
		if (sizes[i][0] >= 60)
			emulator_expect(emulator, "> 10 !");
	}
	emulator_expect(emulator, "¶ 10/14");
	leave(emulator);
	scratch_close(&home);
}

/* Under a shell with job control, as ^Z is of use nowhere else. */
static void
test_stop_and_go_on(void **state)
{
	const char *words[] = {"sh", "-c",
		"set -m; \"$0\" \"$1\"; echo stopped $?; read -r line; fg > /dev/null",
		getenv("ZHUPI"), sample, NULL};
	struct scratch home;
	struct start start = {.columns = 80, .rows = 24, .words = words};
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "text");
	start.home = home.folder;
	emulator = emulator_start(&start);
	emulator_expect(emulator, "¶ 1/14");
	emulator_type(emulator, "8g");
	emulator_expect(emulator, "¶ 8/14");
	emulator_type(emulator, "\x1a");
	emulator_expect(emulator, "stopped 148");
	assert_false(emulator_is_alternate(emulator));
	emulator_resize(emulator, 100, 30);
	emulator_type(emulator, "\r");
	emulator_expect(emulator, "¶ 8/14");
	assert_true(emulator_is_alternate(emulator));
	emulator_expect(emulator, ">  8");
	leave(emulator);
	scratch_close(&home);
}

/* Each way of being told to leave: the place and a note that is being written are kept. */
static void
test_told_to_leave(void **state)
{
	static const int signals[] = {SIGTERM, SIGHUP, 0};

	(void)state;
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct scratch home;
		struct emulator *emulator;

		scratch_open(&home, "text");
		emulator = open_sample(&home);
		emulator_type(emulator, "9ga");
		emulator_expect(emulator, "New note");
		emulator_type(emulator, "半句話");
		emulator_expect(emulator, "半句話");
		if (signals[i] != 0)
			emulator_signal(emulator, signals[i]);
		else
			emulator_hang_up(emulator);
		/* without a terminal the farewell cannot be written: 1 */
		assert_int_equal(emulator_wait(emulator), signals[i] != 0 ? 0 : 1);
		emulator_end(emulator);
		emulator = start_with(&home, 80, 24, NULL, sample);
		emulator_expect(emulator, "¶ 9/14");
		emulator_expect(emulator, "半句話");
		leave(emulator);
		scratch_close(&home);
	}
}

/* The notes file is deleted, and replaced, under an open reader. */
static void
test_notes_file_goes_away(void **state)
{
	struct scratch home;
	struct emulator *emulator;
	char path[160], copy[160];

	(void)state;
	scratch_open(&home, ".local/share/zhupi/notes.db");
	emulator = start_with(&home, 160, 30, NULL, sample);
	emulator_expect(emulator, "¶ 1/14");
	emulator_type(emulator, "9ga");
	emulator_expect(emulator, "New note");
	emulator_type(emulator, "先寫的\x13");
	emulator_expect(emulator, "Noted");
	snprintf(path, sizeof path, "%s", home.path);
	snprintf(copy, sizeof copy, "%s.away", home.path);
	assert_int_equal(rename(path, copy), 0);
	emulator_type(emulator, "8ga");
	emulator_expect(emulator, "New note");
	emulator_type(emulator, "後寫的\x13");
	emulator_expect(emulator, "was moved, replaced or deleted while it was open");
	emulator_expect(emulator, "後寫的"); /* what was written is still there */
	/* the file is back: the same key keeps it */
	assert_int_equal(rename(copy, path), 0);
	emulator_type(emulator, "\x13");
	emulator_expect(emulator, "Noted");
	leave(emulator);
	emulator = start_with(&home, 160, 30, NULL, sample);
	emulator_expect(emulator, "先寫的");
	emulator_expect(emulator, "後寫的");
	leave(emulator);
	scratch_close(&home);
}

static void
test_place_is_remembered(void **state)
{
	struct scratch home;
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "text");
	emulator = open_sample(&home);
	emulator_type(emulator, "11g");
	emulator_expect(emulator, "¶ 11/14");
	leave(emulator);
	expect_place(&home, "¶ 11/14");
	scratch_close(&home);
}

/* A mistake in a pack of the reader's is told at the start, on the second day too, when there is a
 * notes file. */
static void
test_a_wrong_pack_is_told(void **state)
{
	struct scratch home;
	struct emulator *emulator;
	char path[256];
	int day;

	(void)state;
	scratch_open(&home, "text");
	snprintf(path, sizeof path, "%s/.config/zhupi/packs/mine.txt", home.folder);
	assert_true(path_make_parent(path, NULL));
	scratch_write(path, "[words head-strong]\n坊主\n[words head-stong]\n");
	for (day = 0; day < 2; day++) {
		emulator = start_with(&home, 200, 24, NULL, sample);
		emulator_expect(emulator, "mine.txt:3:8: no such kind of words: head-stong");
		emulator_expect(emulator, "zhupi packs check tells all mistakes");
		emulator_type(emulator, "Go");
		emulator_settle(emulator);
		leave(emulator);
	}
	/* One without: a long sentence of it is shown to its end, where the pack's place stands. */
	scratch_write(path,
		"[rule zh.official.title-name]\nwhy: "
		"姓名前面紧接着职务，这样的写法在公文里最常见，所以这里说得很长，长到一行放不下。"
		"姓名前面紧接着职务，这样的写法在公文里最常见，所以这里说得很长，长到一行放不下。"
		"姓名前面紧接着职务，这样的写法在公文里最常见，所以这里说得很长，长到一行放不下。"
		"姓名前面紧接着职务，这样的写法在公文里最常见，所以这里说得很长，长到一行放不下。"
		"\n");
	emulator = start_with(&home, 200, 24, NULL, sample);
	emulator_settle(emulator);
	assert_int_equal(emulator_find(emulator, "mine.txt"), -1);
	emulator_type(emulator, "8goi");
	emulator_expect(emulator, "mine.txt:1]");
	leave(emulator);
	scratch_close(&home);
}

/* What could not be kept is said when the reader has left, and by the exit status. */
static void
test_notes_that_cannot_be_kept(void **state)
{
	static const char *const settings[] = {"ZHUPI_NOTES=/dev/null/notes.db", NULL};
	struct scratch home;
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "text");
	emulator = start_with(&home, 80, 24, settings, sample);
	emulator_expect(emulator, "¶ 1/14");
	emulator_type(emulator, "Gq");
	assert_int_equal(emulator_wait(emulator), 1);
	assert_true(emulator_find(emulator, "zhupi: ") >= 0);
	assert_true(emulator_find(emulator, "/dev/null") >= 0);
	emulator_end(emulator);
	scratch_close(&home);
}

/* A row of notes list fits the terminal, with the whole id. */
static void
test_tables_fit_the_terminal(void **state)
{
	char notes[300];
	const char *setting[] = {notes, NULL};
	struct scratch home;
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "text");
	snprintf(notes, sizeof notes, "ZHUPI_NOTES=%s/notes.db", home.folder);
	for (int i = 0; i < 3; i++) {
		static const char *const note[] = {NULL, "note", NULL, "+9",
			"這是一條很長的筆記,說的是物資從哪裡來、誰來運、誰來發、發給誰。", NULL};
		static const char *const list[] = {NULL, "notes", "list", NULL};
		const char *words[8];
		struct start start = {.columns = i == 2 ? 120 : 80,
			.rows = 24,
			.home = home.folder,
			.words = words,
			.settings = setting};

		memcpy(words, i == 0 ? note : list, i == 0 ? sizeof note : sizeof list);
		words[0] = getenv("ZHUPI");
		words[i == 0 ? 2 : 1] = i == 0 ? sample : words[1];
		emulator = emulator_start(&start);
		assert_int_equal(emulator_wait(emulator), 0);
		if (i > 0) {
			assert_int_equal(emulator_find(emulator, "Id  "), 0);
			assert_int_equal(emulator_find(emulator, "這是一條"), 1);
			assert_int_equal(emulator_find(emulator, "2020-02-0"), 1);
			assert_int_equal(emulator_find(emulator, "…"), 1);
			assert_int_equal(emulator_find(emulator, "會議指"), i == 2 ? 1 : -1);
		}
		emulator_end(emulator);
	}
	scratch_close(&home);
}

/* Runs the program to its end in a terminal, and returns all that it has printed. */
static char *
printed(const struct scratch *home, const char *const *words, const char *const *settings)
{
	struct start start = {.columns = 80,
		.rows = 24,
		.home = home->folder,
		.words = words,
		.settings = settings};
	struct emulator *emulator = emulator_start(&start);
	char *text;

	assert_int_equal(emulator_wait(emulator), 0);
	text = alloc_string(emulator_sent(emulator));
	emulator_end(emulator);
	return text;
}

/* A table that is so long that it goes out in parts has its headings once, and all rows alike. */
static void
test_long_tables_go_out_in_parts(void **state)
{
	enum {
		TAGS = 4100
	};
	char notes[300], row[40];
	const char *const settings[] = {notes, NULL};
	const char *note[] = {getenv("ZHUPI"), "note", sample, "+1", "--tag", NULL, NULL};
	const char *const list[] = {getenv("ZHUPI"), "tags", NULL};
	struct buffer tags;
	struct scratch home;
	const char *at;
	char *text;

	(void)state;
	scratch_open(&home, "text");
	snprintf(notes, sizeof notes, "ZHUPI_NOTES=%s/notes.db", home.folder);
	buffer_init(&tags);
	for (int i = 0; i < TAGS; i++)
		buffer_append_format(&tags, "t%05d,", i);
	note[5] = buffer_string(&tags);
	free(printed(&home, note, settings));
	at = text = printed(&home, list, settings);
	assert_ptr_equal(strstr(text, "Tag     Notes"), text);
	assert_null(strstr(strchr(text, '\n'), "Notes"));
	for (int i = 0; i < TAGS; i++) {
		snprintf(row, sizeof row, "\nt%05d  1", i);
		at = strstr(at, row);
		assert_non_null(at);
	}
	free(text);
	buffer_clear(&tags);
	scratch_close(&home);
}

/* A locale that is not UTF-8 gets one sentence, and nothing else reaches the terminal. */
static void
test_plain_c_locale(void **state)
{
	static const char *const settings[] = {"LC_ALL=C", NULL};
	struct scratch home;
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "text");
	emulator = start_with(&home, 80, 24, settings, sample);
	assert_int_equal(emulator_wait(emulator), 1);
	assert_true(emulator_find(emulator, "LC_ALL=C.UTF-8") >= 0);
	assert_null(memchr(emulator_sent(emulator).bytes, '\033', emulator_sent(emulator).length));
	emulator_end(emulator);
	scratch_close(&home);
}

static void
test_vt100_has_no_colour(void **state)
{
	static const char *const settings[][2] = {
		{"TERM=vt100", NULL}, {"NO_COLOR=1", NULL}, {"TERM=xterm-mono", NULL}};

	(void)state;
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
		struct scratch home;
		struct emulator *emulator;
		struct buffer look;

		scratch_open(&home, "text");
		emulator = start_with(&home, 80, 24, settings[i], sample);
		emulator_expect(emulator, "¶ 1/14");
		buffer_init(&look);
		for (int row = 0; row < 24; row++)
			emulator_attributes(emulator, row, &look);
		assert_null(strstr(buffer_string(&look), "fg"));
		buffer_truncate(&look, 0);
		emulator_attributes(emulator, emulator_find(emulator, "總指揮長陳敏爾"), &look);
		/* the name and the gutter are told apart without colour */
		assert_non_null(strstr(buffer_string(&look), "44+6 bold"));
		buffer_clear(&look);
		leave(emulator);
		scratch_close(&home);
	}
}

static void
test_dumb_terminal_gets_the_text(void **state)
{
	static const char *const settings[] = {"TERM=dumb", NULL};
	struct scratch home;
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "text");
	emulator = start_with(&home, 80, 60, settings, sample);
	assert_int_equal(emulator_wait(emulator), 0);
	assert_true(emulator_find(emulator, "TERM=dumb") >= 0);
	assert_true(emulator_find(emulator, "來源:重慶日報") >= 0);
	assert_null(memchr(emulator_sent(emulator).bytes, '\033', emulator_sent(emulator).length));
	emulator_end(emulator);
	scratch_close(&home);
}

static void
test_what_cannot_be_read(void **state)
{
	static const struct {
		const char *path, *content;
	} cases[] = {{"/", NULL}, {"/nowhere/text", NULL}, {NULL, "\177ELF\2\1\1"}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct scratch home;
		struct emulator *emulator;

		scratch_open(&home, "text");
		if (cases[i].content)
			scratch_write(home.path, cases[i].content);
		emulator =
			start_with(&home, 80, 24, NULL, cases[i].path ? cases[i].path : home.path);
		assert_int_equal(emulator_wait(emulator), 1);
		assert_true(emulator_find(emulator, "zhupi: ") == 0);
		assert_null(memchr(
			emulator_sent(emulator).bytes, '\033', emulator_sent(emulator).length));
		emulator_end(emulator);
		scratch_close(&home);
	}
}

/* A text may not speak to the terminal: its control sequences show as stand-ins. */
static void
test_control_sequences_are_shown(void **state)
{
	struct scratch home;
	struct emulator *emulator;
	struct slice sent;

	(void)state;
	scratch_open(&home, "text");
	scratch_write(home.path,
		"會議強調\033]0;stolen\007要\033[31m加強\302\233"
		"31m管理\342\200\256倒過來\033[2J。\n");
	emulator = start_with(&home, 80, 24, NULL, home.path);
	emulator_expect(emulator, "¶ 1/1");
	sent = emulator_sent(emulator);
	assert_int_equal(slice_find(sent, slice_from_string("\033]0;"), 0), sent.length);
	assert_int_equal(slice_find(sent, slice_from_string("\033[31m"), 0), sent.length);
	assert_int_equal(slice_find(sent, slice_from_string("\302\233"), 0), sent.length);
	assert_int_equal(slice_find(sent, slice_from_string("\342\200\256"), 0), sent.length);
	assert_true(emulator_find(emulator, "會議強調") >= 0);
	assert_true(emulator_find(emulator, "stolen") >= 0);
	leave(emulator);
	scratch_close(&home);
}

static void
test_text_by_standard_input(void **state)
{
	const char *words[] = {getenv("ZHUPI"), "-", NULL};
	struct scratch home;
	struct start start = {.columns = 80, .rows = 24, .words = words, .input = sample};
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "text");
	start.home = home.folder;
	emulator = emulator_start(&start);
	emulator_expect(emulator, "¶ 1/14");
	emulator_type(emulator, "G");
	emulator_expect(emulator, "¶ 14/14");
	leave(emulator);
	scratch_close(&home);
}

static void
test_several_files_and_the_mouse(void **state)
{
	struct scratch home;
	const char *words[] = {getenv("ZHUPI"), "+8", sample, home.path, NULL};
	struct start start = {.columns = 80, .rows = 24, .words = words};
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "second.txt");
	scratch_write(home.path, "山城會議召開\n");
	start.home = home.folder;
	emulator = emulator_start(&start);
	emulator_expect(emulator, "¶ 8/14");
	emulator_type(emulator, ":n");
	emulator_expect(emulator, "second.txt (2/2)");
	assert_true(emulator_find(emulator, "山城會議召開") >= 0);
	emulator_type(emulator, ":p");
	emulator_expect(emulator, "¶ 8/14");
	emulator_type(emulator, "g");
	emulator_expect(emulator, "¶ 1/14");
	emulator_type(emulator,
		"\033[<0;20;11M\033[<0;20;11m"); /* a click on the eleventh row: paragraph 8 */
	emulator_expect(emulator, "¶ 8/14");
	emulator_type(emulator,
		"\033[<65;20;11M\033[<65;20;11M\033[<65;20;11M"); /* the wheel, three down */
	emulator_settle(emulator);
	assert_int_equal(emulator_find(emulator, "【權威發布轉載】"), -1);
	leave(emulator);
	scratch_close(&home);
}

/* $EDITOR is run on a file; what it leaves there is the note. Pasted rows come as one text. */
static void
test_editor_and_paste(void **state)
{
	char editor[256];
	const char *settings[] = {editor, NULL};
	struct scratch home;
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "editor.sh");
	snprintf(editor, sizeof editor, "EDITOR=%s", home.path);
	scratch_write(home.path, "#!/bin/sh\nprintf '外面寫的\\nwritten outside\\n' > \"$1\"\n");
	assert_int_equal(chmod(home.path, 0700), 0);
	emulator = start_with(&home, 80, 24, settings, sample);
	emulator_expect(emulator, "¶ 1/14");
	emulator_type(emulator, "8gA");
	emulator_expect(emulator, "written outside");
	assert_true(emulator_find(emulator, "外面寫的") >= 0);
	emulator_type(emulator, "9ga");
	emulator_expect(emulator, "New note");
	emulator_type(emulator, "\033[200~一行\r二行q\r三行\033[201~");
	emulator_expect(emulator, "二行q");
	emulator_type(emulator, "\x13");
	emulator_expect(emulator, "Noted");
	emulator_expect(emulator, "三行");
	leave(emulator);
	scratch_close(&home);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_resize_keeps_the_paragraph),
		cmocka_unit_test(test_stop_and_go_on),
		cmocka_unit_test(test_told_to_leave),
		cmocka_unit_test(test_notes_file_goes_away),
		cmocka_unit_test(test_place_is_remembered),
		cmocka_unit_test(test_a_wrong_pack_is_told),
		cmocka_unit_test(test_notes_that_cannot_be_kept),
		cmocka_unit_test(test_tables_fit_the_terminal),
		cmocka_unit_test(test_long_tables_go_out_in_parts),
		cmocka_unit_test(test_plain_c_locale),
		cmocka_unit_test(test_vt100_has_no_colour),
		cmocka_unit_test(test_dumb_terminal_gets_the_text),
		cmocka_unit_test(test_what_cannot_be_read),
		cmocka_unit_test(test_control_sequences_are_shown),
		cmocka_unit_test(test_text_by_standard_input),
		cmocka_unit_test(test_several_files_and_the_mouse),
		cmocka_unit_test(test_editor_and_paste),
	};

	snprintf(sample, sizeof sample, "%s/data/sample/2020-02-03-chongqing.txt",
		getenv("ZHUPI_TEST_SOURCE"));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
