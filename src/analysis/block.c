/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A folded paragraph has at most as many characters as bytes. So the reader is lent the arrays from
 * `used` on, folds into them without ever growing them, and what it did not need is lent again.
 *
 *      characters |passage 0|passage 1|passage 2|.......lent.......|
 *                 0                              used            room
 */
#include "analysis/block.h"

#include "base/array.h"

#include <stdlib.h>

enum {
	SPARE = 2048 /* what the fold and the words want beyond the characters */
};

void
block_init(struct block *block)
{
	*block = (struct block){0};
}

void
block_clear(struct block *block)
{
	free(block->passages);
	free(block->characters);
	free(block->offsets);
	free(block->lengths);
	free(block->begin);
	free(block->end);
	free(block->strides);
	block_init(block);
}

bool
block_reset(struct block *block, size_t bytes)
{
	size_t room = bytes + SPARE;

	block->count = block->bytes = block->used = block->strides_used = 0;
	if (room <= block->room)
		return true;
	block_clear(block);
	block->characters = malloc(room * sizeof *block->characters);
	block->offsets = malloc(room * sizeof *block->offsets);
	block->lengths = malloc(room * sizeof *block->lengths);
	block->begin = malloc(room * sizeof *block->begin);
	block->end = malloc(room * sizeof *block->end);
	block->strides = malloc(room * sizeof *block->strides);
	block->room = room;
	if (block->characters && block->offsets && block->lengths && block->begin && block->end &&
		block->strides)
		return true;
	block_clear(block);
	return false;
}

const struct passage *
block_read(struct block *block, struct passage *reader, struct slice paragraph)
{
	size_t used = block->used, left = block->room - used;
	struct passage own = *reader, *kept;

	if (block->room < used + paragraph.length + SPARE)
		return NULL;
	block->passages = array_grow(
		block->passages, &block->capacity, block->count + 1, sizeof *block->passages);
	reader->fold.characters = block->characters + used;
	reader->fold.offsets = block->offsets + used;
	reader->fold.lengths = block->lengths + used;
	reader->fold.capacity = left;
	reader->begin = block->begin + used;
	reader->end = block->end + used;
	reader->strides = block->strides + block->strides_used;
	reader->capacity = left;
	if (passage_read(reader, paragraph)) {
		kept = &block->passages[block->count++];
		*kept = *reader;
		block->used += reader->length + 1;
		block->strides_used += passage_strides(reader->length);
		block->bytes += paragraph.length;
	} else {
		kept = NULL;
	}
	own.fold.residue = reader->fold.residue;
	own.fold.residue_count = reader->fold.residue_count;
	own.fold.residue_capacity = reader->fold.residue_capacity;
	own.places = reader->places;
	own.scratch = reader->scratch;
	*reader = own;
	return kept;
}
