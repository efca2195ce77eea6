/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What all lists have in common: rows in columns, a current row, scrolling, a filter. A list's own
 * view says what its rows are by a const table, and takes the functions below for its view_ops.
 *
 *      Directives  12 of 37  /物资             title, count, filter
 *         ¶  binds       source   words        headings of the columns
 *      >  8  obligation  会议     要落实……      the current row, also marked by its sign
 *
 * Only the rows on the screen are asked for when drawing.
 */
#ifndef ZHUPI_UI_LIST_VIEW_H
#define ZHUPI_UI_LIST_VIEW_H

#include "base/buffer.h"
#include "ui/view.h"

#include <stdbool.h>
#include <stddef.h>

/* Either as wide as columns says, or a share of what the others leave. Where there is little room
 * the columns with the highest drop go first; 0 never goes. */
struct list_column {
	const char *heading; /* marked by N_(); NULL: none */
	int columns;
	int share;
	int drop;
	int from;   /* columns that the list must have for it to be shown */
	bool right; /* a number: ends at the column's right side */
	enum role role;
};

struct list_source {
	const char *empty; /* the sentence when there is no row at all, marked by N_() */
	const struct list_column *columns;
	size_t column_count;
	/* Appends what the list shows. */
	void (*title)(void *data, struct buffer *out);
	size_t (*count)(void *data);
	/* Appends the text of a cell; line ends and other control characters are allowed. */
	void (*cell)(void *data, size_t row, size_t column, struct buffer *out);
	/* A cell's role where it is not its column's; NULL: never. */
	enum role (*role)(void *data, size_t row, size_t column);
	/* Enter on a row. NULL: nothing. */
	void (*open)(void *data, size_t row, struct view_request *request);
	/* Any action that the list itself does not know; row is SIZE_MAX when there is none. True
	 * when the rows have changed. NULL: none. */
	bool (*act)(void *data, size_t row, enum action action, struct view_request *request);
	/* The answer of an editor that act asked for: argument and text as in view.h. NULL: none
	 * is ever asked for. */
	bool (*answer)(
		void *data, const char *argument, const char *text, struct view_request *request);
	/* Looks whether the rows have to be made anew, and does so; true when they were. Called
	 * before drawing and acting. NULL: never. */
	bool (*refresh)(void *data);
	/* A slice of long work, true while there is more; the rows may grow. NULL: none. */
	bool (*work)(void *data);
	void (*free)(void *taken_data);
};

/* A list of data, which source->free frees in the end: a view's state. */
void *list_view_new(const struct list_source *source, void *taken_data) MUST_USE;

/* Takes the session's last change back, or does it again, and says so; false when the action is
 * neither. For the lists' act. */
bool list_view_undo(struct session *session, enum action action, struct view_request *request);

/* For the tables of the lists' views; see view.h. */
void list_view_draw(void *state, struct frame *frame, struct area area);
void list_view_status(void *state, struct buffer *out);
void list_view_act(void *state, enum action action, long count, const struct input *following,
	struct view_request *request);
void list_view_input(void *state, const struct input *input, struct view_request *request);
bool list_view_answer(
	void *state, const char *argument, const char *text, struct view_request *request);
bool list_view_work(void *state);
void list_view_close(void *taken_state);

/* The view_ops of a list, but for name and open. */
#define LIST_VIEW_FUNCTIONS                                                                        \
	.context = CONTEXT_LIST, .whole = true, .draw = list_view_draw,                            \
	.status = list_view_status, .act = list_view_act, .input = list_view_input,                \
	.answer = list_view_answer, .work = list_view_work, .close = list_view_close

#endif
