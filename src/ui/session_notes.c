/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader writes: each change is on disk when its function returns true, and can be undone.
 */
#include "ui/session.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/intl.h"
#include "notes/anchor.h"
#include "notes/attachment.h"
#include "ui/session_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char **
copy_tags(const char *const *tags, size_t count)
{
	char **copy = alloc_zeroed(count, sizeof *copy);

	for (size_t i = 0; i < count; i++)
		copy[i] = alloc_string(slice_from_string(tags[i]));
	return copy;
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
	if (!session->entered) { /* also this version of a known article */
		if (session->turned > 0 && session->number == session->turned &&
			!library_adopt(store, session->turned, session->article, error))
			return NULL;
		session->number = library_enter(store, session->article, error);
		session->entered = session->number > 0;
	}
	return session->number > 0 ? store : NULL;
}

bool
session_add(struct session *session, enum target_kind kind, struct span place, const char *body,
	const char *const *tags, size_t tag_count, struct error *error)
{
	struct annotation annotation = {.body = NULL};
	struct store *store = session_store_for_change(session, error);
	bool added;

	if (!store)
		return false;
	anchor_describe(session->article, kind, place, &annotation.target);
	annotation.target.version = library_keep(
		store, session->number, session->article, annotation.target.paragraph, error);
	annotation.article = session->number;
	annotation.body = alloc_string(slice_from_string(body));
	annotation.tags = copy_tags(tags, tag_count);
	annotation.tag_count = tag_count;
	added = annotation.target.version > 0 && annotation_add(store, &annotation, error);
	if (added) {
		changes_push(&session->changes, CHANGE_ADDED, annotation.id);
		session_look_up(session);
	}
	annotation_clear(&annotation);
	return added;
}

bool
session_change(struct session *session, const struct annotation *before, const char *body,
	const char *const *tags, size_t tag_count, struct error *error)
{
	struct store *store = session_store_for_change(session, error);
	struct change *change;

	if (!store || !annotation_change(store, before->id, body, tags, tag_count, error))
		return false;
	change = changes_push(&session->changes, CHANGE_CHANGED, before->id);
	change->body = alloc_string(slice_from_string(before->body));
	change->tags = copy_tags((const char *const *)before->tags, before->tag_count);
	change->tag_count = before->tag_count;
	session_look_up(session);
	return true;
}

bool
session_attach(struct session *session, const struct annotation *note, enum target_kind kind,
	struct span place, struct error *error)
{
	struct store *store = session_store_for_change(session, error);
	char id[ANNOTATION_ID_BYTES];
	struct target target, former;
	bool done;

	if (!store)
		return false;
	memcpy(id, note->id, sizeof id);
	attachment_copy(&note->target, &former);
	anchor_describe(session->article, kind, place, &target);
	target.version =
		library_keep(store, session->number, session->article, target.paragraph, error);
	done = target.version > 0 && attachment_change(store, id, &target, error);
	target_clear(&target);
	if (!done) {
		target_clear(&former);
		return false;
	}
	changes_push(&session->changes, CHANGE_ATTACHED, id)->target = former;
	session_look_up(session);
	return true;
}

bool
session_delete(struct session *session, const char *id, struct error *error)
{
	struct store *store = session_store_for_change(session, error);

	if (!store || !annotation_delete(store, id, error))
		return false;
	changes_push(&session->changes, CHANGE_DELETED, id);
	session_look_up(session);
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
		done = library_enter(store, session->article, error) > 0;
	if (!done)
		return false;
	if (is_same)
		changes_push(&session->changes, CHANGE_ADOPTED, "");
	session->entered = true;
	session_forget_alike(session);
	session_look_up(session);
	return true;
}

bool
session_undo(struct session *session, char *sentence, size_t size, struct error *error)
{
	struct store *store;
	struct change *change;
	bool undone = false;

	if (session->changes.count == 0) {
		snprintf(sentence, size, "%s", _("Nothing to undo"));
		return true;
	}
	store = session_store_for_change(session, error);
	if (!store)
		return false;
	change = &session->changes.items[session->changes.count - 1];
	switch (change->kind) {
	case CHANGE_ADDED:
		undone = annotation_delete(store, change->id, error);
		snprintf(sentence, size, "%s", _("Undone: the new note is in the trash"));
		break;
	case CHANGE_CHANGED:
		undone = annotation_change(store, change->id, change->body,
			(const char *const *)change->tags, change->tag_count, error);
		snprintf(sentence, size, "%s", _("Undone: the note is as it was before"));
		break;
	case CHANGE_DELETED:
		undone = annotation_restore(store, change->id, error);
		snprintf(sentence, size, "%s", _("Undone: the note is back"));
		break;
	case CHANGE_CORRECTED:
	case CHANGE_TAKEN_BACK:
		undone = session_uncorrect(store, change, error);
		snprintf(sentence, size, "%s",
			change->kind == CHANGE_CORRECTED ? _("Undone: the mark is as it was before")
							 : _("Undone: the correction holds again"));
		break;
	case CHANGE_ATTACHED:
		undone = attachment_change(store, change->id, &change->target, error);
		snprintf(sentence, size, "%s", _("Undone: the note is on what it was on before"));
		break;
	case CHANGE_ADOPTED:
		undone = library_part(store, session->article, error) > 0;
		snprintf(sentence, size, "%s",
			_("Undone: the notes are the other text's again, and this one is by "
			  "itself"));
		break;
	}
	if (!undone)
		return false;
	changes_drop(&session->changes);
	session_look_up(session);
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
