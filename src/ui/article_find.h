/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going to the next directive, official or note. */
#ifndef ZHUPI_UI_ARTICLE_FIND_H
#define ZHUPI_UI_ARTICLE_FIND_H

#include "analysis/finding.h"
#include "ui/article_state.h"

/* Goes to the next, or previous, finding of the type; it may come later (article_quest.h). */
void article_go_to_finding(struct article_view *view, enum finding_type type, bool backwards,
	struct view_request *request);

/* Goes to the next, or previous, note that has a place in the text. */
void article_go_to_note(struct article_view *view, bool backwards, struct view_request *request);

#endif
