/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cheapest way through the lines: each line costs what it does not look like in the encoding
 * that one is in, and each change of the encoding as much as a few characters that cannot be
 * decoded. From line to
 * line the cheapest way to each encoding is kept, and from the end one goes back along it.
 *
 *      UTF-8    ── 0 ── 0 ── 0 ──┐ 600 ─ 520
 *      GB18030  ─ 72 ─ 64 ─ 56   └─ 44 ── 36 ──
 */
#include "text/mixed.h"

#include "base/array.h"
#include "text/convert.h"
#include "text/detect.h"
#include "text/stretch.h"
#include "text/unicode.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	FEW_UNDECODABLE = 3, /* damage, and no other encoding */
	SAMPLES = 32,        /* of a decoded text */
	PIECE_SAMPLES = 2,   /* of a piece of it */
	SAMPLE_BYTES = 300,
	SAMPLE_EVERY = 900, /* bytes, of a short text */
	AROUND_BYTES = 32 << 10,
	SAMPLE_CHARS = 12, /* fewer tell nothing */
	COST_OF_CHANGE = 4 * COST_UNDECODABLE,
	COST_OF_DISSENT = COST_UNDECODABLE, /* to begin otherwise than detection says */
	LEAST_CHARS = 8,                    /* of a part above 127, in double bytes */
	LEAST_UTF8_CHARS = 4,
	DAMAGED_SHARE = 8 /* at most one of so many characters of UTF-8 is ill-formed */
};

/* --- whether to look ----------------------------------------------------------------------- */

/* Whether so many samples, spread evenly and with the end among them, look like text. */
static bool
samples_read_well(struct slice text, bool is_japanese, size_t count)
{
	size_t room = text.length > SAMPLE_BYTES ? text.length - SAMPLE_BYTES : 0, characters;

	for (size_t i = 0; i < count; i++) {
		size_t at = count > 1 ? room / (count - 1) * i : room;
		struct slice sample;

		if (i + 1 == count)
			at = room;
		if (at > 0)
			at = unicode_previous(text, at);
		sample = slice_at(text, (struct span){at, at + SAMPLE_BYTES});
		if (detect_likeness(sample, is_japanese, &characters) < DETECT_BELIEVABLE &&
			characters >= SAMPLE_CHARS)
			return false;
	}
	return true;
}

static bool
reads_well(struct slice text, bool is_japanese)
{
	size_t room = text.length > SAMPLE_BYTES ? text.length - SAMPLE_BYTES : 0;
	size_t count = room / SAMPLE_EVERY + 2;

	return samples_read_well(text, is_japanese,
		room == 0                 ? 1
			: count < SAMPLES ? count
					  : SAMPLES);
}

bool
mixed_is_doubtful(struct slice bytes, const struct decoded *decoded)
{
	enum way way = way_named(decoded->encoding);

	if (bytes.length == 0 || strncmp(decoded->encoding, "UTF-32", 6) == 0)
		return false;
	if ((way < WAYS_BY_LINE || way == WAYS) && memchr(bytes.bytes, '\0', bytes.length))
		return true;
	if (way == WAYS || decoded->undecodable > FEW_UNDECODABLE)
		return way != WAYS;
	return way != WAY_UTF8 && !reads_well(decoded->text, way_is_japanese(way));
}

bool
mixed_piece_is_doubtful(
	struct slice bytes, struct slice text, const char *encoding, size_t undecodable)
{
	enum way way = way_named(encoding);

	if (bytes.length == 0 || way == WAYS)
		return false;
	if (undecodable > FEW_UNDECODABLE ||
		(way < WAYS_BY_LINE && memchr(bytes.bytes, '\0', bytes.length)))
		return true;
	return way != WAY_UTF8 && !samples_read_well(text, way_is_japanese(way), PIECE_SAMPLES);
}

/* --- the cheapest way ---------------------------------------------------------------------- */

#define IMPOSSIBLE (UINT64_MAX / 4)

static uint64_t
cost_of(const struct stretch *stretch, enum way way)
{
	if (stretch->utf16 || way_is_utf16(way))
		return stretch->utf16 == way ? 0 : IMPOSSIBLE;
	return stretch->cost[way];
}

static enum way
cheapest(const uint64_t sums[WAYS], enum way preferred)
{
	enum way best = preferred;

	for (enum way way = 0; way < WAYS; way++) {
		if (sums[way] < sums[best])
			best = way;
	}
	return best;
}

/* The encoding of each stretch, into found; before has room for WAYS of each. */
static void
find_ways(const struct stretches *stretches, enum way whole, uint8_t *before, uint8_t *found)
{
	uint64_t sums[WAYS], next[WAYS];
	enum way way;

	for (way = 0; way < WAYS; way++)
		sums[way] = way == whole ? 0 : COST_OF_DISSENT;
	for (size_t i = 0; i < stretches->count; i++) {
		enum way best = cheapest(sums, whole);

		for (way = 0; way < WAYS; way++) {
			bool stays = sums[way] <= sums[best] + COST_OF_CHANGE;

			before[i * WAYS + way] = (uint8_t)(stays ? way : best);
			next[way] = stays ? sums[way] : sums[best] + COST_OF_CHANGE;
			next[way] += cost_of(&stretches->items[i], way);
			if (next[way] > IMPOSSIBLE)
				next[way] = IMPOSSIBLE;
		}
		memcpy(sums, next, sizeof sums);
	}
	way = cheapest(sums, whole);
	for (size_t i = stretches->count; i-- > 0;) {
		found[i] = (uint8_t)way;
		way = before[i * WAYS + way];
	}
}

/* --- the parts ----------------------------------------------------------------------------- */

static bool
is_clear_utf8(struct slice sample)
{
	size_t length, well_formed = 0, ill_formed = 0;

	for (size_t at = 0; at < sample.length; at += length) {
		bool replaced = unicode_decode(sample, at, &length) == UNICODE_REPLACEMENT;

		ill_formed += replaced;
		well_formed += !replaced && length > 1;
	}
	return well_formed >= LEAST_UTF8_CHARS && ill_formed * DAMAGED_SHARE <= well_formed;
}

/* Whether a part for itself would be taken for what it was found to be. */
static bool
is_clear(struct slice part, enum way way)
{
	struct slice sample = detect_sample(part);
	size_t characters;

	if (way_is_utf16(way))
		return true; /* it was found by its shape */
	if (way == WAY_UTF8)
		return is_clear_utf8(sample);
	return detect_score(sample, way_name(way), &characters) >= DETECT_CONVINCING &&
		characters >= LEAST_CHARS;
}

/* Where the run of stretches of one encoding ends that begins with index first. */
static size_t
run_end(const struct stretches *stretches, const uint8_t *found, size_t first)
{
	size_t end = first + 1;

	while (end < stretches->count && found[end] == found[first])
		end++;
	return end;
}

/* Gives what is not clear back to the encoding of the whole. */
static void
drop_doubt(struct slice bytes, const struct stretches *stretches, enum way whole, uint8_t *found)
{
	size_t start = 0, end;

	for (size_t i = 0; i < stretches->count; i = end) {
		struct slice part;

		end = run_end(stretches, found, i);
		part = slice_at(bytes, (struct span){start, stretches->items[end - 1].end});
		start += part.length;
		if (found[i] != whole && !is_clear(part, found[i]))
			memset(found + i, (int)whole, end - i);
	}
}

/* The runs of one encoding; none when they are fewer than least. */
static size_t
list_parts(const struct stretches *stretches, const uint8_t *found, size_t least,
	struct decoded_part **parts)
{
	size_t count = 0, capacity = 0, end;

	*parts = NULL;
	for (size_t i = 0; i < stretches->count; i = end) {
		struct decoded_part *grown =
			array_try_grow(*parts, &capacity, count + 1, sizeof **parts);

		if (!grown)
			break;
		*parts = grown;
		grown[count++] =
			(struct decoded_part){.source = i > 0 ? stretches->items[i - 1].end : 0,
				.encoding = way_name(found[i])};
		end = run_end(stretches, found, i);
		if (end == stretches->count && count >= least)
			return count;
	}
	free(*parts);
	*parts = NULL;
	return 0;
}

/* The parts, where there are at least so many. */
static size_t
find_parts(struct slice bytes, const char *encoding, size_t least, struct decoded_part **parts)
{
	enum way whole = way_named(encoding);
	struct stretches stretches = {0};
	uint8_t *found = NULL, *before = NULL;
	size_t count = 0;

	*parts = NULL;
	if (stretches_cut(&stretches, bytes) && stretches.count >= least) {
		/* What begins as UTF-16 may be taken for anything, for want of a better name. */
		if (whole == WAYS && stretches.items[0].utf16)
			whole = stretches.items[0].utf16;
		found = malloc(stretches.count);
		before = calloc(stretches.count, WAYS);
		if (found && before && whole < WAYS) {
			find_ways(&stretches, whole, before, found);
			drop_doubt(bytes, &stretches, whole, found);
			count = list_parts(&stretches, found, least, parts);
		}
	}
	free(before);
	free(found);
	free(stretches.items);
	return count;
}

size_t
mixed_find(struct slice bytes, const char *encoding, struct decoded_part **parts)
{
	return find_parts(bytes, encoding, 2, parts);
}

size_t
mixed_find_on(struct slice bytes, const char *encoding, struct decoded_part **parts)
{
	size_t count = find_parts(bytes, encoding, 1, parts);

	if (count != 1 || strcmp((*parts)[0].encoding, encoding) != 0)
		return count;
	free(*parts);
	*parts = NULL;
	return 0;
}

bool
mixed_begins_at(struct slice text, size_t at)
{
	size_t start = at, least = at > AROUND_BYTES ? at - AROUND_BYTES : 0, end, count;
	struct decoded_part *parts;

	while (start > least && text.bytes[start - 1] != '\n')
		start--;
	end = text.length - start > AROUND_BYTES ? start + AROUND_BYTES : text.length;
	while (end < text.length && end > at && text.bytes[end - 1] != '\n')
		end--;
	if (end <= at)
		end = start + AROUND_BYTES;
	count = mixed_find_on(
		slice_at(text, (struct span){start, end}), way_name(WAY_UTF8), &parts);
	free(parts);
	return count > 0;
}

/* --- decoding them ------------------------------------------------------------------------- */

static bool
decode_part(struct slice bytes, const char *encoding, struct conversion *conversion)
{
	if (strcmp(encoding, way_name(WAY_UTF8)) == 0)
		return convert_mend(bytes, conversion);
	return convert_to_utf8(bytes, encoding, false, conversion) == CONVERT_DONE;
}

/* Appends what a part decodes to, without its mark. */
static bool
append(struct decoded *decoded, size_t *capacity, const struct conversion *conversion)
{
	struct slice text = {conversion->bytes, conversion->length};
	char *grown;

	if (slice_starts_with(text, slice_from_string("\xEF\xBB\xBF")))
		text = slice_at(text, (struct span){3, text.length});
	grown = array_try_grow(decoded->owned, capacity, decoded->text.length + text.length + 1, 1);
	if (!grown)
		return false;
	if (text.length > 0)
		memcpy(grown + decoded->text.length, text.bytes, text.length);
	decoded->owned = grown;
	decoded->text = (struct slice){grown, decoded->text.length + text.length};
	decoded->undecodable += conversion->undecodable;
	return true;
}

void
mixed_add_name(char *names, size_t size, const char *name)
{
	size_t length = strlen(name), used = strlen(names);

	for (const char *at = names; *at != '\0'; at += strcspn(at, "+"), at += *at == '+') {
		if (strcspn(at, "+") == length && strncmp(at, name, length) == 0)
			return;
	}
	snprintf(names + used, size - used, "%s%s", used > 0 ? "+" : "", name);
}

bool
mixed_decode(struct slice bytes, struct decoded *decoded)
{
	struct decoded mixed = {.owned = NULL};
	size_t capacity = 0;
	bool well = true;

	mixed.part_count = mixed_find(bytes, decoded->encoding, &mixed.parts);
	for (size_t i = 0; well && i < mixed.part_count; i++) {
		struct decoded_part *part = &mixed.parts[i];
		size_t end = i + 1 < mixed.part_count ? part[1].source : bytes.length;
		struct conversion conversion;

		part->start = mixed.text.length;
		well = decode_part(slice_at(bytes, (struct span){part->source, end}),
			part->encoding, &conversion);
		if (well) {
			well = append(&mixed, &capacity, &conversion);
			free(conversion.bytes);
		}
	}
	if (!well || mixed.part_count == 0) {
		free(mixed.owned);
		free(mixed.parts);
		return false;
	}
	for (size_t i = 0; i < mixed.part_count; i++)
		mixed_add_name(mixed.encoding, sizeof mixed.encoding, mixed.parts[i].encoding);
	free(decoded->owned);
	*decoded = mixed;
	return true;
}
