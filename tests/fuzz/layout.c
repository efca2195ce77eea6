/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any text laid out, in chunks of a hundred bytes and some, for any width: every character is shown
 * once and in its order, and no row is too wide. The input's first byte is the width, the second
 * chooses whether residue is shown, and a script.
 */
#include "fuzz.h"

#include "pieces.h"
#include "text/fold.h"
#include "text/unicode.h"
#include "ui/layout.h"

enum {
	WIDTHS = 100,
	SHOW_RESIDUE = 1,
	TO_SIMPLIFIED = 2 /* together with the next one */
};

static bool
is_blank(uint32_t character)
{
	return unicode_is_space(character) || character == 0xFEFF;
}

static bool
is_residue(const struct fold *fold, size_t at)
{
	for (size_t i = 0; i < fold->residue_count; i++) {
		if (fold->residue[i].start <= at && at < fold->residue[i].end)
			return true;
	}
	return false;
}

/* Whether the character at byte offset at of the source must have a glyph. */
static bool
is_shown(const struct fold *fold, struct slice source, size_t at, bool show_residue)
{
	size_t length;
	uint32_t character = unicode_decode(source, at, &length);

	if (!show_residue && is_residue(fold, at))
		return false;
	return frame_make_cell(character == '\t' ? ' ' : character, ROLE_TEXT).width > 0;
}

/* Each character that is to be shown has its glyph, but for blanks at both ends. */
static void
check_all_is_shown(const struct layout *layout, struct slice source, bool show_residue)
{
	struct fold fold;
	size_t glyph = 0, length;

	fold_init(&fold);
	require(fold_apply(&fold, source, FOLD_ALL), "folds");
	for (size_t at = 0; at < source.length; at += length) {
		uint32_t character = unicode_decode(source, at, &length);

		if (glyph < layout->glyph_count &&
			layout->glyphs[glyph].offset == layout->span.start + at)
			glyph++;
		else
			require(!is_shown(&fold, source, at, show_residue) ||
					((glyph == 0 || glyph == layout->glyph_count) &&
						is_blank(character)),
				"every character is shown");
	}
	require(glyph == layout->glyph_count, "nothing else is shown");
	fold_clear(&fold);
}

static void
check_glyphs(const struct layout *layout)
{
	for (size_t i = 0; i < layout->glyph_count; i++) {
		const struct glyph *glyph = &layout->glyphs[i];

		require(glyph->width == 1 || glyph->width == 2, "a glyph has one or two columns");
		require(glyph->count >= 1 && glyph->count <= CELL_CHARACTERS, "and characters");
		for (size_t j = 0; j < glyph->count; j++)
			require(!unicode_is_unsafe(glyph->characters[j]), "none is unsafe");
		require(glyph->offset >= layout->span.start && glyph->offset < layout->span.end,
			"glyphs are inside");
		require(i == 0 || glyph->offset > layout->glyphs[i - 1].offset,
			"glyphs are in order");
		require(layout_glyph_at(layout, glyph->offset) == i, "a glyph is found");
	}
}

static int
columns_of(const struct layout *layout, struct layout_row row)
{
	int columns = 0;

	while (row.end > row.first && unicode_is_space(layout->glyphs[row.end - 1].characters[0]))
		row.end--;
	for (; row.first < row.end; row.first++)
		columns += layout->glyphs[row.first].width;
	return columns;
}

static void
check_rows(const struct layout *layout, int width)
{
	size_t next = 0;

	require(layout->row_count > 0, "there is a row");
	for (size_t i = 0; i < layout->row_count; i++) {
		const struct layout_row *row = &layout->rows[i];

		require(row->first == next, "rows are neighbours");
		require(row->end > row->first || layout->row_count == 1, "no row is empty");
		require(row->columns == columns_of(layout, *row), "columns are counted");
		require(row->indent >= 0 && row->indent + row->columns <= width,
			"no row is too wide");
		for (next = row->first; next < row->end; next++)
			require(layout_row_at(layout, layout->glyphs[next].offset) == i,
				"a row is found");
	}
	require(next == layout->glyph_count, "rows show all");
}

static void
check_paragraph(struct layout *layout, const struct article *article, size_t index,
	const struct layout_options *options)
{
	struct span span = article_span(article, index), chunk;
	struct slice text = article_text(article);

	for (size_t at = span.start; at < span.end; at = chunk.end) {
		struct span same;

		chunk = layout_chunk(article, index, at);
		require(chunk.start == at && chunk.end > at, "chunks are neighbours");
		require(chunk.end <= span.end, "chunks are inside");
		require(chunk.end - chunk.start <= LAYOUT_CHUNK_BYTES, "chunks are short");
		same = layout_chunk(article, index, chunk.end - 1);
		require(same.start == chunk.start && same.end == chunk.end, "chunks stay");
		layout_apply(layout, article, index, chunk, options);
		require(layout->span.start == chunk.start && layout->span.end == chunk.end,
			"a layout is of its chunk");
		check_glyphs(layout);
		check_rows(layout, options->columns);
		check_all_is_shown(layout, slice_at(text, chunk), options->show_residue);
	}
}

static struct script_converter *
converter_of(unsigned choice)
{
	static struct script_converter *converters[2]; /* opened once: it takes long */
	size_t which = choice & TO_SIMPLIFIED ? 0 : 1;

	if (choice < 0xC0)
		return NULL;
	if (!converters[which])
		converters[which] =
			script_open(which == 0 ? SCRIPT_SIMPLIFIED : SCRIPT_TRADITIONAL, NULL);
	return converters[which];
}

static void
check(struct slice input)
{
	static struct layout layout; /* its memory is used again, as readers do */
	unsigned choice = fuzz_byte(input, 1);
	struct layout_options options = {.columns = 2 + (int)(fuzz_byte(input, 0) % WIDTHS),
		.show_residue = choice & SHOW_RESIDUE,
		.converter = converter_of(choice)};
	struct article *article = article_from_bytes(fuzz_behind(input, 2), "fuzz", "UTF-8", NULL);

	layout_text(&layout, fuzz_behind(input, 2), options.columns);
	check_glyphs(&layout);
	check_rows(&layout, options.columns);
	if (!article)
		return;
	article_extend(article, SIZE_MAX);
	for (size_t i = 0; i < article_count(article); i++)
		check_paragraph(&layout, article, i, &options);
	article_close(article);
}

static const struct slice pieces[] = {TEXT_PIECES};

const struct fuzz_target fuzz_target = {
	.sentence = "made texts are laid out",
	.rounds = 5000,
	.head_bytes = 2,
	.pieces = pieces,
	.piece_count = sizeof pieces / sizeof *pieces,
	.pieces_at_most = 90,
	.check = check,
};
