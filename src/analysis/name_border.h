/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands behind a name: how well a name may end there. */
#ifndef ZHUPI_ANALYSIS_NAME_BORDER_H
#define ZHUPI_ANALYSIS_NAME_BORDER_H

#include "analysis/passage.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Worths in hundredths, as a name's score. */
enum {
	BORDER_MARK = 250,  /* punctuation, or an office behind the name */
	BORDER_WORD = 230,  /* a word that stands behind names */
	BORDER_WEAK = 120,  /* a character that may stand behind names */
	BORDER_VERB = 40,   /* a common verb, not known to stand behind names */
	BORDER_DIGIT = 150, /* 3月 */
	BORDER_NONE = -150
};

/* Words that are nothing but words, whatever stands beside them. */
#define FUNCTION_WORDS                                                                             \
	(SET(LEFT_STOP) | SET(AFTER_STRONG) | SET(ORGAN) | SET(MUST) | SET(NOT_FRAME) |            \
		SET(ADVERBIAL) | SET(PLEDGE))

/* Whether a character is a mark that stands behind names in lists and at clauses' ends. */
bool name_mark_behind(uint32_t character);

/* Whether a character ends phrases and lists, and no names: 后 时 等 间. */
bool name_ends_phrase(uint32_t character);

/* Whether a character ends organs and places, and hardly ever names. */
bool name_ends_organ(uint32_t character);

/* What the characters behind a name are worth as its border: hundredths. */
int name_right_border(const struct passage *passage, size_t end);

/* What stands before a name is worth as its border: hundredths. */
int name_left_border(const struct passage *passage, size_t start);

#endif
