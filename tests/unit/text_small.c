/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text floor's own files built with tiny blocks, slices and windows (see Makefile.am), so that
 * every border between two of them falls everywhere. What comes out is compared with what a plain
 * reading of the definition gives.
 */
#include "text/article.h"
#include "text/decode.h"
#include "text/find.h"
#include "text/unicode.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum {
	ROUNDS = 300,
	PIECES_AT_MOST = 120
};

static uint32_t
next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (uint32_t)(*seed >> 33);
}

/* A text of random pieces; buffer_clear frees. */
static struct buffer
random_text(uint64_t *seed, bool with_faults)
{
	static const char *const pieces[] = {"山", "城山", "山(shān)", "，", " ", "\n", "\r\n",
		"\r", "a", "　", "水\n", "(he)", "强", "強", "\xE2\x80\x8B", "Ａ", "\xE5\xB1",
		"\xFF", "\xF0\xA0", "\xEF", "\xEF\xBF"};
	size_t kinds = sizeof pieces / sizeof pieces[0] - (with_faults ? 0 : 5);
	uint32_t count = next_random(seed) % PIECES_AT_MOST;
	struct buffer text;

	buffer_init(&text);
	buffer_append_string(&text, "山");
	while (count-- > 0)
		buffer_append_string(&text, pieces[next_random(seed) % kinds]);
	return text;
}

static struct article *
open_as_file(struct slice bytes)
{
	char path[] = "/tmp/text_small.XXXXXX";
	int descriptor = mkstemp(path);
	struct article *article;

	assert_true(descriptor >= 0);
	assert_int_equal(write(descriptor, bytes.bytes, bytes.length), bytes.length);
	assert_int_equal(close(descriptor), 0);
	article = article_open(path, "UTF-8", NULL);
	unlink(path);
	assert_non_null(article);
	return article;
}

static bool
is_blank(struct slice line)
{
	size_t at, length;

	for (at = 0; at < line.length; at += length) {
		uint32_t character = unicode_decode(line, at, &length);

		if (character != ' ' && character != 0x3000)
			return false;
	}
	return true;
}

/* The paragraphs of text by the definition, one character after the other, compared. */
static void
expect_paragraphs(const struct article *article, struct slice text)
{
	size_t start = 0, at, count = 0;

	for (at = 0; at <= text.length; at++) {
		struct slice line;

		if (at < text.length && text.bytes[at] != '\n' && text.bytes[at] != '\r')
			continue;
		line = slice_at(text, (struct span){start, at});
		start = at + 1;
		if (is_blank(line))
			continue;
		assert_in_range(count, 0, article_count(article) - 1);
		assert_true(slice_equal(article_paragraph(article, count), line));
		count++;
	}
	assert_int_equal(article_count(article), count);
}

static size_t
count_faults(struct slice text)
{
	size_t at, length, faults = 0;

	for (at = 0; at < text.length; at += length)
		faults += unicode_decode(text, at, &length) == UNICODE_REPLACEMENT;
	return faults;
}

/* An open paragraph is the beginning of a line that goes on. */
static void
expect_open_or_not(const struct article *article)
{
	struct slice text = article_text(article);
	size_t count = article_count(article);
	struct span last;

	if (count == 0 || !article_is_open(article, count - 1))
		return;
	last = article_span(article, count - 1);
	assert_false(article_is_complete(article));
	assert_in_range(last.end - last.start, 10, text.length);
	assert_true(last.start == 0 || text.bytes[last.start - 1] == '\n' ||
		text.bytes[last.start - 1] == '\r');
	assert_null(memchr(text.bytes + last.start, '\n', last.end - last.start));
	assert_null(memchr(text.bytes + last.start, '\r', last.end - last.start));
}

static void
test_slices_of_any_size_agree_with_the_definition(void **state)
{
	uint64_t seed = 7;
	int round;

	(void)state;
	for (round = 0; round < ROUNDS; round++) {
		struct buffer text = random_text(&seed, round % 2);
		struct article *article = open_as_file(buffer_slice(&text));

		while (article_extend(article, 1 + next_random(&seed) % 9))
			expect_open_or_not(article);
		assert_true(article_is_complete(article));
		assert_int_equal(article_undecodable(article), count_faults(buffer_slice(&text)));
		expect_paragraphs(article, article_text(article));
		article_close(article);
		buffer_clear(&text);
	}
}

/* Also in slices that are shorter than a character. */
static void
test_each_slice_goes_on(void **state)
{
	struct slice text = slice_from_string("山城的水很好，大家都愛喝。\n第二行\n");

	(void)state;
	for (size_t slice_bytes = 1; slice_bytes < 5; slice_bytes++) {
		struct article *article = open_as_file(text);
		size_t slices = 0;

		while (article_extend(article, slice_bytes))
			assert_in_range(++slices, 1, text.length);
		expect_paragraphs(article, text);
		article_close(article);
	}
}

/* Parts of any length at any place, also shorter than a character. */
static void
test_parts_lie_inside(void **state)
{
	struct slice text = slice_from_string("山城\n的水\n\n很好");
	struct article *article = article_from_bytes(text, "text", "UTF-8", NULL);

	(void)state;
	for (size_t at = 0; at <= text.length; at++) {
		for (size_t around = 1; around < 10; around++) {
			size_t start;
			struct article *part = article_open_part(article, at, around, &start);

			if (part)
				assert_true(slice_equal(article_text(part),
					slice_at(text,
						(struct span){start,
							start + article_text(part).length})));
			article_close(part);
		}
	}
	article_close(article);
}

/* All places where the folded needle stands in the article, by folding whole paragraphs. */
static size_t
all_hits(struct article *article, const struct fold *needle, struct span *hits, size_t limit)
{
	struct fold hay;
	size_t index, i, count = 0;

	fold_init(&hay);
	for (index = 0; index < article_count(article); index++) {
		size_t start = article_span(article, index).start;

		assert_true(fold_apply(&hay, article_paragraph(article, index), FOLD_ALL));
		for (i = 0; i + needle->count <= hay.count; i++) {
			if (memcmp(hay.characters + i, needle->characters,
				    needle->count * sizeof *needle->characters) != 0)
				continue;
			assert_in_range(count, 0, limit - 1);
			hits[count] = fold_source_span(&hay, i, i + needle->count);
			hits[count].start += start;
			hits[count].end += start;
			count++;
		}
	}
	fold_clear(&hay);
	return count;
}

/* Goes through the text in slices of a few bytes, both ways, and counts the hits in its parts. */
static void
expect_slices_agree(
	struct finder *finder, struct slice text, const struct span *hits, size_t hit_count)
{
	size_t middle = text.length / 2, i = 0, next = 0;
	struct span hit;

	for (int backwards = 0; backwards < 2; backwards++) {
		for (i = 0, next = backwards ? SIZE_MAX : 0; i < hit_count; i++) {
			struct finder_search search = {.from = next, .backwards = backwards};
			const struct span *wanted = &hits[backwards ? hit_count - 1 - i : i];
			enum finder_result result;

			while ((result = finder_go_on(finder, text, &search, 7, &hit)) ==
				FINDER_MORE)
				;
			assert_int_equal(result, FINDER_HIT);
			assert_int_equal(hit.start, wanted->start);
			next = backwards ? hit.start : hit.start + 1;
		}
	}
	assert_int_equal(finder_count(finder, text, (struct span){0, middle}) +
			finder_count(finder, text, (struct span){middle, text.length}),
		hit_count);
}

static void
expect_all_found(struct article *article, const char *pattern)
{
	static struct span hits[4 * PIECES_AT_MOST];
	struct finder *finder = finder_new(slice_from_string(pattern));
	struct fold needle;
	struct span hit;
	size_t count, i, from;

	assert_non_null(finder);
	fold_init(&needle);
	assert_true(fold_apply(&needle, slice_from_string(pattern), FOLD_ALL));
	count = all_hits(article, &needle, hits, sizeof hits / sizeof hits[0]);
	for (i = 0, from = 0; i < count; i++, from = hit.start + 1) {
		assert_true(finder_next(finder, article, from, false, &hit));
		assert_int_equal(hit.start, hits[i].start);
		assert_int_equal(hit.end, hits[i].end);
	}
	assert_false(finder_next(finder, article, from, false, &hit));
	for (i = count, from = SIZE_MAX; i > 0; i--, from = hit.start) {
		assert_true(finder_next(finder, article, from, true, &hit));
		assert_int_equal(hit.start, hits[i - 1].start);
		assert_int_equal(hit.end, hits[i - 1].end);
	}
	assert_false(finder_next(finder, article, from, true, &hit));
	expect_slices_agree(finder, article_text(article), hits, count);
	fold_clear(&needle);
	finder_free(finder);
}

static void
test_windows_of_any_place_find_all(void **state)
{
	uint64_t seed = 11;
	int round;

	(void)state;
	for (round = 0; round < ROUNDS; round++) {
		struct buffer text = random_text(&seed, round % 3 == 0);
		struct article *article = open_as_file(buffer_slice(&text));

		article_extend(article, SIZE_MAX);
		if (article_count(article) > 0) {
			expect_all_found(article, "山");
			expect_all_found(article, "山,");
			expect_all_found(article, "城山城");
			expect_all_found(article, "a山");
			expect_all_found(article, "強a");
			expect_all_found(article, "山强(");
			expect_all_found(article, "\xEF\xBF\xBD");
		}
		article_close(article);
		buffer_clear(&text);
	}
}

static void
test_what_the_fold_drops_may_stand_between(void **state)
{
	static const struct slice texts[] = {
		{"山水5\0]", 9}, {"山水5\x01]", 9}, {"山水5\xE2\x80\x8B]", 11}, {"山水5]", 8}};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct article *article = article_from_bytes(texts[i], "text", "UTF-8", NULL);
		struct finder *finder = finder_new(slice_from_string("5]"));
		struct span hit;

		assert_true(finder_next(finder, article, 0, false, &hit));
		assert_int_equal(hit.start, 6);
		assert_int_equal(hit.end, texts[i].length);
		finder_free(finder);
		article_close(article);
	}
}

static void
test_blocks_of_any_size_decode_the_same(void **state)
{
	static const char text[] = "山城的水很好，大家都爱喝。Water is good here. 山";
	static const char gb[] = "\xC9\xBD\xB3\xC7\xB5\xC4\xCB\xAE\xBA\xDC\xBA\xC3\xA3\xAC\xB4\xF3"
				 "\xBC\xD2\xB6\xBC\xB0\xAE\xBA\xC8\xA1\xA3Water is good here. "
				 "\xC9\xBD";
	struct decoded decoded;

	(void)state;
	assert_true(decode_text(slice_from_string(gb), NULL, &decoded, NULL));
	assert_string_equal(decoded.encoding, "GB18030");
	assert_int_equal(decoded.text.length, sizeof text - 1);
	assert_memory_equal(decoded.text.bytes, text, sizeof text - 1);
	decoded_clear(&decoded);
	assert_true(decode_text(slice_from_string("山\xFF城\xE5\xB1"), "UTF-8", &decoded, NULL));
	assert_int_equal(decoded.undecodable, 2);
	assert_int_equal(decoded.text.length, 12);
	decoded_clear(&decoded);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_slices_of_any_size_agree_with_the_definition),
		cmocka_unit_test(test_each_slice_goes_on),
		cmocka_unit_test(test_parts_lie_inside),
		cmocka_unit_test(test_windows_of_any_place_find_all),
		cmocka_unit_test(test_what_the_fold_drops_may_stand_between),
		cmocka_unit_test(test_blocks_of_any_size_decode_the_same),
	};

	return cmocka_run_group_tests_name("text_small", tests, NULL, NULL);
}
