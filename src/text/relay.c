/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Windows of whole lines are decoded one after the other, and looked at before anybody sees them.
 * One that reads badly is cut into parts as a small text would be, and decoded once more, part by
 * part; the encoding of the last one is that of the next window.
 *
 *      source  |  GB18030  |  GB18030 : UTF-8  |  UTF-8  |
 *                  well         badly: cut         well
 *
 * One line tells little. So the last lines of a window belong to the next one, too, and are decoded
 * with that.
 *
 * A change within a line that is longer than a window is not seen before that line ends.
 */
#include <config.h>

#include "text/relay.h"

#include "base/alloc.h"
#include "base/array.h"
#include "text/decoder.h"
#include "text/detect.h"
#include "text/mixed.h"
#include "text/stretch.h"

#include <stdlib.h>
#include <string.h>

#ifndef RELAY_BYTES
#define RELAY_BYTES ((size_t)64 << 10) /* of the source in the first window: a screen waits */
#endif

#ifndef RELAY_HELD_BYTES
#define RELAY_HELD_BYTES ((size_t)1 << 10) /* at its end, which are judged with what follows */
#endif

enum {
	LATER_WINDOWS = 4, /* the others are so many times as long: each costs a look */
	BEYOND_BYTES = 8,  /* more than a character has */
	PATIENCE_AT_MOST =
		32 /* windows that are let pass after others read badly, and were right */
};

struct relay {
	struct decoder *decoders[WAYS]; /* NULL: not needed so far */
	struct decoder *other; /* of an encoding that is none of the ways, and never left */
	struct decoder *now;
	enum way way; /* of now */
	bool changes;
	bool within_line;        /* the next byte is no beginning of a line */
	size_t patience, passed; /* windows */
	struct decoded_part *parts;
	size_t count, capacity;
};

struct relay *
relay_open(const char *encoding, bool changes)
{
	struct decoder *decoder = decoder_open(encoding);
	struct relay *relay;

	if (!decoder)
		return NULL;
	relay = alloc_zeroed(1, sizeof *relay);
	relay->now = decoder;
	relay->way = way_named(encoding);
	relay->changes = changes && relay->way < WAYS;
	if (relay->way < WAYS)
		relay->decoders[relay->way] = decoder;
	else
		relay->other = decoder;
	return relay;
}

/* --- windows ------------------------------------------------------------------------------- */

/* The end of the first line from at on, in units of two bytes, or to. */
static size_t
wide_line_end(const struct relay *relay, const char *bytes, size_t at, size_t to)
{
	size_t low = relay->way == WAY_UTF16BE;

	for (; at + 1 < to; at += 2) {
		if (bytes[at + low] == '\n' && bytes[at + 1 - low] == '\0')
			return at + 2;
	}
	return to;
}

/* The end of the last line between at and to, or at. Before UTF-16 the line end takes all of its
 * bytes with it. */
static size_t
last_line_end(const struct relay *relay, struct slice bytes, size_t at, size_t to)
{
	size_t end = at, next;

	if (!way_is_utf16(relay->way)) {
		for (end = to; end > at && bytes.bytes[end - 1] != '\n';)
			end--;
		return end > at && end < bytes.length && bytes.bytes[end] == '\0' ? end + 1 : end;
	}
	while ((next = wide_line_end(relay, bytes.bytes, end, to)) < to)
		end = next;
	return end;
}

static size_t
first_line_end(const struct relay *relay, struct slice bytes, size_t at, size_t to)
{
	const char *found;

	if (way_is_utf16(relay->way))
		return wide_line_end(relay, bytes.bytes, at, to);
	found = memchr(bytes.bytes + at, '\n', to - at);
	return found ? (size_t)(found - bytes.bytes) + 1 : to;
}

/* Where UTF-16 has no line end, other lines may have come. */
static size_t
other_line_end(struct slice bytes, size_t at, size_t to)
{
	size_t end = to;

	while (end > at && bytes.bytes[end - 1] != '\n')
		end--;
	return end > at ? end : to;
}

/* The end of the window at `at`: *whole tells that it is the end of a line. */
static size_t
window_end(const struct relay *relay, struct slice bytes, bool ended, bool *whole)
{
	size_t at = relay_at(relay), most = bytes.length, end;
	size_t window = at == 0 ? RELAY_BYTES : LATER_WINDOWS * RELAY_BYTES;

	*whole = true;
	if (bytes.length - at > window)
		most = at + window;
	else if (ended && !relay->within_line)
		return most;
	if (at == most)
		return most;
	end = relay->within_line ? first_line_end(relay, bytes, at, most)
				 : last_line_end(relay, bytes, at, most);
	*whole = relay->within_line ? end < most : end > at;
	if (!*whole && !relay->within_line && way_is_utf16(relay->way))
		return other_line_end(bytes, at, most);
	return *whole ? end : most;
}

/* Decodes with the decoder of now up to end. */
static bool
decode_to(struct relay *relay, struct slice bytes, size_t end, bool ended, struct growing *text,
	struct error *error)
{
	return decoder_go_on(
		relay->now, slice_at(bytes, (struct span){0, end}), ended, SIZE_MAX, text, error);
}

/* --- parts --------------------------------------------------------------------------------- */

static void
add_part(struct relay *relay, size_t source, size_t start, const char *name)
{
	relay->parts =
		array_grow(relay->parts, &relay->capacity, relay->count + 1, sizeof *relay->parts);
	relay->parts[relay->count++] = (struct decoded_part){source, start, name};
}

/* Goes on at the part in its encoding, behind a byte order mark. Where iconv does not know that
 * encoding it goes on as it is. */
static void
turn_to(struct relay *relay, struct slice bytes, const struct decoded_part *part, size_t start)
{
	enum way way = way_named(part->encoding);
	size_t at = part->source;
	const char *mark = detect_mark(slice_at(bytes, (struct span){at, bytes.length}));

	if (!relay->decoders[way])
		relay->decoders[way] = decoder_open(part->encoding);
	if (!relay->decoders[way])
		return;
	if (relay->count == 0 && at > 0)
		add_part(relay, 0, 0, way_name(relay->way));
	add_part(relay, at, start, part->encoding);
	if (at > 0 && mark && strcmp(mark, part->encoding) == 0)
		at += way == WAY_GB18030 ? 4 : way == WAY_UTF8 ? 3 : 2;
	relay->now = relay->decoders[way];
	relay->way = way;
	decoder_go_back(relay->now, at, decoder_undecodable(relay->now));
}

/* Decodes a window part by part. */
static bool
decode_parts(struct relay *relay, struct slice bytes, struct span window,
	const struct decoded_part *parts, size_t count, bool ended, struct growing *text,
	struct error *error)
{
	for (size_t i = 0; i < count; i++) {
		struct decoded_part part = parts[i];
		bool last = i + 1 == count;
		size_t end = last ? window.end : window.start + parts[i + 1].source;

		part.source += window.start;
		if (part.source >= window.end)
			break;
		if (end >= window.end) {
			end = window.end;
			last = true;
		}
		if (way_named(part.encoding) != relay->way)
			turn_to(relay, bytes, &part, growing_bytes(text).length);
		if (!decode_to(relay, bytes, end, ended || !last, text, error))
			return false;
	}
	return true;
}

/* --- looking at a window ------------------------------------------------------------------- */

/* Whether what a window decoded to gives reason to look for parts, at a time when one does. */
static bool
is_doubtful(struct relay *relay, struct slice window, struct slice text, size_t undecodable)
{
	if (!mixed_piece_is_doubtful(window, text, way_name(relay->way), undecodable))
		return false;
	if (relay->passed < relay->patience) {
		relay->passed++;
		return false;
	}
	return true;
}

/* Cuts a window into parts; 0 when it is right as it is: then others are let pass. The caller frees
 * the parts when there are some. */
static size_t
look(struct relay *relay, struct slice window, struct decoded_part **parts)
{
	size_t count = mixed_find_on(window, way_name(relay->way), parts);

	relay->passed = 0;
	if (count > 0)
		relay->patience = 0;
	else if (relay->patience < PATIENCE_AT_MOST)
		relay->patience = relay->patience > 0 ? 2 * relay->patience : 1;
	return count;
}

/* Decodes the window up to held, and once more where it reads badly up to its end. */
static bool
decode_window(struct relay *relay, struct slice bytes, struct span window, size_t held, bool ended,
	struct growing *text, struct error *error)
{
	size_t before = growing_bytes(text).length, undecodable = decoder_undecodable(relay->now);
	size_t length, places, count;
	struct slice source = slice_at(bytes, window), decoded;
	struct decoded_part *parts;
	bool well = true;

	if (!decode_to(relay, bytes, held, ended && held == window.end, text, error))
		return false;
	length = growing_bytes(text).length;
	places = decoder_undecodable(relay->now);
	if (held < window.end && !decode_to(relay, bytes, window.end, ended, text, error))
		return false;
	decoded = slice_at(growing_bytes(text), (struct span){before, growing_bytes(text).length});
	count = is_doubtful(relay, source, decoded, decoder_undecodable(relay->now) - undecodable)
		? look(relay, source, &parts)
		: 0;
	if (count > 0) {
		growing_truncate(text, before);
		decoder_go_back(relay->now, window.start, undecodable);
		window.end = held;
		well = decode_parts(relay, bytes, window, parts, count, ended, text, error);
		free(parts);
	} else if (held < window.end) {
		growing_truncate(text, length);
		decoder_go_back(relay->now, held, places);
	}
	return well;
}

/* Decodes the next window; *whole becomes false within a line that is longer. */
static bool
decode_next(struct relay *relay, struct slice bytes, bool ended, bool *whole, struct growing *text,
	struct error *error)
{
	struct span window = {relay_at(relay), window_end(relay, bytes, ended, whole)};
	bool last = ended && window.end == bytes.length;
	size_t held = window.end;

	if (relay->within_line || (!*whole && !way_is_utf16(relay->way)))
		return decode_to(relay, bytes, window.end, last, text, error);
	if (*whole && window.end < bytes.length &&
		window.end - window.start > 2 * RELAY_HELD_BYTES) {
		held = last_line_end(relay, bytes, window.start, window.end - RELAY_HELD_BYTES);
		held = held > window.start ? held : window.end;
	}
	return decode_window(relay, bytes, window, held, last, text, error);
}

/* What is left seems to be the beginning of a character, of which the window's end is a part: its
 * next bytes tell. */
static bool
decode_beyond(struct relay *relay, struct slice bytes, bool ended, struct growing *text,
	struct error *error)
{
	size_t at = relay_at(relay);
	bool last = bytes.length - at <= BEYOND_BYTES;

	return decode_to(
		relay, bytes, last ? bytes.length : at + BEYOND_BYTES, ended && last, text, error);
}

bool
relay_go_on(struct relay *relay, struct slice bytes, bool ended, size_t wanted_bytes,
	struct growing *text, struct error *error)
{
	size_t before = growing_bytes(text).length, at;
	bool well;

	if (!relay->changes)
		return decoder_go_on(relay->now, bytes, ended, wanted_bytes, text, error);
	do {
		enum way way = relay->way;
		bool whole;

		at = relay_at(relay);
		well = decode_next(relay, bytes, ended, &whole, text, error);
		if (well && relay_at(relay) == at) {
			well = decode_beyond(relay, bytes, ended, text, error);
			whole = false;
		}
		if (relay_at(relay) > at)
			relay->within_line = !whole && relay->way == way;
	} while (
		well && relay_at(relay) > at && growing_bytes(text).length - before < wanted_bytes);
	return well;
}

/* --- asking -------------------------------------------------------------------------------- */

bool
relay_is_done(const struct relay *relay, struct slice bytes)
{
	return decoder_is_done(relay->now, bytes);
}

size_t
relay_at(const struct relay *relay)
{
	return decoder_at(relay->now);
}

size_t
relay_undecodable(const struct relay *relay)
{
	size_t sum = relay->other ? decoder_undecodable(relay->other) : 0;

	for (enum way way = 0; way < WAYS; way++)
		sum += relay->decoders[way] ? decoder_undecodable(relay->decoders[way]) : 0;
	return sum;
}

bool
relay_keeps_lines(const struct relay *relay)
{
	return decoder_keeps_lines(relay->now);
}

bool
relay_can_resume(const struct relay *relay)
{
	return decoder_can_resume(relay->now);
}

size_t
relay_resume(struct relay *relay, struct slice bytes, struct growing *text)
{
	size_t taken = decoder_resume(relay->now, text), at = relay_at(relay);

	relay->within_line = at > 0 && bytes.bytes[at - 1] != '\n';
	return taken;
}

const struct decoded_part *
relay_parts(const struct relay *relay, size_t *count)
{
	*count = relay->count;
	return relay->parts;
}

void
relay_close(struct relay *taken_relay)
{
	if (!taken_relay)
		return;
	decoder_close(taken_relay->other);
	for (enum way way = 0; way < WAYS; way++)
		decoder_close(taken_relay->decoders[way]);
	free(taken_relay->parts);
	free(taken_relay);
}
