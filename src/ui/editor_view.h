/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The note editor: several lines at the bottom of the page. */
#ifndef ZHUPI_UI_EDITOR_VIEW_H
#define ZHUPI_UI_EDITOR_VIEW_H

#include "ui/view.h"

/*
 * "editor". The request's text stands in it at first; its argument is handed back with the answer
 * ("note" a new one, "note ID" one that is changed). <C-s> answers and <Esc> closes, but asks first
 * when something was written. A lost terminal answers too, so that nothing is lost with it.
 */
extern const struct view_ops editor_view_ops;

#endif
