/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose a surname with an office is: 王副市长 is the one 王 among the persons whose office it is.
 */
#ifndef ZHUPI_ANALYSIS_BEARER_H
#define ZHUPI_ANALYSIS_BEARER_H

#include "analysis/analysis.h"
#include "analysis/packs.h"

#include <stddef.h>

struct bearer_holder;

/* The persons by their surnames. All zero before the first call; bearers_clear frees. */
struct bearers {
	struct bearer_holder *holders; /* by surname, then in the persons' order */
	size_t count, capacity;
	size_t known; /* persons that were looked at */
	size_t calls; /* of bearers_find: the posts made in an earlier one are stale */
};

/* Frees what it holds and makes it all zero. */
void bearers_clear(struct bearers *bearers);

/* Sets the person (an index of persons) of those references among the findings that one person fits
 * and no other; PERSON_NONE of the others. persons may only grow from call to call. */
void bearers_find(struct bearers *bearers, const struct article *article, const struct packs *packs,
	const struct person *persons, size_t person_count, struct finding *findings, size_t count);

#endif
