/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking whether the open text is the one that it is like. */
#ifndef ZHUPI_UI_ARTICLE_ALIKE_H
#define ZHUPI_UI_ARTICLE_ALIKE_H

#include "ui/article_state.h"

#include <stdbool.h>

/* Asks, once while the article is open, when the session has found something; a prompt for "alike
 * KEYS". */
void article_ask_alike(struct article_view *view, struct view_request *request);

/* Takes the answer: y, n, or s to see the notes first, and be asked again. */
bool article_take_alike(struct article_view *view, char key, struct view_request *request);

#endif
