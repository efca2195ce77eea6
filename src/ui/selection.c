/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/selection.h"

#include "text/unicode.h"
#include "ui/article_page.h"

void
selection_toggle(struct article_view *view)
{
	view->selecting = !view->selecting && article_count(view->article) > 0;
	view->selection = view->at;
}

struct span
selection_span(const struct article_view *view)
{
	struct slice text = article_text(view->article);
	struct span span = {view->selection, view->at};

	if (!view->selecting)
		return (struct span){view->at, view->at};
	if (span.start > span.end)
		span = (struct span){view->at, view->selection};
	if (span.end < text.length)
		span.end = unicode_next_cluster(text, span.end);
	return span;
}

/* The bytes where a cursor can stand in the paragraph that holds byte at: its first and last. */
static struct span
cursor_range(struct article_view *view, size_t at)
{
	struct span paragraph = article_span(view->article, article_index_at(view->article, at));
	struct span range;

	range.start = article_visible_byte(view, paragraph.start);
	range.end = article_visible_byte(view, paragraph.end - 1);
	return range;
}

void
selection_hold(struct article_view *view)
{
	struct span range;

	if (!view->selecting)
		return;
	range = cursor_range(view, view->selection);
	if (view->at < range.start)
		article_page_show(view, range.start);
	else if (view->at > range.end)
		article_page_show(view, range.end);
}

/* Where count steps lead from the cursor, or as many as change something. */
static size_t
repeat(struct article_view *view, size_t (*step)(struct article_view *view, size_t at), long count)
{
	size_t at = view->at, next;

	while (count-- > 0 && (next = step(view, at)) != at)
		at = next;
	return at;
}

/* The byte of the glyph right of the one at byte at, over the borders of chunks; at at the end. */
static size_t
next_byte(struct article_view *view, size_t at)
{
	struct line line = article_line_at(view, at);
	const struct layout *layout = &line.block->layout;
	size_t glyph = layout_glyph_at(layout, at);

	if (glyph + 1 < layout->glyph_count)
		return layout->glyphs[glyph + 1].offset;
	if (layout->span.end < article_span(view->article, line.block->paragraph).end)
		return article_visible_byte(view, layout->span.end);
	return at;
}

static size_t
previous_byte(struct article_view *view, size_t at)
{
	struct line line = article_line_at(view, at);
	const struct layout *layout = &line.block->layout;
	size_t glyph = layout_glyph_at(layout, at);

	if (glyph > 0)
		return layout->glyphs[glyph - 1].offset;
	if (layout->span.start > article_span(view->article, line.block->paragraph).start)
		return article_visible_byte(view, layout->span.start - 1);
	return at;
}

void
selection_move_chars(struct article_view *view, long count)
{
	size_t at;

	if (article_count(view->article) == 0)
		return;
	at = repeat(view, count < 0 ? previous_byte : next_byte, count < 0 ? -count : count);
	article_page_show(view, at);
	view->goal = article_page_column(view, at);
}

/* --- clauses ------------------------------------------------------------------------------- */

static bool
ends_clause(uint32_t character)
{
	switch (character) {
	case 0x3002: /* 。 */
	case 0xFF0C: /* ， */
	case 0xFF1B: /* ； */
	case 0xFF1A: /* ： */
	case 0xFF01: /* ！ */
	case 0xFF1F: /* ？ */
	case 0x3001: /* 、 */
	case ',':
	case ';':
	case ':':
	case '.':
	case '!':
	case '?':
		return true;
	default:
		return false;
	}
}

/* Whether the character still belongs to the clause that ended before it. */
static bool
closes(uint32_t character)
{
	return unicode_is_space(character) || character == 0x201D || character == 0x2019 ||
		character == 0x300D || character == 0x300F || character == 0xFF09 ||
		character == ')' || character == '"';
}

/* The start of the first clause behind byte at of text; text.length when there is none. */
static size_t
clause_behind(struct slice text, size_t at)
{
	bool ended = false;
	size_t length;

	for (; at < text.length; at += length) {
		uint32_t character = unicode_decode(text, at, &length);

		if (ends_clause(character))
			ended = true;
		else if (ended && !closes(character))
			break;
	}
	return at;
}

static size_t
next_segment(struct article_view *view, size_t at)
{
	size_t index = article_index_at(view->article, at);
	struct span paragraph = article_span(view->article, index);
	struct slice text = article_text(view->article);

	text.length = paragraph.end;
	at = clause_behind(text, at);
	if (at < paragraph.end)
		return article_visible_byte(view, at);
	if (index + 1 < article_count(view->article))
		return article_visible_byte(view, article_span(view->article, index + 1).start);
	return article_visible_byte(view, paragraph.end - 1);
}

static size_t
previous_segment(struct article_view *view, size_t at)
{
	size_t index = article_index_at(view->article, at);
	struct slice text = article_text(view->article);
	size_t first = article_visible_byte(view, article_span(view->article, index).start);
	size_t start = first, next;

	if (at <= first && index > 0) {
		index--;
		start = article_visible_byte(view, article_span(view->article, index).start);
	}
	text.length = article_span(view->article, index).end;
	while ((next = clause_behind(text, start)) < text.length && next < at)
		start = next;
	return article_visible_byte(view, start);
}

void
selection_move_segments(struct article_view *view, long count)
{
	size_t at;

	if (article_count(view->article) == 0)
		return;
	at = repeat(view, count < 0 ? previous_segment : next_segment, count < 0 ? -count : count);
	article_page_show(view, at);
	view->goal = article_page_column(view, at);
}

void
selection_move_in_row(struct article_view *view, bool to_end)
{
	struct line line = article_line_at(view, view->at);

	if (!line.block)
		return;
	view->goal = to_end ? view->geometry.measure : 0;
	view->at = article_line_byte(view, line);
}
