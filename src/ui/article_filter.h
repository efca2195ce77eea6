/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Showing only those paragraphs that have words, or match a regular expression. */
#ifndef ZHUPI_UI_ARTICLE_FILTER_H
#define ZHUPI_UI_ARTICLE_FILTER_H

#include "base/attributes.h"
#include "ui/article_state.h"

/* Shows from now on only the paragraphs in which the finder finds something; it is kept. False, and
 * all is as before, when there is none. */
bool article_filter_begin(struct article_view *view, struct finder *taken_finder) MUST_USE;

/* Shows all paragraphs again. */
void article_filter_clear(struct article_view *view);

/* The finder of what is shown; NULL when that is all. Borrowed. */
struct finder *article_filter_finder(const struct article_view *view);

/* Whether the paragraph is shown. index < article_count. */
bool article_filter_shows(struct article_view *view, size_t index);

/* Goes to the next, or previous, paragraph that is shown; false when there is none. Reads on in a
 * large text. */
bool article_filter_next(struct article_view *view, size_t *index) MUST_USE;
bool article_filter_previous(struct article_view *view, size_t *index) MUST_USE;

/* The paragraph that is shown at or behind index, or else the last one. index < article_count. */
size_t article_filter_nearest(struct article_view *view, size_t index);

#endif
