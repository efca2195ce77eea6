/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts in less room, for the versions that the notes file keeps: a Chinese text in UTF-8 takes
 * about half of it, a third less than in GB18030.
 *
 * The form, which never changes (another one gets another name): the text's length and its FNV-1a
 * hash, 4 bytes each, high first; then an arithmetic code of its bits, each bit's probability
 * learnt from those before it in the same context.
 */
#ifndef ZHUPI_NOTES_CODING_H
#define ZHUPI_NOTES_CODING_H

#include "base/attributes.h"
#include "base/buffer.h"
#include "base/slice.h"

#include <stdbool.h>

enum {
	CODING_BYTES_AT_MOST = 1 << 20 /* of a text */
};

/* Its name in the notes file. */
#define CODING_NAME "coded"

/* Appends the coded text to code. False when the text is too long, when it would not get shorter,
 * or when memory is gone: then nothing is appended. What was appended has been decoded and
 * compared. */
bool coding_write(struct slice text, struct buffer *code) MUST_USE;

/* Appends the text that was coded to text. False when the code is damaged, or memory is gone: then
 * nothing is appended. */
bool coding_read(struct slice code, struct buffer *text) MUST_USE;

#endif
