/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/article_draw.h"

#include "base/intl.h"
#include "base/path.h"
#include "ui/article_page.h"
#include "ui/article_quest.h"
#include "ui/article_search.h"
#include "ui/encoding.h"
#include "ui/selection.h"

#include <stdio.h>
#include <string.h>

enum {
	NAME_AT_MOST = 40, /* columns of the file's name in the status line */
	ROOM_FOR_NAME = 60 /* narrower pages do without */
};

/* A part of the gutter, right of the number. */
enum gutter_part {
	GUTTER_BOOKMARK,
	GUTTER_MODALITY,
	GUTTER_NOTE
};

static void
put_sign(struct frame *frame, int column, int row, char sign, enum role role)
{
	struct cell cell = frame_make_cell((unsigned char)sign, role);

	frame_put(frame, column, row, &cell);
}

static bool
has_note_at(const struct block *block, int row)
{
	for (size_t i = 0; i < block->card_count; i++) {
		if ((int)layout_row_at(&block->layout, block->cards[i].at) == row)
			return true;
	}
	return false;
}

/* The letter of the mark set on a paragraph, or a blank. */
static char
bookmark(const struct article_view *view, size_t index)
{
	const size_t *marks = session_marks(view->session);

	for (int i = 0; i < 26; i++) {
		if (marks[i] == index + 1)
			return (char)('a' + i);
	}
	return ' ';
}

/* Whether this row is the first of its paragraph. */
static bool
is_paragraph_start(const struct article_view *view, const struct block *block, int row)
{
	return row == 0 &&
		block->chunk.start == article_span(view->article, block->paragraph).start;
}

static void
draw_gutter(struct article_view *view, struct frame *frame, struct line line, int y)
{
	const struct geometry *geometry = &view->geometry;
	const struct block *block = line.block;
	int row = article_line_row(line), screen = view->area.row + y;
	int column = view->area.column + geometry->gutter;
	int signs = column + 1 + geometry->gutter_digits;
	bool here = y == view->row, start = is_paragraph_start(view, block, row);
	bool current = block->paragraph == article_index_at(view->article, view->at);
	char number[24];

	if (geometry->text == geometry->gutter)
		return;
	if (here)
		put_sign(frame, column, screen, '>', ROLE_GUTTER_CURRENT);
	if (geometry->gutter_digits == 0) {
		if (!here && block->signs[row] != ' ')
			put_sign(frame, column, screen, block->signs[row], ROLE_GUTTER_MARK);
		return;
	}
	if ((start || y == 0) && !view->analysis) {
		int length = snprintf(number, sizeof number, "%zu", block->paragraph + 1);

		frame_write(frame, signs - length, screen, signs, slice_from_string(number),
			current ? ROLE_GUTTER_CURRENT : ROLE_GUTTER);
	}
	if (start && !view->analysis && bookmark(view, block->paragraph) != ' ')
		put_sign(frame, signs + GUTTER_BOOKMARK, screen, bookmark(view, block->paragraph),
			ROLE_GUTTER_MARK);
	if (block->signs[row] != ' ')
		put_sign(frame, signs + GUTTER_MODALITY, screen, block->signs[row],
			ROLE_GUTTER_MARK);
	if (has_note_at(block, row))
		put_sign(frame, signs + GUTTER_NOTE, screen, '*', ROLE_GUTTER_MARK);
}

static bool
is_in(const struct span *spans, size_t count, size_t at)
{
	for (size_t i = 0; i < count; i++) {
		if (spans[i].start <= at && at < spans[i].end)
			return true;
	}
	return false;
}

/* The same of spans that are in order and apart. */
static bool
is_in_sorted(const struct span *spans, size_t count, size_t at)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (spans[middle].end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && spans[low].start <= at;
}

static unsigned
flags_at(const struct block *block, struct span selected, size_t at)
{
	unsigned flags = 0;

	if (is_in_sorted(block->hits, block->hit_count, at))
		flags |= CELL_HIT;
	if (is_in(&selected, 1, at))
		flags |= CELL_SELECTED;
	if (is_in(block->noted, block->noted_count, at))
		flags |= CELL_NOTED;
	return flags;
}

static void
draw_text(struct article_view *view, struct frame *frame, struct line line, int y)
{
	const struct block *block = line.block;
	const struct layout *layout = &block->layout;
	const struct layout_row *row = &layout->rows[article_line_row(line)];
	struct span selected = selection_span(view);
	size_t cursor = y == view->row ? layout_glyph_at(layout, view->at) : layout->glyph_count;
	int left = view->area.column + view->geometry.text;
	int column = left + row->indent, screen = view->area.row + y;

	for (size_t i = row->first; i < row->end; i++) {
		const struct glyph *glyph = &layout->glyphs[i];
		struct cell cell = {.count = glyph->count, .width = glyph->width};

		if (column + glyph->width > left + view->geometry.measure)
			break; /* blanks that hang over the edge */
		memcpy(cell.characters, glyph->characters, sizeof cell.characters);
		cell.role = block->roles[i];
		cell.flags = (uint8_t)flags_at(block, selected, glyph->offset);
		if (i == cursor) {
			cell.flags |= CELL_CURSOR;
			frame->cursor_column = column;
			frame->cursor_row = screen;
		}
		frame_put(frame, column, screen, &cell);
		column += glyph->width;
	}
}

/* --- notes --------------------------------------------------------------------------------- */

static void
draw_card_row(struct frame *frame, const struct note_card *card, int card_row, int column, int row)
{
	for (int i = 0; i < card->frame.columns; i++) {
		const struct cell *cell = frame_cell(&card->frame, i, card_row);

		if (cell->width > 0 && cell->count > 0)
			frame_put(frame, column + i, row, cell);
	}
}

/* A line of the notes beneath the text. */
static void
draw_beneath(struct article_view *view, struct frame *frame, struct line line, int y)
{
	const struct block *block = line.block;
	int number = line.number - block->gap - (int)block->layout.row_count;

	if (number < 0)
		return;
	for (size_t i = 0; i < block->card_count; i++) {
		if (number < block->cards[i].rows) {
			draw_card_row(frame, &block->cards[i], number,
				view->area.column + view->geometry.text + ARTICLE_CARD_INDENT,
				view->area.row + y);
			return;
		}
		number -= block->cards[i].rows;
	}
}

/* The notes beside a block whose first line stands at page row y (which may be above the page);
 * *free is the first page row that has no note yet. */
static void
draw_beside(
	struct article_view *view, struct frame *frame, const struct block *block, int y, int *free)
{
	int column = view->area.column + view->geometry.side;

	for (size_t i = 0; i < block->card_count; i++) {
		const struct note_card *card = &block->cards[i];
		int at = y + block->gap + (int)layout_row_at(&block->layout, card->at);

		at = at > *free ? at : *free;
		for (int row = 0; row < card->rows && at + row < view->rows; row++)
			draw_card_row(frame, card, row, column, view->area.row + at + row);
		if (card->rows > 0)
			*free = at + card->rows;
	}
}

/* --- all ----------------------------------------------------------------------------------- */

/* Why there is nothing on the page. */
static const char *
why_empty(const struct article *article)
{
	if (article_is_complete(article))
		return _("This text is empty.");
	if (!article_awaits(article))
		return _("There are blank lines only so far.");
	return article_waits_for_all(article) && article_received(article) > 0
		? _("It will be shown when all of it has come.")
		: _("Nothing has come so far.");
}

static void
draw_empty(struct article_view *view, struct frame *frame)
{
	struct slice sentence = slice_from_string(why_empty(view->article));
	int column = (view->area.columns - frame_text_columns(sentence)) / 2;

	frame_write(frame, view->area.column + (column > 0 ? column : 0),
		view->area.row + view->rows / 3, view->area.column + view->area.columns, sentence,
		ROLE_IMPRINT);
}

void
article_draw(struct article_view *view, struct frame *frame)
{
	struct line line = article_page_settle(view);
	const struct block *block = NULL;
	int free = 0;

	if (!line.block) {
		draw_empty(view, frame);
		return;
	}
	for (int y = 0; y < view->rows; y++) {
		if (article_line_row(line) >= 0) {
			draw_gutter(view, frame, line, y);
			draw_text(view, frame, line, y);
		} else {
			draw_beneath(view, frame, line, y);
		}
		if (line.block != block && view->geometry.side_columns > 0)
			draw_beside(view, frame, line.block, y - line.number, &free);
		block = line.block;
		if (!article_line_next(view, &line))
			break;
	}
}

/* The file's name, cut, and its number among several. */
static void
append_name(struct article_view *view, struct buffer *out)
{
	struct slice name = slice_from_string(path_base_name(article_path(view->article)));
	size_t count, file = session_file(view->session, &count);

	if (view->columns < ROOM_FOR_NAME)
		return;
	while (frame_text_columns(name) > NAME_AT_MOST)
		name.length--;
	buffer_append(out, name);
	if (count > 1)
		buffer_append_format(out, " (%zu/%zu)", file + 1, count);
	buffer_append_string(out, "  ");
}

/* The session has them last. */
static size_t
count_unattached(struct article_view *view)
{
	const struct annotations *notes = session_notes(view->session);
	size_t count = 0;

	while (count < notes->count &&
		notes->items[notes->count - 1 - count].state == ANCHOR_UNATTACHED)
		count++;
	return count;
}

/* About so many: two digits of it. */
static size_t
rounded(size_t number)
{
	size_t unit = 1;

	while (number / unit >= 100)
		unit *= 10;
	return (number + unit / 2) / unit * unit;
}

/* Which paragraph it is, and of how many. */
static void
append_place(const struct article_view *view, struct buffer *out)
{
	size_t number = article_index_at(view->article, view->at) + 1;
	size_t length = article_size(view->article);
	size_t percent = length > 0 ? view->at * 100 / length : 100;
	struct buffer about;

	if (view->glimpse)
		return; /* it is being counted */
	if (article_is_complete(view->article) || article_awaits(view->article)) {
		buffer_append_format(out, "¶ %zu/%zu%s  %zu %%", number,
			article_count(view->article), article_awaits(view->article) ? "+" : "",
			percent);
		return;
	}
	buffer_init(&about);
	buffer_append_grouped(&about, rounded(article_page_estimate(view)));
	/* TRANSLATORS: paragraphs: "¶ 12 of about 81,000  3 %" */
	buffer_append_format(
		out, _("¶ %zu of about %s  %zu %%"), number, buffer_string(&about), percent);
	buffer_clear(&about);
}

void
article_draw_status(struct article_view *view, struct buffer *out)
{
	size_t undecodable = article_undecodable(view->article);
	size_t notes = session_notes(view->session)->count, lost = count_unattached(view);

	append_name(view, out);
	if (strcmp(article_encoding(view->article), "UTF-8") != 0) {
		encoding_append(out, view->article);
		buffer_append_string(out, "  ");
	}
	if (undecodable > 0)
		buffer_append_format(out, _("%zu undecodable  "), undecodable);
	if (notes > 0)
		buffer_append_format(out, ngettext("%zu note  ", "%zu notes  ", notes), notes);
	if (lost > 0)
		buffer_append_format(out, _("%zu unattached  "), lost);
	article_quest_append(view, out);
	article_append_hits(view, out);
	if (view->filter)
		buffer_append_string(out, _("filtered  "));
	if (article_awaits(view->article))
		buffer_append_format(
			out, _("%.1f MB so far  "), (double)article_received(view->article) / 1e6);
	if (article_count(view->article) == 0)
		return;
	append_place(view, out);
}
