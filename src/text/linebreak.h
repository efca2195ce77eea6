/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a line may be broken: UAX 14 by libunistring, tailored for Chinese: “ ‘ open and ” ’ close
 * beside ideographs, · stays with what is before it, —— and …… are one, no row begins with
 * 。，、；：？！」』）》〉】〕 or ends with 「『（《〈【〔.
 */
#ifndef ZHUPI_TEXT_LINEBREAK_H
#define ZHUPI_TEXT_LINEBREAK_H

#include "base/attributes.h"
#include "base/slice.h"

#include <stdbool.h>

/* breaks[i] becomes 1 where a row may begin at byte i of text (a character's first byte), else 0;
 * text.length bytes. False only when memory is gone. */
bool linebreak_find(struct slice text, char *breaks) MUST_USE;

#endif
