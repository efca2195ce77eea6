/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of a text that is being written, in a given width. Unlike a layout (layout.h), rows hold
 * every byte, so that the cursor can stand anywhere.
 */
#ifndef ZHUPI_UI_EDITOR_WRAP_H
#define ZHUPI_UI_EDITOR_WRAP_H

#include "base/slice.h"

#include <stddef.h>

/* rows[i] are the bytes of a row, without the line end; there is at least one. Blanks at a wrapped
 * row's end hang over the edge. */
struct editor_wrap {
	struct span *rows;
	size_t row_count, row_capacity;
};

/* Makes an empty one; editor_wrap_clear frees. */
void editor_wrap_init(struct editor_wrap *wrap);
void editor_wrap_clear(struct editor_wrap *wrap);

/* Wraps text into rows of so many columns (at least 2) where Unicode's rules allow a break, else
 * between clusters. */
void editor_wrap_apply(struct editor_wrap *wrap, struct slice text, int columns);

/* The row in which byte offset at stands; where a row is wrapped, its end belongs to the next one.
 */
size_t editor_wrap_row(const struct editor_wrap *wrap, size_t at);

/* The columns before byte offset at in its row. */
int editor_wrap_column(const struct editor_wrap *wrap, struct slice text, size_t at);

/* The byte offset of the cluster at a column of a row; the row's last place for what is behind. */
size_t editor_wrap_at(const struct editor_wrap *wrap, struct slice text, size_t row, int column);

#endif
