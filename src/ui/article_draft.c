/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/article_draft.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/path.h"
#include "base/temporary.h"
#include "ui/article_notes.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	DRAFT_AT_MOST = 4 << 20 /* bytes of a note */
};

static void
forget(struct article_view *view, bool delete_file)
{
	if (view->draft && delete_file)
		unlink(view->draft);
	free(view->draft);
	free(view->editor_command);
	view->draft = view->editor_command = NULL;
}

/* Writes all of text. */
static bool
write_all(int descriptor, struct slice text)
{
	while (text.length > 0) {
		ssize_t written = write(descriptor, text.bytes, text.length);

		if (written < 0)
			return false;
		text.bytes += written;
		text.length -= (size_t)written;
	}
	return true;
}

/* Makes the file with the note's words in it, as lines. */
static bool
make_file(struct article_view *view, const char *body)
{
	int descriptor;
	bool written;

	view->draft = path_join(temporary_folder(), "zhupi-note-XXXXXX.txt");
	descriptor = mkstemps(view->draft, 4);
	if (descriptor < 0)
		return false;
	written = write_all(descriptor, slice_from_string(body)) &&
		write_all(descriptor, slice_from_string(body[0] != '\0' ? "\n" : ""));
	return close(descriptor) == 0 && written;
}

void
article_draft_begin(struct article_view *view, struct view_request *request)
{
	const struct annotation *note = view->selecting ? NULL : article_note_at(view);
	const char *editor = session_settings(view->session)->editor;
	struct buffer command;

	if (article_count(view->article) == 0)
		return;
	forget(view, false);
	if (!make_file(view, note ? note->body : "")) {
		view_say(
			request, true, _("%s cannot be written: %s"), view->draft, strerror(errno));
		forget(view, false);
		return;
	}
	if (note)
		note_edit_begin(&view->edit, note);
	snprintf(view->draft_argument, sizeof view->draft_argument, "note%s%s", note ? " " : "",
		note ? note->id : "");
	/* The shell splits "code --wait" into words, as all programs do that read $EDITOR. */
	buffer_init(&command);
	buffer_append_format(&command, "exec %s \"$1\"", editor && editor[0] ? editor : "vi");
	view->editor_command = buffer_take(&command);
	view->editor_arguments[0] = "/bin/sh";
	view->editor_arguments[1] = "-c";
	view->editor_arguments[2] = view->editor_command;
	view->editor_arguments[3] = "sh";
	view->editor_arguments[4] = view->draft;
	view->editor_arguments[5] = NULL;
	request->run = view->editor_arguments;
}

/* Whether there is something in the file that the note does not say already. */
static bool
has_new_words(const struct article_view *view, struct slice text)
{
	bool known = strchr(view->draft_argument, ' ') != NULL;
	struct slice words = slice_trim(text);

	return words.length > 0 &&
		!(known && slice_equal(words, slice_trim(slice_from_string(view->edit.seen.body))));
}

/* Adds to the message where the words are. */
static void
append_kept(const struct article_view *view, struct view_request *request)
{
	size_t length = strlen(request->message);

	snprintf(request->message + length, sizeof request->message - length,
		_("; your words are kept in %s"), view->draft);
}

/* Stores the words. */
static bool
take_words(struct article_view *view, struct slice text, struct view_request *request)
{
	char *body = alloc_string(slice_trim(text));
	bool done = article_answer(view, view->draft_argument, body, request);

	free(body);
	return done;
}

void
article_draft_end(struct article_view *view, bool well, struct view_request *request)
{
	struct buffer text;
	struct error error;
	bool done, read;

	if (!view->draft)
		return;
	error_init(&error);
	buffer_init(&text);
	read = file_read(view->draft, DRAFT_AT_MOST, &text, &error);
	if (read && well)
		done = take_words(view, buffer_slice(&text), request);
	else
		done = read && !has_new_words(view, buffer_slice(&text));
	if (!read)
		view_say(request, true, "%s", error.sentence);
	else if (!well && !done)
		view_say(request, true, "%s", _("The editor failed, and nothing was saved"));
	if (!done)
		append_kept(view, request);
	buffer_clear(&text);
	forget(view, done);
}
