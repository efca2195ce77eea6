/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the fuzz targets share. A target is one file: pieces that inputs are made of, and a check
 * that takes any bytes and aborts, by require, when something does not hold that must hold always.
 *
 * `make check` runs each with made inputs, always the same ones, for some seconds; `make fuzz` with
 * libFuzzer (clang's) under AddressSanitizer and UBSan, at length: run.sh. No corpus is kept: the
 * pieces are what libFuzzer starts from and puts in.
 */
#ifndef ZHUPI_TESTS_FUZZ_H
#define ZHUPI_TESTS_FUZZ_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	FUZZ_INPUT_BYTES = 8192 /* of a made input, at most */
};

struct fuzz_target {
	const char *sentence; /* what was shown: "made pages become articles" */
	int rounds;           /* of make check */
	size_t head_bytes;    /* before the pieces: random bytes, which choose among ways */
	const struct slice *pieces;
	size_t piece_count, pieces_at_most;
	void (*check)(struct slice input);
	/* Makes an input itself; NULL: pieces in any order, some damaged. */
	size_t (*make)(uint64_t *seed, uint8_t *input);
};

/* The target's own. */
extern const struct fuzz_target fuzz_target;

/* A piece of the bytes of a string literal. */
#define PIECE(LITERAL)                                                                             \
	{                                                                                          \
		LITERAL, sizeof(LITERAL) - 1                                                       \
	}

/* Says what does not hold, and aborts. */
void require(bool holds, const char *what);

/* The next of the numbers that begin with a seed. */
uint32_t fuzz_random(uint64_t *seed);

/* The byte at at of the input; 0 behind its end. */
unsigned fuzz_byte(struct slice input, size_t at);

/* What lies behind the first bytes of the input. */
struct slice fuzz_behind(struct slice input, size_t bytes);

#endif
