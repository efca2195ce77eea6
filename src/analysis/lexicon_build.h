/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a lexicon's tables out of what packs give. */
#ifndef ZHUPI_ANALYSIS_LEXICON_BUILD_H
#define ZHUPI_ANALYSIS_LEXICON_BUILD_H

#include "analysis/lexicon.h"
#include "analysis/pack.h"
#include "base/attributes.h"

#include <stddef.h>

/* A lexicon that owns its tables. */
struct lexicon_build {
	uint16_t *pages;
	struct lexicon_character *characters;
	size_t character_count;
	struct lexicon_state *states;
	size_t state_count, state_capacity;
	word_set *sets;
	size_t set_count, set_capacity;
	uint16_t codes;      /* given out so far */
	uint32_t first_free; /* no state before it is free */
};

/* Builds the tables; sorts the pack's words. lexicon_build_free frees. */
struct lexicon_build *lexicon_build_new(struct pack *pack) MUST_USE;

/* Frees it. NULL is allowed. */
void lexicon_build_free(struct lexicon_build *taken_build);

/* The lexicon over its tables: borrowed. */
struct lexicon lexicon_build_view(const struct lexicon_build *build);

#endif
