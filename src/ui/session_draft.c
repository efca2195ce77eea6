/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that no notes file would take: notes.db.draft, notes.db.draft-2 … */
#include "ui/session.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/intl.h"
#include "ui/session_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	DRAFTS = 100 /* more are never kept */
};

static char *
path_of(const char *beside, int number)
{
	struct buffer path;

	buffer_init(&path);
	buffer_append_format(&path, number > 1 ? "%s.draft-%d" : "%s.draft", beside, number);
	return buffer_take(&path);
}

static bool
write_draft(const char *path, const char *words)
{
	struct file_save *save;
	struct error error;

	error_init(&error);
	save = file_begin(path, false, &error);
	if (save && file_write(save, slice_from_string(words), &error) &&
		file_write(save, slice_from_string("\n"), &error))
		return file_commit(save, &error);
	file_cancel(save);
	return false;
}

void
session_keep_draft(struct session *session, const char *words)
{
	const char *const places[] = {session->notes_path, "/tmp/zhupi-note"};
	bool kept = false;

	for (size_t i = 0; i < 2 && !kept; i++) {
		for (int number = 1; places[i] && number <= DRAFTS && !kept; number++) {
			char *path = path_of(places[i], number);

			kept = access(path, F_OK) != 0 && write_draft(path, words);
			free(path);
		}
	}
}

char *
session_draft(const struct session *session)
{
	for (int number = 1; session->notes_path && number <= DRAFTS; number++) {
		char *path = path_of(session->notes_path, number);

		if (access(path, F_OK) == 0)
			return path;
		free(path);
	}
	return NULL;
}

bool
session_tell_draft(struct session *session, char *sentence, size_t size)
{
	char *draft = session_draft(session);
	bool found = draft != NULL;

	session->looked_for_drafts = true;
	if (found)
		snprintf(sentence, size,
			_("Words that could not be saved lie in %s: delete it when you have them"),
			draft);
	free(draft);
	return found;
}
