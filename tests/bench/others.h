/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How others place a note again, written from descriptions of their methods, to compare with. All
 * on plain code points as they stand in the file. */
#ifndef ZHUPI_TESTS_BENCH_OTHERS_H
#define ZHUPI_TESTS_BENCH_OTHERS_H

#include "edit.h"

/* A note's place in the old text, and where it is looked for. */
struct question {
	const struct document *before, *now;
	size_t start, end; /* in before */
};

/* A method fills in the place; false for unattached. */
typedef bool other_method(const struct question *question, size_t *start, size_t *end);

/* The paragraph of the same number, and the same offset in it. */
other_method others_position;

/* The quote's first occurrence. */
other_method others_exact;

/*
 * The old position where the quote still stands there; else all exact occurrences, or where there
 * is none the likest stretches with at most half the quote's length (256) in errors, by a score of
 * 50 for the quote, 20 for what stands before and 20 for what stands behind (32 characters each),
 * and 2 for nearness; no least score.
 */
other_method others_score;

#endif
