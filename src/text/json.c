/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/json.h"

#include "text/unicode.h"

static void
append_character(struct buffer *out, uint32_t character)
{
	if (character == '"' || character == '\\')
		buffer_append_format(out, "\\%c", (int)character);
	else if (character == '\n')
		buffer_append_string(out, "\\n");
	else if (!unicode_is_unsafe(character))
		unicode_append(out, character);
	else if (character < 0x10000)
		buffer_append_format(out, "\\u%04X", (unsigned)character);
	else
		buffer_append_format(out, "\\u%04X\\u%04X", (unsigned)(0xD7C0 + (character >> 10)),
			(unsigned)(0xDC00 + (character & 0x3FF)));
}

void
json_append_string(struct buffer *out, struct slice text)
{
	size_t length;

	buffer_append_byte(out, '"');
	for (size_t at = 0; at < text.length; at += length)
		append_character(out, unicode_decode(text, at, &length));
	buffer_append_byte(out, '"');
}
