/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any pack of a reader's: checked, laid over any choice of shipped ones, and every word of it found
 * afterwards. The input's first byte is the choice. A breach aborts.
 */
#include "fuzz.h"

#include "analysis/overlay.h"
#include "analysis/pack_check.h"

#include <string.h>

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

static void
check(struct slice input)
{
	struct slice text = fuzz_behind(input, 1);
	unsigned choice = fuzz_byte(input, 0) & 7;
	struct overlay *overlay = overlay_new(choice);
	struct pack_mistakes mistakes = {.count = 0};
	struct pack pack;
	struct error error;
	bool added;

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
}

static const struct slice pieces[] = {
	PIECE("[words head-strong]\n"),
	PIECE("[words place]\n"),
	PIECE("[words en-must]\n"),
	PIECE("[characters surname]\n"),
	PIECE("[rule zh.official.list]\n"),
	PIECE("[rule rfc.directive.may]\n"),
	PIECE("[rule none]\n"),
	PIECE("why: x\n"),
	PIECE("on: no\n"),
	PIECE("on: yes\n"),
	PIECE("weight: 5\n"),
	PIECE("weight: -99999\n"),
	PIECE("市长 "),
	PIECE("副市长 "),
	PIECE("-市长 "),
	PIECE("張=3 "),
	PIECE("王=-7 "),
	PIECE("= "),
	PIECE("- "),
	PIECE("-"),
	PIECE("_"),
	PIECE("["),
	PIECE("]"),
	PIECE("\n"),
	PIECE("\n"),
	PIECE(" "),
	PIECE("a"),
	PIECE("b"),
	PIECE("ab "),
	PIECE("abc "),
	PIECE("abd "),
	PIECE("-abc "),
	PIECE("# "),
	PIECE("　"),
	PIECE("\t"),
	PIECE("\r\n"),
	PIECE("主席台 "),
	PIECE("主席团 "),
	PIECE("主席 "),
	PIECE("-主席 "),
	PIECE("𠀀𠀁 "),
	PIECE("省市县乡 "),
	PIECE("省市 "),
	PIECE("省 "),
	PIECE("required "),
	PIECE("why"),
	PIECE("on"),
	PIECE("weight"),
	PIECE(":"),
	PIECE("[]\n"),
	PIECE("[words]\n"),
	PIECE("[words  place ]\n"),
};

const struct fuzz_target fuzz_target = {
	.sentence = "made packs are read, checked and laid over the shipped ones",
	.rounds = 2000,
	.head_bytes = 1,
	.pieces = pieces,
	.piece_count = sizeof pieces / sizeof *pieces,
	.pieces_at_most = 120,
	.check = check,
};
