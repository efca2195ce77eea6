/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parts of a thousand spans: the start of the first one, and for each the distance from there and
 * the length, in four bytes each. The few for which that is too little lie in a list of their own.
 */
#include "text/span_table.h"

#include "base/alloc.h"
#include "base/array.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define WIDE_LENGTH UINT32_MAX /* it lies in the list */

enum {
	PART_SPANS = 1024
};

struct narrow_span {
	uint32_t distance, length;
};

struct span_part {
	size_t base;
	struct narrow_span spans[PART_SPANS];
};

struct wide_span {
	size_t index;
	struct span span;
};

static struct span_part *
part_of(const struct span_table *table, size_t index)
{
	return table->parts[index / PART_SPANS - table->gone];
}

static void
put(struct span_table *table, size_t index, struct span span)
{
	struct span_part *part = part_of(table, index);
	struct narrow_span *narrow = &part->spans[index % PART_SPANS];

	if (span.end - part->base < SPAN_NARROW_BYTES) {
		*narrow = (struct narrow_span){
			(uint32_t)(span.start - part->base), (uint32_t)(span.end - span.start)};
		return;
	}
	*narrow = (struct narrow_span){0, WIDE_LENGTH};
	table->wide = array_grow(
		table->wide, &table->wide_capacity, table->wide_count + 1, sizeof *table->wide);
	table->wide[table->wide_count++] = (struct wide_span){index, span};
}

/* Takes the last one out of the list, if it is there. */
static void
drop_wide(struct span_table *table)
{
	if (table->wide_count > 0 && table->wide[table->wide_count - 1].index == table->count - 1)
		table->wide_count--;
}

void
span_table_add(struct span_table *table, struct span span)
{
	size_t number = table->count / PART_SPANS - table->gone;

	if (number == table->part_count) {
		table->parts = array_grow(
			table->parts, &table->part_capacity, number + 1, sizeof *table->parts);
		table->parts[table->part_count++] = alloc_bytes(sizeof **table->parts);
	}
	if (table->count % PART_SPANS == 0)
		table->parts[number]->base = span.start;
	put(table, table->count++, span);
}

static struct span
find_wide(const struct span_table *table, size_t index)
{
	size_t low = 0, high = table->wide_count - 1;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (table->wide[middle].index < index)
			low = middle + 1;
		else
			high = middle;
	}
	return table->wide[low].span;
}

struct span
span_table_at(const struct span_table *table, size_t index)
{
	const struct span_part *part;
	const struct narrow_span *narrow;
	size_t start;

	assert(index >= table->first && index < table->count);
	part = part_of(table, index);
	narrow = &part->spans[index % PART_SPANS];
	if (narrow->length == WIDE_LENGTH)
		return find_wide(table, index);
	start = part->base + narrow->distance;
	return (struct span){start, start + narrow->length};
}

void
span_table_end_last(struct span_table *table, size_t end)
{
	struct span last = span_table_at(table, table->count - 1);

	drop_wide(table);
	put(table, table->count - 1, (struct span){last.start, end});
}

void
span_table_drop_last(struct span_table *table)
{
	assert(table->count > table->first);
	drop_wide(table);
	table->count--;
}

size_t
span_table_find(const struct span_table *table, size_t at)
{
	size_t low = table->first, high = table->count - 1;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (span_table_at(table, middle).end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void
span_table_forget(struct span_table *table, size_t index)
{
	size_t gone = index / PART_SPANS - table->gone, kept;

	assert(index >= table->first && index <= table->count);
	table->first = index;
	kept = table->part_count - gone;
	if (gone < kept || gone == 0)
		return; /* moving what is kept costs no more than what has gone did */
	for (size_t i = 0; i < gone; i++)
		free(table->parts[i]);
	memmove(table->parts, table->parts + gone, kept * sizeof *table->parts);
	table->gone += gone;
	table->part_count = kept;
}

void
span_table_clear(struct span_table *table)
{
	for (size_t i = 0; i < table->part_count; i++)
		free(table->parts[i]);
	free(table->parts);
	free(table->wide);
	*table = (struct span_table){.parts = NULL};
}
