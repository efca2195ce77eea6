/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Decoding a text block by block to count what cannot be decoded. Inside the text floor: recode.h
 * asks. A block ends behind a line, where no encoding of the known ones holds anything back.
 */
#ifndef ZHUPI_TEXT_WALK_H
#define ZHUPI_TEXT_WALK_H

#include "base/attributes.h"
#include "base/slice.h"
#include "text/convert.h"
#include "text/decode.h"

#include <stdbool.h>
#include <stddef.h>

struct walk {
	struct slice bytes;
	const struct decoded_part *parts; /* borrowed; source and encoding are looked at */
	size_t part_count, part;
	bool is_raw;       /* the text of UTF-8 is its bytes, ill-formed ones as they are */
	bool replacements; /* a U+FFFD that stands in the bytes counts, too */
	size_t at;         /* byte offset in bytes up to which one has come */
	size_t text_at;    /* what is before it decodes to so many bytes, without marks */
	size_t undecodable;
	const struct convert_listener *listener; /* told with offsets of bytes and text; or NULL */
};

/* Goes through one more block; true while there is more. */
bool walk_on(struct walk *walk);

#endif
