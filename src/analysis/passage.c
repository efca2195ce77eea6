/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/passage.h"

#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
	LOOKED_AT = 400, /* characters that tell the language */
	COVERING = 11,   /* characters before a place where a word over it may begin */
	MIDDLE_DOT = 0xB7
};

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
	free(passage->strides);
	free(passage->places);
	passage_init(passage, passage->packs);
}

/* Gives the array another size; the old one stays when memory is gone. */
static bool
resize(void *array, size_t count, size_t size)
{
	void **place = array, *grown = realloc(*place, count * size);

	if (grown)
		*place = grown;
	return grown != NULL;
}

/* Room for length + 1 of everything that is kept of the characters. */
static bool
make_room(struct passage *passage, size_t length)
{
	if (passage->scratch <= length) {
		size_t count = length + length / 2 + 1;

		if (!resize(&passage->places, count, sizeof *passage->places))
			return false;
		passage->scratch = count;
	}
	if (passage->begin && length < passage->capacity)
		return true;
	if (!resize(&passage->begin, length + 1, sizeof *passage->begin) ||
		!resize(&passage->end, length + 1, sizeof *passage->end) ||
		!resize(&passage->strides, passage_strides(length), sizeof *passage->strides))
		return false;
	passage->capacity = length + 1;
	return true;
}

/* What the lexicon knows of a character of a folded text, which is always one of Unicode's. */
static inline const struct lexicon_character *
character_at(const struct lexicon *lexicon, uint32_t character)
{
	return &lexicon->characters[lexicon->pages[character >> 8] + character];
}

/*
 * Words are looked for all at once, by their lengths: first those of one character everywhere, then
 * those of two at the places where one begins, and so on, while the list of places grows shorter. A
 * processor foresees badly whether a word goes on, but here nothing hangs on that: a place is
 * written to the list in any case, and kept or not by counting it.
 *
 * Behind the text stands a 0, which no word has: none goes on over it.
 *
 * The children of a state, and they alone, have it as check, and no state is a child of state 0: a
 * code, base or state of 0 needs no asking.
 */
static size_t
begin_words(struct passage *passage)
{
	const struct lexicon lexicon = passage->packs->lexicon;
	const uint32_t *text = passage->text;
	struct word_place *places = passage->places;
	word_set *begin = passage->begin, *end = passage->end;
	const struct lexicon_character *next;
	size_t at, count = 0, length = passage->length;
	uint32_t state, base;

	begin[length] = end[0] = 0;
	next = character_at(&lexicon, text[0]);
	for (at = 0; at < length; at++) {
		word_set set = lexicon.sets[next->set];

		state = next->state;
		base = next->base;
		next = character_at(&lexicon, text[at + 1]);
		base += next->code;
		begin[at] = end[at + 1] = set;
		places[count].at = (uint32_t)at;
		places[count].state = base;
		count += lexicon.states[base].check == state;
	}
	return count;
}

static void
find_words(struct passage *passage)
{
	const struct lexicon lexicon = passage->packs->lexicon;
	const uint32_t *text = passage->text;
	struct word_place *places = passage->places;
	word_set *begin = passage->begin, *end = passage->end;
	size_t count = begin_words(passage), read = 2, index, left;

	for (; count > 0; count = left, read++) {
		for (index = 0, left = 0; index < count; index++) {
			struct word_place place = places[index];
			const struct lexicon_state *state = &lexicon.states[place.state];
			word_set found = lexicon.sets[state->set];
			size_t behind = place.at + read;
			uint32_t next = state->base;

			next += character_at(&lexicon, text[behind])->code;
			begin[place.at] |= found;
			end[behind] |= found;
			places[left] = (struct word_place){place.at, next};
			left += lexicon.states[next].check == place.state;
		}
	}
}

/* A bit for each of PASSAGE_STRIDE characters that is no common ideograph. */
static inline uint32_t
marks_of(const uint32_t *text)
{
#ifdef __SSE2__
	const __m128i first = _mm_set1_epi32(HAN_FIRST), last = _mm_set1_epi32(HAN_LAST);
	__m128i others[PASSAGE_STRIDE / 4];

	for (size_t i = 0; i < PASSAGE_STRIDE / 4; i++) {
		__m128i four = _mm_loadu_si128((const __m128i *)(const void *)(text + 4 * i));

		others[i] = _mm_or_si128(_mm_cmplt_epi32(four, first), _mm_cmpgt_epi32(four, last));
	}
	return (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(
		_mm_packs_epi32(others[0], others[1]), _mm_packs_epi32(others[2], others[3])));
#else
	uint32_t marks = 0;

	for (size_t i = PASSAGE_STRIDE; i-- > 0;)
		marks = marks * 2 + !character_is_common_han(text[i]);
	return marks;
#endif
}

static void
gather_strides(struct passage *passage)
{
	const word_set *begin = passage->begin, *end = passage->end;
	const uint32_t *text = passage->text;
	size_t at = 0, length = passage->length;
	struct stride *strides = passage->strides, stride, none = {0};
	struct stride *before = &none;
	word_set words = 0;

	for (; at + PASSAGE_STRIDE <= length; at += PASSAGE_STRIDE) {
		stride = (struct stride){.marks = marks_of(text + at)};
		for (size_t i = 0; i < PASSAGE_STRIDE; i += 4) {
			const word_set *b = begin + at + i, *e = end + at + i;

			stride.begin |= b[0] | b[1] | b[2] | b[3];
			stride.end |= e[0] | e[1] | e[2] | e[3];
		}
		words |= stride.begin;
		before->marks |= stride.marks << PASSAGE_STRIDE;
		before = strides;
		*strides++ = stride;
	}
	stride = (struct stride){.end = end[length]};
	for (size_t i = 0; at + i < length; i++) {
		stride.begin |= begin[at + i];
		stride.end |= end[at + i];
		stride.marks |= (uint32_t)!character_is_common_han(text[at + i]) << i;
	}
	before->marks |= stride.marks << PASSAGE_STRIDE;
	*strides = stride;
	passage->words = words | stride.begin;
}

static bool
transcribes(const struct passage *passage, size_t at)
{
	return lexicon_value(&passage->packs->lexicon, passage->text[at], VALUE_FOREIGN) !=
		VALUE_NONE;
}

/* Whether a hyphen joins the parts of a transcribed name: 凯勒-祖特尔, not 伦敦-巴黎. */
static bool
joins_names(const struct passage *passage, size_t at)
{
	const word_set places = SET(PLACE) | SET(COUNTRY);

	return passage->text[at] == '-' && at > 1 && at + 2 < passage->length &&
		transcribes(passage, at - 1) && transcribes(passage, at - 2) &&
		transcribes(passage, at + 1) && transcribes(passage, at + 2) &&
		!(passage->end[at] & places) && !(passage->begin[at + 1] & places);
}

/* Whether there is a middle dot. A hyphen that joins names becomes one. */
static bool
read_dots(struct passage *passage)
{
	size_t at = passage_next_mark(passage, 0);
	bool found = false;

	for (; at < passage->length; at = passage_next_mark(passage, at + 1)) {
		if (joins_names(passage, at))
			passage->fold.characters[at] = MIDDLE_DOT;
		found = found || passage->text[at] == MIDDLE_DOT;
	}
	return found;
}

/* Whether nearly all letters of the beginning are Latin. */
static bool
is_english(const struct passage *passage)
{
	size_t at, latin = 0, han = 0;
	size_t end = passage->length < LOOKED_AT ? passage->length : LOOKED_AT;

	if (passage->source.length >= 2 * passage->length)
		return false; /* one glance: at least a third of it is not ASCII */
	for (at = 0; at < end && han <= LOOKED_AT / 6; at++) {
		latin += passage->text[at] - 'a' < 26;
		han += character_is_han(passage->text[at]);
	}
	return latin > 6 * han;
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
	passage->english = is_english(passage);
	find_words(passage);
	gather_strides(passage);
	passage->dotted = read_dots(passage);
	return true;
}

size_t
passage_find_word_before(const struct passage *passage, size_t at, word_set classes)
{
	const struct lexicon *lexicon = &passage->packs->lexicon;
	size_t start = at < LEXICON_LONGEST ? 0 : at - LEXICON_LONGEST;

	for (start = passage_next_begin(passage, start, at, classes); start < at;
		start = passage_next_begin(passage, start + 1, at, classes)) {
		uint32_t state = lexicon_find(lexicon, passage->text + start, at - start);

		if (state && lexicon_classes(lexicon, state) & classes)
			return at - start;
	}
	return 0;
}

bool
passage_is_covered(const struct passage *passage, size_t start, size_t end, word_set classes)
{
	size_t first = start < COVERING ? 0 : start - COVERING, at;

	for (at = passage_next_begin(passage, first, start + 1, classes); at <= start;
		at = passage_next_begin(passage, at + 1, start + 1, classes)) {
		size_t behind = at + passage_word(passage, at, classes);

		if (behind >= end && (at < start || behind > end))
			return true;
	}
	return false;
}

bool
passage_find(const struct passage *passage, size_t start, size_t end, word_set classes, size_t *at)
{
	size_t place = passage->words & classes ? start : end;

	while ((place = passage_next_begin(passage, place, end, classes)) < end) {
		if (lexicon_match(&passage->packs->lexicon, passage->text + place, end - place,
			    classes) > 0) {
			*at = place;
			return true;
		}
		place++;
	}
	*at = end;
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
passage_has_all(const struct passage *passage, size_t at, const char *string)
{
	struct slice text = slice_from_string(string);
	size_t byte, bytes = 1;

	for (byte = 0; byte < text.length; byte += bytes)
		if (passage_character(passage, at++) != unicode_decode(text, byte, &bytes))
			return false;
	return true;
}
