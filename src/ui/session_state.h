/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of a session: for the files session*.c only. */
#ifndef ZHUPI_UI_SESSION_STATE_H
#define ZHUPI_UI_SESSION_STATE_H

#include "ui/session.h"

/* What session_undo has to take back. */
enum change_kind {
	CHANGE_ADDED,
	CHANGE_CHANGED,
	CHANGE_DELETED
};

struct change {
	enum change_kind kind;
	char id[ANNOTATION_ID_BYTES];
	char *body;  /* as it was before; CHANGE_CHANGED only */
	char **tags; /* likewise */
	size_t tag_count;
};

struct session {
	char **paths; /* owned */
	size_t path_count, path_capacity;
	size_t file;
	char *encoding; /* NULL detects */
	char *notes_path;
	struct error notes_error;
	struct settings settings;
	const struct exporter *const *exporters;

	struct article *article;
	struct analysis *analysis;

	struct store *store;
	bool writable;
	int64_t version; /* store_version when the notes were read */
	int64_t number;  /* the article's in the notes file; 0 when it is not known there */
	bool looked_up;  /* number, progress and notes are up to date */
	struct progress progress;
	bool progress_changed;
	struct annotations notes;

	struct change *changes;
	size_t change_count, change_capacity;
};

/* Reads number, progress and notes of the open article anew, where the article is complete. */
void session_look_up(struct session *session);

/* Frees what the stack of changes holds and makes it empty. */
void session_forget_changes(struct session *session);

#endif
