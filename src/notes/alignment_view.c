/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/alignment_view.h"

#include "notes/chain.h"

#include <stdlib.h>
#include <string.h>

enum {
	CORNER = 256, /* characters */
	SLIDE_AT_MOST = 256
};
static const size_t run_lengths[VIEW_LEVELS] = {24, 12, 6};
static const double least_about = 0.35; /* share of what is about a pair that is there */

struct box {
	size_t a, b, c, d;
};

/* ---- Making --------------------------------------------------------------------------------- */

static bool
rest_init(struct rest *rest, size_t count)
{
	rest->items = malloc((2 * count + 2) * sizeof *rest->items);
	rest->places = malloc((2 * count + 2) * sizeof *rest->places);
	rest->breaks = calloc(2 * count + 2, 1);
	rest->count = 0;
	return rest->items && rest->places && rest->breaks;
}

static void
rest_clear(struct rest *rest)
{
	free(rest->items);
	free(rest->places);
	free(rest->breaks);
}

void
rest_add(struct rest *rest, uint32_t character, size_t place, bool breaks)
{
	rest->items[rest->count] = character;
	rest->breaks[rest->count] = breaks;
	rest->places[rest->count++] = (uint32_t)place;
}

void
view_init(struct view *view, size_t before_count, size_t after_count)
{
	bool done = rest_init(&view->before, before_count);

	done = rest_init(&view->after, after_count) && done;
	view->to = malloc((2 * before_count + 2) * sizeof *view->to);
	view->failed = !done || !view->to;
}

void
view_clear(struct view *view)
{
	rest_clear(&view->before);
	rest_clear(&view->after);
	free(view->to);
}

void
view_start(struct view *view)
{
	for (size_t i = 0; i < view->before.count; i++)
		view->to[i] = ALIGNMENT_NONE;
	view->before.breaks[view->before.count] = view->after.breaks[view->after.count] = 1;
}

/* ---- Boxes ---------------------------------------------------------------------------------- */

static struct characters
rest_part(const struct rest *rest, size_t start, size_t end)
{
	return (struct characters){rest->items + start, end - start};
}

static bool
is_wanted(const struct view *view, const struct box *box)
{
	for (size_t i = box->a; i < box->b; i++)
		if (view->wanted[view->before.places[i]])
			return true;
	return false;
}

/* Pairs the box's characters by likelihood. */
static void
look_closely(struct view *view, const struct box *box)
{
	size_t cells = (box->b - box->a + 1) * (box->d - box->c + 1);

	if (cells > *view->cells || !is_wanted(view, box))
		return;
	*view->cells -= cells;
	if (!pairing_find(rest_part(&view->before, box->a, box->b),
		    rest_part(&view->after, box->c, box->d), view->rarity, view->to + box->a)) {
		view->failed = true;
		return;
	}
	for (size_t i = box->a; i < box->b; i++)
		if (view->to[i] != PAIRING_NONE)
			view->to[i] += (uint32_t)box->c;
}

/* Whether a paragraph begins in both texts. The one before it may have been moved, though it ends
 * as the other one does that is before it now. */
static bool
is_border(const struct view *view, size_t i, size_t j)
{
	return view->before.breaks[i] && view->after.breaks[j];
}

static bool
is_equal(const struct view *view, size_t i, size_t j)
{
	return view->before.items[i] == view->after.items[j];
}

/* Pairs the run and what is equal on both sides of it within the box and its paragraph; the box
 * becomes what is behind, *before what is before it. False when the run lies in what was paired
 * already. */
static bool
split(struct view *view, struct box *box, struct common_run run, size_t length, struct box *before)
{
	size_t i = run.before, j = run.after, end = i + length, new_end = j + length;

	if (i < box->a || j < box->c)
		return false;
	while (i > box->a && j > box->c && is_equal(view, i - 1, j - 1) && !is_border(view, i, j)) {
		i--;
		j--;
	}
	while (end < box->b && new_end < box->d && is_equal(view, end, new_end) &&
		!is_border(view, end, new_end)) {
		end++;
		new_end++;
	}
	*before = (struct box){box->a, i, box->c, j};
	for (; i < end; i++, j++)
		view->to[i] = (uint32_t)j;
	box->a = end;
	box->c = new_end;
	return true;
}

static void align_box(struct view *view, struct box box, size_t level);

/* Parts the box at the runs of a length that both sides have once. False when there are none. */
static bool
part(struct view *view, struct box box, size_t level)
{
	struct common_run *runs;
	size_t a = box.a, c = box.c, length = run_lengths[level];
	size_t count = chain_find(rest_part(&view->before, box.a, box.b),
		rest_part(&view->after, box.c, box.d), length, view->rarity, view->whole, &runs);

	if (count == SIZE_MAX) {
		view->failed = true;
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		struct common_run run = {runs[i].before + (uint32_t)a, runs[i].after + (uint32_t)c};
		struct box before;

		if (split(view, &box, run, length, &before))
			align_box(view, before, level + 1);
	}
	free(runs);
	if (count > 0)
		align_box(view, box, level + 1);
	return count > 0;
}

/* Looks closely at the box's corners, which are next to pairs: what is left of a paragraph there.
 */
static void
look_at_corners(struct view *view, const struct box *box)
{
	struct box first = {box->a, box->a + 1, box->c, box->c + 1};
	struct box last = {box->b - 1, box->b, box->d - 1, box->d};

	while (first.b < box->b && first.b - first.a < CORNER && !view->before.breaks[first.b])
		first.b++;
	while (first.d < box->d && first.d - first.c < CORNER && !view->after.breaks[first.d])
		first.d++;
	if (!is_border(view, first.a, first.c))
		look_closely(view, &first);
	while (last.a > first.b && last.b - last.a < CORNER && !view->before.breaks[last.a])
		last.a--;
	while (last.c > first.d && last.d - last.c < CORNER && !view->after.breaks[last.c])
		last.c--;
	if (last.a >= first.b && last.c >= first.d && !is_border(view, last.b, last.d))
		look_closely(view, &last);
}

/* Whether the box holds several pieces: what is alike in it may be alike elsewhere, too. */
static bool
has_border(const struct view *view, const struct box *box)
{
	for (size_t i = box->a; i < box->b; i++)
		if (view->before.items[i] == VIEW_BORDER)
			return true;
	for (size_t i = box->c; i < box->d; i++)
		if (view->after.items[i] == VIEW_BORDER + 1)
			return true;
	return false;
}

static void
align_box(struct view *view, struct box box, size_t level)
{
	if (box.a == box.b || box.c == box.d || view->shallow || view->failed)
		return;
	if (view->only_wanted && !is_wanted(view, &box))
		return;
	if (has_border(view, &box)) {
		look_at_corners(view, &box);
		return;
	}
	if (box.b - box.a + 1 <= view->box_cells / (box.d - box.c + 1)) {
		look_closely(view, &box);
		return;
	}
	for (; level < VIEW_LEVELS; level++)
		if (part(view, box, level))
			return;
	look_at_corners(view, &box);
}

/* The box of what is not paired yet at the beginning and at the end. */
static struct box
open_box(const struct view *view)
{
	struct box box = {0, view->before.count, 0, view->after.count};

	while (box.a < box.b && view->to[box.a] != ALIGNMENT_NONE)
		box.c = view->to[box.a++] + 1;
	while (box.b > box.a && view->to[box.b - 1] != ALIGNMENT_NONE)
		box.d = view->to[--box.b];
	return box;
}

void
view_align(struct view *view, size_t level)
{
	part(view, open_box(view), level);
}

void
view_strip(struct view *view)
{
	size_t count = view->before.count, new_count = view->after.count, whole = 0, i = 0;

	for (; i < count && i < new_count && is_equal(view, i, i); i++)
		if (is_border(view, i, i))
			whole = i;
	if (i == count || i == new_count)
		whole = i;
	for (i = 0; i < whole; i++)
		view->to[i] = (uint32_t)i;
	count -= whole;
	new_count -= whole;
	for (i = 0, whole = 0; i < count && i < new_count; i++) {
		size_t old = view->before.count - 1 - i, new = view->after.count - 1 - i;

		if (!is_equal(view, old, new))
			break;
		if (is_border(view, old, new))
			whole = i + 1;
	}
	for (i = 1; i <= whole; i++)
		view->to[view->before.count - i] = (uint32_t)(view->after.count - i);
}

/* Pairs what is equal at the box's beginning and end, and makes it smaller. */
static void
strip(struct view *view, struct box *box)
{
	while (box->a < box->b && box->c < box->d && is_equal(view, box->a, box->c))
		view->to[box->a++] = (uint32_t)box->c++;
	while (box->a < box->b && box->c < box->d && is_equal(view, box->b - 1, box->d - 1))
		view->to[--box->b] = (uint32_t)--box->d;
}

void
view_fill(struct view *view)
{
	struct box box = {0, 0, 0, 0};

	for (size_t i = 0; i <= view->before.count; i++) {
		bool ends = i == view->before.count;
		size_t to = ends ? view->after.count : view->to[i];

		if (to == ALIGNMENT_NONE)
			continue;
		box.b = i;
		box.d = to;
		strip(view, &box);
		align_box(view, box, 0);
		box.a = i + 1;
		box.c = to + 1;
	}
}

/* ---- Sliding -------------------------------------------------------------------------------- */

bool
view_ends_sentence(uint32_t character)
{
	return character == 0x3002 || character == '!' || character == '?' || character == ';' ||
		character == 0xFF1B;
}

/* How good a place in a text is for something to begin: a paragraph, a sentence, a clause. */
static int
beginning(const struct rest *text, size_t at)
{
	if (at == 0 || at == text->count || text->breaks[at])
		return 3;
	if (view_ends_sentence(text->items[at - 1]))
		return 2;
	return text->items[at - 1] == ',' || text->items[at - 1] == 0x3001;
}

/*
 * A stretch [start, end) that only one of two texts has can be slid where what enters it at one end
 * is what leaves it at the other: A[BA]B or AB[AB]. By how much, so that it begins at the best
 * place; at most back to the left, ahead to the right.
 */
static ptrdiff_t
best_slide(const struct rest *text, struct stretch gap, size_t back, size_t ahead)
{
	int best = beginning(text, gap.start);
	ptrdiff_t slide = 0;

	for (size_t i = 1; i <= back && text->items[gap.start - i] == text->items[gap.end - i]; i++)
		if (beginning(text, gap.start - i) > best) {
			best = beginning(text, gap.start - i);
			slide = -(ptrdiff_t)i;
		}
	for (size_t i = 0; i < ahead && text->items[gap.start + i] == text->items[gap.end + i]; i++)
		if (beginning(text, gap.start + i + 1) > best) {
			best = beginning(text, gap.start + i + 1);
			slide = (ptrdiff_t)i + 1;
		}
	return slide;
}

/* How many characters right before (from) the old character at are in one run. */
static size_t
run_before(const uint32_t *to, size_t at)
{
	size_t count = 0;

	while (count < SLIDE_AT_MOST && at > count && to[at - 1 - count] != ALIGNMENT_NONE &&
		(count == 0 || to[at - 1 - count] + 1 == to[at - count]))
		count++;
	return count;
}

static size_t
run_from(const uint32_t *to, size_t at, size_t end)
{
	size_t count = 0;

	while (count < SLIDE_AT_MOST && at + count < end && to[at + count] != ALIGNMENT_NONE &&
		(count == 0 || to[at + count] == to[at + count - 1] + 1))
		count++;
	return count;
}

/* Slides what is gone: old characters between two neighbours. */
static void
slide_gone(struct view *view, struct stretch gap)
{
	uint32_t *to = view->to;
	ptrdiff_t slide = best_slide(&view->before, gap, run_before(to, gap.start),
		run_from(to, gap.end, view->before.count));

	for (; slide < 0; slide++, gap.start--, gap.end--) {
		to[gap.end - 1] = to[gap.start - 1];
		to[gap.start - 1] = ALIGNMENT_NONE;
	}
	for (; slide > 0; slide--, gap.start++, gap.end++) {
		to[gap.start] = to[gap.end];
		to[gap.end] = ALIGNMENT_NONE;
	}
}

/* Slides what is new: the characters between the counterparts of the old ones before and at. */
static void
slide_new(struct view *view, size_t at)
{
	uint32_t *to = view->to;
	struct stretch gap = {to[at - 1] + 1, to[at]};
	uint32_t length = (uint32_t)(gap.end - gap.start);
	ptrdiff_t slide = best_slide(
		&view->after, gap, run_before(to, at), run_from(to, at, view->before.count));

	for (; slide < 0; slide++)
		to[--at] += length;
	for (; slide > 0; slide--)
		to[at++] -= length;
}

void
view_slide(struct view *view)
{
	size_t last = SIZE_MAX;
	uint32_t *to = view->to;

	for (size_t i = 0; i < view->before.count; i++) {
		if (to[i] == ALIGNMENT_NONE)
			continue;
		if (last != SIZE_MAX && last + 1 == i && to[i] > to[last] + 1)
			slide_new(view, i);
		else if (last != SIZE_MAX && last + 1 < i && to[i] == to[last] + 1)
			slide_gone(view, (struct stretch){last + 1, i});
		last = i;
	}
}

/* ---- Lonely pairs --------------------------------------------------------------------------- */

void
view_drop_lonely(struct view *view)
{
	size_t count = view->before.count;
	uint32_t *equal = malloc((count + 1) * sizeof *equal);

	if (!equal) {
		view->failed = true;
		return;
	}
	equal[0] = 0;
	for (size_t i = 0; i < count; i++)
		equal[i + 1] = equal[i] +
			(view->to[i] != ALIGNMENT_NONE && is_equal(view, i, view->to[i]));
	for (size_t i = 0; i < count; i++) {
		size_t start = i > VIEW_REACH ? i - VIEW_REACH : 0;
		size_t end = i + VIEW_REACH < count ? i + VIEW_REACH + 1 : count;

		if ((double)(equal[end] - equal[start]) < least_about * (double)(end - start))
			view->to[i] = ALIGNMENT_NONE;
	}
	free(equal);
}
