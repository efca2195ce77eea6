/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Annotations of all articles as rows of a list that may be a million long: how many each article
 * has is counted, and an article's notes are read when one of them is looked at.
 *
 *      articles     17        18   23              counted when the rows are opened
 *      rows         0 1 2 3 4 5 6  7 8 9
 *                   '---read--'                    the articles looked at last
 */
#ifndef ZHUPI_NOTES_ANNOTATION_ROWS_H
#define ZHUPI_NOTES_ANNOTATION_ROWS_H

#include "base/attributes.h"
#include "base/error.h"
#include "notes/annotation.h"
#include "notes/store.h"

#include <stddef.h>

struct annotation_rows;

/* Counts the annotations that fit; the filter has no words and no id, and its tag is copied.
 * annotation_rows_close frees. NULL on failure. */
struct annotation_rows *annotation_rows_open(
	struct store *store, const struct annotation_filter *filter, struct error *error) MUST_USE;

/* Frees the rows. NULL is allowed. */
void annotation_rows_close(struct annotation_rows *taken_rows);

/* How many there were when they were counted. NULL is allowed: none. */
size_t annotation_rows_count(const struct annotation_rows *rows);

/* The annotation of that row, in the order of annotation_list. Borrowed until another row is asked
 * for. NULL when it is not there any more, as another program has taken it out since the rows were
 * opened, or when it cannot be read; or when rows or store are NULL. */
const struct annotation *annotation_rows_at(
	struct annotation_rows *rows, struct store *store, size_t row);

#endif
