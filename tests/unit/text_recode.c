/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file would be in other encodings, and where it cannot be decoded. */
#include "text/recode.h"

#include "base/buffer.h"
#include "text/unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define UTF8 "会议指出，今年以来各地认真落实责任制。\n"
#define GB                                                                                         \
	"\xBB\xE1\xD2\xE9\xC7\xBF\xB5\xF7\xA3\xAC\xD2\xAA\xBC\xD3\xC7\xBF\xB9\xDC\xC0\xED\xA1\xA3" \
	"\n"

/* An article of these bytes in a file, read in the encoding (NULL: detected). */
static struct article *
open_bytes(struct slice bytes, const char *encoding)
{
	struct article *article;
	struct error error;
	FILE *file;
	char path[] = "/tmp/zhupi-recode-XXXXXX";
	int descriptor = mkstemp(path);

	error_init(&error);
	assert_true(descriptor >= 0);
	file = fdopen(descriptor, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.bytes, 1, bytes.length, file), bytes.length);
	assert_int_equal(fclose(file), 0);
	article = article_open(path, encoding, &error);
	if (!article)
		fail_msg("%s", error.sentence);
	return article;
}

static void
close_article(struct article *article)
{
	unlink(article_path(article));
	article_close(article);
}

static struct recode *
open_recode(struct article *article)
{
	struct error remark;
	struct recode *recode;

	error_init(&remark);
	recode = recode_open(article, NULL, &remark);
	assert_false(error_is_set(&remark));
	while (recode_work(recode))
		;
	return recode;
}

/* Every fault's text is undecodable where it begins and ends, and all of them are what the article
 * has counted. */
static void
expect_faults(struct article *article)
{
	struct recode *recode = open_recode(article);
	size_t count, places = 0, length;
	const struct recode_fault *faults = recode_faults(recode, &count);
	struct slice text = article_text(article);

	while (article_extend(article, SIZE_MAX))
		;
	for (size_t i = 0; i < count; i++) {
		places += faults[i].places;
		assert_int_equal(
			unicode_decode(text, faults[i].text.start, &length), UNICODE_REPLACEMENT);
		assert_true(faults[i].text.end > faults[i].text.start);
		assert_true(faults[i].text.end <= text.length);
		assert_true(i == 0 || faults[i].text.start >= faults[i - 1].text.end);
		assert_true(faults[i].bytes.length > 0);
	}
	if (count < 5000)
		assert_int_equal(places, article_undecodable(article));
	recode_close(recode);
}

static void
append_utf16(struct buffer *bytes, const char *text)
{
	for (size_t at = 0, length; at < strlen(text); at += length) {
		uint32_t unit = unicode_decode(slice_from_string(text), at, &length);

		buffer_append_byte(bytes, (char)(unit & 0xFF));
		buffer_append_byte(bytes, (char)(unit >> 8));
	}
}

static void
test_faults_are_where_the_article_has_them(void **state)
{
	static const char *const encodings[] = {"UTF-8", "GB18030", "UTF-16LE", NULL};
	unsigned seed = 3;

	(void)state;
	for (size_t round = 0; round < 120; round++) {
		struct buffer bytes;
		struct article *article;

		buffer_init(&bytes);
		if (round % 2 == 1)
			buffer_append_string(&bytes, "\xEF\xBB\xBF");
		for (int i = 0; i < 20; i++) {
			seed = seed * 1103515245u + 12345u;
			if (round % 4 == 2)
				append_utf16(&bytes, UTF8);
			else
				buffer_append_string(
					&bytes, round % 4 == 1 || seed >> 16 & 1 ? UTF8 : GB);
			seed = seed * 1103515245u + 12345u;
			bytes.bytes[(seed >> 8) % bytes.length] = (char)(seed >> 16 | 0x80);
		}
		article = open_bytes(buffer_slice(&bytes), encodings[round % 4]);
		expect_faults(article);
		close_article(article);
		buffer_clear(&bytes);
	}
}

/* Of a large file the text is its bytes. */
static void
test_faults_of_a_large_file(void **state)
{
	struct buffer bytes;
	struct article *article;

	(void)state;
	buffer_init(&bytes);
	while (bytes.length < (size_t)3 << 20)
		buffer_append_string(&bytes, UTF8);
	buffer_append_string(&bytes, GB);
	for (int i = 0; i < 2000; i++)
		buffer_append_string(&bytes, UTF8 "a\xFFz\n");
	article = open_bytes(buffer_slice(&bytes), NULL);
	assert_string_equal(article_encoding(article), "UTF-8");
	expect_faults(article);
	close_article(article);
	buffer_clear(&bytes);
}

static const struct recode_reading *
find_reading(const struct recode *recode, const char *encoding)
{
	for (size_t i = 0; i < recode_count(recode); i++) {
		if (strcmp(recode_reading(recode, i)->encoding, encoding) == 0)
			return recode_reading(recode, i);
	}
	return NULL;
}

static void
test_other_encodings_best_first(void **state)
{
	struct buffer bytes;
	struct article *article;
	struct recode *recode;
	const struct recode_reading *first;

	(void)state;
	buffer_init(&bytes);
	for (int i = 0; i < 10; i++)
		buffer_append_string(&bytes, GB);
	article = open_bytes(buffer_slice(&bytes), "BIG5");
	recode = open_recode(article);
	first = recode_reading(recode, 0);
	assert_string_equal(first->encoding, "GB18030");
	assert_string_equal(first->sample, "会议强调，要加强管理。");
	assert_int_equal(first->undecodable, 0);
	assert_true(first->counted);
	assert_null(find_reading(recode, "BIG5-HKSCS"));
	assert_true(find_reading(recode, "UTF-8")->undecodable > 100);
	recode_close(recode);
	close_article(article);
	buffer_clear(&bytes);
}

/* A fault in the midst of UTF-8, as another encoding would have it. */
static void
test_the_sample_is_from_the_first_fault(void **state)
{
	struct article *article =
		open_bytes(slice_from_string(UTF8 UTF8 "abc \xBB\xE1\xD2\xE9\n" UTF8), NULL);
	struct recode *recode = open_recode(article);
	size_t count;
	const struct recode_fault *faults = recode_faults(recode, &count);

	(void)state;
	assert_string_equal(find_reading(recode, "GB18030")->sample, "abc 会议");
	assert_int_equal(count, 1);
	assert_int_equal(faults[0].bytes.length, 4);
	assert_memory_equal(faults[0].bytes.bytes, "\xBB\xE1\xD2\xE9", 4);
	recode_close(recode);
	close_article(article);
}

/* A text that was said to be of one encoding is offered in parts. */
static void
test_parts_are_offered(void **state)
{
	struct buffer bytes;
	struct article *article;
	struct recode *recode;

	(void)state;
	buffer_init(&bytes);
	for (int i = 0; i < 5; i++)
		buffer_append_string(&bytes, UTF8);
	for (int i = 0; i < 5; i++)
		buffer_append_string(&bytes, GB);
	article = open_bytes(buffer_slice(&bytes), "UTF-8");
	recode = open_recode(article);
	assert_string_equal(recode_reading(recode, 0)->encoding, "mixed");
	assert_int_equal(recode_reading(recode, 0)->undecodable, 0);
	assert_string_equal(recode_reading(recode, 0)->sample, "会议强调，要加强管理。");
	recode_close(recode);
	close_article(article);
	article = open_bytes(buffer_slice(&bytes), NULL);
	assert_string_equal(article_encoding(article), "UTF-8+GB18030");
	recode = open_recode(article);
	assert_null(find_reading(recode, "mixed"));
	recode_close(recode);
	close_article(article);
	buffer_clear(&bytes);
}

/* What cannot be read again says so; its faults are found by the text. */
static void
test_what_cannot_be_read_again(void **state)
{
	struct error error, remark;
	struct article *article;
	struct recode *recode;
	size_t count;

	(void)state;
	error_init(&error);
	error_init(&remark);
	article = article_from_bytes(slice_from_string(UTF8 "a\xFFz\n"), "-", NULL, &error);
	assert_non_null(article);
	recode = recode_open(article, NULL, &remark);
	assert_non_null(strstr(remark.sentence, "standard input"));
	assert_int_equal(recode_count(recode), 0);
	assert_int_equal(recode_faults(recode, &count)->places, 1);
	assert_int_equal(count, 1);
	assert_false(recode_knows_bytes(recode));
	recode_close(recode);
	article_close(article);
	error_init(&remark);
	article = open_bytes(slice_from_string(UTF8), NULL);
	assert_int_equal(truncate(article_path(article), 9), 0);
	recode = recode_open(article, NULL, &remark);
	assert_non_null(strstr(remark.sentence, "was changed"));
	recode_close(recode);
	close_article(article);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_faults_are_where_the_article_has_them),
		cmocka_unit_test(test_faults_of_a_large_file),
		cmocka_unit_test(test_other_encodings_best_first),
		cmocka_unit_test(test_the_sample_is_from_the_first_fault),
		cmocka_unit_test(test_parts_are_offered),
		cmocka_unit_test(test_what_cannot_be_read_again),
	};

	return cmocka_run_group_tests_name("text_recode", tests, NULL, NULL);
}
