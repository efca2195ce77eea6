/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/reading.h"

#include "base/alloc.h"
#include "text/unicode.h"

#include <stdbool.h>
#include <stdlib.h>

static bool
is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

/* The first word; *rest becomes what is behind it. */
static struct slice
next_word(struct slice text, struct slice *rest)
{
	size_t start = 0, end;

	while (start < text.length && is_blank(text.bytes[start]))
		start++;
	for (end = start; end < text.length && !is_blank(text.bytes[end]); end++)
		;
	*rest = slice_at(text, (struct span){end, text.length});
	return slice_at(text, (struct span){start, end});
}

static size_t
count_words(struct slice text)
{
	size_t count = 0;

	while (next_word(text, &text).length > 0)
		count++;
	return count;
}

static size_t
count_characters(struct slice text)
{
	size_t count = 0;

	for (size_t at = 0; at < text.length; at = unicode_next(text, at))
		count++;
	return count;
}

/* A word behind each character of base, which is the text's end. */
static void
append_each(struct buffer *text, struct slice base, struct slice reading)
{
	char *copy = alloc_string(base);
	struct slice characters = {copy, base.length};
	size_t at = 0;

	buffer_truncate(text, text->length - base.length);
	while (at < characters.length) {
		size_t end = unicode_next(characters, at);

		buffer_append(text, slice_at(characters, (struct span){at, end}));
		buffer_append_byte(text, '(');
		buffer_append(text, next_word(reading, &reading));
		buffer_append_byte(text, ')');
		at = end;
	}
	free(copy);
}

void
reading_append(struct buffer *text, size_t start, struct slice reading)
{
	struct slice base = slice_at(buffer_slice(text), (struct span){start, text->length});
	size_t words = count_words(reading), i;

	if (words == 0 || base.length == 0)
		return;
	if (words > 1 && words == count_characters(base)) {
		append_each(text, base, reading);
		return;
	}
	for (i = 0; i < words; i++) {
		buffer_append_byte(text, i == 0 ? '(' : ' ');
		buffer_append(text, next_word(reading, &reading));
	}
	buffer_append_byte(text, ')');
}
