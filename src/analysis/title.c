/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Organs are an open class: they are not listed but walked over, leftwards, until something stops
 * the walk: punctuation (、 only when no office stands before it), a verb or preposition, a date.
 * A stop inside a longer known word (对 in 对外, 和 in 共和国) is none. The walk is bounded.
 */
#include "analysis/title.h"

enum {
	WALK_LONGEST = 72, /* characters of an office's text */
	QUOTE_LONGEST = 16,
	BRACKET_LONGEST = 12,
	ACROSS = 6,           /* characters looked at on both sides of a blank */
	PORTFOLIO_LONGEST = 8 /* characters of 经济 in 主席兼经济、教研部长 */
};

/* Words in whose inside nothing stops. */
#define SOLID (SET(COVER) | SET(ORGAN) | SET(PLACE) | SET(COUNTRY) | HEADS)

/* Words that stop the walk. */
#define STOPS                                                                                      \
	(SET(LEFT_STOP) | SET(OFFICIAL_ACT) | SET(FRAME_ORDER) | SET(FRAME_POINT) |                \
		SET(FRAME_OWN) | SET(FRAME_OBJECT) | SET(NAME_OPENER))

static bool
stops_before(const struct passage *passage, size_t at)
{
	size_t length;

	if (!(passage->end[at] & STOPS))
		return false;
	length = passage_word_before(passage, at, STOPS);
	if (length == 0)
		return false;
	/* 同安哥拉总统: 安哥拉 is longer than 同安. */
	if (passage_word(passage, at, SET(COUNTRY) | SET(PLACE) | SET(ORGAN)) > 2 - (length > 1))
		return true;
	return !passage_is_covered(passage, at - length, at, SOLID);
}

/* Where a pair of marks that closes before end opens, when only a few ideographs are between. */
static size_t
pair_start(const struct passage *passage, size_t end, uint32_t opening, size_t longest)
{
	size_t at = end - 1;

	while (at > 0 && end - at < longest) {
		at--;
		if (passage->text[at] == opening)
			return at;
		if (!character_is_han(passage->text[at]) && passage->text[at] != 0x3001 &&
			!character_is_digit(passage->text[at]) &&
			!character_is_letter(passage->text[at]) && passage->text[at] != 0xB7)
			break;
	}
	return end;
}

/* Whether a known word goes on across the blank before at: 国 家主席. */
static bool
joins_across(const struct passage *passage, size_t at)
{
	uint32_t joined[2 * ACROSS];
	size_t blank = at - 1, left = 0, count = 0, index;

	while (left < ACROSS && left < blank && character_is_han(passage->text[blank - 1 - left]))
		left++;
	for (index = blank - left; index < blank; index++)
		joined[count++] = passage->text[index];
	for (index = at; index < passage->length && count < left + ACROSS; index++)
		if (passage->text[index] != ' ')
			joined[count++] = passage->text[index];
	for (index = 0; index < left; index++)
		if (lexicon_match(&passage->packs->lexicon, joined + index, count - index, SOLID) >
			left - index)
			return true;
	return false;
}

/* Whether an office, or the organ of one, ends before at, so that a joint there is inside. */
static bool
office_ends(const struct passage *passage, size_t at)
{
	size_t length = passage_word_before(passage, at, HEADS & ~SET(HEAD_GROUP));

	return length > 0 && !passage_is_covered(passage, at - length, at, SET(NOT_HEAD));
}

/* 联邦副主席兼经济、教研部长: whether 兼, with an office before it, stands a few characters before
 * a joint, so that what is joined is what one office is for. */
static bool
joins_portfolios(const struct passage *passage, size_t joint)
{
	size_t at = joint, head;

	while (at > 0 && joint - at < PORTFOLIO_LONGEST &&
		character_is_han(passage->text[at - 1]) && passage->text[at - 1] != 0x517C)
		at--;
	return at > 0 && at < joint && passage->text[at - 1] == 0x517C &&
		office_ends(passage, at - 1) && !passage_find(passage, at, joint, HEADS, &head);
}

/* 8日, 9时, 11月, 2020年: a date ends there. */
static bool
is_time_unit(uint32_t character)
{
	return character == 0x65E5 || character == 0x65F6 || character == 0x6708 ||
		character == 0x5E74;
}

/* One step of the walk from at: the new position, or at when the walk stops. */
static size_t
step_left(const struct passage *passage, size_t at)
{
	uint32_t character = passage->text[at - 1];

	if (character_is_han(character)) {
		if (stops_before(passage, at))
			return at;
		if (is_time_unit(character) && at > 1 &&
			(character_is_digit(passage->text[at - 2]) || passage->text[at - 2] == ')'))
			return at;
		return at - 1;
	}
	if (character == 0x3001)
		return office_ends(passage, at - 1) || joins_portfolios(passage, at - 1) ? at - 1
											 : at;
	if (character == ' ')
		return at > 1 && (office_ends(passage, at - 1) || joins_across(passage, at))
			? at - 1
			: at;
	if (character == ')')
		return pair_start(passage, at, '(', BRACKET_LONGEST);
	if (character == '"' || character == 0x201D)
		return pair_start(passage, at, character == '"' ? '"' : 0x201C, QUOTE_LONGEST);
	if (character == 0xB7)
		return at - 1;
	return at;
}

/* Whether the head's last character begins a word that is no name either: 局长|远, 部长|期. */
static bool
is_cut_short(const struct passage *passage, size_t end)
{
	uint32_t next = passage_character(passage, end);

	return passage_word(passage, end - 1, SET(LOOK_ALIKE) | SET(COMMON)) > 1 &&
		lexicon_value(&passage->packs->lexicon, next, VALUE_SURNAME) < 0;
}

static bool
head_ending_at(const struct passage *passage, size_t end, struct title *title)
{
	const struct lexicon *lexicon = &passage->packs->lexicon;
	size_t length = passage_word_before(passage, end, HEADS), at;

	if (length == 0 || passage_is_covered(passage, end - length, end, SET(NOT_HEAD) | HEADS))
		return false;
	if (is_cut_short(passage, end))
		return false;
	at = end - length;
	*title = (struct title){.start = at,
		.end = end,
		.head = at,
		.classes = lexicon_classes(
			lexicon, lexicon_find(lexicon, passage->text + at, length))};
	return true;
}

/* 其他立委、县长某某: the first office is other people's. */
static void
leave_plural(const struct passage *passage, struct title *title)
{
	size_t at = title->start, length = passage_word_before(passage, at, SET(LEFT_STOP));
	uint32_t first;

	if (length == 0 || title->start == title->head)
		return;
	first = passage->text[at - length];
	if (length < 2 && first != 0x5404)
		return;
	if (first != 0x5176 && first != 0x591A && first != 0x5404 && first != 0x90E8 &&
		first != 0x5168)
		return;
	while (at < title->head && passage->text[at] != 0x3001)
		at++;
	if (at < title->head)
		title->start = at + 1;
}

bool
title_is_civil(const struct passage *passage, size_t end)
{
	size_t civil = passage_word_before(passage, end, SET(CIVIL_BEFORE));

	return civil > 0 && passage_word_before(passage, end, HEADS) <= civil;
}

size_t
title_walk(const struct passage *passage, size_t from, size_t end)
{
	size_t at = from, next;

	while (at > 0 && end - at <= WALK_LONGEST &&
		(passage_character(passage, end) != '"' || passage->text[at - 1] != '"')) {
		next = step_left(passage, at);
		if (next == at)
			break;
		at = next;
	}
	return at;
}

bool
title_ending_at(const struct passage *passage, size_t end, struct title *title)
{
	size_t place;

	if (!head_ending_at(passage, end, title))
		return false;
	title->start = title_walk(passage, title->head, end);
	leave_plural(passage, title);
	while (title->start < title->head &&
		(passage->text[title->start] == ' ' || passage->text[title->start] == 0x3001))
		title->start++;
	title->foreign = title->classes & SET(HEAD_FOREIGN) ||
		passage_find(passage, title->start, title->head, SET(COUNTRY), &place);
	title->state = passage_find(passage, title->start, end, SET(STATE_CUE), &place);
	return true;
}

/* An office in the next column of a table: 李某某　　生态环境部部长. */
static bool
title_in_column(const struct passage *passage, size_t name_end, struct title *title)
{
	size_t start = passage_skip_blanks(passage, name_end, 1), end = passage->length;

	if (start == name_end || start >= end)
		return false;
	while (end > start && passage->text[end - 1] == ' ')
		end--;
	if (end - start > WALK_LONGEST || !head_ending_at(passage, end, title))
		return false;
	if (passage_find(passage, start, end, SET(OFFICIAL_ACT) | SET(FRAME_ORDER), &name_end))
		return false;
	title->start = start;
	return true;
}

bool
title_behind(const struct passage *passage, size_t name_end, struct title *title)
{
	static const word_set behind = SET(HEAD_AFTER) | SET(HONOUR);
	size_t at = name_end, length = passage_word(passage, at, behind);

	if (length == 0 &&
		(passage_character(passage, at) == 0x4EE3 ||
			passage_character(passage, at) == 0x526F)) {
		length = passage_word(passage, at + 1, SET(HEAD_AFTER)); /* 代局长 */
		length += length > 0;
	}
	if (length == 0)
		return title_in_column(passage, name_end, title);
	if (passage_is_covered(passage, at, at + length, SET(NOT_HEAD) | HEADS | behind))
		return false;
	*title = (struct title){.start = at, .end = at + length, .head = at};
	if (passage_character(passage, at + length) == 0x517C) { /* 国务委员兼外长 */
		size_t more = passage_word(passage, at + length + 1, HEADS | SET(HEAD_AFTER));

		title->end += more > 0 ? 1 + more : 0;
	}
	title->classes = (passage->begin[at] | SET(HEAD_AFTER)) & (HEADS | behind);
	if (passage_word(passage, at, SET(HONOUR)) == length)
		title->classes = SET(HONOUR);
	return true;
}
