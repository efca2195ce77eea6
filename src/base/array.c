/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/array.h"

#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>

static size_t
next_capacity(size_t capacity, size_t wanted)
{
	size_t grown = capacity < SIZE_MAX / 2 ? capacity + capacity / 2 + 8 : wanted;

	return grown > wanted ? grown : wanted;
}

void *
array_grow(void *taken_items, size_t *capacity, size_t wanted, size_t size)
{
	size_t grown;

	if (taken_items && wanted <= *capacity)
		return taken_items;
	grown = next_capacity(*capacity, wanted);
	taken_items = alloc_resize(taken_items, grown, size);
	*capacity = grown;
	return taken_items;
}

void *
array_try_grow(void *items, size_t *capacity, size_t wanted, size_t size)
{
	size_t grown;
	void *moved;

	if (items && wanted <= *capacity)
		return items;
	grown = next_capacity(*capacity, wanted);
	if (size != 0 && grown > SIZE_MAX / size)
		return NULL;
	moved = realloc(items, grown * size);
	if (moved)
		*capacity = grown;
	return moved;
}
