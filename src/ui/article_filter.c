/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which paragraph is shown next is searched for from the paragraph on where one stands, and kept:
 * a page asks for the same ones again and again. The next one may be far away, or there may be
 * none: then the page does without it, and the search goes on between keys.
 */
#include "ui/article_filter.h"

#include "base/alloc.h"
#include "ui/article_reach.h"

#include <stdint.h>
#include <stdlib.h>

/* How much is looked at before a page does without, as finder_go_on counts. */
#ifndef AT_ONCE_EFFORT
#define AT_ONCE_EFFORT ((size_t)16 << 20)
#endif

enum {
	KEPT = 512, /* more than a page asks for */
	EXTEND_BYTES = 1 << 18
};

/* What was found from a paragraph on. */
struct found {
	size_t number; /* of that paragraph, from 1; 0: nothing is kept */
	size_t index;  /* SIZE_MAX: none */
	size_t from;   /* of none: there may be one from that byte on, as the text has grown; or */
};

/* A search from a paragraph on that has come to no end so far. */
struct awaited {
	bool on;
	size_t index;
	struct finder_search search;
	bool found; /* the hit, of which the paragraph is not known so far */
	struct span hit;
};

/* Onwards, and back. */
enum {
	DIRECTIONS = 2
};

struct paragraph_filter {
	struct finder *finder;
	bool failed;                          /* and it was told */
	struct found found[DIRECTIONS][KEPT]; /* by the index's remainder */
	struct awaited awaited[DIRECTIONS];   /* the one that was asked for last */
};

/* Whether there is a paragraph of that index; reads on until there is. */
static bool
has_paragraph(const struct article_view *view, size_t index)
{
	while (index >= article_count(view->article) && article_extend(view->article, EXTEND_BYTES))
		;
	return index < article_count(view->article);
}

static struct found *
place_of(struct paragraph_filter *filter, size_t index, bool backwards)
{
	return &filter->found[backwards][index % KEPT];
}

/* Goes on by so much; true when it has come to an end, and what was found is kept. */
static bool
go_on(struct article_view *view, bool backwards, size_t effort)
{
	struct paragraph_filter *filter = view->filter;
	struct awaited *awaited = &filter->awaited[backwards];
	enum finder_result result = FINDER_HIT;

	if (!awaited->found)
		result = finder_go_on_in(
			filter->finder, view->article, &awaited->search, effort, &awaited->hit);
	awaited->found = result == FINDER_HIT;
	for (view->quest.effort = 0; awaited->found && !article_reach(view, awaited->hit.end);) {
		if (view->quest.effort >= effort)
			return false;
	}
	if (result == FINDER_MORE)
		return false;
	awaited->on = false;
	if (!awaited->found && !backwards && article_awaits(view->article))
		return true; /* it may still come */
	*place_of(filter, awaited->index, backwards) = (struct found){awaited->index + 1,
		awaited->found ? article_index_at(view->article, awaited->hit.start) : SIZE_MAX,
		SIZE_MAX};
	return true;
}

/* The first paragraph that is shown at or behind index, or the last one at or before it; SIZE_MAX
 * when there is none, or none is known so far. The paragraph index is there. */
static size_t
find(struct article_view *view, size_t index, bool backwards)
{
	struct paragraph_filter *filter = view->filter;
	const struct found *found = place_of(filter, index, backwards);
	struct awaited *awaited = &filter->awaited[backwards];
	struct span span = article_span(view->article, index);

	if (found->number == index + 1 && found->from == SIZE_MAX)
		return found->index;
	if (found->number == index + 1)
		span.start = found->from;
	if (awaited->on && awaited->index == index)
		return SIZE_MAX;
	*awaited = (struct awaited){.on = true,
		.index = index,
		.search = {.from = backwards ? span.end : span.start, .backwards = backwards}};
	return go_on(view, backwards, AT_ONCE_EFFORT) && found->number == index + 1 ? found->index
										    : SIZE_MAX;
}

void
article_filter_begin(struct article_view *view, struct finder *taken_finder)
{
	article_filter_clear(view);
	view->filter = alloc_zeroed(1, sizeof *view->filter);
	view->filter->finder = taken_finder;
	view->search++;
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

void
article_filter_go_behind(struct article_view *view, size_t length)
{
	size_t last, count = article_count(view->article);
	struct span paragraph;

	if (!view->filter || count == 0)
		return;
	last = article_index_at(view->article, length > 0 ? length - 1 : 0);
	paragraph = article_span(view->article, last);
	for (struct found *found = view->filter->found[0]; found < view->filter->found[0] + KEPT;
		found++) {
		if (found->index == SIZE_MAX && found->from == SIZE_MAX)
			found->from = paragraph.start;
		else if (found->index != SIZE_MAX && found->index >= last)
			found->number = 0;
	}
	for (size_t i = 0; i < KEPT; i++) {
		for (int backwards = 0; backwards < DIRECTIONS; backwards++)
			if (view->filter->found[backwards][i].number > last)
				view->filter->found[backwards][i].number = 0;
	}
}

struct finder *
article_filter_finder(const struct article_view *view)
{
	return view->filter ? view->filter->finder : NULL;
}

bool
article_filter_shows(struct article_view *view, size_t index)
{
	struct slice text = article_text(view->article);
	struct span span = article_span(view->article, index), hit;
	struct finder_search search = {.from = span.start};
	struct found *found;

	if (!view->filter)
		return true;
	found = place_of(view->filter, index, false);
	if (found->number == index + 1)
		return found->index == index;
	text.length = span.end;
	if (finder_go_on(view->filter->finder, text, &search, SIZE_MAX, &hit) != FINDER_HIT)
		return false;
	*found = (struct found){index + 1, index, SIZE_MAX};
	return true;
}

bool
article_filter_waits(const struct article_view *view)
{
	return view->filter && (view->filter->awaited[0].on || view->filter->awaited[1].on);
}

enum pursuit
article_filter_go_on(struct article_view *view, struct view_request *request)
{
	struct paragraph_filter *filter = view->filter;
	const struct error *failure;

	if (!filter)
		return PURSUIT_NONE;
	failure = finder_failure(filter->finder);
	if (error_is_set(failure) && !filter->failed) {
		filter->failed = true;
		view_say(request, true, "%s", failure->sentence);
		return PURSUIT_DONE;
	}
	for (int backwards = 0; backwards < DIRECTIONS; backwards++) {
		if (filter->awaited[backwards].on)
			return go_on(view, backwards, QUEST_EFFORT) ? PURSUIT_DONE : PURSUIT_MORE;
	}
	return PURSUIT_NONE;
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

/* Looks for a paragraph that is shown from index on; false while it is not known. */
static bool
is_known(struct article_view *view, size_t index, bool backwards, size_t *found)
{
	*found = find(view, index, backwards);
	if (*found == SIZE_MAX && view->filter->awaited[backwards].on &&
		!go_on(view, backwards, QUEST_EFFORT))
		return false;
	*found = find(view, index, backwards);
	return true;
}

bool
article_filter_seek(struct article_view *view, size_t index)
{
	size_t found;

	if (!view->filter || article_filter_shows(view, index))
		return true;
	return is_known(view, index, false, &found) &&
		(found != SIZE_MAX || is_known(view, index, true, &found));
}

size_t
article_filter_nearest(struct article_view *view, size_t index)
{
	size_t nearest;

	if (!view->filter || article_filter_shows(view, index))
		return index;
	nearest = find(view, index, false);
	if (nearest == SIZE_MAX)
		nearest = find(view, index, true);
	return nearest != SIZE_MAX ? nearest : index;
}
