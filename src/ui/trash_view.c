/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/trash_view.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "base/path.h"
#include "ui/excerpt.h"
#include "ui/list_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	COLUMN_WORDS,
	COLUMN_QUOTE,
	COLUMN_TAGS,
	COLUMN_DELETED,
	COLUMN_ARTICLE,
	COLUMNS
};

enum {
	DAY_COLUMNS = 10 /* 2020-02-03 */
};

struct trash {
	struct session *session;
	struct annotations list;
	struct library_entries entries; /* the articles */
	size_t epoch;                   /* of the session's notes when list was read */
};

static const struct list_column columns[COLUMNS] = {
	[COLUMN_WORDS] = {.heading = N_("note"), .share = 4, .role = ROLE_NOTE},
	[COLUMN_QUOTE] = {.heading = N_("on"), .share = 4, .drop = 2, .role = ROLE_LIST},
	[COLUMN_TAGS] = {.heading = N_("tags"), .share = 2, .drop = 1, .role = ROLE_TAG},
	[COLUMN_DELETED] = {.heading = N_("deleted"),
		.columns = DAY_COLUMNS,
		.drop = 4,
		.role = ROLE_LIST_META},
	[COLUMN_ARTICLE] = {.heading = N_("article"),
		.share = 3,
		.drop = 3,
		.role = ROLE_LIST_META},
};

/* The latest first. */
static int
compare_deleted(const void *one, const void *other)
{
	const struct annotation *first = one, *second = other;

	if (first->deleted != second->deleted)
		return first->deleted < second->deleted ? 1 : -1;
	return strcmp(first->id, second->id);
}

static bool
load(struct trash *trash, struct error *error)
{
	struct store *store = session_store(trash->session, false, error);
	struct annotation_filter filter = {.trash = true};

	annotations_clear(&trash->list);
	library_entries_clear(&trash->entries);
	if (!store)
		return !error_is_set(session_notes_error(trash->session));
	trash->epoch = session_notes_epoch(trash->session);
	if (!annotation_list(store, &filter, &trash->list, error) ||
		!library_list(store, &trash->entries, error))
		return false;
	if (trash->list.count > 0)
		qsort(trash->list.items, trash->list.count, sizeof *trash->list.items,
			compare_deleted);
	return true;
}

static bool
refresh(void *data)
{
	struct trash *trash = data;
	struct error error;

	error_init(&error);
	return session_notes_epoch(trash->session) != trash->epoch && load(trash, &error);
}

static void
title(void *data, struct buffer *out)
{
	(void)data;
	buffer_append_string(out, _("Deleted notes"));
}

static size_t
count(void *data)
{
	return ((struct trash *)data)->list.count;
}

static void
append_article(const struct trash *trash, const struct annotation *note, struct buffer *out)
{
	for (size_t i = 0; i < trash->entries.count; i++) {
		const struct library_entry *entry = &trash->entries.items[i];

		if (entry->article == note->article)
			excerpt_append_quote(out,
				slice_from_string(entry->title[0] ? entry->title
								  : path_base_name(entry->path)));
	}
}

static void
cell(void *data, size_t row, size_t column, struct buffer *out)
{
	const struct trash *trash = data;
	const struct annotation *note = &trash->list.items[row];

	switch (column) {
	case COLUMN_WORDS:
		buffer_append_string(out, note->body);
		break;
	case COLUMN_QUOTE:
		excerpt_append_quote(out, slice_from_string(note->target.quote));
		break;
	case COLUMN_TAGS:
		excerpt_append_tags(out, note->tags, note->tag_count);
		break;
	case COLUMN_DELETED:
		excerpt_append_day(out, note->deleted);
		break;
	default:
		append_article(trash, note, out);
	}
}

static void
open_row(void *data, size_t row, struct view_request *request)
{
	struct trash *trash = data;
	char id[ANNOTATION_ID_BYTES];
	struct error error;
	bool done;

	error_init(&error);
	memcpy(id, trash->list.items[row].id, sizeof id);
	done = session_restore(trash->session, id, &error);
	view_say(request, !done, "%s", done ? _("The note is back; u undoes") : error.sentence);
}

static bool
act(void *data, size_t row, enum action action, struct view_request *request)
{
	struct trash *trash = data;

	if (action == ACTION_RESTORE && row < count(data)) {
		open_row(data, row, request);
		return true;
	}
	if (action == ACTION_SHOW_HISTORY && row < count(data)) {
		request->open = "history";
		snprintf(request->argument, sizeof request->argument, "%s",
			trash->list.items[row].id);
		return false;
	}
	return list_view_undo(trash->session, action, request);
}

static void
free_data(void *taken_data)
{
	struct trash *trash = taken_data;

	annotations_clear(&trash->list);
	library_entries_clear(&trash->entries);
	free(trash);
}

static const struct list_source source = {
	.empty = N_("No note was deleted."),
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
	struct trash *trash = alloc_zeroed(1, sizeof *trash);

	(void)keymap;
	(void)request;
	trash->session = session;
	annotations_init(&trash->list);
	if (load(trash, error))
		return list_view_new(&source, trash);
	free_data(trash);
	return NULL;
}

const struct view_ops trash_view_ops = {.name = "trash", .open = open_view, LIST_VIEW_FUNCTIONS};
