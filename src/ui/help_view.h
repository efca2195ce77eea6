/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys and what they do, made from the actions and the keymap. */
#ifndef ZHUPI_UI_HELP_VIEW_H
#define ZHUPI_UI_HELP_VIEW_H

#include "ui/view.h"

/* "help". */
extern const struct view_ops help_view_ops;

#endif
