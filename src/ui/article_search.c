/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hits are counted by parts of the text, so that it is known how many stand before any place:
 *
 *      text    |....x..x.|..x......|x..x.x..<....
 *      hits    0         2         3         counted so far
 *
 * The parts are so long that counting in one takes a few milliseconds.
 */
#include <config.h>

#include "ui/article_search.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/intl.h"
#include "text/unicode.h"
#include "ui/article_filter.h"
#include "ui/article_glimpse.h"
#include "ui/article_motion.h"
#include "ui/article_page.h"
#include "ui/article_quest.h"
#include "ui/article_reach.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	HITS_AT_ONCE = 1000, /* a larger number before n would go round and round */
	PART_BYTES_MOST = 1 << 18,
	PART_BYTES_LEAST = 1 << 12,
	COUNT_EFFORT = 8 << 20, /* of counting between keys, as finder_go_on counts */
	REACH_BYTES = 1 << 17,  /* further than a hit may */
	WRAP_BYTES = 1 << 17 /* further than where it began, when a search went on at the start */
};

/* --- counting ------------------------------------------------------------------------------ */

static void
forget_count(struct hit_count *count)
{
	free(count->parts);
	*count = (struct hit_count){.capacity = 0};
}

/* Takes back what was counted behind a place. */
static void
count_from(struct hit_count *count, size_t at)
{
	while (count->at > at && count->count > 0) {
		count->at = count->parts[--count->count].start;
		count->total = count->parts[count->count].hits;
	}
	count->known = SIZE_MAX;
}

/* Begins anew when another search, or another text, has come. Where all was counted and the text
 * goes on now, hits at its former end may be others. */
static void
sync_count(struct article_view *view)
{
	struct hit_count *count = &view->hits;
	size_t length = article_text(view->article).length;

	if (count->search != view->search || count->length > length) {
		forget_count(count);
		count->search = view->search;
		count->part_bytes = PART_BYTES_MOST;
	}
	if (length > count->length && count->at + REACH_BYTES > count->length)
		count_from(count, count->length > REACH_BYTES ? count->length - REACH_BYTES : 0);
	count->length = length;
	count->limit = length;
	if (article_awaits(view->article) || !article_has_all_text(view->article))
		count->limit = length > REACH_BYTES ? length - REACH_BYTES : 0;
	if (count->limit < count->at)
		count->limit = count->at;
}

/* Whether there is nothing more to count, for now; or at all. */
static bool
is_counted(const struct hit_count *count)
{
	return count->at >= count->limit;
}

static bool
is_all_counted(const struct article_view *view)
{
	return view->hits.at >= view->hits.length && !article_awaits(view->article) &&
		article_has_all_text(view->article);
}

/* Counts in one more part; false when a key came first. */
static bool
count_part(struct article_view *view)
{
	struct hit_count *count = &view->hits;
	size_t begun = finder_effort(view->finder), left = count->limit - count->at;
	struct span part = {
		count->at, count->at + (count->part_bytes < left ? count->part_bytes : left)};
	size_t hits = finder_count(view->finder, article_text(view->article), part);

	if (finder_was_stopped(view->finder))
		return false;
	count->parts =
		array_grow(count->parts, &count->capacity, count->count + 1, sizeof *count->parts);
	count->parts[count->count++] = (struct counted_part){part.start, count->total};
	count->total += hits;
	count->at = part.end;
	begun = finder_effort(view->finder) - begun;
	if (begun > 2 * COUNT_EFFORT && count->part_bytes > PART_BYTES_LEAST)
		count->part_bytes /= 2;
	else if (begun < COUNT_EFFORT / 2 && count->part_bytes < PART_BYTES_MOST)
		count->part_bytes *= 2;
	return true;
}

bool
article_count_hits(struct article_view *view)
{
	size_t begun;

	if (!view->finder || view->preview.on)
		return false;
	sync_count(view);
	view->hits.known = SIZE_MAX;
	begun = finder_effort(view->finder);
	while (!is_counted(&view->hits) && finder_effort(view->finder) - begun < COUNT_EFFORT) {
		if (!count_part(view))
			break;
	}
	return !is_counted(&view->hits);
}

/* The part in which byte offset at lies. */
static const struct counted_part *
part_at(const struct hit_count *count, size_t at)
{
	size_t low = 0, high = count->count - 1;

	while (low < high) {
		size_t middle = low + (high - low + 1) / 2;

		if (count->parts[middle].start <= at)
			low = middle;
		else
			high = middle - 1;
	}
	return &count->parts[low];
}

/* How many hits begin at or before the cursor; SIZE_MAX when it is not counted so far. */
static size_t
ordinal(struct article_view *view)
{
	struct hit_count *count = &view->hits;
	const struct counted_part *part;
	size_t hits;

	if (view->at >= count->at)
		return SIZE_MAX;
	if (count->known != view->at) {
		part = part_at(count, view->at);
		hits = finder_count(view->finder, article_text(view->article),
			(struct span){part->start, view->at + 1});
		if (finder_was_stopped(view->finder))
			return SIZE_MAX;
		count->known = view->at;
		count->ordinal = part->hits + hits;
	}
	return count->ordinal;
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
	buffer_append_grouped(&total, view->hits.total);
	if (!is_all_counted(view))
		buffer_append_byte(&total, '+');
	buffer_append_grouped(&number, at);
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

/* What a slice has cost. */
static size_t
effort(struct article_view *view)
{
	struct finder *filter = article_filter_finder(view);

	return view->quest.effort + finder_effort(view->finder) +
		(filter ? finder_effort(filter) : 0);
}

/* The search from the cursor on. */
static struct finder_search
search_from_cursor(const struct article_view *view, bool backwards)
{
	struct slice text = article_text(view->article);
	struct finder_search search = {.from = view->at, .backwards = backwards};

	if (!backwards && search.from < text.length)
		search.from = unicode_next(text, search.from);
	return search;
}

/* Whether a search that went on at the other end has come to where it began. */
static bool
has_come_round(const struct article_view *view, const struct quest *quest)
{
	size_t at = quest->search.at;

	if (!quest->wrapped)
		return false;
	return quest->backwards ? at + WRAP_BYTES < view->at : at > view->at + WRAP_BYTES;
}

/* There is no hit up to the text's end, or start: the search goes on at the other one. */
static enum pursuit
go_round(struct article_view *view, struct view_request *request)
{
	const struct error *failure = finder_failure(view->finder);
	struct quest *quest = &view->quest;

	if (!quest->wrapped && !error_is_set(failure)) {
		quest->wrapped = quest->has_wrapped = true;
		quest->search = (struct finder_search){
			.from = quest->backwards ? SIZE_MAX : 0, .backwards = quest->backwards};
		return PURSUIT_MORE;
	}
	if (error_is_set(failure))
		view_say(request, true, "%s", failure->sentence);
	else
		view_say(request, true, _("Not found: %s"), view->pattern);
	return PURSUIT_DONE;
}

/* Goes to the hit that was found, and looks for the next one when more are asked for. One in a
 * paragraph that is not shown is passed over. */
static enum pursuit
take_hit(struct article_view *view, struct view_request *request)
{
	struct quest *quest = &view->quest;
	size_t index = article_index_at(view->article, quest->hit.start);
	struct span paragraph = article_span(view->article, index);

	quest->found = false;
	if (!article_filter_shows(view, index)) {
		quest->search = (struct finder_search){
			.from = quest->backwards ? paragraph.start : paragraph.end,
			.backwards = quest->backwards};
		return PURSUIT_MORE;
	}
	article_jump(view, quest->hit.start);
	if (--quest->count > 0) {
		quest->wrapped = false;
		quest->search = search_from_cursor(view, quest->backwards);
		return PURSUIT_MORE;
	}
	view->before_jump = quest->from;
	if (quest->has_wrapped && quest->backwards)
		view_say(request, false, _("The search went on at the end"));
	else if (quest->has_wrapped)
		view_say(request, false, _("The search went on at the start"));
	return PURSUIT_DONE;
}

/* The paragraphs up to the hit are not known so far: what is there is shown meanwhile. */
static enum pursuit
show_glimpse(struct article_view *view)
{
	struct quest *quest = &view->quest;

	if (quest->settles || quest->count > 1 || view->filter)
		return PURSUIT_MORE;
	quest->settles = true;
	quest->place = 0;
	article_glimpse_begin(view, quest->hit.start);
	return PURSUIT_SEEN;
}

static enum pursuit
step_to_hit(struct article_view *view, struct view_request *request)
{
	struct quest *quest = &view->quest;
	enum pursuit pursuit = PURSUIT_MORE;

	for (size_t begun = effort(view);
		pursuit == PURSUIT_MORE && effort(view) - begun < QUEST_EFFORT;) {
		enum finder_result result = FINDER_HIT;

		if (!quest->found)
			result = finder_go_on_in(view->finder, view->article, &quest->search,
				QUEST_EFFORT - (effort(view) - begun), &quest->hit);
		quest->place = quest->settles ? quest->place : quest->search.at;
		if (!quest->found && finder_was_stopped(view->finder))
			return PURSUIT_MORE; /* the key comes now */
		quest->found = result == FINDER_HIT;
		if (quest->found)
			pursuit = article_reach(view, quest->hit.end) ? take_hit(view, request)
								      : show_glimpse(view);
		else if (result == FINDER_NONE ||
			(result == FINDER_MORE && has_come_round(view, quest)))
			pursuit = go_round(view, request);
	}
	return pursuit;
}

void
article_search_again(
	struct article_view *view, bool against, long count, struct view_request *request)
{
	bool backwards = view->backwards != against;
	struct quest quest = {.step = step_to_hit,
		.from = view->at,
		.backwards = backwards,
		.search_number = view->search,
		.count = count < HITS_AT_ONCE ? count : HITS_AT_ONCE,
		.search = search_from_cursor(view, backwards),
		.place = view->at};

	if (!view->finder) {
		view_say(request, true, _("Nothing was searched for yet: / asks for words"));
		return;
	}
	article_quest_begin(view, &quest, request);
}

/* A finder of what was typed, which listens for keys. NULL with the error. */
static struct finder *
make_finder(const struct article_view *view, const char *typed, struct error *error)
{
	struct finder *finder = finder_new_typed(slice_from_string(typed), error);

	if (finder)
		finder_set_patience(finder, session_patience(view->session));
	return finder;
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
		finder = make_finder(view, typed, &error);
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

/* What was typed last. */
static const char *
last_typed(const struct article_view *view)
{
	const struct history *searches = session_searches(view->session);

	return searches->items[searches->count - 1];
}

/* The filter begins; the cursor goes to the nearest paragraph that it shows. */
static enum pursuit
show_only(struct article_view *view, struct view_request *request)
{
	struct quest *quest = &view->quest;
	size_t index = article_index_at(view->article, quest->hit.start);

	article_filter_begin(view, quest->finder);
	quest->finder = NULL;
	if (!article_filter_shows(view, article_index_at(view->article, view->at)))
		article_jump(view, article_span(view->article, index).start);
	view_say(request, false, _("Only paragraphs with %s are shown; & and Enter show all"),
		last_typed(view));
	return PURSUIT_DONE;
}

static enum pursuit
step_to_paragraph(struct article_view *view, struct view_request *request)
{
	struct quest *quest = &view->quest;
	struct finder *finder = quest->finder;
	enum finder_result result = FINDER_HIT;

	if (!quest->found)
		result = finder_go_on_in(
			finder, view->article, &quest->search, QUEST_EFFORT, &quest->hit);
	quest->place = quest->search.at;
	quest->found = result == FINDER_HIT;
	while (quest->found && quest->effort < QUEST_EFFORT) {
		if (article_reach(view, quest->hit.end))
			return show_only(view, request);
	}
	if (result != FINDER_NONE)
		return PURSUIT_MORE;
	if (!quest->wrapped && !error_is_set(finder_failure(finder))) {
		quest->wrapped = true;
		quest->search = (struct finder_search){.from = quest->goal, .backwards = true};
		return PURSUIT_MORE;
	}
	if (error_is_set(finder_failure(finder)))
		view_say(request, true, "%s", finder_failure(finder)->sentence);
	else
		view_say(request, true, _("No paragraph has: %s"), last_typed(view));
	return PURSUIT_DONE;
}

bool
article_show_only(struct article_view *view, const char *typed, struct view_request *request)
{
	struct quest quest = {.step = step_to_paragraph, .from = view->at, .place = view->at};
	struct error error;

	if (typed[0] == '\0') {
		article_filter_clear(view);
		article_page_show(view, view->at);
		view_say(request, false, "%s", _("All paragraphs are shown"));
		return true;
	}
	error_init(&error);
	quest.finder = make_finder(view, typed, &error);
	if (!quest.finder) {
		view_say(request, true, "%s", error.sentence);
		return false;
	}
	history_add(session_searches(view->session), typed);
	if (article_count(view->article) > 0)
		quest.goal = article_span(view->article, article_index_at(view->article, view->at))
				     .start;
	quest.search = (struct finder_search){.from = quest.goal};
	article_quest_clear(view);
	article_quest_begin(view, &quest, request);
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
	article_glimpse_clear(view);
	finder_free(view->finder);
	view->finder = preview->finder;
	view->at = preview->at;
	view->row = preview->row;
	view->goal = preview->goal;
	view->search++;
	*preview = (struct preview){.on = false};
}

enum pursuit
article_preview_go_on(struct article_view *view)
{
	struct preview *preview = &view->preview;
	enum finder_result result = FINDER_HIT;

	if (!preview->on || !preview->seeks)
		return PURSUIT_NONE;
	if (!preview->found)
		result = finder_go_on_in(
			view->finder, view->article, &preview->search, QUEST_EFFORT, &preview->hit);
	preview->found = result == FINDER_HIT;
	if (result == FINDER_NONE && !preview->wrapped) {
		preview->wrapped = true;
		preview->search = (struct finder_search){
			.from = preview->backwards ? SIZE_MAX : 0, .backwards = preview->backwards};
		result = FINDER_MORE;
	}
	for (view->quest.effort = 0; preview->found && !article_reach(view, preview->hit.end);) {
		if (!view->glimpse && !view->filter) {
			article_glimpse_begin(view, preview->hit.start);
			return PURSUIT_SEEN;
		}
		if (view->quest.effort >= QUEST_EFFORT)
			return PURSUIT_MORE;
	}
	if (result == FINDER_MORE)
		return PURSUIT_MORE;
	preview->seeks = false;
	article_glimpse_clear(view);
	if (preview->found &&
		article_filter_shows(view, article_index_at(view->article, preview->hit.start)))
		article_page_show(view, article_visible_byte(view, preview->hit.start));
	return PURSUIT_DONE;
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
	article_glimpse_clear(view);
	finder_free(view->finder);
	view->finder = make_finder(view, typed, NULL);
	view->at = preview.at;
	view->row = preview.row;
	view->search++;
	view->preview.seeks = view->finder != NULL;
	view->preview.backwards = backwards;
	view->preview.wrapped = view->preview.found = false;
	view->preview.search = search_from_cursor(view, backwards);
	(void)article_preview_go_on(view);
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
