/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The corrections that hold in the article, a row each. */
#ifndef ZHUPI_UI_CORRECTIONS_VIEW_H
#define ZHUPI_UI_CORRECTIONS_VIEW_H

#include "ui/view.h"

/* "corrections". Enter goes to the place, or to the first place where the name stands; x takes a
 * correction back, u takes that back. */
extern const struct view_ops corrections_view_ops;

#endif
