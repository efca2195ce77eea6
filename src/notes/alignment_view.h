/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A view: what is still to be aligned of two texts, put together; its characters know where they
 * are from. A box is a part [a, b) of its old characters against [c, d) of its new ones:
 *
 *          c . . . . . . . . d
 *        a x
 *        .   x                 x  a run that both have once, and what is equal beside it
 *        .     # # # #
 *        .     # # # #         #  a box between two runs: runs that are shorter, when it is large,
 *        .     # # # #            else by likelihood, when it is wanted
 *        b             x x x
 */
#ifndef ZHUPI_NOTES_ALIGNMENT_VIEW_H
#define ZHUPI_NOTES_ALIGNMENT_VIEW_H

#include "base/attributes.h"
#include "notes/alignment.h"
#include "notes/chain.h"
#include "notes/pairing.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	VIEW_LEVELS = 3,      /* lengths of runs, the longest first */
	VIEW_REACH = 16,      /* characters on both sides of a pair that bear it out */
	VIEW_BORDER = 1 << 30 /* parts stretches; added to a side, a character that is in no text */
};

/* Characters of one of the texts. */
struct rest {
	uint32_t *items;
	uint32_t *places; /* in the whole text */
	uint8_t *breaks;  /* 1 where a paragraph begins, or something before is left out */
	size_t count;
};

struct view {
	struct rest before, after;
	uint32_t *to; /* for each of before an index in after, or ALIGNMENT_NONE */
	const struct rarity *rarity;
	const uint8_t *wanted;           /* for each old character of the whole text */
	size_t *cells;                   /* of boxes that may still be looked at closely */
	size_t box_cells;                /* a box of more is parted first */
	const struct whole_texts *whole; /* runs must be once in these; NULL: in the view */
	bool only_wanted;                /* boxes that are not wanted are left alone */
	bool shallow;                    /* boxes between runs are left alone */
	bool failed;                     /* memory is gone */
};

/* Makes an empty view with room for as many characters of each text and borders between; failed
 * tells whether there was memory. view_clear frees. */
void view_init(struct view *view, size_t before_count, size_t after_count);
void view_clear(struct view *view);

/* Appends a character. */
void rest_add(struct rest *rest, uint32_t character, size_t place, bool breaks);

/* Makes to empty, once all characters are there. */
void view_start(struct view *view);

/* Pairs the whole view by the runs of a level that both sides have once, and what is between. */
void view_align(struct view *view, size_t level);

/* Pairs what is equal at the view's beginning and end, by whole paragraphs. */
void view_strip(struct view *view);

/* Pairs what is between the pairs that are there. */
void view_fill(struct view *view);

/* Slides what only one of the texts has to where it is likelier to have been put in or taken out:
 * where a paragraph or a sentence begins. */
void view_slide(struct view *view);

/* Drops the pairs with little about them that stayed: words that a stretch that went has in common
 * with one that came. */
void view_drop_lonely(struct view *view);

/* Whether the character ends a sentence, or a clause that is as good as one. */
bool view_ends_sentence(uint32_t character);

#endif
