/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A message in the reader's own rows at the foot of the screen. */
#ifndef ZHUPI_UI_MESSAGE_H
#define ZHUPI_UI_MESSAGE_H

#include "base/slice.h"
#include "ui/frame.h"

/*
 * Draws it on the row and, where it is longer, on those above: a sentence that says the way out is
 * of no use when that is cut. Returns the columns it takes on the last one; 0 for none.
 */
int message_draw(struct frame *frame, int row, struct slice message, enum role role);

#endif
