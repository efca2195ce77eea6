/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A block: passages that are read once and kept, one behind the other in a few large arrays, until
 * both passes have been over them.
 */
#ifndef ZHUPI_ANALYSIS_BLOCK_H
#define ZHUPI_ANALYSIS_BLOCK_H

#include "analysis/passage.h"
#include "base/attributes.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct block {
	struct passage *passages;
	size_t count, capacity;
	size_t bytes; /* of the paragraphs in it */
	/* What the passages' arrays are parts of; `used` of `room` characters. */
	uint32_t *characters, *offsets;
	uint8_t *lengths;
	word_set *begin, *end;
	struct stride *strides; /* never more than characters and passages */
	size_t used, room, strides_used;
};

/* Makes an empty block; allocates nothing. block_clear frees what one holds. */
void block_init(struct block *block);
void block_clear(struct block *block);

/* Forgets the passages, keeps the memory; afterwards there is room for paragraphs of at least bytes
 * in all. False when memory is gone: the block is empty then and has no room. */
bool block_reset(struct block *block, size_t bytes) MUST_USE;

/*
 * Reads one more paragraph with reader, whose packs and residue arrays are used, and keeps it. The
 * room asked for must suffice. Borrowed until the block is reset; NULL when memory is gone. What it
 * says of residue holds only until reader reads again.
 */
const struct passage *block_read(
	struct block *block, struct passage *reader, struct slice paragraph);

#endif
