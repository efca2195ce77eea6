/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "text/convert.h"

#include "base/array.h"
#include "text/unicode.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#ifndef BLOCK_SIZE
#define BLOCK_SIZE 4096
#endif

static const char replacement[] = "\xEF\xBF\xBD";

enum {
	REPLACEMENT_BYTES = sizeof replacement - 1
};

/* Makes room for wanted more bytes. */
static bool
make_room(struct conversion *conversion, size_t *capacity, size_t wanted)
{
	char *grown = array_try_grow(conversion->bytes, capacity, conversion->length + wanted, 1);

	if (!grown)
		return false;
	conversion->bytes = grown;
	return true;
}

size_t
convert_unit(const char *encoding)
{
	if (strncasecmp(encoding, "UTF-16", 6) == 0 || strncasecmp(encoding, "UCS-2", 5) == 0)
		return 2;
	if (strncasecmp(encoding, "UTF-32", 6) == 0 || strncasecmp(encoding, "UCS-4", 5) == 0)
		return 4;
	return 1;
}

/* What is still to be converted, and into what. */
struct run {
	iconv_t converter;
	union {
		const char *bytes;
		ICONV_CONST char *in; /* iconv's prototype takes no const, but it reads only */
	} source;
	size_t left; /* bytes at source */
	struct conversion *conversion;
	size_t capacity;
	size_t length;                           /* bytes of the whole source */
	const struct convert_listener *listener; /* NULL: none */
};

/* Goes on until all is converted or iconv stops; *reason becomes its errno, 0 when it did not stop.
 * With flush the converter gives up the character that it held back. False when memory is gone. */
static bool
pump(struct run *run, bool flush, int *reason)
{
	struct conversion *conversion = run->conversion;

	do {
		char *out;
		size_t room, result;

		if (!make_room(conversion, &run->capacity, BLOCK_SIZE))
			return false;
		out = conversion->bytes + conversion->length;
		room = run->capacity - conversion->length;
		result = iconv(
			run->converter, flush ? NULL : &run->source.in, &run->left, &out, &room);
		*reason = result == (size_t)-1 ? errno : 0;
		conversion->length = (size_t)(out - conversion->bytes);
	} while (*reason == E2BIG);
	return true;
}

/* Runs the converter over the bytes. False when memory is gone. */
static bool
run_to_end(struct run *run, size_t unit, bool is_part)
{
	struct conversion *conversion = run->conversion;

	if (!make_room(conversion, &run->capacity, run->left + run->left / 2))
		return false;
	for (;;) {
		int reason, flush_reason;
		size_t skipped;

		if (!pump(run, false, &reason) || !pump(run, true, &flush_reason))
			return false;
		if (run->left == 0 || (reason == EINVAL && is_part))
			return true;
		if (!make_room(conversion, &run->capacity, REPLACEMENT_BYTES))
			return false;
		skipped = reason == EINVAL || run->left < unit ? run->left : unit;
		if (run->listener) {
			size_t at = run->length - run->left;

			run->listener->hear(run->listener->context, (struct span){at, at + skipped},
				conversion->length);
		}
		memcpy(conversion->bytes + conversion->length, replacement, REPLACEMENT_BYTES);
		conversion->length += REPLACEMENT_BYTES;
		conversion->undecodable++;
		run->source.bytes += skipped;
		run->left -= skipped;
	}
}

static enum convert_outcome
convert(struct slice bytes, const char *encoding, bool is_part,
	const struct convert_listener *listener, struct conversion *conversion)
{
	struct run run = {.source = {bytes.bytes},
		.left = bytes.length,
		.length = bytes.length,
		.conversion = conversion,
		.listener = listener};
	bool done;

	run.converter = iconv_open("UTF-8", encoding);
	if (run.converter == (iconv_t)-1)
		return CONVERT_UNKNOWN_ENCODING;
	*conversion = (struct conversion){0};
	done = run_to_end(&run, convert_unit(encoding), is_part);
	iconv_close(run.converter);
	if (done && !unicode_is_valid((struct slice){conversion->bytes, conversion->length})) {
		/* Some converters let surrogates through. */
		struct conversion raw = *conversion;

		done = convert_mend((struct slice){raw.bytes, raw.length}, conversion);
		if (!done)
			*conversion = (struct conversion){0};
		conversion->undecodable += raw.undecodable;
		free(raw.bytes);
	}
	if (done)
		return CONVERT_DONE;
	free(conversion->bytes);
	return CONVERT_NO_MEMORY;
}

enum convert_outcome
convert_to_utf8(
	struct slice bytes, const char *encoding, bool is_part, struct conversion *conversion)
{
	return convert(bytes, encoding, is_part, NULL, conversion);
}

enum convert_outcome
convert_and_tell(struct slice bytes, const char *encoding, const struct convert_listener *listener,
	struct conversion *conversion)
{
	return convert(bytes, encoding, false, listener, conversion);
}

bool
convert_mend(struct slice bytes, struct conversion *conversion)
{
	size_t capacity = 0, at, length;

	*conversion = (struct conversion){0};
	for (at = 0; at < bytes.length; at += length) {
		bool replaced = unicode_decode(bytes, at, &length) == UNICODE_REPLACEMENT;
		const char *from = bytes.bytes + at;
		size_t used = length;

		if (capacity - conversion->length < BLOCK_SIZE &&
			!make_room(conversion, &capacity, bytes.length - at + BLOCK_SIZE)) {
			free(conversion->bytes);
			return false;
		}
		if (replaced) {
			conversion->undecodable += length != REPLACEMENT_BYTES ||
				memcmp(from, replacement, length) != 0;
			from = replacement;
			used = REPLACEMENT_BYTES;
		}
		memcpy(conversion->bytes + conversion->length, from, used);
		conversion->length += used;
	}
	return true;
}

bool
convert_knows(const char *encoding)
{
	iconv_t converter = iconv_open("UTF-8", encoding);

	if (converter == (iconv_t)-1)
		return false;
	iconv_close(converter);
	return true;
}
