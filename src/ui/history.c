/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/history.h"

#include "base/alloc.h"
#include "base/array.h"

#include <stdlib.h>
#include <string.h>

static void
take_out(struct history *history, const char *text)
{
	for (size_t i = 0; i < history->count; i++) {
		if (strcmp(history->items[i], text) != 0)
			continue;
		free(history->items[i]);
		memmove(&history->items[i], &history->items[i + 1],
			(history->count - i - 1) * sizeof *history->items);
		history->count--;
		return;
	}
}

void
history_add(struct history *history, const char *text)
{
	char *copy = alloc_string(slice_from_string(text));

	take_out(history, text);
	history->items = array_grow(
		history->items, &history->capacity, history->count + 1, sizeof *history->items);
	history->items[history->count++] = copy;
}

void
history_clear(struct history *history)
{
	for (size_t i = 0; i < history->count; i++)
		free(history->items[i]);
	free(history->items);
	*history = (struct history){NULL, 0, 0};
}
