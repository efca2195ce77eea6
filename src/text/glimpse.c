/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/glimpse.h"

#include "text/unicode.h"

enum {
	GLIMPSE_CHARS = 160, /* folded characters of a paragraph that are looked at */
	GLIMPSE_BYTES = 2048
};

static bool
is_closer(uint32_t character)
{
	return character == '"' || character == '\'' || character == ')' || character == 0x300D ||
		character == 0x300F || character == ' ';
}

/* Whether two blanks, or one of full width, stand inside the text. */
static bool
has_wide_blank(struct slice text)
{
	static const char *const blanks[] = {"  ", "　", "\t", NULL};
	size_t start = 0, end = text.length, length, i;

	while (start < end && fold_character(unicode_decode(text, start, &length)) == ' ')
		start += length;
	while (end > start) {
		size_t last = unicode_previous(text, end);

		if (fold_character(unicode_decode(text, last, &length)) != ' ')
			break;
		end = last;
	}
	text = slice_at(text, (struct span){start, end});
	for (i = 0; blanks[i]; i++) {
		if (slice_find(text, slice_from_string(blanks[i]), 0) < text.length)
			return true;
	}
	return false;
}

void
glimpse_open(struct glimpse *glimpse, struct slice paragraph)
{
	struct slice beginning = paragraph;
	size_t i;

	*glimpse = (struct glimpse){.cut = paragraph.length > GLIMPSE_BYTES};
	if (glimpse->cut)
		beginning.length = unicode_previous(paragraph, GLIMPSE_BYTES);
	fold_init(&glimpse->fold);
	if (!fold_apply(&glimpse->fold, beginning, FOLD_ALL))
		return;
	glimpse->characters = glimpse->fold.characters;
	glimpse->count = glimpse->fold.count;
	for (i = glimpse->count; i > 0; i--) {
		glimpse->last = glimpse->characters[i - 1];
		if (!is_closer(glimpse->last))
			break;
	}
	if (glimpse->count > GLIMPSE_CHARS) {
		glimpse->count = GLIMPSE_CHARS;
		glimpse->cut = true;
	}
	for (i = 0; i < glimpse->count; i++)
		glimpse->han += unicode_is_han(glimpse->characters[i]);
	glimpse->columns = !glimpse->cut && has_wide_blank(beginning);
}

void
glimpse_close(struct glimpse *glimpse)
{
	fold_clear(&glimpse->fold);
}

size_t
glimpse_word_at(const struct glimpse *glimpse, size_t at, const char *word)
{
	struct slice text = slice_from_string(word);
	size_t chars = 0, byte, length;

	for (byte = 0; byte < text.length; byte += length, chars++) {
		if (at + chars >= glimpse->count ||
			unicode_decode(text, byte, &length) != glimpse->characters[at + chars])
			return 0;
	}
	return chars;
}

size_t
glimpse_any_word_at(const struct glimpse *glimpse, size_t at, const char *const *words)
{
	size_t longest = 0;

	for (; *words; words++) {
		size_t length = glimpse_word_at(glimpse, at, *words);

		longest = length > longest ? length : longest;
	}
	return longest;
}

bool
glimpse_has_character(const struct glimpse *glimpse, uint32_t character)
{
	size_t i;

	for (i = 0; i < glimpse->count; i++) {
		if (glimpse->characters[i] == character)
			return true;
	}
	return false;
}

bool
glimpse_gap_behind(const struct glimpse *glimpse, size_t at)
{
	const struct fold *fold = &glimpse->fold;

	return at < fold->count && fold->offsets[at + 1] > fold->offsets[at] + fold->lengths[at];
}

bool
glimpse_blank_at(const struct glimpse *glimpse, size_t at)
{
	return at < glimpse->count && glimpse->characters[at] == ' ';
}

bool
glimpse_is_digit(uint32_t character)
{
	static const uint32_t han[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D,
		0x4E03, 0x516B, 0x4E5D, 0x5341, 0x96F6};
	size_t i;

	if (character >= '0' && character <= '9')
		return true;
	for (i = 0; i < sizeof han / sizeof han[0]; i++) {
		if (han[i] == character)
			return true;
	}
	return false;
}

size_t
glimpse_digits_at(const struct glimpse *glimpse, size_t at)
{
	size_t count = 0;

	while (at + count < glimpse->count && glimpse_is_digit(glimpse->characters[at + count]))
		count++;
	return count;
}
