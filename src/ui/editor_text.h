/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text that is being written: UTF-8, a cursor between grapheme clusters, changes that can be
 * undone. Knows nothing of rows or screens.
 *
 * Lines end with LF. What is put in is made well-formed: CR LF and CR become LF, bytes that are no
 * UTF-8 become U+FFFD, other control characters but the tab are left out.
 */
#ifndef ZHUPI_UI_EDITOR_TEXT_H
#define ZHUPI_UI_EDITOR_TEXT_H

#include "base/buffer.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

/* One change: at byte offset at, removed was replaced by inserted. */
struct edit {
	size_t at;
	struct buffer removed, inserted;
	size_t cursor; /* where it stood before */
};

/* edits[0, done) are in the text; those behind can be done again. */
struct editor_text {
	struct buffer text;
	size_t cursor; /* byte offset, at a cluster's boundary */
	bool one_line; /* line ends become blanks: a prompt */
	struct edit *edits;
	size_t edit_count, edit_capacity, done;
	bool joining; /* the next typed character joins the last edit */
};

/* Makes a text of initial with the cursor at its end and nothing to undo; editor_text_clear frees.
 */
void editor_text_init(struct editor_text *text, struct slice initial, bool one_line);
void editor_text_clear(struct editor_text *text);

/* The bytes; borrowed until the next change. And as a C string, likewise. */
struct slice editor_text_slice(const struct editor_text *text);
const char *editor_text_string(struct editor_text *text);

/* Puts inserted in at the cursor, which goes behind it. Consecutive calls with typing set are
 * undone together, up to a word's end. */
void editor_text_insert(struct editor_text *text, struct slice inserted, bool typing);

/* Replaces the bytes of span (cluster boundaries) and puts the cursor behind. One edit. */
void editor_text_replace(struct editor_text *text, struct span span, struct slice inserted);

/* Takes out the cluster before, or behind, the cursor; the word before it with the blanks between;
 * the line's part before, or behind, the cursor (at the line's end the line end itself). */
void editor_text_delete_back(struct editor_text *text);
void editor_text_delete_forward(struct editor_text *text);
void editor_text_delete_word(struct editor_text *text);
void editor_text_delete_to_line_start(struct editor_text *text);
void editor_text_delete_to_line_end(struct editor_text *text);

/* Puts the cursor at byte offset at (a cluster boundary); at is cut to the text's length. */
void editor_text_move(struct editor_text *text, size_t at);

/* Moves by a cluster, by a word, to the line's start or end. */
void editor_text_left(struct editor_text *text);
void editor_text_right(struct editor_text *text);
void editor_text_word_left(struct editor_text *text);
void editor_text_word_right(struct editor_text *text);
void editor_text_line_start(struct editor_text *text);
void editor_text_line_end(struct editor_text *text);

/* Takes the last edit back, or does it again; false when there is none. */
bool editor_text_undo(struct editor_text *text);
bool editor_text_redo(struct editor_text *text);

#endif
