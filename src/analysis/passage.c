/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/passage.h"

#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

void
passage_init(struct passage *passage, const struct packs *packs)
{
	*passage = (struct passage){.packs = packs};
	fold_init(&passage->fold);
}

void
passage_clear(struct passage *passage)
{
	fold_clear(&passage->fold);
	free(passage->begin);
	free(passage->end);
	passage_init(passage, passage->packs);
}

/* Room for length + 1 word sets in both arrays. */
static bool
make_room(struct passage *passage, size_t length)
{
	word_set *begin, *end;

	if (passage->begin && length < passage->capacity)
		return true;
	begin = realloc(passage->begin, (length + 1) * sizeof *begin);
	if (!begin)
		return false;
	passage->begin = begin;
	end = realloc(passage->end, (length + 1) * sizeof *end);
	if (!end)
		return false;
	passage->end = end;
	passage->capacity = length + 1;
	return true;
}

static void
find_words(struct passage *passage)
{
	const struct lexicon lexicon = passage->packs->lexicon;
	const uint32_t *text = passage->text;
	word_set *begin = passage->begin, *end = passage->end;
	size_t at, length = passage->length;

	memset(end, 0, (length + 1) * sizeof *end);
	for (at = 0; at < length; at++) {
		uint32_t state = lexicon_character(&lexicon, text[at])->state;
		size_t next = at + 1;
		word_set found = 0;

		while (state) {
			word_set classes = lexicon_classes(&lexicon, state);

			found |= classes;
			end[next] |= classes;
			if (next == length)
				break;
			state = lexicon_step(&lexicon, state, text[next++]);
		}
		begin[at] = found;
	}
	begin[length] = 0;
}

bool
passage_read(struct passage *passage, struct slice paragraph)
{
	passage->source = paragraph;
	if (!fold_apply(&passage->fold, paragraph, FOLD_KEEP_BLANKS) ||
		!make_room(passage, passage->fold.count)) {
		passage->length = 0;
		return false;
	}
	passage->text = passage->fold.characters;
	passage->length = passage->fold.count;
	find_words(passage);
	return true;
}

size_t
passage_word(const struct passage *passage, size_t at, word_set classes)
{
	if (at >= passage->length || !(passage->begin[at] & classes))
		return 0;
	return lexicon_match(
		&passage->packs->lexicon, passage->text + at, passage->length - at, classes);
}

size_t
passage_word_before(const struct passage *passage, size_t at, word_set classes)
{
	const struct lexicon *lexicon = &passage->packs->lexicon;
	size_t length, longest = 0;

	if (at > passage->length || !(passage->end[at] & classes))
		return 0;
	for (length = 1; length <= LEXICON_LONGEST && length <= at; length++) {
		uint32_t state;

		if (!(passage->begin[at - length] & classes))
			continue;
		state = lexicon_find(lexicon, passage->text + at - length, length);
		if (state && lexicon_classes(lexicon, state) & classes)
			longest = length;
	}
	return longest;
}

bool
passage_is_covered(const struct passage *passage, size_t start, size_t end, word_set classes)
{
	size_t back, at;

	for (back = 0; back < 12 && back <= start; back++) {
		at = start - back;
		if (at + passage_word(passage, at, classes) >= end &&
			(at < start || at + passage_word(passage, at, classes) > end))
			return true;
	}
	return false;
}

bool
passage_find(const struct passage *passage, size_t start, size_t end, word_set classes, size_t *at)
{
	for (*at = start; *at < end; ++*at) {
		if (passage->begin[*at] & classes) {
			const struct lexicon *lexicon = &passage->packs->lexicon;

			if (lexicon_match(lexicon, passage->text + *at, end - *at, classes) > 0)
				return true;
		}
	}
	return false;
}

size_t
passage_skip_blanks(const struct passage *passage, size_t at, size_t limit)
{
	while (limit-- > 0 && passage_character(passage, at) == ' ')
		at++;
	return at;
}

bool
passage_is_capital(const struct passage *passage, size_t at)
{
	size_t byte;

	if (at >= passage->length)
		return false;
	byte = passage->fold.offsets[at];
	return byte < passage->source.length && passage->source.bytes[byte] >= 'A' &&
		passage->source.bytes[byte] <= 'Z';
}

bool
passage_has(const struct passage *passage, size_t at, const char *string)
{
	struct slice text = slice_from_string(string);
	size_t byte, bytes = 1;

	for (byte = 0; byte < text.length; byte += bytes)
		if (passage_character(passage, at++) != unicode_decode(text, byte, &bytes))
			return false;
	return true;
}
