/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/script.h"

#include "text/position.h"

#include <stdlib.h>
#include <string.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void
expect(enum script script, struct slice real, struct slice shown)
{
	struct error error;
	struct script_converter *converter;
	size_t length;
	char *converted;

	error_init(&error);
	converter = script_open(script, &error);
	assert_non_null(converter);
	assert_false(error_is_set(&error));
	converted = script_convert(converter, real, &length);
	assert_int_equal(length, shown.length);
	assert_memory_equal(converted, shown.bytes, shown.length);
	assert_int_equal(position_chars((struct slice){converted, length}, length),
		position_chars(real, real.length));
	free(converted);
	script_close(converter);
}

static void
test_both_directions(void **state)
{
	(void)state;
	expect(SCRIPT_TRADITIONAL, slice_from_string("会议强调，头发要梳，发展要快。"),
		slice_from_string("會議強調，頭髮要梳，發展要快。"));
	expect(SCRIPT_SIMPLIFIED, slice_from_string("會議強調(diào)，乾隆ABC"),
		slice_from_string("会议强调(diào)，乾隆ABC"));
}

static void
test_nothing_and_nothing_to_do(void **state)
{
	(void)state;
	expect(SCRIPT_SIMPLIFIED, slice_from_string(""), slice_from_string(""));
	expect(SCRIPT_SIMPLIFIED, slice_from_string("plain"), slice_from_string("plain"));
}

static void
test_ill_formed_bytes_and_nuls_stay(void **state)
{
	(void)state;
	expect(SCRIPT_SIMPLIFIED, (struct slice){"會\xFF議\xE5", 8},
		(struct slice){"会\xFF议\xE5", 8});
	expect(SCRIPT_SIMPLIFIED, (struct slice){"會\0議", 7}, (struct slice){"会\0议", 7});
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_both_directions),
		cmocka_unit_test(test_nothing_and_nothing_to_do),
		cmocka_unit_test(test_ill_formed_bytes_and_nuls_stay),
	};

	return cmocka_run_group_tests_name("text_script", tests, NULL, NULL);
}
