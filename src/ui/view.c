/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/view.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
view_request_clear(struct view_request *request)
{
	free(request->text);
	*request = (struct view_request){.close = false};
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
