/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note written in the reader's own editor, by way of a file. */
#ifndef ZHUPI_UI_ARTICLE_DRAFT_H
#define ZHUPI_UI_ARTICLE_DRAFT_H

#include "ui/article_state.h"

/* Asks for the editor on the note at the cursor, or on a new one for a selection or a paragraph
 * without. */
void article_draft_begin(struct article_view *view, struct view_request *request);

/* The editor has ended: stores what it wrote. What cannot be stored stays in the file, and so
 * does what an editor that failed has left there. */
void article_draft_end(struct article_view *view, bool well, struct view_request *request);

#endif
