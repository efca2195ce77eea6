/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The articles that were read, the last one first. */
#ifndef ZHUPI_UI_LIBRARY_VIEW_H
#define ZHUPI_UI_LIBRARY_VIEW_H

#include "ui/view.h"

/* "library". Enter opens the article where it was left. */
extern const struct view_ops library_view_ops;

#endif
