/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose a surname with an office is: 王副市长 is the one 王 among the persons whose office it is.
 */
#ifndef ZHUPI_ANALYSIS_BEARER_H
#define ZHUPI_ANALYSIS_BEARER_H

#include "analysis/analysis.h"
#include "analysis/packs.h"

#include <stddef.h>

/* Sets the person (an index of persons) of those references among the findings that one person fits
 * and no other; PERSON_NONE of the others. */
void bearer_find(const struct article *article, const struct packs *packs,
	const struct person *persons, size_t person_count, struct finding *findings, size_t count);

#endif
