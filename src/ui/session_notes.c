/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader writes: each change is on disk when its function returns true, and can be undone.
 */
#include "ui/session.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/intl.h"
#include "notes/anchor.h"
#include "notes/annotation_history.h"
#include "notes/attachment.h"
#include "ui/session_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whether the notes file has the text as it is; that may still grow. */
static bool
is_entered(const struct session *session)
{
	return session->entered && session->entered_length == article_text(session->article).length;
}

static void
keep_entered(struct session *session)
{
	session->entered = session->number > 0;
	session->entered_length = article_text(session->article).length;
	if (session->entered && article_awaits(session->article))
		session->came = session->turned = session->number;
}

struct store *
session_store_for_change(struct session *session, struct error *error)
{
	struct store *store;

	while (article_extend(session->article, SIZE_MAX))
		;
	store = session_store(session, true, error);
	if (!store)
		return NULL;
	if (!session->looked_up)
		session_look_up(session);
	if (!is_entered(session)) { /* also this version of a known article */
		if (session->turned > 0 &&
			(session->number == session->turned || session->came > 0) &&
			!library_adopt(store, session->turned, session->article, error))
			return NULL;
		session->number = library_enter(store, session->article, error);
		keep_entered(session);
	}
	return session->number > 0 ? store : NULL;
}

bool
session_add(struct session *session, enum target_kind kind, struct span place, const char *body,
	const char *const *tags, size_t tag_count, struct error *error)
{
	struct annotation annotation = {.body = NULL};
	struct wording wording = wording_copy(body, tags, tag_count);
	struct store *store = session_store_for_change(session, error);
	bool added;

	if (!store) {
		wording_clear(&wording);
		return false;
	}
	anchor_describe(session->article, kind, place, &annotation.target);
	annotation.target.version = library_keep(
		store, session->number, session->article, annotation.target.paragraph, error);
	annotation.article = session->number;
	annotation.body = wording.body;
	annotation.tags = wording.tags;
	annotation.tag_count = tag_count;
	added = annotation.target.version > 0 && annotation_add(store, &annotation, error);
	if (added) {
		session_record(session, CHANGE_ADDED, annotation.id)->after =
			wording_copy(annotation.body, (const char *const *)annotation.tags,
				annotation.tag_count);
		session_look_up(session);
	}
	annotation_clear(&annotation);
	return added;
}

/* Keeps what it takes to undo a change; takes the revision's wordings. */
static void
record_revision(struct session *session, const char *id, struct annotation_revision *taken)
{
	struct change *change;

	if (taken->revived)
		session_record(session, CHANGE_RESTORED, id);
	if (!wording_same_body(&taken->before, &taken->after) ||
		!wording_same_tags(&taken->before, &taken->after)) {
		change = session_record(session, CHANGE_CHANGED, id);
		change->before = taken->before;
		change->after = taken->after;
		taken->before = taken->after = (struct wording){NULL, NULL, 0};
	}
	annotation_revision_clear(taken);
}

/* Whether the note is in the notes file, in the trash or out of it. */
static bool
is_known(struct store *store, const char *id)
{
	char found[ANNOTATION_ID_BYTES];
	struct error error;
	bool trash;

	error_init(&error);
	return annotation_find(store, id, found, &trash, &error);
}

bool
session_change(struct session *session, const struct note_edit *edit, const struct wording *wanted,
	const char **notice, struct error *error)
{
	struct store *store = session_store(session, true, error);
	struct annotation_revision revision;

	*notice = NULL;
	if (!store)
		return false;
	if (!is_known(store, edit->id) && !span_is_empty(edit->place)) {
		*notice = _("The note is not in the notes file any more: your words are a new one");
		return session_add(session, edit->kind, edit->place, wanted->body,
			(const char *const *)wanted->tags, wanted->tag_count, error);
	}
	if (!annotation_change(store, edit->id, &edit->seen, wanted, &revision, error))
		return false;
	if (revision.joined)
		*notice = _("The note was changed elsewhere, too: both wordings stand in it now; e "
			    "edits it");
	else if (revision.revived)
		*notice = _("The note was deleted elsewhere: it is back with your words");
	record_revision(session, edit->id, &revision);
	session_look_again(session);
	return true;
}

bool
session_attach(struct session *session, const struct annotation *note, enum target_kind kind,
	struct span place, struct error *error)
{
	struct store *store = session_store_for_change(session, error);
	char id[ANNOTATION_ID_BYTES];
	struct target target, former;
	struct change *change;
	bool done;

	if (!store)
		return false;
	memcpy(id, note->id, sizeof id);
	attachment_copy(&note->target, &former);
	anchor_describe(session->article, kind, place, &target);
	target.version =
		library_keep(store, session->number, session->article, target.paragraph, error);
	done = target.version > 0 && attachment_change(store, id, &target, error);
	if (!done) {
		target_clear(&target);
		target_clear(&former);
		return false;
	}
	change = session_record(session, CHANGE_ATTACHED, id);
	change->was_on = former;
	change->on = target;
	session_look_up(session);
	return true;
}

bool
session_delete(struct session *session, const char *id, const struct wording *seen,
	const char **notice, struct error *error)
{
	const struct annotation_step step = {.was = seen, .hidden = true};
	struct store *store = session_store(session, true, error);
	char found[ANNOTATION_ID_BYTES];
	bool stale, trash = false;

	*notice = NULL;
	if (!store || !annotation_take_step(store, id, &step, &stale, error))
		return false;
	if (!stale)
		session_record(session, CHANGE_DELETED, id);
	else if (!annotation_find(store, id, found, &trash, error))
		return false;
	if (stale)
		*notice = trash ? _("The note was deleted elsewhere already; X lists it")
				: _("Not deleted: the note was changed elsewhere; x deletes it "
				    "as it is now");
	session_look_again(session);
	return true;
}

bool
session_answer_alike(struct session *session, bool is_same, struct error *error)
{
	struct store *store = session_store(session, true, error);
	int64_t number = session->alike ? session->alike->article : 0;
	bool done;

	if (!store || number == 0)
		return false;
	if (is_same)
		done = library_adopt(store, number, session->article, error);
	else
		done = library_set_apart(store, session->article, error);
	if (!done)
		return false;
	if (is_same)
		session_record(session, CHANGE_ADOPTED, "")->article = number;
	session->entered = true;
	session_forget_alike(session);
	session_look_up(session);
	return true;
}

bool
session_restore(struct session *session, const char *id, struct error *error)
{
	struct store *store = session_store(session, true, error);

	if (!store || !annotation_restore(store, id, error))
		return false;
	session_record(session, CHANGE_RESTORED, id);
	session_look_again(session);
	return true;
}

static const struct exporter *
exporter_of_path(const struct session *session, const char *path)
{
	const struct exporter *const *exporters = session->exporters;

	for (; *exporters; exporters++) {
		if (slice_ends_with(
			    slice_from_string(path), slice_from_string((*exporters)->suffix)))
			return *exporters;
	}
	return session->exporters[0];
}

bool
session_export(struct session *session, const char *path, bool overwrite, size_t *written,
	struct error *error)
{
	struct buffer out;
	struct file_save *save;
	bool done = false;

	*written = session->notes.count;
	if (session->notes.count == 0) {
		error_set(error, ERROR_OUTPUT,
			_("there are no notes on this article; nothing was written"));
		return false;
	}
	buffer_init(&out);
	if (exporter_run(exporter_of_path(session, path), session->store, &session->notes, NULL,
		    &out, error)) {
		save = file_begin(path, overwrite, error);
		if (save && file_write(save, buffer_slice(&out), error))
			done = file_commit(save, error);
		else
			file_cancel(save);
	}
	buffer_clear(&out);
	return done;
}
