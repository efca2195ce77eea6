/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules by which findings are made: each has an id, and what a pack says of it. */
#ifndef ZHUPI_ANALYSIS_RULE_H
#define ZHUPI_ANALYSIS_RULE_H

#include "base/slice.h"

#include <stdbool.h>

enum rule_id {
#define RULE(NAME, ID) RULE_##NAME,
#include "analysis/rule.def"
#undef RULE
	RULES
};

/* A rule as the packs have it. The strings are static or the packs'. */
struct rule {
	const char *id;   /* as in rule.def */
	const char *why;  /* one sentence for the reader, English */
	const char *file; /* the pack's file that says so, and its line from 1 */
	int line;
	int weight; /* what the score of a candidate gets, in hundredths; 0 where rules do not
		       score */
	bool on;
	const char *switched; /* the pack's file that switches it on or off, and its line; NULL when
				 none does */
	int switched_line;
};

/* The rule with that id; RULES when there is none. */
enum rule_id rule_from_id(struct slice id);

/* A rule's id: static. */
const char *rule_name(enum rule_id rule);

#endif
