/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/frame.h"

#include "base/array.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

static const char *const role_names[ROLES] = {
	[ROLE_TEXT] = "text",
	[ROLE_TITLE] = "title",
	[ROLE_HEADING] = "heading",
	[ROLE_IMPRINT] = "imprint",
	[ROLE_OFFICIAL] = "official",
	[ROLE_OFFICE] = "office",
	[ROLE_REFERENCE] = "reference",
	[ROLE_OBLIGATION] = "obligation",
	[ROLE_PROHIBITION] = "prohibition",
	[ROLE_RECOMMENDATION] = "recommendation",
	[ROLE_PERMISSION] = "permission",
	[ROLE_CUE] = "cue",
	[ROLE_RESIDUE] = "residue",
	[ROLE_GUTTER] = "gutter",
	[ROLE_GUTTER_CURRENT] = "gutter-current",
	[ROLE_GUTTER_MARK] = "gutter-mark",
	[ROLE_NOTE] = "note",
	[ROLE_NOTE_META] = "note-meta",
	[ROLE_TAG] = "tag",
	[ROLE_STATUS] = "status",
	[ROLE_MESSAGE] = "message",
	[ROLE_ERROR] = "error",
	[ROLE_PROMPT] = "prompt",
	[ROLE_LIST] = "list",
	[ROLE_LIST_CURRENT] = "list-current",
	[ROLE_LIST_META] = "list-meta",
	[ROLE_KEY] = "key",
	[ROLE_STAND_IN] = "stand-in",
};

void
frame_init(struct frame *frame)
{
	*frame = (struct frame){.cursor_column = -1, .cursor_row = -1};
}

void
frame_clear(struct frame *frame)
{
	free(frame->cells);
	frame_init(frame);
}

void
frame_reset(struct frame *frame, int columns, int rows)
{
	size_t capacity = (size_t)frame->columns * (size_t)frame->rows;
	size_t count;

	frame->columns = columns > 1 ? columns : 1;
	frame->rows = rows > 1 ? rows : 1;
	count = (size_t)frame->columns * (size_t)frame->rows;
	if (count > capacity)
		frame->cells = array_grow(frame->cells, &capacity, count, sizeof *frame->cells);
	frame->cursor_column = frame->cursor_row = -1;
	frame_fill(frame, (struct area){0, 0, frame->columns, frame->rows}, ROLE_TEXT);
}

struct cell *
frame_cell(const struct frame *frame, int column, int row)
{
	if (column < 0 || row < 0 || column >= frame->columns || row >= frame->rows)
		return NULL;
	return &frame->cells[(size_t)row * (size_t)frame->columns + (size_t)column];
}

static void
make_blank(struct cell *cell, enum role role)
{
	*cell = (struct cell){.width = 1, .role = (uint8_t)role};
}

void
frame_fill(struct frame *frame, struct area area, enum role role)
{
	int left = area.column > 0 ? area.column : 0, right = area.column + area.columns;
	int row = area.row > 0 ? area.row : 0, below = area.row + area.rows;

	if (right > frame->columns)
		right = frame->columns;
	if (below > frame->rows)
		below = frame->rows;
	for (; row < below; row++) {
		struct cell *cells = &frame->cells[(size_t)row * (size_t)frame->columns];

		for (int column = left; column < right; column++)
			make_blank(&cells[column], role);
	}
}

/* Writing over one half of a wide character makes a blank of the other. */
static void
free_cell(struct frame *frame, int column, int row)
{
	struct cell *cell = frame_cell(frame, column, row);
	struct cell *other;

	if (cell->width == 2)
		other = frame_cell(frame, column + 1, row);
	else if (cell->width == 0)
		other = frame_cell(frame, column - 1, row);
	else
		return;
	if (other)
		make_blank(other, (enum role)other->role);
	make_blank(cell, (enum role)cell->role);
}

void
frame_put(struct frame *frame, int column, int row, const struct cell *cell)
{
	struct cell *target = frame_cell(frame, column, row);

	if (!target || cell->width == 0)
		return;
	free_cell(frame, column, row);
	if (cell->width == 1) {
		*target = *cell;
		return;
	}
	if (column + 1 >= frame->columns) {
		make_blank(target, (enum role)cell->role);
		return;
	}
	free_cell(frame, column + 1, row);
	target[0] = *cell;
	target[1] = (struct cell){.width = 0, .role = cell->role, .flags = cell->flags};
}

struct cell
frame_make_cell(uint32_t character, enum role role)
{
	struct cell cell = {.count = 1, .role = (uint8_t)role};

	if (unicode_is_unsafe(character)) {
		bool control = character < 0x20;

		cell.characters[0] = control ? 0x2400 + character : UNICODE_REPLACEMENT;
		cell.role = ROLE_STAND_IN;
		cell.width = 1;
		return cell;
	}
	cell.characters[0] = character;
	cell.width = (uint8_t)unicode_columns(character);
	return cell;
}

/* Adds a combining character to the one that was written last. */
static void
combine(struct frame *frame, int column, int row, uint32_t character)
{
	struct cell *cell = frame_cell(frame, column - 1, row);

	if (cell && cell->width == 0)
		cell = frame_cell(frame, column - 2, row);
	if (cell && cell->count > 0 && cell->count < CELL_CHARACTERS)
		cell->characters[cell->count++] = character;
}

int
frame_write(struct frame *frame, int column, int row, int end, struct slice text, enum role role)
{
	int first = column;
	size_t at = 0;

	while (at < text.length) {
		size_t length;
		struct cell cell = frame_make_cell(unicode_decode(text, at, &length), role);

		at += length;
		if (cell.width == 0) {
			if (column > first)
				combine(frame, column, row, cell.characters[0]);
			continue;
		}
		if (column + cell.width > end)
			break;
		frame_put(frame, column, row, &cell);
		column += cell.width;
	}
	return column;
}

int
frame_text_columns(struct slice text)
{
	int columns = 0;
	size_t at = 0;

	while (at < text.length) {
		size_t length;

		columns += frame_make_cell(unicode_decode(text, at, &length), ROLE_TEXT).width;
		at += length;
	}
	return columns;
}

static void
print_row(const struct frame *frame, int row, struct buffer *out)
{
	size_t used = out->length;

	for (int column = 0; column < frame->columns; column++) {
		const struct cell *cell = frame_cell(frame, column, row);

		if (cell->width == 0)
			continue;
		if (cell->count == 0) {
			buffer_append_byte(out, ' ');
			continue;
		}
		for (size_t i = 0; i < cell->count; i++)
			unicode_append(out, cell->characters[i]);
		if (cell->characters[0] != ' ')
			used = out->length;
	}
	buffer_truncate(out, used);
	buffer_append_byte(out, '\n');
}

void
frame_print(const struct frame *frame, struct buffer *out)
{
	for (int row = 0; row < frame->rows; row++)
		print_row(frame, row, out);
}

const char *
role_name(enum role role)
{
	return role_names[role];
}

bool
role_find(struct slice name, enum role *role)
{
	for (size_t i = 0; i < ROLES; i++) {
		if (slice_equal(name, slice_from_string(role_names[i]))) {
			*role = (enum role)i;
			return true;
		}
	}
	return false;
}
