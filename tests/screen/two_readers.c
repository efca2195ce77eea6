/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two readers at once on the same notes and the same text, each in a terminal of its own, and the
 * command line beside them. */
#include <config.h>

#include "emulator.h"

#include "base/file.h"
#include "tests/unit/scratch.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

struct readers {
	struct scratch home;
	struct emulator *one, *other;
};

static const char text[] = "平湖市召开防汛会议\n"
			   "会议强调，各县要加强堤坝巡查，确保群众安全。\n"
			   "今年雨水多，来得早。\n";

static struct emulator *
open_text(const struct scratch *home)
{
	const char *words[] = {getenv("ZHUPI"), home->path, NULL};
	struct start start = {.columns = 80, .rows = 24, .home = home->folder, .words = words};
	struct emulator *emulator = emulator_start(&start);

	emulator_expect(emulator, "¶ 1/3");
	return emulator;
}

static int
set_up(void **state)
{
	static struct readers readers;

	scratch_open(&readers.home, "pinghu.txt");
	scratch_write(readers.home.path, text);
	readers.one = open_text(&readers.home);
	readers.other = open_text(&readers.home);
	*state = &readers;
	return 0;
}

static int
tear_down(void **state)
{
	struct readers *readers = *state;
	struct emulator *both[] = {readers->one, readers->other};

	for (size_t i = 0; i < 2; i++) {
		emulator_type(both[i], "q");
		assert_int_equal(emulator_wait(both[i]), 0);
		emulator_end(both[i]);
	}
	scratch_close(&readers->home);
	return 0;
}

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Writes a note on a paragraph ("2"). */
static void
note(struct emulator *emulator, const char *paragraph, const char *words)
{
	emulator_type(emulator, paragraph);
	emulator_type(emulator, "ga");
	emulator_expect(emulator, "New note");
	emulator_type(emulator, words);
	emulator_expect(emulator, words);
	emulator_type(emulator, "\x13");
	emulator_expect(emulator, "Noted");
}

/* Opens the note of paragraph 2 in the editor and writes words behind it. */
static void
edit(struct emulator *emulator, const char *words)
{
	emulator_type(emulator, "2ge");
	emulator_expect(emulator, "Change the note");
	emulator_type(emulator, words);
	emulator_expect(emulator, words);
}

/* Runs zhupi from the shell with the readers' home. */
static void
run_command(const struct readers *readers, const char *words)
{
	char command[12000];

	snprintf(command, sizeof command, "HOME='%s' LC_ALL=C.UTF-8 '%s' %s > /dev/null",
		readers->home.folder, getenv("ZHUPI"), words);
	assert_int_equal(system(command), 0);
}

static void
test_both_see_what_the_other_writes(void **state)
{
	struct readers *readers = *state;
	char command[PATH_MAX + 64];
	double start;

	note(readers->one, "2", "堤坝多长？");
	start = seconds();
	emulator_expect(readers->other, "* 堤坝多长？");
	assert_true(seconds() - start < 1.5); /* a second, and what a loaded machine adds */
	note(readers->other, "3", "雨量多少？");
	emulator_expect(readers->one, "* 雨量多少？");
	emulator_expect(readers->one, "2 notes");
	snprintf(command, sizeof command, "note '%s' +1 来自命令行", readers->home.path);
	run_command(readers, command);
	emulator_expect(readers->one, "* 来自命令行");
	emulator_expect(readers->other, "* 来自命令行");
	/* while one is writing, too, and at the next key */
	emulator_type(readers->one, "1ga");
	emulator_expect(readers->one, "New note");
	snprintf(command, sizeof command, "note '%s' +2 又一条", readers->home.path);
	run_command(readers, command);
	emulator_type(readers->one, "正在写");
	emulator_expect(readers->one, "* 又一条");
	emulator_expect(readers->one, "正在写");
	emulator_type(readers->one, "\x13");
	emulator_expect(readers->other, "* 正在写");
}

static void
test_the_same_note_edited_in_both_keeps_both_bodies(void **state)
{
	struct readers *readers = *state;

	note(readers->one, "2", "堤坝多长？");
	emulator_expect(readers->other, "* 堤坝多长？");
	edit(readers->one, "查县志。");
	edit(readers->other, "问水利局。");
	emulator_type(readers->one, "\x13");
	emulator_expect(readers->one, "The note is changed");
	emulator_type(readers->other, "\x13");
	emulator_expect(readers->other, "The note was changed elsewhere, too");
	for (size_t i = 0; i < 2; i++) {
		struct emulator *emulator = i == 0 ? readers->one : readers->other;

		emulator_expect(emulator, "堤坝多长？问水利局。");
		emulator_expect(emulator, "written elsewhere meanwhile");
		emulator_expect(emulator, "堤坝多长？查县志。");
	}
	/* An undo in one takes back nothing that the other has written. */
	emulator_type(readers->one, "u");
	emulator_expect(readers->one, "Not undone: the note was changed elsewhere since");
	emulator_expect(readers->one, "堤坝多长？问水利局。");
	emulator_type(readers->other, "u");
	emulator_expect(readers->other, "Undone: the note is as it was before");
	emulator_expect(readers->other, "* 堤坝多长？查县志。");
	emulator_expect(readers->one, "* 堤坝多长？查县志。");
}

static void
test_words_for_a_note_that_the_other_deletes(void **state)
{
	struct readers *readers = *state;

	note(readers->one, "2", "堤坝多长？");
	emulator_expect(readers->other, "* 堤坝多长？");
	edit(readers->other, "问水利局。");
	emulator_type(readers->one, "2gx");
	emulator_expect(readers->one, "The note is deleted");
	emulator_type(readers->other, "\x13");
	emulator_expect(
		readers->other, "The note was deleted elsewhere: it is back with your words");
	emulator_expect(readers->one, "* 堤坝多长？问水利局。");
}

/* The other one acts before it has looked: it is stopped, and goes on with a key waiting. */
static void
type_blindly(struct readers *readers, const char *keys, const char *written, const char *key)
{
	emulator_signal(readers->other, SIGSTOP);
	emulator_type(readers->one, keys);
	emulator_expect(readers->one, written);
	emulator_type(readers->other, key);
	emulator_signal(readers->other, SIGCONT);
}

static void
test_what_the_other_has_just_changed_is_not_deleted(void **state)
{
	struct readers *readers = *state;

	note(readers->one, "2", "堤坝多长？");
	emulator_expect(readers->other, "* 堤坝多长？");
	emulator_type(readers->other, "2g");
	emulator_expect(readers->other, "¶ 2/3");
	type_blindly(readers, "2ge查县志。\x13", "The note is changed", "x");
	emulator_expect(readers->other, "Not deleted: the note was changed elsewhere");
	emulator_expect(readers->other, "* 堤坝多长？查县志。");
	type_blindly(readers, "x", "The note is deleted", "x");
	emulator_expect(readers->other, "The note was deleted elsewhere already");
	emulator_type(readers->one, "u");
	emulator_expect(readers->other, "* 堤坝多长？查县志。");
	/* in the list of notes, too */
	emulator_type(readers->other, "L");
	emulator_expect(readers->other, "Notes of this article");
	type_blindly(readers, "2ge问水利局。\x13", "The note is changed", "x");
	emulator_expect(readers->other, "Not deleted: the note was changed elsewhere");
	emulator_expect(readers->other, "查县志。问");
	emulator_type(readers->other, "x");
	emulator_expect(readers->other, "The note is deleted");
	emulator_type(readers->other, "q");
}

static void
test_the_command_line_shows_and_gives_back_what_was(void **state)
{
	struct readers *readers = *state;

	note(readers->one, "2", "堤坝多长？");
	edit(readers->one, "查县志。");
	emulator_type(readers->one, "\x13");
	emulator_expect(readers->one, "The note is changed");
	run_command(readers,
		"notes history 0 --format jsonl | grep "
		"'\"what\":\"body\",\"former\":\"堤坝多长？\"'");
	run_command(readers, "notes history 0 | grep '^note  *堤坝多长？$'");
	emulator_type(readers->one, "2gx");
	emulator_expect(readers->one, "The note is deleted");
	run_command(readers, "notes trash | grep 查县志");
	run_command(readers, "notes show 0 2>&1 | grep 'is in the trash; zhupi notes restore'");
	assert_int_equal(emulator_find(readers->one, "查县志"), -1);
	run_command(readers, "notes restore 0 | grep 'is out of the trash'");
	emulator_expect(readers->one, "* 堤坝多长？查县志。");
	emulator_expect(readers->other, "* 堤坝多长？查县志。");
}

/* Where the readers' notes are. */
static void
name_notes(const struct readers *readers, const char *suffix, char *path, size_t size)
{
	snprintf(path, size, "%s/.local/share/zhupi/notes.db%s", readers->home.folder, suffix);
}

static void
test_words_stay_when_the_notes_file_goes_away(void **state)
{
	struct readers *readers = *state;
	char notes[PATH_MAX], moved[PATH_MAX], command[2 * PATH_MAX];

	name_notes(readers, "", notes, sizeof notes);
	name_notes(readers, ".moved", moved, sizeof moved);
	note(readers->one, "2", "堤坝多长？");
	emulator_expect(readers->other, "* 堤坝多长？");
	emulator_type(readers->one, "3ga");
	emulator_expect(readers->one, "New note");
	emulator_type(readers->one, "雨量多少？");
	assert_int_equal(rename(notes, moved), 0);
	emulator_type(readers->one, "\x13");
	emulator_expect(readers->one, "was moved, replaced or");
	emulator_expect(readers->one, "雨量多少？");
	emulator_expect(readers->one, "New note");
	emulator_type(readers->one, "\x13");
	emulator_expect(readers->one, "Noted");
	emulator_expect(readers->one, "* 雨量多少？");
	/* the other one sees the file that is there now */
	emulator_expect(readers->other, "was replaced by another file");
	emulator_expect(readers->other, "* 雨量多少？");
	assert_int_equal(emulator_find(readers->other, "堤坝多长？"), -1);
	/* the moved one has all that was in it */
	snprintf(command, sizeof command, "notes search 堤坝多长 --notes '%s' | grep -q 堤坝",
		moved);
	run_command(readers, command);
	snprintf(command, sizeof command, "check --notes '%s'", moved);
	run_command(readers, command);
	run_command(readers, "check");
}

static void
test_a_changed_note_stays_when_another_file_comes(void **state)
{
	struct readers *readers = *state;
	char notes[PATH_MAX], another[PATH_MAX], command[2 * PATH_MAX];

	name_notes(readers, "", notes, sizeof notes);
	name_notes(readers, ".another", another, sizeof another);
	note(readers->one, "2", "堤坝多长？");
	snprintf(command, sizeof command, "note '%s' +1 另一个 --notes '%s'", readers->home.path,
		another);
	run_command(readers, command);
	edit(readers->one, "问水利局。");
	assert_int_equal(rename(another, notes), 0);
	emulator_expect(readers->one, "* 另一个");
	emulator_expect(readers->one, "was replaced by another file");
	emulator_type(readers->one, "\x13");
	emulator_expect(readers->one, "your words are a new one");
	emulator_expect(readers->one, "* 堤坝多长？问水利局。");
	run_command(readers, "check");
}

/* The terminal is lost with words in the editor, and the notes file with it. */
static void
test_words_outlive_the_terminal(void **state)
{
	struct readers *readers = *state;
	char notes[PATH_MAX], draft[PATH_MAX];
	struct buffer words;
	struct error error;

	name_notes(readers, "", notes, sizeof notes);
	name_notes(readers, ".draft", draft, sizeof draft);
	note(readers->one, "2", "堤坝多长？");
	emulator_type(readers->one, "3ga");
	emulator_expect(readers->one, "New note");
	emulator_type(readers->one, "雨量多少？");
	emulator_expect(readers->one, "雨量多少？");
	assert_int_equal(remove(notes), 0);
	emulator_signal(readers->one, SIGHUP);
	emulator_wait(readers->one);
	emulator_end(readers->one);
	buffer_init(&words);
	error_init(&error);
	assert_true(file_read(draft, 1000, &words, &error));
	assert_string_equal(buffer_string(&words), "雨量多少？\n");
	buffer_clear(&words);
	readers->one = open_text(&readers->home);
	emulator_expect(readers->one, "Words that could not be saved lie in");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_both_see_what_the_other_writes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_same_note_edited_in_both_keeps_both_bodies, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_words_for_a_note_that_the_other_deletes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_what_the_other_has_just_changed_is_not_deleted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_command_line_shows_and_gives_back_what_was, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_words_stay_when_the_notes_file_goes_away, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_changed_note_stays_when_another_file_comes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_words_outlive_the_terminal, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
