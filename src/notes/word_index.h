/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The full-text index of the notes, a row for each note: written, compared with the notes, made
 * anew. For this room alone. */
#ifndef ZHUPI_NOTES_WORD_INDEX_H
#define ZHUPI_NOTES_WORD_INDEX_H

#include "base/attributes.h"
#include "base/error.h"
#include "notes/store.h"
#include "notes/tie.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Adds the words of an annotation (by its number in the file), in a transaction of the caller's. */
bool word_index_add(struct store *store, int64_t annotation, const char *body,
	const struct tie_list *tags, const char *quote, struct error *error) MUST_USE;

/* How the index differs from the notes. */
struct word_index_faults {
	size_t missing; /* notes without a row */
	size_t wrong;   /* rows whose words are not those of the note */
	size_t stray;   /* rows of no note */
};

/* Compares each row with its note. False when one of them cannot be read. */
bool word_index_compare(
	struct store *store, struct word_index_faults *faults, struct error *error) MUST_USE;

/* Makes the index anew from the notes, in a transaction of the caller's: what is left of the old
 * one is dropped, create is the statement that makes an empty one. */
bool word_index_rebuild(struct store *store, const char *create, struct error *error) MUST_USE;

#endif
