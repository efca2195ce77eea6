/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reader's correction as a line of JSON, which notes/correction_import.h reads. */
#ifndef ZHUPI_EXPORT_CORRECTION_LINE_H
#define ZHUPI_EXPORT_CORRECTION_LINE_H

#include "base/buffer.h"
#include "notes/correction.h"
#include "notes/library.h"

/* Appends the line, with its LF: the same bytes for the same correction. article may be NULL when
 * it holds everywhere. */
void correction_line_append(struct buffer *out, const struct correction *correction,
	const struct library_entry *article);

#endif
