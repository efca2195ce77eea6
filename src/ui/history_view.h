/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of what a note was before. */
#ifndef ZHUPI_UI_HISTORY_VIEW_H
#define ZHUPI_UI_HISTORY_VIEW_H

#include "ui/view.h"

/*
 * "history". The request's argument is the note's id. What it is now stands first, then what it
 * was, the latest first; r takes a row's words or tags back, Enter opens the words in the editor.
 */
extern const struct view_ops history_view_ops;

#endif
