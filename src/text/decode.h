/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From bytes of any encoding to UTF-8. Only this room calls iconv and uchardet; uchardet is loaded
 * when it is needed.
 *
 * The order of detection (DESIGN 8): BOM; well-formed UTF-8; UTF-16 by its shape; uchardet as a
 * hint only, then GB18030 and BIG5-HKSCS are decoded and compared.
 */
#ifndef ZHUPI_TEXT_DECODE_H
#define ZHUPI_TEXT_DECODE_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

/* The text in UTF-8, and what was found out on the way. */
struct decoded {
	char *owned; /* free() it; NULL when text points into the input (it was UTF-8 without a
			fault) */
	struct slice text; /* without BOM */
	char encoding[32]; /* iconv's name of the source encoding: "UTF-8", "GB18030", "BIG5-HKSCS",
			      "UTF-16LE" ... */
	size_t undecodable; /* places where bytes could not be decoded; each is one U+FFFD in text
			     */
};

/* The name of the encoding that bytes most likely have; "UTF-8" for plain ASCII and for no bytes. A
 * static string, or one of decode's own table. */
const char *decode_detect(struct slice bytes);

/*
 * Decodes bytes. encoding NULL detects. "gb2312" and "gbk" are read as GB18030, "big5" as
 * BIG5-HKSCS. An unknown encoding name is an error that names it and some known ones; what cannot
 * be decoded is no error. False with the error set when the name is unknown or memory is gone.
 * decoded_clear frees.
 */
bool decode_text(struct slice bytes, const char *encoding, struct decoded *decoded,
	struct error *error) MUST_USE;

/* Frees what decode_text gave. */
void decoded_clear(struct decoded *decoded);

#endif
