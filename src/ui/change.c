/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/change.h"

#include "base/array.h"

#include <stdio.h>
#include <stdlib.h>

static struct change *
push(struct changes *changes, const struct change *change)
{
	changes->items = array_grow(
		changes->items, &changes->capacity, changes->count + 1, sizeof *changes->items);
	changes->items[changes->count] = *change;
	return &changes->items[changes->count++];
}

struct change *
changes_push(struct changes *changes, enum change_kind kind, const char *id)
{
	struct change change = {.kind = kind};

	snprintf(change.id, sizeof change.id, "%s", id);
	return push(changes, &change);
}

struct change *
changes_top(const struct changes *changes)
{
	return changes->count > 0 ? &changes->items[changes->count - 1] : NULL;
}

void
changes_move(struct changes *from, struct changes *to)
{
	push(to, &from->items[--from->count]);
}

static void
clear(struct change *change)
{
	wording_clear(&change->before);
	wording_clear(&change->after);
	target_clear(&change->was_on);
	target_clear(&change->on);
	free(change->outdone);
	free(change->path);
}

void
changes_drop(struct changes *changes)
{
	clear(&changes->items[--changes->count]);
}

void
changes_forget(struct changes *changes, enum change_kind kind)
{
	size_t kept = 0;

	for (size_t i = 0; i < changes->count; i++) {
		if (changes->items[i].kind == kind)
			clear(&changes->items[i]);
		else
			changes->items[kept++] = changes->items[i];
	}
	changes->count = kept;
}

void
changes_clear(struct changes *changes)
{
	while (changes->count > 0)
		changes_drop(changes);
	free(changes->items);
	*changes = (struct changes){NULL, 0, 0};
}
