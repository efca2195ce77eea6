/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stack of what was done to notes and corrections, each with what it takes to undo it. */
#ifndef ZHUPI_UI_CHANGE_H
#define ZHUPI_UI_CHANGE_H

#include "notes/annotation.h"

#include <stddef.h>

enum change_kind {
	CHANGE_ADDED,
	CHANGE_CHANGED,
	CHANGE_DELETED,
	CHANGE_CORRECTED,  /* a correction was added */
	CHANGE_TAKEN_BACK, /* a correction was put into the trash */
	CHANGE_ATTACHED,   /* a note was attached by hand */
	CHANGE_ADOPTED     /* the text was made a version of another article; no id */
};

struct change {
	enum change_kind kind;
	char id[ANNOTATION_ID_BYTES];
	char *body; /* owned, as it was before (CHANGE_CHANGED); the id of the correction that was
		       outdone, or NULL (CHANGE_CORRECTED); else NULL */
	struct target target; /* what it was on (CHANGE_ATTACHED), owned; else empty */
	char **tags;          /* as they were before; CHANGE_CHANGED only */
	size_t tag_count;
};

/* All zero is the empty stack; changes_clear frees what it came to hold. */
struct changes {
	struct change *items; /* the last one on top */
	size_t count, capacity;
};

/* Puts a change without body and tags on top; borrowed until the next call. */
struct change *changes_push(struct changes *changes, enum change_kind kind, const char *id);

/* Drops the one on top; there must be one. */
void changes_drop(struct changes *changes);

/* Frees what the stack holds and makes it empty. */
void changes_clear(struct changes *changes);

#endif
