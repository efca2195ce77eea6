/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/article_reach.h"

enum {
	EXTEND_BYTES = 1 << 20,
	EXTEND_EFFORT = 8 << 20 /* what that counts as */
};

bool
article_reach(struct article_view *view, size_t at)
{
	struct article *article = view->article;
	size_t count = article_count(article);

	if (article_is_complete(article) ||
		(count > 0 && article_span(article, count - 1).end >= at))
		return true;
	if (!article_extend(article, EXTEND_BYTES) && article_awaits(article))
		return true; /* as far as there is something */
	view->quest.effort += EXTEND_EFFORT;
	count = article_count(article);
	if (view->quest.settles && count > 0)
		view->quest.place = article_span(article, count - 1).end;
	return false;
}
