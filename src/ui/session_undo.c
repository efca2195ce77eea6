/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Undoing, and doing again. A step is taken only when the note still is as the session has left it:
 * what somebody else has written since then is no business of an undo.
 */
#include "ui/session.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "base/path.h"
#include "notes/attachment.h"
#include "ui/session_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is said of a step. */
static const struct {
	const char *undone, *redone;
} sentences[] = {
	[CHANGE_ADDED] = {N_("Undone: the new note is in the trash"),
		N_("Done again: the note is there")},
	[CHANGE_CHANGED] = {N_("Undone: the note is as it was before"),
		N_("Done again: the note is changed")},
	[CHANGE_DELETED] = {N_("Undone: the note is back"),
		N_("Done again: the note is in the trash")},
	[CHANGE_RESTORED] = {N_("Undone: the note is in the trash again"),
		N_("Done again: the note is back")},
	[CHANGE_CORRECTED] = {N_("Undone: the mark is as it was before"),
		N_("Done again: the mark is corrected")},
	[CHANGE_TAKEN_BACK] = {N_("Undone: the correction holds again"),
		N_("Done again: the correction is taken back")},
	[CHANGE_ATTACHED] = {N_("Undone: the note is on what it was on before"),
		N_("Done again: the note is attached")},
	[CHANGE_ADOPTED] = {N_("Undone: the notes are the other text's again, and this one is by "
			       "itself"),
		N_("Done again: the notes are this text's")},
};

static struct annotation_step
backwards(const struct change *change)
{
	switch (change->kind) {
	case CHANGE_ADDED:
		return (struct annotation_step){.was = &change->after, .hidden = true};
	case CHANGE_CHANGED:
		return (struct annotation_step){.was = &change->after, .wanted = &change->before};
	case CHANGE_DELETED:
		return (struct annotation_step){.was_hidden = true};
	default:
		return (struct annotation_step){.hidden = true};
	}
}

static struct annotation_step
forwards(const struct change *change)
{
	switch (change->kind) {
	case CHANGE_ADDED:
		return (struct annotation_step){.was = &change->after, .was_hidden = true};
	case CHANGE_CHANGED:
		return (struct annotation_step){.was = &change->before, .wanted = &change->after};
	case CHANGE_DELETED:
		return (struct annotation_step){.hidden = true};
	default:
		return (struct annotation_step){.was_hidden = true};
	}
}

static bool
apply(struct session *session, struct store *store, const struct change *change, bool back,
	bool *stale, struct error *error)
{
	struct annotation_step step;

	switch (change->kind) {
	case CHANGE_CORRECTED:
	case CHANGE_TAKEN_BACK:
		return back ? session_uncorrect(store, change, error)
			    : session_correct_again(store, change, error);
	case CHANGE_ATTACHED:
		return attachment_change(
			store, change->id, back ? &change->was_on : &change->on, error);
	case CHANGE_ADOPTED:
		return back ? library_part(store, session->article, error) > 0
			    : library_adopt(store, change->article, session->article, error);
	default:
		step = back ? backwards(change) : forwards(change);
		return annotation_take_step(store, change->id, &step, stale, error);
	}
}

/* The change on top of one stack, undone or done again, goes to the other; one that cannot be, as
 * somebody has changed the note, goes away. */
static bool
take_step(struct session *session, bool back, bool *stale, struct error *error)
{
	struct changes *from = back ? &session->changes : &session->undone;
	struct store *store = session_store(session, true, error);

	*stale = false;
	if (!store || !apply(session, store, changes_top(from), back, stale, error))
		return false;
	if (*stale)
		changes_drop(from);
	else
		changes_move(from, back ? &session->undone : &session->changes);
	session_look_again(session);
	return true;
}

/* Says in which text, where that is not the open one. */
static void
append_place(const struct session *session, const char *path, char *sentence, size_t size)
{
	size_t length = strlen(sentence);

	if (path && strcmp(path, article_path(session->article)) != 0)
		/* TRANSLATORS: behind a sentence: in which file that was. */
		snprintf(sentence + length, size - length, _(" (in %s)"), path_base_name(path));
}

static bool
go(struct session *session, bool back, char *sentence, size_t size, struct error *error)
{
	const struct change *change = changes_top(back ? &session->changes : &session->undone);
	enum change_kind kind;
	char *path;
	bool done, stale;

	if (!change) {
		snprintf(sentence, size, "%s",
			back ? _("Nothing to undo") : _("Nothing to do again"));
		return true;
	}
	kind = change->kind;
	path = change->path ? alloc_string(slice_from_string(change->path)) : NULL;
	done = take_step(session, back, &stale, error);
	if (stale)
		snprintf(sentence, size, "%s",
			back ? _("Not undone: the note was changed elsewhere since; z shows all "
				 "that it was")
			     : _("Not done again: the note was changed elsewhere since; z shows "
				 "all that it was"));
	else
		snprintf(sentence, size, "%s",
			back ? _(sentences[kind].undone) : _(sentences[kind].redone));
	if (done)
		append_place(session, path, sentence, size);
	free(path);
	return done;
}

bool
session_undo(struct session *session, char *sentence, size_t size, struct error *error)
{
	return go(session, true, sentence, size, error);
}

bool
session_redo(struct session *session, char *sentence, size_t size, struct error *error)
{
	return go(session, false, sentence, size, error);
}
