/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Growing an array that its owner keeps as three fields: items, count, capacity.
 *
 *      struct thing *things;  size_t thing_count, thing_capacity;
 *      things = array_grow(things, &thing_capacity, thing_count + 1, sizeof *things);
 *      things[thing_count++] = new;
 */
#ifndef ZHUPI_BASE_ARRAY_H
#define ZHUPI_BASE_ARRAY_H

#include "base/attributes.h"

#include <stddef.h>

/*
 * taken_items with room for at least wanted items of size bytes; *capacity (items) is brought up to
 * date. Grows by half, so that appending one by one is linear. Memory gone: the handler of alloc.h.
 * The caller frees the result.
 */
void *array_grow(void *taken_items, size_t *capacity, size_t wanted, size_t size) MUST_USE;

/* The same, but returns NULL and leaves items and *capacity as they are when memory is gone: for
 * what grows with a file. */
void *array_try_grow(void *items, size_t *capacity, size_t wanted, size_t size) MUST_USE;

#endif
