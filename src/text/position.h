/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one place where units are converted. Inside the program a position is a byte offset; outside
 * (JSON, database) it is a paragraph's number from 1 and code points from that paragraph's start.
 */
#ifndef ZHUPI_TEXT_POSITION_H
#define ZHUPI_TEXT_POSITION_H

#include "base/slice.h"

#include <stddef.h>

/* The code points that begin before byte offset at in text; an ill-formed part counts as one. */
size_t position_chars(struct slice text, size_t at);

/* The same for text that is known to be well-formed UTF-8, quicker. */
size_t position_chars_well_formed(struct slice text, size_t at);

/* The byte offset of the chars-th code point of text (from 0); text.length when there are fewer. */
size_t position_bytes(struct slice text, size_t chars);

#endif
