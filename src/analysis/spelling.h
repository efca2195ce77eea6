/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How near a mistyped name is to one that exists: for "is … meant?". */
#ifndef ZHUPI_ANALYSIS_SPELLING_H
#define ZHUPI_ANALYSIS_SPELLING_H

#include "base/slice.h"

#include <stddef.h>

enum {
	SPELLING_LONGEST = 64 /* bytes of names that are compared */
};

/*
 * The bytes that have to be put in, taken out or changed to make one of the other (V. I.
 * Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals", 1966).
 * SIZE_MAX when one is longer than SPELLING_LONGEST.
 */
size_t spelling_distance(struct slice one, struct slice other);

/* A mistyped name and what is likely meant by it. */
struct spelling_guess {
	struct slice name;
	const char *meant; /* the nearest candidate; NULL while none is near. Borrowed */
	size_t distance;
};

/* Looks whether a candidate is nearer than those before it. */
void spelling_consider(struct spelling_guess *guess, const char *candidate);

#endif
