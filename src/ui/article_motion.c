/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/article_motion.h"

#include "base/intl.h"
#include "ui/article_filter.h"
#include "ui/article_page.h"

#include <stdint.h>

/* Steps one line; direction is 1 or -1. */
static bool
step(struct article_view *view, struct line *line, int direction)
{
	return direction > 0 ? article_line_next(view, line) : article_line_previous(view, line);
}

/*
 * Walks from line over at least lines lines and to the next row of text from there; *line becomes
 * that row, or the last row of text on the way when the article ends. Returns the lines walked.
 */
static int
walk(struct article_view *view, struct line *line, long lines, int direction)
{
	struct line at = *line;
	int walked = 0, reached = 0;

	while ((walked < lines || article_line_row(at) < 0) && step(view, &at, direction)) {
		walked++;
		if (article_line_row(at) >= 0) {
			*line = at;
			reached = walked;
		}
	}
	return reached;
}

void
article_move_rows(struct article_view *view, long count)
{
	int direction = count < 0 ? -1 : 1;
	struct line line = article_line_at(view, view->at);

	if (!line.block)
		return;
	for (; count != 0; count -= direction) {
		int walked = walk(view, &line, 1, direction);

		if (walked == 0)
			break;
		view->row += direction * walked;
	}
	view->at = article_line_byte(view, line);
	article_page_settle(view);
}

void
article_move_lines(struct article_view *view, long count)
{
	int direction = count < 0 ? -1 : 1;
	struct line line = article_line_at(view, view->at);
	long lines = count < 0 ? -count : count;
	int walked;

	if (!line.block)
		return;
	walked = walk(view, &line, lines, direction);
	/* At the article's end the page stays and the cursor goes on. */
	view->row += direction * (walked > lines ? walked - (int)lines : 0);
	view->at = article_line_byte(view, line);
	article_page_settle(view);
}

void
article_scroll(struct article_view *view, long count)
{
	struct line line = article_line_at(view, view->at);

	if (!line.block)
		return;
	view->row -= (int)count;
	while (view->row < 0) {
		int walked = walk(view, &line, 1, 1);

		if (walked == 0)
			break;
		view->row += walked;
	}
	while (view->row > view->rows - 1) {
		int walked = walk(view, &line, 1, -1);

		if (walked == 0)
			break;
		view->row -= walked;
	}
	view->at = article_line_byte(view, line);
	article_page_settle(view);
}

/* --- paragraphs ---------------------------------------------------------------------------- */

/* The start of paragraph index, as far as the article goes; *last tells that it is the last. */
static size_t
paragraph_start(struct article_view *view, size_t index)
{
	size_t count;

	while (index >= article_count(view->article) && article_extend(view->article, SIZE_MAX))
		;
	count = article_count(view->article);
	if (count == 0)
		return 0;
	index = article_filter_nearest(view, index < count ? index : count - 1);
	return article_visible_byte(view, article_span(view->article, index).start);
}

void
article_move_paragraphs(struct article_view *view, long count)
{
	size_t index;

	if (article_count(view->article) == 0)
		return;
	index = article_index_at(view->article, view->at);
	if (count < 0) {
		/* From inside, the first step back is to this paragraph's start. */
		count += paragraph_start(view, index) < view->at;
		while (count < 0 && article_filter_previous(view, &index))
			count++;
	} else {
		while (count > 0 && article_filter_next(view, &index))
			count--;
	}
	view->goal = 0;
	article_page_show(view, paragraph_start(view, index));
}

void
article_jump(struct article_view *view, size_t at)
{
	view->before_jump = view->at;
	if (article_count(view->article) > 0 &&
		!article_filter_shows(view, article_index_at(view->article, at)))
		article_filter_clear(view); /* rather than going elsewhere */
	article_page_show(view, article_visible_byte(view, at));
	view->goal = article_page_column(view, view->at);
}

void
article_go_to_number(struct article_view *view, size_t number)
{
	article_jump(view, paragraph_start(view, number > 0 ? number - 1 : 0));
}

void
article_go_to_end(struct article_view *view)
{
	size_t start = paragraph_start(view, SIZE_MAX);

	if (article_count(view->article) > 0)
		article_jump(view,
			article_span(view->article, article_index_at(view->article, start)).end -
				1);
	view->goal = 0;
	article_move_rows(view, 0);
}

size_t
article_percent_place(const struct article_view *view, long percent)
{
	return article_size(view->article) / 100 * (size_t)(percent < 100 ? percent : 100);
}

void
article_go_to_percent(struct article_view *view, long percent)
{
	size_t at = article_percent_place(view, percent);

	if (percent >= 100) {
		article_go_to_end(view);
		return;
	}
	while ((article_count(view->article) == 0 ||
		       article_span(view->article, article_count(view->article) - 1).end < at) &&
		article_extend(view->article, (size_t)1 << 20))
		;
	if (view->filter && article_count(view->article) > 0)
		at = paragraph_start(view, article_index_at(view->article, at));
	if (article_count(view->article) > 0)
		article_jump(view, at);
	view->goal = 0;
	article_move_rows(view, 0);
}

/* --- marks --------------------------------------------------------------------------------- */

/* The number of a mark's letter, or -1. */
static int
mark_number(const struct input *letter)
{
	bool plain = letter && letter->code == INPUT_CHARACTER && !letter->control && !letter->alt;

	return plain && letter->character >= 'a' && letter->character <= 'z'
		? (int)(letter->character - 'a')
		: -1;
}

void
article_set_mark(
	struct article_view *view, const struct input *letter, struct view_request *request)
{
	int number = mark_number(letter);

	if (number < 0) {
		view_say(request, true, _("A mark is a letter from a to z"));
		return;
	}
	if (article_count(view->article) == 0)
		return;
	session_set_mark(
		view->session, (size_t)number, article_index_at(view->article, view->at) + 1);
	view_say(request, false, _("Mark %c set; '%c comes back here"), 'a' + number, 'a' + number);
}

void
article_go_to_mark(
	struct article_view *view, const struct input *letter, struct view_request *request)
{
	int number = mark_number(letter);
	size_t marked = number < 0 ? 0 : session_marks(view->session)[number];

	if (marked > 0 && marked <= article_count(view->article) &&
		!article_filter_shows(view, marked - 1))
		article_filter_clear(view);
	if (letter && letter->code == INPUT_CHARACTER && letter->character == '\'')
		article_jump(view, view->before_jump);
	else if (number < 0)
		view_say(request, true, _("A mark is a letter from a to z"));
	else if (marked == 0)
		view_say(request, true, _("Mark %c is not set"), 'a' + number);
	else
		article_go_to_number(view, marked);
}

/* --- mouse --------------------------------------------------------------------------------- */

bool
article_click(struct article_view *view, int column, int row)
{
	struct line line = article_page_settle(view);
	int at = 0;

	column -= view->area.column + view->geometry.text;
	row -= view->area.row;
	if (!line.block || row < 0 || row >= view->rows)
		return false;
	while (at < row && article_line_next(view, &line))
		at++;
	if (at < row || article_line_row(line) < 0)
		return false;
	view->row = row;
	view->goal = column > 0 ? column : 0;
	view->at = article_line_byte(view, line);
	return true;
}
