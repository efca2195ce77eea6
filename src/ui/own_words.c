/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The engines don't note which words they went by: that would cost every mark what few are asked
 * for. So the pieces of a mark's evidence are looked through again, each for the kinds of words
 * that count there, and what the lexicon finds is asked for among the words of the reader's packs.
 */
#include <config.h>

#include "ui/own_words.h"

#include "analysis/packs.h"
#include "text/fold.h"
#include "text/unicode.h"

#include <string.h>

enum {
	PIECE_BYTES = 600, /* of a longer piece only so much is looked through */
	BEHIND_BYTES = 60  /* of what stands behind a source or a name */
};

#define OFFICE                                                                                     \
	(SET(HEAD_STRONG) | SET(HEAD_WEAK) | SET(HEAD_FOREIGN) | SET(HEAD_GROUP) |                 \
		SET(HEAD_FIRM) | SET(HEAD_AFTER) | SET(HONOUR) | SET(ORGAN) | SET(STATE_CUE) |     \
		SET(PLACE) | SET(COUNTRY) | SET(EN_HEAD))
#define SURNAME (SET(SURNAME_LONG) | SET(EN_SURNAME))
#define CUE                                                                                        \
	(SET(MUST) | SET(MUST_WEAK) | SET(MUST_NOT) | SET(MUST_NOT_RULE) | SET(SHOULD) |           \
		SET(MAY) | SET(EN_MUST) | SET(EN_MUST_NOT) | SET(EN_SHOULD) | SET(EN_MAY) |        \
		SET(EN_CALL))
#define FRAME                                                                                      \
	(SET(FRAME_ORDER) | SET(FRAME_POINT) | SET(FRAME_OWN) | SET(FRAME_OBJECT) |                \
		SET(FRAME_WISH) | SET(ANNOUNCED))

/* What counts in a piece of evidence. */
static const struct {
	const char *key;
	word_set directive, official;
} kinds[] = {
	{"office", 0, OFFICE},
	{"presented", 0, OFFICE},
	{"name", 0, SURNAME},
	{"text", CUE | SET(IMPERATIVE) | SET(ADVERBIAL) | SET(LINK) | SET(DUTY), OFFICE | SURNAME},
	{"cue", CUE, 0},
	{"source", OFFICE | SURNAME | SET(ISSUER) | SET(NOTICE), 0},
	{"addressee", OFFICE | SET(ADDRESSEE), 0},
};

struct search {
	const struct packs *packs;
	const struct article *article;
	struct own_word *words;
	size_t count;
	struct fold fold;
	size_t start; /* the byte of article_text at which what is folded begins */
};

/* Adds what characters [start, end) of the fold stand for, unless it is told already. */
static void
add(struct search *search, size_t start, size_t end, bool taken_out, struct overlay_line line)
{
	struct span place = fold_source_span(&search->fold, start, end);
	struct slice text = article_text(search->article);

	place = (struct span){search->start + place.start, search->start + place.end};
	for (size_t i = 0; i < search->count; i++)
		if (slice_equal(slice_at(text, search->words[i].place), slice_at(text, place)) &&
			search->words[i].line.line == line.line)
			return;
	if (search->count < OWN_WORDS_MOST)
		search->words[search->count++] = (struct own_word){place, taken_out, line};
}

static bool
is_latin(const struct fold *fold, size_t at)
{
	return at < fold->count && unicode_is_word(fold->characters[at]) &&
		!unicode_is_han(fold->characters[at]);
}

/* Whether an English word's border runs before character at. */
static bool
is_border(const struct fold *fold, size_t at)
{
	return at == 0 || !is_latin(fold, at - 1) || !is_latin(fold, at);
}

/* The length of the lexicon's word of the classes at a character; 0 when there is none. */
static size_t
word_at(const struct search *search, size_t at, word_set classes)
{
	const struct fold *fold = &search->fold;
	size_t length = lexicon_match(
		&search->packs->lexicon, fold->characters + at, fold->count - at, classes);

	return length > 0 && is_border(fold, at) && is_border(fold, at + length) ? length : 0;
}

static bool
fold_piece(struct search *search, struct span piece, size_t most)
{
	if (piece.end - piece.start > most)
		piece.end = piece.start + most;
	search->start = piece.start;
	return fold_apply(
		&search->fold, slice_at(article_text(search->article), piece), FOLD_KEEP_BLANKS);
}

/* Looks for words of the classes in a piece; only at its start: right there alone. */
static void
look_through(
	struct search *search, struct span piece, size_t most, word_set classes, bool only_at_start)
{
	const struct overlay *overlay = search->packs->overlay;
	struct overlay_line line;
	size_t length;

	if (span_is_empty(piece) || classes == 0 || !fold_piece(search, piece, most))
		return;
	for (size_t at = 0; at<search->fold.count; at += length> 0 ? length : 1) {
		length = word_at(search, at, classes);
		if (overlay_word(
			    overlay, search->fold.characters + at, length, classes, false, &line))
			add(search, at, at + length, false, line);
		if (only_at_start)
			return;
	}
}

/* What a name rests on besides words: its characters' values, and that it is no word. */
static void
look_at_name(struct search *search, struct span name)
{
	static const word_set words = SET(LOOK_ALIKE) | SET(COMMON) | SET(COMMON_VERB) | SET(NEVER);
	const struct overlay *overlay = search->packs->overlay;
	struct overlay_line line;

	if (!fold_piece(search, name, PIECE_BYTES))
		return;
	for (size_t at = 0; at < search->fold.count; at++)
		for (int kind = 0; kind < CHARACTER_VALUES; kind++)
			if ((at == 0) == (kind == VALUE_SURNAME) &&
				overlay_value(overlay, search->fold.characters[at],
					(enum character_value)kind, &line))
				add(search, at, at + 1, false, line);
	if (overlay_word(overlay, search->fold.characters, search->fold.count, words, true, &line))
		add(search, 0, search->fold.count, true, line);
}

/* What stands behind a place within its paragraph. */
static struct span
behind(const struct article *article, struct span place)
{
	return (struct span){
		place.end, article_span(article, article_index_at(article, place.start)).end};
}

static void
look_at(struct search *search, const struct finding *finding, const struct evidence *piece)
{
	bool directive = finding->type == FINDING_DIRECTIVE;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].key, piece->key) == 0)
			look_through(search, piece->place, PIECE_BYTES,
				directive ? kinds[i].directive : kinds[i].official, false);
	if (strcmp(piece->key, "source") == 0)
		look_through(
			search, behind(search->article, piece->place), BEHIND_BYTES, FRAME, false);
	if (strcmp(piece->key, "name") != 0)
		return;
	look_at_name(search, piece->place);
	if (span_is_empty(finding->title))
		look_through(search, behind(search->article, piece->place), BEHIND_BYTES,
			SET(OFFICIAL_ACT), true);
}

size_t
own_words_find(const struct packs *packs, const struct article *article,
	const struct finding *finding, const struct evidence *pieces, size_t count,
	struct own_word words[OWN_WORDS_MOST])
{
	struct search search = {.packs = packs, .article = article, .words = words};

	if (!packs || !packs->overlay ||
		slice_starts_with(slice_from_string(finding->rule), slice_from_string("reader.")))
		return 0;
	fold_init(&search.fold);
	for (size_t i = 0; i < count; i++)
		look_at(&search, finding, &pieces[i]);
	fold_clear(&search.fold);
	return search.count;
}
