/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lines of a text of which nobody knows whether one encoding holds in all of it, and what each
 * encoding would cost. Inside the text floor: mixed.h asks.
 *
 * A line ends behind each LF, CR or CR LF: these bytes are no part of another character in any of
 * the encodings, but for UTF-16, of which all lines that follow each other are one stretch.
 */
#ifndef ZHUPI_TEXT_STRETCH_H
#define ZHUPI_TEXT_STRETCH_H

#include "base/attributes.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The encodings that a part of a text can be in. */
enum way {
	WAY_UTF8,
	WAY_GB18030,
	WAY_BIG5,
	WAY_EUC_JP,
	WAY_SHIFT_JIS,
	WAYS_BY_LINE,
	WAY_UTF16LE = WAYS_BY_LINE,
	WAY_UTF16BE,
	WAYS
};

/* iconv's name of the encoding; static. */
const char *way_name(enum way way);

/* The encoding of that name of iconv's; WAYS when it is none of them. */
enum way way_named(const char *name);

/* Whether its units are of two bytes. */
bool way_is_utf16(enum way way);

/* Whether kana are to be expected in it. */
bool way_is_japanese(enum way way);

struct stretch {
	size_t end;                  /* byte offset; it starts where the one before ends */
	uint16_t cost[WAYS_BY_LINE]; /* how little it looks like a text in that encoding: 0 best */
	uint8_t utf16;               /* WAY_UTF16LE, WAY_UTF16BE; 0: by line */
	bool waits;                  /* its costs are not known yet: inside stretch.c only */
};

struct stretches {
	struct stretch *items;
	size_t count, capacity;
};

/* What a character costs in an encoding that makes U+FFFD of it. */
enum {
	COST_UNDECODABLE = 40
};

/* The lines of bytes; a line of ASCII alone belongs to the one before. False when memory is gone.
 * The caller frees the items, also after a failure. */
bool stretches_cut(struct stretches *stretches, struct slice bytes) MUST_USE;

#endif
