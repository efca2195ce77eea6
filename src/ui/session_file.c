/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of the open file while it is read. */
#include "base/intl.h"
#include "ui/session.h"
#include "ui/session_state.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* The open file anew; NULL with the error. */
static struct article *
open_again(struct session *session, const struct article_options *reading, struct error *error)
{
	if (strcmp(article_path(session->article), "-") == 0) {
		error_set(error, ERROR_INPUT,
			_("standard input cannot be read twice: save it in a file"));
		return NULL;
	}
	return article_open_as(session->paths[session->file], reading, error);
}

bool
session_read_again(struct session *session, struct error *error)
{
	struct progress progress = *session_progress(session);
	struct article_options reading = session_reading(session, session->file);
	struct article *article = open_again(session, &reading, error);

	if (!article)
		return false;
	session_enter(session, article, session->file);
	session->told_faults = true; /* the status line tells how many there are now */
	if (progress.paragraph > 0)
		session_set_progress(session, &progress);
	return true;
}

/* The paragraph at the same share of a text of other paragraphs. */
static size_t
share_of(size_t paragraph, size_t before, size_t after)
{
	if (paragraph == 0 || before < 2 || after == 0)
		return paragraph < after ? paragraph : after;
	return 1 + (size_t)((double)(paragraph - 1) / (double)(before - 1) * (double)(after - 1));
}

/* Brings place and marks in accord with the open article, which had `before` paragraphs when it was
 * read in another encoding. Lines are the same ones in most encodings. */
static void
carry_over(struct session *session, struct progress *progress, size_t before)
{
	size_t after = article_count(session->article);

	if (before == after || !article_is_complete(session->article))
		return;
	progress->paragraph = share_of(progress->paragraph, before, after);
	progress->start = 0;
	for (size_t i = 0; i < sizeof progress->marks / sizeof *progress->marks; i++)
		progress->marks[i] = share_of(progress->marks[i], before, after);
}

bool
session_read_as(struct session *session, const char *encoding, struct error *error)
{
	struct progress progress = *session_progress(session);
	struct article_options reading = session_reading(session, session->file);
	struct article *article;
	int64_t number = session->number;
	size_t before;

	reading.encoding = encoding;
	article = open_again(session, &reading, error);
	if (!article)
		return false;
	while (article_extend(session->article, SIZE_MAX))
		;
	before = article_count(session->article);
	session_enter(session, article, session->file);
	session_choose(session, encoding);
	session->told_faults = true; /* the caller tells */
	/* Of another text, it may seem, but the same article. */
	session->turned = number;
	if (session->looked_up && session->number == 0 && number != 0)
		session_look_up(session);
	if (progress.paragraph > 0) {
		carry_over(session, &progress, before);
		session_set_progress(session, &progress);
	}
	return true;
}

bool
session_follows(const struct session *session)
{
	return session->follows;
}

void
session_follow(struct session *session, bool follows)
{
	session->follows = follows;
	session->seen = SOURCE_SAME; /* what was only said is done now */
}

/* What there is to say where the file is not read again. */
static const char *
sentence_of(enum source_change change)
{
	switch (change) {
	case SOURCE_GROWN:
		return _("The file has grown: R reads it again, F follows it; your notes stay");
	case SOURCE_CUT:
		return _("The file was truncated: R reads it again; your notes stay");
	case SOURCE_REWRITTEN:
		return _("The file was written over: R reads it again; your notes stay");
	case SOURCE_REPLACED:
		return _("Another file was put in its place: R reads it; your notes stay");
	case SOURCE_GONE:
		return _("The file is no longer there; your notes stay");
	case SOURCE_SAME:
		break;
	}
	return "";
}

/* Takes up what a followed file has grown by, or reads it again; true when there is something to
 * say of it. */
static bool
follow(struct session *session, enum source_change change, char *sentence, size_t size)
{
	struct error error;

	error_init(&error);
	if (change == SOURCE_GROWN && session_grow(session))
		return false;
	if (!session_read_again(session, &error)) {
		session->seen = change;
		snprintf(sentence, size, "%s", error.sentence);
		return true;
	}
	if (change == SOURCE_CUT || change == SOURCE_REPLACED)
		snprintf(sentence, size, "%s",
			change == SOURCE_CUT ? _("The file was truncated; it was read again")
					     : _("Another file was put in its place; it was read"));
	return change == SOURCE_CUT || change == SOURCE_REPLACED;
}

bool
session_watch(struct session *session, bool may_read, char *sentence, size_t size, bool *changed)
{
	enum source_change change = article_look(session->article);

	*changed = false;
	if (change == session->seen)
		return false;
	if (session->follows && change != SOURCE_SAME && change != SOURCE_GONE) {
		*changed = may_read;
		return may_read && follow(session, change, sentence, size);
	}
	session->seen = change;
	snprintf(sentence, size, "%s", sentence_of(change));
	return change != SOURCE_SAME;
}
