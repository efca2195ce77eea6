/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * UAX 14 by libunistring, then one pass over the pairs of neighbours for what it leaves open or
 * gets wrong in Chinese. UAX 14 forbids any break beside “ ” ‘ ’, since it cannot know which of
 * them opens; in Chinese the left ones do, so the rule is lifted where an ideograph shows that the
 * text is Chinese.
 */
#include "text/linebreak.h"

#include "text/unicode.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>

enum {
	LEFT_SINGLE_QUOTE = 0x2018,
	RIGHT_SINGLE_QUOTE = 0x2019,
	LEFT_DOUBLE_QUOTE = 0x201C,
	RIGHT_DOUBLE_QUOTE = 0x201D,
	DASH = 0x2014,
	ELLIPSIS = 0x2026,
	RULE = 0x2500 /* ─, which some take for a dash */
};

/* The main block of ideographs: between two of them everything is as UAX 14 says. */
static bool
is_plain(uint32_t character)
{
	return character >= 0x4E00 && character <= 0x9FFF;
}

/* Whether it is in the set, which is in ascending order. */
static bool
is_one_of(uint32_t character, const uint32_t *set, size_t count)
{
	size_t i;

	if (character < set[0] || character > set[count - 1] || is_plain(character))
		return false;
	for (i = 0; i < count; i++) {
		if (set[i] == character)
			return true;
	}
	return false;
}

/* 。，、；：？！」』）》〉】〕］｝·•‧・—％‰℃ and half-width forms: never first in a row. */
static bool
must_not_begin(uint32_t character)
{
	static const uint32_t set[] = {0x00B7, 0x2022, 0x2027, 0x2030, 0x2103, 0x3001, 0x3002,
		0x3005, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x301E, 0x301F,
		0x30FB, 0xFF01, 0xFF05, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D,
		0xFF5D, 0xFF61, 0xFF63, 0xFF64};

	return is_one_of(character, set, sizeof set / sizeof set[0]);
}

/* 「『（《〈【〔［｛〖〝: never last in a row. */
static bool
must_not_end(uint32_t character)
{
	static const uint32_t set[] = {0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016,
		0x301D, 0xFF08, 0xFF3B, 0xFF5B, 0xFF62};

	return is_one_of(character, set, sizeof set / sizeof set[0]);
}

static bool
is_opening_quote(uint32_t character)
{
	return character == LEFT_DOUBLE_QUOTE || character == LEFT_SINGLE_QUOTE;
}

static bool
is_closing_quote(uint32_t character)
{
	return character == RIGHT_DOUBLE_QUOTE || character == RIGHT_SINGLE_QUOTE;
}

/* A full-width letter or digit: UAX 14 takes them for ideographs, but １００ is one number. */
static bool
is_wide_word(uint32_t character)
{
	return (character >= 0xFF10 && character <= 0xFF19) ||
		(character >= 0xFF21 && character <= 0xFF3A) ||
		(character >= 0xFF41 && character <= 0xFF5A);
}

/* Ideographs, kana, Chinese punctuation, full-width forms: what shows that a quote is Chinese. */
static bool
is_chinese(uint32_t character)
{
	return unicode_is_han(character) || (character >= 0x3000 && character <= 0x30FF) ||
		(character >= 0xFF00 && character <= 0xFFEF) || character == DASH ||
		character == ELLIPSIS;
}

static bool
is_western_stop(uint32_t character)
{
	return character == ',' || character == '.' || character == ':' || character == ';' ||
		character == '!' || character == '?' || character == ')';
}

/* Four characters in a row; 0 beyond the ends of the text. */
struct window {
	uint32_t before_last, last, next, behind_next;
};

/* Whether nothing may come between: a mark at its place, a number, —— and …… */
static bool
is_inseparable(uint32_t last, uint32_t next)
{
	if (must_not_begin(next) || must_not_end(last))
		return true;
	if (is_closing_quote(next) || is_opening_quote(last))
		return true;
	if (is_wide_word(last) && is_wide_word(next))
		return true;
	return last == next && (next == DASH || next == ELLIPSIS || next == RULE);
}

/* Whether a row may begin between last and next; standard is what UAX 14 says. */
static bool
may_break(const struct window *window, bool standard)
{
	uint32_t last = window->last, next = window->next;

	if (is_plain(last) && is_plain(next))
		return standard;
	if (is_inseparable(last, next))
		return false;
	if (is_opening_quote(next))
		return standard || is_chinese(last) || is_closing_quote(last) ||
			(is_western_stop(last) && is_chinese(window->behind_next));
	if (is_closing_quote(last))
		return standard ||
			(is_chinese(next) && next != ELLIPSIS &&
				(next != DASH || is_chinese(window->before_last)));
	return standard;
}

/* A copy of text in which every byte of an ill-formed part is a letter; NULL when memory is gone.
 */
static char *
mended_copy(struct slice text)
{
	char *copy = malloc(text.length);
	size_t at, length;

	if (!copy)
		return NULL;
	memcpy(copy, text.bytes, text.length);
	for (at = 0; at < text.length; at += length) {
		if (unicode_decode(text, at, &length) == UNICODE_REPLACEMENT)
			memset(copy + at, 'x', length);
	}
	return copy;
}

static void
tailor(struct slice text, char *breaks)
{
	struct window window = {0};
	size_t at, length, length_behind;

	window.behind_next = unicode_decode(text, 0, &length_behind);
	for (at = 0; at < text.length; at += length) {
		window.next = window.behind_next;
		length = length_behind;
		window.behind_next = at + length < text.length
			? unicode_decode(text, at + length, &length_behind)
			: 0;
		breaks[at] = at > 0 &&
			may_break(&window,
				breaks[at] == UC_BREAK_POSSIBLE ||
					breaks[at] == UC_BREAK_MANDATORY);
		memset(breaks + at + 1, 0, length - 1);
		window.before_last = window.last;
		window.last = window.next;
	}
}

bool
linebreak_find(struct slice text, char *breaks)
{
	char *mended = NULL;

	if (text.length == 0)
		return true;
	if (!unicode_is_valid(text)) {
		mended = mended_copy(text);
		if (!mended)
			return false;
	}
	/* The name of a Chinese encoding makes characters of ambiguous width ideographs. */
	u8_possible_linebreaks(
		(const uint8_t *)(mended ? mended : text.bytes), text.length, "GB18030", breaks);
	free(mended);
	tailor(text, breaks);
	return true;
}
