/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/view.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Actions that open a view from wherever one is. */
static const struct {
	enum action action;
	const char *view;
} openers[] = {
	{ACTION_SHOW_DIRECTIVES, "directives"},
	{ACTION_SHOW_OFFICIALS, "officials"},
	{ACTION_SHOW_NOTES, "notes"},
	{ACTION_SHOW_UNATTACHED, "unattached"},
	{ACTION_SHOW_ALL_NOTES, "all-notes"},
	{ACTION_SHOW_TAGS, "tags"},
	{ACTION_SHOW_CORRECTIONS, "corrections"},
	{ACTION_SHOW_TRASH, "trash"},
	{ACTION_SHOW_LIBRARY, "library"},
	{ACTION_SHOW_LINKS, "links"},
	{ACTION_SHOW_CHAPTERS, "chapters"},
	{ACTION_SHOW_ENCODINGS, "encodings"},
	{ACTION_HELP, "help"},
};

void
view_request_clear(struct view_request *request)
{
	free(request->text);
	*request = (struct view_request){.close = false};
}

bool
view_request_asks(const struct view_request *request)
{
	return request->close || request->quit || request->redraw || request->suspend ||
		request->answer || request->preview || request->has_go_to || request->open ||
		request->run || request->message[0] != '\0';
}

void
view_say(struct view_request *request, bool failed, const char *format, ...)
{
	va_list arguments;

	request->failed = failed;
	va_start(arguments, format);
	vsnprintf(request->message, sizeof request->message, format, arguments);
	va_end(arguments);
}

const struct view_ops *
view_find(const struct view_ops *const *views, const char *name)
{
	for (; *views; views++) {
		if (strcmp((*views)->name, name) == 0)
			return *views;
	}
	return NULL;
}

const char *
view_opened_by(enum action action)
{
	for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
		if (openers[i].action == action)
			return openers[i].view;
	}
	return NULL;
}
