/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Likeness of stretches of code points: what finding a changed quote again is built from. Nothing
 * here knows of articles or notes. Counts and offsets are in code points.
 */
#ifndef ZHUPI_NOTES_MATCH_H
#define ZHUPI_NOTES_MATCH_H

#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Code points, borrowed. */
struct characters {
	const uint32_t *items;
	size_t count;
};

/* The part [start, end) of whole, cut at its end. */
struct characters characters_at(struct characters whole, size_t start, size_t end);

/* The offset of part's first occurrence in whole at or behind from; whole.count when there is none.
 * The empty part occurs nowhere. */
size_t match_find(struct characters whole, struct characters part, size_t from);

enum match_side {
	MATCH_BEFORE, /* compared from the end backwards */
	MATCH_BEHIND  /* compared from the start forwards */
};

/*
 * How many characters of context speak for standing beside text: the most, over all lengths of the
 * context's near part, of that length less twice its edit distance to the near part of text. All of
 * context when it is there; about 0 beside a text that has nothing to do with it. Nearest 64 only,
 * and only up to where it has come down by more than 8.
 */
size_t match_context(struct characters context, struct characters text, enum match_side side);

/* One less the edit distance divided by the longer length: 1 for equal ones, also two empty ones.
 * Both are cut at 4096. */
double match_likeness(struct characters one, struct characters other);

/* A stretch of a text that is like a pattern. */
struct match {
	size_t end;    /* where it ends; it begins about a pattern's length before */
	size_t errors; /* characters to change, put in or take out; SIZE_MAX: no match */
};

/*
 * The two best stretches of text that are like pattern with at most limit errors, the second one at
 * least half a pattern away: Myers' bit-parallel search (G. Myers 1999, in H. Hyyrö's form for long
 * patterns, 2003). False only when memory is gone.
 */
bool match_search(struct characters text, struct characters pattern, size_t limit,
	struct match matches[2]) MUST_USE;

/*
 * Aligns all of pattern with the part of text that fits best, and says what [*start, *end) of
 * pattern became: a range of text, which is empty when it is gone. False only when memory is gone.
 */
bool match_align(
	struct characters text, struct characters pattern, size_t *start, size_t *end) MUST_USE;

#endif
