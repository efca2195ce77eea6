/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/name_border.h"

/* Whether a place of two characters with its level and an organ begin there: 某某市人民政府. */
static bool
is_local(const struct passage *passage, size_t at)
{
	static const uint32_t levels[] = {0x5E02, 0x7701, 0x53BF, 0x533A, 0x5DDE, 0x65D7, 0x9547};
	size_t index;

	if (at + 3 >= passage->length || !(passage->begin[at + 3] & SET(ORGAN)))
		return false;
	for (index = 0; index < sizeof levels / sizeof levels[0]; index++)
		if (passage->text[at + 2] == levels[index])
			return true;
	return false;
}

bool
name_mark_behind(uint32_t character)
{
	return character == 0 || character == ' ' || character == ',' || character == 0x3001 ||
		character == 0x3002 || character == ';' || character == '(' || character == ')';
}

bool
name_ends_phrase(uint32_t character)
{
	return character == 0x540E || character == 0x65F6 || character == 0x7B49 ||
		character == 0x95F4;
}

bool
name_ends_organ(uint32_t character)
{
	static const uint32_t ends[] = {0x4F1A, 0x59D4, 0x5C40, 0x90E8, 0x9662, 0x5385, 0x7F72,
		0x5904, 0x529E, 0x53BF, 0x7701, 0x9547, 0x4E61, 0x533A, 0x5E02, 0x7EC4, 0x961F,
		0x6240, 0x7AD9, 0x515A, 0x6C9F, 0x575D};
	size_t index;

	for (index = 0; index < sizeof ends / sizeof ends[0]; index++)
		if (ends[index] == character)
			return true;
	return false;
}

int
name_right_border(const struct passage *passage, size_t end)
{
	static const word_set strong = SET(AFTER_STRONG) | SET(OFFICIAL_ACT) | SET(FRAME_ORDER) |
		SET(FRAME_POINT) | SET(FRAME_OWN) | SET(FRAME_OBJECT) | SET(FRAME_WISH) |
		SET(CIVIL_AFTER) | SET(HONOUR) | SET(HEAD_AFTER) | SET(OCCASION) | SET(DOCTRINE);
	uint32_t character = passage_character(passage, end);

	if (character == 0xB7)
		return -400;
	if (character_is_digit(character))
		return BORDER_DIGIT;
	if (character_is_letter(character))
		return 0;
	if (!character_is_han(character))
		return BORDER_MARK;
	if (passage->begin[end] & strong)
		return BORDER_WORD;
	if (passage->begin[end] & (SET(AFTER_WEAK)))
		return BORDER_WEAK;
	if (passage_word(passage, end, SET(PLACE) | SET(ORGAN)) > 2 || is_local(passage, end))
		return BORDER_WEAK; /* 免去某某某泉州市…职务 */
	if (passage->begin[end] & SET(COMMON_VERB))
		return BORDER_VERB;
	return BORDER_NONE;
}

int
name_left_border(const struct passage *passage, size_t start)
{
	static const word_set open = SET(LEFT_STOP) | SET(ORGAN) | SET(NAME_OPENER) |
		SET(OFFICIAL_ACT) | SET(IMPERATIVE) | SET(AFTER_STRONG) | SET(AFTER_WEAK) |
		SET(LINK) | SET(PAST);

	if (start == 0 || !character_is_han(passage->text[start - 1]))
		return BORDER_MARK;
	if (start > 1 && passage->text[start - 1] == 0x4E0A &&
		(passage->text[start - 2] == 0x8BAE || passage->text[start - 2] == 0x4F1A))
		return BORDER_WEAK + 60; /* 会议上|周某某议员, not 上周 */
	if (passage_is_covered(passage, start - 1, start + 1, FUNCTION_WORDS) ||
		passage_is_covered(passage, start, start + 1, FUNCTION_WORDS))
		return BORDER_NONE;
	if (passage->end[start] & open)
		return BORDER_WEAK + 60;
	return BORDER_NONE;
}
