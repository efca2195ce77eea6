/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/annotation_rows.h"

#include "base/alloc.h"

#include <stdlib.h>

enum {
	PARTS = 64 /* articles that are kept read: a screen of rows may have as many */
};

/* The notes of one article. */
struct part {
	size_t index; /* of the article among the counted ones */
	bool used;
	struct annotations notes;
};

struct annotation_rows {
	struct annotation_filter filter;
	char *tag; /* the filter's */
	struct annotation_counts counts;
	struct part parts[PARTS];
	size_t next; /* the part that is read anew next */
};

struct annotation_rows *
annotation_rows_open(
	struct store *store, const struct annotation_filter *filter, struct error *error)
{
	struct annotation_rows *rows = alloc_zeroed(1, sizeof *rows);

	rows->filter = *filter;
	if (filter->tag)
		rows->filter.tag = rows->tag = alloc_string(slice_from_string(filter->tag));
	if (annotation_count(store, &rows->filter, &rows->counts, error))
		return rows;
	annotation_rows_close(rows);
	return NULL;
}

void
annotation_rows_close(struct annotation_rows *taken_rows)
{
	if (!taken_rows)
		return;
	for (size_t i = 0; i < PARTS; i++)
		annotations_clear(&taken_rows->parts[i].notes);
	annotation_counts_clear(&taken_rows->counts);
	free(taken_rows->tag);
	free(taken_rows);
}

size_t
annotation_rows_count(const struct annotation_rows *rows)
{
	return rows ? rows->counts.total : 0;
}

/* The article that the row belongs to: the last one that does not begin behind it. */
static size_t
find_article(const struct annotation_counts *counts, size_t row)
{
	size_t low = 0, high = counts->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (counts->items[middle].before <= row)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* The notes of the article, read anew when they are not among those read last. Empty when they
 * cannot be read. */
static const struct annotations *
read_part(struct annotation_rows *rows, struct store *store, size_t index)
{
	struct annotation_filter filter = rows->filter;
	struct error ignored;
	struct part *part;

	for (size_t i = 0; i < PARTS; i++)
		if (rows->parts[i].used && rows->parts[i].index == index)
			return &rows->parts[i].notes;
	part = &rows->parts[rows->next];
	rows->next = (rows->next + 1) % PARTS;
	annotations_clear(&part->notes);
	error_init(&ignored);
	filter.article = rows->counts.items[index].article;
	part->index = index;
	part->used = annotation_list(store, &filter, &part->notes, &ignored);
	return &part->notes;
}

const struct annotation *
annotation_rows_at(struct annotation_rows *rows, struct store *store, size_t row)
{
	const struct annotations *notes;
	size_t index;

	if (!store || row >= annotation_rows_count(rows))
		return NULL;
	index = find_article(&rows->counts, row);
	notes = read_part(rows, store, index);
	row -= rows->counts.items[index].before;
	return row < notes->count ? &notes->items[row] : NULL;
}
