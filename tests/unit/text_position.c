/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/position.h"

#include "text/unicode.h"

/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void
test_bytes_and_characters(void **state)
{
	struct slice text = slice_from_string("a山é𠀀z");

	(void)state;
	assert_int_equal(position_chars(text, 0), 0);
	assert_int_equal(position_chars(text, 1), 1);
	assert_int_equal(position_chars(text, 4), 2);
	assert_int_equal(position_chars(text, 6), 3);
	assert_int_equal(position_chars(text, 10), 4);
	assert_int_equal(position_chars(text, 11), 5);
	assert_int_equal(position_bytes(text, 0), 0);
	assert_int_equal(position_bytes(text, 2), 4);
	assert_int_equal(position_bytes(text, 5), 11);
}

static void
test_well_formed_text_is_counted_the_same(void **state)
{
	struct slice text = slice_from_string(
		"a山é𠀀z，市委書記、总指挥强调“é́”，要坚持、加强 plain ASCII too。");
	size_t at;

	(void)state;
	for (at = 0; at <= text.length; at++)
		assert_int_equal(position_chars_well_formed(text, at), position_chars(text, at));
	assert_int_equal(position_chars_well_formed((struct slice){NULL, 0}, 1), 0);
}

static void
test_beyond_the_end_is_the_end(void **state)
{
	struct slice text = slice_from_string("山");

	(void)state;
	assert_int_equal(position_chars(text, 99), 1);
	assert_int_equal(position_bytes(text, 99), 3);
	assert_int_equal(position_chars((struct slice){NULL, 0}, 0), 0);
	assert_int_equal(position_bytes((struct slice){NULL, 0}, 1), 0);
}

static void
test_a_character_begins_before_any_byte_inside_it(void **state)
{
	struct slice text = slice_from_string("山城");

	(void)state;
	assert_int_equal(position_chars(text, 1), 1);
	assert_int_equal(position_chars(text, 2), 1);
	assert_int_equal(position_chars(text, 3), 1);
	assert_int_equal(position_chars(text, 4), 2);
}

static void
test_there_and_back_over_ill_formed_text(void **state)
{
	struct slice text = slice_from_string("a\xFF山\xE5\xB1\xE5z\x80");
	size_t chars = 0, at;

	(void)state;
	for (at = 0; at < text.length; at = unicode_next(text, at), chars++) {
		assert_int_equal(position_chars(text, at), chars);
		assert_int_equal(position_bytes(text, chars), at);
	}
	assert_int_equal(chars, 7);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bytes_and_characters),
		cmocka_unit_test(test_well_formed_text_is_counted_the_same),
		cmocka_unit_test(test_beyond_the_end_is_the_end),
		cmocka_unit_test(test_a_character_begins_before_any_byte_inside_it),
		cmocka_unit_test(test_there_and_back_over_ill_formed_text),
	};

	return cmocka_run_group_tests_name("text_position", tests, NULL, NULL);
}
