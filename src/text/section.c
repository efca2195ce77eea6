/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/section.h"

#include "text/unicode.h"

#include <stdint.h>

enum boundary {
	BOUNDARY_NONE,
	BOUNDARY_CLAUSE,
	BOUNDARY_SENTENCE
};

/* What ends with a character. */
static enum boundary
boundary_of(uint32_t character)
{
	switch (character) {
	case 0x3002: /* 。 */
	case 0xFF01: /* ！ */
	case 0xFF1F: /* ？ */
		return BOUNDARY_SENTENCE;
	case 0xFF0C: /* ， */
	case 0xFF1B: /* ； */
	case 0x3001: /* 、 */
	case ' ':
	case ',':
	case ';':
		return BOUNDARY_CLAUSE;
	default:
		return BOUNDARY_NONE;
	}
}

/* How far a border may lie before its nominal place. */
static size_t
reach(size_t most)
{
	return most / 4;
}

/* From one nominal border to the next. */
static size_t
step(size_t most)
{
	return 3 * reach(most);
}

/* Where the number-th cut of a paragraph is. */
static size_t
border(struct slice text, struct span paragraph, size_t number, size_t most)
{
	size_t nominal = paragraph.start + number * step(most), at, from, length, found;
	enum boundary best = BOUNDARY_NONE;

	if (number == 0)
		return paragraph.start;
	if (nominal >= paragraph.end)
		return paragraph.end;
	text.length = paragraph.end;
	/* From the place itself: the character that begins before it may do so bytes before. */
	from = unicode_previous(text, nominal - reach(most) + 1);
	nominal = unicode_previous(text, nominal + 1);
	found = nominal;
	for (at = from; at < nominal; at += length) {
		enum boundary here = boundary_of(unicode_decode(text, at, &length));

		if (here == BOUNDARY_NONE || here < best || at + length > nominal)
			continue;
		best = here;
		found = at + length;
	}
	return found;
}

struct span
section_at(struct slice text, struct span paragraph, size_t at, size_t most)
{
	size_t number, start, end;

	if (paragraph.end - paragraph.start <= most)
		return paragraph;
	at = at < paragraph.start ? paragraph.start : at;
	at = at < paragraph.end ? at : paragraph.end - 1;
	number = (at - paragraph.start) / step(most);
	start = border(text, paragraph, number, most);
	end = border(text, paragraph, number + 1, most);
	if (at >= end) {
		start = end;
		end = border(text, paragraph, number + 2, most);
	}
	return (struct span){start, end};
}
