/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A frame: the grid of cells that a view draws and a terminal shows. What a test compares.
 *
 * A character of two columns fills a cell of width 2 and makes the cell to its right one of width
 * 0. Roles say what a cell is; theme.h says how that looks.
 */
#ifndef ZHUPI_UI_FRAME_H
#define ZHUPI_UI_FRAME_H

#include "base/attributes.h"
#include "base/buffer.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a cell is. One kind a cell; what can lie over any kind is in enum cell_flag. Names for the
 * theme file: role_name. */
enum role {
	ROLE_TEXT,
	ROLE_TITLE,
	ROLE_HEADING,
	ROLE_IMPRINT,    /* dateline, source, byline */
	ROLE_OFFICIAL,   /* the name */
	ROLE_OFFICE,     /* the office beside it */
	ROLE_REFERENCE,  /* 王副市长: an official without the whole name */
	ROLE_OBLIGATION, /* the words of a directive, by modality */
	ROLE_PROHIBITION,
	ROLE_RECOMMENDATION,
	ROLE_PERMISSION,
	ROLE_CUE,            /* 要, must: the word that makes it one */
	ROLE_RESIDUE,        /* converter residue, when shown */
	ROLE_GUTTER,         /* paragraph numbers */
	ROLE_GUTTER_CURRENT, /* the cursor paragraph's */
	ROLE_GUTTER_MARK,    /* signs in the gutter: directive, note, mark */
	ROLE_NOTE,           /* the text of a note */
	ROLE_NOTE_META,      /* its date, its state */
	ROLE_TAG,
	ROLE_STATUS,  /* the status line */
	ROLE_MESSAGE, /* a message in it */
	ROLE_ERROR,
	ROLE_PROMPT,
	ROLE_LIST, /* a row of a list */
	ROLE_LIST_CURRENT,
	ROLE_LIST_META,
	ROLE_KEY,      /* a key's name in the help */
	ROLE_STAND_IN, /* stands for a character that must not reach the terminal */
	ROLES
};

/* What lies over a cell whatever its role. */
enum cell_flag {
	CELL_HIT = 1,      /* a search hit */
	CELL_SELECTED = 2, /* inside the selection made with v */
	CELL_NOTED = 4,    /* a note's phrase */
	CELL_CURSOR = 8    /* the cursor */
};

enum {
	CELL_CHARACTERS = 5
}; /* a base character and its combining ones; more are dropped, as ncurses does */

struct cell {
	uint32_t characters[CELL_CHARACTERS]; /* count of them are set; 0 of them is a blank */
	uint8_t count;
	uint8_t width; /* columns: 1, 2, or 0 for the right half of a wide one */
	uint8_t role;  /* enum role */
	uint8_t flags; /* enum cell_flag */
};

struct frame {
	int columns, rows;
	struct cell *cells;            /* rows * columns */
	int cursor_column, cursor_row; /* -1: hidden */
};

/* A part of a frame to draw into, in cells. */
struct area {
	int column, row, columns, rows;
};

/* Makes an empty frame; frame_clear frees. */
void frame_init(struct frame *frame);
void frame_clear(struct frame *frame);

/* Gives it that size (at least 1x1) and fills it with blanks of ROLE_TEXT, cursor hidden. */
void frame_reset(struct frame *frame, int columns, int rows);

/* The cell there; NULL outside. Borrowed until the next reset. */
struct cell *frame_cell(const struct frame *frame, int column, int row);

/* Gives all cells of the area that role and makes them blank. */
void frame_fill(struct frame *frame, struct area area, enum role role);

/*
 * Writes text (UTF-8) from a cell on, at most until column end (exclusive); a wide character that
 * would not fit leaves a blank. Unsafe characters (unicode_is_unsafe) become stand-ins. Returns the
 * column behind the last one written.
 */
int frame_write(
	struct frame *frame, int column, int row, int end, struct slice text, enum role role);

/*
 * Puts one cell there and keeps the grid sound: the halves of a wide character that it covers
 * become blanks, and a wide one that does not fit in the last column becomes a blank. Outside:
 * nothing.
 */
void frame_put(struct frame *frame, int column, int row, const struct cell *cell);

/*
 * The cell of one character: its width by unicode_columns (0 for a combining one), a stand-in of
 * ROLE_STAND_IN for an unsafe one.
 */
struct cell frame_make_cell(uint32_t character, enum role role);

/* The columns that text takes when written. */
int frame_text_columns(struct slice text);

/* The frame's text, a line a row, blanks at the ends of rows cut: for tests. Appends. */
void frame_print(const struct frame *frame, struct buffer *out);

/* "official", "office", "obligation" ...: static. And back; false when there is none of that name.
 */
const char *role_name(enum role role);
bool role_find(struct slice name, enum role *role) MUST_USE;

#endif
