/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open article, the list of files, the notes file and the progress. What is written stands in
 * session_notes.c. */
#include "ui/session.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/intl.h"
#include "text/position.h"
#include "ui/session_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	AT_ONCE_BYTES = 1 << 20, /* a text up to this size is completed when it is opened */
	SLICE_BYTES = 1 << 18    /* of a larger one, between keys */
};

static void
close_article(struct session *session)
{
	analysis_free(session->analysis);
	article_close(session->article);
	annotations_clear(&session->notes);
	corrections_clear(&session->corrections);
	session->corrections_epoch++;
	changes_forget(&session->changes, CHANGE_ADOPTED);
	changes_forget(&session->undone, CHANGE_ADOPTED);
	session_forget_alike(session);
	session->sought = false;
	session->entered = session->ties = session->told = session->grown = false;
	session->came = 0;
	session->analysis = NULL;
	session->article = NULL;
	session->number = session->turned = 0;
	session->seen = SOURCE_SAME;
	session->told_faults = false;
	session->looked_up = false;
	session->progress = (struct progress){.paragraph = 0};
	session->progress_changed = session->uncounted = false;
}

/* Opens the notes file for reading when it is there; a mistake is kept for session_store to tell.
 */
static void
open_store(struct session *session)
{
	if (session->store || !session->notes_path || access(session->notes_path, F_OK) != 0)
		return;
	error_init(&session->notes_error);
	session->store =
		store_open(session->notes_path, STORE_READ, NULL, NULL, &session->notes_error);
}

/* Closes a notes file that is not there any more, or was copied before it changed; what could be
 * undone in it cannot be undone in the one that is opened next. */
static void
leave_store(struct session *session, bool moved)
{
	store_close(session->store);
	session->store = NULL;
	session->writable = session->warned = session->entered = session->sought = false;
	session->number = session->turned = 0;
	session_forget_alike(session);
	if (moved) {
		changes_clear(&session->changes);
		changes_clear(&session->undone);
	}
}

void
session_look_up(struct session *session)
{
	struct error error;

	annotations_clear(&session->notes);
	session->notes_epoch++;
	session->looked_up = true;
	error_init(&error);
	open_store(session);
	if (!session->store)
		return;
	session->version = store_version(session->store);
	session->number = library_find(session->store, session->article, &error);
	if (session->number == 0)
		session->number = session->turned;
	session_place_notes(session, &error);
	if (session->number > 0 && !session->progress_changed && session->progress.paragraph == 0 &&
		!library_progress(session->store, session->number, &session->progress, &error))
		session->progress = (struct progress){.paragraph = 0};
	if (error_is_set(&error))
		session->notes_error = error;
}

void
session_look_again(struct session *session)
{
	while (article_extend(session->article, SIZE_MAX))
		;
	session_look_up(session);
}

struct change *
session_record(struct session *session, enum change_kind kind, const char *id)
{
	struct change *change = changes_push(&session->changes, kind, id);

	changes_clear(&session->undone);
	change->path = alloc_string(slice_from_string(article_path(session->article)));
	return change;
}

/* What is said of names holds from the first screen of a large text on. */
static void
load_names(struct session *session)
{
	struct error error;

	error_init(&error);
	open_store(session);
	session_load_corrections(session, &error);
	if (error_is_set(&error))
		session->notes_error = error;
}

/* What is known of the article from its first screen on, or from its second. */
static void
begin_look_up(struct session *session)
{
	if (article_is_short(session->article, AT_ONCE_BYTES))
		session_look_up(session);
	else
		load_names(session);
}

void
session_enter(struct session *session, struct article *taken_article, size_t file)
{
	close_article(session);
	session->article = taken_article;
	session->analysis = analysis_new(taken_article, session->packs);
	session->file = file;
	while (article_is_short(taken_article, AT_ONCE_BYTES) &&
		article_extend(taken_article, SIZE_MAX))
		;
	if (!session->shows_first)
		begin_look_up(session);
}

void
session_add_path(struct session *session, const char *path)
{
	session->paths = array_grow(session->paths, &session->path_capacity,
		session->path_count + 1, sizeof *session->paths);
	session->paths[session->path_count++] = alloc_string(slice_from_string(path));
}

struct session *
session_open(const struct session_options *options, struct error *error)
{
	struct session *session = alloc_zeroed(1, sizeof *session);

	for (size_t i = 0; i < options->path_count; i++)
		session_add_path(session, options->paths[i]);
	session->reading = options->reading;
	if (options->reading.encoding)
		session->encoding = alloc_string(slice_from_string(options->reading.encoding));
	session->reading.encoding = session->encoding;
	session->notes_path =
		options->notes_path ? alloc_string(slice_from_string(options->notes_path)) : NULL;
	session->notes_error = options->notes_error;
	session->mistake = options->mistake;
	session->settings = options->settings;
	session->reading.filters = &session->settings.filters;
	session->packs = options->packs;
	session->exporters = options->exporters;
	session->follows = options->follow;
	session->shows_first = options->shows_first;
	annotations_init(&session->notes);
	corrections_init(&session->corrections);
	for (size_t i = 0; i < session->path_count && !session->article; i++) {
		struct error first;
		struct article *article;

		error_init(&first);
		article = article_open_as(session->paths[i], &session->reading, &first);
		if (article)
			session_enter(session, article, i);
		else if (!error_is_set(error))
			*error = first;
	}
	if (session->article)
		return session;
	session_close(session);
	return NULL;
}

void
session_close(struct session *taken_session)
{
	if (!taken_session)
		return;
	if (taken_session->article)
		session_save_progress(taken_session);
	close_article(taken_session);
	article_close(taken_session->aside.article);
	changes_clear(&taken_session->changes);
	changes_clear(&taken_session->undone);
	store_close(taken_session->store);
	history_clear(&taken_session->searches);
	for (size_t i = 0; i < taken_session->path_count; i++)
		free(taken_session->paths[i]);
	free(taken_session->paths);
	for (size_t i = 0; i < taken_session->chosen_count; i++)
		free(taken_session->chosen[i]);
	free(taken_session->chosen);
	free(taken_session->encoding);
	free(taken_session->notes_path);
	free(taken_session);
}

struct article *
session_article(struct session *session)
{
	return session->article;
}

struct analysis *
session_analysis(struct session *session)
{
	return session->analysis;
}

struct settings *
session_settings(struct session *session)
{
	return &session->settings;
}

void
session_listen(struct session *session, bool (*key_waits)(void *context), void *context)
{
	session->patience = (struct patience){key_waits, context};
}

struct patience
session_patience(const struct session *session)
{
	return session->patience;
}

struct history *
session_searches(struct session *session)
{
	return &session->searches;
}

const struct packs *
session_packs(const struct session *session)
{
	return session->packs;
}

size_t
session_file(const struct session *session, size_t *count)
{
	*count = session->path_count;
	return session->file;
}

bool
session_turn_page(struct session *session, struct error *error)
{
	struct article *article = article_turn_page(session->article, error);
	int64_t number;

	if (!article)
		return false;
	session_save_progress(session);
	number = session->number;
	session_enter(session, article, session->file);
	/* Of another text, but the same article. */
	session->turned = number;
	if (session->looked_up && session->number == 0)
		session_look_up(session);
	return true;
}

/* Enters the whole text as a version of the article that its beginning was entered as. */
static void
tie(struct session *session)
{
	struct store *store;
	struct error error;

	if (!session->ties)
		return;
	error_init(&error);
	store = session_store(session, true, &error);
	if (!store || !article_is_intact(session->article, &error) ||
		!library_adopt(store, session->came, session->article, &error))
		session->notes_error = error;
	session->ties = false;
}

bool
session_work(struct session *session)
{
	if (session->shows_first) {
		session->shows_first = false;
		begin_look_up(session);
		return true;
	}
	if (article_awaits(session->article))
		return article_extend(session->article, AT_ONCE_BYTES);
	if (session->looked_up)
		return session_go_through_growth(session) || session_seek_alike(session);
	if (article_extend(session->article, SLICE_BYTES) ||
		(session->notes_path && article_hash_advance(session->article, SLICE_BYTES)))
		return true;
	tie(session);
	session_look_up(session);
	return true;
}

bool
session_shows_first(const struct session *session)
{
	return session->shows_first;
}

bool
session_is_looked_up(const struct session *session)
{
	return session->looked_up;
}

/* Counts the characters before the place, which takes long in a paragraph of many megabytes. */
static void
count_place(struct session *session)
{
	const struct article *article = session->article;
	struct slice paragraph;

	if (!session->uncounted)
		return;
	session->uncounted = false;
	paragraph = article_paragraph(article, session->progress.paragraph - 1);
	session->progress.start = article_undecodable(article) == 0
		? position_chars_well_formed(paragraph, session->place)
		: position_chars(paragraph, session->place);
}

const struct progress *
session_progress(struct session *session)
{
	count_place(session);
	return &session->progress;
}

void
session_set_progress(struct session *session, const struct progress *progress)
{
	session->progress = *progress;
	session->uncounted = false;
	session->progress_changed = true;
}

void
session_set_place(struct session *session, size_t at)
{
	size_t index = article_index_at(session->article, at);

	session->progress.paragraph = index + 1;
	session->place = at - article_span(session->article, index).start;
	session->uncounted = true;
	session->progress_changed = true;
}

const size_t *
session_marks(const struct session *session)
{
	return session->progress.marks;
}

void
session_set_mark(struct session *session, size_t number, size_t paragraph)
{
	session->progress.marks[number] = paragraph;
	session->progress_changed = true;
}

void
session_save_progress(struct session *session)
{
	struct error error;
	struct store *store;
	bool moved;

	if (session->store && store_is_outdated(session->store, &moved) && moved)
		return; /* asked about it is who writes */
	if (!session->progress_changed || !session->looked_up ||
		strcmp(article_path(session->article), "-") == 0)
		return;
	while (session->number == 0 && session_seek_alike(session))
		;
	if (session->number == 0 && session_alike(session))
		return;
	error_init(&error);
	if (!article_is_intact(session->article, &error))
		return; /* the place would be one in another text */
	count_place(session);
	store = session_store(session, true, &error);
	if (store && session->number <= 0)
		session->number = library_enter(store, session->article, &error);
	if (store && session->number > 0 &&
		library_save_progress(store, session->number, &session->progress, &error))
		session->progress_changed = false;
	if (error_is_set(&error))
		session->notes_error = error;
}

const struct error *
session_notes_error(const struct session *session)
{
	return &session->notes_error;
}

const struct error *
session_mistake(const struct session *session)
{
	return &session->mistake;
}

struct store *
session_store(struct session *session, bool create, struct error *error)
{
	bool moved;

	if (!create)
		open_store(session);
	if (session->store && create && store_is_outdated(session->store, &moved) && moved) {
		if (!session->warned) {
			session->warned = true;
			error_set(error, ERROR_NOTES,
				_("%s was moved, replaced or deleted while it was open; nothing is "
				  "saved yet. Save again to write to the file that is there now, "
				  "or "
				  "to a new one."),
				session->notes_path);
			return NULL;
		}
		leave_store(session, true);
	}
	if (session->store && (session->writable || !create))
		return session->store;
	if (!create || !session->notes_path) {
		if (error_is_set(&session->notes_error))
			*error = session->notes_error;
		else
			error_set(error, ERROR_NOTES, _("there are no notes yet"));
		return NULL;
	}
	store_close(session->store);
	session->store = store_open(session->notes_path, STORE_WRITE, NULL, NULL, error);
	session->writable = session->store != NULL;
	session->version = -1; /* of another connection: somebody may have written in between */
	return session->store;
}

const struct annotations *
session_notes(struct session *session)
{
	return &session->notes;
}

size_t
session_notes_epoch(const struct session *session)
{
	return session->notes_epoch;
}

/* Opens another file that has come to lie at the path, or a copy anew. True when it did. */
static bool
follow_file(struct session *session)
{
	bool moved;

	if (!store_is_outdated(session->store, &moved) || access(session->notes_path, F_OK) != 0)
		return false;
	leave_store(session, moved);
	open_store(session);
	session->followed = moved;
	return true;
}

bool
session_refresh(struct session *session)
{
	if (!session->looked_up)
		return false;
	if (!session->store)
		open_store(session);
	else if (!follow_file(session) && store_version(session->store) == session->version)
		return false;
	if (!session->store && session->notes.count == 0)
		return false;
	session_look_up(session);
	return true;
}

bool
session_take_news(struct session *session, char *sentence, size_t size)
{
	if (!session->looked_for_drafts && session_tell_draft(session, sentence, size))
		return true;
	if (session_tell_failure(session, sentence, size) ||
		session_tell_faults(session, sentence, size))
		return true;
	if (!session->followed)
		return false;
	session->followed = false;
	if (!session->store)
		snprintf(sentence, size, "%s", session->notes_error.sentence);
	else
		snprintf(sentence, size,
			_("%s was replaced by another file while it was open: its notes are shown "
			  "now"),
			session->notes_path);
	return true;
}
