/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two steps. First the text is walked through once: residue is left out or marked, what the
 * terminal must not see gets a stand-in, combining characters join the glyph before them; the
 * characters as shown are also kept as a string. Then Unicode's line breaking looks at that string,
 * so that it sees what the reader sees, and rows are filled as far as they go.
 */
#include "ui/layout.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/buffer.h"
#include "text/fold.h"
#include "text/linebreak.h"
#include "text/section.h"
#include "text/unicode.h"

#include <stdlib.h>

enum {
	PROSE_INDENT = 4,       /* two full-width blanks */
	INDENT_AT_MOST = 8,     /* of what the source itself is indented by */
	NARROW = 12,            /* measures below have no room for an indent */
	LOOK_FOR_HAN_CHARS = 24 /* so many characters tell whether it is Chinese */
};

/* What is at work while glyphs are made. */
struct builder {
	struct layout *layout;
	struct slice source; /* the bytes that are laid out, and as they are shown in the script: */
	struct slice script; /* as many characters as source */
	size_t base;         /* where source starts in the article's text */
	const struct span *residue;
	size_t residue_count;
	bool show_residue;
	struct buffer shown; /* the characters of the glyphs, one after the other */
};

void
layout_init(struct layout *layout)
{
	*layout = (struct layout){0};
}

void
layout_clear(struct layout *layout)
{
	free(layout->glyphs);
	free(layout->rows);
	layout_init(layout);
}

struct span
layout_chunk(const struct article *article, size_t index, size_t at)
{
	return section_at(
		article_text(article), article_span(article, index), at, LAYOUT_CHUNK_BYTES);
}

/* --- glyphs -------------------------------------------------------------------------------- */

/* Joins a character of no width to the glyph before it. What the fold drops as well (zero-width
 * blanks and joiners, variation selectors) is not shown: terminals disagree about its width. */
static void
join_glyph(struct builder *builder, uint32_t character)
{
	struct layout *layout = builder->layout;
	struct glyph *glyph;

	if (layout->glyph_count == 0 || fold_character(character) == 0)
		return;
	glyph = &layout->glyphs[layout->glyph_count - 1];
	if (glyph->count == CELL_CHARACTERS)
		return;
	glyph->characters[glyph->count++] = character;
	unicode_append(&builder->shown, character);
}

static void
add_glyph(struct builder *builder, uint32_t character, size_t offset, bool residue)
{
	struct layout *layout = builder->layout;
	struct cell cell = frame_make_cell(character == '\t' ? ' ' : character, ROLE_TEXT);
	struct glyph *glyph;

	if (cell.width == 0) {
		join_glyph(builder, character);
		return;
	}
	layout->glyphs = array_grow(layout->glyphs, &layout->glyph_capacity,
		layout->glyph_count + 1, sizeof *layout->glyphs);
	glyph = &layout->glyphs[layout->glyph_count++];
	*glyph = (struct glyph){
		.characters = {cell.characters[0]},
		.count = 1,
		.width = cell.width,
		.residue = residue,
		.stand_in = cell.role == ROLE_STAND_IN,
		.offset = builder->base + offset,
	};
	unicode_append(&builder->shown, cell.characters[0]);
}

/* Makes glyphs of the source's bytes in [from, to). */
static void
make_glyphs(struct builder *builder, size_t from, size_t to)
{
	size_t at, shown_at = 0, residue = 0, length, shown_length;

	for (at = 0; at < to; at += length, shown_at += shown_length) {
		uint32_t character = unicode_decode(builder->script, shown_at, &shown_length);
		bool is_residue;

		unicode_decode(builder->source, at, &length);
		while (residue < builder->residue_count && builder->residue[residue].end <= at)
			residue++;
		is_residue =
			residue < builder->residue_count && builder->residue[residue].start <= at;
		if (at >= from && (!is_residue || builder->show_residue))
			add_glyph(builder, character, at, is_residue);
	}
}

static size_t
encoded_bytes(const struct glyph *glyph)
{
	size_t bytes = 0, i;

	for (i = 0; i < glyph->count; i++) {
		uint32_t character = glyph->characters[i];

		bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
	}
	return bytes;
}

/* --- rows ---------------------------------------------------------------------------------- */

static bool
is_blank_glyph(const struct glyph *glyph)
{
	return unicode_is_space(glyph->characters[0]);
}

static void
add_row(struct layout *layout, size_t first, size_t end, int indent)
{
	struct layout_row *row;
	size_t i, last = end;
	int columns = 0;

	while (last > first && is_blank_glyph(&layout->glyphs[last - 1]))
		last--;
	for (i = first; i < last; i++)
		columns += layout->glyphs[i].width;
	layout->rows = array_grow(
		layout->rows, &layout->row_capacity, layout->row_count + 1, sizeof *layout->rows);
	row = &layout->rows[layout->row_count++];
	*row = (struct layout_row){first, end, indent, columns};
}

/*
 * The end of the row that starts with glyph first: as far as room columns go, back to the last
 * place where a row may begin. Blanks hang over the edge. breaks is of the glyphs.
 */
static size_t
row_end(const struct layout *layout, const char *breaks, size_t first, int room)
{
	size_t i, last_break = 0;
	int columns = 0;

	for (i = first; i < layout->glyph_count; i++) {
		const struct glyph *glyph = &layout->glyphs[i];

		if (i > first && breaks[i])
			last_break = i;
		columns += glyph->width;
		if (columns > room && i > first && !is_blank_glyph(glyph))
			return last_break ? last_break : i;
	}
	return i;
}

/* Cuts the glyphs into rows; the first has that indent. */
static void
make_rows(struct builder *builder, int measure, int indent)
{
	struct layout *layout = builder->layout;
	struct slice shown = buffer_slice(&builder->shown);
	char *breaks = alloc_bytes(shown.length + 1);
	size_t i, at = 0, first = 0;

	if (!linebreak_find(shown, breaks))
		alloc_give_up(shown.length);
	/* From bytes to glyphs, in place: a glyph has at least one byte. */
	for (i = 0; i < layout->glyph_count; i++) {
		breaks[i] = breaks[at];
		at += encoded_bytes(&layout->glyphs[i]);
	}
	while (first < layout->glyph_count) {
		int inset = first == 0 ? indent : 0;
		size_t end = row_end(layout, breaks, first, measure - inset);

		add_row(layout, first, end, inset);
		first = end;
	}
	free(breaks);
}

static void
centre_rows(struct layout *layout, int measure)
{
	size_t i;

	for (i = 0; i < layout->row_count; i++) {
		struct layout_row *row = &layout->rows[i];

		row->indent = row->columns < measure ? (measure - row->columns) / 2 : 0;
	}
}

/* --- paragraphs and other texts ------------------------------------------------------------ */

/* The blanks at the text's start in bytes; *columns that they take. */
static size_t
leading_blanks(struct slice text, int *columns)
{
	size_t at = 0, length;

	*columns = 0;
	for (; at < text.length; at += length) {
		uint32_t character = unicode_decode(text, at, &length);

		if (!unicode_is_space(character) && character != 0xFEFF)
			break;
		*columns += character == '\t' ? INDENT_AT_MOST : unicode_columns(character);
	}
	return at;
}

static size_t
without_trailing_blanks(struct slice text)
{
	size_t end = text.length, previous, length;

	while (end > 0) {
		previous = unicode_previous(text, end);
		if (!unicode_is_space(unicode_decode(text, previous, &length)))
			break;
		end = previous;
	}
	return end;
}

/* Whether an ideograph is among the first characters. */
static bool
is_chinese(struct slice text)
{
	size_t at = 0, length, i;

	for (i = 0; i < LOOK_FOR_HAN_CHARS && at < text.length; i++, at += length) {
		if (unicode_is_han(unicode_decode(text, at, &length)))
			return true;
	}
	return false;
}

/* The indent of the paragraph's first row. */
static int
first_indent(enum paragraph_kind kind, bool chinese, int source_columns, int measure)
{
	if (measure < NARROW || kind == PARAGRAPH_TITLE)
		return 0;
	if (chinese)
		return kind == PARAGRAPH_PROSE || kind == PARAGRAPH_HEADING ? PROSE_INDENT : 0;
	return source_columns < INDENT_AT_MOST ? source_columns : INDENT_AT_MOST;
}

static void
start(struct layout *layout, struct span span)
{
	layout->span = span;
	layout->glyph_count = 0;
	layout->row_count = 0;
}

/* Lays out the builder's source from byte from to byte to. */
static void
build(struct builder *builder, size_t from, size_t to, int measure, int indent)
{
	buffer_init(&builder->shown);
	make_glyphs(builder, from, to);
	make_rows(builder, measure < 2 ? 2 : measure, indent);
	if (builder->layout->row_count == 0)
		add_row(builder->layout, 0, 0, indent);
	buffer_clear(&builder->shown);
}

void
layout_apply(struct layout *layout, const struct article *article, size_t index, struct span chunk,
	const struct layout_options *options)
{
	struct span paragraph = article_span(article, index);
	struct slice source = slice_at(article_text(article), chunk);
	enum paragraph_kind kind = article_kind(article, index);
	struct builder builder = {.layout = layout,
		.source = source,
		.script = source,
		.base = chunk.start,
		.show_residue = options->show_residue};
	size_t from = 0, to = source.length, length;
	char *converted = NULL;
	struct fold fold;
	int indent = 0, columns;

	start(layout, chunk);
	if (chunk.start == paragraph.start) {
		from = leading_blanks(source, &columns);
		indent = first_indent(kind,
			is_chinese(slice_at(source, (struct span){from, source.length})), columns,
			options->columns);
	}
	if (chunk.end == paragraph.end)
		to = without_trailing_blanks(source);
	if (options->converter) {
		converted = script_convert(options->converter, source, &length);
		builder.script = (struct slice){converted, length};
	}
	fold_init(&fold);
	if (!fold_apply(&fold, source, FOLD_ALL))
		alloc_give_up(source.length);
	builder.residue = fold.residue;
	builder.residue_count = fold.residue_count;
	build(&builder, from, to, options->columns, indent);
	if (kind == PARAGRAPH_TITLE)
		centre_rows(layout, options->columns);
	fold_clear(&fold);
	free(converted);
}

void
layout_text(struct layout *layout, struct slice text, int columns)
{
	struct builder builder = {.layout = layout, .source = text, .script = text};

	start(layout, (struct span){0, text.length});
	build(&builder, 0, text.length, columns, 0);
}

/* --- asking -------------------------------------------------------------------------------- */

size_t
layout_glyph_at(const struct layout *layout, size_t at)
{
	size_t low = 0, high = layout->glyph_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (layout->glyphs[middle].offset <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : 0;
}

size_t
layout_row_at(const struct layout *layout, size_t at)
{
	size_t glyph = layout_glyph_at(layout, at);
	size_t low = 0, high = layout->row_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (layout->rows[middle].first <= glyph)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : 0;
}
