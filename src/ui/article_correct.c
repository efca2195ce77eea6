/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/article_correct.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/intl.h"
#include "export/stamp.h"
#include "text/fold.h"
#include "text/unicode.h"
#include "ui/article_page.h"
#include "ui/excerpt.h"
#include "ui/selection.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	NAME_BYTES = 60, /* a longer one is cut in a message */
	DAY_BYTES = 10   /* of a stamp: 2020-02-03 */
};

/* What is marked at the cursor, or within the selection. */
struct marks {
	struct span official;  /* of an official, a reference or a role; empty: none */
	bool named;            /* it is a name */
	struct span title;     /* its office */
	char *office;          /* its office in a reader's words; owned; NULL */
	struct span directive; /* empty: none */
};

/* --- what is meant ------------------------------------------------------------------------- */

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

static void
take_official(struct marks *marks, const struct finding *finding)
{
	free(marks->office);
	marks->official = finding->span;
	marks->named = finding->type == FINDING_OFFICIAL;
	marks->title = marks->named ? finding->title : (struct span){0, 0};
	marks->office = finding->office ? alloc_string(slice_from_string(finding->office)) : NULL;
}

/* Looks the marks up that touch place; the caller frees office. */
static struct marks
marks_in(struct article_view *view, struct span place)
{
	struct analysis *analysis = session_analysis(view->session);
	struct marks marks = {.office = NULL};
	size_t count;
	const struct finding *findings = analysis_within(
		analysis, article_index_at(view->article, place.start), place, &count);

	for (size_t i = 0; i < count; i++) {
		const struct finding *finding = &findings[i];
		bool inside = span_overlaps(finding->span, place);

		if (finding->type == FINDING_DIRECTIVE && inside && span_is_empty(marks.directive))
			marks.directive = finding->span;
		else if (finding->type != FINDING_DIRECTIVE &&
			(inside ||
				(span_is_empty(marks.official) &&
					span_overlaps(finding->title, place))))
			take_official(&marks, finding);
	}
	return marks;
}

/* The place that is asked about: the selection, or the character at the cursor. */
static struct span
subject(const struct article_view *view)
{
	if (view->selecting)
		return selected(view);
	return (struct span){view->at, view->at + 1};
}

/* The words of a place, cut where they are long; the caller clears. */
static void
print_words(const struct article_view *view, struct span place, struct buffer *out)
{
	buffer_init(out);
	excerpt_append(out, view->article, place);
	if (out->length <= NAME_BYTES)
		return;
	buffer_truncate(out, unicode_previous(buffer_slice(out), NAME_BYTES));
	buffer_append_string(out, "…");
}

/* --- asking -------------------------------------------------------------------------------- */

static void
ask(struct view_request *request, const char *argument, const char *question)
{
	request->open = "prompt";
	snprintf(request->argument, sizeof request->argument, "%s", argument);
	request->text = alloc_string(slice_from_string(question));
}

static void
ask_about_directive(const struct marks *marks, struct view_request *request)
{
	if (span_is_empty(marks->directive))
		ask(request, "choice oprm directive",
			_("A directive: o obligation · p prohibition · r recommendation · m "
			  "permission "));
	else
		/* TRANSLATORS: keys and what they do; if possible within 79 columns. */
		ask(request, "choice noprm directive",
			_("n no directive · o obligation · p prohibition · r recommendation · m "
			  "permission"));
}

/* Asks about an official: the question begins with the name. */
static void
ask_about_official(
	const struct article_view *view, const struct marks *marks, struct view_request *request)
{
	bool directive = !span_is_empty(marks->directive);
	char argument[] = "choice nNod mark";
	struct buffer question, words;

	print_words(view, marks->official, &words);
	buffer_init(&question);
	if (marks->named)
		/* TRANSLATORS: keys and what they do; the name of an official stands first. */
		buffer_append_format(&question,
			_("%s: n not an official here · N nowhere · o other office"),
			buffer_string(&words));
	else
		buffer_append_format(
			&question, _("%s: n not an official here"), buffer_string(&words));
	if (directive)
		buffer_append_string(&question, _(" · d the directive"));
	snprintf(argument, sizeof argument, "choice %s%s mark", marks->named ? "nNo" : "n",
		directive ? "d" : "");
	ask(request, argument, buffer_string(&question));
	buffer_clear(&question);
	buffer_clear(&words);
}

void
article_ask_correction(struct article_view *view, struct view_request *request)
{
	struct marks marks;

	if (article_count(view->article) == 0)
		return;
	if (view->selecting) {
		if (span_is_empty(selected(view)))
			view_say(request, true, _("Nothing but blanks is selected"));
		else
			ask(request, "choice pPd selection",
				_("p an official here · P this name everywhere · d a directive "));
		return;
	}
	marks = marks_in(view, subject(view));
	if (!span_is_empty(marks.official))
		ask_about_official(view, &marks, request);
	else if (!span_is_empty(marks.directive))
		ask_about_directive(&marks, request);
	else
		view_say(request, false,
			_("No mark here: v selects words, then c says what they are"));
	free(marks.office);
}

/* Asks for an office; the one that is known stands in the prompt. */
static void
ask_for_office(const struct article_view *view, const struct marks *marks, bool everywhere,
	struct view_request *request)
{
	struct buffer office;

	buffer_init(&office);
	if (marks->office)
		buffer_append_string(&office, marks->office);
	else if (!span_is_empty(marks->title))
		excerpt_append(&office, view->article, marks->title);
	ask(request, everywhere ? "office everywhere" : "office here", buffer_string(&office));
	buffer_clear(&office);
}

/* --- keeping ------------------------------------------------------------------------------- */

static void
say_official(const struct article_view *view, bool everywhere, struct span place, bool marked,
	struct view_request *request)
{
	struct buffer words;

	print_words(view, place, &words);
	if (everywhere && marked)
		view_say(request, false, _("Kept: %s is an official in all texts; u takes it back"),
			buffer_string(&words));
	else if (everywhere)
		view_say(request, false,
			_("Kept: %s is an official where it stands as a name; here it doesn't: p "
			  "marks it all the same"),
			buffer_string(&words));
	else
		view_say(request, false, _("Kept: %s is an official here; u takes it back"),
			buffer_string(&words));
	buffer_clear(&words);
}

static void
say_not_official(const struct article_view *view, bool everywhere, struct span place,
	struct view_request *request)
{
	struct buffer words;

	print_words(view, place, &words);
	view_say(request, false,
		everywhere ? _("Kept: %s is no official in any text; u takes it back")
			   : _("Kept: %s is no official here; u takes it back"),
		buffer_string(&words));
	buffer_clear(&words);
}

/* Corrects, shows the page anew, and says what was kept. value is an office or a modality. */
static bool
keep(struct article_view *view, enum correction_kind kind, bool everywhere, struct span place,
	const char *value, struct view_request *request)
{
	struct error error;
	struct marks marks;

	error_init(&error);
	if (!session_correct(view->session, kind, everywhere, place, value, &error)) {
		view_say(request, true, "%s", error.sentence);
		return false;
	}
	marks = marks_in(view, place);
	if (kind == CORRECTION_OFFICIAL)
		say_official(view, everywhere, place,
			marks.named && marks.official.start == place.start &&
				marks.official.end == place.end,
			request);
	else if (kind == CORRECTION_NOT_OFFICIAL)
		say_not_official(view, everywhere, place, request);
	else if (kind == CORRECTION_NOT_DIRECTIVE)
		view_say(request, false, _("Kept: there is no directive here; u takes it back"));
	else
		/* TRANSLATORS: obligation, prohibition, recommendation or permission. */
		view_say(request, false, _("Kept: %s; u takes it back"), _(value));
	free(marks.office);
	view->selecting = false;
	view->epoch++;
	article_page_reveal(view);
	return true;
}

/* --- answers ------------------------------------------------------------------------------- */

static bool
take_official_key(struct article_view *view, const struct marks *marks, char key,
	struct view_request *request)
{
	switch (key) {
	case 'n':
	case 'N':
		return keep(
			view, CORRECTION_NOT_OFFICIAL, key == 'N', marks->official, NULL, request);
	case 'o':
		ask_for_office(view, marks, false, request);
		return true;
	default:
		ask_about_directive(marks, request);
		return true;
	}
}

static bool
take_selection_key(struct article_view *view, const struct marks *marks, char key,
	struct view_request *request)
{
	if (key == 'd')
		ask_about_directive(marks, request);
	else
		ask_for_office(view, marks, key == 'P', request);
	return true;
}

static bool
take_directive_key(struct article_view *view, const struct marks *marks, char key,
	struct view_request *request)
{
	static const struct {
		char key;
		enum modality modality;
	} keys[] = {{'o', MODALITY_OBLIGATION}, {'p', MODALITY_PROHIBITION},
		{'r', MODALITY_RECOMMENDATION}, {'m', MODALITY_PERMISSION}};
	struct span place = view->selecting ? selected(view) : marks->directive;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (keys[i].key == key)
			return keep(view, CORRECTION_DIRECTIVE, false, place,
				modality_name(keys[i].modality), request);
	return keep(view, CORRECTION_NOT_DIRECTIVE, false, place, NULL, request);
}

bool
article_take_choice(
	struct article_view *view, const char *argument, char key, struct view_request *request)
{
	struct slice what = slice_from_string(argument);
	struct marks marks = marks_in(view, subject(view));
	bool taken = true;

	if (slice_ends_with(what, slice_from_string(" directive")))
		taken = take_directive_key(view, &marks, key, request);
	else if (slice_ends_with(what, slice_from_string(" selection")))
		taken = take_selection_key(view, &marks, key, request);
	else if (!span_is_empty(marks.official))
		taken = take_official_key(view, &marks, key, request);
	free(marks.office);
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
	value = alloc_string(
		slice_from_string(kind == CORRECTION_DIRECTIVE ? lost->modality : lost->office));
	if (keep(view, kind, false, selected(view), value, request)) {
		if (session_take_back(view->session, id, &error))
			view_say(request, false, "%s", _("Attached here; u twice takes it back"));
		else
			view_say(request, true, "%s", error.sentence);
	}
	free(value);
	return true;
}

bool
article_take_office(struct article_view *view, bool everywhere, const char *office,
	struct view_request *request)
{
	struct marks marks = marks_in(view, subject(view));
	struct span place = view->selecting ? selected(view) : marks.official;

	free(marks.office);
	if (span_is_empty(place))
		return true;
	return keep(view, CORRECTION_OFFICIAL, everywhere, place, office, request);
}

/* --- telling of one ------------------------------------------------------------------------ */

static bool
is_same_name(const struct article_view *view, struct span place, const char *name)
{
	struct slice words = slice_at(article_text(view->article), place);
	struct fold one, other;
	bool same;

	fold_init(&one);
	fold_init(&other);
	same = fold_apply(&one, words, FOLD_ALL) &&
		fold_apply(&other, slice_from_string(name), FOLD_ALL) && one.count == other.count &&
		memcmp(one.characters, other.characters, one.count * sizeof *one.characters) == 0;
	fold_clear(&one);
	fold_clear(&other);
	return same;
}

void
article_append_correction(
	const struct article_view *view, const struct finding *finding, struct buffer *out)
{
	bool official = finding->type != FINDING_DIRECTIVE;
	size_t epoch;
	const struct corrections *list = session_corrections(view->session, &epoch);

	if (!slice_starts_with(slice_from_string(finding->rule), slice_from_string("reader.")))
		return;
	for (size_t i = list->count; i > 0; i--) {
		const struct correction *correction = &list->items[i - 1];
		size_t start;

		if (correction_is_about_officials(correction->kind) != official ||
			!(correction->everywhere
					? is_same_name(view, finding->span, correction->name)
					: span_overlaps(finding->span, correction->place)))
			continue;
		buffer_append_byte(out, ' ');
		start = out->length;
		stamp_append(out, correction->created);
		buffer_truncate(out, start + DAY_BYTES);
		return;
	}
}
