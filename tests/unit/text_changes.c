/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Large texts that change their encoding where nobody has looked yet. Built with small windows (see
 * Makefile.am).
 */
#include <config.h>

#include "text/article.h"
#include "text/decode.h"

#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "pieces.h"

enum {
	PARTS = 3
};

/* Lines in one encoding behind another, and where they lie as text. */
struct mixture {
	struct buffer bytes, text;
	struct decoded_part parts[PARTS];
	size_t count;
};

static void
mixture_add(struct mixture *mixture, const char *encoding, size_t lines)
{
	struct buffer text;
	struct slice bytes;

	if (mixture->count == 0) {
		buffer_init(&mixture->bytes);
		buffer_init(&mixture->text);
	}
	mixture->parts[mixture->count++] =
		(struct decoded_part){mixture->bytes.length, mixture->text.length, encoding};
	buffer_init(&text);
	while (lines-- > 0)
		buffer_append_string(&text,
			lines % 3 ? "會議要求各部門在這一年裡學習，不得拖延。\n"
				  : "山城的水很好，大家都愛喝，人人都說是最好的。\n");
	bytes = encode(buffer_slice(&text), encoding);
	buffer_append(&mixture->bytes, bytes);
	buffer_append(&mixture->text, buffer_slice(&text));
	free((char *)(uintptr_t)bytes.bytes);
	buffer_clear(&text);
}

static void
mixture_clear(struct mixture *mixture)
{
	buffer_clear(&mixture->bytes);
	buffer_clear(&mixture->text);
}

/* Reads on to the end, in another article where need be. */
static struct article *
read_on(struct article *article, size_t slice_bytes)
{
	while (article_extend(article, slice_bytes) || article_receive(article, 0)) {
		struct article *renewed;
		size_t count = article_count(article);

		if (article_receive(article, 0) != ARTICLE_OTHER)
			continue;
		renewed = article_renew(article, &in_pieces, NULL);
		assert_non_null(renewed);
		while (article_count(renewed) < count && article_extend(renewed, slice_bytes))
			;
		article_close(article);
		article = renewed;
	}
	return article;
}

static void
expect_mixture(struct article *article, const struct mixture *mixture)
{
	size_t count;
	const struct decoded_part *parts = article_parts(article, &count);

	assert_true(article_is_complete(article));
	assert_true(slice_equal(article_text(article), buffer_slice(&mixture->text)));
	assert_int_equal(article_undecodable(article), 0);
	assert_int_equal(count, mixture->count);
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(parts[i].encoding, mixture->parts[i].encoding);
		assert_int_equal(parts[i].source, mixture->parts[i].source);
		assert_int_equal(parts[i].start, mixture->parts[i].start);
		if (i == 0 || strcmp(parts[i].encoding, parts[0].encoding) != 0)
			assert_non_null(strstr(article_encoding(article), parts[i].encoding));
	}
}

static void
expect_mixture_is_read(const struct mixture *mixture, size_t slice_bytes)
{
	struct scratch scratch;
	struct article *article;
	FILE *file;

	scratch_open(&scratch, "text");
	file = fopen(scratch.path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(mixture->bytes.bytes, 1, mixture->bytes.length, file),
		mixture->bytes.length);
	assert_int_equal(fclose(file), 0);
	article = article_open_as(scratch.path, &in_pieces, NULL);
	assert_non_null(article);
	article = read_on(article, slice_bytes);
	expect_mixture(article, mixture);
	article_close(article);
	scratch_close(&scratch);
}

/* Where a file goes on in another encoding, it is read on in that one. */
static void
test_a_file_changes_its_encoding_far_down(void **state)
{
	static const char *const names[] = {
		"UTF-8", "GB18030", "BIG5-HKSCS", "UTF-16LE", "UTF-16BE"};
	const size_t count = sizeof names / sizeof *names;

	(void)state;
	for (size_t one = 0; one < count; one++) {
		for (size_t other = 0; other < count; other++) {
			struct mixture mixture = {.count = 0};

			if (one == other)
				continue;
			mixture_add(&mixture, names[one], 200 + one);
			mixture_add(&mixture, names[other], 100 + other);
			mixture_add(&mixture, names[one], 50);
			expect_mixture_is_read(&mixture, 1000);
			expect_mixture_is_read(&mixture, SIZE_MAX);
			mixture_clear(&mixture);
		}
	}
}

/* No sample of UTF-8 shows it: it is seen when one comes there, and in a pipe when it comes. */
static void
test_some_lines_of_another_encoding_are_seen(void **state)
{
	struct mixture mixture = {.count = 0};
	struct stream stream;

	(void)state;
	mixture_add(&mixture, "UTF-8", 500);
	mixture_add(&mixture, "GB18030", 5);
	mixture_add(&mixture, "UTF-8", 1200);
	expect_mixture_is_read(&mixture, 1000);
	expect_mixture_is_read(&mixture, SIZE_MAX);
	stream_open(&stream, slice_at(buffer_slice(&mixture.bytes), (struct span){0, 20000}));
	for (size_t at = 20000; at < mixture.bytes.length; at += 5000) {
		stream_write(&stream,
			slice_at(buffer_slice(&mixture.bytes), (struct span){at, at + 5000}));
		while (article_extend(stream.article, 700))
			;
	}
	stream_end(&stream);
	stream.article = read_on(stream.article, 1000);
	expect_mixture(stream.article, &mixture);
	stream_close(&stream);
	mixture_clear(&mixture);
}

/* A line that is longer than a window changes nothing, and what comes behind it may. */
static void
test_a_long_line_before_a_change(void **state)
{
	struct mixture mixture = {.count = 0};

	(void)state;
	mixture_add(&mixture, "GB18030", 100);
	for (size_t i = 0; i + 40 < mixture.bytes.length; i++) {
		if (mixture.bytes.bytes[i] == '\n')
			mixture.bytes.bytes[i] = ' ';
	}
	for (size_t i = 0; i + 60 < mixture.text.length; i++) {
		if (mixture.text.bytes[i] == '\n')
			mixture.text.bytes[i] = ' ';
	}
	mixture_add(&mixture, "UTF-8", 50);
	expect_mixture_is_read(&mixture, 1000);
	mixture_clear(&mixture);
}

/* The end of a window seems to be a part of a character, and no line ends soon behind it. */
static void
test_a_damaged_line_before_a_long_one(void **state)
{
	struct mixture mixture = {.count = 0};
	struct article *article;
	struct scratch scratch;
	size_t slices = 0;
	FILE *file;

	(void)state;
	mixture_add(&mixture, "GB18030", 30);
	buffer_append_string(&mixture.bytes, "\xA0\x30\n");
	for (int i = 0; i < 3000; i++)
		buffer_append_string(&mixture.bytes, "\xD6\xD0");
	scratch_open(&scratch, "text");
	file = fopen(scratch.path, "w");
	assert_non_null(file);
	assert_int_equal(
		fwrite(mixture.bytes.bytes, 1, mixture.bytes.length, file), mixture.bytes.length);
	assert_int_equal(fclose(file), 0);
	article = article_open_as(scratch.path, &in_pieces, NULL);
	assert_non_null(article);
	while (article_extend(article, 100))
		assert_in_range(++slices, 1, mixture.bytes.length);
	assert_true(article_is_complete(article));
	assert_true(slice_ends_with(article_text(article), slice_from_string("中中")));
	article_close(article);
	scratch_close(&scratch);
	mixture_clear(&mixture);
}

/* Damage is no other encoding, and what somebody names is obeyed. */
static void
test_what_is_named_does_not_change(void **state)
{
	struct mixture mixture = {.count = 0};
	struct article *whole, *article;
	struct scratch scratch;
	FILE *file;

	(void)state;
	mixture_add(&mixture, "GB18030", 100);
	mixture_add(&mixture, "UTF-8", 100);
	scratch_open(&scratch, "text");
	file = fopen(scratch.path, "w");
	assert_non_null(file);
	assert_int_equal(
		fwrite(mixture.bytes.bytes, 1, mixture.bytes.length, file), mixture.bytes.length);
	assert_int_equal(fclose(file), 0);
	for (int i = 0; i < 2; i++) {
		const struct article_options named = {
			.encoding = i ? "gbk" : "utf-8", .in_pieces = true};

		article = article_open_as(scratch.path, &named, NULL);
		whole = article_open(scratch.path, named.encoding, NULL);
		assert_non_null(article);
		assert_non_null(whole);
		expect_same(article, whole);
		assert_int_equal(article_receive(article, 0), ARTICLE_NO_NEWS);
		article_close(article);
		article_close(whole);
	}
	scratch_close(&scratch);
	mixture_clear(&mixture);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_file_changes_its_encoding_far_down),
		cmocka_unit_test(test_some_lines_of_another_encoding_are_seen),
		cmocka_unit_test(test_a_long_line_before_a_change),
		cmocka_unit_test(test_a_damaged_line_before_a_long_one),
		cmocka_unit_test(test_what_is_named_does_not_change),
	};

	return cmocka_run_group_tests_name("text_changes", tests, NULL, NULL);
}
