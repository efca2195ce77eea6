/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/article_notes.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/intl.h"
#include "base/path.h"
#include "notes/tag.h"
#include "ui/article_alike.h"
#include "ui/article_correct.h"
#include "ui/article_search.h"
#include "ui/article_page.h"
#include "ui/selection.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a new note or tag is about. */
struct subject {
	enum target_kind kind;
	struct span place;
};

static struct subject
subject_of(const struct article_view *view)
{
	size_t index = article_index_at(view->article, view->at);
	struct subject subject = {TARGET_PARAGRAPH, article_span(view->article, index)};

	if (view->selecting)
		subject = (struct subject){TARGET_PHRASE, selection_span(view)};
	return subject;
}

/* Whether there is something to write about; else says so. */
static bool
has_subject(const struct article_view *view, struct view_request *request)
{
	if (article_count(view->article) > 0)
		return true;
	view_say(request, true, _("There is no text to write a note on"));
	return false;
}

const struct annotation *
article_note_at(struct article_view *view)
{
	const struct annotations *notes = session_notes(view->session);
	const struct annotation *found = NULL;
	struct span paragraph;

	if (article_count(view->article) == 0)
		return NULL;
	paragraph = article_span(view->article, article_index_at(view->article, view->at));
	for (size_t i = 0; i < notes->count; i++) {
		const struct annotation *note = &notes->items[i];

		if (note->state == ANCHOR_UNATTACHED || !span_overlaps(note->place, paragraph))
			continue;
		if (note->target.kind == TARGET_PHRASE && note->place.start <= view->at &&
			view->at < note->place.end)
			return note;
		if (!found)
			found = note;
	}
	return found;
}

static const struct annotation *
note_of_id(struct article_view *view, const char *id)
{
	const struct annotations *notes = session_notes(view->session);

	for (size_t i = 0; i < notes->count; i++) {
		if (strcmp(notes->items[i].id, id) == 0)
			return &notes->items[i];
	}
	return NULL;
}

/* --- asking -------------------------------------------------------------------------------- */

static bool
is_about(const struct annotation *note, const struct subject *subject)
{
	if (note->state == ANCHOR_UNATTACHED || note->target.kind != subject->kind)
		return false;
	return subject->kind == TARGET_PHRASE
		? note->place.start == subject->place.start && note->place.end == subject->place.end
		: span_overlaps(note->place, subject->place);
}

/* The note about just this subject to which more tags belong: the first that has some, else the
 * first of all; NULL when there is none. */
static const struct annotation *
note_for_tags(struct article_view *view, const struct subject *subject)
{
	const struct annotations *notes = session_notes(view->session);
	const struct annotation *found = NULL;

	for (size_t i = 0; i < notes->count; i++) {
		const struct annotation *note = &notes->items[i];

		if (!is_about(note, subject))
			continue;
		if (note->tag_count > 0)
			return note;
		if (!found)
			found = note;
	}
	return found;
}

/* The note about just this subject that has tags, and no words yet; NULL when there is none. */
static const struct annotation *
note_without_words(struct article_view *view, const struct subject *subject)
{
	const struct annotations *notes = session_notes(view->session);

	for (size_t i = 0; i < notes->count; i++)
		if (is_about(&notes->items[i], subject) && notes->items[i].body[0] == '\0')
			return &notes->items[i];
	return NULL;
}

/* Asks by the view of that name; id may be NULL. */
static void
ask(struct view_request *request, const char *view, const char *what, const char *id)
{
	request->open = view;
	snprintf(request->argument, sizeof request->argument, "%s%s%s", what, id ? " " : "",
		id ? id : "");
}

void
article_ask_tags(struct article_view *view, struct view_request *request)
{
	const struct annotation *note;
	struct subject subject;
	struct buffer tags;

	if (!has_subject(view, request))
		return;
	subject = subject_of(view);
	note = note_for_tags(view, &subject);
	ask(request, "prompt", "tag", note ? note->id : NULL);
	if (!note)
		return;
	note_edit_begin(&view->edit, note);
	buffer_init(&tags);
	for (size_t i = 0; i < note->tag_count; i++)
		buffer_append_format(&tags, "%s ", note->tags[i]);
	request->text = buffer_take(&tags);
}

void
article_ask_note(struct article_view *view, struct view_request *request)
{
	const struct annotation *note;
	struct subject subject;

	if (!has_subject(view, request))
		return;
	subject = subject_of(view);
	note = note_without_words(view, &subject);
	if (note)
		note_edit_begin(&view->edit, note);
	ask(request, "editor", "note", note ? note->id : NULL);
}

void
article_ask_change(struct article_view *view, struct view_request *request)
{
	const struct annotation *note = article_note_at(view);

	if (!note) {
		view_say(request, true, _("There is no note here; a writes one"));
		return;
	}
	note_edit_begin(&view->edit, note);
	ask(request, "editor", "note", note->id);
	request->text = alloc_string(slice_from_string(note->body));
}

void
article_ask_export(struct article_view *view, struct view_request *request)
{
	const char *name = path_base_name(article_path(view->article));
	size_t length = strcspn(name, ".");
	struct buffer path;

	ask(request, "prompt", "export", NULL);
	buffer_init(&path);
	buffer_append(&path, (struct slice){name, length});
	buffer_append_string(&path, "-notes.txt");
	request->text = buffer_take(&path);
}

/* --- answers ------------------------------------------------------------------------------- */

/* What is known after a change: it is on disk, and the selection has served. */
static bool
changed(struct article_view *view, bool done, const struct error *error, const char *sentence,
	struct view_request *request)
{
	if (done)
		view->selecting = false;
	view->epoch++;
	article_page_reveal(view);
	view_say(request, !done, "%s", done ? sentence : error->sentence);
	return done;
}

/* Whether the note is still as it was when its editing began. */
static bool
is_as_seen(struct article_view *view)
{
	const struct annotation *note = note_of_id(view, view->edit.id);
	struct wording present;

	if (!note)
		return false;
	present = (struct wording){note->body, note->tags, note->tag_count};
	return wording_same_body(&present, &view->edit.seen) &&
		wording_same_tags(&present, &view->edit.seen);
}

/* Gives the note that was asked for other tags; one without words goes with its last tag. */
static bool
change_tags(struct article_view *view, char **tags, size_t count, const char **notice,
	struct error *error)
{
	const struct wording wanted = {view->edit.seen.body, tags, count};

	if (count == 0 && wanted.body[0] == '\0' && is_as_seen(view))
		return session_delete(
			view->session, view->edit.id, &view->edit.seen, notice, error);
	return session_change(view->session, &view->edit, &wanted, notice, error);
}

static bool
take_tags(struct article_view *view, const char *id, const char *text, struct view_request *request)
{
	bool known = note_edit_is_of(&view->edit, id), done = true;
	struct subject subject = subject_of(view);
	const char *sentence = _("Tagged"), *notice = NULL;
	struct error error;
	size_t count;
	char **tags = tag_parse(text, &count);

	error_init(&error);
	if (known && (count > 0 || view->edit.seen.tag_count > 0))
		done = change_tags(view, tags, count, &notice, &error);
	else if (count > 0)
		done = session_add(view->session, subject.kind, subject.place, "",
			(const char *const *)tags, count, &error);
	if (count == 0)
		sentence = known && view->edit.seen.tag_count > 0
			? _("The tags are taken away; u brings them back")
			: _("No tag");
	for (size_t i = 0; i < count; i++)
		free(tags[i]);
	free(tags);
	return changed(view, done, &error, notice ? notice : sentence, request);
}

/* Gives the note that was asked for another body. */
static bool
change_body(struct article_view *view, const char *body, const char **notice, struct error *error)
{
	const struct wording *seen = &view->edit.seen;
	struct wording wanted =
		wording_copy(body, (const char *const *)seen->tags, seen->tag_count);
	bool done = session_change(view->session, &view->edit, &wanted, notice, error);

	wording_clear(&wanted);
	return done;
}

static bool
take_note(struct article_view *view, const char *id, const char *text, struct view_request *request)
{
	bool known = note_edit_is_of(&view->edit, id), done;
	struct subject subject = subject_of(view);
	const char *sentence =
		known && view->edit.seen.body[0] != '\0' ? _("The note is changed") : _("Noted");
	const char *notice = NULL;
	struct error error;

	error_init(&error);
	if (slice_trim(slice_from_string(text)).length == 0) {
		view_say(request, false, "%s",
			known ? _("Nothing was written: the note stays as it was; x deletes it")
			      : _("Nothing was written"));
		return true;
	}
	if (known)
		done = change_body(view, text, &notice, &error);
	else
		done = session_add(
			view->session, subject.kind, subject.place, text, NULL, 0, &error);
	return changed(view, done, &error, notice ? notice : sentence, request);
}

/* Attaches a note to what the reader has chosen. */
static bool
take_attachment(struct article_view *view, const char *id, struct view_request *request)
{
	const struct annotation *note = id ? note_of_id(view, id) : NULL;
	struct subject subject = subject_of(view);
	struct error error;

	error_init(&error);
	if (!note) {
		view_say(request, true, _("This note was deleted meanwhile"));
		return true;
	}
	return changed(view,
		session_attach(view->session, note, subject.kind, subject.place, &error), &error,
		_("Attached here; u takes it back"), request);
}

static bool
export_to(struct article_view *view, const char *path, bool overwrite, struct view_request *request)
{
	struct error error;
	size_t written;

	error_init(&error);
	if (!session_export(view->session, path, overwrite, &written, &error)) {
		view_say(request, true, "%s", error.sentence);
		return false;
	}
	view_say(request, false,
		ngettext("%zu note written to %s", "%zu notes written to %s", written), written,
		path);
	return true;
}

/* Asks before it writes over a file. */
static bool
take_path(struct article_view *view, const char *path, struct view_request *request)
{
	struct buffer question;

	if (path[0] == '\0')
		return true;
	if (access(path, F_OK) != 0)
		return export_to(view, path, false, request);
	free(view->export_path);
	view->export_path = alloc_string(slice_from_string(path));
	ask(request, "prompt", "confirm export", NULL);
	buffer_init(&question);
	buffer_append_format(&question, _("%s exists. Write over it? (y/n) "), path);
	request->text = buffer_take(&question);
	return true;
}

bool
article_answer(struct article_view *view, const char *argument, const char *text,
	struct view_request *request)
{
	const char *id = strchr(argument, ' ');
	struct slice what = {argument, id ? (size_t)(id - argument) : strlen(argument)};

	id = id ? id + 1 : NULL;
	if (slice_equal(what, slice_from_string("search")))
		return article_search(view, text, false, request);
	if (slice_equal(what, slice_from_string("search-back")))
		return article_search(view, text, true, request);
	if (slice_equal(what, slice_from_string("paragraphs")))
		return article_show_only(view, text, request);
	if (slice_equal(what, slice_from_string("export")))
		return take_path(view, text, request);
	if (strcmp(argument, "confirm export") == 0)
		return !view->export_path || strcmp(text, "yes") != 0 ||
			export_to(view, view->export_path, true, request);
	if (article_count(view->article) == 0)
		return true;
	if (slice_equal(what, slice_from_string("alike")))
		return article_take_alike(view, text[0], request);
	if (slice_equal(what, slice_from_string("attach")))
		return take_attachment(view, id, request);
	if (slice_equal(what, slice_from_string("attach-mark")))
		return article_attach_correction(view, id ? id : "", request);
	if (slice_equal(what, slice_from_string("tag")))
		return take_tags(view, id, text, request);
	if (slice_equal(what, slice_from_string("note")))
		return take_note(view, id, text, request);
	if (slice_equal(what, slice_from_string("choice")) ||
		slice_equal(what, slice_from_string("confirm")) ||
		slice_equal(what, slice_from_string("office")))
		return article_take_correction(view, argument, text, request);
	return true;
}

/* --- without asking ------------------------------------------------------------------------ */

void
article_delete_note(struct article_view *view, struct view_request *request)
{
	const struct annotation *note = article_note_at(view);
	const char *notice = NULL;
	struct wording seen;
	struct error error;
	bool done;

	error_init(&error);
	if (!note) {
		view_say(request, true, _("There is no note here"));
		return;
	}
	seen = (struct wording){note->body, note->tags, note->tag_count};
	done = session_delete(view->session, note->id, &seen, &notice, &error);
	changed(view, done, &error, notice ? notice : _("The note is deleted; u brings it back"),
		request);
}

void
article_undo(struct article_view *view, bool back, struct view_request *request)
{
	char sentence[512] = "";
	struct error error;
	bool done;

	error_init(&error);
	done = back ? session_undo(view->session, sentence, sizeof sentence, &error)
		    : session_redo(view->session, sentence, sizeof sentence, &error);
	changed(view, done, &error, sentence, request);
}

void
article_ask_history(struct article_view *view, struct view_request *request)
{
	const struct annotation *note = article_note_at(view);

	if (note)
		ask(request, "history", note->id, NULL);
	else
		view_say(request, true, _("There is no note here"));
}
