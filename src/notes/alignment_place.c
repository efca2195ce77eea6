/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The place of a note in an alignment: where its characters went that went together, widened by
 * those at its ends that were changed. It counts when enough of them are there and enough of what
 * stood beside them is there, too.
 */
#include "notes/alignment.h"

enum {
	BESIDE = 8,       /* characters on each side that bear a place out */
	SLACK = 16,       /* characters that may have come between */
	FEW = 4,          /* pairs at an end, of a quarter at most */
	FAR = 12,         /* characters from the others */
	LONG_ENOUGH = 12, /* so many equal characters bear themselves out */
	LOOK_BACK = 32    /* characters, for the next one beside that has a counterpart */
};
static const double least_left = 0.33;  /* of the note's characters */
static const double least_borne = 0.45; /* of them and those beside */

/* Where the characters of a block went. */
struct placement {
	const struct alignment *alignment;
	struct stretch old;
	size_t block;
	size_t first,
		last; /* old characters, the outermost in the stretch that have counterparts */
	size_t equal; /* how many are what they were */
	bool sure;    /* what is about them is there, too */
};

static bool
is_in(const struct placement *placement, size_t i)
{
	const struct alignment *alignment = placement->alignment;

	return alignment->to[i] != ALIGNMENT_NONE && alignment->blocks[i] == placement->block;
}

static bool
is_equal(const struct alignment *alignment, size_t i)
{
	return alignment->before.items[i] == alignment->after.items[alignment->to[i]];
}

static void
fill_in(struct placement *placement)
{
	placement->equal = 0;
	placement->first = placement->last = placement->old.end;
	for (size_t i = placement->old.start; i < placement->old.end; i++) {
		if (!is_in(placement, i))
			continue;
		if (placement->first == placement->old.end)
			placement->first = i;
		placement->last = i;
		placement->equal += is_equal(placement->alignment, i);
		placement->sure = placement->sure || placement->alignment->sure[i];
	}
}

/* Leaves out the first and the last pairs when they are few and far from the others: full stops
 * that found another sentence's. */
static void
trim(struct placement *placement)
{
	const uint32_t *to = placement->alignment->to;
	size_t few = placement->equal / 4 < FEW ? placement->equal / 4 : FEW, pairs = 0;
	size_t first = placement->first, last = placement->last;

	for (size_t i = first, previous = first; i <= last && pairs <= few; i++) {
		if (!is_in(placement, i))
			continue;
		if (to[i] > to[previous] + (i - previous) + FAR)
			placement->first = i;
		previous = i;
		pairs++;
	}
	pairs = 0;
	for (size_t i = last + 1, next = last; i-- > placement->first && pairs <= few;) {
		if (!is_in(placement, i))
			continue;
		if (to[next] > to[i] + (next - i) + FAR)
			placement->last = i;
		next = i;
		pairs++;
	}
}

/* The block in which most of the stretch is. */
static struct placement
best_placement(const struct alignment *alignment, struct stretch old)
{
	struct placement best = {.alignment = alignment, .old = old};
	uint32_t seen = 0;

	fill_in(&best);
	seen = 1;
	for (size_t i = old.start; i < old.end; i++) {
		struct placement other = {
			.alignment = alignment, .old = old, .block = alignment->blocks[i]};

		if (alignment->to[i] == ALIGNMENT_NONE || seen >> other.block & 1)
			continue;
		seen |= 1U << other.block;
		fill_in(&other);
		if (other.equal > best.equal)
			best = other;
	}
	return best;
}

/* How many of the new characters between two counterparts belong to the stretch's end, of which so
 * many of all old ones between are. */
static size_t
share_of_gap(size_t new_gap, size_t own, size_t all)
{
	size_t share = all ? (new_gap * own + all / 2) / all : 0;

	return share < own ? share : own;
}

/* How far the place begins before the first counterpart. */
static size_t
lead(const struct placement *placement)
{
	const uint32_t *to = placement->alignment->to;
	size_t own = placement->first - placement->old.start, i = placement->old.start;

	for (size_t steps = 0; own > 0 && i > 0 && steps < LOOK_BACK; steps++)
		if (is_in(placement, --i))
			return to[i] < to[placement->first]
				? share_of_gap(to[placement->first] - to[i] - 1, own,
					  placement->first - i - 1)
				: 0;
	return 0;
}

/* How far it goes on behind the last one. */
static size_t
trail(const struct placement *placement)
{
	const uint32_t *to = placement->alignment->to;
	size_t own = placement->old.end - 1 - placement->last;

	for (size_t i = placement->old.end; own > 0 && i < placement->alignment->before.count &&
		i < placement->old.end + LOOK_BACK;
		i++)
		if (is_in(placement, i))
			return to[i] > to[placement->last]
				? share_of_gap(to[i] - to[placement->last] - 1, own,
					  i - placement->last - 1)
				: 0;
	return 0;
}

/* Old characters beside the stretch that are beside its place still; *all is how many there were.
 */
static size_t
borne_out(const struct placement *placement, struct stretch place, size_t *all)
{
	const struct alignment *alignment = placement->alignment;
	struct stretch old = placement->old;
	size_t start = old.start > BESIDE ? old.start - BESIDE : 0, borne = 0;
	size_t end = old.end + BESIDE < alignment->before.count ? old.end + BESIDE
								: alignment->before.count;

	*all = old.start - start + end - old.end;
	for (size_t i = start; i < end; i++) {
		if ((i >= old.start && i < old.end) || !is_in(placement, i) ||
			!is_equal(alignment, i))
			continue;
		if (i < old.start)
			borne += alignment->to[i] < place.start &&
				place.start - alignment->to[i] <= old.start - i + SLACK;
		else
			borne += alignment->to[i] >= place.end &&
				alignment->to[i] - place.end <= i - old.end + SLACK;
	}
	return borne;
}

static bool
is_doubtful(const struct alignment *alignment, struct stretch old)
{
	size_t doubtful = 0;

	for (size_t i = old.start; i < old.end; i++)
		doubtful += alignment->doubtful[i];
	return 2 * doubtful > old.end - old.start;
}

bool
alignment_place(const struct alignment *alignment, struct stretch old, struct stretch *place,
	bool *doubtful)
{
	struct placement placement;
	size_t length = old.end - old.start, borne, all;

	*doubtful = false;
	*place = (struct stretch){0, 0};
	if (old.end > alignment->before.count || old.start >= old.end)
		return false;
	placement = best_placement(alignment, old);
	if (placement.equal == 0 || (double)placement.equal < least_left * (double)length)
		return false;
	trim(&placement);
	*doubtful = is_doubtful(alignment, old);
	place->start = alignment->to[placement.first] - lead(&placement);
	place->end = alignment->to[placement.last] + 1 + trail(&placement);
	borne = placement.equal + borne_out(&placement, *place, &all);
	return !*doubtful &&
		(placement.sure || (double)borne >= least_borne * (double)(length + all) ||
			(placement.equal >= LONG_ENOUGH && 2 * placement.equal >= length));
}

size_t
alignment_free(const struct alignment *alignment, struct stretch place)
{
	size_t free = 0;

	for (size_t i = place.start; i < place.end && i < alignment->after.count; i++)
		free += alignment->from[i] == ALIGNMENT_NONE;
	return free;
}
