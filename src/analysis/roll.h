/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roll of an article's persons, called when all its findings are there. */
#ifndef ZHUPI_ANALYSIS_ROLL_H
#define ZHUPI_ANALYSIS_ROLL_H

#include "analysis/analysis.h"
#include "analysis/packs.h"
#include "analysis/person.h"

#include <stddef.h>

struct roll {
	struct person *persons; /* in the order of their first mentions */
	size_t count;
};

/*
 * Makes the roll: one person for all names that are one's, with the offices of all mentions. The
 * findings' person, an index of the table's entries before, becomes one of the roll; references are
 * tied to the person that fits when only one does. roll_clear frees.
 */
void roll_make(struct roll *roll, const struct article *article, const struct packs *packs,
	const struct person_table *table, struct finding *findings, size_t count);

/* Frees what it holds and makes it empty. */
void roll_clear(struct roll *roll);

#endif
