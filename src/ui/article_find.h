/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching, and going to the next directive, official or note. */
#ifndef ZHUPI_UI_ARTICLE_FIND_H
#define ZHUPI_UI_ARTICLE_FIND_H

#include "analysis/finding.h"
#include "ui/article_state.h"

/* Searches for pattern from the cursor; an empty one is the last one again. False with a message
 * when it is no pattern. */
bool article_search(struct article_view *view, const char *pattern, bool backwards,
	struct view_request *request);

/* Goes to the next hit, in the direction of the search or against it; says so when the search went
 * on at the other end, or when there is none. */
void article_search_again(
	struct article_view *view, bool against, long count, struct view_request *request);

/* Goes to the next, or previous, finding of the type. */
void article_go_to_finding(struct article_view *view, enum finding_type type, bool backwards,
	struct view_request *request);

/* Goes to the next, or previous, note that has a place in the text. */
void article_go_to_note(struct article_view *view, bool backwards, struct view_request *request);

#endif
