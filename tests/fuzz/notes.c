/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any text noted on, changed, resolved, searched and exported. The input's first byte chooses the
 * place; the text up to the first NUL is what is noted on, the one behind it is what it became.
 * What must hold for every text is checked; a breach aborts.
 *
 * With libFuzzer: clang -fsanitize=fuzzer,address,undefined -DZHUPI_LIBFUZZER … Without it, main
 * runs ROUNDS inputs put together by a generator of its own, always the same ones, and prints TAP.
 */
#include "base/alloc.h"
#include "export/exporter.h"
#include "notes/alignment.h"
#include "notes/anchor.h"
#include "notes/annotation.h"
#include "notes/kept.h"
#include "notes/store.h"
#include "notes/tag.h"
#include "text/article.h"
#include "text/unicode.h"

#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	ROUNDS = 1000,
	PIECES_AT_MOST = 40,
	INPUT_BYTES = 4096
};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
require(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "does not hold: %s\n", what);
	abort();
}

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
check_words(const char *typed)
{
	struct error error;
	struct store *store =
		store_open("/nonexistent/zhupi/notes.db", STORE_READ, NULL, NULL, &error);
	struct annotations list;
	size_t count;
	char **tags = tag_parse(typed, &count);

	annotations_init(&list);
	require(store != NULL, "an empty store opens");
	require(annotation_list(store, &(struct annotation_filter){.words = typed}, &list, &error),
		"no word is syntax");
	require(list.count == 0, "nothing is found in nothing");
	store_close(store);
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
	if (choice < 16)
		check_words(note.target.quote);
	annotation_clear(&note);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct slice rest = {(const char *)bytes, length}, text;
	struct article *before, *after;

	if (length == 0)
		return 0;
	rest = slice_at(rest, (struct span){1, length});
	text = slice_split(rest, '\0', &rest);
	before = open_text(text);
	after = open_text(rest);
	if (before && after)
		check_texts(before, after, bytes[0]);
	article_close(before);
	article_close(after);
	return 0;
}

#ifndef ZHUPI_LIBFUZZER

static uint64_t
next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005U + 1442695040888963407U;
	return *seed >> 33;
}

/* Texts of pieces, and then the same pieces with some gone, doubled, or others. */
static size_t
make_input(uint64_t *seed, uint8_t *input)
{
	static const char *const pieces[] = {"会议强调，", "會議強調(diào)，", "林远山", "要",
		"。\n", "\n\n", "　　", " ", "不得瞒报漏报", "(GDP)", "the economy ", "\x1b[31m",
		"\xff", "\xe4\xbc", "é", "👍🏽", "\xE2\x80\xAE", "#a/b", "\"", "*",
		"国(guo)(guo)务(wu)", "１２３", "\t", "\xC2\xA0"};
	size_t count = next_random(seed) % PIECES_AT_MOST, length = 0, chosen[PIECES_AT_MOST];

	input[length++] = (uint8_t)next_random(seed);
	for (size_t i = 0; i < count; i++)
		chosen[i] = next_random(seed) % (sizeof pieces / sizeof pieces[0]);
	for (int text = 0; text < 2; text++) {
		for (size_t i = 0; i < count; i++) {
			size_t piece = chosen[i];
			uint64_t change = text == 0 ? 99 : next_random(seed) % 20;

			if (change == 0)
				continue;
			if (change == 1)
				piece = next_random(seed) % (sizeof pieces / sizeof pieces[0]);
			for (int times = change == 2 ? 2 : 1; times > 0; times--) {
				memcpy(input + length, pieces[piece], strlen(pieces[piece]));
				length += strlen(pieces[piece]);
			}
		}
		if (text == 0)
			input[length++] = '\0';
	}
	return length;
}

int
main(void)
{
	uint64_t seed = 20200203;

	setlocale(LC_CTYPE, "C.UTF-8");
	printf("1..1\n");
	for (int round = 0; round < ROUNDS; round++) {
		/* Of the exact size, so that a sanitizer sees what reads beyond it. */
		uint8_t input[INPUT_BYTES], *exact;
		size_t length = make_input(&seed, input);

		exact = malloc(length);
		require(exact != NULL, "memory");
		memcpy(exact, input, length);
		LLVMFuzzerTestOneInput(exact, length);
		free(exact);
	}
	printf("ok 1 - %d made texts are noted on, changed and exported\n", ROUNDS);
	return 0;
}

#endif
