/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/slice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct slice
text(const char *string)
{
	return slice_from_string(string);
}

static void
test_slice_at_is_cut_at_the_end(void **state)
{
	(void)state;
	assert_true(slice_equal(slice_at(text("primus"), (struct span){2, 4}), text("im")));
	assert_true(slice_equal(slice_at(text("primus"), (struct span){4, 99}), text("us")));
	assert_int_equal(slice_at(text("primus"), (struct span){8, 99}).length, 0);
}

static void
test_slice_find_gives_the_length_for_nothing(void **state)
{
	(void)state;
	assert_int_equal(slice_find(text("abcabc"), text("bc"), 2), 4);
	assert_int_equal(slice_find(text("abcabc"), text("cb"), 0), 6);
}

static void
test_slice_split_walks_to_the_end(void **state)
{
	struct slice rest = text("a/b");

	(void)state;
	assert_true(slice_equal(slice_split(rest, '/', &rest), text("a")));
	assert_true(slice_equal(slice_split(rest, '/', &rest), text("b")));
	assert_int_equal(rest.length, 0);
}

static void
test_slice_trim(void **state)
{
	(void)state;
	assert_true(slice_equal(slice_trim(text(" \tx y\r\n")), text("x y")));
	assert_int_equal(slice_trim(text(" \n")).length, 0);
}

static void
test_spans_are_half_open(void **state)
{
	(void)state;
	assert_true(span_overlaps((struct span){0, 3}, (struct span){2, 5}));
	assert_false(span_overlaps((struct span){0, 3}, (struct span){3, 5}));
	assert_true(span_contains((struct span){0, 3}, (struct span){0, 3}));
	assert_true(span_is_empty((struct span){3, 3}));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_slice_at_is_cut_at_the_end),
		cmocka_unit_test(test_slice_find_gives_the_length_for_nothing),
		cmocka_unit_test(test_slice_split_walks_to_the_end),
		cmocka_unit_test(test_slice_trim),
		cmocka_unit_test(test_spans_are_half_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
