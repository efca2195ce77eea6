/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the article view does for each action. */
#ifndef ZHUPI_UI_ARTICLE_ACTIONS_H
#define ZHUPI_UI_ARTICLE_ACTIONS_H

#include "ui/action.h"
#include "ui/article_state.h"

/* Acts as view_ops.act does; false when the page knows no such action. The session may have another
 * article open afterwards. */
bool article_act(struct article_view *view, enum action action, long count,
	const struct input *following, struct view_request *request);

#endif
