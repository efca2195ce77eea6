/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/find.h"

#include "base/buffer.h"
#include "text/fold.h"
#include "text/unicode.h"

#include <string.h>

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

enum {
	FILL_BYTES = 6000, /* a text longer than what is folded as a whole */
	LONG_LINE_HITS = 700
};

/* Text without any of what is searched for. */
static void
append_filling(struct buffer *out, size_t bytes)
{
	for (size_t end = out->length + bytes; out->length < end;)
		buffer_append_string(out, "縱橫八萬里。");
}

/* Every character is found by what the fold makes of it, wherever it stands in a longer text. */
static void
test_all_spellings_of_a_character_are_found(void **state)
{
	struct buffer hay;
	size_t tried = 0;

	(void)state;
	buffer_init(&hay);
	append_filling(&hay, FILL_BYTES);
	for (uint32_t character = '!'; character < 0x30000; character++) {
		uint32_t folded = fold_character(character);
		struct finder_search search = {.from = 0};
		size_t length = hay.length;
		struct finder *finder;
		struct buffer words;
		struct span hit;

		if (folded == 0 || folded == ' ' || folded == character ||
			character == UNICODE_REPLACEMENT)
			continue;
		buffer_init(&words);
		unicode_append(&words, folded);
		unicode_append(&hay, character);
		append_filling(&hay, 100);
		finder = finder_new(buffer_slice(&words));
		assert_non_null(finder);
		if (strstr("縱橫八萬里。纵横万", buffer_string(&words)) == NULL) {
			assert_int_equal(
				finder_go_on(finder, buffer_slice(&hay), &search, SIZE_MAX, &hit),
				FINDER_HIT);
			assert_int_equal(hit.start, length);
			tried++;
		}
		finder_free(finder);
		buffer_clear(&words);
		buffer_truncate(&hay, length);
	}
	assert_in_range(tried, 4000, 40000);
	buffer_clear(&hay);
}

/* Expects that `hit` is found by the words when `what`, which holds it, stands in the middle of a
 * text; NULL for nothing. */
static void
expect_in_filling(const char *words, const char *what, const char *hit)
{
	struct finder *finder = finder_new(slice_from_string(words));
	struct finder_search search = {.from = 0}, back = {.from = SIZE_MAX, .backwards = true};
	struct span found = {0, 0};
	struct buffer hay;
	size_t middle;

	buffer_init(&hay);
	append_filling(&hay, FILL_BYTES);
	buffer_append_string(&hay, "\n");
	middle = hay.length;
	buffer_append_string(&hay, what);
	buffer_append_string(&hay, "\n");
	append_filling(&hay, FILL_BYTES);
	assert_int_equal(finder_go_on(finder, buffer_slice(&hay), &search, SIZE_MAX, &found),
		hit ? FINDER_HIT : FINDER_NONE);
	if (hit) {
		assert_int_equal(found.start, middle + (size_t)(strstr(what, hit) - what));
		assert_int_equal(found.end - found.start, strlen(hit));
		assert_int_equal(finder_go_on(finder, buffer_slice(&hay), &back, SIZE_MAX, &found),
			FINDER_HIT);
		assert_int_equal(found.start, middle + (size_t)(strstr(what, hit) - what));
	}
	assert_int_equal(finder_count(finder, buffer_slice(&hay), (struct span){0, hay.length}),
		hit != NULL);
	buffer_clear(&hay);
	finder_free(finder);
}

static void
test_what_stands_between_characters(void **state)
{
	(void)state;
	expect_in_filling("会议强调", "會(huì)議(yì)強(qiáng)調(diào)", "會(huì)議(yì)強(qiáng)調");
	expect_in_filling("强调", "強🎐(qiáng)　調", "強🎐(qiáng)　調");
	expect_in_filling("强调要", "强\xE2\x80\x8B调 要", "强\xE2\x80\x8B调 要");
	expect_in_filling("强调", "强\n调", NULL);
	expect_in_filling("qiáng", "強(qiáng)調", NULL);
	expect_in_filling("(qiáng)", "他x(qiáng)調", "(qiáng)");
	expect_in_filling("rest",
		"the R\xC2\xAD"
		"EST",
		"R\xC2\xAD"
		"EST");
	expect_in_filling("res t", "ＲＥＳ　\tt", "ＲＥＳ　\tt");
	expect_in_filling("a强", "the A 強", "A 強");
	expect_in_filling("阿·强", "阿．強", "阿．強");
	expect_in_filling("阿.b", "阿．b", "阿．b");
	expect_in_filling("終點", "xxx终点", "终点");
	expect_in_filling("k", "\xE2\x84\xAA", "\xE2\x84\xAA");
}

/* A line of many windows: from hit to hit, both ways and counted. */
static void
test_a_long_line(void **state)
{
	static size_t places[LONG_LINE_HITS];
	struct finder *finder = finder_new(slice_from_string("会议强调"));
	struct finder_search search;
	struct buffer hay;
	struct span hit;

	(void)state;
	buffer_init(&hay);
	for (size_t i = 0; i < LONG_LINE_HITS; i++) {
		append_filling(&hay, i % 50 == 0 ? 20000 : i % 7 * 100);
		places[i] = hay.length;
		buffer_append_string(&hay, i % 2 ? "會(huì)議強調" : "会议 强调");
	}
	for (size_t i = 0, from = 0; i < LONG_LINE_HITS; i++, from = hit.start + 1) {
		search = (struct finder_search){.from = from};
		assert_int_equal(finder_go_on(finder, buffer_slice(&hay), &search, SIZE_MAX, &hit),
			FINDER_HIT);
		assert_int_equal(hit.start, places[i]);
	}
	for (size_t i = LONG_LINE_HITS, from = SIZE_MAX; i > 0; i--, from = hit.start) {
		search = (struct finder_search){.from = from, .backwards = true};
		assert_int_equal(finder_go_on(finder, buffer_slice(&hay), &search, SIZE_MAX, &hit),
			FINDER_HIT);
		assert_int_equal(hit.start, places[i - 1]);
	}
	assert_int_equal(finder_count(finder, buffer_slice(&hay), (struct span){0, hay.length}),
		LONG_LINE_HITS);
	assert_int_equal(finder_count(finder, buffer_slice(&hay),
				 (struct span){places[3] + 1, places[300] + 1}),
		297);
	buffer_clear(&hay);
	finder_free(finder);
}

/* In slices: what is folded counts as more, and all slices together find the same. */
static void
test_a_search_in_slices(void **state)
{
	struct finder *finder = finder_new(slice_from_string("会议强调"));
	struct finder_search rare = {.from = 0}, dense = {.from = 0}, back;
	size_t slices[2] = {0, 0};
	struct buffer hay, folded;
	struct span hit;

	(void)state;
	buffer_init(&hay);
	buffer_init(&folded);
	append_filling(&hay, 3000000);
	for (size_t i = 0; folded.length < hay.length; i++)
		buffer_append_string(&folded, "会议(huiyi)会议 强。\n");
	buffer_append_string(&hay, "會議強調");
	buffer_append_string(&folded, "會議強調");
	while (finder_go_on(finder, buffer_slice(&hay), &rare, 1 << 20, &hit) == FINDER_MORE)
		slices[0]++;
	assert_int_equal(hit.end, hay.length);
	while (finder_go_on(finder, buffer_slice(&folded), &dense, 1 << 20, &hit) == FINDER_MORE)
		slices[1]++;
	assert_int_equal(hit.end, folded.length);
	assert_in_range(slices[0], 1, 10);
	assert_true(slices[1] > 5 * slices[0]);
	back = (struct finder_search){.from = hit.start, .backwards = true};
	slices[0] = 0;
	while (finder_go_on(finder, buffer_slice(&folded), &back, 1 << 20, &hit) == FINDER_MORE)
		slices[0]++;
	assert_true(slices[0] > 4);
	buffer_clear(&folded);
	buffer_clear(&hay);
	finder_free(finder);
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
		cmocka_unit_test(test_all_spellings_of_a_character_are_found),
		cmocka_unit_test(test_what_stands_between_characters),
		cmocka_unit_test(test_a_long_line),
		cmocka_unit_test(test_a_search_in_slices),
	};

	return cmocka_run_group_tests_name("text_find", tests, NULL, NULL);
}
