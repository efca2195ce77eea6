/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader corrects a mark, and takes a correction back. */
#include "base/alloc.h"
#include "notes/anchor.h"
#include "notes/library.h"
#include "ui/session.h"
#include "ui/session_state.h"

#include <stdlib.h>
#include <string.h>

/* The one of the list that the new one has sent into the trash: about the same, and not there any
 * more; NULL when none was. */
static const struct correction *
outdone(const struct corrections *before, const struct corrections *after,
	const struct correction *added)
{
	for (size_t i = 0; i < before->count; i++) {
		const struct correction *former = &before->items[i];
		size_t k = 0;

		if (former->everywhere != added->everywhere ||
			correction_is_about_officials(former->kind) !=
				correction_is_about_officials(added->kind))
			continue;
		while (k < after->count && strcmp(after->items[k].id, former->id) != 0)
			k++;
		if (k == after->count)
			return former;
	}
	return NULL;
}

/* Keeps what it takes to undo an added one, and reads the corrections anew. */
static void
added(struct session *session, const struct correction *correction)
{
	struct corrections before = session->corrections;
	struct change *change;
	const struct correction *former;

	corrections_init(&session->corrections);
	session_look_up(session);
	former = outdone(&before, &session->corrections, correction);
	change = session_record(session, CHANGE_CORRECTED, correction->id);
	if (former)
		change->outdone = alloc_string(slice_from_string(former->id));
	corrections_clear(&before);
}

bool
session_correct(struct session *session, enum correction_kind kind, bool everywhere,
	struct span place, const char *value, struct error *error)
{
	struct store *store = session_store_for_change(session, error);
	struct correction correction = {.kind = kind, .everywhere = everywhere};
	bool done = true;

	if (!store)
		return false;
	if (correction_is_about_officials(kind))
		correction.name = alloc_string(slice_at(article_text(session->article), place));
	if (kind == CORRECTION_OFFICIAL)
		correction.office = alloc_string(slice_from_string(value));
	if (kind == CORRECTION_DIRECTIVE)
		correction.modality = alloc_string(slice_from_string(value));
	if (!everywhere) {
		correction.article = session->number;
		anchor_describe(session->article, TARGET_PHRASE, place, &correction.target);
		correction.target.version = library_keep(store, session->number, session->article,
			correction.target.paragraph, error);
		done = correction.target.version > 0;
	}
	done = done && correction_add(store, &correction, error);
	if (done)
		added(session, &correction);
	correction_clear(&correction);
	return done;
}

bool
session_take_back(struct session *session, const char *id, struct error *error)
{
	struct store *store = session_store_for_change(session, error);

	if (!store || !correction_undo(store, id, error))
		return false;
	session_record(session, CHANGE_TAKEN_BACK, id);
	session_look_up(session);
	return true;
}
