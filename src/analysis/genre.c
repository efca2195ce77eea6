/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/genre.h"

enum {
	LOOKED_AT = 14, /* paragraphs of the beginning that count */
	HEADLINES = 4,  /* lines that may be the headline */
	HEADLINE_LONGEST = 60,
	CHARACTERS = 20000
};

static bool
is_headline(const struct passage *passage)
{
	size_t at;

	if (passage->length > HEADLINE_LONGEST)
		return false;
	for (at = 0; at < passage->length; at++)
		if (passage->text[at] == 0x3002 || passage->text[at] == ';')
			return false;
	return true;
}

static void
look_at_headline(struct genre *genre, const struct passage *passage)
{
	size_t end = passage->length, at;

	while (end > 0 && (passage->text[end - 1] == ' ' || passage->text[end - 1] == 0x300B))
		end--;
	if (end > 0 && passage->text[end - 1] == ')') {
		for (at = end; at > 0 && passage->text[at - 1] != '('; at--)
			;
		if (at > 1)
			end = at - 1;
	}
	if (passage->end[end] & SET(NOTICE))
		genre->notice = true;
}

void
genre_look(struct genre *genre, const struct passage *passage)
{
	size_t at;

	if (genre->latin + genre->han < CHARACTERS)
		for (at = 0; at < passage->length; at++) {
			genre->latin += character_is_letter(passage->text[at]);
			genre->han += character_is_han(passage->text[at]);
		}
	if (genre->paragraphs >= LOOKED_AT)
		return;
	genre->paragraphs++;
	if (genre->headline + 1 >= genre->paragraphs && genre->paragraphs <= HEADLINES &&
		is_headline(passage)) {
		genre->headline = genre->paragraphs;
		look_at_headline(genre, passage);
	}
	if (passage_find(passage, 0, passage->length, SET(NOTICE_MARK), &at))
		genre->notice = true;
}

bool
genre_is_english(const struct genre *genre)
{
	return genre->latin > 6 * genre->han;
}
