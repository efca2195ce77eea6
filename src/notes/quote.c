/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Places are compared by evidence: how many characters of the quote and of its surroundings speak
 * for a place, beyond the half that any text has in common. The best place is taken when its
 * evidence is enough and clearly more than the second one's; else the note is unattached. A wrong
 * place is worse than none.
 *
 *      stored    prefix | quote | suffix       folded as one, so that borders matter nowhere
 *      found        60      7 of 8     0       evidence = 60 + (7 - 1) + 0
 */
#include "notes/quote.h"

#include "base/buffer.h"
#include "text/position.h"

#include <string.h>

enum {
	WORK = 400000000, /* words of the bit-parallel search */
	WORK_IN_REST = 3000000,
	ENOUGH_EVIDENCE = 12, /* characters, see above */
	ENOUGH_IN_REST = 24,  /* the same where only what is left of the text is searched */
	LONG_QUOTE = QUOTE_CHARS_AT_MOST / 2, /* is the beginning of a longer paragraph */
	BESIDE_CHARS = 8,      /* of the surroundings make the same words exactly found */
	LEAST_MARGIN = 4,      /* characters more than the second best place has */
	LOOKED_FOR_ALONE = 12, /* quotes of so many characters are searched without context */
	EXACT_PLACES_AT_MOST = 2000,
	SEARCH_WINDOW_CHARS = 400000 /* of a huge text, so much around the old place is searched */
};
static const double least_quote_likeness = 0.6;
static const double margin_share = 0.15;
static const double least_free = 0.7; /* of a place, that is no other's */

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

/* The best place so far, and the best of those that do not overlap it; with an alignment only of
 * those that are no others'. */
struct places {
	const struct alignment *alignment;
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

static void
needle_clear(struct needle *needle)
{
	fold_clear(&needle->fold);
}

/* The place [start, end) with its likenesses. */
static struct place
weigh(const struct ground *ground, const struct needle *needle, size_t start, size_t end)
{
	struct characters all = ground_characters(ground);
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
	struct stretch stretch = {place.start, place.end};

	if (place.evidence < 0 ||
		(places->alignment &&
			(double)alignment_free(places->alignment, stretch) <
				least_free * (double)(place.end - place.start)))
		return;
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

	return start + count <= ground_characters(ground).count &&
		memcmp(ground_characters(ground).items + start, needle->quote.items,
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
		at = match_find(ground_characters(ground), needle->quote, at);
		if (at == ground_characters(ground).count)
			break;
		consider(places, weigh(ground, needle, at, at + needle->quote.count));
		at++;
	}
}

/* Searches for the part [from, to) of the needle, which holds the quote, with at most share of its
 * characters wrong, and weighs what becomes of the quote at the two best places. */
static void
consider_like(struct ground *ground, const struct needle *needle, size_t from, size_t to,
	double share, size_t near, struct places *places)
{
	struct characters pattern = characters_at(needle->characters, from, to);
	size_t limit = (size_t)((double)pattern.count * share);
	size_t skip = near > SEARCH_WINDOW_CHARS / 2 ? near - SEARCH_WINDOW_CHARS / 2 : 0;
	struct characters text =
		characters_at(ground_characters(ground), skip, skip + SEARCH_WINDOW_CHARS);
	size_t work = (pattern.count / 64 + 1) * text.count;
	size_t *left = places->alignment ? &ground->work_in_rest : &ground->work;
	struct match matches[2];

	if (work > *left)
		return;
	*left -= work;
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
	double enough = places->alignment ? ENOUGH_IN_REST : ENOUGH_EVIDENCE;
	double margin = margin_share * places->best.evidence;

	if (enough > all)
		enough = all;
	if (margin < LEAST_MARGIN)
		margin = LEAST_MARGIN;
	return places->best.evidence >= enough &&
		(places->second.evidence < 0 ||
			places->best.evidence - places->second.evidence >= margin);
}

/* The place as bytes of the article; a paragraph's target that is the better half of a paragraph is
 * all of it. */
static struct span
source_place(const struct ground *ground, enum target_kind kind, const struct place *place)
{
	struct span span = fold_source_span(&ground->fold, place->start, place->end);
	size_t middle = span.start + (span.end - span.start) / 2;
	struct span paragraph =
		article_span(ground->article, article_index_at(ground->article, middle));

	size_t own = place->end - place->start;
	size_t all = fold_from_source(&ground->fold, paragraph.end) -
		fold_from_source(&ground->fold, paragraph.start);

	if (kind == TARGET_PARAGRAPH && span_contains(paragraph, span) &&
		(2 * own >= all || own >= LONG_QUOTE))
		return paragraph;
	return span;
}

/* Whether context, of which text was stored, stands beside the place: all of it, and where it was
 * short because the article began or ended there, the article does so still. */
static bool
is_beside(size_t found, struct characters context, const char *text, size_t room)
{
	struct slice stored = slice_from_string(text);

	if (position_chars(stored, stored.length) < QUOTE_CONTEXT_CHARS && room != context.count)
		return false;
	return found == (context.count < QUOTE_CONTEXT_CHARS ? context.count : QUOTE_CONTEXT_CHARS);
}

/* Whether the quote still stands between the same words where it stood. */
static bool
stands_between(const struct ground *ground, const struct target *target,
	const struct needle *needle, struct place *place)
{
	size_t start;

	if (!stored_place(ground, target, needle, &start))
		return false;
	*place = weigh(ground, needle, start, start + needle->quote.count);
	return is_beside(place->before, needle->prefix, target->prefix, place->start) &&
		is_beside(place->behind, needle->suffix, target->suffix,
			ground->fold.count - place->end);
}

static void
attach(const struct ground *ground, const struct needle *needle, const struct place *place,
	struct annotation *note)
{
	size_t context = needle->prefix.count + needle->suffix.count;

	if (context > BESIDE_CHARS)
		context = BESIDE_CHARS;
	note->state = place->quote >= 1 && place->before + place->behind >= context
		? ANCHOR_EXACT
		: ANCHOR_APPROXIMATE;
	note->place = source_place(ground, note->target.kind, place);
}

void
quote_attach(const struct ground *ground, struct annotation *note, struct stretch place)
{
	struct needle needle;
	struct place weighed;

	if (needle_init(&needle, &note->target)) {
		weighed = weigh(ground, &needle, place.start, place.end);
		attach(ground, &needle, &weighed, note);
	}
	needle_clear(&needle);
}

bool
quote_stands_still(const struct ground *ground, struct annotation *note)
{
	const struct target *target = &note->target;
	struct needle needle;
	size_t start;
	bool found = false;

	if (ground->hash.high != target->hash.high || ground->hash.low != target->hash.low)
		return false;
	if (needle_init(&needle, target) && stored_place(ground, target, &needle, &start)) {
		struct place place = {.start = start, .end = start + needle.quote.count};

		note->state = ANCHOR_EXACT;
		note->place = source_place(ground, target->kind, &place);
		found = true;
	}
	needle_clear(&needle);
	return found;
}

/* The best places for the quote in the text. */
static struct places
search(struct ground *ground, const struct alignment *alignment, const struct target *target,
	const struct needle *needle)
{
	struct places places = {
		.alignment = alignment, .best = {.evidence = -1}, .second = {.evidence = -1}};
	const struct place *best = &places.best;
	size_t stored, context = needle->prefix.count + needle->suffix.count;

	if (!stored_place(ground, target, needle, &stored))
		stored = 0;
	if (alignment && ground->work_in_rest < ground->fold.count)
		return places;
	consider_exact(ground, needle, &places);
	if (best->evidence >= 0 && (best->before + best->behind) * 4 >= context * 3)
		return places;
	consider_like(ground, needle, 0, needle->characters.count, 0.45, stored, &places);
	if (needle->quote.count >= LOOKED_FOR_ALONE)
		consider_like(ground, needle, needle->start, needle->end, 0.4, stored, &places);
	return places;
}

void
quote_find(struct ground *ground, const struct alignment *alignment, struct annotation *note)
{
	struct needle needle;
	struct places places;
	struct place place;

	if (needle_init(&needle, &note->target)) {
		if (!alignment && stands_between(ground, &note->target, &needle, &place)) {
			attach(ground, &needle, &place, note);
		} else {
			places = search(ground, alignment, &note->target, &needle);
			if (is_certain(&needle, &places))
				attach(ground, &needle, &places.best, note);
		}
	}
	needle_clear(&needle);
}

/* ---- The ground ----------------------------------------------------------------------------- */

bool
ground_init(struct ground *ground, struct article *article)
{
	while (article_extend(article, SIZE_MAX))
		;
	*ground = (struct ground){.article = article,
		.hash = article_hash(article),
		.work = WORK,
		.work_in_rest = WORK_IN_REST};
	fold_init(&ground->fold);
	return fold_apply(&ground->fold, article_text(article), FOLD_ALL);
}

void
ground_clear(struct ground *ground)
{
	fold_clear(&ground->fold);
}

struct characters
ground_characters(const struct ground *ground)
{
	return (struct characters){ground->fold.characters, ground->fold.count};
}
