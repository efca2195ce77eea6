/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * iconv from one encoding to UTF-8. Inside the text floor: others call decode.h.
 */
#ifndef ZHUPI_TEXT_CONVERT_H
#define ZHUPI_TEXT_CONVERT_H

#include "base/attributes.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

/* What came of converting. */
struct conversion {
	char *bytes;        /* well-formed UTF-8; the caller frees */
	size_t length;      /* bytes */
	size_t undecodable; /* bytes (two or four at a time in UTF-16 and UTF-32) that are no
			       character; each became U+FFFD */
};

enum convert_outcome {
	CONVERT_DONE,
	CONVERT_UNKNOWN_ENCODING,
	CONVERT_NO_MEMORY
};

/*
 * Converts bytes from the encoding (iconv's name). When they are only a part of the whole, a
 * character that is cut at their end is left out and not counted. conversion is filled when
 * CONVERT_DONE is returned only.
 */
enum convert_outcome convert_to_utf8(struct slice bytes, const char *encoding, bool is_part,
	struct conversion *conversion) MUST_USE;

/* Who is told of each place that cannot be decoded: its bytes in the source, and where its U+FFFD
 * stands in the result. */
struct convert_listener {
	void (*hear)(void *context, struct span source, size_t at);
	void *context;
};

/* The same, and listener is told. */
enum convert_outcome convert_and_tell(struct slice bytes, const char *encoding,
	const struct convert_listener *listener, struct conversion *conversion) MUST_USE;

/* For UTF-8 itself: each ill-formed part becomes U+FFFD. False when memory is gone. */
bool convert_mend(struct slice bytes, struct conversion *conversion) MUST_USE;

/* The bytes of the encoding's smallest unit: so many are no character where one cannot be decoded.
 */
size_t convert_unit(const char *encoding);

/* Whether iconv knows the encoding. */
bool convert_knows(const char *encoding);

#endif
