/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A paragraph becomes glyphs, and glyphs become rows of a given width.
 *
 *      glyph   one or two columns, its characters as shown, and the byte it came from
 *      row     a range of glyphs, with an indent
 *
 * Long paragraphs are laid out in chunks of at most LAYOUT_CHUNK_BYTES, cut at a sentence's or
 * clause's end (section.h), so that the time to draw a screen does not depend on the paragraph's
 * length. A chunk is a paragraph for most texts.
 */
#ifndef ZHUPI_UI_LAYOUT_H
#define ZHUPI_UI_LAYOUT_H

#include "base/attributes.h"
#include "base/slice.h"
#include "text/article.h"
#include "text/script.h"
#include "ui/frame.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifndef LAYOUT_CHUNK_BYTES
#define LAYOUT_CHUNK_BYTES 32768 /* tests build with a small one */
#endif

struct layout_options {
	int columns;                        /* the measure; at least 2 */
	bool show_residue;                  /* else residue makes no glyphs */
	struct script_converter *converter; /* NULL: as it is. Borrowed */
};

struct glyph {
	uint32_t characters[CELL_CHARACTERS];
	uint8_t count;
	uint8_t width; /* columns: 1 or 2 */
	bool residue;  /* shown residue */
	bool stand_in; /* stands for something unsafe */
	size_t offset; /* byte in article_text of its first character */
};

struct layout_row {
	size_t first, end; /* glyphs, half open */
	int indent;        /* columns */
	int columns;       /* of the glyphs, without the indent */
};

struct layout {
	struct span span; /* the bytes of article_text that it shows */
	struct glyph *glyphs;
	size_t glyph_count, glyph_capacity;
	struct layout_row *rows;
	size_t row_count, row_capacity;
};

/* Makes an empty layout; layout_clear frees. */
void layout_init(struct layout *layout);
void layout_clear(struct layout *layout);

/* The chunk of paragraph index in which byte offset at (in article_text) lies, as a span of
 * article_text. The last one of an open paragraph may still become longer. */
struct span layout_chunk(const struct article *article, size_t index, size_t at);

/*
 * Lays out one chunk. Chinese prose gets an indent of four columns at the paragraph's start (its
 * own leading blanks are not shown); titles are centred; no row is empty, but the layout has at
 * least one row.
 */
void layout_apply(struct layout *layout, const struct article *article, size_t index,
	struct span chunk, const struct layout_options *options);

/*
 * Lays out any one line of text (a note's) without indent or folding; the offsets of its glyphs
 * count from text's start. An empty text has one row without glyphs.
 */
void layout_text(struct layout *layout, struct slice text, int columns);

/* The glyph that shows byte offset at: the last that begins at or before it; 0 when there is none.
 */
size_t layout_glyph_at(const struct layout *layout, size_t at);

/* The row that shows byte offset at; the last one for what lies behind. */
size_t layout_row_at(const struct layout *layout, size_t at);

#endif
