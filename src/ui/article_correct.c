/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/article_correct.h"

#include "analysis/name_check.h"
#include "base/alloc.h"
#include "base/intl.h"
#include "ui/article_page.h"
#include "ui/correction_prompt.h"
#include "ui/selection.h"

#include <stdlib.h>
#include <string.h>

/* The selected bytes without blanks at the ends. */
static struct span
selected(const struct article_view *view)
{
	struct span span = selection_span(view);
	struct slice text = article_text(view->article);
	struct slice kept = slice_trim(slice_at(text, span));

	if (kept.length > 0)
		span.start = (size_t)(kept.bytes - text.bytes);
	span.end = span.start + kept.length;
	return span;
}

static struct correction_subject
subject_of(const struct article_view *view)
{
	struct correction_subject subject = {.session = view->session,
		.place = {view->at, view->at + 1},
		.selected = view->selecting};

	if (view->selecting)
		subject.place = selected(view);
	else if (view->meant_at == view->at)
		subject.meant = span_is_empty(view->told) ? view->meant : view->told;
	return subject;
}

/* Shows the page with what was kept. */
static void
show_kept(struct article_view *view)
{
	view->selecting = false;
	view->epoch++;
	article_page_reveal(view);
}

void
article_ask_correction(struct article_view *view, struct view_request *request)
{
	struct correction_subject subject;

	if (article_count(view->article) == 0)
		return;
	subject = subject_of(view);
	if (span_is_empty(subject.place))
		view_say(request, true, _("Nothing but blanks is selected"));
	else
		correction_prompt_ask(&subject, request);
}

bool
article_take_correction(struct article_view *view, const char *argument, const char *text,
	struct view_request *request)
{
	struct correction_subject subject = subject_of(view);
	bool kept, taken = correction_prompt_take(&subject, argument, text, request, &kept);

	if (kept)
		show_kept(view);
	return taken;
}

static const struct correction *
correction_of_id(const struct article_view *view, const char *id)
{
	size_t epoch;
	const struct corrections *list = session_corrections(view->session, &epoch);

	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].id, id) == 0)
			return &list->items[i];
	return NULL;
}

/* The one that has lost its place is taken back when the new one is kept: never is none there. */
bool
article_attach_correction(struct article_view *view, const char *id, struct view_request *request)
{
	const struct correction *lost = correction_of_id(view, id);
	struct correction_subject subject;
	enum correction_kind kind;
	struct error error;
	char *value;

	error_init(&error);
	if (!lost || !view->selecting || span_is_empty(selected(view))) {
		view_say(request, true, "%s",
			lost ? _("v selects the words that it is about; C and Enter attach it then")
			     : _("This correction was taken back meanwhile"));
		return true;
	}
	kind = lost->kind;
	if (kind == CORRECTION_OFFICIAL &&
		name_check(session_packs(view->session),
			slice_at(article_text(view->article), selected(view)),
			&error) == NAME_CHECK_NONE) {
		view_say(request, true, _("%s; select the name alone"), error.sentence);
		return true;
	}
	value = alloc_string(
		slice_from_string(kind == CORRECTION_DIRECTIVE ? lost->modality : lost->office));
	subject = subject_of(view);
	if (correction_prompt_keep(&subject, kind, false, subject.place, value, request)) {
		show_kept(view);
		if (session_take_back(view->session, id, &error))
			view_say(request, false, "%s", _("Attached here; u twice takes it back"));
		else
			view_say(request, true, "%s", error.sentence);
	}
	free(value);
	return true;
}
