/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/article_alike.h"

#include "base/buffer.h"
#include "base/intl.h"
#include "base/path.h"
#include "export/stamp.h"
#include "text/position.h"
#include "ui/article_page.h"
#include "ui/excerpt.h"

#include <stdio.h>

enum {
	TITLE_CHARACTERS = 40, /* of a longer title the beginning is shown */
	DAY_BYTES = 10         /* of a stamp: 2020-02-03 */
};

static void
append_title(struct buffer *out, const struct library_entry *entry)
{
	struct slice title =
		slice_from_string(entry->title[0] ? entry->title : path_base_name(entry->path));
	size_t length = position_bytes(title, TITLE_CHARACTERS);

	excerpt_append_quote(out, (struct slice){title.bytes, length});
	if (length < title.length)
		buffer_append_string(out, "…");
}

void
article_ask_alike(struct article_view *view, struct view_request *request)
{
	const struct library_entry *entry = session_alike(view->session);
	struct buffer title, day, question;

	if (!entry || view->asked)
		return;
	view->asked = true;
	request->open = "prompt";
	snprintf(request->argument, sizeof request->argument, "alike ynsYNS");
	buffer_init(&title);
	buffer_init(&day);
	buffer_init(&question);
	append_title(&title, entry);
	stamp_append(&day, entry->read);
	buffer_truncate(&day, DAY_BYTES);
	/* TRANSLATORS: a title, a date, a number. y, n and s are keys. */
	buffer_append_format(&question,
		ngettext("This text looks like “%s”, read on %s: take its %zu note over? "
			 "(y yes, n no, s show it) ",
			"This text looks like “%s”, read on %s: take its %zu notes over? "
			"(y yes, n no, s show them) ",
			entry->annotations),
		buffer_string(&title), buffer_string(&day), entry->annotations);
	request->text = buffer_take(&question);
	buffer_clear(&day);
	buffer_clear(&title);
}

static void
say_taken_over(struct article_view *view, struct view_request *request)
{
	const struct annotations *notes = session_notes(view->session);
	size_t lost = 0;

	for (size_t i = 0; i < notes->count; i++)
		lost += notes->items[i].state == ANCHOR_UNATTACHED;
	view_say(request, false,
		ngettext("%zu note taken over, %zu unattached; u undoes that",
			"%zu notes taken over, %zu unattached; u undoes that", notes->count),
		notes->count, lost);
}

bool
article_take_alike(struct article_view *view, char key, struct view_request *request)
{
	bool is_same = key == 'y' || key == 'Y';
	struct error error;

	error_init(&error);
	if (!session_alike(view->session))
		return true;
	if (key == 's' || key == 'S') {
		view->asked = false;
		request->open = "alike";
		return true;
	}
	if (!session_answer_alike(view->session, is_same, &error)) {
		view_say(request, true, "%s", error.sentence);
		return true;
	}
	view->epoch++;
	article_page_reveal(view);
	if (is_same)
		say_taken_over(view, request);
	else
		view_say(request, false,
			_("The notes stay with the other text; \"zhupi library adopt\" takes them "
			  "over "
			  "after all"));
	return true;
}
