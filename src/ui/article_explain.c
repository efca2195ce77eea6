/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The marks over the cursor come in turn: the one that is meant, then the narrowest first. */
#include <config.h>

#include "ui/article_explain.h"

#include "base/intl.h"
#include "ui/explanation.h"
#include "ui/mark_explanation.h"

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

static bool
is_meant(const struct article_view *view, const struct finding *finding)
{
	return finding->span.start == view->meant.start && finding->span.end == view->meant.end;
}

/* Whether one is told before the other. */
static bool
is_before(const struct article_view *view, const struct finding *one, const struct finding *other)
{
	struct span a = extent(one), b = extent(other);

	if (is_meant(view, one) != is_meant(view, other))
		return is_meant(view, one);
	if (a.end - a.start != b.end - b.start)
		return a.end - a.start < b.end - b.start;
	return one < other;
}

/* The mark over the cursor that comes in the given turn, from 0; NULL when there are not so many.
 */
static const struct finding *
in_turn(const struct article_view *view, const struct finding *findings, size_t count, size_t turn)
{
	for (size_t i = 0; i < count; i++) {
		size_t before = 0;

		if (!covers(&findings[i], view->at))
			continue;
		for (size_t k = 0; k < count; k++)
			before += covers(&findings[k], view->at) &&
				is_before(view, &findings[k], &findings[i]);
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

/* The mark to be told of; *next becomes the one that is told of when it is asked again, NULL: no
 * other. */
static const struct finding *
choose(struct article_view *view, const struct finding *findings, size_t count,
	const struct finding **next)
{
	const struct finding *first, *found;

	if (view->meant_at != view->at)
		article_mean(view, (struct span){0, 0});
	first = in_turn(view, findings, count, 0);
	*next = NULL;
	if (!first)
		return nearest(findings, count, view->at);
	view->turn += !span_is_empty(view->told);
	found = in_turn(view, findings, count, view->turn);
	if (!found) {
		view->turn = 0;
		found = first;
	}
	view->told = found->span;
	*next = in_turn(view, findings, count, view->turn + 1);
	if (!*next && found != first)
		*next = first;
	return found;
}

/* Appends what the key tells of when it is struck again. */
static void
append_hint(const struct article_view *view, const struct finding *next, struct buffer *out)
{
	/* TRANSLATORS: behind an explanation: of which other mark there the key i tells then. */
	buffer_append_format(out, _(" · i again: %s"), explanation_kind(next));
	buffer_append_byte(out, ' ');
	explanation_append_quoted(out, view->article, next->span, next->paragraph);
}

void
article_mean(struct article_view *view, struct span mark)
{
	view->meant_at = view->at;
	view->meant = mark;
	view->told = (struct span){0, 0};
	view->turn = 0;
}

void
article_explain(struct article_view *view, struct view_request *request)
{
	struct analysis *analysis = session_analysis(view->session);
	const struct finding *found, *next;
	struct finding kept, kept_next = {.rule = NULL};
	struct buffer sentence;
	size_t count = 0;

	if (article_count(view->article) == 0)
		return;
	found = analysis_within(analysis, article_index_at(view->article, view->at),
		(struct span){view->at, view->at + 1}, &count);
	found = choose(view, found, count, &next);
	if (!found) {
		view_say(request, false,
			_("Nothing is marked in this paragraph: d goes to the next directive, o to "
			  "the next official"));
		return;
	}
	kept = *found; /* what explains it looks further findings up */
	if (next)
		kept_next = *next;
	buffer_init(&sentence);
	mark_explanation_append(view->session, &kept, &sentence);
	if (next)
		append_hint(view, &kept_next, &sentence);
	view_say(request, false, "%s", buffer_string(&sentence));
	buffer_clear(&sentence);
}
