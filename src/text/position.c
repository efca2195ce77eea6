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

/* Bytes counted together: no sum of theirs is more than a byte holds. */
#define COUNTED (8 * 31)

/* How many of count bytes, at most COUNTED and a multiple of eight, go on with a character
 * (10xxxxxx). */
static size_t
count_tails(const char *bytes, size_t count)
{
	const uint64_t ones = 0x0101010101010101U;
	uint64_t sums = 0, eight;

	for (size_t i = 0; i < count; i += sizeof eight) {
		memcpy(&eight, bytes + i, sizeof eight);
		sums += eight >> 7 & ~(eight >> 6) & ones;
	}
	return (size_t)(sums * ones >> 56);
}

size_t
position_chars_well_formed(struct slice text, size_t at)
{
	size_t end = at < text.length ? at : text.length, chars = end, i = 0;

	while (end - i >= 8) {
		size_t count = end - i < COUNTED ? (end - i) & ~(size_t)7 : COUNTED;

		chars -= count_tails(text.bytes + i, count);
		i += count;
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
