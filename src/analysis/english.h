/* SPDX-License-Identifier: GPL-3.0-or-later */
/* English: officials. The lexicon's words are in lower case; capitals are looked up in the source.
 */
#ifndef ZHUPI_ANALYSIS_ENGLISH_H
#define ZHUPI_ANALYSIS_ENGLISH_H

#include "analysis/evidence.h"
#include "analysis/mention.h"
#include "analysis/passage.h"
#include "analysis/person.h"

#include <stdbool.h>
#include <stddef.h>

/* The length of the longest whole words of the classes at a position; 0 when there are none. */
size_t english_word(const struct passage *passage, size_t at, word_set classes);

/* Whether a Latin letter, also one with marks (é), stands there. */
bool english_is_letter(const struct passage *passage, size_t at);

/* Gathers who is presented as an official: the first pass. */
void english_collect(const struct passage *passage, const struct evidence_state *state,
	struct person_table *table);

/* Completes a mention whose name begins in Latin letters: its borders, its office. False when it is
 * none, as inside a longer word. */
bool english_mention(const struct passage *passage, enum rule_id site, struct mention *mention);

#endif
