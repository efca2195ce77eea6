/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A role is an office whose head is a word for a group of leaders (负责同志) that says more than
 * 领导. What stands before it is walked over as with any office, but also over 有关 and 各, which
 * end an office and belong to a role: [市有关部门主要负责同志].
 */
#include "analysis/role.h"

#include "analysis/title.h"

enum {
	TELLING = 3, /* characters of a head that may be a role's */
	ALONE = 5,   /* of one that is a role by itself */
	JOINTS = 3
};

static const char *const quantities[] = {"有关", "相关", "各有关", "各相关", "各级", "各"};

/* The length of the word for which, or how many, that ends before a position. */
static size_t
quantity_before(const struct passage *passage, size_t at)
{
	size_t index;

	for (index = 0; index < sizeof quantities / sizeof quantities[0]; index++) {
		size_t length = slice_from_string(quantities[index]).length / 3;

		if (length <= at && passage_has(passage, at - length, quantities[index]))
			return length;
	}
	return 0;
}

/* 位 and 名 count persons and are not their organ. */
static bool
is_counter(uint32_t character)
{
	return character == 0x4F4D || character == 0x540D;
}

static size_t
role_start(const struct passage *passage, const struct title *title)
{
	size_t start = title->start, joints, length;

	for (joints = 0; joints < JOINTS; joints++) {
		length = quantity_before(passage, start);
		if (length == 0)
			break;
		start = title_walk(passage, start - length, title->end);
	}
	if (start < title->head && start > 0 && is_counter(passage->text[start]) &&
		character_is_digit(passage->text[start - 1]))
		start++;
	return start;
}

/* Whether the head goes on as another word: 院领导|班子. */
static bool
goes_on(const struct passage *passage, const struct title *title)
{
	size_t at;

	for (at = title->head + 1; at < title->end; at++)
		if (passage_word(passage, at, SET(NOT_HEAD)) > title->end - at)
			return true;
	return false;
}

bool
role_next(const struct passage *passage, size_t *at, struct role_words *role)
{
	if (!(passage->words & SET(HEAD_GROUP)))
		return false;
	for (; *at <= passage->length; ++*at) {
		struct title title;

		if (!(passage->end[*at] & SET(HEAD_GROUP)) ||
			!title_ending_at(passage, *at, &title) ||
			!(title.classes & SET(HEAD_GROUP)) || *at - title.head < TELLING ||
			goes_on(passage, &title))
			continue;
		*role = (struct role_words){role_start(passage, &title), *at};
		if (passage->packs->rules[RULE_ROLE].on &&
			(role->start < title.head || *at - title.head >= ALONE)) {
			++*at;
			return true;
		}
	}
	return false;
}
