/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going from one file to another, and back to standard input. What had come of it is kept with what
 * is known of it, and it is received on meanwhile: who writes does not wait for who reads. */
#include "ui/session.h"

#include "base/path.h"
#include "ui/session_state.h"

#include <stdlib.h>
#include <string.h>

static bool
is_input(const struct article *article)
{
	return strcmp(article_path(article), "-") == 0;
}

void
session_put_aside(struct session *session)
{
	if (!is_input(session->article))
		return;
	session->aside = (struct aside){.article = session->article,
		.awaited = article_awaits(session->article),
		.entered = session->entered,
		.ties = session->ties,
		.told = session->told,
		.told_faults = session->told_faults,
		.number = session->number,
		.came = session->came,
		.entered_length = session->entered_length,
		.progress = *session_progress(session)};
	session->article = NULL;
}

bool
session_take_up(struct session *session, size_t file)
{
	struct aside aside = session->aside;

	if (!aside.article || strcmp(session->paths[file], "-") != 0)
		return false;
	session->aside = (struct aside){.article = NULL};
	session_enter(session, aside.article, file);
	session->entered = aside.entered;
	session->entered_length = aside.entered_length;
	session->told = aside.told;
	session->told_faults = aside.told_faults;
	session->came = aside.came;
	session->turned = aside.number;
	session->ties = aside.ties;
	if (aside.progress.paragraph > 0)
		session_set_progress(session, &aside.progress);
	if (aside.awaited && !article_awaits(session->article)) {
		session->ties = session->came > 0;
		session->looked_up = session->entered = false;
	} else if (aside.number > 0 && (!session->looked_up || session->number == 0)) {
		session_look_again(session);
	}
	return true;
}

bool
session_go_to_file(struct session *session, size_t file, struct error *error)
{
	struct article_options reading = session_reading(session, file);
	bool kept = session->aside.article && strcmp(session->paths[file], "-") == 0;
	struct article *article = NULL;

	if (is_input(session->article) && strcmp(session->paths[file], "-") == 0)
		return true; /* it is open */
	if (!kept)
		article = article_open_as(session->paths[file], &reading, error);
	if (!kept && !article)
		return false;
	session_save_progress(session);
	session_put_aside(session);
	if (!kept || !session_take_up(session, file))
		session_enter(session, article, file);
	session->follows = false;
	return true;
}

static bool
is_file(const char *path, const char *absolute)
{
	char *own = path_absolute(path);
	bool same = strcmp(path, absolute) == 0 || strcmp(own, absolute) == 0;

	free(own);
	return same;
}

bool
session_go_to_path(struct session *session, const char *path, struct error *error)
{
	size_t file = 0;

	while (file < session->path_count && !is_file(session->paths[file], path))
		file++;
	if (file == session->path_count)
		session_add_path(session, path);
	if (session_go_to_file(session, file, error))
		return true;
	if (file + 1 == session->path_count && file != session->file)
		free(session->paths[--session->path_count]);
	return false;
}

bool
session_has_input(const struct session *session, int64_t number)
{
	if (number <= 0)
		return false;
	return (session->aside.article && session->aside.number == number) ||
		(is_input(session->article) && session->number == number);
}
