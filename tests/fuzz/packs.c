/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any pack of a reader's: checked, laid over any choice of shipped ones, and every word of it found
 * afterwards. The input's first byte is the choice. A breach aborts.
 *
 * With libFuzzer: clang -fsanitize=fuzzer,address,undefined -DZHUPI_LIBFUZZER … Without it, main
 * runs ROUNDS inputs put together by a generator of its own, always the same ones, and prints TAP.
 */
#include "analysis/overlay.h"
#include "analysis/pack_check.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	ROUNDS = 2000,
	PIECES_AT_MOST = 120,
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

static bool
has_word(const struct lexicon *lexicon, const struct pack_word *word)
{
	uint32_t state = lexicon_find(lexicon, word->text, word->length);

	return state && (lexicon_classes(lexicon, state) >> word->class & 1);
}

/* Whether each word has its class, and what is taken out and not put in again has not. */
static void
check_words(const struct lexicon *lexicon, const struct pack *pack)
{
	size_t index;

	for (index = 0; index < pack->words.count; index++)
		require(has_word(lexicon, &pack->words.items[index]), "every word is found");
	for (index = 0; index < pack->out.count; index++) {
		const struct pack_word *out = &pack->out.items[index];
		size_t other;
		bool again = false;

		for (other = 0; other < pack->words.count; other++)
			again = again ||
				(pack->words.items[other].class == out->class &&
					pack->words.items[other].length == out->length &&
					memcmp(pack->words.items[other].text, out->text,
						out->length * sizeof out->text[0]) == 0);
		require(again || !has_word(lexicon, out), "a word that is taken out is gone");
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct slice text = {(const char *)bytes, length};
	unsigned choice = length > 0 ? bytes[0] & 7 : CHOICE_DEFAULT;
	struct overlay *overlay = overlay_new(choice);
	struct pack_mistakes mistakes = {.count = 0};
	struct pack pack;
	struct error error;
	bool added;

	if (length > 0)
		text = (struct slice){text.bytes + 1, length - 1};
	error_init(&error);
	pack_init(&pack);
	pack_check(&pack, "pack", text, packs_builtin(), &mistakes);
	added = overlay_add(overlay, "pack", text, &error);
	require(added == (mistakes.count == mistakes.warnings), "reading and checking agree");
	require(added || strncmp(error.sentence, "pack:", 5) == 0, "a mistake has its place");
	if (added)
		check_words(&overlay_packs(overlay)->lexicon, &pack);
	pack_mistakes_clear(&mistakes);
	pack_clear(&pack);
	overlay_free(overlay);
	return 0;
}

#ifndef ZHUPI_LIBFUZZER

static const char *const pieces[] = {"[words head-strong]\n", "[words place]\n",
	"[words en-must]\n", "[characters surname]\n", "[rule zh.official.list]\n",
	"[rule rfc.directive.may]\n", "[rule none]\n", "why: x\n", "on: no\n", "on: yes\n",
	"weight: 5\n", "weight: -99999\n", "市长 ", "副市长 ", "-市长 ", "張=3 ", "王=-7 ", "= ",
	"- ", "-", "_", "[", "]", "\n", "\n", " ", "a", "b", "ab ", "abc ", "abd ", "-abc ", "# ",
	"　", "\t", "\r\n", "主席台 ", "主席团 ", "主席 ", "-主席 ", "𠀀𠀁 ", "省市县乡 ", "省市 ",
	"省 ", "required ", "why", "on", "weight", ":", "[]\n", "[words]\n", "[words  place ]\n"};

static uint32_t
next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (uint32_t)(*seed >> 33);
}

/* Puts an input together from pieces, and damages some of its bytes now and then. */
static size_t
make_input(uint64_t *seed, uint8_t *input)
{
	uint32_t count = next_random(seed) % PIECES_AT_MOST, damages;
	size_t length = 1;

	input[0] = (uint8_t)next_random(seed);
	while (count-- > 0) {
		const char *piece = pieces[next_random(seed) % (sizeof pieces / sizeof pieces[0])];

		if (length + strlen(piece) > INPUT_BYTES)
			break;
		memcpy(input + length, piece, strlen(piece));
		length += strlen(piece);
	}
	damages = next_random(seed) % 4 == 0 ? next_random(seed) % 8 : 0;
	while (damages-- > 0)
		input[next_random(seed) % length] = (uint8_t)next_random(seed);
	return length;
}

int
main(void)
{
	uint64_t seed = 20200203;
	int round;

	printf("1..1\n");
	for (round = 0; round < ROUNDS; round++) {
		/* Of the exact size, so that a sanitizer sees what reads beyond it. */
		uint8_t input[INPUT_BYTES], *exact;
		size_t length = make_input(&seed, input);

		exact = malloc(length);
		require(exact != NULL, "memory");
		memcpy(exact, input, length);
		LLVMFuzzerTestOneInput(exact, length);
		free(exact);
	}
	printf("ok 1 - %d made packs are read, checked and laid over the shipped ones\n", ROUNDS);
	return 0;
}

#endif
