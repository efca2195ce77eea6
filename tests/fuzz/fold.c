/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes, as a mapped file with faults gives them, folded, stepped through, counted, cut into
 * sections, and looked at for places where a row may end. The input's first byte is a length.
 */
#include "fuzz.h"

#include "pieces.h"
#include "text/fold.h"
#include "text/linebreak.h"
#include "text/position.h"
#include "text/section.h"
#include "text/unicode.h"

#include <stdlib.h>

static void
check_stepping(struct slice text, size_t somewhere)
{
	size_t at = 0, back, chars = 0;

	while (at < text.length) {
		size_t next = unicode_next(text, at), cluster = unicode_next_cluster(text, at);

		require(next > at && next <= at + 4 && next <= text.length, "steps go on");
		require(cluster >= next && cluster <= text.length, "clusters are characters");
		require(unicode_previous(text, next) == at, "there and back");
		if (at <= somewhere && somewhere < next) {
			require(position_chars(text, at) == chars, "characters before are counted");
			require(position_bytes(text, chars) == at, "characters are found");
		}
		at = next;
		chars++;
	}
	require(position_chars(text, text.length) == chars, "characters are counted");
	require(position_bytes(text, chars) == text.length, "the end is found");
	require(!unicode_is_valid(text) || position_chars_well_formed(text, at) == chars,
		"they are counted alike");
	for (back = text.length; back > 0; back = at) {
		at = unicode_previous_cluster(text, back);
		require(at < back, "clusters go back");
	}
}

/* What vanished or stayed is what single characters say, but for residue and blanks. */
static void
check_character(const struct fold *fold, struct slice text, size_t index)
{
	struct span span = fold_source_span(fold, index, index + 1);
	size_t length;
	uint32_t source = unicode_decode(text, span.start, &length);
	uint32_t folded = fold->characters[index];

	require(span.end <= fold->offsets[index + 1], "characters do not overlap");
	require(span.start + length == span.end, "a span is a character");
	require(fold->lengths[index] == length, "its length is known");
	require(fold_from_source(fold, span.start) == index, "offsets lead back");
	require(folded != 0, "nothing is no character");
	require(folded == fold_character(source) || source == 0xFF0E, "as the character alone");
	require(fold_character(folded) == folded, "folded again it stays");
}

static void
check_residue(const struct fold *fold, size_t length)
{
	for (size_t i = 0; i < fold->residue_count; i++) {
		struct span span = fold->residue[i];
		size_t index = fold_from_source(fold, span.start);

		require(span.end > span.start && span.end <= length, "residue is inside");
		require(i == 0 || fold->residue[i - 1].end <= span.start, "residue is in order");
		require(index == fold->count || fold->offsets[index] >= span.end,
			"nothing of it stays");
	}
}

static void
check_fold(struct fold *fold, struct slice text, enum fold_blanks blanks)
{
	size_t folded = 0, last = 0;

	require(fold_apply(fold, text, blanks), "folds");
	require(fold->count <= text.length, "a fold is no longer than its source");
	require(fold->offsets[fold->count] == text.length, "the last offset is the end");
	require(fold->characters[fold->count] == 0, "a 0 ends it");
	for (size_t i = 0; i < fold->count; i++) {
		check_character(fold, text, i);
		require(i == 0 || fold->offsets[i] > last, "offsets rise");
		require(i == 0 || fold->characters[i] != ' ' || fold->characters[i - 1] != ' ',
			"blanks are one");
		last = fold->offsets[i];
		folded++;
	}
	require(!fold->counted || position_chars(text, text.length) == folded, "counted or not");
	require(!fold->literal || unicode_is_valid(text), "literal is well-formed");
	check_residue(fold, text.length);
}

/* The hash of the text, and of a copy of it: nothing but the characters matters. */
static void
check_hash(struct fold *fold, struct slice text)
{
	struct fold_hash one = fold_hash_start(), other = one;

	require(fold_apply(fold, text, FOLD_ALL), "folds");
	one = fold_hash_add(one, fold);
	require(fold_hash_add_source(&other, text, fold), "hashes");
	require(one.high == other.high && one.low == other.low, "a hash is one");
}

static void
check_breaks(struct slice text)
{
	char *breaks = malloc(text.length + 1);
	size_t at = 0, next;

	require(breaks != NULL, "memory");
	require(linebreak_find(text, breaks), "breaks are found");
	for (; at < text.length; at = next) {
		next = unicode_next(text, at);
		require(breaks[at] == 0 || breaks[at] == 1, "a break is 0 or 1");
		for (size_t inside = at + 1; inside < next; inside++)
			require(breaks[inside] == 0, "breaks are between characters");
	}
	free(breaks);
}

/* Sections lie one behind the other, none too long, and each is the same from any place in it. */
static void
check_sections(struct slice text, size_t most)
{
	struct span all = {0, text.length}, section = {0, 0};

	for (size_t at = 0; at < text.length; at = unicode_next(text, at)) {
		struct span here = section_at(text, all, at, most);

		if (here.start == section.start && here.end == section.end)
			continue;
		require(here.start == section.end && here.start == at, "sections are neighbours");
		require(here.end > at && here.end <= text.length, "sections are inside");
		require(here.end - here.start <= most || here.end - here.start == text.length,
			"sections are short");
		section = here;
	}
	require(section.end == text.length, "sections are all of it");
}

static void
check(struct slice input)
{
	static struct fold fold; /* its memory is used again, as readers do */
	struct slice text = fuzz_behind(input, 1);

	check_stepping(text, fuzz_byte(input, 0));
	check_fold(&fold, text, FOLD_ALL);
	check_fold(&fold, text, FOLD_KEEP_BLANKS);
	check_hash(&fold, text);
	check_breaks(text);
	check_sections(text, 20 + fuzz_byte(input, 0) % 64);
}

static const struct slice pieces[] = {TEXT_PIECES};

const struct fuzz_target fuzz_target = {
	.sentence = "made texts are folded, counted and cut",
	.rounds = 10000,
	.head_bytes = 1,
	.pieces = pieces,
	.piece_count = sizeof pieces / sizeof *pieces,
	.pieces_at_most = 60,
	.check = check,
};
