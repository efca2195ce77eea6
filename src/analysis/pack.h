/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading rule packs: plain text that a political scientist can read and correct.
 *
 *      # a comment, to the end of the line
 *      [words head-strong]             words of one kind (word_class.def), blank-separated
 *      市长 副市长 -镇长               a word behind - is taken out again
 *      [characters surname]            single characters with a value, in tenths
 *      张=40 王=38
 *      [rule zh.official.title-name]   a rule (rule.def)
 *      why: An office stands right before the name.
 *      weight: 300
 *      on: yes
 *
 * Words are folded as the text is: it does not matter whether they are written in simplified or
 * traditional characters. _ stands for a blank inside a word.
 */
#ifndef ZHUPI_ANALYSIS_PACK_H
#define ZHUPI_ANALYSIS_PACK_H

#include "analysis/lexicon.h"
#include "analysis/rule.h"
#include "base/attributes.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A word as a pack gives it. */
struct pack_word {
	uint32_t text[LEXICON_LONGEST]; /* folded */
	size_t length;                  /* code points, at least 1 */
	enum word_class class;
};

/* A character's value as a pack gives it. */
struct pack_value {
	uint32_t character; /* folded */
	enum character_value kind;
	int8_t value;
};

/* All that packs give. Later words and rules outrank earlier ones. */
struct pack {
	struct pack_word *words;
	size_t word_count, word_capacity;
	struct pack_value *values;
	size_t value_count, value_capacity;
	struct rule rules[RULES]; /* why is NULL where no pack gives the rule */
	char **kept;              /* strings that rules borrow */
	size_t kept_count, kept_capacity;
};

/* Makes an empty pack; allocates nothing. */
void pack_init(struct pack *pack);

/* Frees what it holds and makes it empty. */
void pack_clear(struct pack *pack);

/*
 * Adds what text (a pack's file, UTF-8) says. name is the file's for messages and explanations.
 * False at the first mistake, with a sentence that begins with name:line:column (columns in code
 * points from 1).
 */
bool pack_read(
	struct pack *pack, const char *name, struct slice text, struct error *error) MUST_USE;

#endif
