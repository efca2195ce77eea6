/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/note_edit.h"

#include <string.h>

void
note_edit_begin(struct note_edit *edit, const struct annotation *note)
{
	note_edit_clear(edit);
	memcpy(edit->id, note->id, sizeof edit->id);
	edit->seen = wording_copy(note->body, (const char *const *)note->tags, note->tag_count);
	edit->kind = note->target.kind;
	if (note->state != ANCHOR_UNATTACHED)
		edit->place = note->place;
}

bool
note_edit_is_of(const struct note_edit *edit, const char *id)
{
	return id && edit->id[0] != '\0' && strcmp(edit->id, id) == 0;
}

void
note_edit_clear(struct note_edit *edit)
{
	wording_clear(&edit->seen);
	*edit = (struct note_edit){.id = ""};
}
