/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/directives_view.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/intl.h"
#include "ui/excerpt.h"
#include "ui/finding_list.h"
#include "ui/list_view.h"
#include "ui/mark.h"

#include <stdlib.h>

enum {
	COLUMN_PARAGRAPH,
	COLUMN_MODALITY,
	COLUMN_SOURCE,
	COLUMN_WORDS,
	COLUMNS
};

struct directives {
	struct finding_list findings;
	bool gathered;
	size_t *rows; /* indices of findings */
	size_t row_count, row_capacity;
};

/* TRANSLATORS: how a directive binds; one word each, at most 14 columns. */
static const char *const modalities[MODALITIES] = {
	[MODALITY_OBLIGATION] = N_("obligation"),
	[MODALITY_PROHIBITION] = N_("prohibition"),
	[MODALITY_RECOMMENDATION] = N_("recommendation"),
	[MODALITY_PERMISSION] = N_("permission"),
};

static const struct list_column columns[COLUMNS] = {
	[COLUMN_PARAGRAPH] = {.heading = N_("¶"),
		.columns = 5,
		.right = true,
		.role = ROLE_LIST_META},
	[COLUMN_MODALITY] = {.heading = N_("binds as"), .columns = 14, .drop = 1},
	[COLUMN_SOURCE] = {.heading = N_("source"), .columns = 14, .drop = 2, .role = ROLE_LIST},
	[COLUMN_WORDS] = {.heading = N_("words"), .share = 1, .role = ROLE_LIST},
};

static const struct finding *
directive_at(struct directives *directives, size_t row)
{
	size_t count;

	return &analysis_findings(
		session_analysis(directives->findings.session), &count)[directives->rows[row]];
}

/* Looks the directives out once all findings are there. */
static void
gather(struct directives *directives)
{
	const struct finding *findings;
	size_t count;

	if (directives->gathered || !directives->findings.complete)
		return;
	directives->gathered = true;
	findings = analysis_findings(session_analysis(directives->findings.session), &count);
	for (size_t i = 0; i < count; i++) {
		if (findings[i].type != FINDING_DIRECTIVE)
			continue;
		directives->rows = array_grow(directives->rows, &directives->row_capacity,
			directives->row_count + 1, sizeof *directives->rows);
		directives->rows[directives->row_count++] = i;
	}
}

static bool
refresh(void *data)
{
	struct directives *directives = data;

	if (!finding_list_refresh(&directives->findings))
		return false;
	directives->gathered = false;
	directives->row_count = 0;
	gather(directives);
	return true;
}

static void
title(void *data, struct buffer *out)
{
	const struct directives *directives = data;

	buffer_append_string(out,
		directives->findings.complete ? _("Directives") : _("Directives (still looking)"));
}

static size_t
count(void *data)
{
	return ((struct directives *)data)->row_count;
}

static void
cell(void *data, size_t row, size_t column, struct buffer *out)
{
	struct directives *directives = data;
	const struct finding *finding = directive_at(directives, row);
	const struct article *article = session_article(directives->findings.session);

	if (column == COLUMN_PARAGRAPH)
		buffer_append_format(out, "%zu", finding->paragraph + 1);
	else if (column == COLUMN_MODALITY)
		buffer_append_string(out, _(modalities[finding->modality]));
	else
		excerpt_append(
			out, article, column == COLUMN_SOURCE ? finding->source : finding->span);
}

static enum role
role(void *data, size_t row, size_t column)
{
	if (column != COLUMN_MODALITY)
		return columns[column].role;
	return mark_role(directive_at(data, row)->modality);
}

static void
open_row(void *data, size_t row, struct view_request *request)
{
	request->has_go_to = true;
	request->go_to = directive_at(data, row)->span;
}

static bool
act(void *data, size_t row, enum action action, struct view_request *request)
{
	struct directives *directives = data;

	return finding_list_act(&directives->findings,
		row < directives->row_count ? directive_at(directives, row) : NULL, action,
		request);
}

static bool
answer(void *data, const char *argument, const char *text, struct view_request *request)
{
	return finding_list_answer(&((struct directives *)data)->findings, argument, text, request);
}

static bool
work(void *data)
{
	struct directives *directives = data;
	bool more = finding_list_work(&directives->findings);

	gather(directives);
	return more;
}

static void
free_data(void *taken_data)
{
	struct directives *directives = taken_data;

	free(directives->rows);
	free(directives);
}

static const struct list_source source = {
	.empty = N_("No directive was found in this article."),
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
	struct directives *directives = alloc_zeroed(1, sizeof *directives);

	(void)keymap;
	(void)request;
	(void)error;
	finding_list_start(&directives->findings, session);
	gather(directives);
	return list_view_new(&source, directives);
}

const struct view_ops directives_view_ops = {
	.name = "directives", .open = open_view, LIST_VIEW_FUNCTIONS};
