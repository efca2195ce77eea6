/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/lexicon.h"

uint32_t
lexicon_find(const struct lexicon *lexicon, const uint32_t *text, size_t length)
{
	uint32_t state = lexicon_character(lexicon, text[0]).state;
	size_t at;

	for (at = 1; state && at < length; at++)
		state = lexicon_step(lexicon, state, text[at]);
	return state;
}

size_t
lexicon_match(const struct lexicon *lexicon, const uint32_t *text, size_t length, word_set classes)
{
	size_t at = 1, longest = 0;
	uint32_t state;

	if (length == 0)
		return 0;
	state = lexicon_character(lexicon, text[0]).state;
	while (state) {
		if (lexicon_classes(lexicon, state) & classes)
			longest = at;
		if (at == length)
			break;
		state = lexicon_step(lexicon, state, text[at++]);
	}
	return longest;
}
