/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A note that is being edited, as it was when that began: what somebody else writes meanwhile is
 * told from what the reader has changed by it.
 */
#ifndef ZHUPI_UI_NOTE_EDIT_H
#define ZHUPI_UI_NOTE_EDIT_H

#include "notes/annotation.h"

#include <stdbool.h>

/* All zero: none is edited. */
struct note_edit {
	char id[ANNOTATION_ID_BYTES];
	struct wording seen;
	enum target_kind kind;
	struct span place; /* in the open article; empty: not known */
};

/* Begins to edit a note; what edit held before is freed. */
void note_edit_begin(struct note_edit *edit, const struct annotation *note);

/* Whether that note is the one that is edited. */
bool note_edit_is_of(const struct note_edit *edit, const char *id);

/* Frees what it holds and makes it empty. */
void note_edit_clear(struct note_edit *edit);

#endif
