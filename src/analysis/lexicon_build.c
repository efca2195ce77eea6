/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words are sorted. A run of words with a common beginning has a state; its children's states
 * are put, all at once, where a base lets them fall on free places, the first that fits.
 */
#include "analysis/lexicon_build.h"

#include "base/alloc.h"
#include "base/array.h"

#include <stdlib.h>
#include <string.h>

enum {
	FREE = 0xFFFFFFFF, /* check of a state not in use */
	ROOT = 0xFFFFFFFE  /* check of a state for a first character */
};

static int
compare_words(const void *one, const void *other)
{
	const struct pack_word *a = one, *b = other;
	size_t at;

	for (at = 0; at < a->length && at < b->length; at++)
		if (a->text[at] != b->text[at])
			return a->text[at] < b->text[at] ? -1 : 1;
	return (a->length > b->length) - (a->length < b->length);
}

static struct lexicon_character *
character_slot(struct lexicon_build *build, uint32_t character)
{
	uint16_t *page = &build->pages[character >> 8];
	size_t index;

	if (*page == 0) {
		*page = (uint16_t)(build->character_count / 256);
		build->characters = alloc_resize(
			build->characters, build->character_count + 256, sizeof *build->characters);
		for (index = 0; index < 256; index++) {
			struct lexicon_character *new =
				&build->characters[build->character_count + index];

			new->state = 0;
			new->code = 0;
			memset(new->value, VALUE_NONE, sizeof new->value);
		}
		build->character_count += 256;
	}
	return &build->characters[(size_t)*page * 256 + (character & 255)];
}

static uint16_t
code_of(struct lexicon_build *build, uint32_t character)
{
	struct lexicon_character *slot = character_slot(build, character);

	if (slot->code == 0)
		slot->code = ++build->codes;
	return slot->code;
}

/* Makes states up to count, free ones. */
static void
make_states(struct lexicon_build *build, size_t count)
{
	if (count <= build->state_count)
		return;
	build->states =
		array_grow(build->states, &build->state_capacity, count, sizeof *build->states);
	while (build->state_count < count)
		build->states[build->state_count++] = (struct lexicon_state){.check = FREE};
}

static uint32_t
set_of(struct lexicon_build *build, word_set classes)
{
	size_t index = 0;

	while (index < build->set_count && build->sets[index] != classes)
		index++;
	if (index == build->set_count) {
		build->sets = array_grow(build->sets, &build->set_capacity, build->set_count + 1,
			sizeof *build->sets);
		build->sets[build->set_count++] = classes;
	}
	return (uint32_t)index;
}

/* The first base that puts all codes on free states. */
static uint32_t
find_base(struct lexicon_build *build, const uint16_t *codes, size_t count)
{
	uint32_t base = build->first_free > codes[0] ? build->first_free - codes[0] : 1;
	size_t index;

	for (;; base++) {
		for (index = 0; index < count; index++) {
			make_states(build, (size_t)base + codes[index] + 1);
			if (build->states[base + codes[index]].check != FREE)
				break;
		}
		if (index == count)
			return base;
	}
}

static void
skip_used(struct lexicon_build *build)
{
	while (build->first_free < build->state_count &&
		build->states[build->first_free].check != FREE)
		build->first_free++;
}

/* Fills the state of the words [first, end), which agree in their first depth characters. */
static void
fill_state(struct lexicon_build *build, const struct pack_word *words, size_t first, size_t end,
	size_t depth, uint32_t state)
{
	uint16_t *codes;
	size_t index, run, count = 0;
	word_set classes = 0;
	uint32_t base;

	for (; first < end && words[first].length == depth; first++)
		classes |= (word_set)1 << words[first].class;
	build->states[state].set = set_of(build, classes);
	if (first == end)
		return;
	codes = alloc_zeroed(end - first, sizeof *codes);
	for (index = first; index < end; index++)
		if (index == first || words[index].text[depth] != words[index - 1].text[depth])
			codes[count++] = code_of(build, words[index].text[depth]);
	base = find_base(build, codes, count);
	build->states[state].base = base;
	for (index = 0; index < count; index++)
		build->states[base + codes[index]].check = state;
	skip_used(build);
	for (index = first, count = 0; index < end; index = run, count++) {
		for (run = index + 1; run < end; run++)
			if (words[run].text[depth] != words[index].text[depth])
				break;
		fill_state(build, words, index, run, depth + 1, base + codes[count]);
	}
	free(codes);
}

/* Makes the state for the words [first, end) that begin with one character. */
static void
make_root(struct lexicon_build *build, const struct pack_word *words, size_t first, size_t end)
{
	uint32_t state;

	skip_used(build);
	state = build->first_free;
	make_states(build, (size_t)state + 1);
	build->states[state].check = ROOT;
	character_slot(build, words[first].text[0])->state = state;
	fill_state(build, words, first, end, 1, state);
}

struct lexicon_build *
lexicon_build_new(struct pack *pack)
{
	struct lexicon_build *build = alloc_zeroed(1, sizeof *build);
	size_t index, run;

	build->pages = alloc_zeroed(LEXICON_PAGES, sizeof *build->pages);
	build->characters = alloc_zeroed(256, sizeof *build->characters);
	build->character_count = 256;
	for (index = 0; index < 256; index++)
		memset(build->characters[index].value, VALUE_NONE,
			sizeof build->characters[index].value);
	make_states(build, 1);
	build->states[0].check = ROOT;
	build->first_free = 1;
	(void)set_of(build, 0);
	for (index = 0; index < pack->value_count; index++) {
		const struct pack_value *value = &pack->values[index];

		character_slot(build, value->character)->value[value->kind] = value->value;
	}
	qsort(pack->words, pack->word_count, sizeof *pack->words, compare_words);
	for (index = 0; index < pack->word_count; index = run) {
		for (run = index + 1; run < pack->word_count; run++)
			if (pack->words[run].text[0] != pack->words[index].text[0])
				break;
		make_root(build, pack->words, index, run);
	}
	make_states(build, build->state_count + build->codes + 1);
	return build;
}

void
lexicon_build_free(struct lexicon_build *taken_build)
{
	if (!taken_build)
		return;
	free(taken_build->pages);
	free(taken_build->characters);
	free(taken_build->states);
	free(taken_build->sets);
	free(taken_build);
}

struct lexicon
lexicon_build_view(const struct lexicon_build *build)
{
	return (struct lexicon){build->pages, build->characters, build->states, build->sets};
}
