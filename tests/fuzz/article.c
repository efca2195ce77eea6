/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a text without markup: its paragraphs compared with those that splitting lines
 * gives; the same of a file that is mapped, looked at in slices of a few bytes. The input's first
 * byte chooses their size.
 */
#include <config.h>

#include "fuzz.h"

#include "pieces.h"
#include "text/article.h"
#include "text/decode.h"
#include "text/html.h"
#include "text/unicode.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static bool
is_blank(struct slice line)
{
	size_t length;

	for (size_t at = 0; at < line.length; at += length) {
		uint32_t character = unicode_decode(line, at, &length);

		if (character != ' ' && character != '\t' && character != 0xA0 &&
			character != 0x3000 && character != 0xFEFF)
			return false;
	}
	return true;
}

/* By the definition: lines that are not blank, in order. */
static void
check_paragraphs(struct article *article)
{
	struct slice text = article_text(article);
	size_t start = 0, count = 0;

	for (size_t at = 0; at <= text.length; at++) {
		struct span line = {start, at};

		if (at < text.length && text.bytes[at] != '\n' && text.bytes[at] != '\r')
			continue;
		start = at + 1;
		if (is_blank(slice_at(text, line)))
			continue;
		require(count < article_count(article), "no paragraph is missing");
		require(article_span(article, count).start == line.start, "it begins so");
		require(article_span(article, count).end == line.end, "it ends so");
		require(article_kind(article, count) < PARAGRAPH_KINDS, "kinds are known");
		require(!article_is_open(article, count), "no end is open");
		require(article_index_at(article, line.start) == count, "its start leads to it");
		require(article_index_at(article, line.end - 1) == count, "its end leads to it");
		count++;
	}
	require(count == article_count(article), "no paragraph is too many");
	require(article_head_count(article) <= count, "the head is a part");
}

static void
check_imprint(const struct article *article)
{
	struct article_imprint imprint = article_imprint(article);
	const struct span spans[] = {imprint.title, imprint.date, imprint.source, imprint.byline};

	for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
		struct span span = spans[i], paragraph;

		require(span.start <= span.end && span.end <= article_text(article).length,
			"what it says of itself is inside");
		if (span_is_empty(span))
			continue;
		paragraph = article_span(article, article_index_at(article, span.start));
		require(span_contains(paragraph, span), "and in one paragraph");
		require((article_text(article).bytes[span.start] & 0xC0) != 0x80 ||
				!unicode_is_valid(article_text(article)),
			"it begins with a character");
	}
}

static struct fold_hash
hash_in_slices(struct article *article, size_t bytes)
{
	while (article_hash_advance(article, bytes))
		;
	return article_hash(article);
}

/* What is open is the beginning of the line that has not ended. */
static void
check_open(const struct article *article)
{
	size_t count = article_count(article);
	struct slice text;

	if (count == 0 || !article_is_open(article, count - 1))
		return;
	text = article_paragraph(article, count - 1);
	require(!article_is_complete(article), "what is complete is not open");
	require(!memchr(text.bytes, '\n', text.length) && !memchr(text.bytes, '\r', text.length),
		"a line has no end in it");
}

/* A file of these bytes that lies in memory; its path is filled in. Made once. NULL where there are
 * no such files. */
static const char *
file_of(struct slice bytes)
{
#ifdef MFD_CLOEXEC
	static int descriptor = -1;
	static char path[64];

	if (descriptor < 0) {
		descriptor = memfd_create("fuzz", MFD_CLOEXEC);
		require(descriptor >= 0, "a file in memory");
		snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
	}
	require(ftruncate(descriptor, (off_t)bytes.length) == 0, "its length");
	require(bytes.length == 0 ||
			pwrite(descriptor, bytes.bytes, bytes.length, 0) == (ssize_t)bytes.length,
		"its bytes");
	return path;
#else
	(void)bytes;
	return NULL;
#endif
}

/* The same text mapped, with its faults; whole is its text when they are mended. */
static void
check_mapped(struct slice bytes, struct article *whole, size_t faults, size_t slice_bytes)
{
	const char *path = file_of(bytes);
	struct article *mapped = path ? article_open(path, "UTF-8", NULL) : NULL;
	struct fold_hash one, other;

	/* With its faults, or without its mark, it may begin like a binary file. */
	if (!mapped || !whole) {
		article_close(mapped);
		return;
	}
	while (article_extend(mapped, slice_bytes))
		check_open(mapped);
	require(article_is_complete(mapped), "slices come to an end");
	check_paragraphs(mapped);
	check_imprint(mapped);
	require(article_count(mapped) == article_count(whole), "as many paragraphs");
	require(article_undecodable(mapped) == faults, "as many faults");
	one = hash_in_slices(mapped, slice_bytes);
	other = article_hash(whole);
	/* Faults are shorter before they are mended, and whether 山(he) is residue depends on what
	 * stands so many bytes around it. */
	require(faults > 0 || (one.high == other.high && one.low == other.low),
		"the hash is the same");
	require(article_is_intact(mapped, NULL), "nobody has changed it");
	article_close(mapped);
}

static void
check_any(struct article *article)
{
	if (!article)
		return;
	while (article_extend(article, SIZE_MAX))
		;
	check_paragraphs(article);
	check_imprint(article);
}

static void
check(struct slice input)
{
	struct slice bytes = fuzz_behind(input, 1);
	struct article *article = article_from_bytes(bytes, "fuzz", NULL, NULL);
	struct decoded decoded;

	check_any(article);
	article_close(article);
	require(decode_text(bytes, "UTF-8", &decoded, NULL), "UTF-8 is decoded");
	article = article_from_bytes(decoded.text, "fuzz", "UTF-8", NULL);
	check_any(article);
	if (!html_is_page(decoded.text, "fuzz"))
		check_mapped(bytes, article, decoded.undecodable, 1 + fuzz_byte(input, 0) % 32);
	article_close(article);
	decoded_clear(&decoded);
}

static const struct slice pieces[] = {TEXT_PIECES};

const struct fuzz_target fuzz_target = {
	.sentence = "made texts become articles",
	.rounds = 5000,
	.head_bytes = 1,
	.pieces = pieces,
	.piece_count = sizeof pieces / sizeof *pieces,
	.pieces_at_most = 60,
	.check = check,
};
