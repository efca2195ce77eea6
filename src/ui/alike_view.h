/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of the notes of the article that the open one is like, as they would be placed in it. */
#ifndef ZHUPI_UI_ALIKE_VIEW_H
#define ZHUPI_UI_ALIKE_VIEW_H

#include "ui/view.h"

/* "alike". */
extern const struct view_ops alike_view_ops;

#endif
