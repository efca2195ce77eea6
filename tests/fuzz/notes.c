/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any text noted on, changed, resolved and exported. The input's first byte chooses the
 * place; the text up to the first NUL is what is noted on, the one behind it is what it became.
 * What must hold for every text is checked; a breach aborts.
 */
#include "fuzz.h"

#include "base/alloc.h"
#include "export/exporter.h"
#include "notes/alignment.h"
#include "notes/anchor.h"
#include "notes/annotation.h"
#include "notes/kept.h"
#include "text/article.h"
#include "text/unicode.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A complete article; NULL for what is no text. */
static struct article *
open_text(struct slice text)
{
	struct article *article = article_from_bytes(text, "-", "UTF-8", NULL);

	while (article && article_extend(article, SIZE_MAX))
		;
	return article;
}

static struct span
choose_place(const struct article *article, uint8_t choice)
{
	struct slice text = article_text(article);
	struct span place = {text.length * choice / 256, 0};

	while (place.start < text.length && ((unsigned char)text.bytes[place.start] & 0xC0) == 0x80)
		place.start++;
	place.end = place.start;
	for (int i = 0; i < 1 + choice % 40 && place.end < text.length; i++)
		place.end = unicode_next(text, place.end);
	return place;
}

static void
check_target(const struct target *target)
{
	const char *const texts[] = {target->quote, target->prefix, target->suffix};

	for (size_t i = 0; i < 3; i++)
		require(unicode_is_valid(slice_from_string(texts[i])), "selectors are well-formed");
	require(target->start <= target->end, "start before end");
	require(target->folded_start <= target->folded_end, "folded start before end");
}

/* In the text that it was made on, a note stands where it was made, or nowhere (its quote is
 * nothing when folded). */
static void
check_at_home(struct article *article, struct annotations *list, struct span made)
{
	struct annotation *note = &list->items[0];

	anchor_resolve(article, list, NULL);
	if (note->state == ANCHOR_UNATTACHED)
		return;
	require(note->state == ANCHOR_EXACT, "exact in its own text");
	require(span_overlaps(note->place, made), "at its place in its own text");
}

static void
check_abroad(struct article *article, struct annotations *list)
{
	struct annotation *note = &list->items[0];
	struct slice text = article_text(article);

	anchor_resolve(article, list, NULL);
	require(note->place.start <= note->place.end && note->place.end <= text.length,
		"a place lies in the text");
	if (note->state == ANCHOR_UNATTACHED)
		require(span_is_empty(note->place), "no place when unattached");
	else
		require(!span_is_empty(note->place), "a place when attached");
	if (note->state == ANCHOR_EXACT && note->target.kind == TARGET_PHRASE)
		require(note->place.end == text.length ||
				((unsigned char)text.bytes[note->place.end] & 0xC0) != 0x80,
			"places are between characters");
}

/* Each pair is one of both texts, what is in order rises, and places lie in the text. */
static void
check_pairs(const struct alignment *alignment)
{
	size_t last = 0;

	for (size_t i = 0; i < alignment->before.count; i++) {
		size_t to = alignment->to[i];
		struct stretch place, old = {i, i + 1 + i % 7};
		bool doubtful;

		if (to != ALIGNMENT_NONE) {
			require(to < alignment->after.count, "pairs lie in the texts");
			require(alignment->from[to] == i, "a pair is one");
			require(alignment->blocks[i] != 0 || to >= last, "what is in order rises");
			last = alignment->blocks[i] == 0 ? to + 1 : last;
		}
		if (alignment_place(alignment, old, &place, &doubtful))
			require(place.start < place.end && place.end <= alignment->after.count,
				"an aligned place lies in the text");
	}
}

static void
check_alignment(struct article *before, struct article *after)
{
	struct fold folds[2];
	struct article *articles[] = {before, after};
	struct aligned_text texts[2];
	size_t *paragraphs[2];
	struct alignment alignment;

	for (size_t i = 0; i < 2; i++) {
		fold_init(&folds[i]);
		require(fold_apply(&folds[i], article_text(articles[i]), FOLD_ALL), "memory");
		paragraphs[i] = kept_paragraphs(articles[i], &folds[i], &texts[i].paragraph_count);
		texts[i].characters = (struct characters){folds[i].characters, folds[i].count};
		texts[i].paragraphs = paragraphs[i];
	}
	if (folds[0].count > 0) {
		struct stretch wanted = {0, folds[0].count};

		require(alignment_make(&alignment, &texts[0], &texts[1], &wanted, 1), "aligned");
		check_pairs(&alignment);
		alignment_clear(&alignment);
	}
	for (size_t i = 0; i < 2; i++) {
		fold_clear(&folds[i]);
		free(paragraphs[i]);
	}
}

static void
check_exports(const struct annotation *note)
{
	static const struct exporter *const exporters[] = {
		&exporter_text, &exporter_markdown, &exporter_json};
	const struct export_article article = {
		note->target.prefix, note->target.quote, note->target.suffix, note->target.quote};

	for (size_t i = 0; i < sizeof exporters / sizeof exporters[0]; i++) {
		struct buffer out;
		struct slice text;
		size_t length;

		buffer_init(&out);
		exporters[i]->begin(&out, 1, 1);
		exporters[i]->article(&out, &article, 0);
		exporters[i]->note(&out, &article, note, 0);
		exporters[i]->end(&out, 1);
		text = buffer_slice(&out);
		require(unicode_is_valid(text), "what is exported is well-formed");
		for (size_t at = 0; at < text.length; at += length) {
			uint32_t character = unicode_decode(text, at, &length);

			require(character == '\n' || !unicode_is_unsafe(character),
				"nothing unsafe is exported");
		}
		buffer_clear(&out);
	}
}

static void
check_texts(struct article *before, struct article *after, uint8_t choice)
{
	struct span place = choose_place(before, choice);
	struct annotation note = {.body = NULL};
	struct annotations list = {&note, 1, 1};
	enum target_kind kind = choice % 3 ? TARGET_PHRASE : TARGET_PARAGRAPH;

	anchor_describe(before, kind, place, &note.target);
	check_target(&note.target);
	note.target.hash = article_hash(before);
	if (kind == TARGET_PARAGRAPH && article_count(before) > 0)
		place = article_span(before, article_index_at(before, place.start));
	check_at_home(before, &list, place);
	check_abroad(after, &list);
	check_alignment(before, after);
	check_alignment(after, before);
	note.body = alloc_string(slice_from_string(note.target.prefix));
	check_exports(&note);
	annotation_clear(&note);
}

static void
check(struct slice input)
{
	struct slice rest = fuzz_behind(input, 1), text = slice_split(rest, '\0', &rest);
	struct article *before = open_text(text), *after = open_text(rest);

	if (before && after)
		check_texts(before, after, (uint8_t)fuzz_byte(input, 0));
	article_close(before);
	article_close(after);
}

enum {
	PIECES_AT_MOST = 40
};

static const struct slice pieces[] = {
	PIECE("会议强调，"),
	PIECE("會議強調(diào)，"),
	PIECE("林远山"),
	PIECE("要"),
	PIECE("。\n"),
	PIECE("\n\n"),
	PIECE("　　"),
	PIECE(" "),
	PIECE("不得瞒报漏报"),
	PIECE("(GDP)"),
	PIECE("the economy "),
	PIECE("\x1b[31m"),
	PIECE("\xff"),
	PIECE("\xe4\xbc"),
	PIECE("é"),
	PIECE("👍🏽"),
	PIECE("\xE2\x80\xAE"),
	PIECE("#a/b"),
	PIECE("\""),
	PIECE("*"),
	PIECE("国(guo)(guo)务(wu)"),
	PIECE("１２３"),
	PIECE("\t"),
	PIECE("\xC2\xA0"),
};

/* Texts of pieces, and then the same pieces with some gone, doubled, or others. */
static size_t
make_input(uint64_t *seed, uint8_t *input)
{
	size_t count = fuzz_random(seed) % PIECES_AT_MOST, length = 0, chosen[PIECES_AT_MOST];

	input[length++] = (uint8_t)fuzz_random(seed);
	for (size_t i = 0; i < count; i++)
		chosen[i] = fuzz_random(seed) % (sizeof pieces / sizeof *pieces);
	for (int text = 0; text < 2; text++) {
		for (size_t i = 0; i < count; i++) {
			size_t piece = chosen[i];
			uint32_t change = text == 0 ? 99 : fuzz_random(seed) % 20;

			if (change == 0)
				continue;
			if (change == 1)
				piece = fuzz_random(seed) % (sizeof pieces / sizeof *pieces);
			for (int times = change == 2 ? 2 : 1; times > 0; times--) {
				memcpy(input + length, pieces[piece].bytes, pieces[piece].length);
				length += pieces[piece].length;
			}
		}
		if (text == 0)
			input[length++] = '\0';
	}
	return length;
}

const struct fuzz_target fuzz_target = {
	.sentence = "made texts are noted on, changed and exported",
	.rounds = 1000,
	.head_bytes = 1,
	.pieces = pieces,
	.piece_count = sizeof pieces / sizeof *pieces,
	.pieces_at_most = PIECES_AT_MOST,
	.check = check,
	.make = make_input,
};
