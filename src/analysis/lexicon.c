/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/lexicon.h"

const struct lexicon_character *
lexicon_character(const struct lexicon *lexicon, uint32_t character)
{
	size_t page = character < 0x110000 ? lexicon->pages[character >> 8] : 0;

	return &lexicon->characters[page * 256 + (character & 255)];
}

uint32_t
lexicon_step(const struct lexicon *lexicon, uint32_t node, uint32_t character)
{
	const struct lexicon_edge *edge = lexicon->edges + lexicon->nodes[node].first_edge;
	size_t count = lexicon->nodes[node].edge_count;

	while (count > 0) {
		size_t half = count / 2;

		if (edge[half].character == character)
			return edge[half].node;
		if (edge[half].character < character) {
			edge += half + 1;
			count -= half + 1;
		} else {
			count = half;
		}
	}
	return 0;
}

size_t
lexicon_match(const struct lexicon *lexicon, const uint32_t *text, size_t length, word_set classes)
{
	size_t at = 1, longest = 0;
	uint32_t node;

	if (length == 0)
		return 0;
	node = lexicon_character(lexicon, text[0])->node;
	while (node) {
		if (lexicon->nodes[node].classes & classes)
			longest = at;
		if (at == length)
			break;
		node = lexicon_step(lexicon, node, text[at++]);
	}
	return longest;
}
