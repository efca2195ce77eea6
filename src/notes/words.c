/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/words.h"

#include "base/intl.h"
#include "text/fold.h"
#include "text/unicode.h"

#include <stddef.h>
#include <stdint.h>

enum {
	EAST_ASIAN = 0x2E80 /* from the radicals on: scripts without blanks between words */
};

static bool
stands_alone(uint32_t character)
{
	return character >= EAST_ASIAN;
}

static bool
apply(struct fold *fold, struct slice text, struct error *error)
{
	fold_init(fold);
	if (fold_apply(fold, text, FOLD_ALL))
		return true;
	error_set(error, ERROR_SYSTEM,
		_("There is not enough memory. Close other programs and try again."));
	return false;
}

/* Appends the words; returns the last character of the last one, 0 when there is none. */
static uint32_t
append_words(struct buffer *words, const struct fold *fold)
{
	uint32_t last = 0;
	bool parted = true;

	for (size_t i = 0; i < fold->count; i++) {
		uint32_t character = fold->characters[i];

		if (!unicode_is_word(character)) {
			parted = true;
			continue;
		}
		if (last != 0 && (parted || stands_alone(character) || stands_alone(last)))
			buffer_append_byte(words, ' ');
		unicode_append(words, character);
		last = character;
		parted = false;
	}
	return last;
}

bool
words_append(struct buffer *words, struct slice text, struct error *error)
{
	struct fold fold;

	if (!apply(&fold, text, error))
		return false;
	append_words(words, &fold);
	fold_clear(&fold);
	return true;
}

/* The query's part for one stretch without blanks. */
static bool
append_stretch(struct buffer *query, struct slice stretch, struct error *error)
{
	size_t before = query->length;
	struct fold fold;
	uint32_t last;

	if (!apply(&fold, stretch, error))
		return false;
	buffer_append_string(query, before ? " \"" : "\"");
	last = append_words(query, &fold);
	buffer_append_string(query, last && !stands_alone(last) ? "\"*" : "\"");
	if (last == 0)
		buffer_truncate(query, before);
	fold_clear(&fold);
	return true;
}

bool
words_append_query(struct buffer *query, struct slice typed, struct error *error)
{
	size_t start = 0;

	while (start < typed.length) {
		size_t end = start, length;

		while (end < typed.length && !unicode_is_space(unicode_decode(typed, end, &length)))
			end += length;
		if (end > start &&
			!append_stretch(query, slice_at(typed, (struct span){start, end}), error))
			return false;
		if (end == typed.length)
			break;
		unicode_decode(typed, end, &length);
		start = end + length;
	}
	return true;
}
