/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A note's place is looked for on the folded text of the whole article, in which encodings,
 * scripts, residue and line ends are no differences. In the version on which it was made it is
 * where it was. Else that version, which the notes file keeps, is aligned as a whole with the text
 * (alignment.h), and where that tells nothing the note's quote is searched for (quote.h) in what is
 * no other part's place. What is not certain is unattached: a wrong place is worse than none.
 */
#include "notes/anchor.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "notes/kept.h"
#include "notes/quote.h"
#include "text/fold.h"
#include "text/position.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

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
	target->prefix = well_formed(slice_at(text,
		(struct span){step_back(text, quoted.start, QUOTE_CONTEXT_CHARS), quoted.start}));
	stretch = slice_at(text, (struct span){quoted.end, text.length});
	stretch.length = position_bytes(stretch, QUOTE_CONTEXT_CHARS);
	target->suffix = well_formed(stretch);
	stretch = slice_at(text, (struct span){from, quoted.end});
	fold_init(&fold);
	if (fold_apply(&fold, stretch, FOLD_ALL)) {
		target->folded_start = fold_from_source(&fold, quoted.start - from);
		target->folded_end = fold.count;
	}
	fold_clear(&fold);
}

/* ---- Resolving ------------------------------------------------------------------------------ */

/* What is resolved: the notes, where each was in the version at hand (empty: not of it, or not
 * known), and which have got their answer. */
struct quest {
	struct ground ground;
	struct aligned_text now;
	struct annotations *list;
	struct stretch *places;
	bool *answered;
};

static int
compare_stretches(const void *one, const void *other)
{
	const struct stretch *first = one, *second = other;

	return first->start < second->start ? -1 : first->start > second->start;
}

/* Gives the notes of the version at hand what the alignment tells. */
static void
follow(struct quest *quest, const struct alignment *alignment)
{
	for (size_t i = 0; i < quest->list->count; i++) {
		struct annotation *note = &quest->list->items[i];
		struct stretch place;
		bool doubtful;

		if (quest->places[i].start == quest->places[i].end)
			continue;
		quest->answered[i] = true;
		if (alignment_place(alignment, quest->places[i], &place, &doubtful))
			quote_attach(&quest->ground, note, place);
		else if (!doubtful)
			quote_find(&quest->ground, alignment, note);
	}
}

/* Places the notes made on a kept version, as far as it tells where they were. */
static void
resolve_version(struct quest *quest, const struct kept *kept, int64_t version)
{
	size_t all = quest->list->count, count = 0;
	struct stretch *wanted = alloc_zeroed(all, sizeof *wanted);
	struct aligned_text before = kept_text(kept);
	struct alignment alignment;

	for (size_t i = 0; i < all; i++) {
		const struct target *target = &quest->list->items[i].target;

		quest->places[i] = (struct stretch){0, 0};
		if (!quest->answered[i] && target->version == version &&
			kept_place(kept, target, &quest->places[i]))
			wanted[count++] = quest->places[i];
	}
	qsort(wanted, count, sizeof *wanted, compare_stretches);
	if (count > 0 && alignment_make(&alignment, &before, &quest->now, wanted, count)) {
		follow(quest, &alignment);
		alignment_clear(&alignment);
	}
	free(wanted);
}

/* Places the notes that were made on other versions. */
static void
resolve_others(struct quest *quest, struct store *store)
{
	struct annotations *list = quest->list;
	size_t *paragraphs = kept_paragraphs(
		quest->ground.article, &quest->ground.fold, &quest->now.paragraph_count);
	int64_t last = 0;

	quest->now.characters = ground_characters(&quest->ground);
	quest->now.paragraphs = paragraphs;
	for (size_t i = 0; i < list->count; i++) {
		int64_t version = list->items[i].target.version;
		struct kept *kept;

		if (quest->answered[i])
			continue;
		kept = version != last ? kept_open(store, version) : NULL;
		if (kept)
			resolve_version(quest, kept, version);
		kept_close(kept);
		last = version;
		if (!quest->answered[i])
			quote_find(&quest->ground, NULL, &list->items[i]);
	}
	free(paragraphs);
}

void
anchor_resolve(struct article *article, struct annotations *list, struct store *store)
{
	struct quest quest = {.list = list};
	bool changed = false;

	if (list->count == 0)
		return;
	for (size_t i = 0; i < list->count; i++) {
		list->items[i].state = ANCHOR_UNATTACHED;
		list->items[i].place = (struct span){0, 0};
	}
	quest.places = alloc_zeroed(list->count, sizeof *quest.places);
	quest.answered = alloc_zeroed(list->count, sizeof *quest.answered);
	if (ground_init(&quest.ground, article)) {
		for (size_t i = 0; i < list->count; i++) {
			quest.answered[i] = quote_stands_still(&quest.ground, &list->items[i]);
			changed = changed || !quest.answered[i];
		}
		if (changed)
			resolve_others(&quest, store);
	}
	ground_clear(&quest.ground);
	free(quest.places);
	free(quest.answered);
}
