/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/position.h"

#include "text/unicode.h"

size_t
position_chars(struct slice text, size_t at)
{
	size_t end = at < text.length ? at : text.length, chars = 0, length, i = 0;

	for (;;) {
		i = unicode_skip_plain((struct slice){text.bytes, end}, i, &chars);
		if (i >= end)
			return chars;
		unicode_decode(text, i, &length);
		i += length;
		chars++;
	}
}

size_t
position_bytes(struct slice text, size_t chars)
{
	size_t at, length;

	for (at = 0; at < text.length && chars > 0; at += length, chars--)
		unicode_decode(text, at, &length);
	return at;
}
