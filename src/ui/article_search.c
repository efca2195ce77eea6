/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hits are counted by parts of the text, so that it is known how many stand before any place:
 *
 *      text    |....x..x.|..x......|x..x.x..<....
 *      sums    0         2         3         counted so far
 */
#include <config.h>

#include "ui/article_search.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/intl.h"
#include "text/unicode.h"
#include "ui/article_filter.h"
#include "ui/article_motion.h"
#include "ui/article_page.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	HITS_AT_ONCE = 1000, /* a larger number before n would go round and round */
	PART_BYTES = 1 << 18,
	PARTS_AT_ONCE = 32, /* counted between keys, unless that many hits come first: */
	HITS_A_SLICE = 2000,
	WRAP_BYTES = 1 << 17, /* further than where it began, when a search went on at the start */
	PREVIEW_BYTES = 128 << 20, /* how far words are looked for while they are typed */
	PREVIEW_EXPRESSION_BYTES = 4 << 20
};

/* --- counting ------------------------------------------------------------------------------ */

static void
forget_count(struct hit_count *count)
{
	free(count->sums);
	*count = (struct hit_count){.capacity = 0};
}

/* Begins anew when another search, or another text, has come. */
static void
sync_count(struct article_view *view)
{
	struct hit_count *count = &view->hits;
	size_t length = article_text(view->article).length;

	if (count->search == view->search && count->length == length)
		return;
	forget_count(count);
	count->search = view->search;
	count->length = length;
}

/* The end of a part of the text. */
static size_t
part_end(const struct hit_count *count, size_t part)
{
	size_t end = (part + 1) * PART_BYTES;

	return end < count->length ? end : count->length;
}

static bool
is_counted(const struct hit_count *count)
{
	return count->count * PART_BYTES >= count->length;
}

bool
article_count_hits(struct article_view *view)
{
	struct hit_count *count = &view->hits;
	size_t before;

	if (!view->finder || view->preview.on)
		return false;
	sync_count(view);
	before = count->total;
	for (int i = 0; i < PARTS_AT_ONCE && !is_counted(count); i++) {
		struct span part = {count->count * PART_BYTES, part_end(count, count->count)};

		count->sums = array_grow(
			count->sums, &count->capacity, count->count + 1, sizeof *count->sums);
		count->sums[count->count++] = count->total;
		count->total += finder_count(view->finder, article_text(view->article), part);
		if (count->total - before > HITS_A_SLICE)
			break;
	}
	count->known = SIZE_MAX;
	return !is_counted(count);
}

/* How many hits begin at or before the cursor; SIZE_MAX when it is not counted so far. */
static size_t
ordinal(struct article_view *view)
{
	struct hit_count *count = &view->hits;
	size_t part = view->at / PART_BYTES;

	if (part >= count->count)
		return SIZE_MAX;
	if (count->known != view->at) {
		struct span before = {part * PART_BYTES, view->at + 1};

		count->known = view->at;
		count->ordinal = count->sums[part] +
			finder_count(view->finder, article_text(view->article), before);
	}
	return count->ordinal;
}

/* Appends the number with a comma before each three digits. */
static void
append_grouped(struct buffer *out, size_t number)
{
	char digits[24];
	int length = snprintf(digits, sizeof digits, "%zu", number);

	for (int i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			buffer_append_byte(out, ',');
		buffer_append_byte(out, digits[i]);
	}
}

void
article_append_hits(struct article_view *view, struct buffer *out)
{
	struct buffer total, number;
	size_t at;

	if (!view->finder || view->preview.on)
		return;
	sync_count(view);
	at = ordinal(view);
	buffer_init(&total);
	buffer_init(&number);
	append_grouped(&total, view->hits.total);
	if (!is_counted(&view->hits))
		buffer_append_byte(&total, '+');
	append_grouped(&number, at);
	/* TRANSLATORS: hits of a search: "17 of 2,304" */
	if (at != SIZE_MAX)
		buffer_append_format(
			out, _("%s of %s"), buffer_string(&number), buffer_string(&total));
	else
		buffer_append(out, buffer_slice(&total));
	buffer_append_string(out, "  ");
	buffer_clear(&number);
	buffer_clear(&total);
}

/* --- from hit to hit ----------------------------------------------------------------------- */

/* The next hit, if it stands within about so many bytes, in a part of the article that is known. */
static bool
next_within(struct article_view *view, size_t from, bool backwards, size_t bytes, struct span *hit)
{
	struct finder_search search = {.from = from, .backwards = backwards};

	return finder_go_on(view->finder, article_text(view->article), &search, bytes, hit) ==
		FINDER_HIT &&
		finder_next(view->finder, view->article, hit->start, false, hit);
}

/* The next hit in a paragraph that is shown. */
static bool
next_shown(struct article_view *view, size_t from, bool backwards, size_t bytes, struct span *hit)
{
	while (next_within(view, from, backwards, bytes, hit)) {
		size_t index = article_index_at(view->article, hit->start);

		if (article_filter_shows(view, index))
			return true;
		from = backwards ? article_span(view->article, index).start
				 : article_span(view->article, index).end;
	}
	return false;
}

/* One hit further; false when there is none at all. *wrapped tells that the end was passed. */
static bool
go_to_hit(struct article_view *view, bool backwards, bool *wrapped)
{
	struct slice text = article_text(view->article);
	size_t from = view->at;
	struct span hit;

	if (!backwards && from < text.length)
		from = unicode_next(text, from);
	if (!next_shown(view, from, backwards, SIZE_MAX, &hit)) {
		size_t rest = backwards ? text.length - view->at : view->at;

		*wrapped = true;
		if (error_is_set(finder_failure(view->finder)) ||
			!next_shown(
				view, backwards ? SIZE_MAX : 0, backwards, rest + WRAP_BYTES, &hit))
			return false;
	}
	article_jump(view, hit.start);
	return true;
}

void
article_search_again(
	struct article_view *view, bool against, long count, struct view_request *request)
{
	bool backwards = view->backwards != against, wrapped = false;
	size_t start = view->at;

	if (!view->finder) {
		view_say(request, true, _("Nothing was searched for yet: / asks for words"));
		return;
	}
	for (count = count < HITS_AT_ONCE ? count : HITS_AT_ONCE; count > 0; count--) {
		if (go_to_hit(view, backwards, &wrapped))
			continue;
		if (error_is_set(finder_failure(view->finder)))
			view_say(request, true, "%s", finder_failure(view->finder)->sentence);
		else
			view_say(request, true, _("Not found: %s"), view->pattern);
		return;
	}
	view->before_jump = start;
	if (wrapped && backwards)
		view_say(request, false, _("The search went on at the end"));
	else if (wrapped)
		view_say(request, false, _("The search went on at the start"));
}

bool
article_search(
	struct article_view *view, const char *typed, bool backwards, struct view_request *request)
{
	struct finder *finder;
	struct error error;

	article_preview(view, NULL, backwards);
	if (typed[0] != '\0') {
		error_init(&error);
		finder = finder_new_typed(slice_from_string(typed), &error);
		if (!finder) {
			view_say(request, true, "%s", error.sentence);
			return false;
		}
		finder_free(view->finder);
		free(view->pattern);
		view->finder = finder;
		view->pattern = alloc_string(slice_from_string(typed));
		view->search++;
		history_add(session_searches(view->session), typed);
	}
	view->backwards = backwards;
	article_search_again(view, false, 1, request);
	return true;
}

/* --- paragraphs ---------------------------------------------------------------------------- */

bool
article_show_only(struct article_view *view, const char *typed, struct view_request *request)
{
	struct finder *finder;
	struct error error;
	size_t index;

	if (typed[0] == '\0') {
		article_filter_clear(view);
		article_page_show(view, view->at);
		view_say(request, false, "%s", _("All paragraphs are shown"));
		return true;
	}
	error_init(&error);
	finder = finder_new_typed(slice_from_string(typed), &error);
	if (!finder) {
		view_say(request, true, "%s", error.sentence);
		return false;
	}
	history_add(session_searches(view->session), typed);
	if (!article_filter_begin(view, finder)) {
		view_say(request, true, _("No paragraph has: %s"), typed);
		return true;
	}
	index = article_index_at(view->article, view->at);
	if (!article_filter_shows(view, index))
		article_jump(view,
			article_span(view->article, article_filter_nearest(view, index)).start);
	view_say(request, false, _("Only paragraphs with %s are shown; & and Enter show all"),
		typed);
	return true;
}

/* --- while one types ----------------------------------------------------------------------- */

/* Puts the page back to what it was, and the search that was before. */
static void
end_preview(struct article_view *view)
{
	struct preview *preview = &view->preview;

	if (!preview->on)
		return;
	finder_free(view->finder);
	view->finder = preview->finder;
	view->at = preview->at;
	view->row = preview->row;
	view->goal = preview->goal;
	view->search++;
	*preview = (struct preview){.on = false};
}

/* Shows a hit without going there for good. */
static void
show_hit(struct article_view *view, bool backwards)
{
	size_t bytes = view->preview.expression ? PREVIEW_EXPRESSION_BYTES : PREVIEW_BYTES;
	struct slice text = article_text(view->article);
	struct finder_search search = {.from = view->at, .backwards = backwards};
	enum finder_result result;
	struct span hit;

	if (!backwards && search.from < text.length)
		search.from = unicode_next(text, search.from);
	result = finder_go_on(view->finder, text, &search, bytes, &hit);
	if (result == FINDER_NONE) {
		search = (struct finder_search){
			.from = backwards ? SIZE_MAX : 0, .backwards = backwards};
		result = finder_go_on(view->finder, text, &search, bytes, &hit);
	}
	if (result == FINDER_HIT &&
		finder_next(view->finder, view->article, hit.start, false, &hit) &&
		article_filter_shows(view, article_index_at(view->article, hit.start)))
		article_page_show(view, article_visible_byte(view, hit.start));
}

void
article_preview(struct article_view *view, const char *typed, bool backwards)
{
	struct preview preview;

	if (!typed || article_count(view->article) == 0) {
		end_preview(view);
		return;
	}
	if (!view->preview.on) {
		view->preview = (struct preview){.on = true,
			.finder = view->finder,
			.at = view->at,
			.row = view->row,
			.goal = view->goal};
		view->finder = NULL;
	}
	preview = view->preview;
	finder_free(view->finder);
	view->finder = finder_new_typed(slice_from_string(typed), NULL);
	view->preview.expression = typed[0] == '/';
	view->at = preview.at;
	view->row = preview.row;
	view->search++;
	if (view->finder)
		show_hit(view, backwards);
}

void
article_search_clear(struct article_view *view)
{
	end_preview(view);
	finder_free(view->finder);
	view->finder = NULL;
	free(view->pattern);
	view->pattern = NULL;
	forget_count(&view->hits);
}
