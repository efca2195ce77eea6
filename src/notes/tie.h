/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ties between annotations and tags in the notes file, for this room alone. */
#ifndef ZHUPI_NOTES_TIE_H
#define ZHUPI_NOTES_TIE_H

#include "base/attributes.h"
#include "base/error.h"
#include "notes/store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Names in order (bytewise), each once. */
struct tie_list {
	char **names;
	size_t count, capacity;
};

/* Puts a copy of name in its place, unless it is there already. */
void tie_list_insert(struct tie_list *list, const char *name);

/* Frees the names and makes the list empty. */
void tie_list_clear(struct tie_list *list);

/* The names with a blank between; a tag has none. The caller frees. */
char *tie_list_join(const struct tie_list *list) MUST_USE;

/* The names of an annotation's tags (by its number in the file, not its id). tie_list_clear frees;
 * the list is empty on failure. */
bool tie_read(struct store *store, int64_t annotation, struct tie_list *list,
	struct error *error) MUST_USE;

/* Makes these the annotation's tags, in a transaction of the caller's. */
bool tie_write(struct store *store, int64_t annotation, const struct tie_list *list,
	struct error *error) MUST_USE;

#endif
