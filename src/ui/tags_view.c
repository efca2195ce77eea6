/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/tags_view.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "notes/tag.h"
#include "ui/list_view.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	COLUMN_COUNT,
	COLUMN_NAME,
	COLUMNS
};

struct tags {
	struct session *session;
	struct tag_counts counts;
	int64_t version; /* of the notes file when they were read */
};

static const struct list_column columns[COLUMNS] = {
	[COLUMN_COUNT] = {.heading = N_("notes"),
		.columns = 7,
		.right = true,
		.role = ROLE_LIST_META},
	[COLUMN_NAME] = {.heading = N_("tag"), .share = 1, .role = ROLE_TAG},
};

static bool
load(struct tags *tags, struct error *error)
{
	struct store *store = session_store(tags->session, false, error);

	tag_counts_clear(&tags->counts);
	if (!store)
		return !error_is_set(session_notes_error(tags->session));
	tags->version = store_version(store);
	return tag_list(store, 0, &tags->counts, error);
}

static bool
refresh(void *data)
{
	struct tags *tags = data;
	struct error error;
	struct store *store;

	error_init(&error);
	store = session_store(tags->session, false, &error);
	return store && store_version(store) != tags->version && load(tags, &error);
}

static void
title(void *data, struct buffer *out)
{
	(void)data;
	buffer_append_string(out, _("Tags"));
}

static size_t
count(void *data)
{
	return ((struct tags *)data)->counts.count;
}

static void
cell(void *data, size_t row, size_t column, struct buffer *out)
{
	const struct tag_count *tag = &((struct tags *)data)->counts.items[row];

	if (column == COLUMN_COUNT)
		buffer_append_format(out, "%zu", tag->annotations);
	else
		buffer_append_string(out, tag->name);
}

static void
open_row(void *data, size_t row, struct view_request *request)
{
	const struct tag_count *tag = &((struct tags *)data)->counts.items[row];

	request->open = "all-notes";
	snprintf(request->argument, sizeof request->argument, "tag");
	request->text = alloc_string(slice_from_string(tag->name));
}

/* Undoing changes counts. */
static bool
act(void *data, size_t row, enum action action, struct view_request *request)
{
	struct tags *tags = data;
	struct error error;

	(void)row;
	if (!list_view_undo(tags->session, action, request))
		return false;
	error_init(&error);
	if (!load(tags, &error))
		view_say(request, true, "%s", error.sentence);
	return true;
}

static void
free_data(void *taken_data)
{
	struct tags *tags = taken_data;

	tag_counts_clear(&tags->counts);
	free(tags);
}

static const struct list_source source = {
	.empty = N_("There are no tags: t tags a paragraph."),
	.columns = columns,
	.column_count = COLUMNS,
	.title = title,
	.count = count,
	.cell = cell,
	.open = open_row,
	.act = act,
	.refresh = refresh,
	.free = free_data,
};

static void *
open_view(struct session *session, const struct keymap *keymap, const struct view_request *request,
	struct error *error)
{
	struct tags *tags = alloc_zeroed(1, sizeof *tags);

	(void)keymap;
	(void)request;
	tags->session = session;
	if (load(tags, error))
		return list_view_new(&source, tags);
	free_data(tags);
	return NULL;
}

const struct view_ops tags_view_ops = {.name = "tags", .open = open_view, LIST_VIEW_FUNCTIONS};
