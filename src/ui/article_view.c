/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The article view as the reader calls it: opening, keeping the place, following the session. */
#include "ui/article_view.h"

#include "base/alloc.h"
#include "text/position.h"
#include "ui/article_actions.h"
#include "ui/article_alike.h"
#include "ui/article_block.h"
#include "ui/article_draft.h"
#include "ui/article_draw.h"
#include "ui/article_explain.h"
#include "ui/article_filter.h"
#include "ui/article_motion.h"
#include "ui/article_notes.h"
#include "ui/article_page.h"
#include "ui/article_quest.h"
#include "ui/article_search.h"
#include "ui/selection.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	ANALYSE_AT_ONCE = 1 << 18, /* bytes: so much is analysed before the first frame */
	SLICE_BYTES = 1 << 14,     /* of work between keys */
	BLANK_AT_ONCE = 1 << 20,   /* bytes of blank lines, before the first frame */
	WHEEL_LINES = 3
};

/* --- opening and keeping the place --------------------------------------------------------- */

/* Takes up the place where the reader left the article. */
static void
take_up_progress(struct article_view *view)
{
	const struct progress *progress = session_progress(view->session);
	struct span paragraph;

	if (progress->paragraph == 0 || progress->paragraph > article_count(view->article))
		return;
	paragraph = article_span(view->article, progress->paragraph - 1);
	view->at = paragraph.start +
		position_bytes(
			article_paragraph(view->article, progress->paragraph - 1), progress->start);
	view->row = view->rows / 3;
	view->started = true;
}

/* Keeps the place for the next time; not before the session knows the place of the last time. */
static void
keep_progress(struct article_view *view)
{
	if (article_count(view->article) == 0)
		return;
	view->at_last =
		article_index_at(view->article, view->at) + 1 == article_count(view->article);
	if (!view->looked_up && !article_awaits(view->article))
		return;
	session_set_place(view->session, view->at);
}

/* Takes up the place in an article that was opened, or read again. */
static void
take_up_place(struct article_view *view, bool again)
{
	int row = view->row;

	view->row = 0;
	take_up_progress(view);
	if (again)
		view->row = row;
	if (session_follows(view->session) && (view->at_last || !again)) {
		article_go_to_end(view);
		view->started = true;
	} else if (again && !view->started && view->looked_up) {
		article_go_to_end(view); /* what was read is there no more */
	}
}

/* Looks for the first paragraph, unless there are so many blank lines that somebody would wait for
 * it: then it is found between keys. */
static void
pass_blank_lines(struct article_view *view)
{
	size_t passed = 0;

	while (article_count(view->article) == 0 && passed < BLANK_AT_ONCE &&
		article_extend(view->article, SLICE_BYTES))
		passed += SLICE_BYTES;
	view->empty = article_count(view->article) == 0;
}

/* Brings the view in accord with the session, which may have opened another article. */
static void
sync_article(struct article_view *view)
{
	struct article *article = session_article(view->session);
	size_t count, file = session_file(view->session, &count);
	bool again = file == view->file;

	if (article == view->article && file == view->file)
		return;
	article_quest_clear(view);
	article_preview(view, NULL, false);
	article_filter_clear(view);
	article_blocks_clear(view);
	view->article = article;
	view->digits = again ? view->digits : 0;
	view->file = file;
	view->received = article_received(article);
	view->length = article_text(article).length;
	view->at = view->before_jump = 0;
	view->goal = 0;
	view->meant_at = SIZE_MAX;
	view->selecting = view->selecting && again && session_follows(view->session) &&
		view->selection < article_text(article).length;
	view->asked = view->asked && again;
	view->search++;
	view->started = false;
	pass_blank_lines(view);
	view->looked_up = session_is_looked_up(view->session);
	if (article_is_short(article, ANALYSE_AT_ONCE))
		analysis_advance(session_analysis(view->session), SIZE_MAX);
	take_up_place(view, again);
}

static void *
open_view(struct session *session, const struct keymap *keymap, const struct view_request *request,
	struct error *error)
{
	struct article_view *view = alloc_zeroed(1, sizeof *view);
	unsigned long long start = strtoull(request->argument, NULL, 10);

	(void)error;
	view->session = session;
	view->keymap = keymap;
	view->article = session_article(session);
	article_page_fit(view, (struct area){0, 0, 80, 23});
	view->file = SIZE_MAX;
	sync_article(view);
	if (start > 0) {
		article_go_to_number(view, start < SIZE_MAX ? (size_t)start : SIZE_MAX);
		view->started = true;
		keep_progress(view);
	}
	return view;
}

static void
close_view(void *taken_state)
{
	struct article_view *view = taken_state;

	article_quest_clear(view);
	article_preview(view, NULL, false);
	keep_progress(view);
	article_blocks_clear(view);
	free(view->blocks);
	article_search_clear(view);
	article_filter_clear(view);
	script_close(view->converter);
	note_edit_clear(&view->edit);
	free(view->export_path);
	free(view->draft);
	free(view->editor_command);
	free(view);
}

/* --- the view's functions ------------------------------------------------------------------ */

/* Whether the mark that was gone to, or explained last, is still meant after the action. */
static bool
keeps_meaning(enum action action)
{
	return action == ACTION_EXPLAIN || action == ACTION_CORRECT || action == ACTION_UNDO ||
		action == ACTION_REDO;
}

static void
act(void *state, enum action action, long count, const struct input *following,
	struct view_request *request)
{
	struct article_view *view = state;

	sync_article(view);
	article_blocks_trim(view);
	if (!keeps_meaning(action))
		view->meant_at = SIZE_MAX;
	if (!article_act(view, action, count, following, request))
		return;
	sync_article(view);
	selection_hold(view);
	view->started = true;
	keep_progress(view);
}

/* Whether it is ^C, typed by who waits for a text to come. */
static bool
is_impatient(const struct article_view *view, const struct input *input)
{
	return input->code == INPUT_CHARACTER && input->control && input->character == 'c' &&
		article_count(view->article) == 0 && article_awaits(view->article);
}

static void
take_input(void *state, const struct input *input, struct view_request *request)
{
	struct article_view *view = state;

	article_blocks_trim(view);
	view->meant_at = SIZE_MAX;
	request->quit = is_impatient(view, input);
	if (input->code == INPUT_CLICK && article_click(view, input->column, input->row))
		selection_hold(view);
	else if (input->code == INPUT_WHEEL_DOWN)
		article_scroll(view, WHEEL_LINES);
	else if (input->code == INPUT_WHEEL_UP)
		article_scroll(view, -WHEEL_LINES);
	else
		return;
	view->started = true;
	keep_progress(view);
}

static void
draw(void *state, struct frame *frame, struct area area)
{
	struct article_view *view = state;

	sync_article(view);
	article_blocks_trim(view);
	article_page_fit(view, area);
	if (view->glimpse)
		article_page_fit(view->glimpse, area);
	article_draw(view->glimpse ? view->glimpse : view, frame);
	view->prepared = view->glimpse != NULL;
}

static void
status(void *state, struct buffer *out)
{
	article_draw_status(state, out);
}

static void
go_to(void *state, struct span place)
{
	struct article_view *view = state;

	sync_article(view);
	article_blocks_trim(view);
	article_jump(view, place.start);
	article_mean(view, place);
	view->started = true;
	keep_progress(view);
}

static bool
answer(void *state, const char *argument, const char *text, struct view_request *request)
{
	struct article_view *view = state;
	bool done;

	article_blocks_trim(view);
	done = article_answer(view, argument, text, request);
	selection_hold(view);
	keep_progress(view);
	return done;
}

static void
ran(void *state, bool well, struct view_request *request)
{
	article_draft_end(state, well, request);
}

static void
idle(void *state, struct view_request *request)
{
	struct article_view *view = state;

	sync_article(view);
	if (!view->selecting)
		article_ask_alike(view, request);
}

/* Shows what has come of a text that is read while it comes, or that a file has grown by: the last
 * paragraphs may look otherwise now, and who follows is at the end again. */
static void
take_growth(struct article_view *view)
{
	size_t received = article_received(view->article);

	if (received == view->received && (!view->empty || article_count(view->article) == 0))
		return;
	article_filter_go_behind(view, view->length);
	view->received = received;
	view->length = article_text(view->article).length;
	view->empty = article_count(view->article) == 0;
	article_blocks_clear(view);
	if (session_follows(view->session) && view->at_last) {
		article_go_to_end(view);
		keep_progress(view);
	}
}

/* The reader calls it after the session's own work. */
static bool
work(void *state)
{
	struct article_view *view = state;
	bool more;

	sync_article(view); /* the session's work may have put another one in its place */
	if (!view->prepared)
		article_page_prepare(view);
	view->prepared = true;
	more = analysis_advance(session_analysis(view->session), SLICE_BYTES);
	take_growth(view);
	if (!view->looked_up && session_is_looked_up(view->session)) {
		view->looked_up = true;
		if (view->started)
			keep_progress(view);
		else
			take_up_progress(view);
	}
	return article_count_hits(view) || more;
}

static enum pursuit
pursue(void *state, struct view_request *request)
{
	struct article_view *view = state;
	enum pursuit pursuit;

	sync_article(view);
	article_blocks_trim(view);
	pursuit = article_quest_go_on(view, request);
	if (pursuit == PURSUIT_DONE) {
		selection_hold(view);
		view->started = true;
		keep_progress(view);
	}
	if (pursuit == PURSUIT_NONE)
		pursuit = article_preview_go_on(view);
	return pursuit != PURSUIT_NONE ? pursuit : article_filter_go_on(view, request);
}

static bool
give_up(void *state, const struct input *input, struct view_request *request)
{
	struct article_view *view = state;

	sync_article(view);
	article_blocks_trim(view);
	return article_quest_stop(view, input, request);
}

static void
preview(void *state, const char *argument, const char *text)
{
	struct article_view *view = state;
	bool backwards = strncmp(argument, "search-back", strlen("search-back")) == 0;

	sync_article(view);
	article_blocks_trim(view);
	view->started = true;
	article_preview(view, text, backwards);
}

const struct view_ops article_view_ops = {
	.name = "article",
	.context = CONTEXT_ARTICLE,
	.whole = true,
	.open = open_view,
	.draw = draw,
	.status = status,
	.act = act,
	.input = take_input,
	.go_to = go_to,
	.answer = answer,
	.preview = preview,
	.ran = ran,
	.idle = idle,
	.work = work,
	.pursue = pursue,
	.give_up = give_up,
	.close = close_view,
};
