/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/corrections_view.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "export/stamp.h"
#include "text/find.h"
#include "text/unicode.h"
#include "ui/correction_verdicts.h"
#include "ui/excerpt.h"
#include "ui/list_view.h"
#include "ui/mark.h"
#include "ui/mark_explanation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	COLUMN_PLACE,
	COLUMN_KIND,
	COLUMN_WORDS,
	COLUMN_VALUE,
	COLUMN_MADE,
	COLUMNS
};

enum {
	HITS_AT_MOST = 64,  /* of a name are looked at for a mark */
	QUOTE_BYTES = 2000, /* more of a quote is never shown in a row */
	DAY_BYTES = 10      /* of a stamp: 2020-02-03 */
};

struct corrected {
	struct session *session;
	size_t epoch; /* of the corrections when they were looked at last */
};

static const struct list_column columns[COLUMNS] = {
	[COLUMN_PLACE] = {.heading = N_("¶"), .columns = 5, .right = true, .role = ROLE_LIST_META},
	[COLUMN_KIND] = {.heading = N_("correction"), .columns = 15, .role = ROLE_LIST},
	[COLUMN_WORDS] = {.heading = N_("words"), .share = 3, .role = ROLE_LIST},
	/* TRANSLATORS: an official as what (his office), a directive as what (obligation …). */
	[COLUMN_VALUE] = {.heading = N_("as"), .share = 2, .drop = 1, .role = ROLE_OFFICE},
	[COLUMN_MADE] = {.heading = N_("made"),
		.columns = DAY_BYTES,
		.drop = 2,
		.role = ROLE_LIST_META},
};

/* TRANSLATORS: what a correction says that some words are; at most 15 columns. */
static const char *const kinds[] = {
	[CORRECTION_OFFICIAL] = N_("an official"),
	[CORRECTION_NOT_OFFICIAL] = N_("no official"),
	[CORRECTION_DIRECTIVE] = N_("a directive"),
	[CORRECTION_NOT_DIRECTIVE] = N_("no directive"),
};

static const struct correction *
correction_at(const struct corrected *corrected, size_t row)
{
	size_t epoch;

	return &session_corrections(corrected->session, &epoch)->items[row];
}

static bool
is_lost(const struct correction *correction)
{
	return !correction->everywhere && correction->state == ANCHOR_UNATTACHED;
}

/* Whether it says that something is no mark. */
static bool
is_refusal(const struct correction *correction)
{
	return correction->kind == CORRECTION_NOT_OFFICIAL ||
		correction->kind == CORRECTION_NOT_DIRECTIVE;
}

/* --- rows ---------------------------------------------------------------------------------- */

static void
title(void *data, struct buffer *out)
{
	(void)data;
	buffer_append_string(out, _("Corrections of marks"));
}

static size_t
count(void *data)
{
	const struct corrected *corrected = data;
	size_t epoch;

	return session_corrections(corrected->session, &epoch)->count;
}

static void
append_place(
	const struct corrected *corrected, const struct correction *correction, struct buffer *out)
{
	if (correction->everywhere)
		/* TRANSLATORS: holds in all texts; at most 5 columns. */
		buffer_append_string(out, _("all"));
	else if (is_lost(correction))
		buffer_append_string(out, "?");
	else
		buffer_append_format(out, "%zu",
			article_index_at(
				session_article(corrected->session), correction->place.start) +
				1);
}

static void
append_words(const struct correction *correction, struct buffer *out)
{
	struct slice quote = slice_from_string(correction->target.quote);

	if (is_lost(correction))
		/* TRANSLATORS: a correction whose words are not in the text any more. */
		buffer_append_format(out, "[%s] ", _("unattached"));
	if (correction_is_about_officials(correction->kind)) {
		buffer_append_string(out, correction->name);
		return;
	}
	if (quote.length > QUOTE_BYTES)
		quote.length = unicode_previous(quote, QUOTE_BYTES + 1);
	excerpt_append_quote(out, quote);
}

static void
cell(void *data, size_t row, size_t column, struct buffer *out)
{
	const struct correction *correction = correction_at(data, row);
	size_t start = out->length;

	switch (column) {
	case COLUMN_PLACE:
		append_place(data, correction, out);
		break;
	case COLUMN_KIND:
		buffer_append_string(out, _(kinds[correction->kind]));
		break;
	case COLUMN_WORDS:
		append_words(correction, out);
		break;
	case COLUMN_VALUE:
		if (correction->modality[0] != '\0')
			buffer_append_string(out, _(correction->modality));
		else
			buffer_append_string(out, correction->office);
		break;
	default:
		stamp_append(out, correction->created);
		buffer_truncate(out, start + DAY_BYTES);
	}
}

static enum role
role(void *data, size_t row, size_t column)
{
	enum modality modality;

	if (column == COLUMN_VALUE &&
		correction_modality(correction_at(data, row)->modality, &modality))
		return mark_role(modality);
	return columns[column].role;
}

/* --- what the keys do ---------------------------------------------------------------------- */

/* Asks to go to the first place where the name stands. */
static void
go_to_name(struct corrected *corrected, const char *name, struct view_request *request)
{
	struct finder *finder = finder_new(slice_from_string(name));

	request->has_go_to = finder &&
		finder_next(finder, session_article(corrected->session), 0, false, &request->go_to);
	if (!request->has_go_to)
		view_say(request, false, _("%s does not stand in this text"), name);
	finder_free(finder);
}

static void
open_row(void *data, size_t row, struct view_request *request)
{
	const struct correction *correction = correction_at(data, row);

	if (correction->everywhere) {
		go_to_name(data, correction->name, request);
	} else if (is_lost(correction)) {
		request->answer = request->to_page = true; /* that knows what is selected */
		snprintf(request->argument, sizeof request->argument, "attach-mark %s",
			correction->id);
	} else {
		request->has_go_to = true;
		request->go_to = correction->place;
	}
}

/* The mark that an official's or a directive's correction has made at a place; NULL when none is
 * there. Borrowed as analysis_within's. */
static const struct finding *
mark_at(const struct corrected *corrected, const struct correction *correction, struct span place)
{
	bool official = correction_is_about_officials(correction->kind);
	size_t count;
	const struct finding *findings = analysis_within(session_analysis(corrected->session),
		article_index_at(session_article(corrected->session), place.start), place, &count);

	for (size_t i = 0; i < count; i++)
		if ((findings[i].type != FINDING_DIRECTIVE) == official &&
			span_overlaps(findings[i].span, place))
			return &findings[i];
	return NULL;
}

/* The first mark of a name. */
static const struct finding *
mark_of_name(const struct corrected *corrected, const struct correction *correction)
{
	struct finder *finder = finder_new(slice_from_string(correction->name));
	const struct finding *found = NULL;
	struct span hit = {0, 0};
	size_t from = 0;

	for (int i = 0; !found && finder && i < HITS_AT_MOST; i++, from = hit.end) {
		if (!finder_next(finder, session_article(corrected->session), from, false, &hit))
			break;
		found = mark_at(corrected, correction, hit);
	}
	finder_free(finder);
	return found;
}

/* Says why nothing is marked. */
static void
say_unmarked(const struct correction *correction, struct view_request *request)
{
	struct buffer day;

	buffer_init(&day);
	excerpt_append_day(&day, correction->created);
	if (is_refusal(correction))
		view_say(request, false,
			_("Not marked, as you said on %s; x takes that back, and the rules decide"),
			buffer_string(&day));
	else if (is_lost(correction))
		view_say(request, false,
			_("Its words are in the text no more: Enter attaches it to a selection"));
	else
		view_say(request, false, _("%s is marked nowhere in this text"), correction->name);
	buffer_clear(&day);
}

/* Says what the correction has made of its words. */
static void
explain(const struct corrected *corrected, const struct correction *correction,
	struct view_request *request)
{
	const struct finding *found = NULL;
	struct buffer sentence;

	if (!is_refusal(correction) && !is_lost(correction))
		found = correction->everywhere ? mark_of_name(corrected, correction)
					       : mark_at(corrected, correction, correction->place);
	if (!found) {
		say_unmarked(correction, request);
		return;
	}
	buffer_init(&sentence);
	mark_explanation_append(corrected->session, found, &sentence);
	view_say(request, false, "%s", buffer_string(&sentence));
	buffer_clear(&sentence);
}

static bool
act(void *data, size_t row, enum action action, struct view_request *request)
{
	struct corrected *corrected = data;
	char id[ANNOTATION_ID_BYTES];
	struct error error;
	bool done;

	error_init(&error);
	if (action == ACTION_EXPLAIN && row < count(data))
		explain(corrected, correction_at(data, row), request);
	if (action == ACTION_DELETE_NOTE && row < count(data)) {
		memcpy(id, correction_at(data, row)->id, sizeof id);
		done = session_take_back(corrected->session, id, &error);
		view_say(request, !done, "%s",
			done ? _("The correction is taken back; u makes it hold again")
			     : error.sentence);
		return true;
	}
	return list_view_undo(corrected->session, action, request);
}

static bool
refresh(void *data)
{
	struct corrected *corrected = data;
	size_t before = corrected->epoch;

	(void)session_corrections(corrected->session, &corrected->epoch);
	return before != corrected->epoch;
}

static void
free_data(void *taken_data)
{
	free(taken_data);
}

static const struct list_source source = {
	.empty = N_("No mark was corrected: c does it, at a mark or on a selection."),
	.columns = columns,
	.column_count = COLUMNS,
	.title = title,
	.count = count,
	.cell = cell,
	.role = role,
	.open = open_row,
	.act = act,
	.refresh = refresh,
	.free = free_data,
};

static void *
open_view(struct session *session, const struct keymap *keymap, const struct view_request *request,
	struct error *error)
{
	struct corrected *corrected = alloc_zeroed(1, sizeof *corrected);

	(void)keymap;
	(void)request;
	(void)error;
	corrected->session = session;
	return list_view_new(&source, corrected);
}

const struct view_ops corrections_view_ops = {
	.name = "corrections", .open = open_view, LIST_VIEW_FUNCTIONS};
