/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A far place of a large text as it looks, before it is known which paragraph stands there: that
 * takes as long as all that lies before it needs to be read. The view shows the glimpse instead of
 * itself; it has no numbers, and keys are not for it.
 */
#ifndef ZHUPI_UI_ARTICLE_GLIMPSE_H
#define ZHUPI_UI_ARTICLE_GLIMPSE_H

#include "ui/article_state.h"

/* Shows the text about byte offset at, or the text's end for SIZE_MAX. Nothing happens when there
 * is no text near. */
void article_glimpse_begin(struct article_view *view, size_t at);

/* Shows the view itself again. */
void article_glimpse_clear(struct article_view *view);

#endif
