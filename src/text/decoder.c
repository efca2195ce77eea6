/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * iconv takes two steps for each character, and about 5 ns; a text of the double-byte encodings has
 * some thousand different ones. So what iconv has made of a pair of bytes is kept, and the next
 * pair like it is looked up: five times as quick. All that is no such pair goes to iconv.
 *
 *      bytes  | a | b |  D5 FE  |  B8 AE  | 81 30 81 30 |  FF  |
 *             as is    pairs               iconv        iconv: U+FFFD
 */
#include <config.h>

#include "text/decoder.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "text/convert.h"
#include "text/unicode.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifndef STAGE_BYTES
#define STAGE_BYTES ((size_t)64 << 10)
#endif

static const char replacement[] = "\xEF\xBF\xBD";

enum {
	REPLACEMENT_BYTES = sizeof replacement - 1,
	ROOM_BYTES = 32, /* that a single step may need */
	LONGEST = 8,     /* bytes of a character in a double-byte encoding, and more */
	LEADS = 128,
	TRAILS = 256
};

/* What a pair becomes. */
struct pair {
	char bytes[3];
	unsigned char length; /* of them; 0: not known */
};

enum {
	PAIR_OF_ICONV = 0xFF /* its length says that iconv has to be asked each time */
};

/* A part of a character, which was made something of since no more came. */
struct cut {
	size_t source, text; /* bytes */
	size_t undecodable;  /* places */
};

struct decoder {
	bool mends; /* it is UTF-8, and deliver does all there is to do */
	iconv_t converter;
	size_t unit;                  /* bytes that an undecodable place takes */
	struct pair (*pairs)[TRAILS]; /* LEADS rows; NULL: no double-byte encoding */
	size_t at;                    /* bytes of the source that are done */
	bool flushed;                 /* with the source's end all is done */
	size_t undecodable;
	struct cut cut; /* what the source's end has cut */
	char *stage;    /* what was decoded and not appended so far */
	size_t staged;
};

/* iconv's prototype takes no const, but it reads only. */
static size_t
run_iconv(iconv_t converter, const char **in, size_t *left, char **out, size_t *room)
{
	union {
		const char **constant;
		ICONV_CONST char **plain;
	} source = {in};

	return iconv(converter, source.plain, left, out, room);
}

/* Whether iconv takes each byte below 128 for itself, as in all double-byte encodings that are
 * worth a table. */
static bool
keeps_ascii(iconv_t converter)
{
	char bytes[128], out[2 * sizeof bytes], *to = out;
	const char *from = bytes;
	size_t left = sizeof bytes, room = sizeof out;

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)i;
	return run_iconv(converter, &from, &left, &to, &room) == 0 &&
		room == sizeof out - sizeof bytes && memcmp(bytes, out, sizeof bytes) == 0;
}

struct decoder *
decoder_open(const char *encoding)
{
	static const char *const double_byte[] = {"GB18030", "BIG5-HKSCS", "EUC-JP", "SHIFT_JIS"};
	iconv_t converter = iconv_open("UTF-8", encoding);
	struct decoder *decoder;

	if (converter == (iconv_t)-1)
		return NULL;
	decoder = alloc_zeroed(1, sizeof *decoder);
	decoder->converter = converter;
	decoder->unit = convert_unit(encoding);
	decoder->mends = strcmp(encoding, "UTF-8") == 0;
	decoder->stage = alloc_bytes(STAGE_BYTES + ROOM_BYTES);
	for (size_t i = 0; i < sizeof double_byte / sizeof *double_byte; i++) {
		if (strcmp(encoding, double_byte[i]) == 0 && keeps_ascii(converter))
			decoder->pairs = alloc_zeroed(LEADS, sizeof *decoder->pairs);
	}
	return decoder;
}

static void
stage(struct decoder *decoder, const char *bytes, size_t length)
{
	memcpy(decoder->stage + decoder->staged, bytes, length);
	decoder->staged += length;
}

/* The place at which nothing can be decoded. */
static void
replace(struct decoder *decoder, size_t skipped)
{
	stage(decoder, replacement, REPLACEMENT_BYTES);
	decoder->undecodable++;
	decoder->at += skipped;
}

/* --- double-byte encodings ----------------------------------------------------------------- */

/* What iconv makes of the first bytes, one more at a time until they are a character; those it took
 * are *taken. False with its errno when they never are. */
static bool
ask_iconv(struct decoder *decoder, struct slice bytes, size_t *taken, char *out, size_t *length)
{
	int reason = EINVAL;

	*taken = 0;
	while (reason == EINVAL && *taken < bytes.length && *taken < LONGEST) {
		const char *in = bytes.bytes;
		size_t left = ++*taken, room = ROOM_BYTES;
		char *to = out;

		if (run_iconv(decoder->converter, &in, &left, &to, &room) != (size_t)-1) {
			iconv(decoder->converter, NULL, NULL, &to, &room);
			*length = (size_t)(to - out);
			return true;
		}
		reason = errno;
	}
	errno = reason;
	return false;
}

/* One character, or undecodable place, by iconv; false when its end has still to come. */
static bool
step(struct decoder *decoder, struct slice bytes, bool ended)
{
	struct slice rest = slice_at(bytes, (struct span){decoder->at, bytes.length});
	char out[ROOM_BYTES];
	size_t taken, length;

	if (ask_iconv(decoder, rest, &taken, out, &length)) {
		stage(decoder, out, length);
		decoder->at += taken;
		return true;
	}
	if (errno == EINVAL && rest.length < LONGEST) {
		if (ended)
			decoder->cut = (struct cut){rest.length, REPLACEMENT_BYTES, 1};
		if (ended)
			replace(decoder, rest.length);
		return ended;
	}
	replace(decoder, 1);
	return true;
}

/* Finds out what a pair becomes: one character of up to three bytes, or iconv is asked. */
static void
learn(struct decoder *decoder, const char *bytes, struct pair *pair)
{
	char out[ROOM_BYTES];
	size_t taken, length;

	pair->length = PAIR_OF_ICONV;
	if (!ask_iconv(decoder, (struct slice){bytes, 2}, &taken, out, &length) || taken != 2 ||
		length == 0 || length > sizeof pair->bytes ||
		unicode_next((struct slice){out, length}, 0) != length)
		return;
	memcpy(pair->bytes, out, length);
	pair->length = (unsigned char)length;
}

/* Decodes ASCII and pairs until the stage is full, the source has ended, or something else comes.
 */
static void
run_through_pairs(struct decoder *decoder, struct slice bytes)
{
	const char *in = bytes.bytes + decoder->at, *end = bytes.bytes + bytes.length;
	char *out = decoder->stage + decoder->staged, *full = decoder->stage + STAGE_BYTES;

	while (in < end && out < full) {
		unsigned lead = (unsigned char)*in;
		struct pair *pair;

		if (lead < LEADS) {
			*out++ = *in++;
			continue;
		}
		if (end - in < 2)
			break;
		pair = &decoder->pairs[lead - LEADS][(unsigned char)in[1]];
		if (pair->length == 0)
			learn(decoder, in, pair);
		if (pair->length == PAIR_OF_ICONV)
			break;
		memcpy(out, pair, sizeof *pair); /* of four bytes, in one: the stage has room */
		out += pair->length;
		in += 2;
	}
	decoder->at = (size_t)(in - bytes.bytes);
	decoder->staged = (size_t)(out - decoder->stage);
}

static void
decode_pairs(struct decoder *decoder, struct slice bytes, bool ended)
{
	do
		run_through_pairs(decoder, bytes);
	while (decoder->at < bytes.length && decoder->staged < STAGE_BYTES &&
		step(decoder, bytes, ended));
}

/* --- all others ---------------------------------------------------------------------------- */

/* iconv as far as it goes into the stage; its errno, 0 when it has taken all. With flush it gives
 * up what it holds back. */
static int
pump(struct decoder *decoder, struct slice bytes, bool flush)
{
	const char *in = bytes.bytes + decoder->at;
	size_t left = bytes.length - decoder->at, room = STAGE_BYTES - decoder->staged;
	char *out = decoder->stage + decoder->staged;
	size_t result;

	if (flush) {
		room += ROOM_BYTES - REPLACEMENT_BYTES;
		result = iconv(decoder->converter, NULL, NULL, &out, &room);
	} else {
		result = run_iconv(decoder->converter, &in, &left, &out, &room);
		decoder->at = (size_t)(in - bytes.bytes);
	}
	decoder->staged = (size_t)(out - decoder->stage);
	return result == (size_t)-1 ? errno : 0;
}

static void
decode_others(struct decoder *decoder, struct slice bytes, bool ended)
{
	int reason = 0;

	while (decoder->staged < STAGE_BYTES) {
		size_t left;

		reason = decoder->at < bytes.length ? pump(decoder, bytes, false) : 0;
		left = bytes.length - decoder->at;
		if (reason == E2BIG || (!ended && (reason == 0 || reason == EINVAL)))
			break;
		(void)pump(decoder, bytes, true);
		if (left == 0) {
			decoder->flushed = true;
			break;
		}
		replace(decoder, reason == EINVAL || left < decoder->unit ? left : decoder->unit);
	}
}

/* --- UTF-8 --------------------------------------------------------------------------------- */

/* Stages what is there up to a border between characters; deliver mends it. What the source's end
 * has cut is staged for itself. */
static void
take_utf8(struct decoder *decoder, struct slice bytes, bool ended)
{
	struct slice rest = slice_at(bytes, (struct span){decoder->at, bytes.length});
	size_t part;

	if (rest.length > STAGE_BYTES) {
		rest.length = STAGE_BYTES;
		ended = false;
	}
	part = unicode_cut(rest);
	if (ended && part > 0 && part == rest.length)
		decoder->cut.source = part;
	else
		rest.length -= part;
	stage(decoder, rest.bytes, rest.length);
	decoder->at += rest.length;
}

/* --- pieces -------------------------------------------------------------------------------- */

/* Appends what was staged. Some converters let surrogates through. */
static bool
deliver(struct decoder *decoder, struct growing *text, struct error *error)
{
	struct slice staged = {decoder->stage, decoder->staged};
	struct conversion mended;
	bool done;

	decoder->staged = 0;
	if (decoder->pairs || unicode_is_valid(staged))
		return growing_append(text, staged, error);
	if (!convert_mend(staged, &mended)) {
		error_set(error, ERROR_SYSTEM, _("the text is too large for the memory"));
		return false;
	}
	if (decoder->cut.source > 0)
		decoder->cut = (struct cut){decoder->cut.source, mended.length, mended.undecodable};
	decoder->undecodable += mended.undecodable;
	done = growing_append(text, (struct slice){mended.bytes, mended.length}, error);
	free(mended.bytes);
	return done;
}

bool
decoder_go_on(struct decoder *decoder, struct slice bytes, bool ended, size_t wanted_bytes,
	struct growing *text, struct error *error)
{
	size_t before = growing_bytes(text).length, staged;

	do {
		if (decoder->mends)
			take_utf8(decoder, bytes, ended);
		else if (decoder->pairs)
			decode_pairs(decoder, bytes, ended);
		else if (!decoder->flushed)
			decode_others(decoder, bytes, ended);
		staged = decoder->staged;
		if (staged > 0 && !deliver(decoder, text, error))
			return false;
	} while (staged > 0 && growing_bytes(text).length - before < wanted_bytes);
	return true;
}

bool
decoder_is_done(const struct decoder *decoder, struct slice bytes)
{
	return decoder->at == bytes.length &&
		(decoder->mends || decoder->pairs || decoder->flushed);
}

bool
decoder_keeps_lines(const struct decoder *decoder)
{
	return decoder->mends || decoder->pairs;
}

bool
decoder_can_resume(const struct decoder *decoder)
{
	return decoder->mends || decoder->pairs;
}

size_t
decoder_resume(struct decoder *decoder, struct growing *text)
{
	struct cut cut = decoder->cut;

	growing_truncate(text, growing_bytes(text).length - cut.text);
	decoder->at -= cut.source;
	decoder->undecodable -= cut.undecodable;
	decoder->cut = (struct cut){0};
	return cut.text;
}

size_t
decoder_at(const struct decoder *decoder)
{
	return decoder->at;
}

void
decoder_go_back(struct decoder *decoder, size_t at, size_t undecodable)
{
	iconv(decoder->converter, NULL, NULL, NULL, NULL);
	decoder->at = at;
	decoder->undecodable = undecodable;
	decoder->staged = 0;
	decoder->flushed = false;
	decoder->cut = (struct cut){0};
}

size_t
decoder_undecodable(const struct decoder *decoder)
{
	return decoder->undecodable;
}

void
decoder_close(struct decoder *taken_decoder)
{
	if (!taken_decoder)
		return;
	iconv_close(taken_decoder->converter);
	free(taken_decoder->pairs);
	free(taken_decoder->stage);
	free(taken_decoder);
}
