/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which paragraph is shown next is searched for from the paragraph on where one stands, and kept:
 * a page asks for the same ones again and again.
 */
#include "ui/article_filter.h"

#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>

enum {
	KEPT = 512, /* more than a page asks for */
	EXTEND_BYTES = 1 << 18
};

/* What was found from a paragraph on. */
struct found {
	size_t number; /* of that paragraph, from 1; 0: nothing is kept */
	size_t index;  /* SIZE_MAX: none */
};

struct paragraph_filter {
	struct finder *finder;
	struct found onwards[KEPT], back[KEPT]; /* by the index's remainder */
};

/* Whether there is a paragraph of that index; reads on until there is. */
static bool
has_paragraph(const struct article_view *view, size_t index)
{
	while (index >= article_count(view->article)) {
		if (article_is_complete(view->article))
			return false;
		article_extend(view->article, EXTEND_BYTES);
	}
	return true;
}

/* The first paragraph that is shown at or behind index, or the last one at or before it; SIZE_MAX
 * when there is none. The paragraph index is there. */
static size_t
find(struct article_view *view, size_t index, bool backwards)
{
	struct paragraph_filter *filter = view->filter;
	struct found *found = &(backwards ? filter->back : filter->onwards)[index % KEPT];
	struct span span = article_span(view->article, index), hit;

	if (found->number == index + 1)
		return found->index;
	found->number = index + 1;
	found->index = SIZE_MAX;
	if (finder_next(filter->finder, view->article, backwards ? span.end : span.start, backwards,
		    &hit))
		found->index = article_index_at(view->article, hit.start);
	return found->index;
}

bool
article_filter_begin(struct article_view *view, struct finder *taken_finder)
{
	struct paragraph_filter *before = view->filter;
	struct paragraph_filter *filter = alloc_zeroed(1, sizeof *filter);

	filter->finder = taken_finder;
	view->filter = filter;
	if (!has_paragraph(view, 0) || find(view, 0, false) == SIZE_MAX) {
		view->filter = before;
		finder_free(taken_finder);
		free(filter);
		return false;
	}
	view->filter = before;
	article_filter_clear(view);
	view->filter = filter;
	view->search++;
	return true;
}

void
article_filter_clear(struct article_view *view)
{
	if (!view->filter)
		return;
	finder_free(view->filter->finder);
	free(view->filter);
	view->filter = NULL;
	view->search++;
}

struct finder *
article_filter_finder(const struct article_view *view)
{
	return view->filter ? view->filter->finder : NULL;
}

bool
article_filter_shows(struct article_view *view, size_t index)
{
	return !view->filter || find(view, index, false) == index;
}

bool
article_filter_next(struct article_view *view, size_t *index)
{
	size_t next = *index + 1;

	if (!has_paragraph(view, next))
		return false;
	if (view->filter)
		next = find(view, next, false);
	if (next == SIZE_MAX)
		return false;
	*index = next;
	return true;
}

bool
article_filter_previous(struct article_view *view, size_t *index)
{
	size_t previous = *index - 1;

	if (*index == 0)
		return false;
	if (view->filter)
		previous = find(view, previous, true);
	if (previous == SIZE_MAX)
		return false;
	*index = previous;
	return true;
}

size_t
article_filter_nearest(struct article_view *view, size_t index)
{
	size_t nearest;

	if (!view->filter)
		return index;
	nearest = find(view, index, false);
	return nearest != SIZE_MAX ? nearest : find(view, index, true);
}
