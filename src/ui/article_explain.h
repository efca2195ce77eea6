/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telling why the mark at the cursor is one. */
#ifndef ZHUPI_UI_ARTICLE_EXPLAIN_H
#define ZHUPI_UI_ARTICLE_EXPLAIN_H

#include "ui/article_state.h"

/*
 * Says the explanation of a mark in the message: of the narrowest that covers the cursor, and,
 * asked again at the same place, of the next wider one; where none does, of the paragraph's next
 * mark, or of its last.
 */
void article_explain(struct article_view *view, struct view_request *request);

#endif
