/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of a saved page's links: Enter goes to where one stands. */
#ifndef ZHUPI_UI_LINKS_VIEW_H
#define ZHUPI_UI_LINKS_VIEW_H

#include "ui/view.h"

extern const struct view_ops links_view_ops;

#endif
