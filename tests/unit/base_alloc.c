/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/alloc.h"
#include "base/array.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

static jmp_buf given_up;
static size_t bytes_wanted;

/* Must not return: goes back to the test that expects it. */
static void
note_bytes(size_t bytes)
{
	bytes_wanted = bytes;
	longjmp(given_up, 1);
}

static void
test_nothing_is_something(void **state)
{
	void *memory = alloc_bytes(0);

	(void)state;
	assert_non_null(memory);
	memory = alloc_resize(memory, 0, 8);
	assert_non_null(memory);
	free(memory);
	memory = alloc_zeroed(0, 0);
	assert_non_null(memory);
	free(memory);
}

static void
test_a_string_is_copied_up_to_its_length(void **state)
{
	char *copy = alloc_string((struct slice){"primus", 3});

	(void)state;
	assert_string_equal(copy, "pri");
	free(copy);
	copy = alloc_string((struct slice){NULL, 0});
	assert_string_equal(copy, "");
	free(copy);
}

static void
test_too_much_goes_to_the_handler(void **state)
{
	volatile int times = 0;

	(void)state;
	alloc_set_handler(note_bytes);
	if (setjmp(given_up) == 0)
		(void)!alloc_resize(NULL, SIZE_MAX / 4, 8);
	else
		times++;
	assert_int_equal(times, 1);
	assert_true(bytes_wanted == SIZE_MAX);
	alloc_set_handler(NULL);
}

static void
test_an_array_grows_and_keeps_its_items(void **state)
{
	int *items = NULL;
	size_t capacity = 0, count, moves = 0;

	(void)state;
	for (count = 0; count < 10000; count++) {
		size_t before = capacity;

		items = array_grow(items, &capacity, count + 1, sizeof *items);
		moves += capacity != before;
		items[count] = (int)count;
	}
	for (count = 0; count < 10000; count++)
		assert_int_equal(items[count], count);
	assert_true(moves < 30);
	free(items);
}

static void
test_an_array_that_cannot_grow_stays(void **state)
{
	size_t capacity = 0;
	int *items = array_try_grow(NULL, &capacity, 4, sizeof *items);
	size_t had = capacity;

	(void)state;
	assert_non_null(items);
	assert_null(array_try_grow(items, &capacity, SIZE_MAX / 2, sizeof *items));
	assert_int_equal(capacity, had);
	free(items);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_is_something),
		cmocka_unit_test(test_a_string_is_copied_up_to_its_length),
		cmocka_unit_test(test_too_much_goes_to_the_handler),
		cmocka_unit_test(test_an_array_grows_and_keeps_its_items),
		cmocka_unit_test(test_an_array_that_cannot_grow_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
