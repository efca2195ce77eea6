/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "ui/note_card.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/intl.h"
#include "text/fold.h"
#include "ui/layout.h"

#include <string.h>

enum {
	INSET = 2 /* columns of the sign */
};

void
note_card_init(struct note_card *card)
{
	*card = (struct note_card){.rows = 0};
	frame_init(&card->frame);
}

void
note_card_clear(struct note_card *card)
{
	frame_clear(&card->frame);
	note_card_init(card);
}

/* Shows that something is missing at the end of the last row. */
static void
write_ellipsis(struct note_card *card, int limit)
{
	int column = card->frame.columns - 1;

	if (card->rows == limit)
		frame_write(&card->frame, column, limit - 1, column + 1, slice_from_string("…"),
			ROLE_NOTE_META);
}

static void
write_row(struct note_card *card, const struct layout *layout, size_t row, enum role role)
{
	int column = INSET;

	for (size_t i = layout->rows[row].first; i < layout->rows[row].end; i++) {
		const struct glyph *glyph = &layout->glyphs[i];
		struct cell cell = {.count = glyph->count,
			.width = glyph->width,
			.role = (uint8_t)(glyph->stand_in ? ROLE_STAND_IN : role)};

		memcpy(cell.characters, glyph->characters, sizeof cell.characters);
		frame_put(&card->frame, column, card->rows, &cell);
		column += glyph->width;
	}
	card->rows++;
}

/* Writes text, wrapped, in at most limit rows. False when it had to be cut. */
static bool
write_text(struct note_card *card, struct slice text, int limit, enum role role)
{
	struct layout layout;
	bool all = true;

	layout_init(&layout);
	while (all && text.length > 0) {
		struct slice line = slice_split(text, '\n', &text);

		layout_text(&layout, line, card->frame.columns - INSET);
		for (size_t row = 0; row < layout.row_count && all; row++) {
			all = card->rows < limit;
			if (all)
				write_row(card, &layout, row, role);
		}
	}
	layout_clear(&layout);
	if (!all)
		write_ellipsis(card, limit);
	return all;
}

/* The words that the note is about, without residue, on one row. */
static void
write_quote(struct note_card *card, const char *quote)
{
	struct slice source = slice_from_string(quote);
	size_t at = 0;
	struct buffer text;
	struct fold fold;

	buffer_init(&text);
	fold_init(&fold);
	buffer_append_string(&text, "“");
	if (!fold_apply(&fold, source, FOLD_ALL))
		alloc_give_up(source.length);
	for (size_t i = 0; i < fold.residue_count; i++) {
		buffer_append(&text, slice_at(source, (struct span){at, fold.residue[i].start}));
		at = fold.residue[i].end;
	}
	buffer_append(&text, slice_at(source, (struct span){at, source.length}));
	buffer_append_string(&text, "”");
	write_text(card, buffer_slice(&text), card->rows + 1, ROLE_NOTE_META);
	fold_clear(&fold);
	buffer_clear(&text);
}

static void
write_tags(struct note_card *card, const struct annotation *note, int limit)
{
	struct buffer text;

	buffer_init(&text);
	for (size_t i = 0; i < note->tag_count; i++)
		buffer_append_format(&text, "%s#%s", i > 0 ? " " : "", note->tags[i]);
	write_text(card, buffer_slice(&text), limit, ROLE_TAG);
	buffer_clear(&text);
}

void
note_card_fill(struct note_card *card, const struct annotation *note, int columns, int rows)
{
	bool approximate = note->state == ANCHOR_APPROXIMATE;
	int kept = (note->tag_count > 0) + approximate; /* rows that the body leaves free */

	frame_reset(&card->frame, columns < INSET + 2 ? INSET + 2 : columns, rows);
	card->rows = 0;
	card->at = note->place.start;
	if (note->target.kind == TARGET_PHRASE && rows > kept + 1)
		write_quote(card, note->target.quote);
	if (note->body[0] != '\0')
		write_text(card, slice_from_string(note->body), rows - kept, ROLE_NOTE);
	if (note->tag_count > 0)
		write_tags(card, note, rows - approximate);
	if (approximate)
		write_text(card, slice_from_string(_("approximate place")), rows, ROLE_NOTE_META);
	if (card->rows == 0)
		card->rows = 1;
	frame_write(&card->frame, 0, 0, INSET, slice_from_string("*"), ROLE_GUTTER_MARK);
}
