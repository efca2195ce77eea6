/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lexicon: all words of the packs in one trie over folded code points, and what single
 * characters are worth in names. Read-only tables: the shipped one is linked into the program and
 * costs nothing at start.
 *
 *      pages[c >> 8] + c  ->  characters[]: a small code, and the state that words which begin
 *                             with it are in; worths[]: values in names
 *      states[s]          ->  the state behind it by a character with code k is t = base + k, if
 *                             states[t].check is s
 *
 * Stepping is thus one look into the table (a double array, as in J. Aoe, "An efficient digital
 * search algorithm by using a double-array structure", 1989). State 0 is none.
 */
#ifndef ZHUPI_ANALYSIS_LEXICON_H
#define ZHUPI_ANALYSIS_LEXICON_H

#include "analysis/word_class.h"

#include <stddef.h>
#include <stdint.h>

enum {
	LEXICON_PAGES = 0x110000 >> 8, /* of 256 characters each */
	LEXICON_LONGEST = 24           /* code points of the longest word */
};

/* The values that a character can have in names: logarithms of odds, in tenths. */
enum character_value {
	VALUE_SURNAME, /* as a surname of one character */
	VALUE_FIRST,   /* as the first of two given characters */
	VALUE_SECOND,  /* as the second */
	VALUE_SINGLE,  /* as the only one */
	VALUE_FOREIGN, /* in a transcribed name */
	CHARACTER_VALUES
};

/* What stands for a value that no pack gives. */
enum {
	VALUE_NONE = -128
};

/* How many there can be: what is asked of every character of a text is kept small. */
enum {
	LEXICON_STATES = 1 << 19,
	LEXICON_CODES = 1 << 13,
	LEXICON_SETS = 1 << 12
};

struct lexicon_character {
	uint32_t state; /* where words that begin with it are; 0 when none does */
	uint32_t base;  /* base and set of that state, so that one look gives all */
	uint16_t set;
	uint16_t code; /* its number among the characters inside words; 0 when it is in none */
};

/* What a character is worth in names. */
struct lexicon_worth {
	int8_t value[CHARACTER_VALUES];
};

struct lexicon_state {
	uint32_t base : 20; /* 0 when no word goes on */
	uint32_t set : 12;  /* index into sets: the classes of the word that ends here */
	uint32_t check;     /* the state before it */
};

struct lexicon {
	/* LEXICON_PAGES: where each page's characters stand, less the page's first character, by
	 * the arithmetic of unsigned numbers. The first 256 places are those of pages unknown. */
	const uint32_t *pages;
	const struct lexicon_character *characters;
	const struct lexicon_worth *worths; /* of the characters, by the same index */
	const struct lexicon_state *states; /* padded so that base + code never lies behind */
	const word_set *sets;               /* the first one is empty */
	size_t character_count, state_count, set_count;
};

/* Where a character stands in characters and worths. */
static inline size_t
lexicon_index(const struct lexicon *lexicon, uint32_t character)
{
	return character < 0x110000 ? lexicon->pages[character >> 8] + character : 0;
}

/* What the lexicon knows of a character in words. */
static inline struct lexicon_character
lexicon_character(const struct lexicon *lexicon, uint32_t character)
{
	return lexicon->characters[lexicon_index(lexicon, character)];
}

/* A value of a character in names, in tenths; VALUE_NONE when no pack gives it. */
static inline int
lexicon_value(const struct lexicon *lexicon, uint32_t character, enum character_value kind)
{
	return lexicon->worths[lexicon_index(lexicon, character)].value[kind];
}

/* The state reached from a state (not 0) by a character; 0 when there is none. */
static inline uint32_t
lexicon_step(const struct lexicon *lexicon, uint32_t state, uint32_t character)
{
	uint32_t base = lexicon->states[state].base, next, code;

	if (base == 0)
		return 0;
	code = lexicon_character(lexicon, character).code;
	next = base + code;
	return code && lexicon->states[next].check == state ? next : 0;
}

/* The classes of the word that ends in a state; none for most states. */
static inline word_set
lexicon_classes(const struct lexicon *lexicon, uint32_t state)
{
	return lexicon->sets[lexicon->states[state].set];
}

/* The state of the word text (length of them, at least 1); 0 when nothing begins so. */
uint32_t lexicon_find(const struct lexicon *lexicon, const uint32_t *text, size_t length);

/* The code points of the longest word at text (length of them) that has one of the classes; 0 when
 * none begins there. */
size_t lexicon_match(
	const struct lexicon *lexicon, const uint32_t *text, size_t length, word_set classes);

#endif
