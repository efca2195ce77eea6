/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

enum {
	TEXT_AT_MOST = 300
};

/* ASCII as code points, in a buffer of the caller's. */
static struct characters
as_characters(const char *text, uint32_t *buffer)
{
	size_t count = strlen(text);

	for (size_t i = 0; i < count; i++)
		buffer[i] = (unsigned char)text[i];
	return (struct characters){buffer, count};
}

/* The plain way: a whole table. Errors of the best stretch that ends behind the end-th character.
 */
static size_t
errors_by_table(struct characters text, struct characters pattern, size_t end)
{
	static size_t table[TEXT_AT_MOST + 1][TEXT_AT_MOST + 1];

	for (size_t j = 0; j <= end; j++)
		table[0][j] = 0;
	for (size_t i = 1; i <= pattern.count; i++) {
		table[i][0] = i;
		for (size_t j = 1; j <= end; j++) {
			size_t best =
				table[i - 1][j - 1] + (pattern.items[i - 1] != text.items[j - 1]);

			if (table[i - 1][j] + 1 < best)
				best = table[i - 1][j] + 1;
			if (table[i][j - 1] + 1 < best)
				best = table[i][j - 1] + 1;
			table[i][j] = best;
		}
	}
	return table[pattern.count][end];
}

static uint32_t
roll(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 16;
}

static void
test_search_agrees_with_a_whole_table(void **state)
{
	uint32_t seed = 7, text[TEXT_AT_MOST], pattern[TEXT_AT_MOST];

	(void)state;
	for (int round = 0; round < 60; round++) {
		struct characters in = {text, 40 + roll(&seed) % 200};
		struct characters what = {pattern, 1 + roll(&seed) % (round < 30 ? 20 : 180)};
		size_t best = SIZE_MAX;
		struct match matches[2];

		for (size_t i = 0; i < in.count; i++)
			text[i] = 0x4E00 + roll(&seed) % 5;
		for (size_t i = 0; i < what.count; i++)
			pattern[i] = roll(&seed) % 4 ? text[(i + 9) % in.count]
						     : 0x4E00 + roll(&seed) % 5;
		for (size_t end = 1; end <= in.count; end++)
			if (errors_by_table(in, what, end) < best)
				best = errors_by_table(in, what, end);
		assert_true(match_search(in, what, what.count, matches));
		assert_int_equal(matches[0].errors, best);
		assert_int_equal(errors_by_table(in, what, matches[0].end), best);
		if (matches[1].errors != SIZE_MAX)
			assert_int_equal(
				errors_by_table(in, what, matches[1].end), matches[1].errors);
	}
}

static void
test_search_keeps_its_limit(void **state)
{
	uint32_t a[64], b[64];
	struct match matches[2];

	(void)state;
	assert_true(match_search(
		as_characters("xxabXdexxxabcdexx", a), as_characters("abcde", b), 1, matches));
	assert_int_equal(matches[0].errors, 0);
	assert_int_equal(matches[0].end, 15);
	assert_int_equal(matches[1].errors, 1);
	assert_int_equal(matches[1].end, 7);
	assert_true(match_search(as_characters("xyz", a), as_characters("abcde", b), 2, matches));
	assert_true(matches[0].errors == SIZE_MAX);
}

static void
check_aligned(const char *text, const char *pattern, size_t start, size_t end, const char *became)
{
	uint32_t a[128], b[128];
	char found[128];

	assert_true(match_align(as_characters(text, a), as_characters(pattern, b), &start, &end));
	snprintf(found, sizeof found, "%.*s", (int)(end - start), text + start);
	assert_string_equal(found, became);
}

static void
test_align_tells_what_became_of_a_range(void **state)
{
	(void)state;
	check_aligned("..before QUOTE behind..", "before QUOTE behind", 7, 12, "QUOTE");
	check_aligned("..before QxUTE behind..", "before QUOTE behind", 7, 12, "QxUTE");
	check_aligned("..before  behind..", "before QUOTE behind", 7, 12, "");
	check_aligned("..before new QUOTE new behind..", "before QUOTE behind", 7, 12, "QUOTE");
	check_aligned("QUOTE behind", "QUOTE behind", 0, 5, "QUOTE");
	check_aligned("before QUO", "before QUOTE", 7, 12, "QUO");
}

static void
test_context_is_compared_from_the_near_end(void **state)
{
	uint32_t a[64], b[64];

	(void)state;
	assert_int_equal(
		match_context(as_characters("abcd", a), as_characters("xxxxabcd", b), MATCH_BEFORE),
		4);
	assert_int_equal(
		match_context(as_characters("abcd", a), as_characters("abcdxxxx", b), MATCH_BEHIND),
		4);
	assert_int_equal(match_context(as_characters("abcdefgh", a), as_characters("abcXefgh", b),
				 MATCH_BEHIND),
		6);
	assert_int_equal(match_context(as_characters("abcdefgh", a),
				 as_characters("abcdstuvwxyz", b), MATCH_BEHIND),
		4);
	assert_int_equal(
		match_context(as_characters("abcd", a), as_characters("", b), MATCH_BEHIND), 0);
	assert_int_equal(
		match_context(as_characters("", a), as_characters("x", b), MATCH_BEHIND), 0);
	assert_true(match_likeness(as_characters("abcd", a), as_characters("abXd", b)) == 0.75);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_search_agrees_with_a_whole_table),
		cmocka_unit_test(test_search_keeps_its_limit),
		cmocka_unit_test(test_align_tells_what_became_of_a_range),
		cmocka_unit_test(test_context_is_compared_from_the_near_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
