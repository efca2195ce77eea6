/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text that is read while it comes. */
#include "ui/session.h"
#include "ui/session_state.h"

enum {
	RECEIVE_BYTES = 1 << 20 /* between keys */
};

/* Opens what has come, or was looked at, as what it has turned out to be, up to the place where one
 * reads. */
static void
change_article(struct session *session)
{
	struct progress progress = *session_progress(session);
	int64_t came = session->came;
	struct article_options reading = session_reading(session, session->file);
	struct article *article;
	struct error error;

	error_init(&error);
	article = article_renew(session->article, &reading, &error);
	if (!article)
		return; /* article_failure says why */
	while (article_count(article) < progress.paragraph &&
		article_extend(article, RECEIVE_BYTES))
		;
	session_enter(session, article, session->file);
	session->came = session->turned = came;
	if (progress.paragraph > 0)
		session_set_progress(session, &progress);
}

bool
session_receive(struct session *session, bool may_change)
{
	enum article_news news = article_receive(session->article, RECEIVE_BYTES);
	struct article *aside = session->aside.article;
	bool more = aside && article_receive(aside, RECEIVE_BYTES) == ARTICLE_MORE;

	if (news == ARTICLE_NO_NEWS || (news == ARTICLE_OTHER && !may_change))
		return more;
	if (news == ARTICLE_OTHER)
		change_article(session);
	if (!article_awaits(session->article)) {
		session->ties = session->came > 0;
		session->looked_up = session->entered = session->sought = false;
	}
	return true;
}

int
session_incoming(const struct session *session)
{
	int descriptor = article_incoming(session->article);

	if (descriptor < 0 && session->aside.article)
		descriptor = article_incoming(session->aside.article);
	return descriptor;
}
