/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words are sorted. A run of words with a common beginning has a state; its children's states
 * are put, all at once, where a base lets them fall on free places, the first that fits.
 *
 * A word that is added later walks down the states; where its next state's place is taken by
 * somebody else's child, all children of the state move to another base, as in Aoe's article.
 */
#include "analysis/lexicon_build.h"

#include "base/alloc.h"
#include "base/array.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
	FREE = 0xFFFFFFFF, /* check of a state not in use */
	ROOT = 0xFFFFFFFE, /* check of a state for a first character */
	SPARE = 1 << 15,   /* states for words that come later */
	FAR = 256          /* a base that was found so far behind where the search began */
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

static struct lexicon_worth
worth_of_none(void)
{
	struct lexicon_worth worth;

	memset(worth.value, VALUE_NONE, sizeof worth.value);
	return worth;
}

static struct lexicon_character *
character_slot(struct lexicon_build *build, uint32_t character)
{
	uint32_t *page = &build->pages[character >> 8], first = character & ~(uint32_t)255;
	size_t index;

	if (*page + first == 0) {
		*page = (uint32_t)build->character_count - first;
		build->characters = alloc_resize(
			build->characters, build->character_count + 256, sizeof *build->characters);
		build->worths = alloc_resize(
			build->worths, build->character_count + 256, sizeof *build->worths);
		for (index = build->character_count; index < build->character_count + 256;
			index++) {
			build->characters[index] = (struct lexicon_character){0};
			build->worths[index] = worth_of_none();
		}
		build->character_count += 256;
	}
	return &build->characters[*page + character];
}

static uint16_t
code_of(struct lexicon_build *build, uint32_t character)
{
	struct lexicon_character *slot = character_slot(build, character);

	if (slot->code == 0) {
		build->codes++;
		assert(build->codes < LEXICON_CODES);
		slot->code = build->codes;
	}
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
	if (!build->families)
		return;
	build->families = array_grow(
		build->families, &build->family_capacity, count, sizeof *build->families);
	while (build->family_count < count)
		build->families[build->family_count++] = (struct lexicon_family){0};
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

/* Where words that end in a state get their classes. */
static void
set_classes(struct lexicon_build *build, uint32_t state, word_set classes)
{
	build->states[state].set = set_of(build, classes) & (LEXICON_SETS - 1U);
}

/* Where the children of a state are. */
static void
set_base(struct lexicon_build *build, uint32_t state, uint32_t base)
{
	assert(base < LEXICON_STATES);
	build->states[state].base = base & 0xFFFFFU;
}

/* The first base that puts the first of the codes at `first` or behind it, and all codes on free
 * states. */
static uint32_t
find_base(struct lexicon_build *build, uint32_t first, const uint16_t *codes, size_t count)
{
	uint32_t base = first > codes[0] ? first - codes[0] : 1;
	size_t index;

	for (;; base++) {
		for (index = 0; index < count; index++) {
			make_states(build, (size_t)base + codes[index] + 1);
			if (build->states[base + codes[index]].check != FREE)
				break;
		}
		if (index == count)
			break;
	}
	if (base > build->last_base)
		build->last_base = base;
	return base;
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
	set_classes(build, state, classes);
	if (first == end)
		return;
	codes = alloc_zeroed(end - first, sizeof *codes);
	for (index = first; index < end; index++)
		if (index == first || words[index].text[depth] != words[index - 1].text[depth])
			codes[count++] = code_of(build, words[index].text[depth]);
	base = find_base(build, build->first_free, codes, count);
	set_base(build, state, base);
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

/* A state for words that begin with a character. */
static uint32_t
new_root(struct lexicon_build *build)
{
	uint32_t state;

	skip_used(build);
	state = build->first_free;
	make_states(build, (size_t)state + 1);
	build->states[state].check = ROOT;
	return state;
}

/* Makes state the one of the words that begin with a character, and returns it. */
static uint32_t
set_root(struct lexicon_build *build, uint32_t character, uint32_t state)
{
	assert(state < LEXICON_STATES);
	character_slot(build, character)->state = state;
	return state;
}

/* Makes so many states that every base and code together name one. */
static void
pad(struct lexicon_build *build)
{
	make_states(build, (size_t)build->last_base + build->codes + 1);
}

/* Makes the state for the words [first, end) that begin with one character. */
static void
make_root(struct lexicon_build *build, const struct pack_word *words, size_t first, size_t end)
{
	uint32_t state = new_root(build);

	set_root(build, words[first].text[0], state);
	fill_state(build, words, first, end, 1, state);
}

/* ---- What is asked for often lies together ------------------------------------------------------
 */

/* A character, and how many words begin with it or have it inside; and where the former begin. */
struct frequency {
	uint32_t character;
	size_t count, first;
};

/* The most frequent first. */
static int
compare_frequencies(const void *one, const void *other)
{
	const struct frequency *a = one, *b = other;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return a->character < b->character ? -1 : a->character > b->character;
}

static int
compare_characters(const void *one, const void *other)
{
	uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;

	return a < b ? -1 : a > b;
}

/* Counts equal neighbours of a sorted list; the caller frees. */
static struct frequency *
count_runs(const uint32_t *characters, size_t length, size_t *count)
{
	struct frequency *runs = alloc_zeroed(length + 1, sizeof *runs);
	size_t index;

	*count = 0;
	for (index = 0; index < length; index++) {
		if (index == 0 || characters[index] != characters[index - 1])
			runs[(*count)++] = (struct frequency){characters[index], 0, index};
		runs[*count - 1].count++;
	}
	qsort(runs, *count, sizeof *runs, compare_frequencies);
	return runs;
}

/* Gives the characters inside words their codes: small ones to those that are in many. */
static void
give_codes(struct lexicon_build *build, const struct pack_words *words)
{
	size_t length = 0, count, index, at;
	struct frequency *frequencies;
	uint32_t *inside;

	for (index = 0; index < words->count; index++)
		length += words->items[index].length;
	inside = alloc_zeroed(length + 1, sizeof *inside);
	for (index = length = 0; index < words->count; index++)
		for (at = 1; at < words->items[index].length; at++)
			inside[length++] = words->items[index].text[at];
	qsort(inside, length, sizeof *inside, compare_characters);
	frequencies = count_runs(inside, length, &count);
	for (index = 0; index < count; index++)
		(void)code_of(build, frequencies[index].character);
	free(frequencies);
	free(inside);
}

/* Makes the states of the sorted words: first those of the characters that many begin with. */
static void
make_roots(struct lexicon_build *build, const struct pack_words *words)
{
	uint32_t *firsts = alloc_zeroed(words->count + 1, sizeof *firsts);
	struct frequency *frequencies;
	size_t count, index;

	for (index = 0; index < words->count; index++)
		firsts[index] = words->items[index].text[0];
	frequencies = count_runs(firsts, words->count, &count);
	for (index = 0; index < count; index++)
		make_root(build, words->items, frequencies[index].first,
			frequencies[index].first + frequencies[index].count);
	free(frequencies);
	free(firsts);
}

struct lexicon_build *
lexicon_build_new(struct pack *pack)
{
	struct lexicon_build *build = alloc_zeroed(1, sizeof *build);
	struct pack_words *words = &pack->words;
	size_t index;

	build->pages = alloc_zeroed(LEXICON_PAGES, sizeof *build->pages);
	for (index = 0; index < LEXICON_PAGES; index++)
		build->pages[index] = 0 - (uint32_t)index * 256;
	build->characters = alloc_zeroed(256, sizeof *build->characters);
	build->character_count = 256;
	build->worths = alloc_zeroed(256, sizeof *build->worths);
	for (index = 0; index < 256; index++)
		build->worths[index] = worth_of_none();
	make_states(build, 1);
	build->states[0].check = ROOT;
	build->first_free = 1;
	(void)set_of(build, 0);
	for (index = 0; index < pack->value_count; index++)
		lexicon_build_set_value(build, &pack->values[index]);
	if (words->count > 0)
		qsort(words->items, words->count, sizeof *words->items, compare_words);
	give_codes(build, words);
	make_roots(build, words);
	pad(build);
	return build;
}

/* ---- Changing what is built ---------------------------------------------------------------------
 */

/* A copy of count items with room for spare more. */
static void *
copy(const void *items, size_t count, size_t spare, size_t size)
{
	void *copied = alloc_zeroed(count + spare, size);

	memcpy(copied, items, count * size);
	return copied;
}

/* Finds the children of all states, and the last base. */
static void
link_families(struct lexicon_build *build)
{
	uint32_t state;

	build->family_count = build->state_count;
	build->family_capacity = build->state_count + SPARE;
	build->families = alloc_zeroed(build->family_capacity, sizeof *build->families);
	for (state = 1; state < build->state_count; state++) {
		const struct lexicon_state *found = &build->states[state];

		if (found->check < ROOT) {
			build->families[state].sibling = build->families[found->check].child;
			build->families[found->check].child = state;
		}
		if (found->base > build->last_base)
			build->last_base = found->base;
	}
	build->room = build->last_base + 1;
}

struct lexicon_build *
lexicon_build_copy(const struct lexicon *lexicon)
{
	struct lexicon_build *build = alloc_zeroed(1, sizeof *build);
	size_t index;

	build->pages = copy(lexicon->pages, LEXICON_PAGES, 0, sizeof *build->pages);
	build->character_count = lexicon->character_count;
	build->characters =
		copy(lexicon->characters, lexicon->character_count, 0, sizeof *build->characters);
	build->worths = copy(lexicon->worths, lexicon->character_count, 0, sizeof *build->worths);
	build->state_count = lexicon->state_count;
	build->state_capacity = lexicon->state_count + SPARE;
	build->states = copy(lexicon->states, lexicon->state_count, SPARE, sizeof *build->states);
	build->set_count = build->set_capacity = lexicon->set_count;
	build->sets = copy(lexicon->sets, lexicon->set_count, 0, sizeof *build->sets);
	for (index = 0; index < build->character_count; index++)
		if (build->characters[index].code > build->codes)
			build->codes = (uint16_t)build->characters[index].code;
	build->first_free = 1;
	return build;
}

/* Makes state a child of parent. */
static void
give_birth(struct lexicon_build *build, uint32_t parent, uint32_t state)
{
	build->states[state].check = parent;
	build->families[state].sibling = build->families[parent].child;
	build->families[parent].child = state;
}

/* Moves a child of parent, with its own children, to a free place. */
static void
move_child(struct lexicon_build *build, uint32_t parent, uint32_t from, uint32_t to)
{
	uint32_t child = build->families[from].child;

	build->states[to] = build->states[from];
	give_birth(build, parent, to);
	build->families[to].child = child;
	for (; child; child = build->families[child].sibling)
		build->states[child].check = to;
	build->states[from] = (struct lexicon_state){.check = FREE};
	build->families[from] = (struct lexicon_family){0};
	if (from < build->first_free)
		build->first_free = from;
}

/* Moves the children of a state so that one with a further code has a place too. */
static void
make_room(struct lexicon_build *build, uint32_t state, uint16_t further)
{
	uint32_t old = build->states[state].base, base, child, next;
	uint16_t *codes;
	size_t count = 1;

	for (child = build->families[state].child; child; child = build->families[child].sibling)
		count++;
	codes = alloc_zeroed(count, sizeof *codes);
	codes[0] = further;
	count = 1;
	for (child = build->families[state].child; child; child = build->families[child].sibling)
		codes[count++] = (uint16_t)(child - old);
	base = find_base(build, build->room, codes, count);
	if (base + further > build->room + FAR)
		build->room = base + further;
	child = build->families[state].child;
	build->families[state].child = 0;
	for (; child; child = next) {
		next = build->families[child].sibling;
		move_child(build, state, child, base + (child - old));
	}
	set_base(build, state, base);
	free(codes);
}

/* The state behind a state by a character, made where there is none. */
static uint32_t
state_behind(struct lexicon_build *build, uint32_t state, uint32_t character)
{
	uint16_t code = code_of(build, character);
	uint32_t base;

	pad(build);
	base = build->states[state].base;
	if (base && build->states[base + code].check == state)
		return base + code;
	if (!base || build->states[base + code].check != FREE)
		make_room(build, state, code);
	pad(build);
	base = build->states[state].base;
	give_birth(build, state, base + code);
	return base + code;
}

bool
lexicon_build_add(struct lexicon_build *build, const struct pack_word *word)
{
	word_set classes = (word_set)1 << word->class;
	uint32_t state = character_slot(build, word->text[0])->state;
	size_t at;

	if (!build->families)
		link_families(build);
	if (state == 0)
		state = set_root(build, word->text[0], new_root(build));
	for (at = 1; at < word->length; at++)
		state = state_behind(build, state, word->text[at]);
	if (build->sets[build->states[state].set] & classes)
		return false;
	set_classes(build, state, build->sets[build->states[state].set] | classes);
	return true;
}

static struct lexicon
view(const struct lexicon_build *build)
{
	return (struct lexicon){build->pages, build->characters, build->worths, build->states,
		build->sets, build->character_count, build->state_count, build->set_count};
}

bool
lexicon_build_take_out(struct lexicon_build *build, const struct pack_word *word)
{
	struct lexicon lexicon = view(build);
	uint32_t state = lexicon_find(&lexicon, word->text, word->length);
	word_set classes = (word_set)1 << word->class;

	if (!state || !(lexicon_classes(&lexicon, state) & classes))
		return false;
	set_classes(build, state, lexicon_classes(&lexicon, state) & ~classes);
	return true;
}

void
lexicon_build_set_value(struct lexicon_build *build, const struct pack_value *value)
{
	size_t slot = (size_t)(character_slot(build, value->character) - build->characters);

	build->worths[slot].value[value->kind] = value->value;
}

void
lexicon_build_free(struct lexicon_build *taken_build)
{
	if (!taken_build)
		return;
	free(taken_build->pages);
	free(taken_build->characters);
	free(taken_build->worths);
	free(taken_build->states);
	free(taken_build->sets);
	free(taken_build->families);
	free(taken_build);
}

struct lexicon
lexicon_build_view(struct lexicon_build *build)
{
	for (size_t i = 0; i < build->character_count; i++) {
		struct lexicon_character *character = &build->characters[i];
		const struct lexicon_state *root = &build->states[character->state];

		character->base = root->base;
		character->set = root->set;
	}
	return view(build);
}
