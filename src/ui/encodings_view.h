/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of encodings: what the text is read as, what else it could be (Enter reads it again so),
 * and the places that cannot be decoded (Enter goes there). */
#ifndef ZHUPI_UI_ENCODINGS_VIEW_H
#define ZHUPI_UI_ENCODINGS_VIEW_H

#include "ui/view.h"

extern const struct view_ops encodings_view_ops;

#endif
