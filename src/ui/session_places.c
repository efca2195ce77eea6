/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the notes and corrections of the open article are. When a followed file has grown they stay
 * there; only those are placed anew that reach into a last line which has become longer, or that
 * had no place and whose words have come.
 */
#include "notes/anchor.h"
#include "ui/session.h"
#include "ui/session_state.h"

#include <stdlib.h>
#include <string.h>

enum {
	SLICE_BYTES = 1 << 18 /* of what a file has grown by, between keys */
};

static int
compare_places(const void *one, const void *other)
{
	const struct annotation *first = one, *second = other;
	bool first_lost = first->state == ANCHOR_UNATTACHED,
	     second_lost = second->state == ANCHOR_UNATTACHED;

	if (first_lost != second_lost)
		return first_lost - second_lost;
	if (first->place.start != second->place.start)
		return first->place.start < second->place.start ? -1 : 1;
	return strcmp(first->id, second->id);
}

void
session_place_notes(struct session *session, struct error *error)
{
	struct annotation_filter filter = {.article = session->number};

	annotations_clear(&session->notes);
	session->notes_epoch++;
	if (session->number > 0 &&
		annotation_list(session->store, &filter, &session->notes, error)) {
		anchor_resolve(session->article, &session->notes, session->store);
		if (session->notes.count > 0)
			qsort(session->notes.items, session->notes.count,
				sizeof *session->notes.items, compare_places);
	}
	session_load_corrections(session, error);
}

/* Up to where the text stays what it is when the file grows: without a last line that has no end.
 */
static size_t
sure_end(const struct article *article)
{
	size_t length = article_text(article).length, count = article_count(article);
	struct span last;

	if (count == 0)
		return 0;
	last = article_span(article, count - 1);
	return last.end == length ? last.start : length;
}

bool
session_grow(struct session *session)
{
	size_t sure = sure_end(session->article);

	if (!article_grow(session->article))
		return false;
	analysis_resume(session->analysis);
	session->seen = SOURCE_SAME;
	if (session->number > 0) /* what it is now becomes a version of that when it is noted on */
		session->turned = session->number;
	if (!session->grown || sure < session->grown_from)
		session->grown_from = sure;
	session->grown = true;
	return true;
}

/* Whether what a note or correction is on may be elsewhere, or otherwise, with what was added: it
 * reaches into the last line, or was not found and its words are there now. */
static bool
is_concerned(const struct session *session, enum anchor_state state, struct span place,
	const struct target *target)
{
	struct slice text = article_text(session->article);

	if (state != ANCHOR_UNATTACHED)
		return place.end > session->grown_from;
	return target->quote &&
		slice_find(text, slice_from_string(target->quote), session->grown_from) <
		text.length;
}

static bool
concerns_notes(const struct session *session)
{
	for (size_t i = 0; i < session->notes.count; i++) {
		const struct annotation *note = &session->notes.items[i];

		if (is_concerned(session, note->state, note->place, &note->target))
			return true;
	}
	for (size_t i = 0; i < session->corrections.count; i++) {
		const struct correction *correction = &session->corrections.items[i];

		if (!correction->everywhere &&
			is_concerned(
				session, correction->state, correction->place, &correction->target))
			return true;
	}
	return false;
}

bool
session_go_through_growth(struct session *session)
{
	struct error error;

	if (!session->grown)
		return false;
	if (article_extend(session->article, SLICE_BYTES) ||
		(session->store && article_hash_advance(session->article, SLICE_BYTES)))
		return true;
	error_init(&error);
	if (session->store && concerns_notes(session))
		session_place_notes(session, &error);
	session->grown = false;
	if (error_is_set(&error))
		session->notes_error = error;
	return false;
}
