/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The article view's cursor over rows, paragraphs, pages and marks. */
#ifndef ZHUPI_UI_ARTICLE_MOTION_H
#define ZHUPI_UI_ARTICLE_MOTION_H

#include "ui/article_state.h"

/* Moves the cursor count rows of text down (up when negative). */
void article_move_rows(struct article_view *view, long count);

/* Moves the cursor to the start of a paragraph, count paragraphs on (back when negative). */
void article_move_paragraphs(struct article_view *view, long count);

/* Scrolls by lines, the cursor with the page, as far as it goes: pages and half pages. */
void article_move_lines(struct article_view *view, long count);

/* Scrolls by lines; the cursor stays on its text as long as that is on the page. */
void article_scroll(struct article_view *view, long count);

/* Goes to a byte, and keeps where the cursor was for ''. */
void article_jump(struct article_view *view, size_t at);

/* Jumps to the start of paragraph number (from 1), or of the last one. Reads on in a large text. */
void article_go_to_number(struct article_view *view, size_t number);

/* Jumps to the end of the article, or so many percent into its text. */
void article_go_to_end(struct article_view *view);
void article_go_to_percent(struct article_view *view, long percent);

/* The byte at so many percent of the text. */
size_t article_percent_place(const struct article_view *view, long percent);

/* Sets, or goes to, the mark of a letter; ' is the place before the last jump. */
void article_set_mark(
	struct article_view *view, const struct input *letter, struct view_request *request);
void article_go_to_mark(
	struct article_view *view, const struct input *letter, struct view_request *request);

/* Puts the cursor on the text at a cell of the page; false when there is none. */
bool article_click(struct article_view *view, int column, int row);

#endif
