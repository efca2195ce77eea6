/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/correction_prompt.h"

#include "analysis/name_check.h"
#include "base/alloc.h"
#include "base/buffer.h"
#include "base/intl.h"
#include "text/unicode.h"
#include "ui/excerpt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	NAME_BYTES = 60 /* a longer one is cut in a message */
};

/* What is marked at the place, or within the selection. */
struct marks {
	struct span official;  /* of an official, a reference or a role; empty: none */
	bool named;            /* it is a name */
	struct span title;     /* its office */
	char *office;          /* its office in a reader's words; owned; NULL */
	struct span directive; /* empty: none */
};

/* --- what is meant ------------------------------------------------------------------------- */

static bool
is_same_span(struct span one, struct span other)
{
	return one.start == other.start && one.end == other.end;
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

static void
take_mark(struct marks *marks, const struct correction_subject *subject, struct span place,
	const struct finding *finding)
{
	bool inside = subject->listed ? is_same_span(finding->span, place)
				      : span_overlaps(finding->span, place);
	bool beside = !subject->listed && span_overlaps(finding->title, place);

	if (finding->type != FINDING_DIRECTIVE) {
		if (inside || (beside && span_is_empty(marks->official)))
			take_official(marks, finding);
	} else if (inside &&
		(span_is_empty(marks->directive) || is_same_span(finding->span, subject->meant))) {
		marks->directive = finding->span;
	}
}

/* Looks the marks up that touch place; the caller frees office. */
static struct marks
marks_in(const struct correction_subject *subject, struct span place)
{
	struct marks marks = {.office = NULL};
	size_t count;
	const struct finding *findings = analysis_within(session_analysis(subject->session),
		article_index_at(session_article(subject->session), place.start), place, &count);

	for (size_t i = 0; i < count; i++)
		take_mark(&marks, subject, place, &findings[i]);
	return marks;
}

/* Appends the words of a place, cut where they are long, and for a list's row where that is. */
static void
append_words(const struct correction_subject *subject, struct span place, struct buffer *out)
{
	struct article *article = session_article(subject->session);
	size_t start = out->length;

	excerpt_append(out, article, place);
	if (out->length - start > NAME_BYTES) {
		buffer_truncate(out, unicode_previous(buffer_slice(out), start + NAME_BYTES));
		buffer_append_string(out, "…");
	}
	if (subject->listed)
		buffer_append_format(out, " (¶ %zu)", article_index_at(article, place.start) + 1);
}

/* --- asking -------------------------------------------------------------------------------- */

static void
ask(struct view_request *request, const char *argument, const char *question)
{
	request->open = "prompt";
	snprintf(request->argument, sizeof request->argument, "%s", argument);
	request->text = alloc_string(slice_from_string(question));
}

/* The text or its marks have changed while the reader was asked. */
static void
say_gone(struct view_request *request)
{
	view_say(request, true, _("This mark is there no more"));
}

static void
ask_about_directive(const struct correction_subject *subject, const struct marks *marks,
	struct view_request *request)
{
	bool official = !subject->selected && !span_is_empty(marks->official);
	struct buffer question;

	if (span_is_empty(marks->directive)) {
		ask(request, "choice oprm directive",
			_("A directive: o obligation · p prohibition · r recommendation · m "
			  "permission "));
		return;
	}
	buffer_init(&question);
	/* TRANSLATORS: keys and what they do; if possible within 79 columns. */
	buffer_append_string(&question,
		_("n no directive · o obligation · p prohibition · r recommendation · m "
		  "permission"));
	if (official) {
		/* TRANSLATORS: behind that: a key, and the name of an official. */
		buffer_append_string(&question, _(" · c the official "));
		append_words(subject, marks->official, &question);
	}
	ask(request, official ? "choice noprmc directive" : "choice noprm directive",
		buffer_string(&question));
	buffer_clear(&question);
}

/* Asks about an official: the question begins with the name. */
static void
ask_about_official(const struct correction_subject *subject, const struct marks *marks,
	struct view_request *request)
{
	bool directive = !span_is_empty(marks->directive);
	char argument[] = "choice nNoOdc mark";
	struct buffer question, words;

	buffer_init(&words);
	append_words(subject, marks->official, &words);
	buffer_init(&question);
	if (marks->named)
		/* TRANSLATORS: keys and what they do; the name of an official stands first. */
		buffer_append_format(&question,
			_("%s: n no official here · N nowhere · o other office · O everywhere"),
			buffer_string(&words));
	else
		buffer_append_format(&question, _("%s: n no official here"), buffer_string(&words));
	if (directive)
		buffer_append_string(&question, _(" · d the directive"));
	snprintf(argument, sizeof argument, "choice %s%s mark", marks->named ? "nNoO" : "n",
		directive ? "dc" : "");
	ask(request, argument, buffer_string(&question));
	buffer_clear(&question);
	buffer_clear(&words);
}

void
correction_prompt_ask(const struct correction_subject *subject, struct view_request *request)
{
	struct marks marks;

	if (subject->selected) {
		ask(request, "choice pPd selection",
			_("p an official here · P this name everywhere · d a directive "));
		return;
	}
	marks = marks_in(subject, subject->place);
	if (!span_is_empty(marks.directive) &&
		(span_is_empty(marks.official) || is_same_span(marks.directive, subject->meant)))
		ask_about_directive(subject, &marks, request);
	else if (!span_is_empty(marks.official))
		ask_about_official(subject, &marks, request);
	else if (subject->listed)
		say_gone(request);
	else
		view_say(request, false,
			_("No mark here: v selects words, then c says what they are"));
	free(marks.office);
}

/* Asks for an office; the one that is known stands in the prompt. */
static void
ask_for_office(const struct correction_subject *subject, const struct marks *marks, bool everywhere,
	struct view_request *request)
{
	struct buffer office;

	buffer_init(&office);
	if (marks->office)
		buffer_append_string(&office, marks->office);
	else if (!span_is_empty(marks->title))
		excerpt_append(&office, session_article(subject->session), marks->title);
	ask(request, everywhere ? "office everywhere" : "office here", buffer_string(&office));
	buffer_clear(&office);
}

/* --- keeping ------------------------------------------------------------------------------- */

static void
say_official(const struct correction_subject *subject, bool everywhere, struct span place,
	struct view_request *request)
{
	struct marks marks = marks_in(subject, place);
	bool marked = marks.named && is_same_span(marks.official, place);
	struct buffer words;

	buffer_init(&words);
	append_words(subject, place, &words);
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
	free(marks.office);
}

static void
say_not_official(const struct correction_subject *subject, bool everywhere, struct span place,
	struct view_request *request)
{
	struct buffer words;

	buffer_init(&words);
	append_words(subject, place, &words);
	view_say(request, false,
		everywhere ? _("Kept: %s is no official in any text; u takes it back")
			   : _("Kept: %s is no official here; u takes it back"),
		buffer_string(&words));
	buffer_clear(&words);
}

bool
correction_prompt_keep(const struct correction_subject *subject, enum correction_kind kind,
	bool everywhere, struct span place, const char *value, struct view_request *request)
{
	struct error error;

	error_init(&error);
	if (!session_correct(subject->session, kind, everywhere, place, value, &error)) {
		view_say(request, true, "%s", error.sentence);
		return false;
	}
	if (kind == CORRECTION_OFFICIAL)
		say_official(subject, everywhere, place, request);
	else if (kind == CORRECTION_NOT_OFFICIAL)
		say_not_official(subject, everywhere, place, request);
	else if (kind == CORRECTION_NOT_DIRECTIVE)
		view_say(request, false, _("Kept: there is no directive here; u takes it back"));
	else
		/* TRANSLATORS: obligation, prohibition, recommendation or permission. */
		view_say(request, false, _("Kept: %s; u takes it back"), _(value));
	return true;
}

/* --- answers ------------------------------------------------------------------------------- */

static bool
take_official_key(const struct correction_subject *subject, const struct marks *marks, char key,
	struct view_request *request, bool *kept)
{
	switch (key) {
	case 'n':
	case 'N':
		*kept = correction_prompt_keep(subject, CORRECTION_NOT_OFFICIAL, key == 'N',
			marks->official, NULL, request);
		return *kept;
	case 'o':
	case 'O':
		ask_for_office(subject, marks, key == 'O', request);
		return true;
	default:
		ask_about_directive(subject, marks, request);
		return true;
	}
}

/* Asks for the office of the selected name, unless the words cannot be one. */
static void
take_name(const struct correction_subject *subject, const struct marks *marks, bool everywhere,
	struct view_request *request)
{
	struct slice words =
		slice_at(article_text(session_article(subject->session)), subject->place);
	struct buffer question;
	struct error error;
	enum name_check check;

	error_init(&error);
	check = name_check(session_packs(subject->session), words, &error);
	if (check == NAME_CHECK_NONE || (check == NAME_CHECK_OFFICE && everywhere)) {
		view_say(request, true, _("%s; select the name alone"), error.sentence);
	} else if (check == NAME_CHECK_DOUBTFUL && everywhere) {
		buffer_init(&question);
		buffer_append_format(&question, _("%s. Mark it in all texts nevertheless? (y/n) "),
			error.sentence);
		ask(request, "confirm official", buffer_string(&question));
		buffer_clear(&question);
	} else {
		ask_for_office(subject, marks, everywhere, request);
	}
}

static bool
take_selection_key(const struct correction_subject *subject, const struct marks *marks, char key,
	struct view_request *request)
{
	if (key == 'd')
		ask_about_directive(subject, marks, request);
	else
		take_name(subject, marks, key == 'P', request);
	return true;
}

static bool
take_directive_key(const struct correction_subject *subject, const struct marks *marks, char key,
	struct view_request *request, bool *kept)
{
	static const struct {
		char key;
		enum modality modality;
	} keys[] = {{'o', MODALITY_OBLIGATION}, {'p', MODALITY_PROHIBITION},
		{'r', MODALITY_RECOMMENDATION}, {'m', MODALITY_PERMISSION}};
	struct span place = subject->selected ? subject->place : marks->directive;
	enum correction_kind kind = CORRECTION_NOT_DIRECTIVE;
	const char *value = NULL;

	if (key == 'c') {
		ask_about_official(subject, marks, request);
		return true;
	}
	if (span_is_empty(place)) {
		say_gone(request);
		return true;
	}
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (keys[i].key == key) {
			kind = CORRECTION_DIRECTIVE;
			value = modality_name(keys[i].modality);
		}
	*kept = correction_prompt_keep(subject, kind, false, place, value, request);
	return *kept;
}

static bool
take_office(const struct correction_subject *subject, const struct marks *marks, bool everywhere,
	const char *office, struct view_request *request, bool *kept)
{
	struct span place = subject->selected ? subject->place : marks->official;

	if (span_is_empty(place)) {
		say_gone(request);
		return true;
	}
	*kept = correction_prompt_keep(
		subject, CORRECTION_OFFICIAL, everywhere, place, office, request);
	return *kept;
}

bool
correction_prompt_take(const struct correction_subject *subject, const char *argument,
	const char *text, struct view_request *request, bool *kept)
{
	struct slice what = slice_from_string(argument);
	struct marks marks = marks_in(subject, subject->place);
	bool taken = true;

	*kept = false;
	if (slice_equal(what, slice_from_string("confirm official"))) {
		if (strcmp(text, "yes") == 0)
			ask_for_office(subject, &marks, true, request);
	} else if (slice_starts_with(what, slice_from_string("office ")))
		taken = take_office(subject, &marks,
			slice_ends_with(what, slice_from_string(" everywhere")), text, request,
			kept);
	else if (slice_ends_with(what, slice_from_string(" directive")))
		taken = take_directive_key(subject, &marks, text[0], request, kept);
	else if (slice_ends_with(what, slice_from_string(" selection")))
		taken = take_selection_key(subject, &marks, text[0], request);
	else if (!span_is_empty(marks.official))
		taken = take_official_key(subject, &marks, text[0], request, kept);
	else
		say_gone(request);
	free(marks.office);
	return taken;
}
