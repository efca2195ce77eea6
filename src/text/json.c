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

/* The bytes at the beginning that stand for themselves, as far as that is seen at a glance. */
static size_t
skip_plain(struct slice text)
{
	const unsigned char *bytes = (const unsigned char *)text.bytes;
	size_t at = 0;

	while (at < text.length) {
		size_t left = text.length - at, run = 0;

		if (left >= PLAIN_READ)
			run = plain_run(text.bytes + at);
		else if (left >= 8)
			run = plain_two(text.bytes + at);

		if (run > 0)
			at += 3 * run;
		else if (left >= 3 && bytes[at] - 0xE3U <= 6 && (bytes[at + 1] & 0xC0) == 0x80 &&
			(bytes[at + 2] & 0xC0) == 0x80)
			at += 3;
		else if (bytes[at] - (unsigned)' ' < 0x7FU - ' ' && bytes[at] != '"' &&
			bytes[at] != '\\')
			at++;
		else if (left >= 3 && bytes[at] == 0xEF && bytes[at + 1] - 0xBCU <= 2 &&
			(bytes[at + 2] & 0xC0) == 0x80)
			at += 3;
		else
			break;
	}
	return at;
}

void
json_append_string(struct buffer *out, struct slice text)
{
	size_t at, plain, length;

	buffer_append_byte(out, '"');
	at = skip_plain(text);
	buffer_append(out, (struct slice){text.bytes, at});
	while (at < text.length) {
		append_character(out, unicode_decode(text, at, &length));
		at += length;
		plain = skip_plain(slice_at(text, (struct span){at, text.length}));
		buffer_append(out, (struct slice){text.bytes + at, plain});
		at += plain;
	}
	buffer_append_byte(out, '"');
}
