/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The selection made with v, and the cursor's motions over characters and clauses. */
#ifndef ZHUPI_UI_SELECTION_H
#define ZHUPI_UI_SELECTION_H

#include "ui/article_state.h"

/* Begins at the cursor, or ends. */
void selection_toggle(struct article_view *view);

/* The selected bytes, from the first character's to the end of the last one's; empty when nothing
 * is selected. */
struct span selection_span(const struct article_view *view);

/* Keeps the cursor in the paragraph in which the selection began: a phrase has one paragraph. */
void selection_hold(struct article_view *view);

/* Moves the cursor count characters right (left when negative), within its paragraph. */
void selection_move_chars(struct article_view *view, long count);

/* Moves the cursor to the start of the next clause, or of this or the previous one, count times. */
void selection_move_segments(struct article_view *view, long count);

/* Moves the cursor to the start, or the end, of its row. */
void selection_move_in_row(struct article_view *view, bool to_end);

#endif
