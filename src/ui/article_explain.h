/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telling why the mark at the cursor is one. */
#ifndef ZHUPI_UI_ARTICLE_EXPLAIN_H
#define ZHUPI_UI_ARTICLE_EXPLAIN_H

#include "ui/article_state.h"

/*
 * Says the explanation of a mark in the message. Where several cover the cursor: first of the one
 * that was gone to (article_mean), else of the narrowest; asked again at the same place, of the
 * next wider one, and so on in turn: a hint tells that there is one. Where none does, of the
 * paragraph's next mark, or of its last.
 */
void article_explain(struct article_view *view, struct view_request *request);

/* The cursor has come to a mark (bytes of the article's text): of those that stand there it is the
 * one that is meant, until the reader does something else. */
void article_mean(struct article_view *view, struct span mark);

#endif
