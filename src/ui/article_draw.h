/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the article view's page. */
#ifndef ZHUPI_UI_ARTICLE_DRAW_H
#define ZHUPI_UI_ARTICLE_DRAW_H

#include "ui/article_state.h"

/* Draws the page into view->area. */
void article_draw(struct article_view *view, struct frame *frame);

/* Appends what the status line says of the place and the text. */
void article_draw_status(struct article_view *view, struct buffer *out);

#endif
