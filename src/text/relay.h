/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Decoding piece by piece a text whose encoding may change midway: each part has a decoder of its
 * own, as in mixed.h, but what was decoded before stays as it is. Inside the text floor: others
 * open articles.
 */
#ifndef ZHUPI_TEXT_RELAY_H
#define ZHUPI_TEXT_RELAY_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/growing.h"
#include "base/slice.h"
#include "text/decode.h"

#include <stdbool.h>
#include <stddef.h>

struct relay;

/* One that begins in the encoding (iconv's name), and goes on in it for ever unless changes is
 * true. NULL when iconv does not know it. relay_close frees. */
struct relay *relay_open(const char *encoding, bool changes) MUST_USE;

/* Goes on as decoder_go_on does. */
bool relay_go_on(struct relay *relay, struct slice bytes, bool ended, size_t wanted_bytes,
	struct growing *text, struct error *error) MUST_USE;

/* As decoder_is_done, decoder_at and decoder_undecodable. */
bool relay_is_done(const struct relay *relay, struct slice bytes);
size_t relay_at(const struct relay *relay);
size_t relay_undecodable(const struct relay *relay);

/* As decoder_keeps_lines, of what is decoded next. */
bool relay_keeps_lines(const struct relay *relay);

/* As decoder_can_resume and decoder_resume; bytes are the source as it was, or more of it. */
bool relay_can_resume(const struct relay *relay);
size_t relay_resume(struct relay *relay, struct slice bytes, struct growing *text);

/* The parts so far, *count of them; none as long as there is but one. Their places are offsets in
 * the source and in all that was appended. Borrowed until relay_go_on. */
const struct decoded_part *relay_parts(const struct relay *relay, size_t *count);

/* Frees it. NULL is allowed. */
void relay_close(struct relay *taken_relay);

#endif
