/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the article view: its geometry, and walking over its lines. */
#ifndef ZHUPI_UI_ARTICLE_PAGE_H
#define ZHUPI_UI_ARTICLE_PAGE_H

#include "ui/article_state.h"

/* A line of the page: a block and the number of the line in it. block NULL: none. */
struct line {
	struct block *block;
	int number;
};

/* About how many paragraphs there are: exactly, once that is known. */
size_t article_page_estimate(const struct article_view *view);

/* Fits the page into an area; blocks of another measure are thrown away. */
void article_page_fit(struct article_view *view, struct area area);

/* The line that shows byte at; block NULL in an article without paragraphs. */
struct line article_line_at(struct article_view *view, size_t at);

/* Goes to the next, or previous, line; false at the end, or start, of the article. Reads on in a
 * large text. */
bool article_line_next(struct article_view *view, struct line *line);
bool article_line_previous(struct article_view *view, struct line *line);

/* The row of the layout that the line shows, or -1 for a gap or a note. */
int article_line_row(struct line line);

/* Brings view->row in accord with where the article begins and ends, and returns the topmost line
 * of the page. */
struct line article_page_settle(struct article_view *view);

/* Lays out what a page further on shows, so that the key for it finds it there. */
void article_page_prepare(struct article_view *view);

/* Puts the cursor at a byte: on the page as it stands when that is visible there, else a third
 * down a new page. */
void article_page_show(struct article_view *view, size_t at);

/* Scrolls as far as the notes beneath the cursor's text need, and the cursor stays on the page. */
void article_page_reveal(struct article_view *view);

/* The byte of the glyph in a text line at view->goal columns of the measure. */
size_t article_line_byte(const struct article_view *view, struct line line);

/* The column of the measure at which the byte stands. */
int article_page_column(struct article_view *view, size_t at);

/* The byte of the glyph that shows byte at (the one before it, where that is hidden): where a
 * cursor can stand. */
size_t article_visible_byte(struct article_view *view, size_t at);

#endif
