/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts that are opened in pieces: taken as they come by a pipe, or decoded as far as somebody
 * asks, or in a file that grows. Wherever the pieces end, what comes out is what the text read as a
 * whole gives. Built with tiny blocks (see Makefile.am).
 */
#include <config.h>

#include "text/article.h"
#include "text/decode.h"
#include "text/decoder.h"
#include "text/find.h"

#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "pieces.h"

static uint32_t
next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (uint32_t)(*seed >> 33);
}

/* A text of a headline, prose and lines of all kinds in UTF-8. buffer_clear frees. */
static struct buffer
random_text(uint64_t *seed, uint32_t pieces)
{
	static const char *const some[] = {"山城的水很好，大家都愛喝。", "會議要求各部門",
		"的是在了不和有", "市委書記張三強調", "\n", "\n", "\r\n", "\r", "　", " ", "a",
		"Water", "一、總體要求\n", "（記者 李四）\n", "不得拖延。\n"};
	struct buffer text;

	buffer_init(&text);
	while (pieces-- > 0)
		buffer_append_string(&text, some[next_random(seed) % (sizeof some / sizeof *some)]);
	return text;
}

/* The bytes read as a whole: by a pipe, or of a file. */
static struct article *
read_whole(struct slice bytes)
{
	struct article *article = article_from_bytes(bytes, "whole", NULL, NULL);

	assert_non_null(article);
	return article;
}

static void
expect_pieces_agree(struct slice bytes, size_t piece, uint64_t *seed)
{
	struct article *whole = read_whole(bytes);
	struct stream stream;
	size_t at = piece < bytes.length ? piece : bytes.length;

	stream_open(&stream, slice_at(bytes, (struct span){0, at}));
	while (at < bytes.length) {
		size_t length = piece > 0 ? piece : next_random(seed) % 50;

		stream_write(&stream, slice_at(bytes, (struct span){at, at + length}));
		at += length < bytes.length - at ? length : bytes.length - at;
		if (next_random(seed) % 2)
			article_extend(stream.article, 1 + next_random(seed) % 30);
		if (next_random(seed) % 8 == 0)
			(void)article_hash(stream.article);
	}
	stream_end(&stream);
	expect_same(stream.article, whole);
	stream_close(&stream);
	article_close(whole);
}

static const char *const encodings[] = {"UTF-8", "GB18030", "BIG5-HKSCS", "UTF-16LE", "UTF-16BE",
	"UTF-16", "EUC-JP", "SHIFT_JIS", "GBK", "UTF-32"};

enum {
	ENCODINGS = sizeof encodings / sizeof *encodings,
	KNOWN_WITHOUT_MARK = ENCODINGS - 1 /* without its mark UTF-32 is full of NULs */
};

/* Characters that all encodings of the table have. */
static struct buffer
random_encodable(uint64_t *seed, uint32_t pieces, const char *encoding)
{
	struct buffer text = random_text(seed, pieces);

	if (strcmp(encoding, "EUC-JP") == 0 || strcmp(encoding, "SHIFT_JIS") == 0) {
		buffer_clear(&text);
		buffer_init(&text);
		while (pieces-- > 0)
			buffer_append_string(
				&text, next_random(seed) % 4 ? "これは水です。山のカナも" : "\n");
	}
	return text;
}

static void
test_pieces_of_any_size_give_the_whole(void **state)
{
	static const size_t pieces[] = {1, 2, 3, 7, 0};
	uint64_t seed = 5;

	(void)state;
	for (size_t i = 0; i < ENCODINGS; i++) {
		for (size_t j = 0; j < sizeof pieces / sizeof *pieces; j++) {
			for (uint32_t length = 2; length < 200; length = 3 * length + 1) {
				struct buffer text = random_encodable(&seed, length, encodings[i]);
				struct slice bytes = encode(buffer_slice(&text), encodings[i]);

				expect_pieces_agree(bytes, pieces[j], &seed);
				free((char *)(uintptr_t)bytes.bytes);
				buffer_clear(&text);
			}
		}
	}
}

/* Bytes that are no character, at any place. */
static void
test_faults_give_the_same_in_pieces(void **state)
{
	uint64_t seed = 17;

	(void)state;
	for (int round = 0; round < 300; round++) {
		const char *encoding = encodings[next_random(&seed) % KNOWN_WITHOUT_MARK];
		struct buffer text = random_encodable(&seed, 1 + next_random(&seed) % 90, encoding);
		struct slice bytes = encode(buffer_slice(&text), encoding);
		char *own = (char *)(uintptr_t)bytes.bytes;

		for (uint32_t faults = 1 + next_random(&seed) % 5; faults > 0; faults--)
			own[next_random(&seed) % bytes.length] = (char)(128 + next_random(&seed));
		bytes.length -= next_random(&seed) % 3 % bytes.length;
		expect_pieces_agree(bytes, 1 + next_random(&seed) % 40, &seed);
		free(own);
		buffer_clear(&text);
	}
}

/* The end of a text can be had before the rest is decoded, where a line's start can be told. */
static void
expect_end(const struct article *article, bool can_be_told)
{
	size_t start = 1;
	struct article *end = article_open_part(article, SIZE_MAX, 100, &start);

	assert_int_equal(end != NULL, can_be_told);
	if (!end)
		return;
	assert_int_equal(start, 0);
	assert_true(slice_equal(
		article_paragraph(end, article_count(end) - 1), slice_from_string("末尾FOUND水")));
	article_close(end);
}

/* A file of another encoding: decoded as far as somebody asks, or searches. */
static void
test_a_file_is_decoded_as_far_as_asked(void **state)
{
	uint64_t seed = 31;

	(void)state;
	for (int round = 0; round < 60; round++) {
		const char *encoding = encodings[1 + next_random(&seed) % 3];
		struct buffer text = random_text(&seed, 200);
		struct finder *finder = finder_new(slice_from_string("FOUND"));
		struct article *article, *whole;
		struct scratch scratch;
		struct slice bytes;
		struct span hit;
		FILE *file;

		buffer_append_string(&text, "\n末尾FOUND水\n");
		bytes = encode(buffer_slice(&text), encoding);
		scratch_open(&scratch, "text");
		file = fopen(scratch.path, "w");
		assert_non_null(file);
		assert_int_equal(fwrite(bytes.bytes, 1, bytes.length, file), bytes.length);
		assert_int_equal(fclose(file), 0);
		article = article_open_as(scratch.path, &in_pieces, NULL);
		assert_non_null(article);
		assert_false(article_is_complete(article));
		assert_false(article_is_short(article, 100));
		assert_in_range(article_text(article).length, 64, 1600);
		assert_in_range(article_size(article), text.length / 2, text.length * 2);
		expect_end(article, strcmp(encoding, "UTF-16LE") != 0);
		if (round % 2) {
			assert_true(finder_next(finder, article, 0, false, &hit));
			assert_int_equal(hit.end - hit.start, strlen("FOUND"));
		}
		while (article_extend(article, 1 + next_random(&seed) % 90))
			;
		whole = read_whole(bytes);
		expect_same(article, whole);
		article_close(whole);
		article_close(article);
		scratch_close(&scratch);
		finder_free(finder);
		free((char *)(uintptr_t)bytes.bytes);
		buffer_clear(&text);
	}
}

/* --- files that grow ----------------------------------------------------------------------- */

static void
append(const char *path, struct slice bytes)
{
	scratch_append(path, bytes.bytes, bytes.length);
}

/* The article after growth, and one that is opened then, are the same. */
static void
expect_as_fresh(struct article *article, const char *path, const struct article_options *options)
{
	struct article *fresh = article_open_as(path, options, NULL);

	assert_non_null(fresh);
	expect_same(article, fresh);
	article_close(fresh);
}

/* Lets a file grow piece by piece; told: the encoding, or NULL. How often it was not opened
 * anew. */
static size_t
grow_by_pieces(struct slice bytes, const char *told, size_t first, size_t piece, uint64_t *seed)
{
	const struct article_options options = {.in_pieces = true, .encoding = told};
	struct scratch scratch;
	struct article *article;
	size_t grown = 0;

	scratch_open(&scratch, "text");
	append(scratch.path, slice_at(bytes, (struct span){0, first}));
	article = article_open_as(scratch.path, &options, NULL);
	for (size_t at = first; at < bytes.length; at += piece) {
		const char *text = article_text(article).bytes;

		if (next_random(seed) % 2)
			(void)article_hash(article);
		if (next_random(seed) % 3)
			while (article_extend(article, 1 + next_random(seed) % 90))
				;
		piece = piece < bytes.length - at ? piece : bytes.length - at;
		append(scratch.path, slice_at(bytes, (struct span){at, at + piece}));
		assert_int_equal(article_look(article), SOURCE_GROWN);
		if (article_grow(article)) {
			grown++;
			assert_ptr_equal(article_text(article).bytes, text);
			assert_int_equal(article_look(article), SOURCE_SAME);
			if (next_random(seed) % 2)
				expect_as_fresh(article, scratch.path, &options);
		} else {
			article_close(article);
			article = article_open_as(scratch.path, &options, NULL);
		}
	}
	expect_as_fresh(article, scratch.path, &options);
	assert_true(article_is_intact(article, NULL));
	article_close(article);
	scratch_close(&scratch);
	return grown;
}

enum {
	GROWS_FROM = 1500 /* bytes: the encoding is settled then */
};

static void
test_growth_gives_what_is_opened_then(void **state)
{
	static const char *const growing[] = {"UTF-8", "GB18030", "BIG5-HKSCS", "EUC-JP"};
	uint64_t seed = 41;

	(void)state;
	for (int round = 0; round < 60; round++) {
		const char *encoding = growing[round % 4];
		struct buffer text = random_encodable(&seed, 400, encoding);
		struct slice bytes = encode(buffer_slice(&text), encoding);
		size_t piece = 1 + next_random(&seed) % (round % 3 ? 9 : 300);

		bytes.length = bytes.length < GROWS_FROM + 40 * piece ? bytes.length
								      : GROWS_FROM + 40 * piece;
		assert_true(bytes.length > GROWS_FROM);
		assert_int_equal(grow_by_pieces(bytes, NULL, GROWS_FROM, piece, &seed),
			(bytes.length - GROWS_FROM + piece - 1) / piece);
		free((char *)(uintptr_t)bytes.bytes);
		buffer_clear(&text);
	}
}

/* Line ends, blank lines and characters in two halves; and bytes that are no character. */
static void
test_growth_at_awkward_places(void **state)
{
	static const char end[] =
		"\r\n\n　\r\r\n水\xE3\x80\n\xE3\x80\x80\n一、總\n\xF0\xA0\xAE\xB7\xE0"
		"\x80\xFF\xF0\x9F\n\n不得拖延。\n\xEF\xBB\xBF\n\xE3\x80\x80";
	uint64_t seed = 43;

	(void)state;
	for (size_t first = 0; first < sizeof end; first++) {
		for (size_t piece = 1; piece < 5; piece++) {
			struct buffer text = random_text(&seed, 200);

			buffer_append(&text, (struct slice){end, sizeof end - 1});
			grow_by_pieces(buffer_slice(&text), "UTF-8",
				text.length - (sizeof end - 1) + first, piece, &seed);
			grow_by_pieces(buffer_slice(&text), NULL,
				text.length - (sizeof end - 1) + first, piece, &seed);
			buffer_clear(&text);
		}
	}
}

/* Damaged from the start on, so that it is mended as it is decoded. */
static void
test_a_mended_text_grows(void **state)
{
	uint64_t seed = 47;

	(void)state;
	for (int round = 0; round < 60; round++) {
		struct buffer text = random_text(&seed, 400);
		char *own = buffer_take(&text);
		size_t length = strlen(own);

		for (uint32_t faults = 0; faults < 40; faults++)
			own[30 + next_random(&seed) % (length - 30)] =
				(char)(128 + next_random(&seed));
		grow_by_pieces((struct slice){own, length < 2000 ? length : 2000}, NULL, 1800,
			1 + next_random(&seed) % 7, &seed);
		free(own);
	}
}

/* Where a decoder that cannot be taken back has come to the end, which cuts a character, and knows
 * it only when it is asked again. */
static void
test_growth_of_other_encodings(void **state)
{
	const struct article_options options = {.in_pieces = true, .encoding = "EUC-KR"};
	uint64_t seed = 59;
	char bytes[500];

	(void)state;
	for (size_t i = 0; i < sizeof bytes; i += 2)
		memcpy(bytes + i, next_random(&seed) % 9 ? "\xB0\xA1" : "a\n", 2);
	for (size_t slices = 60; slices < 120; slices++) {
		struct scratch scratch;
		struct article *article;
		size_t ended_at = sizeof bytes - 9;

		scratch_open(&scratch, "text");
		append(scratch.path, (struct slice){bytes, ended_at});
		article = article_open_as(scratch.path, &options, NULL);
		for (size_t i = 0; i < slices; i++)
			article_lengthen(article, 3);
		append(scratch.path, (struct slice){bytes + ended_at, sizeof bytes - ended_at});
		if (article_grow(article))
			expect_as_fresh(article, scratch.path, &options);
		article_close(article);
		scratch_close(&scratch);
	}
}

/* A text that was blank, or whose last line was, and a short one. */
static void
test_blank_and_short_texts_grow(void **state)
{
	char blank[600];
	uint64_t seed = 53;
	struct buffer text;

	(void)state;
	memset(blank, ' ', sizeof blank);
	buffer_init(&text);
	buffer_append(&text, (struct slice){blank, sizeof blank});
	buffer_append_string(&text, "水\n");
	buffer_append(&text, (struct slice){blank, sizeof blank});
	buffer_append_string(&text, "\n水");
	assert_int_equal(
		grow_by_pieces(buffer_slice(&text), NULL, 595, 1, &seed), text.length - 595);
	grow_by_pieces(buffer_slice(&text), NULL, 300, 7, &seed); /* was read as a whole */
	buffer_clear(&text);
}

/* What has not only grown is opened anew. */
static void
test_what_was_written_over_does_not_grow(void **state)
{
	uint64_t seed = 59;
	struct buffer text = random_text(&seed, 400);
	struct article *article;
	struct scratch scratch;

	(void)state;
	scratch_open(&scratch, "text");
	append(scratch.path, buffer_slice(&text));
	article = article_open_as(scratch.path, &in_pieces, NULL);
	while (article_extend(article, SIZE_MAX))
		;
	assert_true(article_can_grow(article));
	assert_false(article_grow(article)); /* it is what it was */
	assert_int_equal(truncate(scratch.path, 30), 0);
	append(scratch.path, buffer_slice(&text));
	assert_int_equal(article_look(article), SOURCE_GROWN);
	assert_false(article_grow(article));
	assert_int_equal(article_look(article), SOURCE_GROWN);
	assert_int_equal(truncate(scratch.path, 30), 0);
	assert_false(article_grow(article));
	article_close(article);
	scratch_close(&scratch);
	buffer_clear(&text);
}

/* What came first is a text for itself, with the hash that a file of it has. */
static void
test_the_beginning_has_the_hash_of_a_file(void **state)
{
	static const char text[] = "第一段，大家都愛喝水。\n第二段還沒有";
	struct article *whole = read_whole(slice_from_string(text));
	struct stream stream;

	(void)state;
	stream_open(&stream, slice_from_string(text));
	while (article_extend(stream.article, SIZE_MAX))
		;
	assert_true(article_awaits(stream.article));
	assert_false(article_is_complete(stream.article));
	assert_int_equal(article_count(stream.article), 2);
	assert_true(article_is_open(stream.article, 1));
	assert_true(article_hash(stream.article).high == article_hash(whole).high);
	stream_write(&stream, slice_from_string("完\n"));
	while (article_extend(stream.article, SIZE_MAX))
		;
	assert_int_equal(article_count(stream.article), 2);
	assert_false(article_hash(stream.article).high == article_hash(whole).high);
	stream_end(&stream);
	stream_close(&stream);
	article_close(whole);
}

/* The decoder by itself, with the encoding told. */
static void
test_the_decoder_agrees_with_iconv(void **state)
{
	static const char *const told[] = {"GB18030", "BIG5-HKSCS", "EUC-JP", "SHIFT_JIS",
		"UTF-16LE", "UTF-32BE", "UTF-8", "UTF-7", "ISO-2022-JP", "ISO-8859-1"};
	uint64_t seed = 23;

	(void)state;
	for (int round = 0; round < 4000; round++) {
		const char *encoding = told[(size_t)round % (sizeof told / sizeof *told)];
		char bytes[80];
		struct slice source = {bytes, 1 + next_random(&seed) % sizeof bytes};
		struct decoded decoded;
		struct decoder *decoder = decoder_open(encoding);
		struct growing *text = growing_open(1 << 16);

		for (size_t i = 0; i < source.length; i++)
			bytes[i] = (char)(next_random(&seed) % 3 ? 0x81 + next_random(&seed) % 0x7E
								 : next_random(&seed) % 0x80);
		assert_true(decode_text(source, encoding, &decoded, NULL));
		assert_non_null(decoder);
		for (size_t come = 0; come < source.length;) {
			come += 1 + next_random(&seed) % 5;
			come = come < source.length ? come : source.length;
			assert_true(decoder_go_on(decoder, (struct slice){bytes, come}, false,
				1 + next_random(&seed) % 20, text, NULL));
		}
		while (!decoder_is_done(decoder, source))
			assert_true(decoder_go_on(decoder, source, true, 1, text, NULL));
		assert_int_equal(growing_bytes(text).length, decoded.text.length);
		assert_memory_equal(
			growing_bytes(text).bytes, decoded.text.bytes, decoded.text.length);
		assert_int_equal(decoder_undecodable(decoder), decoded.undecodable);
		growing_close(text);
		decoder_close(decoder);
		decoded_clear(&decoded);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_decoder_agrees_with_iconv),
		cmocka_unit_test(test_a_file_is_decoded_as_far_as_asked),
		cmocka_unit_test(test_growth_gives_what_is_opened_then),
		cmocka_unit_test(test_growth_at_awkward_places),
		cmocka_unit_test(test_a_mended_text_grows),
		cmocka_unit_test(test_growth_of_other_encodings),
		cmocka_unit_test(test_blank_and_short_texts_grow),
		cmocka_unit_test(test_what_was_written_over_does_not_grow),
		cmocka_unit_test(test_the_beginning_has_the_hash_of_a_file),
		cmocka_unit_test(test_pieces_of_any_size_give_the_whole),
		cmocka_unit_test(test_faults_give_the_same_in_pieces),
	};

	return cmocka_run_group_tests_name("text_pieces", tests, NULL, NULL);
}
