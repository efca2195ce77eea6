/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags in use. */
#ifndef ZHUPI_NOTES_TAG_H
#define ZHUPI_NOTES_TAG_H

#include "base/attributes.h"
#include "base/error.h"
#include "notes/store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tag_count {
	char *name;
	size_t annotations; /* not deleted ones */
};

struct tag_counts {
	struct tag_count *items;
	size_t count, capacity;
};

/* All tags in use, by name; of one article, or of all for 0. tag_counts_clear frees. */
bool tag_list(struct store *store, int64_t article, struct tag_counts *tags,
	struct error *error) MUST_USE;

enum {
	TAG_UNCOUNTED = -1
};

/* The same of all articles, but none is counted, which takes a while where there are many notes:
 * annotations is (size_t)TAG_UNCOUNTED until tag_count asks for it. */
bool tag_names(struct store *store, struct tag_counts *tags, struct error *error) MUST_USE;
bool tag_count(struct store *store, struct tag_count *tag, struct error *error) MUST_USE;

/* Frees what tag_list gave. */
void tag_counts_clear(struct tag_counts *tags);

/*
 * Cuts what a reader typed (防控/物資, b  c) at commas, 、 and blanks into distinct sorted tags,
 * blanks around / and empty levels taken out, a leading # too. Returns an array of *count strings;
 * the caller frees each and the array.
 */
char **tag_parse(const char *typed, size_t *count) MUST_USE;

#endif
