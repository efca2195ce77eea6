/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes through the whole text floor: decode, article, fold, find, kinds, line breaking. What
 * must hold for every text is checked; a breach aborts.
 *
 * With libFuzzer: clang -fsanitize=fuzzer,address,undefined -DZHUPI_LIBFUZZER … Without it, main
 * runs ROUNDS inputs put together by a generator of its own, always the same ones, and prints TAP.
 */
#include "text/article.h"
#include "text/decode.h"
#include "text/find.h"
#include "text/linebreak.h"
#include "text/position.h"
#include "text/unicode.h"

#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	ROUNDS = 2000,
	PIECES_AT_MOST = 60,
	INPUT_BYTES = 4096
};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
require(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "does not hold: %s\n", what);
	abort();
}

static void
check_decoding(struct slice bytes)
{
	static const char *const encodings[] = {
		NULL, "UTF-8", "GB18030", "BIG5", "UTF-16", "SHIFT_JIS"};
	struct decoded decoded;
	size_t i;

	for (i = 0; i < sizeof encodings / sizeof encodings[0]; i++) {
		require(decode_text(bytes, encodings[i], &decoded, NULL), "known encodings decode");
		require(unicode_is_valid(decoded.text), "decoded text is well-formed");
		require(decoded.undecodable <= bytes.length, "no more faults than bytes");
		decoded_clear(&decoded);
	}
}

static void
check_stepping(struct slice text)
{
	size_t at = 0, back, chars = 0;

	while (at < text.length) {
		size_t next = unicode_next(text, at), cluster = unicode_next_cluster(text, at);

		require(next > at && next <= at + 4 && next <= text.length, "steps go on");
		require(cluster >= next && cluster <= text.length, "clusters are characters");
		require(unicode_previous(text, next) == at, "there and back");
		at = next;
		chars++;
	}
	require(position_chars(text, text.length) == chars, "characters are counted");
	require(position_bytes(text, chars) == text.length, "characters are found");
	for (back = text.length; back > 0; back = at) {
		at = unicode_previous_cluster(text, back);
		require(at < back, "clusters go back");
	}
}

static void
check_fold(struct slice text, enum fold_blanks blanks)
{
	struct fold fold;
	size_t i;

	fold_init(&fold);
	require(fold_apply(&fold, text, blanks), "folds");
	require(fold.count <= text.length, "a fold is no longer than its source");
	require(fold.offsets[fold.count] == text.length, "the last offset is the end");
	for (i = 0; i < fold.count; i++) {
		struct span span = fold_source_span(&fold, i, i + 1);

		require(span.end <= fold.offsets[i + 1], "characters do not overlap");
		require(unicode_next(text, span.start) == span.end, "a span is a character");
		require(fold_from_source(&fold, span.start) == i, "offsets lead back");
	}
	for (i = 0; i < fold.residue_count; i++)
		require(fold.residue[i].end > fold.residue[i].start &&
				fold.residue[i].end <= text.length &&
				(i == 0 || fold.residue[i - 1].end <= fold.residue[i].start),
			"residue is in order");
	fold_clear(&fold);
}

static void
check_breaks(struct slice text)
{
	char *breaks = malloc(text.length + 1);
	size_t at;

	require(breaks != NULL, "memory");
	require(linebreak_find(text, breaks), "breaks are found");
	for (at = 0; at < text.length; at++) {
		require(breaks[at] == 0 || breaks[at] == 1, "a break is 0 or 1");
		require(breaks[at] == 0 || unicode_next(text, unicode_previous(text, at)) == at,
			"breaks are between characters");
	}
	free(breaks);
}

/* Looks for a piece of the text itself: it must be found where it stands, or before. */
static void
check_find(struct article *article, size_t index)
{
	struct span span = article_span(article, index), hit;
	struct slice text = article_paragraph(article, index);
	size_t middle = position_bytes(text, position_chars(text, text.length / 2));
	struct finder *finder = finder_new(slice_at(text, (struct span){middle, middle + 9}));

	if (!finder)
		return;
	if (finder_next(finder, article, 0, false, &hit))
		require(hit.start <= hit.end && hit.end <= article_text(article).length,
			"hits are inside");
	(void)!finder_next(finder, article, span.end, true, &hit);
	finder_free(finder);
}

static void
check_article(struct slice bytes)
{
	struct article *article = article_from_bytes(bytes, "fuzz", NULL, NULL);
	size_t i, last = 0;

	if (!article)
		return;
	article_extend(article, SIZE_MAX);
	for (i = 0; i < article_count(article); i++) {
		struct span span = article_span(article, i);
		struct slice text = article_paragraph(article, i);

		require(span.start >= last && span.end > span.start, "paragraphs are in order");
		require(span.end <= article_text(article).length, "paragraphs are inside");
		require(article_index_at(article, span.start) == i, "a paragraph is found");
		require(article_kind(article, i) < PARAGRAPH_KINDS, "kinds are known");
		last = span.end;
		check_stepping(text);
		check_fold(text, FOLD_ALL);
		check_fold(text, FOLD_KEEP_BLANKS);
		check_breaks(text);
		check_find(article, i);
	}
	(void)article_imprint(article);
	(void)article_hash(article);
	article_close(article);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct slice input = {(const char *)bytes, length};

	check_decoding(input);
	check_article(input);
	/* Not decoded before: what a mapped file with faults gives. */
	check_stepping(input);
	check_fold(input, FOLD_ALL);
	check_breaks(input);
	return 0;
}

#ifndef ZHUPI_LIBFUZZER

static const struct slice pieces[] = {
	{"山城", 6},
	{"調(diào)", 10},
	{"国(guo)(guo)", 13},
	{"(he)", 4},
	{"（xí）", 9},
	{"😀", 4},
	{"\n", 1},
	{"\r\n", 2},
	{"\r", 1},
	{"　", 3},
	{"  ", 2},
	{"。", 3},
	{"，", 3},
	{"“", 3},
	{"”", 3},
	{"……", 6},
	{"——", 6},
	{"·", 2},
	{"．", 3},
	{"2020年2月3日", 14},
	{"来源：", 9},
	{"记者 ", 7},
	{"一、", 6},
	{"word ", 5},
	{"\xEF\xBB\xBF", 3},
	{"\xFF\xFE", 2},
	{"\xFE\xFF", 2},
	{"\0", 1},
	{"\xE5\xB1", 2},
	{"\xF0\xA0\x80", 3},
	{"\xED\xA0\x80", 3},
	{"\x80", 1},
	{"\xC9\xBD\xB3\xC7", 4},
	{"\xA4\x73\xAB\xB0", 4},
	{"q\\\xCEW", 4},
	{"\x84\x31\x95\x33", 4},
	{"e\xCC\x81", 3},
	{"👩‍👧", 11},
	{"🇨🇳", 8},
	{"\xE2\x80\xAE", 3},
	{"\033[31m", 5},
	{"\xF3\xA0\x84\x80", 4},
	{"\xE2\x80\xA8", 3},
	{"charset=", 8},
	{"https://a.b/c?d=e", 17},
};

static uint32_t
next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (uint32_t)(*seed >> 33);
}

/* Puts an input together from pieces, and damages some of its bytes now and then. */
static size_t
make_input(uint64_t *seed, uint8_t *input)
{
	uint32_t count = next_random(seed) % PIECES_AT_MOST, damages;
	size_t length = 0;

	while (count-- > 0) {
		struct slice piece = pieces[next_random(seed) % (sizeof pieces / sizeof pieces[0])];

		if (length + piece.length > INPUT_BYTES)
			break;
		memcpy(input + length, piece.bytes, piece.length);
		length += piece.length;
	}
	damages = next_random(seed) % 4 == 0 ? next_random(seed) % 8 : 0;
	while (length > 0 && damages-- > 0)
		input[next_random(seed) % length] = (uint8_t)next_random(seed);
	return length;
}

int
main(void)
{
	uint64_t seed = 20200203;
	int round;

	setlocale(LC_CTYPE, "C.UTF-8");
	printf("1..1\n");
	for (round = 0; round < ROUNDS; round++) {
		/* Of the exact size, so that a sanitizer sees what reads beyond it. */
		uint8_t input[INPUT_BYTES], *exact;
		size_t length = make_input(&seed, input);

		exact = malloc(length ? length : 1);
		require(exact != NULL, "memory");
		memcpy(exact, input, length);
		LLVMFuzzerTestOneInput(exact, length);
		free(exact);
	}
	printf("ok 1 - %d made inputs pass through the text floor\n", ROUNDS);
	return 0;
}

#endif
