/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of deleted notes. */
#ifndef ZHUPI_UI_TRASH_VIEW_H
#define ZHUPI_UI_TRASH_VIEW_H

#include "ui/view.h"

/* "trash". The deleted notes of all articles, the latest first; Enter takes one out again. */
extern const struct view_ops trash_view_ops;

#endif
