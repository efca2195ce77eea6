/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of the chapters: the headings of a book, a page or Markdown, or of any text what looks
 * like one. Enter goes there. */
#ifndef ZHUPI_UI_CHAPTERS_VIEW_H
#define ZHUPI_UI_CHAPTERS_VIEW_H

#include "ui/view.h"

extern const struct view_ops chapters_view_ops;

#endif
