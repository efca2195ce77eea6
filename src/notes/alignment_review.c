/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/alignment_review.h"

#include <string.h>

enum {
	PIECE = 6 /* characters: what is shorter and put in twice is no matter */
};

size_t
review_block(const struct alignment *alignment, size_t old)
{
	return alignment->to[old] == ALIGNMENT_NONE ? REVIEW_NO_BLOCK : alignment->blocks[old];
}

void
review_rejoin(struct alignment *alignment)
{
	size_t low = 0, next = 0, all = alignment->before.count;

	for (size_t i = 0; i < all; i++) {
		size_t block = review_block(alignment, i);

		if (block == REVIEW_NO_BLOCK)
			continue;
		next = next > i ? next : i;
		while (next < all && review_block(alignment, next) != 0)
			next++;
		if (block != 0 && alignment->to[i] >= low &&
			(next == all || alignment->to[i] < alignment->to[next]))
			alignment->blocks[i] = 0;
		if (alignment->blocks[i] == 0)
			low = alignment->to[i] + 1;
	}
}

/* New characters that were put in before the old character at. When they are like what follows and
 * what precedes them there, either could be the one that was put in. */
static void
doubt_insertion(struct alignment *alignment, size_t at, struct stretch put_in)
{
	struct characters before = alignment->before, after = alignment->after;
	size_t length = put_in.end - put_in.start, ahead = 0, back = 0;

	while (ahead < length && at + ahead < before.count &&
		before.items[at + ahead] == after.items[put_in.start + ahead])
		ahead++;
	while (back < length && back < at &&
		before.items[at - 1 - back] == after.items[put_in.end - 1 - back])
		back++;
	if (ahead + back >= length && alignment_free(alignment, put_in) == length)
		memset(alignment->doubtful + at - back, 1, ahead + back);
}

void
review_doubt(struct alignment *alignment)
{
	size_t next = 0; /* the new character behind the counterpart of the last old one */

	for (size_t i = 0; i <= alignment->before.count; i++) {
		size_t to = i < alignment->before.count ? alignment->to[i] : alignment->after.count;

		if (i < alignment->before.count && review_block(alignment, i) != 0)
			continue;
		if (to >= next + PIECE)
			doubt_insertion(alignment, i, (struct stretch){next, to});
		next = to + 1;
	}
}
