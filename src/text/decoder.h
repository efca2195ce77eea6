/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From any encoding to UTF-8 piece by piece, for texts that are too large to be decoded before they
 * are shown, or have not come to their end. What comes out is what decode_text makes of the whole,
 * wherever the pieces end. Inside the text floor: others open articles.
 */
#ifndef ZHUPI_TEXT_DECODER_H
#define ZHUPI_TEXT_DECODER_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/growing.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

struct decoder;

/* One for the encoding (iconv's name). NULL when iconv does not know it. decoder_close frees. */
struct decoder *decoder_open(const char *encoding) MUST_USE;

/*
 * Goes on through bytes, which are the whole source as far as it is known, until about wanted_bytes
 * were appended to text, or nothing more can be made of the source. What its end may cut off, a
 * part of a character, waits for more; with ended there is no more. False with an error when text
 * cannot grow.
 */
bool decoder_go_on(struct decoder *decoder, struct slice bytes, bool ended, size_t wanted_bytes,
	struct growing *text, struct error *error) MUST_USE;

/* Whether an ended source is decoded to its end. */
bool decoder_is_done(const struct decoder *decoder, struct slice bytes);

/* Whether a byte LF of the source ends a line wherever it stands. */
bool decoder_keeps_lines(const struct decoder *decoder);

/* Whether decoder_resume can be asked for: the encoding keeps no state that the source's end has
 * put an end to. */
bool decoder_can_resume(const struct decoder *decoder);

/* An ended source goes on after all, behind the bytes that were its end. Takes back what was made
 * of a character that these had cut, from text, too; how many bytes of that. */
size_t decoder_resume(struct decoder *decoder, struct growing *text);

/* How many bytes of the source have been decoded. */
size_t decoder_at(const struct decoder *decoder);

/* Goes to another byte of the source, a beginning of a character, with so many undecodable places
 * before. */
void decoder_go_back(struct decoder *decoder, size_t at, size_t undecodable);

/* Places that could not be decoded; each became U+FFFD. */
size_t decoder_undecodable(const struct decoder *decoder);

/* Frees it. NULL is allowed. */
void decoder_close(struct decoder *taken_decoder);

#endif
