/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each file of tests/strange/make_files is opened, paged through, searched and closed. Nothing in
 * it speaks to the terminal. */
#include <config.h>

#include "emulator.h"

#include "tests/unit/scratch.h"
#include "text/unicode.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum {
	PAUSE_MS = 20,
	TRIES = 100,
	ESCAPE_MS = 80, /* longer than an escape waits for the rest of its sequence */
	FILES = 160     /* at least */
};

/* Whether a program that draws has no reason to send it: a control that is not curses' own, one
 * that changes the direction of writing, or a sequence that sets titles and asks the terminal. */
static bool
is_forbidden(struct slice sent, size_t at, uint32_t character)
{
	char next = at + 1 < sent.length ? sent.bytes[at + 1] : ' ';

	if (character == 0x1B)
		return next != '\0' && strchr("]P_^X", next) != NULL;
	if (character < 0x20)
		return !strchr("\a\b\t\r\n\x0E\x0F", (int)character);
	return (character >= 0x80 && character < 0xA0) || character == 0x061C ||
		character == 0x200E || character == 0x200F ||
		(character >= 0x2028 && character <= 0x202E) ||
		(character >= 0x2066 && character <= 0x2069);
}

static void
expect_clean(const char *path, struct slice sent)
{
	size_t length;

	if (!unicode_is_valid(sent))
		fail_msg("%s: what is sent to the terminal is no UTF-8", path);
	for (size_t at = 0; at < sent.length; at += length) {
		uint32_t character = unicode_decode(sent, at, &length);

		if (is_forbidden(sent, at, character))
			fail_msg("%s: U+%04X is sent to the terminal", path, (unsigned)character);
	}
}

/* A key, and the time to draw what it does. */
static void
type(struct emulator *emulator, const char *keys)
{
	emulator_type(emulator, keys);
	emulator_pause(emulator, PAUSE_MS);
}

/* What is no text is refused in a sentence, before anything is drawn. */
static void
expect_refusal(struct emulator *emulator)
{
	emulator_expect(emulator, "is no text");
	assert_int_equal(emulator_wait(emulator), 1);
	emulator_end(emulator);
}

/* Opens a list and closes it by an escape alone: the next key waits until the list is gone. */
static void
look_into(struct emulator *emulator, const char *key, const char *title)
{
	emulator_type(emulator, key);
	emulator_expect(emulator, title);
	emulator_type(emulator, "\033");
	for (int i = 0; i < TRIES && emulator_find(emulator, title) >= 0; i++)
		emulator_pause(emulator, ESCAPE_MS);
}

/* The status line names the file, unless something has to be said of it. */
static void
expect_opened(struct emulator *emulator, const char *name)
{
	for (int i = 0; i < TRIES; i++) {
		if (emulator_find(emulator, name) >= 0 || emulator_find(emulator, "E shows") >= 0)
			return;
		emulator_pause(emulator, PAUSE_MS);
	}
	emulator_expect(emulator, name);
}

static void
read_through(const struct scratch *home, const char *path, const char *name)
{
	const char *words[] = {getenv("ZHUPI"), path, NULL};
	struct start start = {.columns = 80, .rows = 24, .home = home->folder, .words = words};
	struct emulator *emulator = emulator_start(&start);
	int status;

	if (strstr(path, "nul-lines")) {
		expect_refusal(emulator);
		return;
	}
	expect_opened(emulator, name);
	for (int page = 0; page < 4; page++)
		type(emulator, " ");
	type(emulator, "G");
	type(emulator, "gs");
	type(emulator, "/强调\r");
	type(emulator, "nN");
	type(emulator, "d");
	look_into(emulator, "I", "Directives");
	look_into(emulator, "E", "Encodings");
	emulator_type(emulator, "q");
	status = emulator_wait(emulator);
	if (status != 0)
		fail_msg("%s: left with %d", path, status);
	expect_clean(path, emulator_sent(emulator));
	emulator_end(emulator);
}

static void
test_each_file(void **state)
{
	char command[4096];
	struct scratch home;
	struct dirent **names;
	int count;

	(void)state;
	scratch_open(&home, "files");
	snprintf(command, sizeof command, "mkdir '%s' && '%s/tests/strange/make_files' '%s'",
		home.path, getenv("ZHUPI_TEST_BUILD"), home.path);
	assert_int_equal(system(command), 0);
	count = scandir(home.path, &names, NULL, alphasort);
	assert_true(count - 2 >= FILES);
	for (int i = 0; i < count; i++) {
		char path[512];

		snprintf(path, sizeof path, "%s/%s", home.path, names[i]->d_name);
		if (names[i]->d_name[0] != '.')
			read_through(&home, path, names[i]->d_name);
		free(names[i]);
	}
	free(names);
	scratch_close(&home);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_file)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
