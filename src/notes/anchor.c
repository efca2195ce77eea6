/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A note's place is looked for on the folded text of the whole article, in which encodings,
 * scripts, residue and line ends are no differences. Places are compared by evidence: how many
 * characters of the quote and of its surroundings speak for a place, beyond the half that any text
 * has in common. The best place is taken when its evidence is enough and clearly more than the
 * second one's; else the note is unattached. A wrong place is worse than none.
 *
 *      stored    prefix | quote | suffix       folded as one, so that borders matter nowhere
 *      found        60      7 of 8     0       evidence = 60 + (7 - 1) + 0
 */
#include "notes/anchor.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "notes/match.h"
#include "text/fold.h"
#include "text/position.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

enum {
	CONTEXT_CHARS = 64,         /* kept before and behind a quote */
	QUOTE_CHARS_AT_MOST = 4000, /* of a longer paragraph its beginning is the quote */
	ENOUGH_EVIDENCE = 12,       /* characters, see above */
	BESIDE_CHARS = 8,           /* of the surroundings make the same words exactly found */
	LEAST_MARGIN = 4,           /* characters more than the second best place has */
	LOOKED_FOR_ALONE = 12,      /* quotes of so many characters are searched without context */
	EXACT_PLACES_AT_MOST = 2000,
	SEARCH_WINDOW_CHARS = 400000 /* of a huge text, so much around the old place is searched */
};
static const double least_quote_likeness = 0.6;
static const double margin_share = 0.15;

/* ---- Describing ---------------------------------------------------------------------------- */

/* A well-formed copy of text without its ill-formed parts' bytes; the caller frees. */
static char *
well_formed(struct slice text)
{
	struct buffer copy;
	size_t length;

	buffer_init(&copy);
	for (size_t at = 0; at < text.length; at += length) {
		uint32_t character = unicode_decode(text, at, &length);

		if (character != 0)
			unicode_append(&copy, character);
		else
			buffer_append_byte(&copy, ' '); /* NUL would end the string */
	}
	return buffer_take(&copy);
}

/* Byte offset of the start of up to chars code points of text before byte at. */
static size_t
step_back(struct slice text, size_t at, size_t chars)
{
	for (; at > 0 && chars > 0; chars--)
		at = unicode_previous(text, at);
	return at;
}

/* place widened to the paragraph it lies in (cut where that is huge), or put right within the text.
 * *first becomes the index of the paragraph in which it begins. */
static struct span
quoted_span(const struct article *article, enum target_kind kind, struct span place, size_t *first)
{
	struct slice text = article_text(article);
	struct span span;

	*first = article_index_at(article, place.start);
	span = article_span(article, *first);
	if (kind == TARGET_PARAGRAPH)
		span.end = span.start + position_bytes(slice_at(text, span), QUOTE_CHARS_AT_MOST);
	else
		span = place;
	if (span.end > text.length)
		span.end = text.length;
	if (span.start > span.end)
		span.start = span.end;
	return span;
}

void
anchor_describe(const struct article *article, enum target_kind kind, struct span place,
	struct target *target)
{
	struct slice text = article_text(article), stretch;
	struct span quoted;
	struct fold fold;
	size_t first, from;

	*target = (struct target){.kind = kind};
	if (article_count(article) == 0) {
		target->quote = alloc_string(slice_at(text, (struct span){0, 0}));
		target->prefix = alloc_string(slice_at(text, (struct span){0, 0}));
		target->suffix = alloc_string(slice_at(text, (struct span){0, 0}));
		return;
	}
	quoted = quoted_span(article, kind, place, &first);
	from = article_span(article, first).start;
	if (from > quoted.start)
		from = quoted.start;
	stretch = slice_at(text, (struct span){from, quoted.end});
	target->paragraph = first + 1;
	target->start = position_chars(stretch, quoted.start - from);
	target->end = position_chars(stretch, quoted.end - from);
	target->quote = well_formed(slice_at(text, quoted));
	target->prefix = well_formed(slice_at(
		text, (struct span){step_back(text, quoted.start, CONTEXT_CHARS), quoted.start}));
	stretch = slice_at(text, (struct span){quoted.end, text.length});
	stretch.length = position_bytes(stretch, CONTEXT_CHARS);
	target->suffix = well_formed(stretch);
	stretch = slice_at(text, (struct span){from, quoted.end});
	fold_init(&fold);
	if (fold_apply(&fold, stretch, FOLD_ALL)) {
		target->folded_start = fold_from_source(&fold, quoted.start - from);
		target->folded_end = fold.count;
	}
	fold_clear(&fold);
}

/* ---- Finding ------------------------------------------------------------------------------- */

/* The article as it is searched. */
struct ground {
	struct article *article;
	struct fold fold; /* of its whole text */
	struct characters characters;
	struct fold_hash hash;
};

/* What is looked for: the quote is [start, end) of the characters. */
struct needle {
	struct fold fold;
	struct characters characters, prefix, quote, suffix;
	size_t start, end;
};

/* A place in the folded text that the quote may have. */
struct place {
	size_t start, end;
	double quote;          /* likeness, 0 to 1 */
	size_t before, behind; /* characters of the surroundings that speak for it */
	double evidence;       /* characters in all; negative: no place */
};

/* The best place so far, and the best of those that do not overlap it. */
struct places {
	struct place best, second;
};

static bool
needle_init(struct needle *needle, const struct target *target)
{
	const char *const parts[] = {target->prefix, target->quote, target->suffix};
	size_t ends[3];
	struct buffer joined;
	bool folded;

	buffer_init(&joined);
	for (size_t i = 0; i < 3; i++) {
		buffer_append_string(&joined, parts[i] ? parts[i] : "");
		ends[i] = joined.length;
	}
	fold_init(&needle->fold);
	folded = fold_apply(&needle->fold, buffer_slice(&joined), FOLD_ALL);
	needle->characters = (struct characters){needle->fold.characters, needle->fold.count};
	needle->start = fold_from_source(&needle->fold, ends[0]);
	needle->end = fold_from_source(&needle->fold, ends[1]);
	needle->prefix = characters_at(needle->characters, 0, needle->start);
	needle->quote = characters_at(needle->characters, needle->start, needle->end);
	needle->suffix = characters_at(needle->characters, needle->end, needle->fold.count);
	buffer_clear(&joined);
	return folded && needle->quote.count > 0;
}

/* The place [start, end) with its likenesses. */
static struct place
weigh(const struct ground *ground, const struct needle *needle, size_t start, size_t end)
{
	struct characters all = ground->characters;
	struct place place = {.start = start, .end = end};

	place.quote = match_likeness(needle->quote, characters_at(all, start, end));
	place.before = match_context(needle->prefix, characters_at(all, 0, start), MATCH_BEFORE);
	place.behind =
		match_context(needle->suffix, characters_at(all, end, all.count), MATCH_BEHIND);
	place.evidence = (2 * place.quote - 1) * (double)needle->quote.count +
		(double)(place.before + place.behind);
	if (start >= end || place.quote < least_quote_likeness)
		place.evidence = -1;
	return place;
}

static bool
same_place(const struct place *one, const struct place *other)
{
	return span_overlaps(
		(struct span){one->start, one->end}, (struct span){other->start, other->end});
}

static void
consider(struct places *places, struct place place)
{
	if (place.evidence > places->best.evidence) {
		if (!same_place(&place, &places->best))
			places->second = places->best;
		places->best = place;
	} else if (!same_place(&place, &places->best) && place.evidence > places->second.evidence) {
		places->second = place;
	}
}

static bool
equals_at(const struct ground *ground, const struct needle *needle, size_t start)
{
	size_t count = needle->quote.count;

	return start + count <= ground->characters.count &&
		memcmp(ground->characters.items + start, needle->quote.items,
			count * sizeof *needle->quote.items) == 0;
}

/* Where the quote began when the note was made, as an offset in this folded text; false when it is
 * not there. A paragraph folded alone may have a blank more at its start, or less. */
static bool
stored_place(const struct ground *ground, const struct target *target, const struct needle *needle,
	size_t *start)
{
	struct span paragraph;
	size_t at;

	if (target->paragraph == 0 || target->paragraph > article_count(ground->article))
		return false;
	paragraph = article_span(ground->article, target->paragraph - 1);
	at = fold_from_source(&ground->fold, paragraph.start) + target->folded_start;
	*start = at;
	if (!equals_at(ground, needle, *start) && at > 0)
		*start = at - 1;
	if (!equals_at(ground, needle, *start))
		*start = at + 1;
	return equals_at(ground, needle, *start);
}

static void
consider_exact(const struct ground *ground, const struct needle *needle, struct places *places)
{
	size_t at = 0;

	for (size_t tries = 0; tries < EXACT_PLACES_AT_MOST; tries++) {
		at = match_find(ground->characters, needle->quote, at);
		if (at == ground->characters.count)
			break;
		consider(places, weigh(ground, needle, at, at + needle->quote.count));
		at++;
	}
}

/* Searches for the part [from, to) of the needle, which holds the quote, with at most share of its
 * characters wrong, and weighs what becomes of the quote at the two best places. */
static void
consider_like(const struct ground *ground, const struct needle *needle, size_t from, size_t to,
	double share, size_t near, struct places *places)
{
	struct characters pattern = characters_at(needle->characters, from, to);
	size_t limit = (size_t)((double)pattern.count * share);
	size_t skip = near > SEARCH_WINDOW_CHARS / 2 ? near - SEARCH_WINDOW_CHARS / 2 : 0;
	struct characters text =
		characters_at(ground->characters, skip, skip + SEARCH_WINDOW_CHARS);
	struct match matches[2];

	if (!match_search(text, pattern, limit, matches))
		return;
	for (size_t i = 0; i < 2; i++) {
		size_t start = needle->start - from, end = needle->end - from, begin;
		size_t reach = pattern.count + matches[i].errors;

		if (matches[i].errors == SIZE_MAX)
			continue;
		begin = matches[i].end > reach ? matches[i].end - reach : 0;
		if (match_align(characters_at(text, begin, matches[i].end), pattern, &start, &end))
			consider(places,
				weigh(ground, needle, skip + begin + start, skip + begin + end));
	}
}

/* Whether the best place is certain enough to be shown. */
static bool
is_certain(const struct needle *needle, const struct places *places)
{
	double all = (double)needle->characters.count * 0.8;
	double enough = all < ENOUGH_EVIDENCE ? all : ENOUGH_EVIDENCE;
	double margin = margin_share * places->best.evidence;

	if (margin < LEAST_MARGIN)
		margin = LEAST_MARGIN;
	return places->best.evidence >= enough &&
		(places->second.evidence < 0 ||
			places->best.evidence - places->second.evidence >= margin);
}

/* The place as bytes of the article; a paragraph's target that lies in one paragraph is all of it.
 */
static struct span
source_place(const struct ground *ground, enum target_kind kind, const struct place *place)
{
	struct span span = fold_source_span(&ground->fold, place->start, place->end);
	size_t middle = span.start + (span.end - span.start) / 2;
	struct span paragraph =
		article_span(ground->article, article_index_at(ground->article, middle));

	if (kind == TARGET_PARAGRAPH && span_contains(paragraph, span))
		return paragraph;
	return span;
}

static void
attach(const struct ground *ground, struct annotation *note, const struct place *place,
	enum anchor_state state)
{
	note->state = state;
	note->place = source_place(ground, note->target.kind, place);
}

/* Whether context, of which text was stored, stands beside the place: all of it, and where it was
 * short because the article began or ended there, the article does so still. */
static bool
is_beside(size_t found, struct characters context, const char *text, size_t room)
{
	struct slice stored = slice_from_string(text);

	if (position_chars(stored, stored.length) < CONTEXT_CHARS && room != context.count)
		return false;
	return found == (context.count < CONTEXT_CHARS ? context.count : CONTEXT_CHARS);
}

/* Whether the quote still stands where it stood: in a text that is the same, or between the same
 * words. *start is where that is, as far as it is known. */
static bool
stands_still(const struct ground *ground, const struct annotation *note,
	const struct needle *needle, struct place *place, size_t *start)
{
	const struct target *target = &note->target;

	*start = 0;
	if (!stored_place(ground, target, needle, start))
		return false;
	*place = weigh(ground, needle, *start, *start + needle->quote.count);
	if (ground->hash.high == target->hash.high && ground->hash.low == target->hash.low)
		return true;
	return is_beside(place->before, needle->prefix, target->prefix, place->start) &&
		is_beside(place->behind, needle->suffix, target->suffix,
			ground->characters.count - place->end);
}

static void
look_for(const struct ground *ground, struct annotation *note, const struct needle *needle)
{
	struct places places = {.best = {.evidence = -1}, .second = {.evidence = -1}};
	struct place *best = &places.best, place;
	size_t stored;
	size_t context;

	if (stands_still(ground, note, needle, &place, &stored)) {
		attach(ground, note, &place, ANCHOR_EXACT);
		return;
	}
	consider_exact(ground, needle, &places);
	context = needle->prefix.count + needle->suffix.count;
	if (best->evidence < 0 || (best->before + best->behind) * 4 < context * 3) {
		consider_like(ground, needle, 0, needle->characters.count, 0.45, stored, &places);
		if (needle->quote.count >= LOOKED_FOR_ALONE)
			consider_like(
				ground, needle, needle->start, needle->end, 0.4, stored, &places);
	}
	if (!is_certain(needle, &places))
		return;
	if (context > BESIDE_CHARS)
		context = BESIDE_CHARS;
	attach(ground, note, best,
		best->quote >= 1 && best->before + best->behind >= context ? ANCHOR_EXACT
									   : ANCHOR_APPROXIMATE);
}

void
anchor_resolve(struct article *article, struct annotations *list)
{
	struct ground ground = {.article = article};
	bool folded;

	if (list->count == 0)
		return;
	while (article_extend(article, SIZE_MAX))
		;
	fold_init(&ground.fold);
	folded = fold_apply(&ground.fold, article_text(article), FOLD_ALL);
	ground.characters = (struct characters){ground.fold.characters, ground.fold.count};
	ground.hash = article_hash(article);
	for (size_t i = 0; i < list->count; i++) {
		struct annotation *note = &list->items[i];
		struct needle needle;

		note->state = ANCHOR_UNATTACHED;
		note->place = (struct span){0, 0};
		if (folded && needle_init(&needle, &note->target))
			look_for(&ground, note, &needle);
		if (folded)
			fold_clear(&needle.fold);
	}
	fold_clear(&ground.fold);
}
