/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which encoding bytes have. Inside the text floor: others call decode.h.
 */
#ifndef ZHUPI_TEXT_DETECT_H
#define ZHUPI_TEXT_DETECT_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

/* How much of a text is decoded to judge an encoding: from its first byte above 127 on. */
#ifndef DETECT_SAMPLE_BYTES
#define DETECT_SAMPLE_BYTES ((size_t)16 << 10)
#endif

/* The encoding that a byte order mark tells, by iconv's name (static), or NULL. */
const char *detect_mark(struct slice bytes);

/* UTF-16LE or UTF-16BE when the bytes have its shape, else NULL. */
const char *detect_utf16(struct slice bytes);

/*
 * The encoding of bytes without mark that are no well-formed UTF-8 and no UTF-16; UTF-8 too, when
 * only some places are damaged. name (size bytes) is filled with iconv's name.
 */
void detect_by_trial(struct slice bytes, char *name, size_t size);

/* Whether the first sample_bytes of a decoded text have so many controls that no one wrote it to be
 * read. */
bool detect_is_binary(struct slice text, size_t sample_bytes);

/* Whether a large file may be taken for UTF-8 by its beginning: well-formed for sample_bytes from
 * the first byte above 127 on, and not just ASCII before something else. */
bool detect_begins_as_utf8(struct slice bytes, size_t sample_bytes);

#endif
