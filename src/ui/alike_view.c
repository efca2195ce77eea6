/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/alike_view.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "ui/excerpt.h"
#include "ui/list_view.h"

#include <stdlib.h>

enum {
	COLUMN_PARAGRAPH,
	COLUMN_STATE,
	COLUMN_WORDS,
	COLUMN_QUOTE,
	COLUMN_TAGS,
	COLUMNS
};

struct alike {
	struct session *session;
	struct annotations notes;
	char *path; /* of the other text */
};

static const struct list_column columns[COLUMNS] = {
	[COLUMN_PARAGRAPH] = {.heading = N_("¶"),
		.columns = 5,
		.right = true,
		.role = ROLE_LIST_META},
	/* TRANSLATORS: whether a note's words are found: found, text changed, unattached. */
	[COLUMN_STATE] = {.heading = N_("here"), .columns = 12, .role = ROLE_LIST_META},
	[COLUMN_WORDS] = {.heading = N_("note"), .share = 4, .role = ROLE_NOTE},
	[COLUMN_QUOTE] = {.heading = N_("on"), .share = 4, .drop = 2, .role = ROLE_LIST},
	[COLUMN_TAGS] = {.heading = N_("tags"), .share = 2, .drop = 1, .role = ROLE_TAG},
};

static const char *const states[] = {
	/* TRANSLATORS: a note's words are in the text as they were. */
	[ANCHOR_EXACT] = N_("found"),
	[ANCHOR_APPROXIMATE] = N_("text changed"),
	[ANCHOR_UNATTACHED] = N_("unattached"),
};

static void
title(void *data, struct buffer *out)
{
	const struct alike *alike = data;

	/* TRANSLATORS: a path; q is a key. */
	buffer_append_format(out, _("What the notes on %s would be here (q: back)"), alike->path);
}

static size_t
count(void *data)
{
	const struct alike *alike = data;

	return alike->notes.count;
}

static void
append_paragraph(const struct alike *alike, const struct annotation *note, struct buffer *out)
{
	const struct article *article = session_article(alike->session);

	if (note->state == ANCHOR_UNATTACHED)
		buffer_append_string(out, "–");
	else
		buffer_append_format(out, "%zu", article_index_at(article, note->place.start) + 1);
}

static void
cell(void *data, size_t row, size_t column, struct buffer *out)
{
	const struct alike *alike = data;
	const struct annotation *note = &alike->notes.items[row];

	switch (column) {
	case COLUMN_PARAGRAPH:
		append_paragraph(alike, note, out);
		break;
	case COLUMN_STATE:
		buffer_append_string(out, _(states[note->state]));
		break;
	case COLUMN_WORDS:
		buffer_append_string(out, note->body);
		break;
	case COLUMN_QUOTE:
		excerpt_append_quote(out, slice_from_string(note->target.quote));
		break;
	default:
		excerpt_append_tags(out, note->tags, note->tag_count);
	}
}

/* Enter goes on to the question. */
static void
open_row(void *data, size_t row, struct view_request *request)
{
	(void)data;
	(void)row;
	request->close = true;
}

static void
free_data(void *taken_data)
{
	struct alike *alike = taken_data;

	annotations_clear(&alike->notes);
	free(alike->path);
	free(alike);
}

static const struct list_source source = {
	.empty = N_("There are no notes on this article: a writes one, t tags."),
	.columns = columns,
	.column_count = COLUMNS,
	.title = title,
	.count = count,
	.cell = cell,
	.open = open_row,
	.free = free_data,
};

static void *
open_view(struct session *session, const struct keymap *keymap, const struct view_request *request,
	struct error *error)
{
	const struct library_entry *entry = session_alike(session);
	struct alike *alike = alloc_zeroed(1, sizeof *alike);

	(void)keymap;
	(void)request;
	alike->session = session;
	alike->path = alloc_string(slice_from_string(entry ? entry->path : ""));
	if (session_alike_notes(session, &alike->notes, error))
		return list_view_new(&source, alike);
	free_data(alike);
	return NULL;
}

const struct view_ops alike_view_ops = {.name = "alike", .open = open_view, LIST_VIEW_FUNCTIONS};
