/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of encodings in a terminal: of a text with faults, and of a large one that changes its
 * encoding where nobody has looked yet. */
#include <config.h>

#include "emulator.h"

#include "base/buffer.h"
#include "tests/unit/scratch.h"

#include <stdlib.h>
#include <string.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define UTF8 "会议指出，今年以来各地认真落实责任制。\n"
#define GB                                                                                         \
	"\xBB\xE1\xD2\xE9\xC7\xBF\xB5\xF7\xA3\xAC\xD2\xAA\xBC\xD3\xC7\xBF\xB9\xDC\xC0\xED\xA1\xA3" \
	"\n"

enum {
	LARGE = 60000 /* lines: such a text is mapped, and its end not looked at at first */
};

static void
write_lines(const char *path, const char *mode, const char *line, int times)
{
	FILE *file = fopen(path, mode);

	assert_non_null(file);
	while (times-- > 0)
		assert_true(fputs(line, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static struct emulator *
start(const struct scratch *home, const char *encoding)
{
	const char *words[] = {getenv("ZHUPI"), home->path, encoding, NULL};
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

static void
test_faults_and_other_encodings(void **state)
{
	struct scratch home;
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "text");
	write_lines(home.path, "w", UTF8, 5);
	write_lines(home.path, "a", "甲\xBB\xE1\xD2\xE9乙\n", 1);
	write_lines(home.path, "a", UTF8, 5);
	emulator = start(&home, NULL);
	emulator_expect(emulator, "E shows them");
	emulator_type(emulator, "E");
	emulator_expect(emulator, "could be");
	emulator_settle(emulator);
	emulator_expect_screen(emulator, "encodings-80x24");
	emulator_type(emulator, "G\r");
	emulator_expect(emulator, "¶ 6/11");
	emulator_type(emulator, "Ej\r");
	emulator_expect(emulator, "Read again as GB18030");
	leave(emulator);
	scratch_close(&home);
}

/* It is read on in the other encoding, wherever one has been, and E shows from where on. */
static void
expect_parts(const struct scratch *home, const char *parts, const char *last, const char *first)
{
	struct emulator *emulator = start(home, NULL);
	struct buffer shown;

	emulator_expect(emulator, first);
	emulator_type(emulator, "G");
	emulator_expect(emulator, last);
	buffer_init(&shown);
	buffer_append_format(&shown, "%s  ¶ 60030/60030", parts);
	emulator_expect(emulator, buffer_string(&shown));
	emulator_type(emulator, "E");
	emulator_expect(emulator, "could be");
	emulator_expect(emulator, parts);
	emulator_type(emulator, "j\r");
	emulator_expect(emulator, "¶ 60001/60030");
	emulator_type(emulator, "g");
	emulator_expect(emulator, first);
	leave(emulator);
	buffer_clear(&shown);
}

static void
test_a_large_text_changes_midway(void **state)
{
	struct scratch home;

	(void)state;
	scratch_open(&home, "text");
	write_lines(home.path, "w", UTF8, LARGE);
	write_lines(home.path, "a", GB, 30);
	expect_parts(&home, "UTF-8, from ¶ 60001 on GB18030", "会议强调，要加强管理。",
		"会议指出，今年以来");
	write_lines(home.path, "w", GB, LARGE);
	write_lines(home.path, "a", UTF8, 30);
	expect_parts(&home, "GB18030, from ¶ 60001 on UTF-8", "会议指出，今年以来",
		"会议强调，要加强管理。");
	scratch_close(&home);
}

static void
test_a_named_encoding_is_obeyed(void **state)
{
	struct scratch home;
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "text");
	write_lines(home.path, "w", UTF8, LARGE);
	write_lines(home.path, "a", GB, 30);
	emulator = start(&home, "--encoding=utf-8");
	emulator_expect(emulator, "places are not UTF-8: E shows them");
	emulator_type(emulator, "E");
	emulator_expect(emulator, "each part its own");
	emulator_type(emulator, "j\r");
	emulator_expect(emulator, "Read again as UTF-8+GB18030");
	emulator_type(emulator, "G");
	emulator_expect(emulator, "会议强调，要加强管理。");
	emulator_expect(emulator, "UTF-8, from ¶ 60001 on GB18030  ¶ 60030/60030");
	leave(emulator);
	scratch_close(&home);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_faults_and_other_encodings),
		cmocka_unit_test(test_a_large_text_changes_midway),
		cmocka_unit_test(test_a_named_encoding_is_obeyed),
	};

	return cmocka_run_group_tests_name("screen_encodings", tests, NULL, NULL);
}
