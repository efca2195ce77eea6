/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the engines work with: a lexicon and the rules, from the packs. */
#ifndef ZHUPI_ANALYSIS_PACKS_H
#define ZHUPI_ANALYSIS_PACKS_H

#include "analysis/lexicon.h"
#include "analysis/rule.h"

struct packs {
	struct lexicon lexicon;
	const struct rule *rules; /* RULES of them, by enum rule_id */
};

/* The shipped packs, linked in: static. */
const struct packs *packs_builtin(void);

#endif
