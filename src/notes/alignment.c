/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In this order, the surest first:
 *
 *      in order     the chain of long runs                     block 0
 *      paragraphs   that are what they were, in order or not   block 0, 1
 *      moved        long runs out of order                     block 2, 3 …
 *      in order     what is between, without what has moved    block 0
 *      moved        shorter runs
 *
 * A moved sentence counts when most of it is there, and most of what stands about it in its
 * paragraph: else words that many texts have would carry a note away.
 */
#include "notes/alignment.h"

#include "notes/alignment_review.h"
#include "notes/alignment_view.h"
#include "notes/lines.h"
#include "notes/pairing.h"

#include <stdlib.h>
#include <string.h>

enum {
	BLOCKS = REVIEW_NO_BLOCK,
	CELLS_AT_MOST = 4 << 20, /* of all boxes that are looked at closely */
	CELLS_IF_LARGE = 1 << 20,
	BOX_AT_LEAST = 4096, /* cells: smaller boxes are looked at closely at once */
	BOX_AT_MOST = 1 << 18,
	NEAR = 256, /* characters about a wanted stretch that are looked for elsewhere */
	ROUNDS_IF_LARGE = 3,
	TEXT_AT_MOST = 1 << 22, /* characters */
	LARGE = 1 << 16,        /* characters of the old text */
	ABOUT = 24,     /* characters about a wanted stretch that are looked at closely, too */
	PIECE = 6,      /* characters: shorter pieces that are left are no moved ones */
	LEAST_MOVED = 8 /* characters */
};
static const double least_moved = 0.55; /* share of a moved sentence that is there */

/* What an alignment is made with. */
struct work {
	struct alignment *alignment;
	const struct aligned_text *old_text, *new_text;
	struct rarity *rarity;
	uint8_t *wanted;              /* for each old character */
	uint8_t *near;                /* for each old character: a wanted one is not far */
	uint8_t *breaks, *new_breaks; /* for each character: a paragraph begins with it */
	size_t cells;                 /* that may still be looked at */
	size_t box_cells;
	size_t block; /* the last one that was given */
	bool failed;  /* memory is gone */
};

/* ---- Views ---------------------------------------------------------------------------------- */

/* The block of a new character's pair; BLOCKS when it has none. */
static size_t
new_block(const struct alignment *alignment, size_t new)
{
	return alignment->from[new] == ALIGNMENT_NONE ? BLOCKS
						      : alignment->blocks[alignment->from[new]];
}

/* Whether the texts are so large that only what is wanted is aligned closely. */
static bool
is_large(const struct alignment *alignment)
{
	return alignment->before.count > LARGE;
}

static void
open_view(struct work *work, struct view *view)
{
	*view = (struct view){.rarity = work->rarity,
		.wanted = work->wanted,
		.cells = &work->cells,
		.only_wanted = is_large(work->alignment),
		.box_cells = work->box_cells};
	view_init(view, work->alignment->before.count, work->alignment->after.count);
}

static void
close_view(struct work *work, struct view *view)
{
	work->failed = work->failed || view->failed;
	view_clear(view);
}

/* Collects what has not moved: what is in order, and what has no pair yet. */
static void
collect_in_order(struct work *work, struct view *view)
{
	const struct alignment *alignment = work->alignment;
	bool left_out = false;

	for (size_t i = 0; i < alignment->before.count; i++) {
		size_t block = review_block(alignment, i);
		bool moved = block != 0 && block != BLOCKS;

		if (!moved)
			rest_add(&view->before, alignment->before.items[i], i,
				work->breaks[i] || left_out);
		left_out = moved;
	}
	for (size_t i = 0; i < alignment->after.count; i++) {
		size_t block = new_block(alignment, i);
		bool moved = block != 0 && block != BLOCKS;

		if (!moved)
			rest_add(&view->after, alignment->after.items[i], i,
				work->new_breaks[i] || left_out);
		left_out = moved;
	}
	view_start(view);
}

/* Collects the pieces without pairs, with near only what is near; they are parted by a character
 * that is in no text, another one on each side. */
static void
collect_pieces(struct rest *rest, struct characters all, const uint32_t *pairs,
	const uint8_t *breaks, const uint8_t *near, uint32_t border)
{
	size_t start = 0;

	for (size_t i = 0; i <= all.count; i++) {
		if (i < all.count && pairs[i] == ALIGNMENT_NONE && (!near || near[i]))
			continue;
		for (size_t k = start; i - start >= PIECE && k < i; k++)
			rest_add(rest, all.items[k], k, breaks[k] || k == start);
		if (i - start >= PIECE)
			rest_add(rest, border, i - 1, true);
		start = i + 1;
	}
}

/* Collects what is left: of the old text about what is wanted. False when there is nothing. */
static bool
collect_rest(struct work *work, struct view *view)
{
	const struct alignment *alignment = work->alignment;

	collect_pieces(&view->before, alignment->before, alignment->to, work->breaks, work->near,
		VIEW_BORDER);
	if (view->before.count == 0)
		return false;
	collect_pieces(&view->after, alignment->after, alignment->from, work->new_breaks, NULL,
		VIEW_BORDER + 1);
	view_start(view);
	return view->after.count > 0;
}

static void
take_pair(struct alignment *alignment, size_t old, size_t new, size_t block)
{
	alignment->to[old] = (uint32_t) new;
	alignment->from[new] = (uint32_t)old;
	alignment->blocks[old] = (uint8_t)block;
}

/* ---- In order ------------------------------------------------------------------------------- */

/* Makes the view's pairs those of block 0. */
static void
take_in_order(struct work *work, const struct view *view)
{
	struct alignment *alignment = work->alignment;

	for (size_t i = 0; i < view->before.count; i++) {
		size_t old = view->before.places[i];

		if (alignment->to[old] != ALIGNMENT_NONE)
			alignment->from[alignment->to[old]] = ALIGNMENT_NONE;
		alignment->to[old] = ALIGNMENT_NONE;
	}
	for (size_t i = 0; i < view->before.count; i++)
		if (view->to[i] != ALIGNMENT_NONE)
			take_pair(alignment, view->before.places[i],
				view->after.places[view->to[i]], 0);
}

/* The chain of long runs. */
static void
align_runs(struct work *work)
{
	struct view view;

	open_view(work, &view);
	if (!view.failed) {
		view.shallow = true;
		collect_in_order(work, &view);
		view_strip(&view);
		view_align(&view, 0);
		take_in_order(work, &view);
	}
	close_view(work, &view);
}

/* Gives the view the pairs that are there. */
static void
recall_pairs(const struct alignment *alignment, struct view *view)
{
	size_t j = 0;

	for (size_t i = 0; i < view->before.count; i++) {
		size_t to = alignment->to[view->before.places[i]];

		if (to == ALIGNMENT_NONE)
			continue;
		while (view->after.places[j] < to)
			j++;
		view->to[i] = (uint32_t)j;
	}
}

/* What is between them. */
static void
align_between(struct work *work)
{
	struct view view;

	open_view(work, &view);
	if (!view.failed) {
		collect_in_order(work, &view);
		recall_pairs(work->alignment, &view);
		view_fill(&view);
		view_slide(&view);
		view_drop_lonely(&view);
		take_in_order(work, &view);
	}
	close_view(work, &view);
}

/* ---- Moved ---------------------------------------------------------------------------------- */

/* The sentence of the old text in which at lies. */
static struct stretch
sentence_about(const struct work *work, size_t at)
{
	struct characters text = work->alignment->before;
	struct stretch sentence = {at, at + 1};

	while (sentence.start > 0 && !work->breaks[sentence.start] &&
		!view_ends_sentence(text.items[sentence.start - 1]))
		sentence.start--;
	while (sentence.end < text.count && !work->breaks[sentence.end] &&
		!view_ends_sentence(text.items[sentence.end - 1]))
		sentence.end++;
	return sentence;
}

/* What must have moved together with the old character at: so many on both sides, within its
 * paragraph. */
static struct stretch
company_of(const struct work *work, size_t at)
{
	struct stretch company = {at, at + 1};

	while (company.start > 0 && at - company.start < VIEW_REACH && !work->breaks[company.start])
		company.start--;
	while (company.end < work->alignment->before.count && company.end - at <= VIEW_REACH &&
		!work->breaks[company.end])
		company.end++;
	return company;
}

/* How many in the stretch are where the view says and what they were; counts is of those before
 * each. */
static bool
is_enough(const uint32_t *counts, struct stretch stretch)
{
	return (double)(counts[stretch.end] - counts[stretch.start]) >=
		least_moved * (double)(stretch.end - stretch.start);
}

/* Counts, for each old character, those before it that the view pairs with equal ones. NULL when
 * memory is gone. */
static uint32_t *
count_moved(const struct work *work, const struct view *view)
{
	size_t all = work->alignment->before.count;
	uint32_t *counts = calloc(all + 1, sizeof *counts);

	for (size_t i = 0; counts && i < view->before.count; i++)
		if (view->to[i] != ALIGNMENT_NONE &&
			view->before.items[i] == view->after.items[view->to[i]])
			counts[view->before.places[i] + 1] = 1;
	for (size_t i = 0; counts && i < all; i++)
		counts[i + 1] += counts[i];
	return counts;
}

/* Takes the view's pairs in sentences that have moved. Returns how many. */
static size_t
take_moved(struct work *work, const struct view *view, const uint32_t *counts)
{
	size_t taken = 0;
	struct stretch sentence = {0, 0};
	bool enough = false;

	for (size_t i = 0; i < view->before.count; i++) {
		size_t place = view->before.places[i];
		struct stretch company;

		if (view->to[i] == ALIGNMENT_NONE)
			continue;
		if (place < sentence.start || place >= sentence.end) {
			sentence = sentence_about(work, place);
			enough = is_enough(counts, sentence);
		}
		company = company_of(work, place);
		if (!enough || !is_enough(counts, company) ||
			counts[company.end] - counts[company.start] < LEAST_MOVED)
			continue;
		take_pair(work->alignment, place, view->after.places[view->to[i]], work->block + 1);
		work->alignment->sure[place] = 1;
		taken++;
	}
	return taken;
}

/* Aligns what is left of both texts, by runs of a level and shorter ones; true when something was
 * found, and there may be more. */
static bool
align_rest(struct work *work, size_t level, const struct whole_texts *whole)
{
	struct view view;
	uint32_t *counts = NULL;
	size_t taken = 0;

	open_view(work, &view);
	if (!view.failed && collect_rest(work, &view)) {
		view.whole = whole;
		view_align(&view, level);
		counts = count_moved(work, &view);
		if (counts)
			taken = take_moved(work, &view, counts);
		else
			work->failed = true;
	}
	close_view(work, &view);
	free(counts);
	work->block += taken > 0;
	return taken > 0 && !work->failed;
}

/* Aligns what is left by runs of the levels [level, levels); of large texts a few times only. */
static void
align_moved(struct work *work, size_t level, size_t levels, const struct whole_texts *whole)
{
	size_t last = work->block + ROUNDS_IF_LARGE;

	if (!is_large(work->alignment) || last >= BLOCKS)
		last = BLOCKS - 1;
	while (level < levels && work->block < last && !work->failed)
		if (!align_rest(work, level, whole))
			level++;
}

/* ---- Paragraphs as they were ---------------------------------------------------------------- */

/* Fills in those of the matches that are where the pairs about them say. */
static size_t
choose_in_order(const struct alignment *alignment, const struct common_run *matches, size_t count,
	struct common_run *chosen)
{
	size_t found = 0, at = 0, low = 0, next = 0, all = alignment->before.count;

	for (size_t i = 0; i < count; i++) {
		size_t old = matches[i].before;

		for (; at < old; at++)
			if (alignment->to[at] != ALIGNMENT_NONE)
				low = alignment->to[at] + 1;
		next = next > old ? next : old;
		while (next < all && alignment->to[next] == ALIGNMENT_NONE)
			next++;
		if (matches[i].after >= low &&
			(next == all || matches[i].after < alignment->to[next]))
			chosen[found++] = matches[i];
	}
	return found;
}

/* Pairs the paragraphs without pairs that both texts have once: in order, or else as moved. All
 * pairs so far are in order. */
static void
align_lines(struct work *work)
{
	struct alignment *alignment = work->alignment;
	size_t chosen = 0, room = work->old_text->paragraph_count + 1;
	struct common_run *matches = malloc(2 * room * sizeof *matches), *in_order = matches + room;
	size_t count = matches ? lines_match(work->old_text, alignment->to, work->new_text,
					 alignment->from, matches)
			       : SIZE_MAX;

	if (count != SIZE_MAX)
		chosen = chain_keep_rising(
			in_order, choose_in_order(alignment, matches, count, in_order));
	work->failed = count == SIZE_MAX || chosen == SIZE_MAX;
	for (size_t i = 0, k = 0; !work->failed && i < count; i++) {
		bool rises = k < chosen && in_order[k].before == matches[i].before;
		size_t old = matches[i].before, new = matches[i].after;

		k += rises;
		do {
			alignment->sure[old] = 1;
			take_pair(alignment, old++, new ++, rises ? 0 : 1);
		} while (old < alignment->before.count && !work->breaks[old]);
	}
	work->block = 1;
	free(matches);
}

/* ---- Making --------------------------------------------------------------------------------- */

static void
mark_breaks(uint8_t *breaks, const struct aligned_text *text)
{
	for (size_t i = 0; i < text->paragraph_count; i++)
		if (text->paragraphs[i] <= text->characters.count)
			breaks[text->paragraphs[i]] = 1;
}

static void
mark_range(uint8_t *marks, size_t start, size_t end, size_t all)
{
	memset(marks + start, 1, (end < all ? end : all) - start);
}

/* Marks the stretches, their sentences and what is about them. */
static void
mark_wanted(struct work *work, const struct stretch *wanted, size_t count)
{
	size_t all = work->alignment->before.count;

	for (size_t i = 0; i < count; i++) {
		size_t start = sentence_about(work, wanted[i].start).start;
		size_t end = sentence_about(work, wanted[i].end - 1).end;

		start = start > ABOUT ? start - ABOUT : 0;
		mark_range(work->wanted, start, end + ABOUT, all);
		mark_range(work->near, start > NEAR ? start - NEAR : 0, end + NEAR, all);
	}
}

static bool
work_init(struct work *work, const struct stretch *wanted, size_t count)
{
	struct alignment *alignment = work->alignment;
	size_t old = alignment->before.count, new = alignment->after.count;

	alignment->to = malloc((old + 1) * sizeof *alignment->to);
	alignment->from = malloc((new + 1) * sizeof *alignment->from);
	alignment->blocks = calloc(old + 1, 1);
	alignment->doubtful = calloc(old + 1, 1);
	alignment->sure = calloc(old + 1, 1);
	work->rarity = rarity_new(alignment->before, alignment->after);
	work->wanted = calloc(old + 1, 1);
	work->near = calloc(old + 1, 1);
	work->breaks = calloc(old + 1, 1);
	work->new_breaks = calloc(new + 1, 1);
	if (!alignment->to || !alignment->from || !alignment->blocks || !alignment->doubtful ||
		!alignment->sure || !work->rarity || !work->wanted || !work->near ||
		!work->breaks || !work->new_breaks)
		return false;
	for (size_t i = 0; i < old; i++)
		alignment->to[i] = ALIGNMENT_NONE;
	for (size_t i = 0; i < new; i++)
		alignment->from[i] = ALIGNMENT_NONE;
	mark_breaks(work->breaks, work->old_text);
	mark_breaks(work->new_breaks, work->new_text);
	mark_wanted(work, wanted, count);
	work->cells = CELLS_AT_MOST;
	work->box_cells = BOX_AT_MOST;
	if (is_large(alignment)) {
		work->cells = CELLS_IF_LARGE;
		work->box_cells = CELLS_IF_LARGE / (count + 1);
	}
	if (work->box_cells < BOX_AT_LEAST)
		work->box_cells = BOX_AT_LEAST;
	return true;
}

static void
work_clear(struct work *work)
{
	rarity_free(work->rarity);
	free(work->wanted);
	free(work->near);
	free(work->breaks);
	free(work->new_breaks);
}

static void
align_all(struct work *work)
{
	struct alignment *alignment = work->alignment;
	struct whole_texts whole = {alignment->before, alignment->after};
	bool large = is_large(alignment);

	align_runs(work);
	if (!work->failed)
		align_lines(work);
	if (!work->failed)
		align_moved(work, 0, 1, &whole);
	if (!work->failed) {
		review_rejoin(alignment);
		align_between(work);
	}
	if (!work->failed)
		align_moved(work, large, large ? 2 : VIEW_LEVELS, large ? &whole : NULL);
}

bool
alignment_make(struct alignment *alignment, const struct aligned_text *before,
	const struct aligned_text *after, const struct stretch *wanted, size_t wanted_count)
{
	struct work work = {.alignment = alignment, .old_text = before, .new_text = after};

	*alignment = (struct alignment){.before = before->characters, .after = after->characters};
	if (before->characters.count > TEXT_AT_MOST || after->characters.count > TEXT_AT_MOST)
		return false;
	work.failed = !work_init(&work, wanted, wanted_count);
	if (!work.failed)
		align_all(&work);
	if (work.failed) {
		alignment_clear(alignment);
	} else {
		review_rejoin(alignment);
		review_doubt(alignment);
	}
	work_clear(&work);
	return !work.failed;
}

void
alignment_clear(struct alignment *alignment)
{
	free(alignment->to);
	free(alignment->from);
	free(alignment->blocks);
	free(alignment->doubtful);
	free(alignment->sure);
	*alignment = (struct alignment){.to = NULL};
}
