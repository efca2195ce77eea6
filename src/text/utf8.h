/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checking UTF-8 many bytes at a time. Inside the text floor only: unicode_is_valid asks it. */
#ifndef ZHUPI_TEXT_UTF8_H
#define ZHUPI_TEXT_UTF8_H

#include "base/slice.h"

#include <stddef.h>

/* A byte offset, a character's first byte or the end, before which the text is well-formed UTF-8:
 * as far as can be told at once, 0 where nothing can. What is behind has to be looked at anew. */
size_t utf8_skip_valid(struct slice text);

#endif
