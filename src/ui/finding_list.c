/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/finding_list.h"

enum {
	AT_ONCE_BYTES = 1 << 20,
	SLICE_BYTES = 1 << 16
};

static void
finish(struct finding_list *list)
{
	struct analysis *analysis = session_analysis(list->session);

	analysis_finish(analysis);
	list->complete = true;
	list->generation = analysis_generation(analysis);
}

void
finding_list_start(struct finding_list *list, struct session *session)
{
	*list = (struct finding_list){.session = session};
	if (article_text(session_article(session)).length > AT_ONCE_BYTES)
		return;
	finish(list);
}

bool
finding_list_refresh(struct finding_list *list)
{
	if (!list->complete ||
		list->generation == analysis_generation(session_analysis(list->session)))
		return false;
	finding_list_start(list, list->session);
	return true;
}

bool
finding_list_work(struct finding_list *list)
{
	struct analysis *analysis = session_analysis(list->session);

	if (list->complete)
		return false;
	if (analysis_advance(analysis, SLICE_BYTES))
		return true;
	finish(list);
	return false;
}
