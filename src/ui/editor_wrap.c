/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor_wrap.h"

#include "base/alloc.h"
#include "base/array.h"
#include "text/linebreak.h"
#include "text/unicode.h"
#include "ui/frame.h"

#include <stdlib.h>

void
editor_wrap_init(struct editor_wrap *wrap)
{
	*wrap = (struct editor_wrap){.rows = NULL};
}

void
editor_wrap_clear(struct editor_wrap *wrap)
{
	free(wrap->rows);
	editor_wrap_init(wrap);
}

static void
add_row(struct editor_wrap *wrap, size_t start, size_t end)
{
	wrap->rows = array_grow(
		wrap->rows, &wrap->row_capacity, wrap->row_count + 1, sizeof *wrap->rows);
	wrap->rows[wrap->row_count++] = (struct span){start, end};
}

static int
columns_of(struct slice text, size_t start, size_t end)
{
	return frame_text_columns(slice_at(text, (struct span){start, end}));
}

static bool
is_blank(struct slice text, size_t at)
{
	size_t length;

	return unicode_is_space(unicode_decode(text, at, &length));
}

/* Adds the rows of the line of bytes [start, end). */
static void
wrap_line(struct editor_wrap *wrap, struct slice text, const char *breaks, struct span line,
	int columns)
{
	size_t start = line.start, at = line.start, chance = line.start, next;
	int used = 0;

	for (; at < line.end; at = next) {
		int width;

		next = unicode_next_cluster(text, at);
		width = columns_of(text, at, next);
		if (breaks[at])
			chance = at;
		while (used + width > columns && at > start && !is_blank(text, at)) {
			size_t cut = chance > start ? chance : at;

			add_row(wrap, start, cut);
			start = cut;
			used = columns_of(text, start, at);
		}
		used += width;
	}
	add_row(wrap, start, line.end);
}

void
editor_wrap_apply(struct editor_wrap *wrap, struct slice text, int columns)
{
	char *breaks = alloc_zeroed(text.length + 1, 1);
	size_t start = 0;

	if (text.length > 0 && !linebreak_find(text, breaks))
		alloc_give_up(text.length);
	wrap->row_count = 0;
	for (;;) {
		size_t end = slice_find(text, slice_from_string("\n"), start);

		wrap_line(wrap, text, breaks, (struct span){start, end}, columns > 2 ? columns : 2);
		if (end == text.length)
			break;
		start = end + 1;
	}
	free(breaks);
}

size_t
editor_wrap_row(const struct editor_wrap *wrap, size_t at)
{
	size_t low = 0, high = wrap->row_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (wrap->rows[middle].start <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : 0;
}

int
editor_wrap_column(const struct editor_wrap *wrap, struct slice text, size_t at)
{
	return columns_of(text, wrap->rows[editor_wrap_row(wrap, at)].start, at);
}

size_t
editor_wrap_at(const struct editor_wrap *wrap, struct slice text, size_t row, int column)
{
	struct span span = wrap->rows[row];
	bool wrapped = row + 1 < wrap->row_count && wrap->rows[row + 1].start == span.end;
	size_t at = span.start, next;
	int used = 0;

	for (; at < span.end; at = next) {
		next = unicode_next_cluster(text, at);
		used += columns_of(text, at, next);
		if (used > column || (wrapped && next >= span.end))
			break;
	}
	return at;
}
