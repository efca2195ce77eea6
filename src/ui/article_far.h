/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going where a key asks for, which may be far away: as in article_motion.h, but then it comes
 * later (article_quest.h). */
#ifndef ZHUPI_UI_ARTICLE_FAR_H
#define ZHUPI_UI_ARTICLE_FAR_H

#include "ui/article_state.h"

/* Jumps to the start of paragraph number (from 1), or of the last one. */
void article_ask_number(struct article_view *view, size_t number, struct view_request *request);

/* Jumps to the end of the article, or so many percent into its text. */
void article_ask_end(struct article_view *view, struct view_request *request);
void article_ask_percent(struct article_view *view, long percent, struct view_request *request);

#endif
