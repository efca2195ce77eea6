/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The second pass, for officials without their full name: 王副市长, 郑主任. Who they are is settled
 * when all persons are known: roll.h.
 */
#ifndef ZHUPI_ANALYSIS_REFERENCE_H
#define ZHUPI_ANALYSIS_REFERENCE_H

#include "analysis/passage.h"
#include "analysis/person.h"

#include <stdbool.h>
#include <stddef.h>

struct reference {
	size_t start, end; /* surname and office: folded characters, half open */
	size_t office;     /* where the office begins */
};

/* The next reference at or behind *at; *at is moved behind it. False when there is none. A name of
 * the table that ends where the surname stands is not looked for: leave out what overlaps. */
bool reference_next(const struct passage *passage, const struct person_table *table, size_t *at,
	struct reference *reference);

#endif
