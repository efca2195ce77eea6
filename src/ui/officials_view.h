/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The officials whom the article names, a row each. */
#ifndef ZHUPI_UI_OFFICIALS_VIEW_H
#define ZHUPI_UI_OFFICIALS_VIEW_H

#include "ui/view.h"

/* "officials". Enter goes to the first mention. */
extern const struct view_ops officials_view_ops;

#endif
