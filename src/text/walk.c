/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/walk.h"

#include "text/detect.h"
#include "text/stretch.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

#ifndef WALK_BYTES
#define WALK_BYTES ((size_t)256 << 10)
#endif

static const char replacement[] = "\xEF\xBF\xBD";

enum {
	MARK_BYTES = 3, /* of a byte order mark in UTF-8 */
	REPLACEMENT_BYTES = sizeof replacement - 1
};

/* Behind a line that ends behind WALK_BYTES; an encoding that may know states is not cut. */
static size_t
block_end(const struct walk *walk, size_t end)
{
	enum way way = way_named(walk->parts[walk->part].encoding);
	size_t unit = way < WAYS && way_is_utf16(way) ? 2 : 1, at = walk->at + WALK_BYTES;
	size_t low = way == WAY_UTF16BE ? 1 : 0;

	if (way == WAYS)
		return end;
	for (; at + unit <= end; at += unit) {
		const char *bytes = walk->bytes.bytes + at;

		if (bytes[low] == '\n' && (unit == 1 || bytes[1 - low] == '\0'))
			return at + unit;
	}
	return end;
}

/* The block that is walked through, for who listens to its conversion. */
struct block {
	struct walk *walk;
	size_t dropped; /* bytes of a mark at its beginning */
};

static void
pass_on(void *context, struct span source, size_t at)
{
	const struct block *block = context;
	struct walk *walk = block->walk;

	if (walk->listener)
		walk->listener->hear(walk->listener->context,
			(struct span){walk->at + source.start, walk->at + source.end},
			walk->text_at + at - block->dropped);
}

/* UTF-8 that is not copied: the same places as convert_mend counts. */
static void
walk_utf8(struct block *block, struct slice bytes)
{
	struct walk *walk = block->walk;
	size_t at, length, grown = 0;

	if (walk->replacements || !unicode_is_valid(bytes)) {
		for (at = 0; at < bytes.length; at += length) {
			const char *from = bytes.bytes + at;

			if (unicode_decode(bytes, at, &length) != UNICODE_REPLACEMENT ||
				(!walk->replacements && length == REPLACEMENT_BYTES &&
					memcmp(from, replacement, length) == 0))
				continue;
			walk->undecodable++;
			pass_on(block, (struct span){at, at + length}, at + grown);
			grown += walk->is_raw ? 0 : REPLACEMENT_BYTES - length;
		}
	}
	walk->text_at += bytes.length + grown - block->dropped;
}

static void
walk_other(struct block *block, struct slice bytes, const char *encoding)
{
	struct walk *walk = block->walk;
	struct convert_listener listener = {pass_on, block};
	struct conversion conversion;

	if (convert_and_tell(bytes, encoding, &listener, &conversion) != CONVERT_DONE)
		return;
	walk->text_at += conversion.length - block->dropped;
	walk->undecodable += conversion.undecodable;
	free(conversion.bytes);
}

/* Whether a byte order mark stands where the part begins. */
static bool
begins_with_mark(const struct walk *walk, struct slice bytes)
{
	const char *name = walk->at == walk->parts[walk->part].source ? detect_mark(bytes) : NULL;

	return name && strcmp(name, walk->parts[walk->part].encoding) == 0;
}

bool
walk_on(struct walk *walk)
{
	const struct decoded_part *part = &walk->parts[walk->part];
	size_t end = walk->part + 1 < walk->part_count ? part[1].source : walk->bytes.length;
	struct block block = {.walk = walk};
	struct slice bytes;

	if (walk->at == walk->bytes.length)
		return false;
	bytes = slice_at(walk->bytes, (struct span){walk->at, block_end(walk, end)});
	block.dropped = begins_with_mark(walk, bytes) ? MARK_BYTES : 0;
	if (strcmp(part->encoding, way_name(WAY_UTF8)) == 0)
		walk_utf8(&block, bytes);
	else
		walk_other(&block, bytes, part->encoding);
	walk->at += bytes.length;
	if (walk->at == end && walk->part + 1 < walk->part_count)
		walk->part++;
	return walk->at < walk->bytes.length;
}
