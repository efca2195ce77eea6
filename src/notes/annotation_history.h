/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a note was before: each change has left what it replaced. */
#ifndef ZHUPI_NOTES_ANNOTATION_HISTORY_H
#define ZHUPI_NOTES_ANNOTATION_HISTORY_H

#include "base/attributes.h"
#include "base/error.h"
#include "notes/annotation.h"
#include "notes/store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum history_kind {
	HISTORY_BODY,     /* the body was changed; former is what it was */
	HISTORY_TAGS,     /* the tags were; former has them with a blank between */
	HISTORY_ATTACHED, /* it was attached to other words by hand; former are those it was on */
	HISTORY_DELETED,  /* it was put into the trash; former is "" */
	HISTORY_RESTORED  /* it was taken out again; former is "" */
};

/* One change. */
struct history_entry {
	enum history_kind kind;
	int64_t changed; /* when, in milliseconds since 1970 UTC */
	char *former;
};

struct history_entries {
	struct history_entry *items;
	size_t count, capacity;
};

/* The kind's name in data: body, tags, attached, deleted, restored. Static. */
const char *history_kind_name(enum history_kind kind);

/* Fills in the changes of the note of that id, in the order in which they were made, whatever the
 * clock has said. A note that is not there has none. history_entries_clear frees. */
bool annotation_history(struct store *store, const char *id, struct history_entries *entries,
	struct error *error) MUST_USE;

/* Frees what annotation_history gave. */
void history_entries_clear(struct history_entries *entries);

/* Finds the one note whose id begins with prefix, in the trash or out of it. None or several are an
 * error that says so. */
bool annotation_find(struct store *store, const char *prefix, char id[ANNOTATION_ID_BYTES],
	bool *trash, struct error *error) MUST_USE;

#endif
