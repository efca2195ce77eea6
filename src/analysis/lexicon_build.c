/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words are sorted; then a node is made for each run of words with a common beginning, its
 * edges side by side, and the runs behind each edge in turn.
 */
#include "analysis/lexicon_build.h"

#include "base/alloc.h"
#include "base/array.h"

#include <stdlib.h>
#include <string.h>

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
	size_t index, kind;

	if (*page == 0) {
		*page = (uint16_t)(build->character_count / 256);
		build->characters = alloc_resize(
			build->characters, build->character_count + 256, sizeof *build->characters);
		for (index = 0; index < 256; index++) {
			struct lexicon_character *new =
				&build->characters[build->character_count + index];

			new->node = 0;
			for (kind = 0; kind < CHARACTER_VALUES; kind++)
				new->value[kind] = VALUE_NONE;
		}
		build->character_count += 256;
	}
	return &build->characters[(size_t)*page * 256 + (character & 255)];
}

/* Makes the node for the words [first, end), which agree in their first depth characters. */
static uint32_t
make_node(struct lexicon_build *build, const struct pack_word *words, size_t first, size_t end,
	size_t depth)
{
	uint32_t node = (uint32_t)build->node_count, edge, child;
	size_t index, run;

	build->nodes = array_grow(
		build->nodes, &build->node_capacity, build->node_count + 1, sizeof *build->nodes);
	build->nodes[build->node_count++] =
		(struct lexicon_node){.first_edge = (uint32_t)build->edge_count};
	for (; first < end && words[first].length == depth; first++)
		build->nodes[node].classes |= (word_set)1 << words[first].class;
	for (index = first; index < end; index++) {
		if (index > first && words[index].text[depth] == words[index - 1].text[depth])
			continue;
		build->edges = array_grow(build->edges, &build->edge_capacity,
			build->edge_count + 1, sizeof *build->edges);
		build->edges[build->edge_count++].character = words[index].text[depth];
		build->nodes[node].edge_count++;
	}
	edge = build->nodes[node].first_edge;
	for (index = first; index < end; index = run, edge++) {
		for (run = index + 1; run < end; run++)
			if (words[run].text[depth] != words[index].text[depth])
				break;
		child = make_node(build, words, index, run, depth + 1);
		build->edges[edge].node = child;
	}
	return node;
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
	build->nodes = array_grow(NULL, &build->node_capacity, 1, sizeof *build->nodes);
	build->nodes[0] = (struct lexicon_node){0};
	build->node_count = 1;
	for (index = 0; index < pack->value_count; index++) {
		const struct pack_value *value = &pack->values[index];

		character_slot(build, value->character)->value[value->kind] = value->value;
	}
	qsort(pack->words, pack->word_count, sizeof *pack->words, compare_words);
	for (index = 0; index < pack->word_count; index = run) {
		uint32_t first = pack->words[index].text[0], node;

		for (run = index + 1; run < pack->word_count; run++)
			if (pack->words[run].text[0] != first)
				break;
		node = make_node(build, pack->words, index, run, 1);
		character_slot(build, first)->node = node;
	}
	return build;
}

void
lexicon_build_free(struct lexicon_build *taken_build)
{
	if (!taken_build)
		return;
	free(taken_build->pages);
	free(taken_build->characters);
	free(taken_build->nodes);
	free(taken_build->edges);
	free(taken_build);
}

struct lexicon
lexicon_build_view(const struct lexicon_build *build)
{
	return (struct lexicon){build->pages, build->characters, build->nodes, build->edges};
}
