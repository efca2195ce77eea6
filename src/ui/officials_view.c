/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two blocks of rows: the persons, in the order of their first mentions; behind them those without
 * a name, roles and references that nobody fits, one row for all places with the same words.
 */
#include <config.h>

#include "ui/officials_view.h"

#include "base/alloc.h"
#include "base/array.h"
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

/* The paragraphs where a row's official is spoken of. */
struct places {
	struct buffer numbers;
	size_t last; /* the last number in it; 0 before the first */
};

/* A finding without a person; the first of those with the same words is a row. */
struct unnamed {
	struct slice words;
	size_t finding; /* index */
	size_t times;
	struct places places;
};

struct officials {
	struct finding_list findings;
	bool gathered;         /* once the findings are complete; before, there are no rows */
	struct places *places; /* of each person */
	size_t count;          /* persons */
	struct unnamed *unnamed;
	size_t unnamed_count, unnamed_capacity;
};

static const struct list_column columns[COLUMNS] = {
	[COLUMN_NAME] = {.heading = N_("name"), .columns = 14, .role = ROLE_OFFICIAL},
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

static const struct person *
person_at(const struct officials *officials, size_t row)
{
	size_t person_count;

	return &persons_of(officials, &person_count)[row];
}

/* The unnamed official of a row; NULL for a person's. */
static const struct unnamed *
unnamed_at(const struct officials *officials, size_t row)
{
	return row < officials->count ? NULL : &officials->unnamed[row - officials->count];
}

static const struct finding *
finding_of(const struct officials *officials, const struct unnamed *unnamed)
{
	size_t finding_count;

	return &analysis_findings(
		session_analysis(officials->findings.session), &finding_count)[unnamed->finding];
}

/* --- gathering ----------------------------------------------------------------------------- */

static void
add_place(struct places *places, size_t paragraph)
{
	struct buffer *numbers = &places->numbers;

	if (places->last == paragraph + 1 || numbers->length >= PLACES_BYTES)
		return;
	places->last = paragraph + 1;
	buffer_append_format(numbers, "%s%zu", numbers->length > 0 ? " " : "", paragraph + 1);
}

static void
add_unnamed(struct officials *officials, const struct finding *finding, size_t index)
{
	officials->unnamed = array_grow(officials->unnamed, &officials->unnamed_capacity,
		officials->unnamed_count + 1, sizeof *officials->unnamed);
	officials->unnamed[officials->unnamed_count++] = (struct unnamed){
		.words = slice_at(
			article_text(session_article(officials->findings.session)), finding->span),
		.finding = index};
}

static int
compare_words(const void *one, const void *other)
{
	const struct unnamed *a = one, *b = other;
	int order = slice_compare(a->words, b->words);

	if (order != 0)
		return order;
	return a->finding < b->finding ? -1 : a->finding > b->finding;
}

static int
compare_places(const void *one, const void *other)
{
	const struct unnamed *a = one, *b = other;

	return a->finding < b->finding ? -1 : a->finding > b->finding;
}

/* Makes one row of those with the same words, in the order of the first of each. */
static void
join_unnamed(struct officials *officials)
{
	struct unnamed *rows = officials->unnamed;
	size_t count = 0;

	if (officials->unnamed_count == 0)
		return;
	qsort(rows, officials->unnamed_count, sizeof *rows, compare_words);
	for (size_t i = 0; i < officials->unnamed_count; i++) {
		size_t paragraph = finding_of(officials, &rows[i])->paragraph;

		if (count == 0 || !slice_equal(rows[count - 1].words, rows[i].words)) {
			rows[count] = rows[i];
			buffer_init(&rows[count++].places.numbers);
		}
		rows[count - 1].times++;
		add_place(&rows[count - 1].places, paragraph);
	}
	officials->unnamed_count = count;
	qsort(rows, count, sizeof *rows, compare_places);
}

/* Writes down where everybody is spoken of, once all findings are there. */
static void
gather(struct officials *officials)
{
	const struct finding *findings;
	size_t finding_count;

	if (officials->gathered || !officials->findings.complete)
		return;
	officials->gathered = true;
	findings = analysis_findings(session_analysis(officials->findings.session), &finding_count);
	persons_of(officials, &officials->count);
	officials->places = alloc_zeroed(officials->count + 1, sizeof *officials->places);
	for (size_t i = 0; i < finding_count; i++) {
		if (findings[i].type == FINDING_DIRECTIVE)
			continue;
		if (findings[i].person < officials->count)
			add_place(&officials->places[findings[i].person], findings[i].paragraph);
		else
			add_unnamed(officials, &findings[i], i);
	}
	join_unnamed(officials);
}

/* --- rows ---------------------------------------------------------------------------------- */

static void
title(void *data, struct buffer *out)
{
	const struct officials *officials = data;

	if (!officials->findings.complete)
		buffer_append_string(out, _("Officials (still looking)"));
	else if (officials->unnamed_count > 0)
		/* TRANSLATORS: the heading of the list; how many of its rows name nobody. */
		buffer_append_format(
			out, _("Officials, %zu without a name"), officials->unnamed_count);
	else
		buffer_append_string(out, _("Officials"));
}

static size_t
count(void *data)
{
	const struct officials *officials = data;

	return officials->count + officials->unnamed_count;
}

static void
append_offices(struct buffer *out, const struct article *article, const struct person *person)
{
	for (size_t i = 0; i < person->office_count; i++) {
		if (i > 0)
			buffer_append_string(out, "；");
		excerpt_append(out, article, person->offices[i]);
	}
	for (size_t i = 0; i < person->told_count; i++)
		buffer_append_format(
			out, "%s%s", i + person->office_count > 0 ? "；" : "", person->told[i]);
	for (size_t i = 0; i < person->also_count; i++) {
		if (i > 0)
			buffer_append_string(out, "、");
		else
			/* TRANSLATORS: behind a person's offices, before the words by which he is
			 * called elsewhere: also 王副市长. */
			buffer_append_format(out, "%s%s ",
				person->office_count + person->told_count > 0 ? "；" : "",
				_("also"));
		excerpt_append(out, article, person->also[i]);
	}
}

static void
person_cell(const struct officials *officials, size_t row, size_t column, struct buffer *out)
{
	const struct person *person = person_at(officials, row);

	if (column == COLUMN_NAME)
		buffer_append_string(out, person->name);
	else if (column == COLUMN_MENTIONS)
		buffer_append_format(out, "%zu", person->mentions);
	else if (column == COLUMN_OFFICES)
		append_offices(out, session_article(officials->findings.session), person);
	else
		buffer_append(out, buffer_slice(&officials->places[row].numbers));
}

static void
cell(void *data, size_t row, size_t column, struct buffer *out)
{
	const struct officials *officials = data;
	const struct unnamed *unnamed = unnamed_at(officials, row);

	if (!unnamed)
		person_cell(officials, row, column, out);
	else if (column == COLUMN_NAME)
		/* TRANSLATORS: in the place of a name; at most 14 columns. */
		buffer_append_string(out, _("no name"));
	else if (column == COLUMN_MENTIONS)
		buffer_append_format(out, "%zu", unnamed->times);
	else if (column == COLUMN_OFFICES)
		excerpt_append(out, session_article(officials->findings.session),
			finding_of(officials, unnamed)->span);
	else
		buffer_append(out, buffer_slice(&unnamed->places.numbers));
}

static enum role
role(void *data, size_t row, size_t column)
{
	if (column == COLUMN_NAME && unnamed_at(data, row))
		return ROLE_LIST_META;
	return columns[column].role;
}

static void
open_row(void *data, size_t row, struct view_request *request)
{
	const struct unnamed *unnamed = unnamed_at(data, row);

	request->has_go_to = true;
	request->go_to = unnamed ? finding_of(data, unnamed)->span : person_at(data, row)->first;
}

/* The finding of a row: an unnamed official's first one, or a person's first mention; NULL behind
 * the last row. */
static const struct finding *
finding_at(const struct officials *officials, size_t row)
{
	const struct unnamed *unnamed;
	size_t finding_count;
	const struct finding *findings;

	if (row >= officials->count + officials->unnamed_count)
		return NULL;
	unnamed = unnamed_at(officials, row);
	if (unnamed)
		return finding_of(officials, unnamed);
	findings = analysis_findings(session_analysis(officials->findings.session), &finding_count);
	for (size_t i = 0; i < finding_count; i++)
		if (findings[i].type == FINDING_OFFICIAL && findings[i].person == row)
			return &findings[i];
	return NULL;
}

static bool
act(void *data, size_t row, enum action action, struct view_request *request)
{
	struct officials *officials = data;

	return finding_list_act(&officials->findings, finding_at(officials, row), action, request);
}

static bool
answer(void *data, const char *argument, const char *text, struct view_request *request)
{
	return finding_list_answer(&((struct officials *)data)->findings, argument, text, request);
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
forget(struct officials *officials)
{
	for (size_t i = 0; i < officials->count; i++)
		buffer_clear(&officials->places[i].numbers);
	for (size_t i = 0; i < officials->unnamed_count; i++)
		buffer_clear(&officials->unnamed[i].places.numbers);
	free(officials->places);
	free(officials->unnamed);
	*officials = (struct officials){.findings = officials->findings};
}

static bool
refresh(void *data)
{
	struct officials *officials = data;

	if (!finding_list_refresh(&officials->findings))
		return false;
	forget(officials);
	gather(officials);
	return true;
}

static void
free_data(void *taken_data)
{
	forget(taken_data);
	free(taken_data);
}

static const struct list_source source = {
	.empty = N_("No official was found in this article."),
	.columns = columns,
	.column_count = COLUMNS,
	.title = title,
	.count = count,
	.cell = cell,
	.role = role,
	.open = open_row,
	.act = act,
	.answer = answer,
	.refresh = refresh,
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
