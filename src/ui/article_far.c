/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/article_far.h"

#include "ui/article_filter.h"
#include "ui/article_glimpse.h"
#include "ui/article_motion.h"
#include "ui/article_quest.h"
#include "ui/article_reach.h"

#include <stdint.h>

enum {
	FAR_BYTES = 1 << 20 /* so much is read on before something is shown */
};

/* Whether the quest's goal lies so far behind what is known that a glimpse of it comes first. */
static bool
is_far(const struct article_view *view, size_t goal)
{
	const struct article *article = view->article;
	size_t count = article_count(article), size = article_size(article);
	size_t known = count > 0 ? article_span(article, count - 1).end : 0;

	goal = goal < size ? goal : size;
	return !view->quest.begun && !view->filter && !article_is_complete(article) &&
		goal > known && goal - known > FAR_BYTES;
}

/* Reads on as far as the quest's goal, a paragraph's index or a byte; false while that, or which
 * paragraph is shown there, is not known. */
static bool
reach_goal(struct article_view *view, bool is_byte)
{
	struct article *article = view->article;
	size_t goal = view->quest.goal, index;
	bool reached;

	do
		reached = (!is_byte && goal < article_count(article)) ||
			article_reach(view, is_byte ? goal : SIZE_MAX);
	while (!reached && view->quest.effort < QUEST_EFFORT);
	if (!reached)
		return false;
	if (article_count(article) == 0)
		return true;
	index = is_byte ? article_index_at(article, goal) : goal;
	return article_filter_seek(
		view, index < article_count(article) ? index : article_count(article) - 1);
}

/* Shows what the goal looks like as long as it is not known. */
static enum pursuit
show_glimpse(struct article_view *view)
{
	article_glimpse_begin(view, view->quest.goal);
	return view->glimpse ? PURSUIT_SEEN : PURSUIT_MORE;
}

static enum pursuit
step_to_number(struct article_view *view, struct view_request *request)
{
	(void)request;
	if (!reach_goal(view, false))
		return PURSUIT_MORE;
	article_go_to_number(view, view->quest.goal + 1);
	return PURSUIT_DONE;
}

static enum pursuit
step_to_end(struct article_view *view, struct view_request *request)
{
	(void)request;
	if (is_far(view, SIZE_MAX))
		return show_glimpse(view);
	if (!reach_goal(view, false))
		return PURSUIT_MORE;
	article_go_to_end(view);
	return PURSUIT_DONE;
}

static enum pursuit
step_to_percent(struct article_view *view, struct view_request *request)
{
	(void)request;
	if (is_far(view, view->quest.goal))
		return show_glimpse(view);
	if (!reach_goal(view, true))
		return PURSUIT_MORE;
	article_go_to_percent(view, view->quest.count);
	return PURSUIT_DONE;
}

void
article_ask_number(struct article_view *view, size_t number, struct view_request *request)
{
	struct quest quest = {.step = step_to_number,
		.from = view->at,
		.goal = number > 0 ? number - 1 : 0,
		.settles = true};

	article_quest_begin(view, &quest, request);
}

void
article_ask_end(struct article_view *view, struct view_request *request)
{
	struct quest quest = {
		.step = step_to_end, .from = view->at, .goal = SIZE_MAX, .settles = true};

	article_quest_begin(view, &quest, request);
}

void
article_ask_percent(struct article_view *view, long percent, struct view_request *request)
{
	struct quest quest = {.step = step_to_percent,
		.from = view->at,
		.goal = article_percent_place(view, percent),
		.count = percent,
		.settles = true};

	if (percent >= 100)
		article_ask_end(view, request);
	else
		article_quest_begin(view, &quest, request);
}
