/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/pack_check.h"

#include "analysis/lexicon_build.h"
#include "base/error.h"
#include "base/intl.h"
#include "text/unicode.h"

#include <stdlib.h>

/* What is looked at. */
struct check {
	const struct lexicon *beneath;
	struct lexicon_build *own; /* the pack's words so far */
	struct pack_mistakes *mistakes;
};

static bool
is_in(const struct lexicon *lexicon, const struct pack_word *word)
{
	uint32_t state = lexicon_find(lexicon, word->text, word->length);

	return state && (lexicon_classes(lexicon, state) >> word->class & 1);
}

/* Adds a warning: the sentence and the word, as it is folded. */
static void
warn(struct check *check, const struct pack_word *word, const char *sentence)
{
	struct buffer shown;
	size_t index;

	buffer_init(&shown);
	buffer_append_format(&shown, "%s: ", sentence);
	for (index = 0; index < word->length; index++)
		unicode_append(&shown, word->text[index]);
	pack_mistakes_add(check->mistakes, word->line, word->column, true, buffer_string(&shown));
	buffer_clear(&shown);
}

static void
check_words(struct check *check, const struct pack *pack)
{
	size_t index;

	for (index = 0; index < pack->words.count; index++) {
		const struct pack_word *word = &pack->words.items[index];

		if (!lexicon_build_add(check->own, word))
			warn(check, word, _("this word stands in the pack twice"));
		else if (is_in(check->beneath, word))
			warn(check, word, _("this word is in the shipped packs already"));
	}
	for (index = 0; index < pack->out.count; index++)
		if (!is_in(check->beneath, &pack->out.items[index]))
			warn(check, &pack->out.items[index],
				_("this word is taken out, but the shipped packs don't have it"));
}

/* What is said of a rule without effect. */
static void
check_entries(struct check *check, const struct pack *pack)
{
	size_t index;

	for (index = 0; index < pack->entry_count; index++) {
		const struct pack_entry *entry = &pack->entries[index];
		bool scores = entry->rule != RULE_PROPAGATED &&
			slice_starts_with(slice_from_string(rule_name(entry->rule)),
				slice_from_string("zh.official."));
		bool of_reader = slice_starts_with(
			slice_from_string(rule_name(entry->rule)), slice_from_string("reader."));

		if (entry->has_weight && entry->weight != 0 && !scores)
			pack_mistakes_add(check->mistakes, entry->line, 1, true,
				_("this rule does not score: its weight has no effect"));
		if (entry->has_on && !entry->on && of_reader)
			pack_mistakes_add(check->mistakes, entry->line, 1, true,
				_("your own corrections cannot be switched off by a pack"));
	}
}

static int
compare_places(const void *one, const void *other)
{
	const struct pack_mistake *a = one, *b = other;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

void
pack_check(struct pack *pack, const char *name, struct slice text, const struct packs *beneath,
	struct pack_mistakes *mistakes)
{
	struct check check = {.beneath = &beneath->lexicon, .mistakes = mistakes};
	struct pack empty;

	pack_init(&empty);
	check.own = lexicon_build_new(&empty);
	pack_read_on(pack, name, text, mistakes);
	check_words(&check, pack);
	check_entries(&check, pack);
	lexicon_build_free(check.own);
	if (mistakes->count > 0)
		qsort(mistakes->items, mistakes->count, sizeof *mistakes->items, compare_places);
}
