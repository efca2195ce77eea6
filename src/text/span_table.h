/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The spans of a text's paragraphs, of which there may be millions: eight bytes for each. They lie
 * in the order of their starts and apart. Inside the text floor.
 */
#ifndef ZHUPI_TEXT_SPAN_TABLE_H
#define ZHUPI_TEXT_SPAN_TABLE_H

#include "base/attributes.h"
#include "base/slice.h"

#include <stddef.h>
#include <stdint.h>

/* More bytes than this before the end of a span, from the start of the first one in its part, do
 * not go into eight. */
#ifndef SPAN_NARROW_BYTES
#define SPAN_NARROW_BYTES UINT32_MAX
#endif

struct span_part;

struct span_table {
	struct span_part **parts; /* from the one on that is still needed */
	size_t part_count, part_capacity;
	size_t gone;  /* parts before them */
	size_t count; /* spans, those before first among them */
	size_t first; /* the first one that was not forgotten */
	struct wide_span *wide;
	size_t wide_count, wide_capacity;
};

/* Appends a span, which begins behind the last one. Memory gone: alloc.h's handler. */
void span_table_add(struct span_table *table, struct span span);

/* The span at index: first <= index < count. */
struct span span_table_at(const struct span_table *table, size_t index);

/* Lets the last one end elsewhere. count > first. */
void span_table_end_last(struct span_table *table, size_t end);

/* Takes the last one back. count > first. */
void span_table_drop_last(struct span_table *table);

/* The first one that ends behind byte offset at, the last one when none does: its index. count >
 * first. */
size_t span_table_find(const struct span_table *table, size_t at);

/* Says that those before index (at most count) will not be asked for any more, which gives their
 * memory back by and by. */
void span_table_forget(struct span_table *table, size_t index);

/* Frees all of them; the table is as if it were {0}. */
void span_table_clear(struct span_table *table);

#endif
