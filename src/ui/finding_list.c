/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/finding_list.h"

#include "ui/list_view.h"
#include "ui/mark_explanation.h"

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
	if (article_size(session_article(session)) > AT_ONCE_BYTES)
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

static void
explain(struct session *session, const struct finding *finding, struct view_request *request)
{
	struct buffer sentence;

	buffer_init(&sentence);
	mark_explanation_append(session, finding, &sentence);
	view_say(request, false, "%s", buffer_string(&sentence));
	buffer_clear(&sentence);
}

bool
finding_list_act(struct finding_list *list, const struct finding *finding, enum action action,
	struct view_request *request)
{
	if (action == ACTION_EXPLAIN && finding) {
		explain(list->session, finding, request);
	} else if (action == ACTION_CORRECT && finding) {
		list->asked = (struct correction_subject){
			.session = list->session, .place = finding->span, .listed = true};
		correction_prompt_ask(&list->asked, request);
	}
	return list_view_undo(list->session, action, request);
}

bool
finding_list_answer(struct finding_list *list, const char *argument, const char *text,
	struct view_request *request)
{
	bool kept;

	return correction_prompt_take(&list->asked, argument, text, request, &kept);
}
