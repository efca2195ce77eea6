/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The article view's notes and tags. Asking opens a prompt or an editor; the answer comes back by
 * article_answer:
 *
 *      view      argument                text
 *      prompt    search, search-back     the pattern
 *      prompt    tag, tag ID             tags, blanks between
 *      prompt    export                  a path
 *      prompt    confirm export          yes, when the file may be written over
 *      prompt    choice …, office …      see correction_prompt.h
 *      editor    note, note ID           the note
 */
#ifndef ZHUPI_UI_ARTICLE_NOTES_H
#define ZHUPI_UI_ARTICLE_NOTES_H

#include "ui/article_state.h"

/* Ask for the tags of the paragraph or the selection, for a new note on it, for another wording of
 * the note at the cursor, for a file to export to. */
void article_ask_tags(struct article_view *view, struct view_request *request);
void article_ask_note(struct article_view *view, struct view_request *request);
void article_ask_change(struct article_view *view, struct view_request *request);
void article_ask_export(struct article_view *view, struct view_request *request);

/* Asks for the list of what the note at the cursor was before. */
void article_ask_history(struct article_view *view, struct view_request *request);

/* Deletes the note at the cursor; takes the last change back, or does it again. */
void article_delete_note(struct article_view *view, struct view_request *request);
void article_undo(struct article_view *view, bool back, struct view_request *request);

/* Takes an answer. False with a message when it could not be done. */
bool article_answer(struct article_view *view, const char *argument, const char *text,
	struct view_request *request);

/* The note at the cursor: a phrase's around it, else the paragraph's first; NULL when there is
 * none. Borrowed until notes change. */
const struct annotation *article_note_at(struct article_view *view);

#endif
