/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stack of what was done to notes and corrections, each with what it takes to undo it and to do
 * it again. */
#ifndef ZHUPI_UI_CHANGE_H
#define ZHUPI_UI_CHANGE_H

#include "notes/annotation.h"

#include <stddef.h>

enum change_kind {
	CHANGE_ADDED,
	CHANGE_CHANGED,
	CHANGE_DELETED,
	CHANGE_RESTORED,   /* a note was taken out of the trash */
	CHANGE_CORRECTED,  /* a correction was added */
	CHANGE_TAKEN_BACK, /* a correction was put into the trash */
	CHANGE_ATTACHED,   /* a note was attached by hand */
	CHANGE_ADOPTED     /* the text was made a version of another article; no id */
};

struct change {
	enum change_kind kind;
	char id[ANNOTATION_ID_BYTES];
	char *path;            /* of the article that lay open; owned, may be NULL */
	struct wording before; /* CHANGE_CHANGED */
	struct wording after;  /* CHANGE_ADDED, CHANGE_CHANGED */
	struct target was_on;  /* CHANGE_ATTACHED */
	struct target on;      /* CHANGE_ATTACHED */
	int64_t article;       /* CHANGE_ADOPTED: the number of the other article */
	char *outdone;         /* CHANGE_CORRECTED: the id of the correction that this one has sent
				  into the trash; owned, or NULL */
};

/* All zero is the empty stack; changes_clear frees what it came to hold. */
struct changes {
	struct change *items; /* the last one on top */
	size_t count, capacity;
};

/* Puts a change without path and wordings on top; borrowed until the next call. */
struct change *changes_push(struct changes *changes, enum change_kind kind, const char *id);

/* The one on top; NULL when there is none. Borrowed until the next call. */
struct change *changes_top(const struct changes *changes);

/* Takes the one on top off, and puts it on another stack; there must be one. */
void changes_move(struct changes *from, struct changes *to);

/* Drops the one on top; there must be one. */
void changes_drop(struct changes *changes);

/* Takes out all of a kind. */
void changes_forget(struct changes *changes, enum change_kind kind);

/* Frees what the stack holds and makes it empty. */
void changes_clear(struct changes *changes);

#endif
