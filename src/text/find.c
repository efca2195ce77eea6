/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every paragraph is folded in turn, into memory that is used again, and searched for the folded
 * needle by its first character. A paragraph longer than WINDOW_BYTES (a file of one line) is
 * folded by windows, so that going from hit to hit does not fold megabytes each time:
 *
 *      paragraph  |.............................................|
 *      window               |mmm####################mmm|
 *
 * Hits that begin in # count, those in the margins m belong to the windows beside; a margin is
 * wide enough for a whole hit and for what the fold looks at around a character.
 */
#include "text/find.h"

#include "base/alloc.h"
#include "text/fold.h"
#include "text/unicode.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifndef WINDOW_BYTES
#define WINDOW_BYTES ((size_t)64 << 10)
#endif

enum {
	EXTEND_BYTES = 1 << 20, /* how far the article is extended at a time */
	MARGIN_BYTES = 1024,
	MARGIN_BYTES_A_CHARACTER = 32 /* of the needle: with residue, blanks and the like */
};

struct finder {
	struct fold needle; /* folded as FOLD_ALL, at least one character */
	size_t margin;      /* bytes; see above */
	struct fold hay;    /* the stretch looked at last */
};

struct finder *
finder_new(struct slice pattern)
{
	struct finder *finder = alloc_zeroed(1, sizeof *finder);

	fold_init(&finder->needle);
	fold_init(&finder->hay);
	if (!fold_apply(&finder->needle, pattern, FOLD_ALL))
		alloc_give_up(pattern.length);
	finder->margin = MARGIN_BYTES + finder->needle.count * MARGIN_BYTES_A_CHARACTER;
	if (finder->needle.count > 0)
		return finder;
	finder_free(finder);
	return NULL;
}

void
finder_free(struct finder *taken_finder)
{
	if (!taken_finder)
		return;
	fold_clear(&taken_finder->needle);
	fold_clear(&taken_finder->hay);
	free(taken_finder);
}

/* The folded index of the first hit at or behind from; hay.count when there is none. */
static size_t
next_in_hay(const struct finder *finder, size_t from)
{
	const struct fold *needle = &finder->needle, *hay = &finder->hay;
	uint32_t first = needle->characters[0];
	size_t i;

	if (hay->count < needle->count)
		return hay->count;
	for (i = from; i <= hay->count - needle->count; i++) {
		if (hay->characters[i] == first &&
			memcmp(hay->characters + i, needle->characters,
				needle->count * sizeof *needle->characters) == 0)
			return i;
	}
	return hay->count;
}

static struct span
hit_at(const struct finder *finder, size_t index)
{
	return fold_source_span(&finder->hay, index, index + finder->needle.count);
}

static void
fold_hay(struct finder *finder, struct slice text)
{
	if (!fold_apply(&finder->hay, text, FOLD_ALL))
		alloc_give_up(text.length);
}

/* Moves the hit by start bytes. */
static void
shift(struct span *hit, size_t start)
{
	hit->start += start;
	hit->end += start;
}

/* The character boundary at or before byte offset at. */
static size_t
boundary(struct slice text, size_t at)
{
	return at < text.length ? unicode_previous(text, at + 1) : text.length;
}

/* Folds the window of a paragraph in which hits from start to end count; returns where it begins.
 */
static size_t
fold_window(struct finder *finder, struct slice paragraph, size_t start, size_t end)
{
	size_t from = start > finder->margin ? boundary(paragraph, start - finder->margin) : 0;
	size_t to = paragraph.length;

	if (to - end > finder->margin)
		to = boundary(paragraph, end + finder->margin);
	fold_hay(finder, slice_at(paragraph, (struct span){from, to}));
	return from;
}

/* The first hit in a paragraph that begins at or behind byte from of it. */
static bool
first_hit(struct finder *finder, struct slice paragraph, size_t from, struct span *hit)
{
	while (from < paragraph.length) {
		size_t left = paragraph.length - from;
		size_t end = left > WINDOW_BYTES ? from + WINDOW_BYTES : paragraph.length;
		size_t start = fold_window(finder, paragraph, from, end);
		size_t found = next_in_hay(finder, fold_from_source(&finder->hay, from - start));

		if (found < finder->hay.count && start + finder->hay.offsets[found] < end) {
			*hit = hit_at(finder, found);
			shift(hit, start);
			return true;
		}
		from = end;
	}
	return false;
}

/* The last hit in a paragraph that begins before byte before of it. */
static bool
last_hit(struct finder *finder, struct slice paragraph, size_t before, struct span *hit)
{
	before = before < paragraph.length ? before : paragraph.length;
	while (before > 0) {
		size_t begin = before > WINDOW_BYTES ? before - WINDOW_BYTES : 0;
		size_t start = fold_window(finder, paragraph, begin, before);
		size_t end = fold_from_source(&finder->hay, before - start);
		size_t last = SIZE_MAX, found;

		found = next_in_hay(finder, fold_from_source(&finder->hay, begin - start));
		for (; found < end; found = next_in_hay(finder, found + 1))
			last = found;
		if (last != SIZE_MAX) {
			*hit = hit_at(finder, last);
			shift(hit, start);
			return true;
		}
		before = begin;
	}
	return false;
}

static bool
find_forwards(struct finder *finder, struct article *article, size_t from, struct span *hit)
{
	size_t index = article_count(article) ? article_index_at(article, from) : 0;

	for (;; index++) {
		struct span span;

		while (index >= article_count(article)) {
			if (article_is_complete(article))
				return false;
			article_extend(article, EXTEND_BYTES);
		}
		span = article_span(article, index);
		if (span.end <= from)
			continue;
		if (first_hit(finder, article_paragraph(article, index),
			    from > span.start ? from - span.start : 0, hit)) {
			shift(hit, span.start);
			return true;
		}
	}
}

static bool
find_backwards(struct finder *finder, struct article *article, size_t from, struct span *hit)
{
	size_t index;

	while (!article_is_complete(article) &&
		(article_count(article) == 0 ||
			article_span(article, article_count(article) - 1).end < from))
		article_extend(article, EXTEND_BYTES);
	if (article_count(article) == 0)
		return false;
	for (index = article_index_at(article, from) + 1; index > 0; index--) {
		struct span span = article_span(article, index - 1);

		if (span.start < from &&
			last_hit(finder, article_paragraph(article, index - 1), from - span.start,
				hit)) {
			shift(hit, span.start);
			return true;
		}
	}
	return false;
}

bool
finder_next(struct finder *finder, struct article *article, size_t from, bool backwards,
	struct span *hit)
{
	if (backwards)
		return find_backwards(finder, article, from, hit);
	return find_forwards(finder, article, from, hit);
}

size_t
finder_all(struct finder *finder, struct slice text, struct span *hits, size_t limit)
{
	size_t count = 0, at = 0;

	fold_hay(finder, text);
	while (count < limit && (at = next_in_hay(finder, at)) < finder->hay.count) {
		hits[count++] = hit_at(finder, at);
		at += finder->needle.count;
	}
	return count;
}
