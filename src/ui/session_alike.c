/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether the open text is one that was read elsewhere or before it was edited. The search goes on
 * in slices behind the first frame; the answer is the reader's. Without one the text is not made
 * known, so that it is asked for again. A text that is known, but has no notes, is asked about when
 * it was made known before the other one had any.
 */
#include "ui/session.h"

#include "base/alloc.h"
#include "notes/anchor.h"
#include "ui/session_state.h"

#include <stdlib.h>

void
session_forget_alike(struct session *session)
{
	likeness_free(session->likeness);
	session->likeness = NULL;
	if (session->alike)
		library_entry_clear(session->alike);
	free(session->alike);
	session->alike = NULL;
}

/* Whether there was something to ask about when the text was made known: no was the answer then. */
static bool
was_asked(struct session *session, int64_t found, struct error *error)
{
	bool older = true;

	return session->number > 0 &&
		(!library_is_older(session->store, session->number, found, &older, error) ||
			!older);
}

/* Reads the title and the number of notes of what was found. */
static void
take_found(struct session *session, int64_t found, struct error *error)
{
	struct library_entry *entry = alloc_zeroed(1, sizeof *entry);

	session_forget_alike(session);
	if (found > 0 && !was_asked(session, found, error) &&
		library_look_up(session->store, found, entry, error))
		session->alike = entry;
	else
		free(entry);
}

bool
session_seek_alike(struct session *session)
{
	struct error error;
	bool more;

	if (!session->sought && session->number >= 0 && session->notes.count == 0 &&
		session->store) {
		session->likeness = likeness_new(session->number);
		session->sought_for = session->number;
	}
	session->sought = true;
	if (session->number != session->sought_for || session->notes.count > 0)
		session_forget_alike(session);
	if (!session->likeness)
		return false;
	error_init(&error);
	more = likeness_advance(session->likeness, session->store, session->article, &error);
	if (!more)
		take_found(session, likeness_found(session->likeness, NULL), &error);
	if (error_is_set(&error))
		session->notes_error = error;
	return more;
}

const struct library_entry *
session_alike(const struct session *session)
{
	bool same = session->number == session->sought_for && session->notes.count == 0;

	return same ? session->alike : NULL;
}

bool
session_alike_notes(struct session *session, struct annotations *notes, struct error *error)
{
	struct annotation_filter filter = {.article = 0};

	annotations_init(notes);
	if (!session_alike(session))
		return true;
	filter.article = session->alike->article;
	if (!annotation_list(session->store, &filter, notes, error))
		return false;
	anchor_resolve(session->article, notes, session->store);
	return true;
}
