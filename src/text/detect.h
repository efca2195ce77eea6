/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which encoding bytes have. Inside the text floor: others call decode.h.
 */
#ifndef ZHUPI_TEXT_DETECT_H
#define ZHUPI_TEXT_DETECT_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How much of a text is decoded to judge an encoding: from its first byte above 127 on. */
#ifndef DETECT_SAMPLE_BYTES
#define DETECT_SAMPLE_BYTES ((size_t)16 << 10)
#endif

/* Percent by which text looks like Chinese or Japanese text. */
enum {
	DETECT_NONSENSE = -100,
	DETECT_BELIEVABLE = 15, /* better than what uchardet would say */
	DETECT_CONVINCING = 30  /* needs no second opinion */
};

/* The encoding that a byte order mark tells, by iconv's name (static), or NULL. */
const char *detect_mark(struct slice bytes);

/* UTF-16LE or UTF-16BE when the bytes have its shape, else NULL. */
const char *detect_utf16(struct slice bytes);

/* The same, with the number of characters that speak for it. */
const char *detect_utf16_evidence(struct slice bytes, size_t *evidence);

/* The part of bytes that is tried: what is before the first byte above 127 tells nothing, and that
 * byte begins a character. */
struct slice detect_sample(struct slice bytes);

/* What a character above 127 (bytes: in UTF-8) says for the text, or against it, from 2 to -8;
 * half-width katakana and private characters are what double-byte text gives in the wrong
 * encoding. */
int detect_weigh(uint32_t character, const char *bytes, bool is_japanese);

/* Percent by which a decoded text looks like one; *characters above 127 were looked at. */
int detect_likeness(struct slice text, bool is_japanese, size_t *characters);

/* The same of a sample's bytes in an encoding; DETECT_NONSENSE when that is not known. */
int detect_score(struct slice sample, const char *encoding, size_t *characters);

/* Whether a unit of UTF-16 is one that Chinese, Japanese and English texts consist of. */
bool detect_is_plausible_unit(uint32_t unit);

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
