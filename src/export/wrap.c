/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/wrap.h"

#include "base/alloc.h"
#include "text/linebreak.h"
#include "text/unicode.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* One line's text with blanks for what is unsafe, none at its ends. */
static struct slice
clean_line(struct buffer *clean, struct slice line)
{
	size_t length, start = 0;

	buffer_truncate(clean, 0);
	for (size_t at = 0; at < line.length; at += length) {
		uint32_t character = unicode_decode(line, at, &length);
		bool blank = unicode_is_space(character) || unicode_is_unsafe(character);

		if (blank && character != 0x3000 && character != 0xA0)
			buffer_append_byte(clean, ' ');
		else
			unicode_append(clean, character);
	}
	while (start < clean->length &&
		unicode_is_space(unicode_decode(buffer_slice(clean), start, &length)))
		start += length;
	buffer_remove(clean, (struct span){0, start});
	while (clean->length > 0) {
		size_t last = unicode_previous(buffer_slice(clean), clean->length);

		if (!unicode_is_space(unicode_decode(buffer_slice(clean), last, &length)))
			break;
		buffer_truncate(clean, last);
	}
	return buffer_slice(clean);
}

static size_t
width_of(struct slice text)
{
	size_t columns = 0, length;

	for (size_t at = 0; at < text.length; at += length)
		columns += (size_t)unicode_width(unicode_decode(text, at, &length));
	return columns;
}

static struct slice
without_end_blanks(struct slice row)
{
	size_t length;

	while (row.length > 0) {
		size_t last = unicode_previous(row, row.length);

		if (!unicode_is_space(unicode_decode(row, last, &length)))
			break;
		row.length = last;
	}
	return row;
}

static void
append_row(struct buffer *out, struct slice row, const char *prefix)
{
	row = without_end_blanks(row);
	buffer_append_string(out, prefix);
	while (row.length == 0 && out->length > 0 && out->bytes[out->length - 1] == ' ')
		buffer_truncate(out, out->length - 1);
	buffer_append(out, row);
	buffer_append_byte(out, '\n');
}

/* Where the row that begins at start ends: behind the last break that leaves it within columns. */
static size_t
row_end(struct slice line, const char *breaks, size_t start, size_t columns)
{
	size_t end = start, next = start;

	while (next < line.length) {
		struct span span;

		next = unicode_next(line, next);
		while (next < line.length && !breaks[next])
			next = unicode_next(line, next);
		span = (struct span){start, next};
		if (end > start && width_of(without_end_blanks(slice_at(line, span))) > columns)
			return end;
		end = next;
	}
	return end;
}

void
wrap_append(struct buffer *out, struct slice text, const char *prefix, size_t columns)
{
	size_t room = columns - width_of(slice_from_string(prefix));
	struct buffer clean;

	buffer_init(&clean);
	while (text.length > 0) {
		struct slice line = clean_line(&clean, slice_split(text, '\n', &text));
		char *breaks = alloc_zeroed(line.length + 1, 1);
		size_t start = 0;

		if (line.length > 0 && !linebreak_find(line, breaks))
			memset(breaks, 0, line.length); /* unwrapped, but whole */
		do {
			size_t end = row_end(line, breaks, start, room);

			append_row(out, slice_at(line, (struct span){start, end}), prefix);
			start = end;
		} while (start < line.length);
		free(breaks);
	}
	buffer_clear(&clean);
}

void
wrap_append_line(struct buffer *out, struct slice text)
{
	struct buffer clean;
	struct slice line;
	size_t length;
	bool blank = false;

	buffer_init(&clean);
	line = clean_line(&clean, text);
	for (size_t at = 0; at < line.length; at += length) {
		uint32_t character = unicode_decode(line, at, &length);

		if (character == ' ' && blank)
			continue;
		blank = character == ' ';
		unicode_append(out, character);
	}
	buffer_clear(&clean);
}
