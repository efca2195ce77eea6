/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void
test_a_new_buffer_is_the_empty_string(void **state)
{
	struct buffer buffer;

	(void)state;
	buffer_init(&buffer);
	assert_int_equal(buffer_slice(&buffer).length, 0);
	assert_string_equal(buffer_string(&buffer), "");
	buffer_clear(&buffer);
}

static void
test_appending_keeps_it_a_string(void **state)
{
	struct buffer buffer;

	(void)state;
	buffer_init(&buffer);
	buffer_append_string(&buffer, "第");
	buffer_append_byte(&buffer, ' ');
	buffer_append_format(&buffer, "%d%s", 12, "段");
	buffer_append(&buffer, (struct slice){NULL, 0});
	assert_string_equal(buffer_string(&buffer), "第 12段");
	assert_int_equal(buffer.length, strlen("第 12段"));
	buffer_clear(&buffer);
	assert_null(buffer.bytes);
}

static void
test_nul_bytes_are_kept(void **state)
{
	struct buffer buffer;

	(void)state;
	buffer_init(&buffer);
	buffer_append(&buffer, (struct slice){"a\0b", 3});
	assert_int_equal(buffer.length, 3);
	assert_memory_equal(buffer.bytes, "a\0b", 4);
	buffer_clear(&buffer);
}

static void
test_inserting_and_removing_in_the_middle(void **state)
{
	struct buffer buffer;

	(void)state;
	buffer_init(&buffer);
	buffer_append_string(&buffer, "primus");
	buffer_insert(&buffer, 2, slice_from_string("--"));
	assert_string_equal(buffer.bytes, "pr--imus");
	buffer_insert(&buffer, buffer.length, slice_from_string("!"));
	assert_string_equal(buffer.bytes, "pr--imus!");
	buffer_remove(&buffer, (struct span){2, 4});
	assert_string_equal(buffer.bytes, "primus!");
	buffer_remove(&buffer, (struct span){5, 99});
	assert_string_equal(buffer.bytes, "primu");
	buffer_remove(&buffer, (struct span){9, 12});
	assert_string_equal(buffer.bytes, "primu");
	buffer_clear(&buffer);
}

static void
test_truncating_never_lengthens(void **state)
{
	struct buffer buffer;

	(void)state;
	buffer_init(&buffer);
	buffer_truncate(&buffer, 3);
	buffer_append_string(&buffer, "primus");
	buffer_truncate(&buffer, 99);
	assert_int_equal(buffer.length, 6);
	buffer_truncate(&buffer, 3);
	assert_string_equal(buffer.bytes, "pri");
	buffer_clear(&buffer);
}

static void
test_taking_empties_it(void **state)
{
	struct buffer buffer;
	char *taken;

	(void)state;
	buffer_init(&buffer);
	taken = buffer_take(&buffer);
	assert_string_equal(taken, "");
	free(taken);
	buffer_append_string(&buffer, "x");
	taken = buffer_take(&buffer);
	assert_string_equal(taken, "x");
	free(taken);
	assert_int_equal(buffer.length, 0);
	assert_null(buffer.bytes);
}

static void
test_it_grows_byte_by_byte(void **state)
{
	struct buffer buffer;
	size_t i;

	(void)state;
	buffer_init(&buffer);
	for (i = 0; i < 100000; i++)
		buffer_append_byte(&buffer, (char)('a' + i % 26));
	assert_int_equal(buffer.length, 100000);
	assert_int_equal(buffer.bytes[99999], 'a' + 99999 % 26);
	assert_true(buffer.capacity < 200000);
	buffer_clear(&buffer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_new_buffer_is_the_empty_string),
		cmocka_unit_test(test_appending_keeps_it_a_string),
		cmocka_unit_test(test_nul_bytes_are_kept),
		cmocka_unit_test(test_inserting_and_removing_in_the_middle),
		cmocka_unit_test(test_truncating_never_lengthens),
		cmocka_unit_test(test_taking_empties_it),
		cmocka_unit_test(test_it_grows_byte_by_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
