/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A row has the note, its quote, and what stood about it in the text that it was made on:
 *
 *         ¶  note           stood in
 *      >  3  哪些堤坝？      …会议强调，各县要[加强堤坝巡查]，确保群众安全。…
 */
#include <config.h>

#include "ui/unattached_view.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "text/unicode.h"
#include "ui/excerpt.h"
#include "ui/list_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	COLUMN_PARAGRAPH,
	COLUMN_WORDS,
	COLUMN_PLACE,
	COLUMN_TAGS,
	COLUMNS
};

enum {
	BEFORE_CHARACTERS = 12 /* so much of what stood before leaves room for the quote */
};

struct unattached {
	struct session *session;
	size_t count; /* of the article's notes, and of these, when they were looked at last */
	size_t rows;
};

static const struct list_column columns[COLUMNS] = {
	[COLUMN_PARAGRAPH] = {.heading = N_("¶"),
		.columns = 5,
		.right = true,
		.role = ROLE_LIST_META},
	[COLUMN_WORDS] = {.heading = N_("note"), .share = 3, .role = ROLE_NOTE},
	/* TRANSLATORS: the words that a note was made on, and those about them. */
	[COLUMN_PLACE] = {.heading = N_("stood in"), .share = 6, .role = ROLE_LIST},
	[COLUMN_TAGS] = {.heading = N_("tags"), .share = 2, .drop = 1, .role = ROLE_TAG},
};

/* The session has the unattached notes last. */
static size_t
first_unattached(const struct unattached *unattached)
{
	const struct annotations *notes = session_notes(unattached->session);
	size_t first = notes->count;

	while (first > 0 && notes->items[first - 1].state == ANCHOR_UNATTACHED)
		first--;
	return first;
}

static const struct annotation *
note_of_row(const struct unattached *unattached, size_t row)
{
	return &session_notes(unattached->session)->items[first_unattached(unattached) + row];
}

static void
title(void *data, struct buffer *out)
{
	(void)data;
	buffer_append_string(out, _("Unattached notes; Enter attaches one where you are"));
}

static size_t
count(void *data)
{
	const struct unattached *unattached = data;

	return session_notes(unattached->session)->count - first_unattached(unattached);
}

static bool
refresh(void *data)
{
	struct unattached *unattached = data;
	size_t all = session_notes(unattached->session)->count, rows = count(data);
	bool same = all == unattached->count && rows == unattached->rows;

	unattached->count = all;
	unattached->rows = rows;
	return !same;
}

/* The end of what stood before. */
static struct slice
last_characters(struct slice text, size_t characters)
{
	size_t at = text.length;

	for (; at > 0 && characters > 0; characters--)
		at = unicode_previous(text, at);
	return slice_at(text, (struct span){at, text.length});
}

static void
append_place(const struct target *target, struct buffer *out)
{
	struct slice before = slice_from_string(target->prefix);

	if (before.length > 0)
		buffer_append_string(out, "…");
	excerpt_append_quote(out, last_characters(before, BEFORE_CHARACTERS));
	buffer_append_string(out, "[");
	excerpt_append_quote(out, slice_from_string(target->quote));
	buffer_append_string(out, "]");
	excerpt_append_quote(out, slice_from_string(target->suffix));
}

static void
cell(void *data, size_t row, size_t column, struct buffer *out)
{
	const struct annotation *note = note_of_row(data, row);

	switch (column) {
	case COLUMN_PARAGRAPH:
		buffer_append_format(out, "%zu", note->target.paragraph);
		break;
	case COLUMN_WORDS:
		buffer_append_string(out, note->body);
		break;
	case COLUMN_PLACE:
		append_place(&note->target, out);
		break;
	default:
		excerpt_append_tags(out, note->tags, note->tag_count);
	}
}

/* The page knows where the reader is. */
static void
open_row(void *data, size_t row, struct view_request *request)
{
	request->answer = request->to_page = true;
	snprintf(request->argument, sizeof request->argument, "attach %s",
		note_of_row(data, row)->id);
}

static void
free_data(void *taken_data)
{
	free(taken_data);
}

static const struct list_source source = {
	.empty = N_("All notes on this article have their place."),
	.columns = columns,
	.column_count = COLUMNS,
	.title = title,
	.count = count,
	.cell = cell,
	.open = open_row,
	.refresh = refresh,
	.free = free_data,
};

static void *
open_view(struct session *session, const struct keymap *keymap, const struct view_request *request,
	struct error *error)
{
	struct unattached *unattached = alloc_zeroed(1, sizeof *unattached);

	(void)keymap;
	(void)request;
	(void)error;
	unattached->session = session;
	return list_view_new(&source, unattached);
}

const struct view_ops unattached_view_ops = {
	.name = "unattached", .open = open_view, LIST_VIEW_FUNCTIONS};
