/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a lexicon's tables out of what packs give, or laying a few words over a built one. */
#ifndef ZHUPI_ANALYSIS_LEXICON_BUILD_H
#define ZHUPI_ANALYSIS_LEXICON_BUILD_H

#include "analysis/lexicon.h"
#include "analysis/pack.h"
#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>

/* A state's children: the first one, and the next one of the same parent; 0: none. */
struct lexicon_family {
	uint32_t child, sibling;
};

/* A lexicon that owns its tables. */
struct lexicon_build {
	uint32_t *pages;
	struct lexicon_character *characters;
	struct lexicon_worth *worths;
	size_t character_count;
	struct lexicon_state *states;
	size_t state_count, state_capacity;
	word_set *sets;
	size_t set_count, set_capacity;
	uint16_t codes;                  /* given out so far */
	uint32_t first_free;             /* no state before it is free */
	uint32_t last_base;              /* no state has one behind it */
	struct lexicon_family *families; /* of the states; NULL until a word is added */
	size_t family_count, family_capacity;
	uint32_t room; /* states for added words are sought from here */
};

/* Builds the tables; sorts the pack's words. lexicon_build_free frees. */
struct lexicon_build *lexicon_build_new(struct pack *pack) MUST_USE;

/* A copy of a lexicon's tables, to be changed by the functions below: in time that grows with the
 * changes, not with the lexicon. lexicon_build_free frees. */
struct lexicon_build *lexicon_build_copy(const struct lexicon *lexicon) MUST_USE;

/* Puts a word in; false when it was there with that class. */
bool lexicon_build_add(struct lexicon_build *build, const struct pack_word *word);

/* Takes the word's class out; false when it was not there with that class. */
bool lexicon_build_take_out(struct lexicon_build *build, const struct pack_word *word);

/* Gives a character its value. */
void lexicon_build_set_value(struct lexicon_build *build, const struct pack_value *value);

/* Frees it. NULL is allowed. */
void lexicon_build_free(struct lexicon_build *taken_build);

/* The lexicon over its tables: borrowed, until they are changed. */
struct lexicon lexicon_build_view(struct lexicon_build *build);

#endif
