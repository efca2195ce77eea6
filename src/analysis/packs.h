/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the engines work with: a lexicon and the rules, from the packs. */
#ifndef ZHUPI_ANALYSIS_PACKS_H
#define ZHUPI_ANALYSIS_PACKS_H

#include "analysis/lexicon.h"
#include "analysis/rule.h"

#include <stddef.h>

struct overlay;

struct packs {
	struct lexicon lexicon;
	const struct rule *rules;      /* RULES of them, by enum rule_id */
	const struct overlay *overlay; /* what is laid over the shipped tables; NULL: nothing */
};

/* The shipped packs of the default choice (zh and en), linked in: static. */
const struct packs *packs_builtin(void);

/* A file of a shipped pack, and how much it gives. */
struct shipped_file {
	const char *name; /* "zh/rules.txt": the pack stands before the slash */
	size_t words, values, rules;
	const char *text; /* what it says, where the tables of packs_builtin don't hold it */
};

/* All of them, *count, as they are laid over each other: static. */
const struct shipped_file *packs_shipped(size_t *count);

#endif
