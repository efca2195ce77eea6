/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of the open article's notes that have no place in it; Enter attaches one by hand. */
#ifndef ZHUPI_UI_UNATTACHED_VIEW_H
#define ZHUPI_UI_UNATTACHED_VIEW_H

#include "ui/view.h"

/* "unattached". Answers the article view "attach ID". */
extern const struct view_ops unattached_view_ops;

#endif
