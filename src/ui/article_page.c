/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Geometry: the gutter, the text and, where there is room, the notes:
 *
 *      |      >12!* 　　市委会议强调……                  * 物资清单?       |
 *             gutter  text (measure)                 side
 */
#include "ui/article_page.h"

#include "ui/article_block.h"
#include "ui/article_filter.h"

enum {
	GUTTER_SIGNS = 5,    /* bar, bookmark, modality, note, blank */
	WIDE_ENOUGH = 34,    /* columns right of the text make room for notes there */
	SIDE_AT_MOST = 60,   /* a longer row is hard to read */
	SIDE_SPACE = 2,      /* between text and notes */
	MEASURE_IN_NEED = 16 /* below, the gutter goes */
};

static int
digits(size_t number)
{
	int count = 1;

	while (number >= 10) {
		number /= 10;
		count++;
	}
	return count < 3 ? 3 : count;
}

size_t
article_page_estimate(const struct article_view *view)
{
	const struct article *article = view->article;
	size_t count = article_count(article), known = count;
	double length = (double)article_size(article), estimate;

	if (count > 0 && article_is_open(article, count - 1))
		known--;
	if (article_is_complete(article) || article_awaits(article) || known == 0)
		return count;
	estimate = (double)known * length / (double)article_span(article, known - 1).end;
	return estimate > (double)count ? (size_t)estimate : count;
}

/* The digits of the largest number, the same for all of the text: a page that moves sideways while
 * the text is read on is hard to read. */
static int
number_digits(const struct article_view *view)
{
	size_t estimate = article_page_estimate(view), count = article_count(view->article);
	int least = view->digits > 0 ? view->digits : digits(estimate + estimate / 8);

	return digits(count) > least ? digits(count) : least;
}

static struct geometry
geometry_of(const struct article_view *view, int columns)
{
	const struct settings *settings = session_settings(view->session);
	struct geometry geometry = {.gutter_digits = view->digits};
	int gutter = geometry.gutter_digits + GUTTER_SIGNS, rest;

	if (columns - gutter < MEASURE_IN_NEED) {
		geometry.gutter_digits = 0;
		gutter = columns < MEASURE_IN_NEED ? 0 : 1;
	}
	geometry.measure = columns - gutter;
	if (geometry.measure > settings->width)
		geometry.measure = settings->width;
	if (geometry.measure < 2)
		geometry.measure = 2;
	rest = columns - gutter - geometry.measure;
	geometry.gutter = rest > 0 ? rest / 2 : 0;
	if (settings->show_notes && rest >= WIDE_ENOUGH) {
		if (rest - geometry.gutter < WIDE_ENOUGH)
			geometry.gutter = rest - WIDE_ENOUGH;
		geometry.side = geometry.gutter + gutter + geometry.measure + SIDE_SPACE;
		geometry.side_columns = columns - geometry.side - 1;
		if (geometry.side_columns > SIDE_AT_MOST)
			geometry.side_columns = SIDE_AT_MOST;
	}
	geometry.text = geometry.gutter + gutter;
	return geometry;
}

void
article_page_fit(struct article_view *view, struct area area)
{
	struct geometry geometry;

	view->digits = number_digits(view);
	geometry = geometry_of(view, area.columns);
	if (geometry.measure != view->geometry.measure)
		article_blocks_clear(view);
	if (geometry.side_columns != view->geometry.side_columns)
		view->epoch++;
	view->geometry = geometry;
	view->area = area;
	view->columns = area.columns;
	view->rows = area.rows > 0 ? area.rows : 1;
}

/* --- lines --------------------------------------------------------------------------------- */

struct line
article_line_at(struct article_view *view, size_t at)
{
	struct line line = {NULL, 0};

	if (article_count(view->article) == 0)
		return line;
	line.block = article_block(view, article_index_at(view->article, at), at);
	line.number = line.block->gap + (int)layout_row_at(&line.block->layout, at);
	return line;
}

bool
article_line_next(struct article_view *view, struct line *line)
{
	const struct block *block = line->block;
	size_t index = block->paragraph;
	struct span paragraph;

	if (line->number + 1 < article_block_lines(block)) {
		line->number++;
		return true;
	}
	paragraph = article_span(view->article, block->paragraph);
	if (block->chunk.end < paragraph.end) {
		line->block = article_block(view, block->paragraph, block->chunk.end);
	} else {
		if (!article_filter_next(view, &index))
			return false;
		line->block = article_block(view, index, article_span(view->article, index).start);
	}
	line->number = 0;
	return true;
}

bool
article_line_previous(struct article_view *view, struct line *line)
{
	const struct block *block = line->block;
	struct span paragraph = article_span(view->article, block->paragraph);
	size_t index = block->paragraph;

	if (line->number > 0) {
		line->number--;
		return true;
	}
	if (block->chunk.start > paragraph.start) {
		line->block = article_block(view, block->paragraph, block->chunk.start - 1);
	} else {
		if (!article_filter_previous(view, &index))
			return false;
		line->block = article_block(view, index, article_span(view->article, index).end);
	}
	line->number = article_block_lines(line->block) - 1;
	return true;
}

int
article_line_row(struct line line)
{
	int row = line.number - line.block->gap;

	return row >= 0 && row < (int)line.block->layout.row_count ? row : -1;
}

/* --- the page ------------------------------------------------------------------------------ */

/* How many lines there are below, up to limit. */
static int
lines_below(struct article_view *view, struct line line, int limit)
{
	int count = 0;

	while (count < limit && article_line_next(view, &line))
		count++;
	return count;
}

struct line
article_page_settle(struct article_view *view)
{
	struct line top = article_line_at(view, view->at);
	int above = 0, below;

	if (!top.block)
		return top;
	view->row = view->row < 0 ? 0 : view->row;
	view->row = view->row < view->rows ? view->row : view->rows - 1;
	below = lines_below(view, top, view->rows - 1 - view->row);
	if (view->row + below < view->rows - 1 && !article_filter_waits(view))
		view->row = view->rows - 1 - below;
	while (above < view->row && article_line_previous(view, &top))
		above++;
	view->row = above;
	return top;
}

void
article_page_show(struct article_view *view, size_t at)
{
	struct line line = article_page_settle(view), wanted = article_line_at(view, at);
	int row = 0;

	view->at = at;
	if (!wanted.block)
		return;
	for (; row < view->rows; row++) {
		if (line.block == wanted.block && line.number == wanted.number)
			break;
		if (!article_line_next(view, &line)) {
			row = view->rows;
			break;
		}
	}
	view->row = row < view->rows ? row : view->rows / 3;
}

void
article_page_reveal(struct article_view *view)
{
	struct line line = article_line_at(view, view->at);
	int hidden;

	if (!line.block || line.block->beneath == 0)
		return;
	hidden = view->row + article_block_lines(line.block) - line.number - view->rows;
	if (hidden > 0)
		view->row = hidden < view->row ? view->row - hidden : 0;
}

void
article_page_prepare(struct article_view *view)
{
	struct line line = article_page_settle(view);
	int lines = 2 * view->rows;

	if (!line.block || article_filter_finder(view))
		return; /* what a filter shows next may be far */
	while (lines > 0 && article_line_next(view, &line))
		lines--;
}

size_t
article_line_byte(const struct article_view *view, struct line line)
{
	const struct layout *layout = &line.block->layout;
	const struct layout_row *row = &layout->rows[article_line_row(line)];
	int column = row->indent;
	size_t glyph = row->first;

	if (row->first == row->end)
		return line.block->chunk.start;
	while (glyph + 1 < row->end && column + layout->glyphs[glyph].width <= view->goal) {
		column += layout->glyphs[glyph].width;
		glyph++;
	}
	return layout->glyphs[glyph].offset;
}

int
article_page_column(struct article_view *view, size_t at)
{
	struct line line = article_line_at(view, at);
	const struct layout *layout;
	const struct layout_row *row;
	int column;

	if (!line.block)
		return 0;
	layout = &line.block->layout;
	row = &layout->rows[article_line_row(line)];
	column = row->indent;
	for (size_t glyph = row->first; glyph < row->end && layout->glyphs[glyph].offset < at;
		glyph++) {
		if (glyph + 1 < row->end && layout->glyphs[glyph + 1].offset <= at)
			column += layout->glyphs[glyph].width;
	}
	return column;
}

size_t
article_visible_byte(struct article_view *view, size_t at)
{
	struct line line = article_line_at(view, at);
	const struct layout *layout;

	if (!line.block || line.block->layout.glyph_count == 0)
		return at;
	layout = &line.block->layout;
	return layout->glyphs[layout_glyph_at(layout, at)].offset;
}
