/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/position.h"

#include "text/unicode.h"

#include <stdint.h>
#include <string.h>

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

/* How many of eight bytes go on with a character (10xxxxxx). */
static size_t
count_tails(uint64_t bytes)
{
	const uint64_t ones = 0x0101010101010101U;
	uint64_t tails = bytes >> 7 & ~(bytes >> 6) & ones;

	return (size_t)(tails * ones >> 56);
}

size_t
position_chars_well_formed(struct slice text, size_t at)
{
	size_t end = at < text.length ? at : text.length, chars = end, i;
	uint64_t eight;

	for (i = 0; end - i >= sizeof eight; i += sizeof eight) {
		memcpy(&eight, text.bytes + i, sizeof eight);
		chars -= count_tails(eight);
	}
	for (; i < end; i++)
		chars -= (text.bytes[i] & 0xC0) == 0x80;
	return chars;
}

size_t
position_bytes(struct slice text, size_t chars)
{
	size_t at, length;

	for (at = 0; at < text.length && chars > 0; at += length, chars--)
		unicode_decode(text, at, &length);
	return at;
}
