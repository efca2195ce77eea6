/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/article_find.h"

#include "base/intl.h"
#include "ui/article_explain.h"
#include "ui/article_motion.h"
#include "ui/article_page.h"
#include "ui/explanation.h"

enum {
	SHORT_BYTES = 120, /* of an office or a source that fits into a message */
	EXTEND_BYTES = 1 << 18
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

/* Goes to the section beside one of paragraph *index; false at the article's border. */
static bool
go_beside(struct article_view *view, size_t *index, struct span *section, bool backwards)
{
	struct analysis *analysis = session_analysis(view->session);
	struct span paragraph = article_span(view->article, *index);

	if (backwards ? section->start > paragraph.start : section->end < paragraph.end) {
		*section = analysis_section(
			analysis, *index, backwards ? section->start - 1 : section->end);
		return true;
	}
	while (!backwards && *index + 1 >= article_count(view->article))
		if (!article_extend(view->article, EXTEND_BYTES) &&
			*index + 1 >= article_count(view->article))
			return false;
	if (backwards && *index == 0)
		return false;
	*index = backwards ? *index - 1 : *index + 1;
	*section = analysis_section(
		analysis, *index, backwards ? article_span(view->article, *index).end : 0);
	return true;
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

void
article_go_to_finding(struct article_view *view, enum finding_type type, bool backwards,
	struct view_request *request)
{
	const struct finding *found;
	struct span section, place;
	size_t index;

	if (article_count(view->article) == 0)
		return;
	index = article_index_at(view->article, view->at);
	section = analysis_section(session_analysis(view->session), index, view->at);
	do {
		found = finding_in(view, index, section, type, backwards);
		if (found) {
			say_finding(view, found, request);
			place = found->span;
			article_jump(view, place.start);
			article_mean(view, place);
			return;
		}
	} while (go_beside(view, &index, &section, backwards));
	view_say(request, false, "%s",
		type == FINDING_DIRECTIVE
			? (backwards ? _("No directive above") : _("No directive below"))
			: (backwards ? _("No official above") : _("No official below")));
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
