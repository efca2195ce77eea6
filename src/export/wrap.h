/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text in rows of a width, for files. */
#ifndef ZHUPI_EXPORT_WRAP_H
#define ZHUPI_EXPORT_WRAP_H

#include "base/buffer.h"
#include "base/slice.h"

#include <stddef.h>

/*
 * Appends text in rows of at most columns cells, each behind prefix (which counts) and ended by LF.
 * Rows break where a line may by text/linebreak.h (no 。 at a row's head); a word longer than a row
 * is not broken. LF in text ends a row; blanks at the ends of a line go; a line without text is a
 * row of the bare prefix. What must not reach a terminal becomes a blank. Empty text gives nothing.
 */
void wrap_append(struct buffer *out, struct slice text, const char *prefix, size_t columns);

/* text without what must not reach a terminal, LF included: each run of it and of blanks is one
 * blank, none at the ends. For titles and paths. */
void wrap_append_line(struct buffer *out, struct slice text);

#endif
