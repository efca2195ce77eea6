/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A passage: one paragraph as the engines read it, folded, with all words of the lexicon found.
 * Positions in it are folded characters.
 *
 *      text     市 委 书 记 张 三
 *      begin    市委(organ)      书记(head)      张 (no word)
 *      end      at 4: 书记(head)
 */
#ifndef ZHUPI_ANALYSIS_PASSAGE_H
#define ZHUPI_ANALYSIS_PASSAGE_H

#include "analysis/packs.h"
#include "base/attributes.h"
#include "base/slice.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where a word may go on: it begins at a position, and its characters so far lead to a state. */
struct word_place {
	uint32_t at, state;
};

enum {
	PASSAGE_STRIDE = 16, /* positions that are passed over at once where there is nothing */
	HAN_FIRST = 0x4E00,  /* the ideographs that nearly all of a Chinese text consists of */
	HAN_LAST = 0x9FFF
};

/* What there is in a stride of positions. */
struct stride {
	word_set begin, end; /* the classes of the words that begin, that end there */
	/* A bit for each character that is no common ideograph, of this stride and of the next:
	 * mostly that tells where the next one is. */
	uint32_t marks;
};

/* How many strides there are over a passage of so many characters and the position behind it. */
static inline size_t
passage_strides(size_t length)
{
	return length / PASSAGE_STRIDE + 1;
}

struct passage {
	const struct packs *packs;
	struct slice source; /* the paragraph's bytes */
	struct fold fold;
	const uint32_t *text;   /* fold.characters */
	size_t length;          /* fold.count */
	word_set *begin;        /* classes of the words that begin at a position */
	word_set *end;          /* classes of the words that end before a position; 0 … length */
	struct stride *strides; /* the same of PASSAGE_STRIDE positions each */
	size_t capacity;
	struct word_place *places; /* while words are looked for */
	size_t scratch;            /* how many of them there is room for */
	bool english;              /* its letters are mostly Latin */
	bool dotted;               /* it has a middle dot, or a hyphen that stood for one */
	word_set words;            /* the classes of all its words */
};

/* Makes an empty passage over the packs, which are borrowed. passage_clear frees. */
void passage_init(struct passage *passage, const struct packs *packs);

/* Frees what it holds. */
void passage_clear(struct passage *passage);

/* Reads a paragraph into it. False when memory is gone: the passage is empty then. */
bool passage_read(struct passage *passage, struct slice paragraph) MUST_USE;

/* The length of the longest word of the classes at a position (at most length); 0 when there is
 * none. Mostly there is none, which is seen at once. */
static inline size_t
passage_word(const struct passage *passage, size_t at, word_set classes)
{
	if (at >= passage->length || !(passage->begin[at] & classes))
		return 0;
	return lexicon_match(
		&passage->packs->lexicon, passage->text + at, passage->length - at, classes);
}

/* passage_word_before without its shortcut. */
size_t passage_find_word_before(const struct passage *passage, size_t at, word_set classes);

/* The length of the longest word of the classes that ends before a position; 0 when none does. */
static inline size_t
passage_word_before(const struct passage *passage, size_t at, word_set classes)
{
	if (at > passage->length || !(passage->end[at] & classes))
		return 0;
	return passage_find_word_before(passage, at, classes);
}

/* The first position of [at, end) where a word of the classes begins, whatever its length; end when
 * there is none. end is at most length + 1. */
static inline size_t
passage_next_begin(const struct passage *passage, size_t at, size_t end, word_set classes)
{
	while (at < end) {
		size_t stop = (at | (PASSAGE_STRIDE - 1)) + 1;

		if (!(passage->strides[at / PASSAGE_STRIDE].begin & classes)) {
			at = stop;
			continue;
		}
		if (stop > end)
			stop = end;
		for (; at < stop; at++)
			if (passage->begin[at] & classes)
				return at;
	}
	return end;
}

/* The first position from at on whose character is no common ideograph; the length when there is
 * none. */
static inline size_t
passage_next_mark(const struct passage *passage, size_t at)
{
	size_t stride = at / PASSAGE_STRIDE, last = passage->length / PASSAGE_STRIDE;
	uint32_t bits;

	if (at >= passage->length)
		return passage->length;
	bits = passage->strides[stride].marks >> at % PASSAGE_STRIDE;
	while (bits == 0) {
		stride += 2;
		if (stride > last)
			return passage->length;
		at = stride * PASSAGE_STRIDE;
		bits = passage->strides[stride].marks;
	}
	return at + (size_t)__builtin_ctz(bits);
}

/* Whether [start, end) lies inside a longer word of the classes. */
bool passage_is_covered(const struct passage *passage, size_t start, size_t end, word_set classes);

/* Whether a word of the classes lies in [start, end); *at becomes where the first one begins. */
bool passage_find(
	const struct passage *passage, size_t start, size_t end, word_set classes, size_t *at);

/* The character at a position; 0 behind the end. */
static inline uint32_t
passage_character(const struct passage *passage, size_t at)
{
	return at < passage->length ? passage->text[at] : 0;
}

/* The position behind the blanks at a position, at most limit of them. */
size_t passage_skip_blanks(const struct passage *passage, size_t at, size_t limit);

/* Whether the source has a capital Latin letter at a position. */
bool passage_is_capital(const struct passage *passage, size_t at);

/* passage_has without its shortcut. */
bool passage_has_all(const struct passage *passage, size_t at, const char *string);

/* Whether the characters at a position are those of the string, not empty, of ASCII or UTF-8:
 * mostly the first one says no. */
static inline bool
passage_has(const struct passage *passage, size_t at, const char *string)
{
	const unsigned char *bytes = (const unsigned char *)string;
	uint32_t first = bytes[0];

	if (first >= 0xE0 && first <= 0xEF)
		first = (first & 0x0FU) << 12 | (bytes[1] & 0x3FU) << 6 | (bytes[2] & 0x3FU);
	else if (first >= 0x80)
		return passage_has_all(passage, at, string);
	return passage_character(passage, at) == first && passage_has_all(passage, at, string);
}

/* Whether a character is a common ideograph (HAN_FIRST to HAN_LAST): the quick question before the
 * one below. */
static inline bool
character_is_common_han(uint32_t character)
{
	return character - HAN_FIRST <= HAN_LAST - HAN_FIRST;
}

/* Whether a character is an ideograph, as far as names and offices go. */
static inline bool
character_is_han(uint32_t character)
{
	return (character >= 0x4E00 && character <= 0x9FFF) ||
		(character >= 0x3400 && character <= 0x4DBF) || character == 0x3007 ||
		(character >= 0x20000 && character <= 0x3FFFF);
}

/* Whether it is an ASCII digit, an ASCII letter. */
static inline bool
character_is_digit(uint32_t character)
{
	return character >= '0' && character <= '9';
}

static inline bool
character_is_letter(uint32_t character)
{
	return character >= 'a' && character <= 'z';
}

#endif
