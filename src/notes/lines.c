/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/lines.h"

#include <stdlib.h>
#include <string.h>

enum {
	LINE_AT_LEAST = 2 /* characters */
};

struct line {
	const uint32_t *items;
	size_t start, count;
	bool is_new;
};

static int
compare_lines(const void *one, const void *other)
{
	const struct line *first = one, *second = other;

	if (first->count != second->count)
		return first->count < second->count ? -1 : 1;
	return memcmp(first->items, second->items, first->count * sizeof *first->items);
}

static int
compare_starts(const void *one, const void *other)
{
	const struct common_run *first = one, *second = other;

	return first->before < second->before ? -1 : first->before > second->before;
}

/* Appends the text's paragraphs of which no character has a pair. */
static size_t
collect_lines(const struct aligned_text *text, const uint32_t *pairs, bool is_new,
	struct line *lines, size_t count)
{
	for (size_t i = 0; i < text->paragraph_count; i++) {
		size_t start = text->paragraphs[i], at = start;
		size_t end = i + 1 < text->paragraph_count ? text->paragraphs[i + 1]
							   : text->characters.count;

		while (at < end && pairs[at] == ALIGNMENT_NONE)
			at++;
		if (at == end && end >= start + LINE_AT_LEAST)
			lines[count++] = (struct line){
				text->characters.items + start, start, end - start, is_new};
	}
	return count;
}

size_t
lines_match(const struct aligned_text *before, const uint32_t *to, const struct aligned_text *after,
	const uint32_t *from, struct common_run *matches)
{
	size_t room = before->paragraph_count + after->paragraph_count + 1;
	struct line *lines = malloc(room * sizeof *lines);
	size_t count = 0, found = 0, end;

	if (!lines)
		return SIZE_MAX;
	count = collect_lines(before, to, false, lines, 0);
	count = collect_lines(after, from, true, lines, count);
	qsort(lines, count, sizeof *lines, compare_lines);
	for (size_t i = 0; i < count; i = end) {
		const struct line *old = &lines[i], *new = &lines[i + 1];

		end = i + 1;
		while (end < count && compare_lines(&lines[i], &lines[end]) == 0)
			end++;
		if (end != i + 2 || old->is_new == new->is_new)
			continue;
		if (old->is_new) {
			const struct line *swap = old;

			old = new;
			new = swap;
		}
		matches[found++] = (struct common_run){(uint32_t)old->start, (uint32_t) new->start};
	}
	qsort(matches, found, sizeof *matches, compare_starts);
	free(lines);
	return found;
}
