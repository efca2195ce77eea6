/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fold: a view of a stretch of text in which what does not matter for matching is gone.
 *
 *      source   會 議 強 調 ( d i à o ) ， Ａ Ｂ　韩　正
 *      folded   会 议 强 调             ,  a  b  韩 正          (FOLD_ALL)
 *      offsets  0  3  6  9             18 21 24 30 36 | 39      each folded character knows the
 * byte it came from
 *
 * What goes: converter residue (調(diào), 国(guo)(guo)务(wu), stray emoji between them), zero-width
 * characters, BOM, soft hyphens, variation selectors, control characters. What is made one:
 * simplified and traditional by character (to simplified), compatibility ideographs, full-width and
 * half-width forms (to ASCII where there is one: ， becomes , and （ becomes (, but 。 and 、
 * stay), letter case, white space (to U+0020), middle dots (to ·), curly quotes to straight ones.
 * Runs of blanks become one; with FOLD_ALL blanks beside an ideograph vanish, with FOLD_KEEP_BLANKS
 * they stay (analysis reads them: 韩　正, headline slogans).
 *
 * One source character becomes at most one folded character, so a folded offset maps to exactly one
 * source byte. A stretch of text (a paragraph) is at most 4 GiB - 1 long.
 */
#ifndef ZHUPI_TEXT_FOLD_H
#define ZHUPI_TEXT_FOLD_H

#include "base/attributes.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum fold_blanks {
	FOLD_ALL,        /* blanks beside ideographs vanish: search, hash, anchoring */
	FOLD_KEEP_BLANKS /* runs of blanks become one: analysis */
};

struct fold {
	uint32_t *characters; /* the folded code points, then a 0 */
	uint32_t *offsets;    /* count + 1 of them: the source byte (from the stretch's start) where
				 each came from, then the source's length */
	uint8_t *lengths;     /* the bytes of the source character that each came from */
	size_t count;         /* folded code points */
	bool counted;         /* each source character became one of them: they count alike */
	bool literal;         /* the source is well-formed and has no quote (U+0022), backslash,
				 control or other unsafe character */
	size_t capacity;      /* of the three arrays above */
	struct span *residue; /* source byte spans that the fold took for converter residue, in
				 order, disjoint */
	size_t residue_count;
	size_t residue_capacity;
};

/* Makes an empty fold; allocates nothing. */
void fold_init(struct fold *fold);

/* Frees what it holds and makes it empty. */
void fold_clear(struct fold *fold);

/*
 * Folds source (UTF-8, any bytes) into fold, whose memory is used again. False only when memory is
 * gone: fold is empty then.
 */
bool fold_apply(struct fold *fold, struct slice source, enum fold_blanks blanks) MUST_USE;

/*
 * Where a piece of source ends that begins at byte offset at: what is folded piece by piece gives
 * the characters of the whole, and memory does not grow with it. A piece is some 100 KB long; it is
 * all of a source that is not longer, and ends between two characters that hang on nothing around
 * them, far from any bracket. Where there is no such place for a megabyte it ends anyhow.
 */
size_t fold_piece_end(struct slice source, size_t at);

/*
 * The source bytes that the folded characters [start, end) stand for: from the first one's byte to
 * the end of the last one's character. Residue behind the last one is outside, residue between is
 * inside. An empty range gives an empty span at start's byte.
 */
struct span fold_source_span(const struct fold *fold, size_t start, size_t end);

/* The first folded character that stands at or behind source byte at; fold->count when there is
 * none. Binary search. */
size_t fold_from_source(const struct fold *fold, size_t at);

/* What one character folds to; 0 when it vanishes. Folding that again changes nothing. White space
 * gives U+0020. Residue is a matter of context and not seen here. */
uint32_t fold_character(uint32_t character);

/* A 128-bit hash of folded characters that goes on over several stretches: for knowing an article
 * again. Not cryptographic. */
struct fold_hash {
	uint64_t high, low;
};

/* The hash before the first stretch, and with another stretch's folded characters (FOLD_ALL) and a
 * paragraph border added; a stretch of which nothing is left adds nothing. */
struct fold_hash fold_hash_start(void);
struct fold_hash fold_hash_add(struct fold_hash hash, const struct fold *fold);

/* The same of a stretch, folded piece by piece into fold. False when memory is gone. */
bool fold_hash_add_source(struct fold_hash *hash, struct slice source, struct fold *fold) MUST_USE;

#endif
