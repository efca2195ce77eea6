/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching in the article: while one types, from hit to hit, and counting them. */
#ifndef ZHUPI_UI_ARTICLE_SEARCH_H
#define ZHUPI_UI_ARTICLE_SEARCH_H

#include "ui/article_state.h"

/* Searches for what was typed (/ before it: a regular expression) from the cursor; nothing is the
 * last one again. False with a message when nothing can be searched for. */
bool article_search(
	struct article_view *view, const char *typed, bool backwards, struct view_request *request);

/* Goes to the next hit, in the direction of the search or against it; says so when the search went
 * on at the other end, or when there is none. Like the first search and what shows paragraphs alone
 * it may come later (article_quest.h). */
void article_search_again(
	struct article_view *view, bool against, long count, struct view_request *request);

/* Shows only the paragraphs that have what was typed, as for a search; nothing: all of them. False
 * with a message when nothing can be searched for. */
bool article_show_only(struct article_view *view, const char *typed, struct view_request *request);

/* Shows the first hit of what is being typed, when it is near; NULL: the typing is over, and the
 * page is what it was before. */
void article_preview(struct article_view *view, const char *typed, bool backwards);

/* Goes on to a hit that is not so near, by a slice. */
enum pursuit article_preview_go_on(struct article_view *view);

/* Counts hits in a slice of the text; true while there is more to count. */
bool article_count_hits(struct article_view *view);

/* Appends which hit the cursor is at, and of how many: "17 of 2,304  ", with a + while they are
 * being counted. Nothing when nothing was searched for. */
void article_append_hits(struct article_view *view, struct buffer *out);

/* Forgets the search and what was counted. */
void article_search_clear(struct article_view *view);

#endif
