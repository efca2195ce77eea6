/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/joint.h"

/* Whether a joint may begin with the character: , 、 以 和 及 与 暨. */
static bool
may_join(uint32_t character)
{
	return character == ',' || character == 0x3001 || character == 0x4EE5 ||
		character == 0x548C || character == 0x53CA || character == 0x4E0E ||
		character == 0x66A8;
}

size_t
joint_skip(const struct passage *passage, size_t at, bool *comma)
{
	static const char *const joints[] = {
		",以及", ",还有", ",、", "以及", "、以及", "、", "和", "及", "与", "暨"};
	size_t index, next = passage_skip_blanks(passage, at, 1);
	bool may = may_join(passage_character(passage, next));

	*comma = false;
	for (index = 0; may && index < sizeof joints / sizeof joints[0]; index++)
		if (passage_has(passage, next, joints[index])) {
			size_t bytes = slice_from_string(joints[index]).length;

			next += bytes / 3 + (joints[index][0] == ',');
			return passage_skip_blanks(passage, next, 1);
		}
	if (passage_character(passage, next) == ',' || passage_character(passage, next) == ';') {
		*comma = true;
		return passage_skip_blanks(passage, next + 1, 1);
	}
	if (next > at && character_is_han(passage_character(passage, next))) {
		*comma = true;
		return next;
	}
	return at;
}
