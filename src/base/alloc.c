/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/alloc.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static alloc_handler *handler_of_main;

void
alloc_set_handler(alloc_handler *handler)
{
	handler_of_main = handler;
}

void
alloc_give_up(size_t bytes)
{
	if (handler_of_main)
		handler_of_main(bytes);
	abort();
}

static void *
checked(void *memory, size_t bytes)
{
	if (!memory)
		alloc_give_up(bytes);
	return memory;
}

void *
alloc_bytes(size_t size)
{
	return checked(malloc(size ? size : 1), size);
}

void *
alloc_zeroed(size_t count, size_t size)
{
	bool overflows = size != 0 && count > SIZE_MAX / size;

	return checked(
		calloc(count ? count : 1, size ? size : 1), overflows ? SIZE_MAX : count * size);
}

void *
alloc_resize(void *taken_items, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		return checked(NULL, SIZE_MAX);
	if (count == 0 || size == 0)
		count = size = 1;
	return checked(realloc(taken_items, count * size), count * size);
}

char *
alloc_string(struct slice text)
{
	char *copy = alloc_bytes(text.length + 1);

	if (text.length)
		memcpy(copy, text.bytes, text.length);
	copy[text.length] = '\0';
	return copy;
}
