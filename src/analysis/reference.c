/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * At each office the one or two characters before it are asked whether they are a surname with a
 * border before it. Where somebody of the surname is named in the article little more is needed;
 * else only what can hardly be anything but a surname is taken, with a border behind the office.
 */
#include "analysis/reference.h"

#include "analysis/name.h"
#include "analysis/name_border.h"
#include "analysis/title.h"

enum {
	/* Tenths: what the character must be worth when nobody is named so; the lower one where a
	 * clause begins and a verb follows: 原市长, 党主席 stay below it. */
	SURE_SURNAME = 17,
	LIKELY_SURNAME = 12,
	BORDER_LEAST = 1,
	BORDER_STRONG = 200,
	CROSSING = 3 /* characters before the surname where a longer word may begin */
};

#define POSTS (HEADS | SET(HEAD_AFTER))
#define SURE_POSTS (SET(HEAD_STRONG) | SET(HEAD_FOREIGN))

/* Words behind which a person may be spoken of. */
#define BEFORE                                                                                     \
	(SET(LEFT_STOP) | SET(NAME_OPENER) | SET(OFFICIAL_ACT) | SET(ORGAN) | SET(AFTER_STRONG) |  \
		SET(LINK) | SET(PAST) | SET(HONOUR) | SET(FRAME_ORDER) | SET(FRAME_POINT) |        \
		SET(FRAME_OWN) | SET(FRAME_OBJECT) | SET(FRAME_WISH))

/* Words that take their characters away from a surname. */
#define TAKING (~SET(SURNAME_LONG))

/* 委 局 厅 办 院 会 部 处 署 日: an organ's last character, or a date's. */
static bool
ends_organ(uint32_t character)
{
	static const uint32_t ends[] = {
		0x59D4, 0x5C40, 0x5385, 0x529E, 0x9662, 0x4F1A, 0x90E8, 0x5904, 0x7F72, 0x65E5};
	size_t index;

	for (index = 0; index < sizeof ends / sizeof ends[0]; index++)
		if (character == ends[index])
			return true;
	return false;
}

/* Whether a name may begin a little before, of which the surname is a part. */
static bool
ends_name(const struct passage *passage, size_t start)
{
	const struct lexicon *lexicon = &passage->packs->lexicon;
	size_t back;

	for (back = 1; back <= 2 && back <= start; back++)
		if (lexicon_value(lexicon, passage->text[start - back], VALUE_SURNAME) >=
			LIKELY_SURNAME)
			return true;
	return false;
}

/* Whether what stands before start lets somebody be spoken of there. Where the surname is known it
 * may be less, and where it is also a sure one anything but the end of a name. */
static bool
left_allows(const struct passage *passage, size_t start, bool known, bool sure)
{
	uint32_t before;

	if (start == 0)
		return true;
	before = passage->text[start - 1];
	if (!character_is_han(before))
		return before != 0xB7 && !character_is_letter(before);
	if (passage->end[start] & BEFORE)
		return true;
	return known &&
		(ends_organ(before) || passage_word_before(passage, start, TAKING) > 1 ||
			(sure && !ends_name(passage, start)));
}

/* Whether a longer word takes the surname, or the office's last character. */
static bool
is_taken(const struct passage *passage, size_t start, size_t end)
{
	size_t back;

	if (passage_word(passage, start, TAKING) > 1 &&
		passage_word(passage, start, SET(SURNAME_LONG)) == 0)
		return true;
	for (back = 1; back <= CROSSING && back <= start; back++)
		if (passage_word(passage, start - back, TAKING) > back)
			return true;
	return passage_word(passage, end - 1, SET(LOOK_ALIKE) | SET(COMMON)) > 1;
}

/* Whether the character is also a word that stands before offices: 任, 向, 于. */
static bool
is_preposition(const struct passage *passage, size_t at)
{
	return passage_word(passage, at, SET(LEFT_STOP) | SET(AFTER_WEAK) | SET(NAME_OPENER)) > 0;
}

/* Whether a clause begins at start, and a word that stands behind persons at end. */
static bool
is_subject(const struct passage *passage, size_t start, size_t end)
{
	return (start == 0 || !character_is_han(passage->text[start - 1])) &&
		character_is_han(passage_character(passage, end)) &&
		name_right_border(passage, end) >= BORDER_STRONG;
}

/* Whether [start, office) is a surname, [office, end) an office of its bearer. */
static bool
is_reference(const struct passage *passage, const struct person_table *table,
	const struct reference *reference)
{
	size_t start = reference->start, end = reference->end;
	int tenths = lexicon_value(&passage->packs->lexicon, passage->text[start], VALUE_SURNAME);
	int border = name_right_border(passage, end);
	bool known = person_begins(table, passage->text[start]);
	bool sure = passage->begin[reference->office] & SURE_POSTS;

	if (reference->office == start + 1 && tenths == VALUE_NONE)
		return false;
	if (!left_allows(passage, start, known, sure && tenths >= SURE_SURNAME) ||
		is_taken(passage, start, end))
		return false;
	if (reference->office == start + 1 && is_preposition(passage, start))
		return known && sure && is_subject(passage, start, end);
	if (known)
		return sure || border >= BORDER_LEAST;
	return sure && border >= BORDER_LEAST &&
		(tenths >= SURE_SURNAME || reference->office == start + 2 ||
			(tenths >= LIKELY_SURNAME && is_subject(passage, start, end)));
}

bool
reference_next(const struct passage *passage, const struct person_table *table, size_t *at,
	struct reference *reference)
{
	if (!(passage->words & POSTS))
		return false;
	for (; *at < passage->length; ++*at) {
		size_t office = *at, length, surname;

		if (office == 0 || !(passage->begin[office] & POSTS) ||
			!character_is_han(passage->text[office - 1]))
			continue;
		length = passage_word(passage, office, POSTS);
		if (length < 2 ||
			passage_is_covered(passage, office, office + length, POSTS | SET(NOT_HEAD)))
			continue;
		surname = passage_word_before(passage, office, SET(SURNAME_LONG)) == 2 ? 2 : 1;
		*reference = (struct reference){office - surname, office + length, office};
		if (passage->packs->rules[RULE_REFERENCE].on &&
			is_reference(passage, table, reference)) {
			*at = reference->end;
			return true;
		}
	}
	return false;
}
