/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lexicon: all words of the packs in one trie over folded code points, and what single
 * characters are worth in names. Read-only tables: the shipped one is linked into the program and
 * costs nothing at start.
 *
 *      pages[c >> 8] * 256 + (c & 255)  ->  characters[]: values in names, and the first node
 *      nodes[n]: its classes (a word ends here), its edges, sorted by character
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

struct lexicon_character {
	uint32_t node; /* where words that begin with it go on; 0 when none does */
	int8_t value[CHARACTER_VALUES];
};

struct lexicon_edge {
	uint32_t character;
	uint32_t node;
};

struct lexicon_node {
	word_set classes;    /* of the word that ends here; 0 when none does */
	uint32_t first_edge; /* its edges are edges[first_edge], … edge_count of them */
	uint32_t edge_count;
};

struct lexicon {
	const uint16_t *pages; /* LEXICON_PAGES; 0 is the page of characters unknown */
	const struct lexicon_character *characters;
	const struct lexicon_node *nodes; /* the node 0 is unused */
	const struct lexicon_edge *edges;
};

/* What the lexicon knows of a character; borrowed, never NULL. */
const struct lexicon_character *lexicon_character(
	const struct lexicon *lexicon, uint32_t character);

/* The node reached from node by character; 0 when there is none. */
uint32_t lexicon_step(const struct lexicon *lexicon, uint32_t node, uint32_t character);

/* The code points of the longest word at text (length of them) that has one of the classes; 0 when
 * none begins there. */
size_t lexicon_match(
	const struct lexicon *lexicon, const uint32_t *text, size_t length, word_set classes);

#endif
