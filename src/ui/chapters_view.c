/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a text marks as headings stands in the list at once; in any other text they are looked for,
 * a slice at a time. */
#include <config.h>

#include "ui/chapters_view.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/intl.h"
#include "ui/excerpt.h"
#include "ui/list_view.h"

#include <stdlib.h>

enum {
	COLUMN_PARAGRAPH,
	COLUMN_WORDS,
	COLUMNS,
	SLICE_PARAGRAPHS = 2000,
	SLICE_BYTES = 1 << 20
};

struct chapters {
	struct session *session;
	bool sought; /* the text marks none */
	size_t looked_at;
	struct heading *found; /* where they were sought */
	size_t found_count, capacity;
};

static const struct list_column columns[COLUMNS] = {
	[COLUMN_PARAGRAPH] = {.heading = N_("¶"),
		.columns = 6,
		.right = true,
		.role = ROLE_LIST_META},
	[COLUMN_WORDS] = {.heading = N_("words"), .share = 1, .role = ROLE_LIST},
};

static const struct heading *
headings_of(void *data, size_t *count)
{
	const struct chapters *chapters = data;

	if (!chapters->sought)
		return article_headings(session_article(chapters->session), count);
	*count = chapters->found_count;
	return chapters->found;
}

static void
title(void *data, struct buffer *out)
{
	(void)data;
	buffer_append_string(out, _("Chapters"));
}

static size_t
count(void *data)
{
	size_t found;

	(void)headings_of(data, &found);
	return found;
}

static void
cell(void *data, size_t row, size_t column, struct buffer *out)
{
	const struct article *article = session_article(((struct chapters *)data)->session);
	size_t found;
	const struct heading *heading = &headings_of(data, &found)[row];

	if (column == COLUMN_PARAGRAPH) {
		buffer_append_format(
			out, "%zu", article_index_at(article, heading->span.start) + 1);
		return;
	}
	for (int level = 1; level < heading->level; level++)
		buffer_append_string(out, "  ");
	excerpt_append(out, article, heading->span);
}

static void
open_row(void *data, size_t row, struct view_request *request)
{
	size_t found;

	request->has_go_to = true;
	request->go_to = headings_of(data, &found)[row].span;
}

static bool
work(void *data)
{
	struct chapters *chapters = data;
	struct article *article = session_article(chapters->session);
	size_t end = chapters->looked_at + SLICE_PARAGRAPHS;

	if (!chapters->sought)
		return false;
	for (; chapters->looked_at < end; chapters->looked_at++) {
		size_t at = chapters->looked_at;
		enum paragraph_kind kind;

		/* The next one tells whether it is a heading. */
		while (at + 2 > article_count(article) && article_extend(article, SLICE_BYTES))
			;
		if (at >= article_count(article))
			return false;
		kind = article_kind(article, at);
		if (kind != PARAGRAPH_TITLE && kind != PARAGRAPH_HEADING)
			continue;
		chapters->found = array_grow(chapters->found, &chapters->capacity,
			chapters->found_count + 1, sizeof *chapters->found);
		chapters->found[chapters->found_count++] = (struct heading){
			article_span(article, at), kind == PARAGRAPH_TITLE ? 1 : 2};
	}
	return true;
}

static void
free_chapters(void *taken_data)
{
	struct chapters *chapters = taken_data;

	free(chapters->found);
	free(chapters);
}

static const struct list_source source = {
	.empty = N_("This text has no headings."),
	.columns = columns,
	.column_count = COLUMNS,
	.title = title,
	.count = count,
	.cell = cell,
	.open = open_row,
	.work = work,
	.free = free_chapters,
};

static void *
open_view(struct session *session, const struct keymap *keymap, const struct view_request *request,
	struct error *error)
{
	struct chapters *chapters = alloc_zeroed(1, sizeof *chapters);
	size_t marked;

	(void)keymap;
	(void)request;
	(void)error;
	chapters->session = session;
	(void)article_headings(session_article(session), &marked);
	chapters->sought = marked == 0;
	(void)work(chapters);
	return list_view_new(&source, chapters);
}

const struct view_ops chapters_view_ops = {
	.name = "chapters", .open = open_view, LIST_VIEW_FUNCTIONS};
