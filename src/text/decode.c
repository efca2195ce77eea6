/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/decode.h"

#include "base/buffer.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

const char *
decode_detect(struct slice bytes)
{
	(void)bytes;
	return "UTF-8";
}

bool
decode_text(struct slice bytes, const char *encoding, struct decoded *decoded, struct error *error)
{
	struct buffer whole;
	size_t at, length;

	(void)encoding;
	(void)error;
	memset(decoded, 0, sizeof *decoded);
	memcpy(decoded->encoding, "UTF-8", sizeof "UTF-8");
	if (slice_starts_with(bytes, slice_from_string("\xEF\xBB\xBF"))) {
		bytes.bytes += 3;
		bytes.length -= 3;
	}
	decoded->text = bytes;
	if (unicode_is_valid(bytes))
		return true;
	buffer_init(&whole);
	for (at = 0; at < bytes.length; at += length) {
		uint32_t character = unicode_decode(bytes, at, &length);

		decoded->undecodable += character == UNICODE_REPLACEMENT && length < 3;
		unicode_append(&whole, character);
	}
	decoded->text.length = whole.length;
	decoded->owned = buffer_take(&whole);
	decoded->text.bytes = decoded->owned;
	return true;
}

void
decoded_clear(struct decoded *decoded)
{
	free(decoded->owned);
	memset(decoded, 0, sizeof *decoded);
}
