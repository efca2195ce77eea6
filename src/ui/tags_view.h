/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tags in use, with how many notes have them. */
#ifndef ZHUPI_UI_TAGS_VIEW_H
#define ZHUPI_UI_TAGS_VIEW_H

#include "ui/view.h"

/* "tags". Enter lists the notes of the tag, and of those below it. */
extern const struct view_ops tags_view_ops;

#endif
