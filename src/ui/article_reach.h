/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a large text on towards a far place, in slices of what is waited for. */
#ifndef ZHUPI_UI_ARTICLE_REACH_H
#define ZHUPI_UI_ARTICLE_REACH_H

#include "base/attributes.h"
#include "ui/article_state.h"

/* About how much is looked at in a slice, as finder_go_on counts. */
#ifndef QUEST_EFFORT
#define QUEST_EFFORT ((size_t)64 << 20)
#endif

/* Extends the article by a part towards byte offset at, which adds to quest.effort; true when it
 * had reached that before. */
bool article_reach(struct article_view *view, size_t at) MUST_USE;

#endif
