/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note as a small frame: its quote, its words, its tags, and how sure its place is. */
#ifndef ZHUPI_UI_NOTE_CARD_H
#define ZHUPI_UI_NOTE_CARD_H

#include "notes/annotation.h"
#include "ui/article_state.h"

/* Makes an empty card; note_card_clear frees. */
void note_card_init(struct note_card *card);
void note_card_clear(struct note_card *card);

/* Fills the card with the note, columns wide and at most rows high; what does not fit ends in an
 * ellipsis. */
void note_card_fill(struct note_card *card, const struct annotation *note, int columns, int rows);

#endif
