/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Without a filter row number i is the source's row i; with one, kept[i] names it. The row is asked
 * for only when it is drawn, matched or opened.
 */
#include <config.h>

#include "ui/list_view.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/intl.h"
#include "text/find.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	COLUMNS_AT_MOST = 8,
	SPACE = 2,            /* columns between two columns */
	SIGN = 2,             /* columns before the first: the current row's sign */
	LEAST_SHARE = 12,     /* less than this for a shared column: another one is dropped */
	ROWS_FOR_TITLE = 3,   /* in a lower area there are rows only */
	ROWS_FOR_HEADINGS = 6 /* likewise */
};

#define FILTER "filter" /* what its own prompt is for */

struct list_view {
	const struct list_source *source;
	void *data;
	char *filter; /* NULL: none */
	size_t *kept; /* the source's rows that the filter leaves */
	size_t kept_count, kept_capacity;
	size_t filtered; /* rows of the source that the filter has looked at */
	size_t current, top;
	size_t wanted; /* where the reader has put the current row: it comes back to it when rows
			  that were gone for a while (a large text is looked through anew, a
			  change is undone) are there again */
	int page;      /* rows on the screen, as drawn last */
	int first_row;
};

void *
list_view_new(const struct list_source *source, void *taken_data)
{
	struct list_view *list = alloc_zeroed(1, sizeof *list);

	list->source = source;
	list->data = taken_data;
	list->page = 10;
	return list;
}

void
list_view_close(void *taken_state)
{
	struct list_view *list = taken_state;

	list->source->free(list->data);
	free(list->filter);
	free(list->kept);
	free(list);
}

/* --- rows and the filter ------------------------------------------------------------------- */

static size_t
row_count(const struct list_view *list)
{
	return list->filter ? list->kept_count : list->source->count(list->data);
}

/* The source's number of the current row; SIZE_MAX when there is none. */
static size_t
current_row(const struct list_view *list)
{
	if (list->current >= row_count(list))
		return SIZE_MAX;
	return list->filter ? list->kept[list->current] : list->current;
}

static bool
matches(const struct list_view *list, size_t row, struct finder *finder, struct buffer *text)
{
	struct span hit;

	buffer_truncate(text, 0);
	for (size_t column = 0; column < list->source->column_count; column++) {
		if (column > 0)
			buffer_append_string(text, " \n ");
		list->source->cell(list->data, row, column, text);
	}
	return finder_all(finder, buffer_slice(text), &hit, 1) > 0;
}

/* Looks at the rows that have come since the last time. */
static void
filter_rows(struct list_view *list)
{
	size_t count = list->source->count(list->data);
	struct finder *finder;
	struct buffer text;

	if (!list->filter || list->filtered == count)
		return;
	finder = finder_new(slice_from_string(list->filter));
	buffer_init(&text);
	for (; list->filtered < count; list->filtered++) {
		if (finder && !matches(list, list->filtered, finder, &text))
			continue;
		list->kept = array_grow(
			list->kept, &list->kept_capacity, list->kept_count + 1, sizeof *list->kept);
		list->kept[list->kept_count++] = list->filtered;
	}
	buffer_clear(&text);
	finder_free(finder);
}

/* Brings the list in accord with its source; anew: the rows are others. */
static void
settle(struct list_view *list, bool anew)
{
	size_t count;

	if (anew)
		list->kept_count = list->filtered = 0;
	filter_rows(list);
	count = row_count(list);
	list->current = list->wanted;
	if (list->current >= count)
		list->current = count > 0 ? count - 1 : 0;
}

static void
refresh(struct list_view *list)
{
	settle(list, list->source->refresh && list->source->refresh(list->data));
}

/* Of what the source asked for. */
static bool
take_answer(struct list_view *list, const char *argument, const char *text,
	struct view_request *request)
{
	bool taken =
		!list->source->answer || list->source->answer(list->data, argument, text, request);

	refresh(list);
	settle(list, true);
	return taken;
}

bool
list_view_answer(void *state, const char *argument, const char *text, struct view_request *request)
{
	struct list_view *list = state;
	size_t row = current_row(list);

	if (strcmp(argument, FILTER) != 0)
		return take_answer(list, argument, text, request);
	free(list->filter);
	list->filter = text[0] != '\0' ? alloc_string(slice_from_string(text)) : NULL;
	settle(list, true);
	list->wanted = list->top = 0;
	for (size_t i = 0; list->filter && i < list->kept_count; i++) {
		if (list->kept[i] == row)
			list->wanted = i;
	}
	if (!list->filter && row < row_count(list))
		list->wanted = row;
	list->current = list->wanted;
	if (list->filter && list->kept_count == 0)
		view_say(request, true, _("No row has: %s"), text);
	return true;
}

/* --- drawing ------------------------------------------------------------------------------- */

/* Where each column begins and how wide it is; 0: not shown. */
struct geometry {
	int start[COLUMNS_AT_MOST], columns[COLUMNS_AT_MOST];
};

/* Takes out the column that goes first; false when all that are left must stay. */
static bool
drop_column(const struct list_source *source, bool shown[])
{
	size_t victim = 0;
	int highest = 0;

	for (size_t i = 0; i < source->column_count; i++) {
		if (shown[i] && source->columns[i].drop > highest) {
			highest = source->columns[i].drop;
			victim = i;
		}
	}
	shown[victim] = shown[victim] && highest == 0;
	return highest > 0;
}

/* What the columns of a fixed width leave for the others, and among how many shares. */
static int
columns_left(const struct list_source *source, const bool shown[], int columns, int *shares)
{
	*shares = 0;
	for (size_t i = 0; i < source->column_count; i++) {
		if (!shown[i])
			continue;
		columns -= source->columns[i].columns + SPACE;
		*shares += source->columns[i].share;
	}
	return columns + SPACE;
}

static struct geometry
geometry_of(const struct list_source *source, int columns)
{
	struct geometry geometry = {.start = {0}};
	bool shown[COLUMNS_AT_MOST];
	int left, shares, at = SIGN;

	for (size_t i = 0; i < COLUMNS_AT_MOST; i++)
		shown[i] = i < source->column_count && columns >= source->columns[i].from;
	do
		left = columns_left(source, shown, columns - SIGN, &shares);
	while (left < LEAST_SHARE * (shares > 1 ? 2 : 1) && drop_column(source, shown));
	for (size_t i = 0; i < source->column_count; i++) {
		const struct list_column *column = &source->columns[i];

		if (!shown[i])
			continue;
		geometry.start[i] = at;
		geometry.columns[i] = column->columns;
		if (column->share > 0 && left > 0) {
			geometry.columns[i] = left * column->share / shares;
			left -= geometry.columns[i];
			shares -= column->share;
		}
		if (at + geometry.columns[i] > columns)
			geometry.columns[i] = columns > at ? columns - at : 0;
		at += geometry.columns[i] + SPACE;
	}
	return geometry;
}

/* Line ends and tabs are blanks in a row. */
static void
flatten(struct buffer *text)
{
	for (size_t i = 0; i < text->length; i++) {
		if (text->bytes[i] == '\n' || text->bytes[i] == '\r' || text->bytes[i] == '\t')
			text->bytes[i] = ' ';
	}
}

/* Writes text into columns; what does not fit ends in an ellipsis, never in half a character. */
static void
write_cell(struct frame *frame, int column, int row, int columns, bool right, struct slice text,
	enum role role)
{
	static const char ellipsis[] = "…";
	int wanted = frame_text_columns(text), dots;

	if (columns <= 0)
		return;
	if (wanted <= columns) {
		column += right ? columns - wanted : 0;
		frame_write(frame, column, row, column + wanted, text, role);
		return;
	}
	dots = frame_text_columns(slice_from_string(ellipsis));
	if (columns > dots) {
		int end = frame_write(frame, column, row, column + columns - dots, text, role);

		frame_write(frame, end, row, column + columns, slice_from_string(ellipsis), role);
	}
}

static void
draw_title(struct list_view *list, struct frame *frame, struct area area)
{
	size_t count = list->source->count(list->data);
	struct buffer title;

	buffer_init(&title);
	list->source->title(list->data, &title);
	buffer_append_string(&title, "  ");
	if (list->filter)
		/* TRANSLATORS: rows that a filter leaves, of all; then the filter. */
		buffer_append_format(
			&title, _("%zu of %zu with %s"), list->kept_count, count, list->filter);
	else
		buffer_append_format(&title, "%zu", count);
	flatten(&title);
	write_cell(frame, area.column, area.row, area.columns, false, buffer_slice(&title),
		ROLE_HEADING);
	buffer_clear(&title);
}

static void
draw_headings(const struct list_source *source, const struct geometry *geometry,
	struct frame *frame, struct area area)
{
	for (size_t i = 0; i < source->column_count; i++) {
		const struct list_column *column = &source->columns[i];

		if (column->heading)
			write_cell(frame, area.column + geometry->start[i], area.row,
				geometry->columns[i], column->right,
				slice_from_string(_(column->heading)), ROLE_LIST_META);
	}
}

static void
draw_row(struct list_view *list, const struct geometry *geometry, struct frame *frame,
	struct area area, size_t number)
{
	const struct list_source *source = list->source;
	size_t row = list->filter ? list->kept[number] : number;
	bool current = number == list->current;
	struct buffer text;

	frame_fill(frame, area, current ? ROLE_LIST_CURRENT : ROLE_LIST);
	if (current)
		frame_write(frame, area.column, area.row, area.column + area.columns,
			slice_from_string(">"), ROLE_LIST_CURRENT);
	buffer_init(&text);
	for (size_t i = 0; i < source->column_count; i++) {
		enum role role = source->columns[i].role;

		if (geometry->columns[i] <= 0)
			continue;
		if (source->role)
			role = source->role(list->data, row, i);
		buffer_truncate(&text, 0);
		source->cell(list->data, row, i, &text);
		flatten(&text);
		write_cell(frame, area.column + geometry->start[i], area.row, geometry->columns[i],
			source->columns[i].right, buffer_slice(&text),
			current ? ROLE_LIST_CURRENT : role);
	}
	buffer_clear(&text);
}

/* Scrolls as little as is needed to show the current row in the page. */
static void
scroll(struct list_view *list)
{
	size_t page = list->page > 0 ? (size_t)list->page : 1, count = row_count(list);

	if (list->current < list->top)
		list->top = list->current;
	if (list->current >= list->top + page)
		list->top = list->current - page + 1;
	if (list->top + page > count)
		list->top = count > page ? count - page : 0;
}

void
list_view_draw(void *state, struct frame *frame, struct area area)
{
	struct list_view *list = state;
	struct geometry geometry = geometry_of(list->source, area.columns);
	struct area row = {area.column, area.row, area.columns, 1};
	size_t count;

	refresh(list);
	frame_fill(frame, area, ROLE_LIST);
	if (area.rows >= ROWS_FOR_TITLE) {
		draw_title(list, frame, row);
		row.row++;
	}
	count = row_count(list);
	if (area.rows >= ROWS_FOR_HEADINGS && count > 0) {
		draw_headings(list->source, &geometry, frame, row);
		row.row++;
	}
	list->first_row = row.row;
	list->page = area.row + area.rows - row.row;
	scroll(list);
	for (size_t i = list->top; i < count && row.row < area.row + area.rows; i++, row.row++)
		draw_row(list, &geometry, frame, row, i);
	if (list->source->count(list->data) == 0 && list->page > 0)
		write_cell(frame, area.column, row.row + (list->page > 2), area.columns, false,
			slice_from_string(_(list->source->empty)), ROLE_LIST_META);
}

void
list_view_status(void *state, struct buffer *out)
{
	struct list_view *list = state;
	size_t count = row_count(list);

	if (count > 0)
		buffer_append_format(out, "%zu/%zu", list->current + 1, count);
}

/* --- acting -------------------------------------------------------------------------------- */

static void
move(struct list_view *list, long rows)
{
	size_t count = row_count(list), step = (size_t)(rows < 0 ? -rows : rows);

	if (count == 0)
		return;
	if (rows < 0)
		list->current = list->current > step ? list->current - step : 0;
	else
		list->current = count - 1 - list->current > step ? list->current + step : count - 1;
}

static void
open_row(struct list_view *list, struct view_request *request)
{
	size_t row = current_row(list);

	if (row != SIZE_MAX && list->source->open)
		list->source->open(list->data, row, request);
}

static void
ask_filter(const struct list_view *list, struct view_request *request)
{
	request->open = "prompt";
	snprintf(request->argument, sizeof request->argument, FILTER);
	if (list->filter)
		request->text = alloc_string(slice_from_string(list->filter));
}

/* How far the actions of moving go: by rows, and by parts of a page. */
static const struct {
	enum action action;
	int rows, halves;
} steps[] = {
	{ACTION_NEXT_ROW, 1, 0},
	{ACTION_SCROLL_DOWN, 1, 0},
	{ACTION_NEXT_PARAGRAPH, 1, 0},
	{ACTION_SEARCH_AGAIN, 1, 0},
	{ACTION_PREVIOUS_ROW, -1, 0},
	{ACTION_SCROLL_UP, -1, 0},
	{ACTION_PREVIOUS_PARAGRAPH, -1, 0},
	{ACTION_SEARCH_AGAIN_BACK, -1, 0},
	{ACTION_NEXT_PAGE, 0, 2},
	{ACTION_PREVIOUS_PAGE, 0, -2},
	{ACTION_NEXT_HALF, 0, 1},
	{ACTION_PREVIOUS_HALF, 0, -1},
};

/* False when the action is none of moving. */
static bool
move_by(struct list_view *list, enum action action, long count)
{
	long times = count > 0 ? count : 1, half = list->page > 3 ? (list->page - 1) / 2 : 1;

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		if (steps[i].action == action) {
			move(list, times * (steps[i].rows + half * steps[i].halves));
			return true;
		}
	}
	if (action != ACTION_FIRST && action != ACTION_LAST)
		return false;
	list->current = 0;
	if (count > 0)
		move(list, count - 1);
	else if (action == ACTION_LAST)
		move(list, LONG_MAX);
	return true;
}

void
list_view_act(void *state, enum action action, long count, const struct input *following,
	struct view_request *request)
{
	struct list_view *list = state;

	(void)following;
	refresh(list);
	if (move_by(list, action, count)) {
		list->wanted = list->current;
		return;
	}
	if (action == ACTION_OPEN)
		open_row(list, request);
	else if (action == ACTION_SEARCH || action == ACTION_SEARCH_BACK)
		ask_filter(list, request);
	else if (list->source->act &&
		list->source->act(list->data, current_row(list), action, request))
		settle(list, true);
	else if (!view_request_asks(request))
		/* Silence would leave open whether the key was heard. */
		view_say(request, false, _("This list has nothing for that key"));
}

bool
list_view_undo(struct session *session, enum action action, struct view_request *request)
{
	char sentence[512] = "";
	struct error error;
	bool done;

	if (action != ACTION_UNDO && action != ACTION_REDO)
		return false;
	error_init(&error);
	done = action == ACTION_UNDO ? session_undo(session, sentence, sizeof sentence, &error)
				     : session_redo(session, sentence, sizeof sentence, &error);
	view_say(request, !done, "%s", done ? sentence : error.sentence);
	return true;
}

void
list_view_input(void *state, const struct input *input, struct view_request *request)
{
	struct list_view *list = state;
	size_t row;

	if (input->code != INPUT_CLICK || input->row < list->first_row ||
		input->row >= list->first_row + list->page)
		return;
	row = list->top + (size_t)(input->row - list->first_row);
	if (row >= row_count(list))
		return;
	if (row == list->current)
		open_row(list, request);
	list->current = list->wanted = row;
}

bool
list_view_work(void *state)
{
	struct list_view *list = state;
	bool more = list->source->work && list->source->work(list->data);

	settle(list, false);
	return more;
}
