/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From bytes of any encoding to UTF-8. Only this room calls iconv and uchardet; uchardet is loaded
 * when it is needed.
 *
 * The order of detection: BOM; UTF-16 by its shape where there are many NULs; well-formed UTF-8;
 * UTF-16 by its shape; UTF-8 with some damage; then GB18030, BIG5-HKSCS, EUC-JP and SHIFT_JIS are
 * decoded and compared, and where none looks like text the page's own word and uchardet are asked.
 * Where the encoding that was found does not fit all of the text, its parts may have one each: see
 * mixed.h.
 */
#ifndef ZHUPI_TEXT_DECODE_H
#define ZHUPI_TEXT_DECODE_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

/* A part of a text that changes its encoding midway, from a line's start to where the next one
 * begins. */
struct decoded_part {
	size_t source;        /* byte offset in what was decoded */
	size_t start;         /* byte offset in the text */
	const char *encoding; /* iconv's name; static */
};

/* The text in UTF-8, and what was found out on the way. */
struct decoded {
	char *owned; /* free() it; NULL when text points into the input (it was UTF-8 without a
			fault) */
	struct slice text; /* without BOM */
	char encoding[64]; /* iconv's name of the source encoding: "UTF-8", "GB18030", "BIG5-HKSCS",
			      "UTF-16LE" ...; of a text in parts theirs: "UTF-8+GB18030" */
	size_t undecodable; /* places where bytes could not be decoded; each is one U+FFFD */
	struct decoded_part *parts; /* all of them; free() it; NULL for a text of one encoding */
	size_t part_count;
};

/* The name of the encoding that bytes most likely have, into name (size bytes; 32 are enough);
 * "UTF-8" for plain ASCII and for no bytes. */
void decode_detect(struct slice bytes, char *name, size_t size);

/* The name by which iconv is asked for the encoding that somebody has named, into name (size bytes;
 * 32 are enough), or for the one that bytes most likely have (NULL). False with an error as
 * decode_text when it is not known. */
bool decode_name(struct slice bytes, const char *encoding, char *name, size_t size,
	struct error *error) MUST_USE;

/* Whether it is the name that asks for each part's own encoding. */
bool decode_is_mixed(const char *encoding);

/*
 * Decodes bytes. encoding NULL detects; so does "mixed", which looks for parts without a
 * reason, too. "gb2312" and "gbk" are read as GB18030, "big5" as BIG5-HKSCS. An unknown encoding
 * name is an error that names it and some known ones; what cannot be decoded is no error. False
 * with the error set when the name is unknown or memory is gone. decoded_clear frees.
 */
bool decode_text(struct slice bytes, const char *encoding, struct decoded *decoded,
	struct error *error) MUST_USE;

/* Frees it but for encoding and count of faults, and lets it have another text, which is borrowed.
 */
void decoded_replace(struct decoded *decoded, struct slice text);

/* Frees what decode_text gave. */
void decoded_clear(struct decoded *decoded);

#endif
