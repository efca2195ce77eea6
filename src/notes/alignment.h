/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two versions of a folded text, aligned as a whole: what became of each character.
 *
 *      old   A a a a B b b b C c c D        to    A a a a C c c D B b b b
 *      new   A a a x a C c c D B b b b      block 0 0 0 0 0 0 0 0 1 1 1 1
 *
 * First the longest chain of runs that both have once, then the stretches between by likelihood
 * (pairing.h): block 0. What is left of both is aligned again, and again: moved blocks, whose
 * sentences must be there for the most part.
 */
#ifndef ZHUPI_NOTES_ALIGNMENT_H
#define ZHUPI_NOTES_ALIGNMENT_H

#include "base/attributes.h"
#include "notes/match.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	ALIGNMENT_NONE = UINT32_MAX >> 1 /* to nowhere, from nowhere */
};

/* A folded text and where its paragraphs begin; borrowed. */
struct aligned_text {
	struct characters characters;
	const size_t *paragraphs; /* rising */
	size_t paragraph_count;
};

/* A range of folded characters, half open. */
struct stretch {
	size_t start, end;
};

struct alignment {
	struct characters before, after;
	uint32_t *to;      /* for each old character where it is now, or ALIGNMENT_NONE */
	uint32_t *from;    /* for each new one where it was */
	uint8_t *blocks;   /* for each old one that is somewhere: 0 in its order, else moved */
	uint8_t *doubtful; /* for each old one: it could as well be elsewhere */
	uint8_t *sure;     /* for each old one: its sentence or paragraph is there, too */
};

/*
 * Aligns two versions. Only about the wanted stretches of the old one (rising) the differences are
 * looked at closely; the work is bounded. False when memory is gone, or a text has more than four
 * million characters: the alignment is empty then.
 * alignment_clear frees.
 */
bool alignment_make(struct alignment *alignment, const struct aligned_text *before,
	const struct aligned_text *after, const struct stretch *wanted,
	size_t wanted_count) MUST_USE;

/* Frees what it holds. */
void alignment_clear(struct alignment *alignment);

/*
 * What became of a stretch of the old text. False when most of it is gone, or what stood about it
 * does not bear its place out, or it could be elsewhere as well; then *doubtful tells the last.
 */
bool alignment_place(const struct alignment *alignment, struct stretch old, struct stretch *place,
	bool *doubtful) MUST_USE;

/* How many characters of a stretch of the new text are no others' places. */
size_t alignment_free(const struct alignment *alignment, struct stretch place);

#endif
