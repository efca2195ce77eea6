/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page: the article with its marks and notes, the cursor, the selection. */
#ifndef ZHUPI_UI_ARTICLE_VIEW_H
#define ZHUPI_UI_ARTICLE_VIEW_H

#include "ui/view.h"

/* "article". Its request's argument is the number of the paragraph to open at; 0 or "" where the
 * reader left it. */
extern const struct view_ops article_view_ops;

#endif
