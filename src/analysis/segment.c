/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/segment.h"

enum {
	CLAUSE_LONGEST = 400, /* characters looked at for a clause's border */
	ARTICLE = 0x6761      /* 条 */
};

static bool
is_closer(uint32_t character)
{
	static const uint32_t closers[] = {
		'"', '\'', 0x201D, 0x2019, 0x300D, 0x300F, ')', 0x3011, ']', 0x300B, 0x3009, '>'};
	bool found = false;

	if (character_is_common_han(character))
		return false;
	for (size_t i = 0; i < sizeof closers / sizeof closers[0]; i++)
		found |= closers[i] == character;
	return found;
}

static bool
is_word(uint32_t character)
{
	return character_is_han(character) || character_is_digit(character) ||
		character_is_letter(character) || character > 0xBF;
}

static bool
ends_sentence(const struct passage *passage, size_t at)
{
	uint32_t character = passage->text[at], before, next;

	if ((character == 0x3002) | (character == '!') | (character == '?') | (character == ';'))
		return true;
	if (character != '.' || at == 0)
		return false;
	before = passage->text[at - 1];
	next = passage_character(passage, at + 1);
	return (character_is_letter(before) || character_is_digit(before) || before == ')') &&
		(next == ' ' || next == 0);
}

bool
segment_next(const struct passage *passage, size_t *at, struct segment *segment)
{
	while (*at < passage->length) {
		size_t end = passage_next_mark(passage, *at);
		bool word = end > *at;

		segment->start = *at;
		while (end < passage->length && !ends_sentence(passage, end)) {
			uint32_t character = passage->text[end++];

			word = word || (is_word(character) && character != 0x3001) ||
				character_is_common_han(passage_character(passage, end));
			end = passage_next_mark(passage, end);
		}
		if (end < passage->length)
			end++;
		while (end < passage->length && is_closer(passage->text[end]))
			end++;
		*at = end;
		while (segment->start < end && passage->text[segment->start] == ' ')
			segment->start++;
		while (end > segment->start && passage->text[end - 1] == ' ')
			end--;
		segment->end = end;
		if (word)
			return true;
	}
	return false;
}

size_t
segment_clause_end(const struct passage *passage, size_t at, size_t limit)
{
	if (at >= limit)
		return at;
	if (limit - at > CLAUSE_LONGEST)
		limit = at + CLAUSE_LONGEST;
	for (; (at = passage_next_mark(passage, at)) < limit; at++) {
		uint32_t character = passage->text[at];

		if (character == ',' || character == ':' || character == 0x3002 ||
			character == ';' || character == '!')
			return at;
	}
	return limit;
}

size_t
segment_clause_start(const struct passage *passage, size_t at, size_t floor)
{
	if (at > floor && at - floor > CLAUSE_LONGEST)
		floor = at - CLAUSE_LONGEST;
	while (at > floor && passage->text[at - 1] != ',' && passage->text[at - 1] != ':' &&
		passage->text[at - 1] != ' ')
		at--;
	return at;
}

/* 一 to 十 and the digits. */
static inline bool
is_numeral(uint32_t character)
{
	uint32_t from_one = character - 0x4E00;

	if (from_one < 0x95)
		return (from_one == 0) | (from_one == 0x03) | (from_one == 0x09) |
			(from_one == 0x5D) | (from_one == 0x8C) | (from_one == 0x94);
	return (character == 0x516B) | (character == 0x516D) | (character == 0x5341) |
		(character == 0x56DB) | character_is_digit(character);
}

/* Whether a mark behind a numeral makes it an enumerator: 一、 1. 一是 第一，第三条. */
static bool
enumerates(uint32_t mark, bool ordinal)
{
	switch (mark) {
	case 0x3001: /* 、 */
	case 0x662F: /* 是 */
	case '.':
	case ')':
		return true;
	case ',':
	case ARTICLE:
	case 0x6B3E: /* 款 */
		return ordinal;
	default:
		return false;
	}
}

/* Behind an enumerator 一、 （一） 1. 第一， ① 一是, at itself when there is none. */
static size_t
skip_enumerator(const struct passage *passage, size_t at, size_t limit)
{
	bool bracket = passage->text[at] == '(', ordinal = passage->text[at] == 0x7B2C;
	size_t start = at + (bracket || ordinal), end = start;

	if (passage->text[at] >= 0x2460 && passage->text[at] <= 0x2473)
		return at + 1;
	while (end < limit && end - start < 5 && is_numeral(passage->text[end]))
		end++;
	if (end == start || end >= limit)
		return at;
	if (bracket)
		end += passage->text[end] == ' ' && end + 1 < limit;
	if (bracket)
		return passage->text[end] == ')' ? end + 1 : at;
	if (enumerates(passage->text[end], ordinal))
		return end + 1;
	return passage->begin[end] & SET(MUST) && end - at == 1 ? end : at;
}

/* Whether an ideograph stands there with which no opener begins: mostly so, at once. */
static bool
is_word_begin(const struct passage *passage, size_t at)
{
	uint32_t character = passage->text[at];

	return character_is_common_han(character) && character != 0x7B2C &&
		!is_numeral(character) && !(passage->begin[at] & SET(LINK));
}

/* Marks before a clause: quotes, brackets, bullets. */
static bool
is_opener(uint32_t character)
{
	return character == ' ' || character == '"' || character == 0x201C || character == 0x300C ||
		character == ',' || character == '*' || character == 0x3010 || character == '-';
}

size_t
segment_skip_openers(const struct passage *passage, size_t at, size_t limit)
{
	for (;;) {
		size_t before = at, link;
		uint32_t character;

		if (at >= limit)
			return at;
		character = passage->text[at];
		if (is_word_begin(passage, at))
			return at;
		if (is_opener(character))
			at++;
		else
			at = skip_enumerator(passage, at, limit);
		if (at == before) {
			link = passage_word(passage, at, SET(LINK));
			if (link > 1 && at + link < limit)
				at += link;
			else if (link == 1 && at + 1 < limit &&
				!passage_is_covered(
					passage, at, at + 1, ~SET(LINK) & ~SET(SURNAME_LONG)))
				at++;
		}
		if (at == before)
			return at;
	}
}

bool
segment_is_enumerated(const struct passage *passage)
{
	size_t first = segment_skip_openers(passage, 0, passage->length);

	while (first > 0 && passage->text[first - 1] == ' ')
		first--;
	return first > 0 && passage->text[first - 1] != ARTICLE;
}

bool
segment_begins_clause(const struct passage *passage, size_t at)
{
	uint32_t before;

	if (at == 0)
		return true;
	before = passage->text[at - 1];
	return !character_is_han(before) && before != 0xB7 && before != 0x3001 &&
		!character_is_digit(before) && !character_is_letter(before);
}
