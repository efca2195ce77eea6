/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Cuts a sentence that vsnprintf truncated so that it doesn't end inside a character. */
static void
end_between_characters(char *sentence)
{
	size_t length = strlen(sentence);
	size_t back = length;

	while (back > 0 && ((unsigned char)sentence[back - 1] & 0xC0) == 0x80)
		back--;
	if (back > 0 && (unsigned char)sentence[back - 1] >= 0xC0) {
		unsigned char lead = (unsigned char)sentence[back - 1];
		size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

		if (length - (back - 1) < wanted)
			sentence[back - 1] = '\0';
	}
}

void
error_init(struct error *error)
{
	error->kind = ERROR_NONE;
	error->sentence[0] = '\0';
}

bool
error_is_set(const struct error *error)
{
	return error->kind != ERROR_NONE;
}

void
error_set(struct error *error, enum error_kind kind, const char *format, ...)
{
	va_list arguments;

	if (!error)
		return;
	error->kind = kind;
	va_start(arguments, format);
	vsnprintf(error->sentence, sizeof error->sentence, format, arguments);
	va_end(arguments);
	end_between_characters(error->sentence);
}

void
error_prefix(struct error *error, const char *format, ...)
{
	char context[sizeof error->sentence];
	char whole[2 * sizeof error->sentence + 2];
	va_list arguments;

	if (!error)
		return;
	va_start(arguments, format);
	vsnprintf(context, sizeof context, format, arguments);
	va_end(arguments);
	snprintf(whole, sizeof whole, "%s: %s", context, error->sentence);
	memcpy(error->sentence, whole, sizeof error->sentence - 1);
	error->sentence[sizeof error->sentence - 1] = '\0';
	end_between_characters(error->sentence);
}
