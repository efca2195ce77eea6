/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text is searched by its bytes for places where a hit may be (candidate.h); only the paragraph
 * about such a place is folded and looked through, once: a stretch.
 *
 *      text      ....|...........c.....|.......c......|......|
 *      stretch       |#################|##############|
 *
 * So neither what lies between need be folded, nor the article be divided into paragraphs so far.
 * A paragraph longer than WINDOW_BYTES (a file of one line) is folded by windows:
 *
 *      paragraph  |.............................................|
 *      stretch              |mmm####################mmm|
 *
 * Hits that begin in # count, those in the margins m belong to the windows beside; a margin is
 * wide enough for a whole hit and for what the fold looks at around a character.
 */
#include <config.h>

#include "text/find.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "text/candidate.h"
#include "text/fold.h"
#include "text/pattern.h"
#include "text/unicode.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifndef WINDOW_BYTES
#define WINDOW_BYTES ((size_t)64 << 10)
#endif
#ifndef SHORT_BYTES
#define SHORT_BYTES ((size_t)4096) /* a text so short is folded without a look for candidates */
#endif
#ifndef BLOCK_BYTES
#define BLOCK_BYTES ((size_t)64 << 10) /* the first one, backwards */
#endif

enum {
	EXTEND_BYTES = 1 << 20,     /* how far the article is extended at a time */
	LENGTHEN_EFFORT = 32 << 20, /* what that counts as */
	LENGTHEN_BYTES = 4 << 20,   /* and how much of it is decoded */
	BLOCK_AT_MOST = 8 << 20,
	BLOCK_AT_LEAST = 4096,
	BLOCK_EFFORT = 16 << 20, /* a block that costs more is not followed by a larger one */
	SCAN_BYTES = 1 << 20,    /* for candidates, before the effort is looked at */
	FOLD_EFFORT = 32,        /* of a byte that is folded, of one that is scanned */
	PATTERN_EFFORT = 64,     /* of one that is matched too */
	HARD_EFFORT = 8 << 20,   /* of looking closer once (pattern_hard) */
	MARGIN_BYTES = 1024,
	MARGIN_BYTES_A_CHARACTER = 32 /* of the words: with residue, blanks and the like */
};

struct finder {
	struct fold needle;            /* folded as FOLD_ALL, at least one character; or */
	struct pattern *pattern;       /* NULL: words */
	struct candidates *candidates; /* NULL: every place is one */
	size_t margin;                 /* bytes; see above */
	struct error failure;
	struct fold hay; /* the stretch looked at last */
	size_t base;     /* where in the text it was taken from */
	struct patience patience;
	bool stopped;
	size_t effort; /* but for pattern_hard's */
};

/* What is folded in one. */
struct stretch {
	struct span core; /* of the text: hits that begin there count */
};

struct finder *
finder_new(struct slice words)
{
	struct finder *finder = alloc_zeroed(1, sizeof *finder);

	fold_init(&finder->needle);
	fold_init(&finder->hay);
	if (!fold_apply(&finder->needle, words, FOLD_ALL))
		alloc_give_up(words.length);
	finder->margin = MARGIN_BYTES + finder->needle.count * MARGIN_BYTES_A_CHARACTER;
	if (finder->needle.count > 0)
		return finder;
	finder_free(finder);
	return NULL;
}

struct finder *
finder_new_expression(struct slice expression, struct error *error)
{
	struct finder *finder = alloc_zeroed(1, sizeof *finder);

	fold_init(&finder->needle);
	fold_init(&finder->hay);
	finder->margin = 4 * (size_t)MARGIN_BYTES;
	finder->pattern = pattern_new(expression, error);
	if (finder->pattern)
		return finder;
	finder_free(finder);
	return NULL;
}

struct finder *
finder_new_typed(struct slice typed, struct error *error)
{
	struct finder *finder;

	if (slice_starts_with(typed, slice_from_string("/")))
		return finder_new_expression(
			slice_at(typed, (struct span){1, typed.length}), error);
	finder = finder_new(typed);
	if (!finder)
		error_set(error, ERROR_INPUT, _("Nothing is left to search for in: %.*s"),
			(int)(typed.length < 200 ? typed.length : 200), typed.bytes);
	return finder;
}

void
finder_free(struct finder *taken_finder)
{
	if (!taken_finder)
		return;
	pattern_free(taken_finder->pattern);
	candidates_free(taken_finder->candidates);
	fold_clear(&taken_finder->needle);
	fold_clear(&taken_finder->hay);
	free(taken_finder);
}

void
finder_set_patience(struct finder *finder, struct patience patience)
{
	finder->patience = patience;
}

bool
finder_was_stopped(const struct finder *finder)
{
	return finder->stopped;
}

size_t
finder_effort(const struct finder *finder)
{
	size_t hard = finder->pattern ? pattern_hard(finder->pattern) : 0;

	return finder->effort + hard * HARD_EFFORT;
}

const struct error *
finder_failure(const struct finder *finder)
{
	return &finder->failure;
}

/* --- hits in a stretch --------------------------------------------------------------------- */

/* The next hit of the words in the hay, at or behind folded index from. */
static bool
next_words(const struct finder *finder, size_t from, struct span *found)
{
	const struct fold *needle = &finder->needle, *hay = &finder->hay;
	uint32_t first = needle->characters[0];

	for (size_t i = from; i + needle->count <= hay->count; i++) {
		if (hay->characters[i] == first &&
			memcmp(hay->characters + i, needle->characters,
				needle->count * sizeof *needle->characters) == 0) {
			*found = (struct span){i, i + needle->count};
			return true;
		}
	}
	return false;
}

/* The same of either; folded indices. */
static bool
next_in_hay(struct finder *finder, size_t from, struct span *found)
{
	enum pattern_result result;

	if (!finder->pattern)
		return next_words(finder, from, found);
	if (finder->stopped || error_is_set(&finder->failure))
		return false;
	result = pattern_next(finder->pattern, from, &finder->patience, found, &finder->failure);
	finder->stopped = result == PATTERN_STOPPED;
	return result == PATTERN_MATCH;
}

/* Where to look on behind a hit: words may overlap. */
static size_t
behind(const struct finder *finder, struct span found)
{
	return finder->pattern ? found.end : found.start + 1;
}

/* Where the folded character stands in the text. */
static size_t
place_of(const struct finder *finder, size_t index)
{
	return finder->base + finder->hay.offsets[index];
}

static struct span
hit_of(const struct finder *finder, struct span found)
{
	struct span hit = fold_source_span(&finder->hay, found.start, found.end);

	return (struct span){hit.start + finder->base, hit.end + finder->base};
}

/* The folded index from which to look for hits of the stretch. An expression is looked for from the
 * start on, so that it finds the same wherever the search begins. */
static size_t
first_index(const struct finder *finder, struct stretch stretch)
{
	return finder->pattern ? 0
			       : fold_from_source(&finder->hay, stretch.core.start - finder->base);
}

static bool
is_line_end(char byte)
{
	return byte == '\n' || byte == '\r';
}

static void
fold_hay(struct finder *finder, struct slice text, struct span part)
{
	if (!fold_apply(&finder->hay, slice_at(text, part), FOLD_ALL))
		alloc_give_up(part.end - part.start);
	finder->effort +=
		(part.end - part.start) * (finder->pattern ? PATTERN_EFFORT : FOLD_EFFORT);
	finder->base = part.start;
	if (finder->pattern)
		pattern_look_at(finder->pattern, &finder->hay,
			part.start == 0 || is_line_end(text.bytes[part.start - 1]),
			part.end == text.length || is_line_end(text.bytes[part.end]));
}

/* --- stretches ----------------------------------------------------------------------------- */

/* Where the line of byte offset at begins, if not more than `most` bytes before; else some place
 * further before. */
static size_t
line_start(struct slice text, size_t at, size_t most)
{
	size_t limit = at > most ? at - most - 1 : 0;

	while (at > limit && !is_line_end(text.bytes[at - 1]))
		at--;
	return at;
}

/* Where it ends, in the same manner. */
static size_t
line_end(struct slice text, size_t at, size_t most)
{
	size_t end = text.length - at > most ? at + most + 1 : text.length;
	const char *found;

	found = memchr(text.bytes + at, '\n', end - at);
	end = found ? (size_t)(found - text.bytes) : end;
	found = memchr(text.bytes + at, '\r', end - at);
	return found ? (size_t)(found - text.bytes) : end;
}

/* The character boundary at or before byte offset at. */
static size_t
boundary(struct slice text, size_t at)
{
	return at < text.length ? unicode_previous(text, at + 1) : text.length;
}

/*
 * Folds the window of a long line about byte offset at. Hits that begin before it count too, as far
 * as a hit reaches, but none of those before `floor`.
 */
static struct stretch
fold_window(struct finder *finder, struct slice text, size_t at, size_t floor)
{
	size_t back = finder->candidates ? finder->margin : 0, start, end, from, to;

	start = line_start(text, at, back);
	start = at - start > back ? boundary(text, at - back) : start;
	start = start < floor ? floor : start;
	end = line_end(text, at, WINDOW_BYTES);
	end = end - at > WINDOW_BYTES ? boundary(text, at + WINDOW_BYTES) : end;
	end = end > at ? end : unicode_next(text, at);
	from = line_start(text, start, finder->margin);
	from = start - from > finder->margin ? boundary(text, start - finder->margin) : from;
	to = line_end(text, end, finder->margin);
	to = to - end > finder->margin ? boundary(text, end + finder->margin) : to;
	fold_hay(finder, text, (struct span){from, to});
	return (struct stretch){{start, end}};
}

/* Folds what lies about byte offset at. */
static struct stretch
fold_about(struct finder *finder, struct slice text, size_t at, size_t floor)
{
	struct span line = {line_start(text, at, WINDOW_BYTES), line_end(text, at, WINDOW_BYTES)};

	if (at - line.start > WINDOW_BYTES || line.end - at > WINDOW_BYTES ||
		line.end - line.start > WINDOW_BYTES)
		return fold_window(finder, text, at, floor);
	fold_hay(finder, text, line);
	return (struct stretch){line};
}

/* The byte offset of the next candidate in [from, to), or to. */
static size_t
next_candidate(struct finder *finder, struct slice text, size_t from, size_t to)
{
	if (finder->candidates)
		return candidates_next(finder->candidates, text, from, to);
	while (from < to && is_line_end(text.bytes[from]))
		from++;
	return from;
}

/* Finds spellings and the like; not before a text is long enough to gain by it. */
static void
prepare(struct finder *finder, struct slice text)
{
	const uint32_t *characters = finder->needle.characters;
	size_t count = finder->needle.count;

	if (finder->candidates || text.length <= SHORT_BYTES)
		return;
	if (finder->pattern)
		characters = pattern_required(finder->pattern, &count);
	if (count > 0)
		finder->candidates = candidates_new(characters, count, finder->pattern != NULL);
}

/* Folds the next stretch that has a candidate in [*at, to); *at becomes the place from which to
 * look on. False when there is none. What lies before stretch->core.end was looked through. */
static bool
next_stretch(
	struct finder *finder, struct slice text, size_t *at, size_t to, struct stretch *stretch)
{
	size_t candidate;

	if (*at >= to || finder->stopped || error_is_set(&finder->failure))
		return false;
	candidate = next_candidate(finder, text, *at, to);
	finder->effort += candidate - *at;
	*at = candidate;
	if (candidate >= to)
		return false;
	*stretch = fold_about(finder, text, candidate, stretch->core.end);
	*at = stretch->core.end > candidate ? stretch->core.end : candidate + 1;
	return true;
}

/* The end of what has to be looked at for hits that begin before end. */
static size_t
reach(struct slice text, size_t end)
{
	return text.length - end > WINDOW_BYTES ? end + WINDOW_BYTES : text.length;
}

/* --- searching ----------------------------------------------------------------------------- */

/* The first hit that counts in a stretch. */
static bool
hit_in(struct finder *finder, struct stretch stretch, size_t from, struct span *hit)
{
	size_t index = first_index(finder, stretch);
	struct span found;

	for (; next_in_hay(finder, index, &found); index = behind(finder, found)) {
		size_t place = place_of(finder, found.start);

		if (place >= stretch.core.end)
			return false;
		if (place < from || place < stretch.core.start)
			continue;
		*hit = hit_of(finder, found);
		return true;
	}
	return false;
}

static enum finder_result
go_forwards(struct finder *finder, struct slice text, struct finder_search *search,
	size_t slice_bytes, struct span *hit)
{
	size_t before = finder_effort(finder);

	while (search->at < text.length && !error_is_set(&finder->failure)) {
		struct stretch stretch = {{search->seen, search->seen}};
		size_t at = search->at, left = text.length - at;
		size_t to = left > SCAN_BYTES ? at + SCAN_BYTES : text.length;

		if (finder_effort(finder) - before >= slice_bytes)
			return FINDER_MORE;
		if (next_stretch(finder, text, &at, to, &stretch)) {
			if (hit_in(finder, stretch, search->from, hit))
				return FINDER_HIT;
			if (finder->stopped)
				return FINDER_MORE; /* from the same place */
			search->seen = stretch.core.end;
		}
		search->at = at;
	}
	return FINDER_NONE;
}

/* The last hit that begins before `before`, of those of which a candidate stands behind from. */
static bool
last_hit(struct finder *finder, struct slice text, size_t from, size_t before, struct span *hit)
{
	size_t at = from, to = reach(text, before);
	struct stretch stretch = {{from, from}};
	struct span found;
	bool any = false;

	while (next_stretch(finder, text, &at, to, &stretch) && stretch.core.start < before) {
		size_t end = stretch.core.end < before ? stretch.core.end : before;
		size_t index = first_index(finder, stretch);

		for (; next_in_hay(finder, index, &found); index = behind(finder, found)) {
			if (place_of(finder, found.start) >= end)
				break;
			if (place_of(finder, found.start) < stretch.core.start)
				continue;
			*hit = hit_of(finder, found);
			any = true;
		}
	}
	return any && !finder->stopped;
}

static enum finder_result
go_backwards(struct finder *finder, struct slice text, struct finder_search *search,
	size_t slice_bytes, struct span *hit)
{
	size_t begun = finder_effort(finder);

	while (search->at > 0) {
		size_t before = search->at, effort = finder_effort(finder);
		size_t from = before > search->block ? before - search->block : 0;

		if (effort - begun >= slice_bytes)
			return FINDER_MORE;
		if (last_hit(finder, text, from, before, hit))
			return FINDER_HIT;
		if (finder->stopped)
			return FINDER_MORE;
		if (error_is_set(&finder->failure))
			return FINDER_NONE;
		search->at = from;
		effort = finder_effort(finder) - effort;
		if (search->block < BLOCK_AT_MOST && effort < BLOCK_EFFORT)
			search->block *= 2;
		else if (search->block > BLOCK_AT_LEAST && effort > 8 * (size_t)BLOCK_EFFORT)
			search->block /= 2;
	}
	return FINDER_NONE;
}

enum finder_result
finder_go_on(struct finder *finder, struct slice text, struct finder_search *search,
	size_t slice_bytes, struct span *hit)
{
	prepare(finder, text);
	finder->stopped = false;
	if (!search->begun) {
		search->at = search->from < text.length ? search->from : text.length;
		search->seen = search->at;
		search->block = BLOCK_BYTES;
		search->begun = true;
	}
	if (search->backwards)
		return go_backwards(finder, text, search, slice_bytes, hit);
	return go_forwards(finder, text, search, slice_bytes, hit);
}

/* Goes on behind the text that was known, from so far before its end as a hit may reach. */
static void
resume(struct finder_search *search, size_t length)
{
	size_t at = length > WINDOW_BYTES ? length - WINDOW_BYTES : 0;

	search->at = search->seen = at > search->from ? at : search->from;
}

static bool
lengthen(struct finder *finder, struct article *article)
{
	finder->effort += article_has_all_text(article) ? 0 : LENGTHEN_EFFORT;
	return article_lengthen(article, LENGTHEN_BYTES);
}

enum finder_result
finder_go_on_in(struct finder *finder, struct article *article, struct finder_search *search,
	size_t slice_bytes, struct span *hit)
{
	enum finder_result result;
	size_t length;

	if (search->backwards && !search->begun && search->from >= article_text(article).length &&
		lengthen(finder, article))
		return FINDER_MORE;
	length = article_text(article).length;
	result = finder_go_on(finder, article_text(article), search, slice_bytes, hit);
	if (result != FINDER_NONE || search->backwards || error_is_set(&finder->failure) ||
		!lengthen(finder, article))
		return result;
	resume(search, length);
	return FINDER_MORE;
}

bool
finder_next(struct finder *finder, struct article *article, size_t from, bool backwards,
	struct span *hit)
{
	struct finder_search search = {.from = from, .backwards = backwards};

	enum finder_result result;

	do
		result = finder_go_on_in(finder, article, &search, SIZE_MAX, hit);
	while (result == FINDER_MORE);
	if (result != FINDER_HIT)
		return false;
	while ((article_count(article) == 0 ||
		       article_span(article, article_count(article) - 1).end < hit->end) &&
		article_extend(article, EXTEND_BYTES))
		;
	return true;
}

size_t
finder_count(struct finder *finder, struct slice text, struct span part)
{
	size_t at = part.start, to = reach(text, part.end), count = 0;
	struct stretch stretch = {{part.start, part.start}};
	struct span found;

	prepare(finder, text);
	finder->stopped = false;
	while (next_stretch(finder, text, &at, to, &stretch) && stretch.core.start < part.end) {
		size_t end = stretch.core.end < part.end ? stretch.core.end : part.end;
		size_t index = first_index(finder, stretch);

		for (; next_in_hay(finder, index, &found); index = behind(finder, found)) {
			size_t place = place_of(finder, found.start);

			if (place >= end)
				break;
			count += place >= part.start && place >= stretch.core.start;
		}
	}
	return count;
}

/* --- a short text -------------------------------------------------------------------------- */

size_t
finder_all(struct finder *finder, struct slice text, struct span *hits, size_t limit)
{
	return finder_all_in(finder, text, (struct span){0, text.length}, hits, limit);
}

size_t
finder_all_in(struct finder *finder, struct slice paragraph, struct span part, struct span *hits,
	size_t limit)
{
	struct span around = {
		part.start > finder->margin ? boundary(paragraph, part.start - finder->margin) : 0,
		paragraph.length - part.end > finder->margin
			? boundary(paragraph, part.end + finder->margin)
			: paragraph.length};
	size_t count = 0, index = 0;
	struct span found;

	finder->stopped = false;
	fold_hay(finder, paragraph, around);
	while (count < limit && next_in_hay(finder, index, &found)) {
		struct span hit = hit_of(finder, found);

		if (hit.start >= part.end)
			break;
		if (hit.end > part.start)
			hits[count++] = hit;
		index = found.end;
	}
	return count;
}
