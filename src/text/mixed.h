/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts that change their encoding midway: pages pasted behind each other, logs. Inside the text
 * floor: others see decoded.parts.
 *
 * The rule: a text is cut only where the one encoding of the whole does not fit all of it, only at
 * line ends, and only into parts that are each clear: what every one has for itself is what
 * detection would find in it. A short stretch of doubt stays in the encoding of the whole, with
 * U+FFFD for what cannot be decoded.
 */
#ifndef ZHUPI_TEXT_MIXED_H
#define ZHUPI_TEXT_MIXED_H

#include "base/attributes.h"
#include "base/slice.h"
#include "text/decode.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether there is reason to look for parts, given what came of decoding bytes in one encoding.
 * Looks at a few samples of the text: of a well-formed UTF-8 text at nothing but its bytes of NUL,
 * which UTF-16 would have.
 */
bool mixed_is_doubtful(struct slice bytes, const struct decoded *decoded);

/* The same of whole lines out of a text, and what they decoded to in the encoding, with so many
 * undecodable places. */
bool mixed_piece_is_doubtful(
	struct slice bytes, struct slice text, const char *encoding, size_t undecodable);

/*
 * The parts of bytes, of which encoding is the detected one (iconv's name): *parts becomes those
 * (source and encoding are filled in; the caller frees), the result how many; 0 when one encoding
 * is as good, or memory is gone.
 */
size_t mixed_find(struct slice bytes, const char *encoding, struct decoded_part **parts) MUST_USE;

/* The same of whole lines out of a text, which may all be in one other encoding; 0 when all are in
 * the given one. */
size_t mixed_find_on(
	struct slice bytes, const char *encoding, struct decoded_part **parts) MUST_USE;

/* Whether another encoding than UTF-8 begins in the lines around the byte at `at`, some ten
 * thousand bytes of them. */
bool mixed_begins_at(struct slice text, size_t at);

/* Adds an encoding to the names of a text's encodings (size bytes), "UTF-8+GB18030", unless it is
 * one of them. */
void mixed_add_name(char *names, size_t size, const char *name);

/* Decodes the parts, where there are any, into decoded instead of what it has: true when it did. */
bool mixed_decode(struct slice bytes, struct decoded *decoded);

#endif
