/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/article_explain.h"

#include "base/intl.h"
#include "ui/article_correct.h"
#include "ui/explanation.h"

enum {
	LOOKED_THROUGH_BYTES = 1 << 18 /* for the place where a person is presented */
};

/* All of a mark's text. */
static struct span
extent(const struct finding *finding)
{
	struct span all = finding->span;

	if (span_is_empty(finding->title))
		return all;
	if (finding->title.start < all.start)
		all.start = finding->title.start;
	if (finding->title.end > all.end)
		all.end = finding->title.end;
	return all;
}

static bool
covers(const struct finding *finding, size_t at)
{
	struct span all = extent(finding);

	return all.start <= at && at < all.end;
}

/* Whether one is told before the other: the narrower one. */
static bool
is_before(const struct finding *one, const struct finding *other)
{
	struct span a = extent(one), b = extent(other);

	if (a.end - a.start != b.end - b.start)
		return a.end - a.start < b.end - b.start;
	return one < other;
}

/* The mark over byte at that comes in the given turn, from 0; NULL when there are not so many. */
static const struct finding *
covering(const struct finding *findings, size_t count, size_t at, size_t turn)
{
	for (size_t i = 0; i < count; i++) {
		size_t before = 0;

		if (!covers(&findings[i], at))
			continue;
		for (size_t k = 0; k < count; k++)
			before += covers(&findings[k], at) && is_before(&findings[k], &findings[i]);
		if (before == turn)
			return &findings[i];
	}
	return NULL;
}

/* The mark that begins next behind byte at, or the last one. */
static const struct finding *
nearest(const struct finding *findings, size_t count, size_t at)
{
	for (size_t i = 0; i < count; i++)
		if (findings[i].span.start >= at)
			return &findings[i];
	return count > 0 ? &findings[count - 1] : NULL;
}

static const struct finding *
choose(struct article_view *view, const struct finding *findings, size_t count)
{
	const struct finding *found;

	view->explained = view->explained_at == view->at ? view->explained + 1 : 0;
	view->explained_at = view->at;
	found = covering(findings, count, view->at, view->explained);
	if (!found) {
		view->explained = 0;
		found = covering(findings, count, view->at, 0);
	}
	return found ? found : nearest(findings, count, view->at);
}

/* An office beside another mention of the person, the first in the text; empty when none is found
 * soon. */
static struct span
find_presented(struct article_view *view, const struct finding *finding)
{
	struct analysis *analysis = session_analysis(view->session);
	size_t index = 0, at = 0;

	while (index < article_count(view->article) && at <= LOOKED_THROUGH_BYTES) {
		struct span section = analysis_section(analysis, index, at);
		size_t count;
		const struct finding *findings = analysis_within(analysis, index, section, &count);

		for (size_t k = 0; k < count; k++)
			if (findings[k].type == FINDING_OFFICIAL &&
				findings[k].person == finding->person &&
				!span_is_empty(findings[k].title))
				return findings[k].title;
		at = section.end;
		index += at == article_span(view->article, index).end;
	}
	return (struct span){0, 0};
}

void
article_explain(struct article_view *view, struct view_request *request)
{
	struct analysis *analysis = session_analysis(view->session);
	struct span presented = {0, 0};
	const struct finding *found;
	struct finding finding;
	struct buffer sentence;
	size_t count = 0;

	if (article_count(view->article) == 0)
		return;
	found = analysis_within(analysis, article_index_at(view->article, view->at),
		(struct span){view->at, view->at + 1}, &count);
	found = choose(view, found, count);
	if (!found) {
		view_say(request, false,
			_("Nothing is marked in this paragraph: d goes to the next directive, o to "
			  "the next official"));
		return;
	}
	finding = *found;
	if (finding.type == FINDING_OFFICIAL && span_is_empty(finding.title) && !finding.office)
		presented = find_presented(view, &finding);
	buffer_init(&sentence);
	explanation_append(
		&sentence, view->article, &finding, presented, session_packs(view->session));
	article_append_correction(view, &finding, &sentence);
	view_say(request, false, "%s", buffer_string(&sentence));
	buffer_clear(&sentence);
}
