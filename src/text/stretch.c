/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A line that is UTF-8 beyond doubt costs the others much, and is not decoded. The lines that
 * are left are gathered until there are enough of them to decode at once in each encoding: the line
 * ends come out where they went in, which tells the lines apart again.
 */
#include "text/stretch.h"

#include "base/array.h"
#include "base/buffer.h"
#include "text/convert.h"
#include "text/detect.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

enum {
	GATHER_BYTES = 1 << 16,
	CERTAIN_CHARS = 4, /* of three bytes each: no other encoding looks like that by chance */
	SHAPE_BYTES = 128, /* in which UTF-16 is known by its shape */
	LEAST_BYTES = 16,  /* likewise */
	LINE_END_BYTES = 1024, /* in which UTF-16 has a line end, or another character of ASCII */
	BEST_WEIGHT = 2,       /* of a character, by detect_weigh */
	COST_OF_WEIGHT = 4,    /* of a character that weighs one less */
	COST_AT_MOST = 60000
};

static const struct {
	const char *name;
	bool is_japanese;
} ways[WAYS] = {
	[WAY_UTF8] = {"UTF-8", false},
	[WAY_GB18030] = {"GB18030", false},
	[WAY_BIG5] = {"BIG5-HKSCS", false},
	[WAY_EUC_JP] = {"EUC-JP", true},
	[WAY_SHIFT_JIS] = {"SHIFT_JIS", true},
	[WAY_UTF16LE] = {"UTF-16LE", false},
	[WAY_UTF16BE] = {"UTF-16BE", false},
};

const char *
way_name(enum way way)
{
	return ways[way].name;
}

enum way
way_named(const char *name)
{
	enum way way = 0;

	while (way < WAYS && strcmp(ways[way].name, name) != 0)
		way++;
	return way;
}

bool
way_is_utf16(enum way way)
{
	return way >= WAYS_BY_LINE;
}

bool
way_is_japanese(enum way way)
{
	return ways[way].is_japanese;
}

/* The bytes that are cut, and the lines of which the costs are not known yet. */
struct cutter {
	struct slice bytes;
	struct stretches *stretches;
	bool has_nuls;
	struct buffer gathered;
	size_t first_waiting; /* all before it know their costs */
};

static void
add_cost(struct stretch *stretch, enum way way, size_t cost)
{
	size_t sum = stretch->cost[way] + cost;

	stretch->cost[way] = (uint16_t)(sum < COST_AT_MOST ? sum : COST_AT_MOST);
}

/* --- costs --------------------------------------------------------------------------------- */

static bool
ends_line(uint32_t character)
{
	return character == '\n' || character == '\r';
}

static struct stretch *
next_waiting(struct cutter *cutter, size_t *at)
{
	struct stretches *stretches = cutter->stretches;

	while (*at < stretches->count && !stretches->items[*at].waits)
		++*at;
	return *at < stretches->count ? &stretches->items[(*at)++] : NULL;
}

/* What a character of another encoding costs. Kana lie at the same bytes in GB18030 and EUC-JP:
 * that there are any says little, but is better than nothing. */
static size_t
cost_of(uint32_t character, const char *bytes, enum way way)
{
	if (character < 0x80)
		return 0;
	if (character >= 0x3041 && character <= 0x30FF)
		return !way_is_japanese(way) && way != WAY_UTF8;
	if (character == UNICODE_REPLACEMENT)
		return COST_UNDECODABLE;
	if (way == WAY_UTF8)
		return 0; /* that it is well-formed says enough */
	return COST_OF_WEIGHT *
		(size_t)(BEST_WEIGHT - detect_weigh(character, bytes, way_is_japanese(way)));
}

/* Adds the costs of the waiting lines, of which text is what the encoding makes. */
static void
add_costs(struct cutter *cutter, struct slice text, enum way way)
{
	size_t next = cutter->first_waiting, length;
	struct stretch *stretch = next_waiting(cutter, &next);
	uint32_t character = 0, before;

	for (size_t at = 0; at < text.length && stretch; at += length) {
		before = character;
		character = unicode_decode(text, at, &length);
		if (!ends_line(character))
			add_cost(stretch, way, cost_of(character, text.bytes + at, way));
		else if (character != '\n' || before != '\r')
			stretch = next_waiting(cutter, &next);
	}
}

static bool
decide_waiting(struct cutter *cutter)
{
	struct stretches *stretches = cutter->stretches;
	struct slice gathered = buffer_slice(&cutter->gathered);

	if (gathered.length == 0)
		return true;
	add_costs(cutter, gathered, WAY_UTF8);
	for (enum way way = WAY_UTF8 + 1; way < WAYS_BY_LINE; way++) {
		struct conversion conversion;

		if (convert_to_utf8(gathered, way_name(way), false, &conversion) != CONVERT_DONE)
			return false;
		add_costs(cutter, (struct slice){conversion.bytes, conversion.length}, way);
		free(conversion.bytes);
	}
	for (size_t i = cutter->first_waiting; i < stretches->count; i++)
		stretches->items[i].waits = false;
	cutter->first_waiting = stretches->count;
	buffer_truncate(&cutter->gathered, 0);
	return true;
}

/* --- UTF-16 -------------------------------------------------------------------------------- */

static uint32_t
unit_at(struct slice bytes, size_t at, enum way way)
{
	uint32_t one = (unsigned char)bytes.bytes[at], other = (unsigned char)bytes.bytes[at + 1];

	return way == WAY_UTF16LE ? other << 8 | one : one << 8 | other;
}

/* The bytes at `at` by which a shape is judged: SHAPE_BYTES, or up to the first line end behind
 * `least` of them, in either manner, since what follows may be something else. */
static struct slice
shape_sample(struct slice bytes, size_t at, enum way way, size_t least)
{
	struct slice sample = slice_at(bytes, (struct span){at, at + SHAPE_BYTES});

	for (size_t i = least; i + 1 < sample.length; i += 2) {
		uint32_t unit = unit_at(sample, i, way);

		if (ends_line(unit) ||
			(!detect_is_plausible_unit(unit) &&
				(ends_line(unit >> 8) || ends_line(unit & 0xFF))))
			return slice_at(sample, (struct span){0, i + 2});
	}
	return sample;
}

/* How much speaks for the shape that a sample has; 0 when it has another one. */
static size_t
evidence_for(struct slice sample, enum way way)
{
	size_t evidence;
	const char *name = detect_utf16_evidence(sample, &evidence);

	return name && way_named(name) == way ? evidence : 0;
}

/* Whether a line of other bytes begins here, which may be short and lie before UTF-16: a line end
 * by itself, a line of ASCII, or units that are no character of a text. */
static bool
begins_otherwise(struct slice rest, enum way way)
{
	unsigned char seen = 0;

	if (ends_line((unsigned char)rest.bytes[0]) && rest.bytes[1] != '\0')
		return true;
	for (size_t at = 0; at < LEAST_BYTES; at += 2) {
		uint32_t unit = unit_at(rest, at, way);

		if (!detect_is_plausible_unit(unit) && (unit < 0xD800 || unit > 0xDFFF))
			return true;
	}
	for (size_t at = 0; at < rest.length && (at < 2 || !ends_line(seen)); at++) {
		seen = (unsigned char)rest.bytes[at];
		if (seen == '\0' || seen >= 0x80)
			return false;
	}
	return true;
}

/* Whether UTF-16 of that order of bytes begins at `at`. One byte on it would have the other order,
 * and looks a little like it: this way round there must be as much that speaks for it, and where
 * the byte may be an empty line before it, more, or an even number of bytes. */
static bool
begins_utf16(struct slice bytes, size_t at, enum way way)
{
	struct slice sample = shape_sample(bytes, at, way, LEAST_BYTES);
	struct slice shifted = slice_at(bytes, (struct span){at + 1, at + 1 + sample.length});
	size_t here = evidence_for(sample, way);
	size_t there = evidence_for(shifted, way == WAY_UTF16LE ? WAY_UTF16BE : WAY_UTF16LE);

	if (here == 0 || here < there)
		return false;
	if (here == there && ends_line((unsigned char)bytes.bytes[at]) &&
		(bytes.length - at) % 2 == 1)
		return false;
	return !begins_otherwise((struct slice){bytes.bytes + at, bytes.length - at}, way);
}

/* The UTF-16 that begins at a line's start; 0: none. */
static enum way
utf16_at(const struct cutter *cutter, size_t at)
{
	struct slice rest = {cutter->bytes.bytes + at, cutter->bytes.length - at};
	size_t sample = rest.length < LINE_END_BYTES ? rest.length : LINE_END_BYTES;
	const char *mark;

	if (!cutter->has_nuls || rest.length < LEAST_BYTES + 2 || !memchr(rest.bytes, '\0', sample))
		return 0;
	mark = detect_mark(rest);
	if (mark && strncmp(mark, "UTF-16", 6) == 0)
		at += 2;
	if (begins_utf16(cutter->bytes, at, WAY_UTF16LE))
		return WAY_UTF16LE;
	return begins_utf16(cutter->bytes, at, WAY_UTF16BE) ? WAY_UTF16BE : 0;
}

/* Where the UTF-16 from at on ends: behind a line, where what follows has not its shape. */
static size_t
utf16_end(struct slice bytes, size_t at, enum way way)
{
	for (; at + 1 < bytes.length; at += 2) {
		if (!ends_line(unit_at(bytes, at, way)))
			continue;
		if (bytes.length - at - 2 < LEAST_BYTES)
			break;
		if (!ends_line(unit_at(bytes, at + 2, way)) &&
			evidence_for(shape_sample(bytes, at + 2, way, 0), way) == 0)
			return at + 2;
	}
	return bytes.length;
}

/* --- lines --------------------------------------------------------------------------------- */

static struct stretch *
add_stretch(struct cutter *cutter, size_t end)
{
	struct stretches *stretches = cutter->stretches;
	struct stretch *grown = array_try_grow(stretches->items, &stretches->capacity,
		stretches->count + 1, sizeof *stretches->items);

	if (!grown)
		return NULL;
	stretches->items = grown;
	grown[stretches->count] = (struct stretch){.end = end};
	return &grown[stretches->count++];
}

/* The end of the line from at on, its LF, CR or CR LF with it. */
static size_t
line_end(struct slice bytes, size_t at, bool *is_ascii)
{
	unsigned char seen = 0;

	while (at < bytes.length) {
		unsigned char byte = (unsigned char)bytes.bytes[at++];

		seen |= byte;
		if (!ends_line(byte))
			continue;
		if (byte == '\r' && at < bytes.length && bytes.bytes[at] == '\n')
			at++;
		break;
	}
	*is_ascii = seen < 0x80;
	return at;
}

/* How many characters of three and more bytes a well-formed line has; 0 for others. */
static size_t
count_certain(struct slice line)
{
	size_t certain = 0, length;

	for (size_t at = 0; at < line.length; at += length) {
		if (unicode_decode(line, at, &length) == UNICODE_REPLACEMENT)
			return 0;
		certain += length >= 3;
	}
	return certain;
}

static bool
add_line(struct cutter *cutter, size_t at, size_t end, bool is_ascii)
{
	struct slice line = {cutter->bytes.bytes + at, end - at};
	struct stretches *stretches = cutter->stretches;
	size_t certain;
	struct stretch *stretch;

	if (is_ascii && stretches->count > 0 && !stretches->items[stretches->count - 1].utf16) {
		stretches->items[stretches->count - 1].end = end;
		return true;
	}
	stretch = add_stretch(cutter, end);
	if (!stretch || is_ascii)
		return stretch != NULL;
	certain = count_certain(line);
	if (certain >= CERTAIN_CHARS) {
		for (enum way way = WAY_UTF8 + 1; way < WAYS_BY_LINE; way++)
			add_cost(stretch, way, COST_UNDECODABLE * certain);
		return true;
	}
	stretch->waits = true;
	/* The beginning of a line of many megabytes tells enough. */
	line = slice_at(line, (struct span){0, GATHER_BYTES});
	buffer_append(&cutter->gathered, line);
	if (!ends_line((unsigned char)line.bytes[line.length - 1]))
		buffer_append_byte(&cutter->gathered, '\n');
	return cutter->gathered.length < GATHER_BYTES || decide_waiting(cutter);
}

bool
stretches_cut(struct stretches *stretches, struct slice bytes)
{
	struct cutter cutter = {.bytes = bytes, .stretches = stretches};
	bool well = true;
	size_t at = 0;

	*stretches = (struct stretches){0};
	cutter.has_nuls = bytes.length > 0 && memchr(bytes.bytes, '\0', bytes.length) != NULL;
	buffer_init(&cutter.gathered);
	while (well && at < bytes.length) {
		enum way utf16 = utf16_at(&cutter, at);

		if (utf16) {
			struct stretch *stretch;

			at = utf16_end(bytes, at, utf16);
			stretch = add_stretch(&cutter, at);
			well = stretch != NULL;
			if (stretch)
				stretch->utf16 = (uint8_t)utf16;
		} else {
			bool is_ascii;
			size_t end = line_end(bytes, at, &is_ascii);

			well = add_line(&cutter, at, end, is_ascii);
			at = end;
		}
	}
	well = well && decide_waiting(&cutter);
	buffer_clear(&cutter.gathered);
	return well;
}
