/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/links_view.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "ui/excerpt.h"
#include "ui/list_view.h"

#include <stdlib.h>

enum {
	COLUMN_PARAGRAPH,
	COLUMN_WORDS,
	COLUMN_ADDRESS,
	COLUMNS
};

struct links {
	struct session *session;
};

static const struct list_column columns[COLUMNS] = {
	[COLUMN_PARAGRAPH] = {.heading = N_("¶"),
		.columns = 5,
		.right = true,
		.role = ROLE_LIST_META},
	[COLUMN_WORDS] = {.heading = N_("words"), .share = 1, .role = ROLE_LIST},
	[COLUMN_ADDRESS] = {.heading = N_("leads to"), .share = 1, .role = ROLE_LIST_META},
};

static const struct link *
links_of(void *data, size_t *count)
{
	const struct links *links = data;

	return article_links(session_article(links->session), count);
}

static void
title(void *data, struct buffer *out)
{
	(void)data;
	buffer_append_string(out, _("Links"));
}

static size_t
count(void *data)
{
	size_t found;

	(void)links_of(data, &found);
	return found;
}

static void
cell(void *data, size_t row, size_t column, struct buffer *out)
{
	const struct article *article = session_article(((struct links *)data)->session);
	size_t found;
	const struct link *link = &links_of(data, &found)[row];

	if (column == COLUMN_PARAGRAPH)
		buffer_append_format(out, "%zu", article_index_at(article, link->span.start) + 1);
	else if (column == COLUMN_WORDS)
		excerpt_append(out, article, link->span);
	else
		buffer_append_string(out, link->address);
}

static void
open_row(void *data, size_t row, struct view_request *request)
{
	size_t found;

	request->has_go_to = true;
	request->go_to = links_of(data, &found)[row].span;
}

static const struct list_source source = {
	.empty = N_("This text has no links."),
	.columns = columns,
	.column_count = COLUMNS,
	.title = title,
	.count = count,
	.cell = cell,
	.open = open_row,
	.free = free,
};

static void *
open_view(struct session *session, const struct keymap *keymap, const struct view_request *request,
	struct error *error)
{
	struct links *links = alloc_zeroed(1, sizeof *links);

	(void)keymap;
	(void)request;
	(void)error;
	links->session = session;
	return list_view_new(&source, links);
}

const struct view_ops links_view_ops = {.name = "links", .open = open_view, LIST_VIEW_FUNCTIONS};
