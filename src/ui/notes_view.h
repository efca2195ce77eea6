/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes, a row each: those of the open article, or of all articles. */
#ifndef ZHUPI_UI_NOTES_VIEW_H
#define ZHUPI_UI_NOTES_VIEW_H

#include "ui/view.h"

/* "notes": those of the open article, in the order of their places, unattached ones last. Enter
 * goes to the note's place. */
extern const struct view_ops notes_view_ops;

/* "all-notes": those of all articles, and with the request's argument "tag" only those that have
 * the tag text, or one below it. Enter opens the article at the note. */
extern const struct view_ops all_notes_view_ops;

#endif
