/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roll of an article's persons, called as its findings come. */
#ifndef ZHUPI_ANALYSIS_ROLL_H
#define ZHUPI_ANALYSIS_ROLL_H

#include "analysis/alias.h"
#include "analysis/analysis.h"
#include "analysis/bearer.h"
#include "analysis/packs.h"
#include "analysis/person.h"

#include <stdbool.h>
#include <stddef.h>

struct roll {
	struct person *persons; /* in the order of their first mentions */
	size_t count, capacity;
	size_t *person_of; /* of each entry of the table: its person's index + 1; 0: none yet */
	bool *found;       /* of each entry: whether it was mentioned */
	size_t entries;    /* that both arrays have room for */
	struct aliases aliases;
	struct bearers bearers;
};

/*
 * Adds what further findings say: one person for all names that are one's, with the offices of all
 * mentions. The findings' person, an index of the table's entries before, becomes one of the roll;
 * references are tied to the person that fits when only one does, of those known by now. The roll
 * is all zero before the first call; roll_clear frees.
 */
void roll_add(struct roll *roll, const struct article *article, const struct packs *packs,
	const struct person_table *table, struct finding *findings, size_t count);

/* Frees what it holds and makes it empty. */
void roll_clear(struct roll *roll);

#endif
