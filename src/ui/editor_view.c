/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 *      ── New note ─────────────────────
 *      物资从哪里来？                       the text, as many rows as it needs
 *      ── 1:8 ──────────────────────────  the reader's messages lie over this row
 *      Ctrl-S saves  Esc leaves  …        the last row
 *
 * The box lies at the bottom of the frame; at its top where it would cover the cursor of the page.
 */
#include <config.h>

#include "ui/editor_view.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "ui/editor_keys.h"
#include "ui/editor_text.h"
#include "ui/editor_wrap.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LEAST_ROWS = 4,    /* of the text, where there is room */
	ROWS_FOR_KEYS = 2, /* in a lower frame there is nothing but text */
	ROWS_FOR_RULES = 8,
	COLUMNS_FOR_MARGIN = 40,
	MARGIN = 2,
	NEAR_ROWS = 2, /* about the page's cursor, to be seen with it */
	WHEEL_ROWS = 3
};

#define HINT_GAP "  " /* between two hints about keys */

struct editor {
	char argument[sizeof((struct view_request *)NULL)->argument];
	struct editor_text text;
	char *initial; /* as it stood at first */
	struct editor_wrap wrap;
	struct area area; /* of the text, as drawn last */
	int wrapped;      /* columns that rows are wrapped in */
	size_t top;       /* the first row on the screen */
	int goal;         /* the column that going up and down aims at; -1: the cursor's */
	bool asking;      /* whether to save what was written */
};

static void *
open_view(struct session *session, const struct keymap *keymap, const struct view_request *request,
	struct error *error)
{
	struct editor *editor = alloc_zeroed(1, sizeof *editor);

	(void)session;
	(void)keymap;
	(void)error;
	memcpy(editor->argument, request->argument, sizeof editor->argument);
	editor_text_init(&editor->text, slice_from_string(request->text), false);
	editor->initial = alloc_string(editor_text_slice(&editor->text));
	editor_wrap_init(&editor->wrap);
	editor->area = (struct area){0, 0, 80, 10};
	editor->wrapped = 79;
	editor->goal = -1;
	return editor;
}

static void
close_view(void *taken_state)
{
	struct editor *editor = taken_state;

	editor_text_clear(&editor->text);
	editor_wrap_clear(&editor->wrap);
	free(editor->initial);
	free(editor);
}

static bool
is_changed(struct editor *editor)
{
	return strcmp(editor_text_string(&editor->text), editor->initial) != 0;
}

static void
wrap(struct editor *editor)
{
	editor_wrap_apply(&editor->wrap, editor_text_slice(&editor->text), editor->wrapped);
}

/* --- drawing ------------------------------------------------------------------------------- */

static void
draw_rule(struct frame *frame, struct area area, int row, const char *words)
{
	int end = area.column + area.columns, column = area.column;

	while (column < end)
		column = frame_write(
			frame, column, row, column + 1, slice_from_string("-"), ROLE_NOTE_META);
	frame_write(frame, area.column + 2, row, end, slice_from_string(words), ROLE_PROMPT);
}

static void
draw_rules(struct editor *editor, struct frame *frame, struct area area, int first, int last)
{
	size_t row = editor_wrap_row(&editor->wrap, editor->text.cursor);
	char words[96];

	/* TRANSLATORS: with a blank at both ends. */
	draw_rule(frame, area, first,
		strchr(editor->argument, ' ') ? _(" Change the note ") : _(" New note "));
	/* TRANSLATORS: where the cursor is; the second sentence when there is something to save. */
	snprintf(words, sizeof words,
		is_changed(editor) ? _(" row %zu of %zu, not saved ") : _(" row %zu of %zu "),
		row + 1, editor->wrap.row_count);
	draw_rule(frame, area, last, words);
}

/* The hints, two blanks between them, that fit whole; of one that doesn't, its beginning is of no
 * use. The first is always written. */
static struct slice
whole_hints(const char *sentence, int columns)
{
	struct slice whole = slice_from_string(sentence), hints = {whole.bytes, 0};

	for (const char *end = sentence; end; end = strstr(end + 1, HINT_GAP)) {
		struct slice more = {sentence, (size_t)(end - sentence)};

		if (hints.length > 0 && frame_text_columns(more) > columns)
			return hints;
		hints = more;
	}
	return frame_text_columns(whole) <= columns || hints.length == 0 ? whole : hints;
}

static void
draw_keys(const struct editor *editor, struct frame *frame, struct area area, int row)
{
	/* TRANSLATORS: two blanks between hints: where there is little room, the last are left out.
	 */
	const char *sentence = _("Ctrl-S saves  Esc leaves  Ctrl-Z undoes  Ctrl-Y does again  "
				 "Ctrl-W -U -K take out");

	if (editor->asking)
		/* TRANSLATORS: y, n and Esc stay the keys. */
		sentence = _("Save the note?  y saves  n throws it away  Esc goes on writing");
	frame_fill(frame, (struct area){area.column, row, area.columns, 1}, ROLE_STATUS);
	frame_write(frame, area.column, row, area.column + area.columns,
		whole_hints(sentence, area.columns), editor->asking ? ROLE_MESSAGE : ROLE_STATUS);
}

/* Where the text goes in the area, with room above and below it as there is. */
static struct area
text_area(const struct editor *editor, struct area area)
{
	int below = (area.rows >= ROWS_FOR_KEYS) + (area.rows >= ROWS_FOR_RULES);
	int above = area.rows >= ROWS_FOR_RULES;
	int most =
		area.rows >= ROWS_FOR_RULES ? area.rows * 2 / 3 - above - below : area.rows - below;
	int margin = area.columns >= COLUMNS_FOR_MARGIN ? MARGIN : 0;
	int rows = editor->wrap.row_count < (size_t)most ? (int)editor->wrap.row_count : most;

	if (rows < LEAST_ROWS)
		rows = most < LEAST_ROWS ? most : LEAST_ROWS;
	return (struct area){area.column + margin, area.row + area.rows - below - rows,
		area.columns - 2 * margin, rows};
}

static void
scroll(struct editor *editor)
{
	size_t row = editor_wrap_row(&editor->wrap, editor->text.cursor);
	size_t rows = editor->area.rows > 0 ? (size_t)editor->area.rows : 1;

	if (row < editor->top)
		editor->top = row;
	if (row >= editor->top + rows)
		editor->top = row - rows + 1;
	if (editor->top + rows > editor->wrap.row_count)
		editor->top = editor->wrap.row_count > rows ? editor->wrap.row_count - rows : 0;
}

static void
draw_text(struct editor *editor, struct frame *frame)
{
	struct slice text = editor_text_slice(&editor->text);
	struct area area = editor->area;
	int column = editor_wrap_column(&editor->wrap, text, editor->text.cursor);
	size_t row = editor_wrap_row(&editor->wrap, editor->text.cursor);

	for (size_t i = 0; i < (size_t)area.rows && editor->top + i < editor->wrap.row_count; i++)
		frame_write(frame, area.column, area.row + (int)i, area.column + area.columns,
			slice_at(text, editor->wrap.rows[editor->top + i]), ROLE_NOTE);
	frame->cursor_column = area.column + (column < area.columns ? column : area.columns - 1);
	frame->cursor_row = area.row + (int)(row - editor->top);
}

/* Lifts the box to the top of *area where the cursor of the page would lie beneath it. */
static void
leave_cursor_free(struct editor *editor, const struct frame *frame, struct area *area)
{
	int first = editor->area.row - (area->rows >= ROWS_FOR_RULES);
	int height = area->row + area->rows - first, lift = first - area->row;

	if (area->rows < ROWS_FOR_RULES || frame->cursor_row + NEAR_ROWS < first ||
		frame->cursor_row - NEAR_ROWS < area->row + height)
		return;
	editor->area.row -= lift;
	area->rows = height;
}

static void
draw(void *state, struct frame *frame, struct area area)
{
	struct editor *editor = state;
	int margin = area.columns >= COLUMNS_FOR_MARGIN ? MARGIN : 0;
	bool rules = area.rows >= ROWS_FOR_RULES, keys = area.rows >= ROWS_FOR_KEYS;
	int last;

	editor->wrapped = area.columns - 2 * margin - 1; /* the cursor stands behind the last */
	wrap(editor);
	editor->area = text_area(editor, area);
	scroll(editor);
	leave_cursor_free(editor, frame, &area);
	last = area.row + area.rows - 1;
	frame_fill(frame,
		(struct area){area.column, editor->area.row, area.columns, editor->area.rows},
		ROLE_NOTE);
	if (rules)
		draw_rules(editor, frame, area, editor->area.row - 1, last - 1);
	if (keys)
		draw_keys(editor, frame, area, last);
	draw_text(editor, frame);
}

/* --- moving by rows ------------------------------------------------------------------------ */

/* Goes up or down, to the column where it began. */
static void
move_rows(struct editor *editor, long rows)
{
	struct slice text = editor_text_slice(&editor->text);
	long row;

	wrap(editor);
	row = (long)editor_wrap_row(&editor->wrap, editor->text.cursor) + rows;
	if (editor->goal < 0)
		editor->goal = editor_wrap_column(&editor->wrap, text, editor->text.cursor);
	if (row < 0)
		editor_text_move(&editor->text, 0);
	else if ((size_t)row >= editor->wrap.row_count)
		editor_text_move(&editor->text, text.length);
	else
		editor_text_move(&editor->text,
			editor_wrap_at(&editor->wrap, text, (size_t)row, editor->goal));
}

/* Goes to the first or last place of the row on the screen. */
static void
move_in_row(struct editor *editor, int column)
{
	struct slice text = editor_text_slice(&editor->text);

	wrap(editor);
	editor_text_move(&editor->text,
		editor_wrap_at(&editor->wrap, text,
			editor_wrap_row(&editor->wrap, editor->text.cursor), column));
	editor->goal = -1;
}

static void
click(struct editor *editor, const struct input *input)
{
	int row = input->row - editor->area.row, column = input->column - editor->area.column;
	struct slice text = editor_text_slice(&editor->text);

	wrap(editor);
	if (row < 0 || row >= editor->area.rows ||
		editor->top + (size_t)row >= editor->wrap.row_count)
		return;
	editor_text_move(&editor->text,
		editor_wrap_at(
			&editor->wrap, text, editor->top + (size_t)row, column > 0 ? column : 0));
	editor->goal = -1;
}

/* False when the input does not go by rows. */
static bool
go_by_rows(struct editor *editor, const struct input *input)
{
	int page = editor->area.rows > 1 ? editor->area.rows - 1 : 1;
	const struct {
		struct input input;
		int rows;
	} steps[] = {
		{{.code = INPUT_UP}, -1},
		{{.code = INPUT_DOWN}, 1},
		{{.code = INPUT_CHARACTER, .character = 'p', .control = true}, -1},
		{{.code = INPUT_CHARACTER, .character = 'n', .control = true}, 1},
		{{.code = INPUT_PAGE_UP}, -page},
		{{.code = INPUT_PAGE_DOWN}, page},
		{{.code = INPUT_WHEEL_UP}, -WHEEL_ROWS},
		{{.code = INPUT_WHEEL_DOWN}, WHEEL_ROWS},
	};

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		if (input_same(&steps[i].input, input)) {
			move_rows(editor, steps[i].rows);
			return true;
		}
	}
	return false;
}

/* --- keys ---------------------------------------------------------------------------------- */

static void
answer(struct editor *editor, struct view_request *request)
{
	editor->asking = false;
	request->answer = true;
	memcpy(request->argument, editor->argument, sizeof request->argument);
	request->text = alloc_string(editor_text_slice(&editor->text));
}

static bool
is_letter(const struct input *input, uint32_t letter, bool control)
{
	return input->code == INPUT_CHARACTER && input->character == letter &&
		input->control == control && !input->alt;
}

static bool
is_leaving(const struct input *input)
{
	return input->code == INPUT_ESCAPE || is_letter(input, 'c', true) ||
		is_letter(input, 'g', true);
}

static bool
is_saving(const struct input *input)
{
	return is_letter(input, 's', true) || (input->code == INPUT_ENTER && input->alt);
}

static void
take_reply(struct editor *editor, const struct input *input, struct view_request *request)
{
	if (is_letter(input, 'y', false) || is_letter(input, 'Y', false) || is_saving(input))
		answer(editor, request);
	else if (is_letter(input, 'n', false) || is_letter(input, 'N', false))
		request->close = true;
	else if (is_leaving(input))
		editor->asking = false;
}

static void
write_input(struct editor *editor, const struct input *input)
{
	if (go_by_rows(editor, input))
		return;
	if (input->code == INPUT_CLICK) {
		click(editor, input);
		return;
	}
	if (input->code == INPUT_HOME && !input->control)
		move_in_row(editor, 0);
	else if (input->code == INPUT_END && !input->control)
		move_in_row(editor, INT32_MAX);
	else if (input->code == INPUT_HOME)
		editor_text_move(&editor->text, 0);
	else if (input->code == INPUT_END)
		editor_text_move(&editor->text, editor->text.text.length);
	else if (input->code == INPUT_ENTER)
		editor_text_insert(&editor->text, slice_from_string("\n"), true);
	else if (input->code == INPUT_TAB)
		editor_text_insert(&editor->text, slice_from_string("    "), true);
	else if (!editor_keys_apply(&editor->text, input))
		return;
	editor->goal = -1;
}

static void
take_input(void *state, const struct input *input, struct view_request *request)
{
	struct editor *editor = state;

	if (input->code == INPUT_HANGUP) {
		if (is_changed(editor))
			answer(editor, request);
	} else if (editor->asking && input->code != INPUT_PASTE) {
		take_reply(editor, input, request);
	} else if (is_saving(input)) {
		answer(editor, request);
	} else if (is_leaving(input)) {
		editor->asking = is_changed(editor);
		request->close = !editor->asking;
	} else {
		editor->asking = false;
		write_input(editor, input);
	}
}

const struct view_ops editor_view_ops = {
	.name = "editor",
	.context = CONTEXT_ARTICLE,
	.takes_text = true,
	.open = open_view,
	.draw = draw,
	.input = take_input,
	.close = close_view,
};
