/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first pass: who is presented as an official, paragraph by paragraph, into the table. */
#ifndef ZHUPI_ANALYSIS_EVIDENCE_H
#define ZHUPI_ANALYSIS_EVIDENCE_H

#include "analysis/passage.h"
#include "analysis/person.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

/* What is carried from paragraph to paragraph. All zero before the first one. */
struct evidence_state {
	bool roles_open; /* a line 组长：… came: lines with nothing but names go on with it */
	size_t paragraphs;
	/* Where a reader says, of the paragraph to be gathered, that no official is named: spans of
	 * the article, which the paragraph begins in at base. Borrowed. */
	const struct span *withdrawn;
	size_t withdrawn_count;
	size_t base;
};

/* Whether the folded characters [start, end) of the passage touch a place that is withdrawn: what
 * stands there tells nothing. */
bool evidence_is_withdrawn(const struct passage *passage, const struct evidence_state *state,
	size_t start, size_t end);

/* Gathers the passage's evidence. */
void evidence_collect(
	const struct passage *passage, struct evidence_state *state, struct person_table *table);

#endif
