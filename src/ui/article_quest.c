/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/article_quest.h"

#include "base/intl.h"
#include "ui/article_glimpse.h"

/* Whether what was stopped is the same that is asked for. */
static bool
is_same(const struct quest *stopped, const struct quest *quest)
{
	return stopped->step == quest->step && stopped->from == quest->from &&
		stopped->backwards == quest->backwards && stopped->type == quest->type &&
		stopped->search_number == quest->search_number && stopped->goal == quest->goal;
}

void
article_quest_begin(
	struct article_view *view, const struct quest *quest, struct view_request *request)
{
	if (!is_same(&view->quest, quest)) {
		article_quest_clear(view);
		view->quest = *quest;
	}
	view->quest.count = quest->count;
	view->quest.under_way = true;
	view->quest.begun = false;
	(void)article_quest_go_on(view, request);
}

enum pursuit
article_quest_go_on(struct article_view *view, struct view_request *request)
{
	enum pursuit pursuit;

	if (!view->quest.under_way)
		return PURSUIT_NONE;
	view->quest.effort = 0;
	pursuit = view->quest.step(view, request);
	view->quest.begun = true;
	if (pursuit == PURSUIT_DONE)
		article_quest_clear(view);
	return pursuit;
}

/* How far it is, in percent of the text. */
static size_t
percent(const struct article_view *view)
{
	size_t length = article_size(view->article);
	size_t place = view->quest.place < length ? view->quest.place : length;

	return length > 0 ? place * 100 / length : 100;
}

/* Keys that mean nothing else than stop. */
static bool
is_stop(const struct input *input)
{
	return input->code == INPUT_ESCAPE ||
		(input->code == INPUT_CHARACTER && input->control &&
			(input->character == 'c' || input->character == 'g'));
}

bool
article_quest_stop(
	struct article_view *view, const struct input *input, struct view_request *request)
{
	bool stops = is_stop(input);

	while (view->quest.under_way && view->quest.settles && !stops)
		(void)article_quest_go_on(view, request);
	if (!view->quest.under_way)
		return false;
	view->quest.under_way = false;
	article_glimpse_clear(view);
	view_say(request, false, _("Stopped at %zu %%"), percent(view));
	return stops;
}

void
article_quest_clear(struct article_view *view)
{
	article_glimpse_clear(view);
	finder_free(view->quest.finder);
	view->quest = (struct quest){.step = NULL};
}

void
article_quest_append(const struct article_view *view, struct buffer *out)
{
	if (!view->quest.under_way)
		return;
	if (view->quest.settles)
		buffer_append_format(out, _("counting paragraphs: %zu %%  "), percent(view));
	else
		/* TRANSLATORS: of a search that takes long: where in the text it looks */
		buffer_append_format(out, _("looking at %zu %%, any key stops  "), percent(view));
}
