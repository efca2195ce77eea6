/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A character's spellings are all that the fold makes it. What a pair of bytes tells of one:
 *
 *      強   E5 BC B7        its last two bytes
 *      𝐚    F0 9D 90 9A     its first two, which hardly a text has and all such letters share
 *      a    61              the byte, and what may stand behind it: the next character's first
 * byte, or that of a character that the fold drops
 *
 * Around a place that was found, characters of which the fold is known without a look at others are
 * compared at once, up to the first one of another kind (a bracket, a blank, an emoji). That spares
 * folding the paragraph nearly always when the words don't stand there.
 */
#include "text/candidate.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/buffer.h"
#include "text/byte_scan.h"
#include "text/fold.h"
#include "text/fold_table.h"
#include "text/unicode.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
	OPTIONS = 24, /* of the characters, from the first on, one is looked for */
	SAMPLES = 16,
	SAMPLE_BYTES = 4096,
	SAMPLE_AGAIN = 16, /* a text so many times longer is sampled anew */
	COST_OF_FOLDING = 32,
	FULLWIDTH_FULL_STOP = 0xFF0E,
	MIDDLE_DOT = 0x00B7
};

struct spelling {
	char bytes[4];
	size_t length;
};

/* One of the characters, and how to look for it. */
struct option {
	size_t index;
	struct spelling *spellings;
	size_t count, capacity;
	struct byte_scan scan;
};

/* Bytes, a bit each. */
struct byte_set {
	bool has[256];
};

struct candidates {
	const uint32_t *characters;
	size_t count;
	bool apart;
	struct option *options;
	size_t option_count, chosen;
	size_t sampled;          /* the length of the text by which it was chosen; 0: not yet */
	struct byte_set dropped; /* first bytes of characters that the fold drops */
	struct byte_set blanks;  /* of blanks */
};

/* --- spellings ----------------------------------------------------------------------------- */

static struct spelling
spell(uint32_t character)
{
	struct spelling spelling;
	struct buffer bytes;

	buffer_init(&bytes);
	unicode_append(&bytes, character);
	assert(bytes.length > 0 && bytes.length <= sizeof spelling.bytes);
	memcpy(spelling.bytes, bytes.bytes, bytes.length);
	spelling.length = bytes.length;
	buffer_clear(&bytes);
	return spelling;
}

static void
add_spelling(struct option *option, uint32_t character)
{
	option->spellings = array_grow(
		option->spellings, &option->capacity, option->count + 1, sizeof *option->spellings);
	option->spellings[option->count++] = spell(character);
}

/* Takes up a character that folds to something else. */
static void
take_changed(struct candidates *candidates, uint32_t character)
{
	uint32_t folded = fold_character(character);

	if (folded == 0 || folded == ' ') {
		struct byte_set *set = folded == 0 ? &candidates->dropped : &candidates->blanks;

		set->has[(unsigned char)spell(character).bytes[0]] = true;
		return;
	}
	for (size_t i = 0; i < candidates->option_count; i++) {
		struct option *option = &candidates->options[i];

		if (candidates->characters[option->index] == folded)
			add_spelling(option, character);
	}
}

static void
find_spellings(struct candidates *candidates)
{
	for (size_t i = 0; i < candidates->option_count; i++) {
		struct option *option = &candidates->options[i];

		add_spelling(option, candidates->characters[option->index]);
		if (candidates->characters[option->index] == MIDDLE_DOT)
			add_spelling(option, FULLWIDTH_FULL_STOP); /* between ideographs */
	}
	candidates->blanks.has[' '] = true;
	for (uint32_t at = 0; at < FOLD_TABLE_END; at += 8) {
		if (fold_changes[at / 8] == 0)
			continue;
		for (uint32_t character = at; character < at + 8; character++) {
			if (fold_changes[at / 8] >> (character & 7) & 1)
				take_changed(candidates, character);
		}
	}
	candidates->dropped.has[0xF3] = true; /* beyond the table */
	candidates->dropped.has[0] = true;    /* U+0000, which the fold drops and does not change */
}

/* --- pairs of bytes ------------------------------------------------------------------------ */

/* Whether blanks before this folded character may mean nothing (see fold.c). */
static bool
is_tight(uint32_t character)
{
	return character == ' ' || unicode_is_han(character) ||
		(character >= 0x3001 && character <= 0x303F);
}

/* The first bytes of what may stand behind character index; false when anything may. */
static bool
find_following(const struct candidates *candidates, size_t index, struct byte_set *set)
{
	uint32_t next;

	if (candidates->apart || index + 1 == candidates->count)
		return false;
	*set = candidates->dropped;
	next = candidates->characters[index + 1];
	for (size_t byte = 0; byte < 256 && is_tight(next); byte++)
		set->has[byte] = set->has[byte] || candidates->blanks.has[byte];
	if (next == ' ')
		return true;
	for (size_t i = 0; i < candidates->option_count; i++) {
		const struct option *option = &candidates->options[i];

		if (candidates->characters[option->index] != next)
			continue;
		for (size_t j = 0; j < option->count; j++)
			set->has[(unsigned char)option->spellings[j].bytes[0]] = true;
		return true;
	}
	return false;
}

/* Adds the pairs of a single byte and what may follow, as runs of bytes. */
static void
add_single(struct option *option, unsigned char byte, const struct byte_set *following)
{
	for (unsigned from = 0; from < 256; from++) {
		unsigned to = from;

		if (!following->has[from])
			continue;
		while (to + 1 < 256 && following->has[to + 1])
			to++;
		byte_scan_add(&option->scan, byte, from, to);
		from = to;
	}
}

/* Where in a spelling the pair stands by which it is looked for; bytes. */
static size_t
pair_of(const struct spelling *spelling)
{
	return spelling->length == 2 || spelling->length == 3 ? spelling->length - 2 : 0;
}

static void
make_scan(const struct candidates *candidates, struct option *option)
{
	struct byte_set following;
	bool limited = find_following(candidates, option->index, &following);

	byte_scan_init(&option->scan);
	for (size_t i = 0; i < option->count; i++) {
		const struct spelling *spelling = &option->spellings[i];
		const char *pair = spelling->bytes + pair_of(spelling);
		unsigned char first = (unsigned char)pair[0], second = (unsigned char)pair[1];

		if (spelling->length > 1)
			byte_scan_add(&option->scan, first, second, second);
		else if (limited)
			add_single(option, first, &following);
		else
			byte_scan_add(&option->scan, first, 0, 255);
	}
}

struct candidates *
candidates_new(const uint32_t *characters, size_t count, bool apart)
{
	struct candidates *candidates = alloc_zeroed(1, sizeof *candidates);

	candidates->characters = characters;
	candidates->count = count;
	candidates->apart = apart;
	candidates->options = alloc_zeroed(OPTIONS, sizeof *candidates->options);
	for (size_t i = 0; i < count && candidates->option_count < OPTIONS; i++) {
		if (characters[i] != ' ' && characters[i] != UNICODE_REPLACEMENT)
			candidates->options[candidates->option_count++].index = i;
	}
	find_spellings(candidates);
	for (size_t i = 0; i < candidates->option_count; i++)
		make_scan(candidates, &candidates->options[i]);
	if (candidates->option_count > 0)
		return candidates;
	candidates_free(candidates);
	return NULL;
}

void
candidates_free(struct candidates *taken_candidates)
{
	if (!taken_candidates)
		return;
	for (size_t i = 0; i < taken_candidates->option_count; i++)
		free(taken_candidates->options[i].spellings);
	free(taken_candidates->options);
	free(taken_candidates);
}

/* --- places -------------------------------------------------------------------------------- */

/* Whether the character folds the same wherever it stands, residue aside. */
static bool
is_steady(uint32_t character)
{
	if (character >= 0xFF01 && character <= 0xFF5E)
		return character != 0xFF08 && character != 0xFF09 &&
			character != FULLWIDTH_FULL_STOP;
	return (character > ' ' && character < 0x7F && character != '(' && character != ')') ||
		(character >= 0x3001 && character <= 0x3003) ||
		(character >= 0x4E00 && character < 0xA000);
}

/* What the characters around a place say. */
enum verdict {
	STANDS_MAYBE,
	STANDS_NOT,
	STANDS_SO_FAR
};

static enum verdict
compare(uint32_t character, uint32_t wanted)
{
	if (character == '\n' || character == '\r')
		return STANDS_NOT;
	if (!is_steady(character))
		return STANDS_MAYBE;
	return fold_character(character) == wanted ? STANDS_SO_FAR : STANDS_NOT;
}

/* Whether the characters from index on may stand from byte offset at. */
static bool
may_go_on(const struct candidates *candidates, struct slice text, size_t at, size_t index)
{
	enum verdict verdict = STANDS_SO_FAR;

	for (; index < candidates->count && verdict == STANDS_SO_FAR; index++) {
		size_t length;

		if (at >= text.length)
			return false;
		verdict = compare(unicode_decode(text, at, &length), candidates->characters[index]);
		at += length;
	}
	return verdict != STANDS_NOT;
}

/* Whether the characters before index may stand before byte offset at. */
static bool
may_stand_before(const struct candidates *candidates, struct slice text, size_t at, size_t index)
{
	enum verdict verdict = STANDS_SO_FAR;

	for (; index > 0 && verdict == STANDS_SO_FAR; index--) {
		size_t length;

		if (at == 0)
			return false;
		at = unicode_previous(text, at);
		verdict = compare(
			unicode_decode(text, at, &length), candidates->characters[index - 1]);
	}
	return verdict != STANDS_NOT;
}

/* Whether one of the spellings, of which the pair at `at` tells, stands there; *start becomes its
 * first byte, *end the one behind it. */
static bool
spelled_at(const struct option *option, struct slice text, size_t at, size_t *start, size_t *end)
{
	for (size_t i = 0; i < option->count; i++) {
		const struct spelling *spelling = &option->spellings[i];
		size_t before = pair_of(spelling);

		if (at < before || text.length - (at - before) < spelling->length ||
			memcmp(text.bytes + at - before, spelling->bytes, spelling->length) != 0)
			continue;
		*start = at - before;
		*end = *start + spelling->length;
		return true;
	}
	return false;
}

/* The next place in [from, to), looked for by one option; *seen grows by the pairs that were looked
 * at. */
static size_t
next_by(const struct candidates *candidates, const struct option *option, struct slice text,
	struct span within, size_t *seen)
{
	/* A pair may stand as far behind the character's first byte. */
	size_t to = within.end < text.length - 2 ? within.end + 2 : text.length;
	size_t at = within.start, start, end;

	for (; (at = byte_scan_next(&option->scan, text, at, to)) < to; at++) {
		++*seen;
		if (!spelled_at(option, text, at, &start, &end) || start < within.start)
			continue;
		if (start >= within.end)
			break;
		if (candidates->apart ||
			(may_go_on(candidates, text, end, option->index + 1) &&
				may_stand_before(candidates, text, start, option->index)))
			return start;
	}
	return within.end;
}

/* What looking by the option costs in samples of the text. */
static size_t
cost_of(const struct candidates *candidates, const struct option *option, struct slice text)
{
	size_t cost = 0, step = text.length / SAMPLES;

	for (size_t i = 0; i < SAMPLES; i++) {
		size_t at = i * step, end = at + (step < SAMPLE_BYTES ? step : SAMPLE_BYTES);

		while ((at = next_by(candidates, option, text, (struct span){at, end}, &cost)) <
			end) {
			cost += COST_OF_FOLDING;
			at++;
		}
	}
	return cost;
}

static void
choose(struct candidates *candidates, struct slice text)
{
	size_t least = SIZE_MAX;

	candidates->sampled = text.length;
	for (size_t i = 0; i < candidates->option_count && least > 0; i++) {
		size_t cost = cost_of(candidates, &candidates->options[i], text);

		if (cost < least) {
			least = cost;
			candidates->chosen = i;
		}
	}
}

size_t
candidates_next(struct candidates *candidates, struct slice text, size_t from, size_t to)
{
	size_t seen = 0;

	if (from >= to || text.length < 2)
		return from < to ? from : to;
	if (candidates->option_count > 1 && text.length / SAMPLE_AGAIN >= candidates->sampled)
		choose(candidates, text);
	return next_by(candidates, &candidates->options[candidates->chosen], text,
		(struct span){from, to}, &seen);
}
