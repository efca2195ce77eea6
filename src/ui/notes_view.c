/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The open article's notes are read where the session keeps them. Those of all articles are rows of
 * the view's own, counted when it is opened and again when the notes file has changed, and read
 * when they are looked at; where a note is one of the open article's, the session knows its place.
 */
#include <config.h>

#include "ui/notes_view.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "base/path.h"
#include "notes/annotation_rows.h"
#include "notes/library.h"
#include "ui/excerpt.h"
#include "ui/list_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	COLUMN_PARAGRAPH,
	COLUMN_WORDS,
	COLUMN_QUOTE,
	COLUMN_TAGS,
	COLUMN_CHANGED,
	COLUMN_ARTICLE, /* of all articles only */
	COLUMNS
};

enum {
	DAY_COLUMNS = 10 /* 2020-02-03 */
};

#define NOTE "note " /* what the editor is asked for, before the note's id */

struct notes {
	struct session *session;
	bool all;
	char *tag;                    /* NULL: any */
	struct annotation_rows *rows; /* of all articles; NULL: none */
	struct library_entry entry;   /* the article of the row that was looked at last */
	size_t epoch;                 /* of the session's notes when they were looked at last */
	struct note_edit edit;        /* the note that the editor was opened for */
};

static const struct list_column columns[COLUMNS] = {
	[COLUMN_PARAGRAPH] = {.heading = N_("¶"),
		.columns = 5,
		.right = true,
		.role = ROLE_LIST_META},
	[COLUMN_WORDS] = {.heading = N_("note"), .share = 4, .role = ROLE_NOTE},
	[COLUMN_QUOTE] = {.heading = N_("on"), .share = 4, .drop = 2, .role = ROLE_LIST},
	[COLUMN_TAGS] = {.heading = N_("tags"), .share = 2, .drop = 1, .role = ROLE_TAG},
	[COLUMN_CHANGED] = {.heading = N_("changed"),
		.columns = DAY_COLUMNS,
		.drop = 4,
		.role = ROLE_LIST_META},
	[COLUMN_ARTICLE] = {.heading = N_("article"),
		.share = 3,
		.drop = 3,
		.role = ROLE_LIST_META},
};

/* --- what is shown ------------------------------------------------------------------------- */

static size_t
count(void *data)
{
	const struct notes *notes = data;

	return notes->all ? annotation_rows_count(notes->rows)
			  : session_notes(notes->session)->count;
}

/* The notes file; NULL when it cannot be read. The session opens it anew when it is written to
 * first.
 */
static struct store *
store_of(const struct notes *notes)
{
	struct error ignored;

	error_init(&ignored);
	return session_store(notes->session, false, &ignored);
}

/* The note of a row, borrowed until another one is asked for; NULL when there is none any more. */
static const struct annotation *
row_of(const struct notes *notes, size_t row)
{
	const struct annotations *list = session_notes(notes->session);

	if (notes->all)
		return annotation_rows_at(notes->rows, store_of(notes), row);
	return row < list->count ? &list->items[row] : NULL;
}

/* The note as the session has it, placed in the open article; NULL when it is another's. */
static const struct annotation *
placed(const struct notes *notes, const char *id)
{
	const struct annotations *list = session_notes(notes->session);

	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->items[i].id, id) == 0)
			return &list->items[i];
	}
	return NULL;
}

/* The article of a note; NULL when it cannot be read. Borrowed until another one is asked for. */
static const struct library_entry *
entry_of(struct notes *notes, int64_t article)
{
	struct store *store = store_of(notes);
	struct error ignored;

	if (notes->entry.path && notes->entry.article == article)
		return &notes->entry;
	library_entry_clear(&notes->entry);
	error_init(&ignored);
	if (!store || !library_look_up(store, article, &notes->entry, &ignored))
		return NULL;
	return &notes->entry;
}

/* Counts the notes of all articles. */
static bool
load(struct notes *notes, struct error *error)
{
	struct store *store = session_store(notes->session, false, error);
	struct annotation_filter filter = {.tag = notes->tag};

	annotation_rows_close(notes->rows);
	notes->rows = NULL;
	library_entry_clear(&notes->entry);
	if (!store)
		return !error_is_set(session_notes_error(notes->session));
	notes->rows = annotation_rows_open(store, &filter, error);
	return notes->rows != NULL;
}

static bool
refresh(void *data)
{
	struct notes *notes = data;
	size_t before = notes->epoch;
	struct error error;

	error_init(&error);
	notes->epoch = session_notes_epoch(notes->session);
	return before != notes->epoch && (!notes->all || load(notes, &error));
}

static void
title(void *data, struct buffer *out)
{
	const struct notes *notes = data;

	if (notes->tag)
		buffer_append_format(out, _("Notes with the tag %s"), notes->tag);
	else
		buffer_append_string(
			out, notes->all ? _("Notes of all articles") : _("Notes of this article"));
}

static void
append_words(const struct notes *notes, const struct annotation *note, struct buffer *out)
{
	const struct annotation *known = notes->all ? placed(notes, note->id) : note;

	if (known && known->state == ANCHOR_UNATTACHED)
		/* TRANSLATORS: a note whose words are not in the text any more. */
		buffer_append_format(out, "[%s] ", _("unattached"));
	else if (known && known->state == ANCHOR_APPROXIMATE)
		/* TRANSLATORS: a note whose words in the text have changed. */
		buffer_append_format(out, "[%s] ", _("text changed"));
	buffer_append_string(out, note->body ? note->body : "");
}

static void
append_article(struct notes *notes, const struct annotation *note, struct buffer *out)
{
	const struct library_entry *entry = entry_of(notes, note->article);

	if (entry)
		excerpt_append_quote(out,
			slice_from_string(
				entry->title[0] ? entry->title : path_base_name(entry->path)));
}

static void
cell(void *data, size_t row, size_t column, struct buffer *out)
{
	struct notes *notes = data;
	const struct annotation *note = row_of(notes, row);

	if (!note)
		return;
	switch (column) {
	case COLUMN_PARAGRAPH:
		buffer_append_format(out, "%zu", note->target.paragraph);
		break;
	case COLUMN_WORDS:
		append_words(notes, note, out);
		break;
	case COLUMN_QUOTE:
		excerpt_append_quote(out, slice_from_string(note->target.quote));
		break;
	case COLUMN_TAGS:
		excerpt_append_tags(out, note->tags, note->tag_count);
		break;
	case COLUMN_CHANGED:
		excerpt_append_day(out, note->modified);
		break;
	default:
		append_article(notes, note, out);
	}
}

/* --- what the keys do ---------------------------------------------------------------------- */

/* Asks to go to a note of the open article. */
static void
go_to(struct notes *notes, const struct annotation *note, struct view_request *request)
{
	const struct article *article = session_article(notes->session);
	size_t number = note->target.paragraph;

	if (note->state == ANCHOR_UNATTACHED) {
		view_say(request, false,
			_("The words of this note are gone from the text; U on the page attaches "
			  "it by hand"));
		return;
	}
	request->has_go_to = true;
	request->go_to = note->place;
	if (span_is_empty(note->place) && number > 0 && number <= article_count(article))
		request->go_to = article_span(article, number - 1);
}

/* Opens the article of a note and asks to go there. */
static void
go_elsewhere(struct notes *notes, const struct annotation *note, struct view_request *request)
{
	const struct library_entry *entry = entry_of(notes, note->article);
	const struct annotation *known;
	struct error error;

	error_init(&error);
	if (!entry ||
		(strcmp(entry->path, "-") == 0 &&
			!session_has_input(notes->session, note->article))) {
		view_say(request, true, _("The text of this note came from standard input"));
		return;
	}
	if (!session_go_to_path(notes->session, entry->path, &error)) {
		view_say(request, true, "%s", error.sentence);
		return;
	}
	known = placed(notes, note->id);
	request->has_go_to = true; /* the lists below show the former article */
	if (known)
		go_to(notes, known, request);
}

static void
open_row(void *data, size_t row, struct view_request *request)
{
	struct notes *notes = data;
	const struct annotation *note = row_of(notes, row);
	const struct annotation *known = note ? placed(notes, note->id) : NULL;

	if (!note)
		return;
	if (known)
		go_to(notes, known, request);
	else
		go_elsewhere(notes, note, request);
}

/* Asks for another wording of a row's note. */
static void
ask_change(struct notes *notes, const struct annotation *note, struct view_request *request)
{
	const struct annotation *known = placed(notes, note->id);
	struct annotation unplaced = *note;

	unplaced.state = ANCHOR_UNATTACHED; /* where it is in a text that is not open */
	note_edit_begin(&notes->edit, known ? known : &unplaced);
	request->open = "editor";
	snprintf(request->argument, sizeof request->argument, NOTE "%s", note->id);
	request->text = alloc_string(slice_from_string(note->body));
}

/* What only asks for something. False when the action does more. */
static bool
ask(struct notes *notes, const struct annotation *note, enum action action,
	struct view_request *request)
{
	if (!note || (action != ACTION_EDIT_NOTE && action != ACTION_SHOW_HISTORY))
		return false;
	if (action == ACTION_EDIT_NOTE) {
		ask_change(notes, note, request);
		return true;
	}
	request->open = "history";
	snprintf(request->argument, sizeof request->argument, "%s", note->id);
	return true;
}

static void
delete_note(struct notes *notes, const struct annotation *note, struct view_request *request)
{
	const struct wording seen = {note->body, note->tags, note->tag_count};
	const char *notice = NULL;
	struct error error;
	bool done;

	error_init(&error);
	done = session_delete(notes->session, note->id, &seen, &notice, &error);
	view_say(request, !done, "%s",
		!done            ? error.sentence
			: notice ? notice
				 : _("The note is deleted; u brings it back"));
}

static bool
act(void *data, size_t row, enum action action, struct view_request *request)
{
	struct notes *notes = data;
	const struct annotation *note = row_of(notes, row);
	struct error error;

	error_init(&error);
	if (ask(notes, note, action, request))
		return false;
	if (action == ACTION_DELETE_NOTE && note)
		delete_note(notes, note, request);
	else if (!list_view_undo(notes->session, action, request))
		return false;
	if (notes->all && !load(notes, &error))
		view_say(request, true, "%s", error.sentence);
	return true;
}

/* The answer of the editor for the note that it was asked for. */
static bool
answer(void *data, const char *argument, const char *text, struct view_request *request)
{
	struct notes *notes = data;
	const struct wording *seen = &notes->edit.seen;
	struct wording wanted;
	const char *notice;
	struct error error;
	bool done;

	(void)argument;
	error_init(&error);
	if (slice_trim(slice_from_string(text)).length == 0) {
		view_say(request, false,
			_("Nothing was written: the note stays as it was; x deletes it"));
		return true;
	}
	wanted = wording_copy(text, (const char *const *)seen->tags, seen->tag_count);
	done = session_change(notes->session, &notes->edit, &wanted, &notice, &error);
	wording_clear(&wanted);
	view_say(request, !done, "%s",
		!done            ? error.sentence
			: notice ? notice
				 : _("The note is changed"));
	if (done && notes->all && !load(notes, &error))
		view_say(request, true, "%s", error.sentence);
	return done;
}

/* --- opening ------------------------------------------------------------------------------- */

static void
free_data(void *taken_data)
{
	struct notes *notes = taken_data;

	annotation_rows_close(notes->rows);
	library_entry_clear(&notes->entry);
	note_edit_clear(&notes->edit);
	free(notes->tag);
	free(notes);
}

static const struct list_source article_source = {
	.empty = N_("There are no notes on this article: a writes one, t tags."),
	.columns = columns,
	.column_count = COLUMN_ARTICLE,
	.title = title,
	.count = count,
	.cell = cell,
	.open = open_row,
	.act = act,
	.answer = answer,
	.refresh = refresh,
	.free = free_data,
};

static const struct list_source all_source = {
	.empty = N_("There are no notes: a writes one, t tags."),
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
open_article(struct session *session, const struct keymap *keymap,
	const struct view_request *request, struct error *error)
{
	struct notes *notes = alloc_zeroed(1, sizeof *notes);

	(void)keymap;
	(void)request;
	(void)error;
	notes->session = session;
	return list_view_new(&article_source, notes);
}

static void *
open_all(struct session *session, const struct keymap *keymap, const struct view_request *request,
	struct error *error)
{
	struct notes *notes = alloc_zeroed(1, sizeof *notes);

	(void)keymap;
	notes->session = session;
	notes->all = true;
	if (strcmp(request->argument, "tag") == 0 && request->text)
		notes->tag = alloc_string(slice_from_string(request->text));
	if (load(notes, error))
		return list_view_new(&all_source, notes);
	free_data(notes);
	return NULL;
}

const struct view_ops notes_view_ops = {.name = "notes", .open = open_article, LIST_VIEW_FUNCTIONS};

const struct view_ops all_notes_view_ops = {
	.name = "all-notes", .open = open_all, LIST_VIEW_FUNCTIONS};
