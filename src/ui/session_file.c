/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of the open file while it is read. */
#include "base/intl.h"
#include "ui/session.h"
#include "ui/session_state.h"

#include <stdio.h>
#include <string.h>

bool
session_read_again(struct session *session, struct error *error)
{
	struct progress progress = *session_progress(session);
	struct article *article;

	if (strcmp(article_path(session->article), "-") == 0) {
		error_set(error, ERROR_INPUT,
			_("standard input cannot be read twice: save it in a file"));
		return false;
	}
	article = article_open_as(session->paths[session->file], &session->reading, error);
	if (!article)
		return false;
	session_enter(session, article, session->file);
	if (progress.paragraph > 0)
		session_set_progress(session, &progress);
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

/* Reads a followed file again; true when there is something to say of it. */
static bool
follow(struct session *session, enum source_change change, char *sentence, size_t size)
{
	struct error error;

	error_init(&error);
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
