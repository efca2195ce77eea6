/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/officials_view.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "ui/excerpt.h"
#include "ui/finding_list.h"
#include "ui/list_view.h"

#include <stdlib.h>

enum {
	COLUMN_NAME,
	COLUMN_MENTIONS,
	COLUMN_OFFICES,
	COLUMN_PLACES,
	COLUMNS
};

enum {
	PLACES_BYTES = 200 /* where a person is named in more paragraphs, the rest is left out */
};

struct officials {
	struct finding_list findings;
	struct buffer *places; /* of each person: the paragraphs' numbers */
	size_t *last;          /* of each person: the last one of them */
	size_t count;          /* 0 until the findings are complete */
};

static const struct list_column columns[COLUMNS] = {
	[COLUMN_NAME] = {.heading = N_("name"), .columns = 12, .role = ROLE_OFFICIAL},
	/* TRANSLATORS: how often a person is named. */
	[COLUMN_MENTIONS] = {.heading = N_("times"),
		.columns = 5,
		.right = true,
		.drop = 2,
		.role = ROLE_LIST_META},
	[COLUMN_OFFICES] = {.heading = N_("offices"), .share = 2, .drop = 1, .role = ROLE_OFFICE},
	[COLUMN_PLACES] = {.heading = N_("¶"), .share = 1, .drop = 3, .role = ROLE_LIST_META},
};

static const struct person *
persons_of(const struct officials *officials, size_t *person_count)
{
	return analysis_persons(session_analysis(officials->findings.session), person_count);
}

/* Writes down where each person is named, once all findings are there. */
static void
gather(struct officials *officials)
{
	const struct finding *findings;
	size_t finding_count;

	if (officials->places || !officials->findings.complete)
		return;
	findings = analysis_findings(session_analysis(officials->findings.session), &finding_count);
	persons_of(officials, &officials->count);
	officials->places = alloc_zeroed(officials->count + 1, sizeof *officials->places);
	officials->last = alloc_zeroed(officials->count + 1, sizeof *officials->last);
	for (size_t i = 0; i < finding_count; i++) {
		size_t number = findings[i].paragraph + 1, person = findings[i].person;
		struct buffer *places;

		if (findings[i].type != FINDING_OFFICIAL || person >= officials->count ||
			officials->last[person] == number)
			continue;
		officials->last[person] = number;
		places = &officials->places[person];
		if (places->length < PLACES_BYTES)
			buffer_append_format(
				places, "%s%zu", places->length > 0 ? " " : "", number);
	}
}

static void
title(void *data, struct buffer *out)
{
	const struct officials *officials = data;

	buffer_append_string(out,
		officials->findings.complete ? _("Officials") : _("Officials (still looking)"));
}

static size_t
count(void *data)
{
	return ((struct officials *)data)->count;
}

static void
append_offices(struct buffer *out, const struct article *article, const struct person *person)
{
	for (size_t i = 0; i < person->office_count; i++) {
		if (i > 0)
			buffer_append_string(out, "；");
		excerpt_append(out, article, person->offices[i]);
	}
}

static void
cell(void *data, size_t row, size_t column, struct buffer *out)
{
	const struct officials *officials = data;
	size_t person_count;
	const struct person *person = &persons_of(officials, &person_count)[row];

	if (column == COLUMN_NAME)
		excerpt_append(out, session_article(officials->findings.session), person->first);
	else if (column == COLUMN_MENTIONS)
		buffer_append_format(out, "%zu", person->mentions);
	else if (column == COLUMN_OFFICES)
		append_offices(out, session_article(officials->findings.session), person);
	else
		buffer_append(out, buffer_slice(&officials->places[row]));
}

static void
open_row(void *data, size_t row, struct view_request *request)
{
	size_t person_count;

	request->has_go_to = true;
	request->go_to = persons_of(data, &person_count)[row].first;
}

static bool
work(void *data)
{
	struct officials *officials = data;
	bool more = finding_list_work(&officials->findings);

	gather(officials);
	return more;
}

static void
free_data(void *taken_data)
{
	struct officials *officials = taken_data;

	for (size_t i = 0; i < officials->count; i++)
		buffer_clear(&officials->places[i]);
	free(officials->places);
	free(officials->last);
	free(officials);
}

static const struct list_source source = {
	.empty = N_("No official was found in this article."),
	.columns = columns,
	.column_count = COLUMNS,
	.title = title,
	.count = count,
	.cell = cell,
	.open = open_row,
	.work = work,
	.free = free_data,
};

static void *
open_view(struct session *session, const struct keymap *keymap, const struct view_request *request,
	struct error *error)
{
	struct officials *officials = alloc_zeroed(1, sizeof *officials);

	(void)keymap;
	(void)request;
	(void)error;
	finding_list_start(&officials->findings, session);
	gather(officials);
	return list_view_new(&source, officials);
}

const struct view_ops officials_view_ops = {
	.name = "officials", .open = open_view, LIST_VIEW_FUNCTIONS};
