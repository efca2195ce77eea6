/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Well-formed UTF-8 is what table 3-7 of the Unicode standard says: the first byte settles the
 * length and the range of the second byte; those behind it are 80..BF. The maximal ill-formed part
 * is as many bytes as still fit a row of that table, and at least one.
 */
#include <config.h>

#include "text/unicode.h"

#include "text/utf8.h"

#include <unictype.h>
#include <unigbrk.h>
#include <unistr.h>
#include <uniwidth.h>
#include <wchar.h>

/* What a first byte promises: how many bytes, and between which bounds the second must lie. */
struct lead {
	unsigned char length, low, high;
};

static struct lead
lead_of(unsigned char byte)
{
	if (byte >= 0xC2 && byte <= 0xDF)
		return (struct lead){2, 0x80, 0xBF};
	if (byte >= 0xE0 && byte <= 0xEF)
		return (struct lead){3, byte == 0xE0 ? 0xA0 : 0x80, byte == 0xED ? 0x9F : 0xBF};
	if (byte >= 0xF0 && byte <= 0xF4)
		return (struct lead){4, byte == 0xF0 ? 0x90 : 0x80, byte == 0xF4 ? 0x8F : 0xBF};
	return (struct lead){1, 0, 0};
}

uint32_t
unicode_decode_slowly(struct slice text, size_t at, size_t *length)
{
	const unsigned char *bytes = (const unsigned char *)text.bytes + at;
	size_t left = text.length - at, used = 1;
	struct lead lead = lead_of(bytes[0]);
	uint32_t character;

	*length = 1;
	if (bytes[0] < 0x80)
		return bytes[0];
	if (lead.length == 1 || left < 2 || bytes[1] < lead.low || bytes[1] > lead.high)
		return UNICODE_REPLACEMENT;
	character = bytes[0] & (0xFFU >> (lead.length + 1));
	while (used < lead.length && used < left && (bytes[used] & 0xC0) == 0x80)
		character = character << 6 | (bytes[used++] & 0x3FU);
	*length = used;
	return used == lead.length ? character : UNICODE_REPLACEMENT;
}

void
unicode_append(struct buffer *buffer, uint32_t character)
{
	uint8_t bytes[6];
	int length = u8_uctomb(bytes, character, sizeof bytes);

	if (length < 0)
		length = u8_uctomb(bytes, UNICODE_REPLACEMENT, sizeof bytes);
	buffer_append(buffer, (struct slice){(const char *)bytes, (size_t)length});
}

bool
unicode_is_valid(struct slice text)
{
	size_t at = utf8_skip_valid(text), length, chars = 0;

	while ((at = unicode_skip_plain(text, at, &chars)) < text.length) {
		if (unicode_decode(text, at, &length) == UNICODE_REPLACEMENT &&
			u8_check((const uint8_t *)text.bytes + at, length))
			return false;
		at += length;
	}
	return true;
}

size_t
unicode_cut(struct slice text)
{
	size_t back = 1, wanted;
	unsigned lead;

	while (back < 4 && back < text.length && (text.bytes[text.length - back] & 0xC0) == 0x80)
		back++;
	if (back > text.length)
		return 0;
	lead = (unsigned char)text.bytes[text.length - back];
	wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
	return wanted > back ? back : 0;
}

size_t
unicode_previous(struct slice text, size_t at)
{
	size_t start = at - 1, length;

	while (start > 0 && at - start < 4 && ((unsigned char)text.bytes[start] & 0xC0) == 0x80)
		start--;
	unicode_decode(text, start, &length);
	return start + length >= at ? start : at - 1;
}

size_t
unicode_next(struct slice text, size_t at)
{
	size_t length;

	unicode_decode(text, at, &length);
	return at + length;
}

static bool
is_regional_indicator(uint32_t character)
{
	return character >= 0x1F1E6 && character <= 0x1F1FF;
}

static bool
is_pictograph(uint32_t character)
{
	return (character >= 0x1F000 && character <= 0x1FAFF) ||
		(character >= 0x2190 && character <= 0x2BFF);
}

/*
 * Whether a cluster ends between before and after. libunistring 1.0 judges by the two characters
 * alone; the two rules that need more are added here: flags are pairs of regional indicators
 * (indicators says how many stand before the border), and a zero-width joiner holds pictographs
 * together.
 */
static bool
is_cluster_border(uint32_t before, uint32_t after, size_t indicators)
{
	if (is_regional_indicator(before) && is_regional_indicator(after))
		return indicators % 2 == 0;
	if (before == 0x200D && is_pictograph(after))
		return false;
	return uc_is_grapheme_break(before, after);
}

size_t
unicode_next_cluster(struct slice text, size_t at)
{
	size_t length, indicators = 0;
	uint32_t before, after;

	before = unicode_decode(text, at, &length);
	for (at += length; at < text.length; at += length) {
		indicators += is_regional_indicator(before);
		after = unicode_decode(text, at, &length);
		if (is_cluster_border(before, after, indicators))
			break;
		before = after;
	}
	return at;
}

/* How many regional indicators end at byte offset at, in one run. */
static size_t
indicators_before(struct slice text, size_t at)
{
	size_t count = 0, length;

	while (at > 0) {
		at = unicode_previous(text, at);
		if (!is_regional_indicator(unicode_decode(text, at, &length)))
			break;
		count++;
	}
	return count;
}

size_t
unicode_previous_cluster(struct slice text, size_t at)
{
	size_t length, indicators;
	uint32_t before, after;

	at = unicode_previous(text, at);
	while (at > 0) {
		after = unicode_decode(text, at, &length);
		before = unicode_decode(text, unicode_previous(text, at), &length);
		indicators = is_regional_indicator(after) ? indicators_before(text, at) : 0;
		if (is_cluster_border(before, after, indicators))
			break;
		at = unicode_previous(text, at);
	}
	return at;
}

bool
unicode_is_han(uint32_t character)
{
	if (character < 0x2E80)
		return false;
	if (character >= 0x3400)
		return (character <= 0x9FFF && (character >= 0x4E00 || character <= 0x4DBF)) ||
			(character >= 0xF900 && character <= 0xFAFF) ||
			(character >= 0x20000 && character <= 0x3FFFD);
	return character <= 0x2FDF || character == 0x3005 || character == 0x3007 ||
		(character >= 0x3021 && character <= 0x3029) ||
		(character >= 0x3038 && character <= 0x303B);
}

bool
unicode_is_space(uint32_t character)
{
	if (character < 0x80)
		return character == ' ' || (character >= '\t' && character <= '\r');
	return uc_is_property_white_space(character);
}

bool
unicode_is_word(uint32_t character)
{
	if (character < 0x80)
		return (character >= '0' && character <= '9') ||
			((character | 0x20) >= 'a' && (character | 0x20) <= 'z');
	return unicode_is_han(character) ||
		uc_is_general_category_withtable(
			character, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N);
}

bool
unicode_is_unsafe(uint32_t character)
{
	if (character < 0xA0)
		return character < 0x20 || character >= 0x7F;
	if (character < 0x2000)
		return character == 0x061C;
	if (character < 0x2070)
		return character == 0x200E || character == 0x200F ||
			(character >= 0x2028 && character <= 0x202E) ||
			(character >= 0x2066 && character <= 0x2069);
	return (character & 0xFFFE) == 0xFFFE || (character >= 0xD800 && character <= 0xDFFF) ||
		(character >= 0xFDD0 && character <= 0xFDEF) ||
		(character >= 0xFFF9 && character <= 0xFFFB) ||
		(character >= 0xE0000 && character <= 0xE007F) || character > 0x10FFFF;
}

int
unicode_columns(uint32_t character)
{
	int columns;

	if (character >= 0x20 && character < 0x7F)
		return 1;
	columns = unicode_is_unsafe(character) ? -1 : wcwidth((wchar_t)character);
	return columns < 0 ? 1 : columns;
}

int
unicode_width(uint32_t character)
{
	int columns = uc_width(character, "UTF-8");

	return columns < 0 ? 0 : columns;
}
