/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading rule packs: plain text that a political scientist can read and correct. data/packs/README
 * tells readers of it.
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
	int line;      /* where it stands, from 1 */
	size_t column; /* code points, from 1 */
};

struct pack_words {
	struct pack_word *items;
	size_t count, capacity;
};

/* A character's value as a pack gives it. */
struct pack_value {
	uint32_t character; /* folded */
	enum character_value kind;
	int8_t value;
	int line; /* where it stands, from 1 */
};

/* What one section says of a rule. */
struct pack_entry {
	enum rule_id rule;
	const char *file; /* the pack's name, and the section's line */
	int line;
	const char *why; /* NULL when it is not said */
	bool has_weight, has_on;
	int weight;
	bool on;
};

/* All that packs give. What comes later outranks what came before. */
struct pack {
	struct pack_words words;
	struct pack_words out; /* words to be taken out of what the pack is laid over */
	struct pack_value *values;
	size_t value_count, value_capacity;
	struct pack_entry *entries;
	size_t entry_count, entry_capacity;
	char **kept; /* strings that entries borrow */
	size_t kept_count, kept_capacity;
};

/* A mistake in a pack. */
struct pack_mistake {
	int line;      /* from 1 */
	size_t column; /* code points, from 1 */
	bool warning;  /* the pack can be used nevertheless */
	char *sentence;
};

struct pack_mistakes {
	struct pack_mistake *items;
	size_t count, capacity;
	size_t warnings; /* how many of them are */
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

/* The same, but reads on behind mistakes and adds all of them (no warnings); what is well is read.
 */
void pack_read_on(
	struct pack *pack, const char *name, struct slice text, struct pack_mistakes *mistakes);

/* Adds one; the sentence is copied. */
void pack_mistakes_add(struct pack_mistakes *mistakes, int line, size_t column, bool warning,
	const char *sentence);

/* Frees what they hold. */
void pack_mistakes_clear(struct pack_mistakes *mistakes);

/* Lays what the pack says of rules over RULES of them, which borrow its strings. */
void pack_apply_rules(const struct pack *pack, struct rule *rules);

#endif
