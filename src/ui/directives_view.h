/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The directives of the article, a row each. */
#ifndef ZHUPI_UI_DIRECTIVES_VIEW_H
#define ZHUPI_UI_DIRECTIVES_VIEW_H

#include "ui/view.h"

/* "directives". Enter goes to the directive. */
extern const struct view_ops directives_view_ops;

#endif
