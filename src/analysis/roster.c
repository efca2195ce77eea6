/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/roster.h"

#include "analysis/title.h"

enum {
	ROLE_LONGEST = 24,
	LINE_LONGEST = 400,
	BRACKET_LONGEST = 40,
	NAME_LONGEST = 7,
	ENTRY_LONGEST = 60,
	ITEM_BONUS = 150,
	ITEM_ACCEPT = 230
};

bool
roster_role(const struct passage *passage, size_t *role_end, size_t *names)
{
	uint32_t role[ROLE_LONGEST];
	size_t at = passage_skip_blanks(passage, 0, 4), start = at, count = 0, from;

	for (; at < passage->length && passage->text[at] != ':'; at++) {
		if (passage->text[at] == ' ')
			continue;
		if (!character_is_han(passage->text[at]) || count == ROLE_LONGEST)
			return false;
		role[count++] = passage->text[at];
	}
	if (at == passage->length || count < 2)
		return false;
	*role_end = at;
	while (*role_end > start && passage->text[*role_end - 1] == ' ')
		--*role_end;
	*names = passage_skip_blanks(passage, at + 1, 4);
	for (from = 0; from < count; from++)
		if (lexicon_match(&passage->packs->lexicon, role + from, count - from, HEADS) ==
			count - from)
			return true;
	return false;
}

size_t
roster_skip_bracket(const struct passage *passage, size_t at)
{
	size_t open = passage_skip_blanks(passage, at, 1), end;

	if (passage_character(passage, open) != '(')
		return at;
	for (end = open + 1; end < passage->length && end - open < BRACKET_LONGEST; end++)
		if (passage->text[end] == ')')
			return end + 1;
	return at;
}

static bool
is_separator(uint32_t character)
{
	return character == ' ' || character == 0x3001 || character == ',' || character == ';' ||
		character == '/';
}

bool
roster_name(const struct passage *passage, size_t *at, struct name *name)
{
	size_t end;

	while (*at < passage->length && is_separator(passage->text[*at]))
		++*at;
	if (!name_best(passage, *at, NAME_STRICT, ITEM_BONUS, name) || name->score < ITEM_ACCEPT)
		return false;
	end = roster_skip_bracket(passage, name->end);
	if (end < passage->length && !is_separator(passage->text[end]) &&
		passage->text[end] != 0x3002)
		return false;
	*at = end;
	return true;
}

bool
roster_is_names(const struct passage *passage, size_t at)
{
	struct name name;
	size_t count = 0;

	if (passage->length - at > LINE_LONGEST)
		return false;
	while (roster_name(passage, &at, &name))
		count++;
	while (at < passage->length &&
		(is_separator(passage->text[at]) || passage->text[at] == 0x3002))
		at++;
	return count > 0 && at >= passage->length;
}

bool
roster_is_column(const struct passage *passage, struct name *name)
{
	size_t at = passage_skip_blanks(passage, 0, 4), end = at + 2;
	struct title title;

	while (end <= at + 4 && passage_character(passage, end) != ' ')
		end++;
	if (end > at + 4 && !passage->dotted)
		return false;
	return name_best(passage, at, NAME_STRICT, ITEM_BONUS, name) &&
		name->score >= ITEM_ACCEPT && passage_character(passage, name->end) == ' ' &&
		title_behind(passage, name->end, &title) && title.start > name->end;
}

/* Where, a name's length behind a position at most, one of the characters stands; at when none
 * does. */
static size_t
find_mark(const struct passage *passage, size_t at, const uint32_t marks[2])
{
	size_t end = at;

	while (end < at + NAME_LONGEST && end < passage->length && passage->text[end] != marks[0] &&
		passage->text[end] != marks[1])
		end++;
	return end == passage->length || end == at + NAME_LONGEST ? at : end;
}

/* The name [at, end), which one of the characters follows; false when it is none. */
static bool
name_before_mark(const struct passage *passage, size_t at, size_t end, struct name *name)
{
	if (end == at)
		return false;
	if (name_best(passage, at, NAME_STRICT, ITEM_BONUS, name) && name->end == end &&
		name->score >= ITEM_ACCEPT)
		return true;
	*name = (struct name){
		.start = at, .end = end, .score = ITEM_ACCEPT + 20, .form = NAME_UNUSUAL};
	return name_is_transcribed(passage, at, end);
}

/* Whether the passage ends with an office, marks behind it aside. */
static bool
ends_with_office(const struct passage *passage)
{
	size_t end = passage->length;

	while (end > 0 && is_separator(passage->text[end - 1]))
		end--;
	if (end > 0 && passage->text[end - 1] == 0x3002)
		end--;
	return passage->end[end] & HEADS;
}

bool
roster_is_entry(const struct passage *passage, struct name *name)
{
	static const uint32_t comma[2] = {',', '('}, as[2] = {0x4E3A, 0x4E3A};
	size_t at = passage_skip_blanks(passage, 0, 4), end, place;
	uint32_t sex;

	if (passage->length > LINE_LONGEST || !(passage->words & HEADS))
		return false;
	end = find_mark(passage, at, comma);
	sex = passage_character(passage, end + 1);
	if ((sex == 0x7537 || sex == 0x5973) && name_before_mark(passage, at, end, name))
		return passage_find(passage, name->end, passage->length, HEADS, &place);
	return passage->length <= ENTRY_LONGEST && ends_with_office(passage) &&
		name_before_mark(passage, at, find_mark(passage, at, as), name);
}

bool
roster_is_wordless(const struct passage *passage, size_t start, size_t end)
{
	for (; start + 1 < end; start++)
		if (passage_word(passage, start, ~SET(SURNAME_LONG)) > 1)
			return false;
	return true;
}
