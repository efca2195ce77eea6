/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/find.h"

/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const char text[] = "會議強調(diào)，要快。\n\nＡＢＣ會議\n会 议强调会议强调\n";

/* Goes on from `from` and expects the hit; start SIZE_MAX for none. */
static void
expect_hit(struct finder *finder, struct article *article, size_t from, bool backwards,
	size_t start, size_t end)
{
	struct span hit;
	bool found = finder_next(finder, article, from, backwards, &hit);

	assert_int_equal(found, start != SIZE_MAX);
	if (!found)
		return;
	assert_int_equal(hit.start, start);
	assert_int_equal(hit.end, end);
}

static struct article *
open_text(void)
{
	struct article *article = article_from_bytes(slice_from_string(text), "test", NULL, NULL);

	assert_non_null(article);
	return article;
}

static void
test_forwards(void **state)
{
	struct article *article = open_text();
	struct finder *finder = finder_new(slice_from_string("会议强调"));

	(void)state;
	expect_hit(finder, article, 0, false, 0, 12);
	expect_hit(finder, article, 1, false, 49, 62);
	expect_hit(finder, article, 49, false, 49, 62);
	expect_hit(finder, article, 50, false, 62, 74);
	expect_hit(finder, article, 63, false, SIZE_MAX, 0);
	expect_hit(finder, article, 9999, false, SIZE_MAX, 0);
	finder_free(finder);
	article_close(article);
}

static void
test_backwards(void **state)
{
	struct article *article = open_text();
	struct finder *finder = finder_new(slice_from_string("会议强调"));

	(void)state;
	expect_hit(finder, article, 9999, true, 62, 74);
	expect_hit(finder, article, 62, true, 49, 62);
	expect_hit(finder, article, 49, true, 0, 12);
	expect_hit(finder, article, 1, true, 0, 12);
	expect_hit(finder, article, 0, true, SIZE_MAX, 0);
	finder_free(finder);
	article_close(article);
}

static void
test_patterns_are_folded(void **state)
{
	struct article *article = open_text();
	struct finder *finder = finder_new(slice_from_string("ｂc会議"));

	(void)state;
	expect_hit(finder, article, 0, false, 36, 48);
	finder_free(finder);
	finder = finder_new(slice_from_string("调，要"));
	expect_hit(finder, article, 0, false, 9, 25);
	finder_free(finder);
	finder = finder_new(slice_from_string("不在"));
	expect_hit(finder, article, 0, false, SIZE_MAX, 0);
	expect_hit(finder, article, 9999, true, SIZE_MAX, 0);
	finder_free(finder);
	assert_null(finder_new(slice_from_string("")));
	assert_null(finder_new(slice_from_string(" 　\xE2\x80\x8B")));
	finder_free(NULL);
	article_close(article);
}

static void
test_all_hits_are_disjoint_and_limited(void **state)
{
	struct finder *finder = finder_new(slice_from_string("山山"));
	struct span hits[4];

	(void)state;
	assert_int_equal(finder_all(finder, slice_from_string("山山山水山 山山"), hits, 4), 2);
	assert_int_equal(hits[0].start, 0);
	assert_int_equal(hits[0].end, 6);
	assert_int_equal(hits[1].start, 12);
	assert_int_equal(hits[1].end, 19);
	assert_int_equal(finder_all(finder, slice_from_string("山山山山"), hits, 1), 1);
	assert_int_equal(finder_all(finder, slice_from_string("山"), hits, 4), 0);
	assert_int_equal(finder_all(finder, slice_from_string(""), hits, 4), 0);
	finder_free(finder);
}

static void
test_an_empty_article_has_no_hit(void **state)
{
	struct article *article = article_from_bytes(slice_from_string("\n"), "test", NULL, NULL);
	struct finder *finder = finder_new(slice_from_string("山"));

	(void)state;
	assert_non_null(article);
	expect_hit(finder, article, 0, false, SIZE_MAX, 0);
	expect_hit(finder, article, 1, true, SIZE_MAX, 0);
	finder_free(finder);
	article_close(article);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forwards),
		cmocka_unit_test(test_backwards),
		cmocka_unit_test(test_patterns_are_folded),
		cmocka_unit_test(test_all_hits_are_disjoint_and_limited),
		cmocka_unit_test(test_an_empty_article_has_no_hit),
	};

	return cmocka_run_group_tests_name("text_find", tests, NULL, NULL);
}
