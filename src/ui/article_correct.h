/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Correcting the mark at the cursor, or the selection: see correction_prompt.h. */
#ifndef ZHUPI_UI_ARTICLE_CORRECT_H
#define ZHUPI_UI_ARTICLE_CORRECT_H

#include "ui/article_state.h"

/* Asks what is right at the cursor, or about the selection. */
void article_ask_correction(struct article_view *view, struct view_request *request);

/* Takes the answer to such a question: argument "choice …" or "office …". False with a message when
 * it could not be kept. */
bool article_take_correction(struct article_view *view, const char *argument, const char *text,
	struct view_request *request);

/* Attaches the correction of that id, whose words are gone from the text, to the selection. */
bool article_attach_correction(
	struct article_view *view, const char *id, struct view_request *request);

#endif
