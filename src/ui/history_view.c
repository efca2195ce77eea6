/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 *      History of a note  3                title
 *         until             what     words
 *      >  now               words    谁来查？
 *         2020-02-03 04:05  words    Who checks?       r takes this back
 *         2020-02-03 04:01  tags     库存
 *
 * Taking back is a change like any other: what it replaces goes into the history, and u undoes it.
 */
#include <config.h>

#include "ui/history_view.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "export/stamp.h"
#include "notes/annotation_history.h"
#include "notes/tag.h"
#include "ui/list_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	COLUMN_UNTIL,
	COLUMN_WHAT,
	COLUMN_WORDS,
	COLUMNS
};

enum {
	MINUTE_BYTES = 16 /* of a stamp: 2020-02-03 04:05 */
};

#define NOTE "note " /* what the editor is asked for, before the note's id */

struct past {
	struct session *session;
	char id[ANNOTATION_ID_BYTES];
	struct note_edit edit; /* the note as it is now */
	struct history_entries entries;
	size_t epoch; /* of the session's notes when they were read */
};

static const struct list_column columns[COLUMNS] = {
	[COLUMN_UNTIL] = {.heading = N_("until"), .columns = MINUTE_BYTES, .role = ROLE_LIST_META},
	[COLUMN_WHAT] = {.heading = N_("what"), .columns = 10, .drop = 1, .role = ROLE_LIST},
	[COLUMN_WORDS] = {.heading = N_("note"), .share = 1, .role = ROLE_NOTE},
};

/* TRANSLATORS: what was changed of a note, or done to it; at most 10 columns. */
static const char *const kinds[] = {
	[HISTORY_BODY] = N_("words"),
	[HISTORY_TAGS] = N_("tags"),
	[HISTORY_ATTACHED] = N_("was on"),
	[HISTORY_DELETED] = N_("deleted"),
	[HISTORY_RESTORED] = N_("restored"),
};

/* The note as the session has placed it, where it is one of the open article's. */
static const struct annotation *
placed(const struct past *past)
{
	const struct annotations *list = session_notes(past->session);

	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->items[i].id, past->id) == 0)
			return &list->items[i];
	}
	return NULL;
}

/* Reads the note as it is now, in the trash or out of it. */
static bool
load_present(struct past *past, struct store *store, struct error *error)
{
	struct annotation_filter filter = {.id = past->id};
	struct annotations list;
	bool done;

	annotations_init(&list);
	done = annotation_list(store, &filter, &list, error);
	filter.trash = true;
	if (done && list.count == 0)
		done = annotation_list(store, &filter, &list, error);
	if (done && list.count > 0) {
		const struct annotation *known = placed(past);

		list.items[0].state = ANCHOR_UNATTACHED; /* its place is not known here */
		note_edit_begin(&past->edit, known ? known : &list.items[0]);
	}
	annotations_clear(&list);
	return done;
}

static bool
load(struct past *past, struct error *error)
{
	struct store *store = session_store(past->session, false, error);

	history_entries_clear(&past->entries);
	if (!store)
		return false;
	past->epoch = session_notes_epoch(past->session);
	return load_present(past, store, error) &&
		annotation_history(store, past->id, &past->entries, error);
}

static bool
refresh(void *data)
{
	struct past *past = data;
	struct error error;

	error_init(&error);
	return session_notes_epoch(past->session) != past->epoch && load(past, &error);
}

/* The row's change; NULL for the first row, the present. */
static const struct history_entry *
entry_at(const struct past *past, size_t row)
{
	return row == 0 ? NULL : &past->entries.items[past->entries.count - row];
}

static void
title(void *data, struct buffer *out)
{
	(void)data;
	buffer_append_string(out, _("History of a note"));
}

static size_t
count(void *data)
{
	return ((struct past *)data)->entries.count + 1;
}

static void
cell(void *data, size_t row, size_t column, struct buffer *out)
{
	const struct past *past = data;
	const struct history_entry *entry = entry_at(past, row);
	size_t start = out->length;

	if (column == COLUMN_UNTIL && entry) {
		stamp_append(out, entry->changed);
		buffer_truncate(out, start + MINUTE_BYTES);
	} else if (column == COLUMN_UNTIL) {
		/* TRANSLATORS: the present words of a note, below "until". */
		buffer_append_string(out, _("now"));
	} else if (column == COLUMN_WHAT) {
		buffer_append_string(out, _(kinds[entry ? entry->kind : HISTORY_BODY]));
	} else if (!entry && past->edit.seen.body) {
		buffer_append_string(out, past->edit.seen.body);
	} else if (entry) {
		buffer_append_string(out, entry->former);
	}
}

/* --- what the keys do ---------------------------------------------------------------------- */

/* Makes the note what is wanted. */
static bool
change(struct past *past, const struct wording *wanted, const char *sentence,
	struct view_request *request)
{
	const char *notice;
	struct error error;
	bool done;

	error_init(&error);
	done = session_change(past->session, &past->edit, wanted, &notice, &error);
	view_say(request, !done, "%s", !done ? error.sentence : notice ? notice : sentence);
	return done;
}

static void
take_back(struct past *past, const struct history_entry *entry, struct view_request *request)
{
	const struct wording *seen = &past->edit.seen;
	struct wording wanted =
		wording_copy(entry->kind == HISTORY_BODY ? entry->former : seen->body,
			(const char *const *)seen->tags, seen->tag_count);

	if (entry->kind == HISTORY_TAGS) {
		for (size_t i = 0; i < wanted.tag_count; i++)
			free(wanted.tags[i]);
		free(wanted.tags);
		wanted.tags = tag_parse(entry->former, &wanted.tag_count);
	}
	change(past, &wanted,
		entry->kind == HISTORY_TAGS ? _("The former tags are back; u undoes")
					    : _("The former words are back; u undoes"),
		request);
	wording_clear(&wanted);
}

static bool
has_words(const struct history_entry *entry, struct view_request *request)
{
	if (!entry)
		view_say(request, false, _("That is what the note is now"));
	else if (entry->kind != HISTORY_BODY && entry->kind != HISTORY_TAGS)
		view_say(
			request, false, _("This row tells of no words; X lists the deleted notes"));
	else
		return true;
	return false;
}

/* The words whole, to be read, and to be saved as they are or changed. */
static void
open_row(void *data, size_t row, struct view_request *request)
{
	const struct past *past = data;
	const struct history_entry *entry = entry_at(past, row);
	const char *words = entry ? entry->former : past->edit.seen.body;

	if (entry && entry->kind != HISTORY_BODY) {
		if (has_words(entry, request))
			take_back(data, entry, request);
		return;
	}
	request->open = "editor";
	snprintf(request->argument, sizeof request->argument, NOTE "%s", past->id);
	request->text = alloc_string(slice_from_string(words ? words : ""));
}

static bool
act(void *data, size_t row, enum action action, struct view_request *request)
{
	struct past *past = data;

	if (action == ACTION_RESTORE) {
		if (has_words(entry_at(past, row), request))
			take_back(past, entry_at(past, row), request);
		return true;
	}
	return list_view_undo(past->session, action, request);
}

static bool
answer(void *data, const char *argument, const char *text, struct view_request *request)
{
	struct past *past = data;
	const struct wording *seen = &past->edit.seen;
	struct wording wanted;
	bool done;

	(void)argument;
	if (slice_trim(slice_from_string(text)).length == 0) {
		view_say(request, false,
			_("Nothing was written: the note stays as it was; x deletes it"));
		return true;
	}
	wanted = wording_copy(text, (const char *const *)seen->tags, seen->tag_count);
	done = change(past, &wanted, _("The note is changed"), request);
	wording_clear(&wanted);
	return done;
}

/* --- opening ------------------------------------------------------------------------------- */

static void
free_data(void *taken_data)
{
	struct past *past = taken_data;

	history_entries_clear(&past->entries);
	note_edit_clear(&past->edit);
	free(past);
}

static const struct list_source source = {
	.empty = N_("This note was never changed."),
	.columns = columns,
	.column_count = COLUMNS,
	.title = title,
	.count = count,
	.cell = cell,
	.open = open_row,
	.act = act,
	.answer = answer,
	.refresh = refresh,
	.free = free_data,
};

static void *
open_view(struct session *session, const struct keymap *keymap, const struct view_request *request,
	struct error *error)
{
	struct past *past = alloc_zeroed(1, sizeof *past);

	(void)keymap;
	past->session = session;
	snprintf(past->id, sizeof past->id, "%.*s", ANNOTATION_ID_BYTES - 1, request->argument);
	if (load(past, error))
		return list_view_new(&source, past);
	free_data(past);
	return NULL;
}

const struct view_ops history_view_ops = {
	.name = "history", .open = open_view, LIST_VIEW_FUNCTIONS};
