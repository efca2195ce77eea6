/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/article_block.h"

#include "base/alloc.h"
#include "base/array.h"
#include "ui/article_filter.h"
#include "ui/mark.h"
#include "ui/note_card.h"

#include <stdlib.h>
#include <string.h>

enum {
	CARD_ROWS = 12,     /* the height of a note on the page; the editor shows all of it */
	KEPT_BLOCKS = 256,  /* so many stay in the cache whether used or not */
	HITS_AT_FIRST = 64, /* room for so many; there are seldom more */
	EXTEND_BYTES = 1 << 16
};

static void
block_free(struct block *taken_block)
{
	struct block *block = taken_block;

	for (size_t i = 0; i < block->card_capacity; i++)
		note_card_clear(&block->cards[i]);
	layout_clear(&block->layout);
	free(block->cards);
	free(block->roles);
	free(block->signs);
	free(block->noted);
	free(block->hits);
	free(block);
}

/* --- roles --------------------------------------------------------------------------------- */

/* The first glyph that begins at or behind byte at. */
static size_t
first_glyph_from(const struct layout *layout, size_t at)
{
	size_t glyph = layout_glyph_at(layout, at);

	while (glyph < layout->glyph_count && layout->glyphs[glyph].offset < at)
		glyph++;
	return glyph;
}

static void
paint(struct block *block, struct span span, enum role role)
{
	const struct layout *layout = &block->layout;
	size_t glyph = first_glyph_from(layout, span.start);

	for (; glyph < layout->glyph_count && layout->glyphs[glyph].offset < span.end; glyph++)
		block->roles[glyph] = (uint8_t)role;
}

static void
paint_directive(struct block *block, const struct finding *finding)
{
	char sign = mark_sign(finding->modality), *place;

	paint(block, finding->span, mark_role(finding->modality));
	paint(block, finding->cue, ROLE_CUE);
	if (finding->span.start < block->chunk.start || finding->span.start >= block->chunk.end)
		return;
	place = &block->signs[layout_row_at(&block->layout, finding->span.start)];
	if (mark_rank(sign) > mark_rank(*place))
		*place = sign;
}

static struct analysis *
analysis_of(const struct article_view *view)
{
	return view->analysis ? view->analysis : session_analysis(view->session);
}

/* Officials are painted last: they lie inside directives. */
static void
paint_findings(struct article_view *view, struct block *block)
{
	struct analysis *analysis = analysis_of(view);
	size_t count;
	const struct finding *findings =
		analysis_within(analysis, block->paragraph, block->chunk, &count);

	for (size_t i = 0; i < count; i++) {
		if (findings[i].type == FINDING_DIRECTIVE)
			paint_directive(block, &findings[i]);
	}
	for (size_t i = 0; i < count; i++) {
		if (findings[i].type == FINDING_REFERENCE)
			paint(block, findings[i].span, ROLE_REFERENCE);
		if (findings[i].type != FINDING_OFFICIAL)
			continue;
		paint(block, findings[i].title, ROLE_OFFICE);
		paint(block, findings[i].span, ROLE_OFFICIAL);
	}
}

static void
make_roles(struct article_view *view, struct block *block)
{
	const struct layout *layout = &block->layout;
	enum role base = mark_base_role(article_kind(view->article, block->paragraph));

	block->roles = array_grow(
		block->roles, &block->role_capacity, layout->glyph_count + 1, sizeof *block->roles);
	block->signs = array_grow(
		block->signs, &block->sign_capacity, layout->row_count, sizeof *block->signs);
	memset(block->roles, (int)base, layout->glyph_count);
	memset(block->signs, ' ', layout->row_count);
	block->marked = session_settings(view->session)->show_marks;
	if (block->marked)
		paint_findings(view, block);
	block->generation = analysis_generation(analysis_of(view));
	for (size_t i = 0; i < layout->glyph_count; i++) {
		if (layout->glyphs[i].stand_in)
			block->roles[i] = ROLE_STAND_IN;
		else if (layout->glyphs[i].residue)
			block->roles[i] = ROLE_RESIDUE;
	}
}

/* --- notes and hits ------------------------------------------------------------------------ */

static void
add_card(struct article_view *view, struct block *block, const struct annotation *note)
{
	const struct geometry *geometry = &view->geometry;
	size_t known = block->card_capacity;
	bool beside = geometry->side_columns > 0;
	int columns = beside ? geometry->side_columns : geometry->measure - ARTICLE_CARD_INDENT;
	struct note_card *card;

	block->cards = array_grow(
		block->cards, &block->card_capacity, block->card_count + 1, sizeof *block->cards);
	for (; known < block->card_capacity; known++)
		note_card_init(&block->cards[known]);
	card = &block->cards[block->card_count++];
	card->at = note->place.start;
	card->rows = 0; /* hidden: only the sign in the gutter is left */
	if (session_settings(view->session)->show_notes)
		note_card_fill(card, note, columns, CARD_ROWS);
	if (!beside)
		block->beneath += card->rows;
}

static void
add_noted(struct block *block, struct span place)
{
	block->noted = array_grow(
		block->noted, &block->noted_capacity, block->noted_count + 1, sizeof *block->noted);
	block->noted[block->noted_count++] = place;
}

/* A note belongs to the chunk in which its place begins. */
static void
take_notes(struct article_view *view, struct block *block)
{
	const struct annotations *notes = session_notes(view->session);

	block->card_count = block->noted_count = 0;
	block->beneath = 0;
	block->epoch = view->epoch;
	if (view->analysis)
		return; /* the places of notes are of another text */
	for (size_t i = 0; i < notes->count; i++) {
		const struct annotation *note = &notes->items[i];

		if (note->state == ANCHOR_UNATTACHED)
			continue;
		if (session_settings(view->session)->show_notes &&
			note->target.kind == TARGET_PHRASE &&
			span_overlaps(note->place, block->chunk))
			add_noted(block, note->place);
		if (note->place.start >= block->chunk.start && note->place.start < block->chunk.end)
			add_card(view, block, note);
	}
}

static void
find_hits(struct article_view *view, struct block *block)
{
	struct finder *finder = view->finder ? view->finder : article_filter_finder(view);
	size_t start = article_span(view->article, block->paragraph).start;

	block->search = view->search;
	block->hit_count = 0;
	if (!finder)
		return;
	do {
		block->hits = array_grow(block->hits, &block->hit_capacity,
			4 * block->hit_count + HITS_AT_FIRST, sizeof *block->hits);
		block->hit_count =
			finder_all_in(finder, article_paragraph(view->article, block->paragraph),
				(struct span){block->chunk.start - start, block->chunk.end - start},
				block->hits, block->hit_capacity);
	} while (block->hit_count == block->hit_capacity);
	if (finder_was_stopped(finder))
		block->search--; /* to be asked for again */
	for (size_t i = 0; i < block->hit_count; i++) {
		block->hits[i].start += start;
		block->hits[i].end += start;
	}
}

/* --- the cache ----------------------------------------------------------------------------- */

/* An empty line stands where the kind of text changes, and between paragraphs that have no indent
 * to tell them apart. */
static int
gap_above(const struct article *article, size_t index, const struct layout *layout)
{
	enum paragraph_kind kind = article_kind(article, index), above;

	if (index == 0)
		return 0;
	above = article_kind(article, index - 1);
	if (kind == above)
		return kind == PARAGRAPH_PROSE && layout->rows[0].indent == 0;
	if (above == PARAGRAPH_HEADING)
		return 0;
	return kind == PARAGRAPH_PROSE || kind == PARAGRAPH_HEADING || above == PARAGRAPH_PROSE;
}

static struct block *
make_block(struct article_view *view, size_t index, struct span chunk)
{
	struct layout_options options = {.columns = view->geometry.measure,
		.show_residue = view->show_residue,
		.converter = view->converter};
	struct block *block = alloc_zeroed(1, sizeof *block);

	block->paragraph = index;
	block->chunk = chunk;
	layout_init(&block->layout);
	layout_apply(&block->layout, view->article, index, chunk, &options);
	if (chunk.start == article_span(view->article, index).start)
		block->gap = gap_above(view->article, index, &block->layout);
	make_roles(view, block);
	find_hits(view, block);
	take_notes(view, block);
	view->blocks = array_grow(
		view->blocks, &view->block_capacity, view->block_count + 1, sizeof *view->blocks);
	view->blocks[view->block_count++] = block;
	return block;
}

/* The chunk about byte at; of an open paragraph, so much is looked at that the chunk stays. */
static struct span
settled_chunk(struct article_view *view, size_t index, size_t at)
{
	struct span chunk = layout_chunk(view->article, index, at);
	bool more = true;

	while (more && article_is_open(view->article, index) &&
		chunk.end == article_span(view->article, index).end) {
		more = article_extend(view->article, EXTEND_BYTES);
		chunk = layout_chunk(view->article, index, at);
	}
	return chunk;
}

struct block *
article_block(struct article_view *view, size_t index, size_t at)
{
	struct span chunk = settled_chunk(view, index, at);
	struct block *block = NULL;

	for (size_t i = view->block_count; i > 0 && !block; i--) {
		const struct span *known = &view->blocks[i - 1]->chunk;

		if (known->start == chunk.start && known->end == chunk.end)
			block = view->blocks[i - 1];
	}
	if (!block)
		return make_block(view, index, chunk);
	if (block->generation != analysis_generation(analysis_of(view)) ||
		block->marked != session_settings(view->session)->show_marks)
		make_roles(view, block);
	if (block->search != view->search)
		find_hits(view, block);
	if (block->epoch != view->epoch)
		take_notes(view, block);
	return block;
}

void
article_blocks_trim(struct article_view *view)
{
	size_t kept = 0;

	view->epoch++;
	if (view->block_count < KEPT_BLOCKS + 4 * (size_t)view->rows)
		return;
	for (size_t i = 0; i < view->block_count; i++) {
		if (view->blocks[i]->epoch + 2 < view->epoch)
			block_free(view->blocks[i]);
		else
			view->blocks[kept++] = view->blocks[i];
	}
	view->block_count = kept;
}

void
article_blocks_clear(struct article_view *view)
{
	for (size_t i = 0; i < view->block_count; i++)
		block_free(view->blocks[i]);
	view->block_count = 0;
}

int
article_block_lines(const struct block *block)
{
	return block->gap + (int)block->layout.row_count + block->beneath;
}
