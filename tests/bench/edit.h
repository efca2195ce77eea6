/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits of texts with known truth: each character remembers which one of the text it was. */
#ifndef ZHUPI_TESTS_BENCH_EDIT_H
#define ZHUPI_TESTS_BENCH_EDIT_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	NO_ORIGIN = UINT32_MAX >> 1 /* put in by the edit */
};

struct letter {
	uint32_t character;
	uint32_t origin; /* index in the text that was edited, or NO_ORIGIN */
};

struct document {
	struct letter *items;
	size_t count, capacity;
};

/* An empty document; frees what one holds. */
void document_init(struct document *document);
void document_clear(struct document *document);

/* Appends the letters [start, end) of from. */
void document_append(
	struct document *document, const struct document *from, size_t start, size_t end);

/* Appends one character that the edit puts in. */
void document_put(struct document *document, uint32_t character);

/* The text of the letters [start, end), in UTF-8, behind what the buffer holds. */
void document_write(const struct document *document, size_t start, size_t end, struct buffer *out);

/* Where the letters of origin [start, end) are now: from the first to behind the last. False when
 * none is left; *left becomes how many are. */
bool document_find(const struct document *document, size_t *start, size_t *end, size_t *left);

/* Pseudo-random numbers, the same ones for the same seed. */
struct dice {
	uint64_t state;
};

/* A number below limit; whether something of this probability happens. */
size_t dice_roll(struct dice *dice, size_t limit);
bool dice_happens(struct dice *dice, double probability);

/* What an edit draws upon. */
struct supply {
	const struct document *texts; /* all texts, as they are before any edit */
	size_t count, self;           /* how many, and which one is being edited */
	struct dice *dice;
};

/* An edit makes out of text what is appended to result. strength is a share where it has one. */
typedef void edit_function(const struct document *text, const struct supply *source,
	double strength, struct document *result);

/* Characters replaced, put in and taken out, a third each. */
edit_function edit_characters;

/* Half of strength of the sentences out, and as many in from other texts, or copies of sentences
 * that stay. */
edit_function edit_sentences, edit_sentences_of_its_own;

/* Paragraphs (strength: how many) to other places. */
edit_function edit_moves;

/* 20 % of the sentences, 5 % of the characters, a move. */
edit_function edit_mix;

/* A line end behind each strength characters, not inside a word. */
edit_function edit_wraps;

/* Punctuation full width to half and back, straight quotes. */
edit_function edit_punctuation;

/* To the other script. */
edit_function edit_script;

/* Readings in brackets behind characters, as converters leave them. */
edit_function edit_residue;

/* A header and a footer as sites have them, another one each time, of about strength characters. */
edit_function edit_page;

/* Nothing. */
edit_function edit_nothing;

#endif
