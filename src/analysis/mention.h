/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second pass, for officials: every mention of the persons found, with the office beside it. */
#ifndef ZHUPI_ANALYSIS_MENTION_H
#define ZHUPI_ANALYSIS_MENTION_H

#include "analysis/passage.h"
#include "analysis/person.h"

#include <stddef.h>

struct mention {
	size_t start, end;             /* the name: folded characters, half open */
	size_t title_start, title_end; /* equal when there is none */
	size_t person;                 /* index of the table's entry */
	enum rule_id rule;
};

/* The next mention at or behind *at; *at is moved behind it. False when there is none. */
bool mention_next(const struct passage *passage, const struct person_table *table, size_t *at,
	struct mention *mention);

#endif
