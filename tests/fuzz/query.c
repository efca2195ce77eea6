/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Anything typed as a query, words or with a / before it a regular expression, over any text: what
 * is found forwards, backwards, in slices, counted, and a line at a time agrees, and of words with
 * the folded lines. Then the same typed as words for notes and as tags.
 *
 * The input's first byte is a slice's length; up to the first line end is what is typed, the text
 * is behind it. The search goes by windows of WINDOW_BYTES.
 */
#include "fuzz.h"

#include "notes/annotation.h"
#include "notes/store.h"
#include "notes/tag.h"
#include "pieces.h"
#include "text/find.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

enum {
	HITS_AT_MOST = FUZZ_INPUT_BYTES
};

/* Hits in the order of the text. */
struct hits {
	size_t count;
	struct span items[HITS_AT_MOST];
};

static bool
is_line_end(char byte)
{
	return byte == '\n' || byte == '\r';
}

/* The line that begins at byte offset start. */
static struct slice
line_at(struct slice text, size_t start)
{
	size_t end = start;

	while (end < text.length && !is_line_end(text.bytes[end]))
		end++;
	return slice_at(text, (struct span){start, end});
}

static size_t
longest_line(struct slice text)
{
	size_t longest = 0, length;

	for (size_t start = 0; start < text.length; start += length + 1) {
		length = line_at(text, start).length;
		longest = length > longest ? length : longest;
	}
	return longest;
}

static void
check_hit(struct slice text, struct span hit)
{
	require(hit.start < hit.end && hit.end <= text.length, "hits are inside");
	require(unicode_previous(text, hit.start + 1) == hit.start, "they begin with a character");
	require(unicode_next(text, unicode_previous(text, hit.end)) == hit.end,
		"they end with a character");
	for (size_t at = hit.start; at < hit.end; at++)
		require(!is_line_end(text.bytes[at]), "they do not cross lines");
}

/* All hits, each looked for from the one before, in slices of that many bytes. */
static void
find_all(struct finder *finder, struct slice text, bool backwards, size_t slice_bytes,
	struct hits *hits)
{
	struct finder_search search = {.from = backwards ? text.length : 0, .backwards = backwards};
	enum finder_result result;
	struct span hit;

	hits->count = 0;
	for (;;) {
		while ((result = finder_go_on(finder, text, &search, slice_bytes, &hit)) ==
			FINDER_MORE)
			;
		if (result == FINDER_NONE)
			return;
		check_hit(text, hit);
		require(backwards ? hit.start < search.from : hit.start >= search.from,
			"hits lie behind the start");
		require(hits->count < HITS_AT_MOST, "hits come to an end");
		hits->items[hits->count++] = hit;
		search = (struct finder_search){
			.from = backwards ? hit.start : hit.start + 1, .backwards = backwards};
	}
}

static bool
same_span(struct span one, struct span other)
{
	return one.start == other.start && one.end == other.end;
}

static void
check_same(const struct hits *one, const struct hits *other, bool reversed, const char *what)
{
	require(one->count == other->count, what);
	for (size_t i = 0; i < one->count; i++)
		require(same_span(one->items[i], other->items[reversed ? other->count - 1 - i : i]),
			what);
}

/* Where the folded words stand in the folded lines. */
static void
find_in_fold(struct slice words, struct slice text, struct hits *hits)
{
	static struct fold needle, hay;
	size_t length;

	hits->count = 0;
	require(fold_apply(&needle, words, FOLD_ALL), "folds");
	for (size_t start = 0; start < text.length; start += length + 1) {
		length = line_at(text, start).length;
		require(fold_apply(&hay, line_at(text, start), FOLD_ALL), "folds");
		for (size_t i = 0; i + needle.count <= hay.count; i++) {
			struct span span = fold_source_span(&hay, i, i + needle.count);

			if (memcmp(hay.characters + i, needle.characters,
				    needle.count * sizeof *needle.characters) != 0)
				continue;
			hits->items[hits->count++] =
				(struct span){start + span.start, start + span.end};
		}
	}
}

/* A line at a time there are the same hits, but for those that overlap one before. */
static void
check_lines(struct finder *finder, struct slice text, const struct hits *hits)
{
	static struct span found[HITS_AT_MOST];
	size_t length, next = 0, end = 0;

	for (size_t start = 0; start < text.length; start += length + 1) {
		struct slice line = line_at(text, start);
		size_t count = finder_all(finder, line, found, HITS_AT_MOST);

		length = line.length;
		for (size_t i = 0; i < count; i++, next++) {
			struct span hit = {found[i].start + start, found[i].end + start};

			while (next < hits->count && hits->items[next].start < end)
				next++;
			require(next < hits->count && same_span(hit, hits->items[next]),
				"hits of a line are those of the text");
			end = hit.end;
		}
	}
	while (next < hits->count && hits->items[next].start < end)
		next++;
	require(next == hits->count, "hits of the text are those of the lines");
}

static bool
has_longer(const struct hits *hits, size_t length)
{
	for (size_t i = 0; i < hits->count; i++) {
		if (hits->items[i].end - hits->items[i].start > length)
			return true;
	}
	return false;
}

/* Not promised: hits longer than a window (a kilobyte of what the fold drops between two letters),
 * and those of an expression in a line of several windows, which depend on where they begin. */
static void
check_all(struct finder *finder, struct slice words, bool expression, struct slice text,
	size_t slice_bytes)
{
	static struct hits hits, others;
	size_t middle = text.length / 2;

	find_all(finder, text, false, SIZE_MAX, &hits);
	find_all(finder, text, true, SIZE_MAX, &others);
	if (error_is_set(finder_failure(finder)))
		return;
	if (has_longer(&hits, WINDOW_BYTES) || (expression && longest_line(text) > WINDOW_BYTES))
		return;
	check_same(&hits, &others, true, "found backwards as forwards");
	find_all(finder, text, false, slice_bytes, &others);
	check_same(&hits, &others, false, "found in slices as in one");
	find_all(finder, text, true, slice_bytes, &others);
	check_same(&hits, &others, true, "found in slices backwards");
	require(finder_count(finder, text, (struct span){0, middle}) +
				finder_count(finder, text, (struct span){middle, text.length}) ==
			hits.count,
		"counted");
	check_lines(finder, text, &hits);
	if (expression)
		return;
	find_in_fold(words, text, &others);
	check_same(&hits, &others, false, "found as folded");
}

static void
check_search(struct slice typed, struct slice text, size_t slice_bytes)
{
	struct error error;
	struct finder *finder;
	bool expression = slice_starts_with(typed, slice_from_string("/"));

	error_init(&error);
	finder = finder_new_typed(typed, &error);
	require((finder == NULL) == error_is_set(&error), "a query is one, or has a fault");
	require(unicode_is_valid(slice_from_string(error.sentence)) || !unicode_is_valid(typed),
		"the fault is told in words");
	if (finder)
		check_all(finder, typed, expression, text, slice_bytes);
	finder_free(finder);
}

/* Whatever is typed is no syntax of the notes' search: nothing is found in nothing. */
static void
check_notes(const char *typed)
{
	static struct store *store; /* an empty one, opened once */
	struct error error;
	struct annotations list;

	error_init(&error);
	if (!store)
		store = store_open("/nonexistent/zhupi/notes.db", STORE_READ, NULL, NULL, &error);
	require(store != NULL, "an empty store opens");
	annotations_init(&list);
	require(annotation_list(store, &(struct annotation_filter){.words = typed}, &list, &error),
		"no word is syntax");
	require(list.count == 0, "nothing is found in nothing");
}

static void
check_tags(const char *typed)
{
	size_t count;
	char **tags = tag_parse(typed, &count);

	for (size_t i = 0; i < count; i++) {
		require(i == 0 || strcmp(tags[i - 1], tags[i]) < 0, "tags are in order, each once");
		require(tags[i][0] != '\0' && unicode_is_valid(slice_from_string(tags[i])),
			"tags are words");
	}
	while (count > 0)
		free(tags[--count]);
	free(tags);
}

static void
check(struct slice input)
{
	struct slice text, typed = slice_split(fuzz_behind(input, 1), '\n', &text);
	char *string = strndup(typed.bytes, typed.length);

	require(string != NULL, "memory");
	check_search(typed, text, 1 + fuzz_byte(input, 0) % 16);
	if (unicode_is_valid(slice_from_string(string))) {
		check_notes(string);
		check_tags(string);
	}
	free(string);
}

static const struct slice pieces[] = {TEXT_PIECES, PIECE("/"), PIECE("."), PIECE("*"), PIECE("+"),
	PIECE("?"), PIECE("|"), PIECE("^"), PIECE("$"), PIECE("[^"), PIECE("[一-龥"), PIECE("]"),
	PIECE("[:alpha:]"), PIECE("\\d"), PIECE("\\w+"), PIECE("\\s"), PIECE("\\b"),
	PIECE("\\p{Han}"), PIECE("\\P{L}"), PIECE("\\Q"), PIECE("\\E"), PIECE("\\K"), PIECE("\\C"),
	PIECE("\\R"), PIECE("\\X"), PIECE("\\x{5c71}"), PIECE("(?:"), PIECE("(?="), PIECE("(?<!"),
	PIECE("(?<n>"), PIECE("(?1)"), PIECE("(?R)"), PIECE("\\1"), PIECE("(*UTF)"),
	PIECE("(*SKIP)"), PIECE("(?i)"), PIECE("{2,3}"), PIECE("{9999}"), PIECE("(a+)+"),
	PIECE("\""), PIECE("NEAR("), PIECE("AND"), PIECE("-"), PIECE(":"), PIECE("#"),
	PIECE("防控/物資、"), PIECE("\\")};

static size_t
append(uint8_t *input, size_t length, const void *bytes, size_t count)
{
	if (length + count > FUZZ_INPUT_BYTES / 2)
		return length;
	memcpy(input + length, bytes, count);
	return length + count;
}

/* What is typed, and a text in which it stands now and then. */
static size_t
make_input(uint64_t *seed, uint8_t *input)
{
	size_t length = 0, typed;

	input[length++] = (uint8_t)fuzz_random(seed);
	if (fuzz_random(seed) % 2)
		input[length++] = '/';
	for (uint32_t count = 1 + fuzz_random(seed) % 5; count > 0; count--) {
		struct slice piece = pieces[fuzz_random(seed) % (sizeof pieces / sizeof *pieces)];

		length = append(input, length, piece.bytes, piece.length);
	}
	typed = length - 1;
	input[length++] = '\n';
	for (uint32_t count = fuzz_random(seed) % 40; count > 0; count--) {
		struct slice piece = pieces[fuzz_random(seed) % (sizeof pieces / sizeof *pieces)];

		length = fuzz_random(seed) % 4 ? append(input, length, piece.bytes, piece.length)
					       : append(input, length, input + 1, typed);
	}
	return length;
}

const struct fuzz_target fuzz_target = {
	.sentence = "made queries are searched for",
	.rounds = 3000,
	.head_bytes = 1,
	.pieces = pieces,
	.piece_count = sizeof pieces / sizeof *pieces,
	.pieces_at_most = 40,
	.check = check,
	.make = make_input,
};
