/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/article_find.h"

#include "base/intl.h"
#include "ui/article_explain.h"
#include "ui/article_motion.h"
#include "ui/article_page.h"
#include "ui/article_quest.h"
#include "ui/article_reach.h"
#include "ui/explanation.h"

#include <stdint.h>

enum {
	SHORT_BYTES = 120,    /* of an office or a source that fits into a message */
	FINDING_EFFORT = 128, /* of a byte that is analysed, of one that a search scans */
	LEAST_BYTES = 32      /* what asking for a section costs at least */
};

/* --- findings ------------------------------------------------------------------------------ */

/* The finding of the type in a section of paragraph index that comes next behind, or last before,
 * the cursor; NULL when there is none. Borrowed as analysis_within's. */
static const struct finding *
finding_in(struct article_view *view, size_t index, struct span section, enum finding_type type,
	bool backwards)
{
	struct analysis *analysis = session_analysis(view->session);
	const struct finding *found = NULL;
	size_t count, at = view->at;
	const struct finding *findings = analysis_within(analysis, index, section, &count);

	for (size_t i = 0; i < count; i++) {
		size_t start = findings[i].span.start;

		if (findings[i].type != type || (backwards ? start >= at : start <= at))
			continue;
		if (!found || (backwards ? start > found->span.start : start < found->span.start))
			found = &findings[i];
	}
	return found;
}

/* What going to the section beside has come to. */
enum beside {
	BESIDE,
	BESIDE_BORDER, /* there is none */
	BESIDE_NOT_YET /* there was no paragraph in what was read on */
};

/* Goes to the section beside one of paragraph *index. */
static enum beside
go_beside(struct article_view *view, size_t *index, struct span *section, bool backwards)
{
	struct analysis *analysis = session_analysis(view->session);
	struct span paragraph = article_span(view->article, *index);

	if (backwards ? section->start > paragraph.start : section->end < paragraph.end) {
		*section = analysis_section(
			analysis, *index, backwards ? section->start - 1 : section->end);
		return BESIDE;
	}
	if (!backwards && *index + 1 >= article_count(view->article)) {
		if (article_reach(view, SIZE_MAX))
			return BESIDE_BORDER;
		if (*index + 1 >= article_count(view->article))
			return BESIDE_NOT_YET;
	}
	if (backwards && *index == 0)
		return BESIDE_BORDER;
	*index = backwards ? *index - 1 : *index + 1;
	*section = analysis_section(
		analysis, *index, backwards ? article_span(view->article, *index).end : 0);
	return BESIDE;
}

/* Says what the finding is, by whom, and why it is one. */
static void
say_finding(const struct article_view *view, const struct finding *finding,
	struct view_request *request)
{
	bool directive = finding->type == FINDING_DIRECTIVE;
	struct span by = directive ? finding->source : finding->title;
	struct slice text = slice_at(article_text(view->article), by);
	const char *kind = explanation_kind(finding);
	const char *why = explanation_why(session_packs(view->session), finding->rule);

	if (text.length > 0 && text.length < SHORT_BYTES)
		view_say(request, false, "%s · %.*s · %s", kind, (int)text.length, text.bytes, why);
	else
		view_say(request, false, "%s · %s", kind, why);
}

static enum pursuit
step_to_finding(struct article_view *view, struct view_request *request)
{
	struct quest *quest = &view->quest;
	const struct finding *found;
	enum beside beside = BESIDE;
	struct span place;

	while (beside != BESIDE_BORDER) {
		if (quest->effort >= QUEST_EFFORT)
			return PURSUIT_MORE;
		quest->place = quest->section.start;
		quest->effort +=
			FINDING_EFFORT * (LEAST_BYTES + quest->section.end - quest->section.start);
		found = finding_in(
			view, quest->index, quest->section, quest->type, quest->backwards);
		if (found) {
			place = found->span;
			say_finding(view, found, request);
			article_jump(view, place.start);
			article_mean(view, place);
			return PURSUIT_DONE;
		}
		do
			beside = go_beside(view, &quest->index, &quest->section, quest->backwards);
		while (beside == BESIDE_NOT_YET && quest->effort < QUEST_EFFORT);
	}
	view_say(request, false, "%s",
		quest->type == FINDING_DIRECTIVE
			? (quest->backwards ? _("No directive above") : _("No directive below"))
			: (quest->backwards ? _("No official above") : _("No official below")));
	return PURSUIT_DONE;
}

void
article_go_to_finding(struct article_view *view, enum finding_type type, bool backwards,
	struct view_request *request)
{
	struct quest quest = {.step = step_to_finding,
		.from = view->at,
		.backwards = backwards,
		.type = type,
		.place = view->at};

	if (article_count(view->article) == 0)
		return;
	quest.index = article_index_at(view->article, view->at);
	quest.section = analysis_section(session_analysis(view->session), quest.index, view->at);
	article_quest_begin(view, &quest, request);
}

/* --- notes --------------------------------------------------------------------------------- */

void
article_go_to_note(struct article_view *view, bool backwards, struct view_request *request)
{
	const struct annotations *notes = session_notes(view->session);
	bool found = false;
	size_t place = 0;

	for (size_t i = 0; i < notes->count; i++) {
		size_t at;

		if (notes->items[i].state == ANCHOR_UNATTACHED)
			continue;
		at = article_visible_byte(view, notes->items[i].place.start);
		if (backwards ? at >= view->at : at <= view->at)
			continue;
		if (!found || (backwards ? at > place : at < place))
			place = at;
		found = true;
	}
	if (found) {
		article_jump(view, place);
		article_page_reveal(view);
		return;
	}
	view_say(request, false, "%s", backwards ? _("No note above") : _("No note below"));
}
