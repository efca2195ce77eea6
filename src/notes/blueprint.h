/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables and indices that a notes file of a version has, made from the schema: what checking
 * compares with, and repairing takes from. For this room alone. */
#ifndef ZHUPI_NOTES_BLUEPRINT_H
#define ZHUPI_NOTES_BLUEPRINT_H

#include "base/attributes.h"
#include "base/error.h"
#include "notes/store.h"

#include <stdbool.h>
#include <stddef.h>

/* The full-text index, a table of its own kind. */
#define BLUEPRINT_WORDS "annotation_words"

struct blueprint_part {
	char *name, *sql;
	bool is_table; /* else an index */
	bool has_rowid;
};

/* In the order in which they are made; the tables inside the full-text index are left out. */
struct blueprint {
	struct blueprint_part *parts;
	size_t count, capacity;
};

/* Those of a version, from 1. blueprint_clear frees. */
bool blueprint_make(struct blueprint *blueprint, size_t version, struct error *error) MUST_USE;
void blueprint_clear(struct blueprint *blueprint);

/* The statement that makes the full-text index; borrowed. NULL when the version has none. */
const char *blueprint_words(const struct blueprint *blueprint);

/* Whether the store has a part of that kind and name. */
bool blueprint_is_there(struct store *store, const struct blueprint_part *part, bool *there,
	struct error *error) MUST_USE;

#endif
