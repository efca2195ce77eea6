/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spans of any length are what was put in; built with short ones for long (see Makefile.am). */
#include "text/span_table.h"

#include <stdlib.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum {
	SPANS = 5000
};

static uint32_t
next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (uint32_t)(*seed >> 33);
}

static void
expect_same(const struct span_table *table, const struct span *spans, size_t first, size_t count)
{
	assert_int_equal(table->count, count);
	for (size_t i = first; i < count; i++) {
		struct span span = span_table_at(table, i);

		assert_int_equal(span.start, spans[i].start);
		assert_int_equal(span.end, spans[i].end);
		assert_int_equal(span_table_find(table, span.start), i);
		assert_int_equal(span_table_find(table, span.end), i + 1 < count ? i + 1 : i);
	}
}

/* Adds one, lets the last one grow or takes it back. */
static size_t
change(struct span_table *table, struct span *spans, size_t count, size_t first, uint64_t *seed)
{
	size_t start = (count > 0 ? spans[count - 1].end : 0) + 1 + next_random(seed) % 3;
	size_t length = 1 + next_random(seed) % (next_random(seed) % 100 ? 30 : 2000);

	switch (count > first ? next_random(seed) % 8 : 0) {
	case 6:
		spans[count - 1].end += length;
		span_table_end_last(table, spans[count - 1].end);
		return count;
	case 7:
		span_table_drop_last(table);
		return count - 1;
	default:
		spans[count] = (struct span){start, start + length};
		span_table_add(table, spans[count]);
		return count + 1;
	}
}

static void
test_spans_are_kept(void **state)
{
	static struct span spans[SPANS];
	struct span_table table = {.parts = NULL};
	uint64_t seed = 3;
	size_t count = 0;

	(void)state;
	while (count < SPANS)
		count = change(&table, spans, count, 0, &seed);
	assert_true(table.wide_count > 20);
	assert_true(table.wide_count < SPANS / 2);
	expect_same(&table, spans, 0, count);
	span_table_clear(&table);
}

static void
test_spans_are_forgotten(void **state)
{
	static struct span spans[SPANS];
	struct span_table table = {.parts = NULL};
	uint64_t seed = 4;
	size_t count = 0, first = 0, most = 0;

	(void)state;
	while (count < SPANS) {
		count = change(&table, spans, count, first, &seed);
		most = table.part_count > most ? table.part_count : most;
		if (next_random(&seed) % 9)
			continue;
		first += next_random(&seed) % (count - first + 1);
		span_table_forget(&table, first);
		if (count > first)
			expect_same(&table, spans, first, count);
	}
	assert_in_range(most, 1, 2);
	span_table_clear(&table);
	assert_int_equal(table.count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spans_are_kept),
		cmocka_unit_test(test_spans_are_forgotten),
	};

	return cmocka_run_group_tests_name("unit/text_span_table", tests, NULL, NULL);
}
