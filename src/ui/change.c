/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/change.h"

#include "base/array.h"

#include <stdio.h>
#include <stdlib.h>

struct change *
changes_push(struct changes *changes, enum change_kind kind, const char *id)
{
	struct change *change;

	changes->items = array_grow(
		changes->items, &changes->capacity, changes->count + 1, sizeof *changes->items);
	change = &changes->items[changes->count++];
	*change = (struct change){.kind = kind};
	snprintf(change->id, sizeof change->id, "%s", id);
	return change;
}

void
changes_drop(struct changes *changes)
{
	struct change *change = &changes->items[--changes->count];

	free(change->body);
	target_clear(&change->target);
	for (size_t i = 0; i < change->tag_count; i++)
		free(change->tags[i]);
	free(change->tags);
}

void
changes_clear(struct changes *changes)
{
	while (changes->count > 0)
		changes_drop(changes);
	free(changes->items);
	*changes = (struct changes){NULL, 0, 0};
}
