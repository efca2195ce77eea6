/* SPDX-License-Identifier: GPL-3.0-or-later */
/* English: officials and directives. The lexicon's words are in lower case; capitals are looked up
 * in the source. */
#ifndef ZHUPI_ANALYSIS_ENGLISH_H
#define ZHUPI_ANALYSIS_ENGLISH_H

#include "analysis/directive.h"
#include "analysis/genre.h"
#include "analysis/mention.h"
#include "analysis/passage.h"
#include "analysis/person.h"

#include <stdbool.h>
#include <stddef.h>

/* Gathers who is presented as an official: the first pass. */
void english_collect(const struct passage *passage, struct person_table *table);

/* Completes a mention whose name begins in Latin letters: its borders, its office. False when it is
 * none, as inside a longer word. */
bool english_mention(const struct passage *passage, enum rule_id site, struct mention *mention);

/* Reads one segment; true when it is a directive. */
bool english_directive(const struct passage *passage, const struct segment *segment,
	const struct genre *genre, struct directive *directive);

#endif
