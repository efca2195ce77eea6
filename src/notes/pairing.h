/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which character of an old stretch is which of a new one, where the likelihood says so: a pair
 * hidden Markov model (R. Durbin and others, Biological Sequence Analysis, 1998, chapter 4) whose
 * forward and backward sums give for each pair the probability that the two are the same place. A
 * pair is taken only when that is more than a half of everything.
 */
#ifndef ZHUPI_NOTES_PAIRING_H
#define ZHUPI_NOTES_PAIRING_H

#include "base/attributes.h"
#include "notes/match.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PAIRING_NONE = UINT32_MAX >> 1 /* no counterpart */
};

/* How much it says that a character stands at two places: one divided by its share of the text. */
struct rarity;

/* Counted over both texts; NULL when memory is gone. rarity_free frees. */
struct rarity *rarity_new(struct characters one, struct characters other) MUST_USE;
void rarity_free(struct rarity *taken_rarity);

/* At least 1. */
double rarity_of(const struct rarity *rarity, uint32_t character);

/*
 * to[i] becomes the index in after of the counterpart of before's i-th character, or PAIRING_NONE;
 * the pairs are in the same order in both. Takes time and memory by before.count times after.count.
 * False only when memory is gone.
 */
bool pairing_find(struct characters before, struct characters after, const struct rarity *rarity,
	uint32_t *to) MUST_USE;

#endif
