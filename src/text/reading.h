/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ruby in a text without markup. It becomes what converters leave behind, one reading a character,
 * which the fold knows for residue: 山城 read "shān chéng" is 山(shān)城(chéng). Inside the text
 * floor: page.h uses it.
 */
#ifndef ZHUPI_TEXT_READING_H
#define ZHUPI_TEXT_READING_H

#include "base/buffer.h"
#include "base/slice.h"

#include <stddef.h>

/* Puts the reading's words in brackets behind the characters from byte offset start of text on: one
 * each where they are as many, else all of them behind the last. Nothing without words or
 * characters. */
void reading_append(struct buffer *text, size_t start, struct slice reading);

#endif
