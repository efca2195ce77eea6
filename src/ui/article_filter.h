/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Showing only those paragraphs that have words, or match a regular expression. */
#ifndef ZHUPI_UI_ARTICLE_FILTER_H
#define ZHUPI_UI_ARTICLE_FILTER_H

#include "base/attributes.h"
#include "ui/article_state.h"

/* Shows from now on only the paragraphs in which the finder finds something, which is known of one.
 */
void article_filter_begin(struct article_view *view, struct finder *taken_finder);

/* Shows all paragraphs again. */
void article_filter_clear(struct article_view *view);

/* The text goes on behind its first length bytes: of their last paragraph, and what lies behind it,
 * nothing is known any more. */
void article_filter_go_behind(struct article_view *view, size_t length);

/* The finder of what is shown; NULL when that is all. Borrowed. */
struct finder *article_filter_finder(const struct article_view *view);

/* Whether the paragraph is shown. index < article_count. */
bool article_filter_shows(struct article_view *view, size_t index);

/* Goes to the next, or previous, paragraph that is shown; false when there is none, or none is
 * known so far. Reads on in a large text. */
bool article_filter_next(struct article_view *view, size_t *index) MUST_USE;
bool article_filter_previous(struct article_view *view, size_t *index) MUST_USE;

/* Whether there is one of which that is not known so far, and going on to it by a slice. */
bool article_filter_waits(const struct article_view *view);
enum pursuit article_filter_go_on(struct article_view *view, struct view_request *request);

/* The paragraph that is shown at or behind index, or else the last one; index itself while none is
 * known, which article_filter_seek mends by a slice: true when it is known. index < article_count.
 */
size_t article_filter_nearest(struct article_view *view, size_t index);
bool article_filter_seek(struct article_view *view, size_t index) MUST_USE;

#endif
