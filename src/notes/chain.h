/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The longest chain of places that two texts have in common, by runs of characters that occur just
 * once in each (the idea of patience diff, B. Cohen, on runs instead of lines). Linear but for the
 * logarithm of the number of runs.
 */
#ifndef ZHUPI_NOTES_CHAIN_H
#define ZHUPI_NOTES_CHAIN_H

#include "base/attributes.h"
#include "notes/pairing.h"

/* The same run of characters, once in each text. */
struct common_run {
	uint32_t before, after; /* where it starts */
};

/* Leaves of the runs, which rise in the old text, the longest part that rises in the new one, too
 * (patience sorting). Returns how many; SIZE_MAX when memory is gone. */
size_t chain_keep_rising(struct common_run *runs, size_t count) MUST_USE;

/* What before and after are parts of. */
struct whole_texts {
	struct characters before, after;
};

/*
 * The runs of length characters that occur once in before and once in after, as many of them as can
 * stand in the same order in both; runs of common characters, which any text may have, are left
 * out. With whole, only runs that the whole texts have just once, too. The caller frees *runs.
 * Returns how many; SIZE_MAX when memory is gone.
 */
size_t chain_find(struct characters before, struct characters after, size_t length,
	const struct rarity *rarity, const struct whole_texts *whole,
	struct common_run **runs) MUST_USE;

#endif
