/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table from actions to functions, each of a line or a few. */
#include <config.h>

#include "ui/article_actions.h"

#include "base/intl.h"
#include "ui/article_block.h"
#include "ui/article_correct.h"
#include "ui/article_draft.h"
#include "ui/article_explain.h"
#include "ui/article_far.h"
#include "ui/article_find.h"
#include "ui/article_motion.h"
#include "ui/article_notes.h"
#include "ui/article_page.h"
#include "ui/article_search.h"
#include "ui/selection.h"

#include <stdio.h>

/* What an action is called with. */
struct call {
	struct article_view *view;
	long count; /* at least 1 */
	bool counted;
	const struct input *following;
	struct view_request *request;
};

static void
next_row(const struct call *call)
{
	if (session_settings(call->view->session)->paragraph_motions && !call->view->selecting)
		article_move_paragraphs(call->view, call->count);
	else
		article_move_rows(call->view, call->count);
}

static void
previous_row(const struct call *call)
{
	if (session_settings(call->view->session)->paragraph_motions && !call->view->selecting)
		article_move_paragraphs(call->view, -call->count);
	else
		article_move_rows(call->view, -call->count);
}

static void
next_paragraph(const struct call *call)
{
	article_move_paragraphs(call->view, call->count);
}

static void
previous_paragraph(const struct call *call)
{
	article_move_paragraphs(call->view, -call->count);
}

/* A page less two lines, so that the eye finds its place again. */
static long
page_lines(const struct article_view *view)
{
	return view->rows > 4 ? view->rows - 2 : 1;
}

static void
next_page(const struct call *call)
{
	article_move_lines(call->view, call->count * page_lines(call->view));
}

static void
previous_page(const struct call *call)
{
	article_move_lines(call->view, -call->count * page_lines(call->view));
}

static void
next_half(const struct call *call)
{
	article_move_lines(call->view, call->count * (call->view->rows / 2 + 1));
}

static void
previous_half(const struct call *call)
{
	article_move_lines(call->view, -call->count * (call->view->rows / 2 + 1));
}

static void
scroll_down(const struct call *call)
{
	article_scroll(call->view, call->count);
}

static void
scroll_up(const struct call *call)
{
	article_scroll(call->view, -call->count);
}

static void
go_first(const struct call *call)
{
	article_ask_number(call->view, call->counted ? (size_t)call->count : 1, call->request);
}

static void
go_last(const struct call *call)
{
	if (call->counted)
		article_ask_number(call->view, (size_t)call->count, call->request);
	else
		article_ask_end(call->view, call->request);
}

static void
read_again(const struct call *call)
{
	struct error error;

	error_init(&error);
	if (session_read_again(call->view->session, &error))
		view_say(call->request, false, "%s", _("Read again"));
	else
		view_say(call->request, true, "%s", error.sentence);
}

static void
follow(const struct call *call)
{
	bool follows = !session_follows(call->view->session);

	session_follow(call->view->session, follows);
	if (follows)
		article_ask_end(call->view, call->request);
	view_say(call->request, false, "%s",
		follows ? _("Following the file as it grows; F stops") : _("No longer following"));
}

static void
go_percent(const struct call *call)
{
	if (call->counted)
		article_ask_percent(call->view, call->count, call->request);
	else
		view_say(
			call->request, true, _("Type a number before %%: 50%% goes to the middle"));
}

static void
set_mark(const struct call *call)
{
	article_set_mark(call->view, call->following, call->request);
}

static void
go_to_mark(const struct call *call)
{
	article_go_to_mark(call->view, call->following, call->request);
}

static void
left(const struct call *call)
{
	selection_move_chars(call->view, -call->count);
}

static void
right(const struct call *call)
{
	selection_move_chars(call->view, call->count);
}

static void
next_segment(const struct call *call)
{
	selection_move_segments(call->view, call->count);
}

static void
previous_segment(const struct call *call)
{
	selection_move_segments(call->view, -call->count);
}

static void
row_start(const struct call *call)
{
	selection_move_in_row(call->view, false);
}

static void
row_end(const struct call *call)
{
	selection_move_in_row(call->view, true);
}

static void
search(const struct call *call)
{
	call->request->open = "prompt";
	snprintf(call->request->argument, sizeof call->request->argument, "search");
}

static void
search_back(const struct call *call)
{
	call->request->open = "prompt";
	snprintf(call->request->argument, sizeof call->request->argument, "search-back");
}

static void
filter(const struct call *call)
{
	call->request->open = "prompt";
	snprintf(call->request->argument, sizeof call->request->argument, "paragraphs");
}

static void
search_again(const struct call *call)
{
	article_search_again(call->view, false, call->count, call->request);
}

static void
search_again_back(const struct call *call)
{
	article_search_again(call->view, true, call->count, call->request);
}

static void
next_directive(const struct call *call)
{
	article_go_to_finding(call->view, FINDING_DIRECTIVE, false, call->request);
}

static void
previous_directive(const struct call *call)
{
	article_go_to_finding(call->view, FINDING_DIRECTIVE, true, call->request);
}

static void
next_official(const struct call *call)
{
	article_go_to_finding(call->view, FINDING_OFFICIAL, false, call->request);
}

static void
previous_official(const struct call *call)
{
	article_go_to_finding(call->view, FINDING_OFFICIAL, true, call->request);
}

static void
explain(const struct call *call)
{
	article_explain(call->view, call->request);
}

static void
next_note(const struct call *call)
{
	article_go_to_note(call->view, false, call->request);
}

static void
previous_note(const struct call *call)
{
	article_go_to_note(call->view, true, call->request);
}

static void
tag(const struct call *call)
{
	article_ask_tags(call->view, call->request);
}

static void
note(const struct call *call)
{
	article_ask_note(call->view, call->request);
}

static void
note_in_editor(const struct call *call)
{
	article_draft_begin(call->view, call->request);
}

static void
edit_note(const struct call *call)
{
	article_ask_change(call->view, call->request);
}

static void
delete_note(const struct call *call)
{
	article_delete_note(call->view, call->request);
}

static void
correct(const struct call *call)
{
	article_ask_correction(call->view, call->request);
}

static void
undo(const struct call *call)
{
	article_undo(call->view, true, call->request);
}

static void
redo(const struct call *call)
{
	article_undo(call->view, false, call->request);
}

static void
show_history(const struct call *call)
{
	article_ask_history(call->view, call->request);
}

static void export(const struct call *call)
{
	article_ask_export(call->view, call->request);
}

static void
select_phrase(const struct call *call)
{
	selection_toggle(call->view);
	if (call->view->selecting)
		view_say(call->request, false,
			_("Selecting: move, then t tags, a notes, c marks the phrase; Esc leaves"));
}

static void
leave_selection(const struct call *call)
{
	call->view->selecting = false;
}

static void
go_to_file(const struct call *call, long step)
{
	struct article_view *view = call->view;
	size_t count, file = session_file(view->session, &count);
	struct error error;

	error_init(&error);
	if (step < 0 ? file < (size_t)-step : file + (size_t)step >= count)
		view_say(call->request, true, "%s",
			step < 0 ? _("There is no file before this one")
				 : _("There is no file behind this one"));
	else if (!session_go_to_file(view->session, file + (size_t)step, &error))
		view_say(call->request, true, "%s", error.sentence);
	else if (error_is_set(article_remark(session_article(view->session))))
		view_say(call->request, true, "%s",
			article_remark(session_article(view->session))->sentence);
}

static void
next_file(const struct call *call)
{
	go_to_file(call, call->count);
}

static void
previous_file(const struct call *call)
{
	go_to_file(call, -call->count);
}

/* The same text is shown in another way: the cursor stands on what is still to be seen. */
static void
show_anew(struct article_view *view)
{
	article_blocks_clear(view);
	view->at = article_visible_byte(view, view->at);
	view->goal = article_page_column(view, view->at);
}

static void
toggle_residue(const struct call *call)
{
	call->view->show_residue = !call->view->show_residue;
	show_anew(call->view);
	view_say(call->request, false, "%s",
		call->view->show_residue ? _("Converter residue is shown")
					 : _("Converter residue is hidden"));
}

static void
cycle_script(const struct call *call)
{
	static const char *const sentences[] = {
		[SCRIPT_AS_IS] = N_("Shown as it is"),
		[SCRIPT_SIMPLIFIED] = N_("Shown in simplified characters"),
		[SCRIPT_TRADITIONAL] = N_("Shown in traditional characters"),
	};
	struct article_view *view = call->view;
	enum script next =
		view->script == SCRIPT_TRADITIONAL ? SCRIPT_AS_IS : (enum script)(view->script + 1);
	struct script_converter *converter = NULL;
	struct error error;

	error_init(&error);
	if (next != SCRIPT_AS_IS) {
		converter = script_open(next, &error);
		if (!converter) {
			view_say(call->request, true, "%s", error.sentence);
			return;
		}
	}
	script_close(view->converter);
	view->converter = converter;
	view->script = next;
	show_anew(view);
	view_say(call->request, false, "%s", _(sentences[next]));
}

static void
toggle_marks(const struct call *call)
{
	struct settings *settings = session_settings(call->view->session);

	settings->show_marks = !settings->show_marks;
}

static void
toggle_notes(const struct call *call)
{
	struct settings *settings = session_settings(call->view->session);

	settings->show_notes = !settings->show_notes;
	article_blocks_clear(call->view);
}

static void
toggle_page(const struct call *call)
{
	struct session *session = call->view->session;
	struct error error;

	error_init(&error);
	if (!session_turn_page(session, &error))
		view_say(call->request, true, "%s", error.sentence);
	else
		view_say(call->request, false, "%s",
			article_is_whole_page(session_article(session))
				? _("This is all that the page shows; H shows its article alone")
				: _("This is the page's article alone; H shows all of it"));
}

static void (*const actions[ACTIONS])(const struct call *call) = {
	[ACTION_NEXT_ROW] = next_row,
	[ACTION_PREVIOUS_ROW] = previous_row,
	[ACTION_NEXT_PARAGRAPH] = next_paragraph,
	[ACTION_PREVIOUS_PARAGRAPH] = previous_paragraph,
	[ACTION_NEXT_PAGE] = next_page,
	[ACTION_PREVIOUS_PAGE] = previous_page,
	[ACTION_NEXT_HALF] = next_half,
	[ACTION_PREVIOUS_HALF] = previous_half,
	[ACTION_SCROLL_DOWN] = scroll_down,
	[ACTION_SCROLL_UP] = scroll_up,
	[ACTION_FIRST] = go_first,
	[ACTION_LAST] = go_last,
	[ACTION_PERCENT] = go_percent,
	[ACTION_SET_MARK] = set_mark,
	[ACTION_GO_TO_MARK] = go_to_mark,
	[ACTION_LEFT] = left,
	[ACTION_RIGHT] = right,
	[ACTION_NEXT_SEGMENT] = next_segment,
	[ACTION_PREVIOUS_SEGMENT] = previous_segment,
	[ACTION_ROW_START] = row_start,
	[ACTION_ROW_END] = row_end,
	[ACTION_SEARCH] = search,
	[ACTION_SEARCH_BACK] = search_back,
	[ACTION_FILTER] = filter,
	[ACTION_SEARCH_AGAIN] = search_again,
	[ACTION_SEARCH_AGAIN_BACK] = search_again_back,
	[ACTION_NEXT_DIRECTIVE] = next_directive,
	[ACTION_PREVIOUS_DIRECTIVE] = previous_directive,
	[ACTION_NEXT_OFFICIAL] = next_official,
	[ACTION_PREVIOUS_OFFICIAL] = previous_official,
	[ACTION_EXPLAIN] = explain,
	[ACTION_NEXT_NOTE] = next_note,
	[ACTION_PREVIOUS_NOTE] = previous_note,
	[ACTION_TAG] = tag,
	[ACTION_NOTE] = note,
	[ACTION_NOTE_IN_EDITOR] = note_in_editor,
	[ACTION_EDIT_NOTE] = edit_note,
	[ACTION_DELETE_NOTE] = delete_note,
	[ACTION_CORRECT] = correct,
	[ACTION_UNDO] = undo,
	[ACTION_REDO] = redo,
	[ACTION_SHOW_HISTORY] = show_history,
	[ACTION_EXPORT] = export,
	[ACTION_SELECT] = select_phrase,
	[ACTION_CLOSE] = leave_selection,
	[ACTION_NEXT_FILE] = next_file,
	[ACTION_PREVIOUS_FILE] = previous_file,
	[ACTION_READ_AGAIN] = read_again,
	[ACTION_FOLLOW] = follow,
	[ACTION_TOGGLE_RESIDUE] = toggle_residue,
	[ACTION_CYCLE_SCRIPT] = cycle_script,
	[ACTION_TOGGLE_MARKS] = toggle_marks,
	[ACTION_TOGGLE_NOTES] = toggle_notes,
	[ACTION_TOGGLE_PAGE] = toggle_page,
};

bool
article_act(struct article_view *view, enum action action, long count,
	const struct input *following, struct view_request *request)
{
	struct call call = {view, count > 0 ? count : 1, count >= 0, following, request};

	if (!actions[action])
		return false;
	actions[action](&call);
	return true;
}
