/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/overlay.h"

#include "analysis/lexicon_build.h"
#include "analysis/pack.h"
#include "base/alloc.h"
#include "base/array.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct layer {
	char *name;
	struct pack pack;
	bool shipped;
};

struct overlay {
	struct packs packs;
	struct rule rules[RULES];
	struct lexicon_build *build; /* NULL while the tables hold */
	struct layer *layers;
	size_t count, capacity;
};

static const struct {
	const char *name;
	unsigned bit;
} names[] = {
	{"zh", CHOICE_ZH},
	{"en", CHOICE_EN},
	{"rfc", CHOICE_RFC},
};

static unsigned
bit_of(struct slice name)
{
	size_t index;

	for (index = 0; index < sizeof names / sizeof names[0]; index++)
		if (slice_equal(name, slice_from_string(names[index].name)))
			return names[index].bit;
	return 0;
}

bool
choice_read(struct slice text, unsigned *choice)
{
	unsigned read = 0;
	size_t start = 0, end;

	for (; start < text.length; start = end + 1) {
		for (end = start; end < text.length && !strchr(" \t,", text.bytes[end]); end++)
			;
		if (end > start && bit_of(slice_at(text, (struct span){start, end})) == 0)
			return false;
		read |= bit_of(slice_at(text, (struct span){start, end}));
	}
	*choice = read ? read : *choice;
	return read != 0;
}

unsigned
choice_of(const char *name)
{
	return bit_of((struct slice){name, strcspn(name, "./")});
}

/* Puts a layer's words and values into the lexicon, a copy of the tables from the first one on. */
static void
apply_words(struct overlay *overlay, const struct pack *pack)
{
	size_t index;

	if (pack->out.count + pack->words.count + pack->value_count == 0)
		return;
	if (!overlay->build)
		overlay->build = lexicon_build_copy(&overlay->packs.lexicon);
	for (index = 0; index < pack->out.count; index++)
		(void)lexicon_build_take_out(overlay->build, &pack->out.items[index]);
	for (index = 0; index < pack->words.count; index++)
		(void)lexicon_build_add(overlay->build, &pack->words.items[index]);
	for (index = 0; index < pack->value_count; index++)
		lexicon_build_set_value(overlay->build, &pack->values[index]);
	overlay->packs.lexicon = lexicon_build_view(overlay->build);
}

static int
compare_words(const void *one, const void *other)
{
	const struct pack_word *a = one, *b = other;
	size_t most = a->length < b->length ? a->length : b->length;

	for (size_t i = 0; i < most; i++)
		if (a->text[i] != b->text[i])
			return a->text[i] < b->text[i] ? -1 : 1;
	return (a->length > b->length) - (a->length < b->length);
}

/* Puts words in the order in which find_word looks for them; it does not matter elsewhere. */
static void
sort_words(struct pack_words *words)
{
	if (words->count > 0)
		qsort(words->items, words->count, sizeof *words->items, compare_words);
}

static bool
add_layer(struct overlay *overlay, const char *name, struct slice text, bool shipped,
	struct error *error)
{
	struct layer layer = {.shipped = shipped};

	pack_init(&layer.pack);
	if (!pack_read(&layer.pack, name, text, error)) {
		pack_clear(&layer.pack);
		return false;
	}
	layer.name = alloc_string(slice_from_string(name));
	apply_words(overlay, &layer.pack);
	pack_apply_rules(&layer.pack, overlay->rules);
	sort_words(&layer.pack.words);
	sort_words(&layer.pack.out);
	overlay->layers = array_grow(
		overlay->layers, &overlay->capacity, overlay->count + 1, sizeof *overlay->layers);
	overlay->layers[overlay->count++] = layer;
	return true;
}

struct overlay *
overlay_new(unsigned choice)
{
	struct overlay *overlay = alloc_zeroed(1, sizeof *overlay);
	const struct packs *builtin = packs_builtin();
	size_t count, index;
	const struct shipped_file *files = packs_shipped(&count);
	struct error error;
	enum rule_id id;

	overlay->packs = (struct packs){builtin->lexicon, overlay->rules, overlay};
	for (id = 0; id < RULES; id++) {
		unsigned of = choice_of(builtin->rules[id].id);

		overlay->rules[id] = builtin->rules[id];
		if (of)
			overlay->rules[id].on =
				(choice & of) && (builtin->rules[id].on || !(of & CHOICE_DEFAULT));
	}
	error_init(&error);
	for (index = 0; index < count; index++) {
		bool well = !files[index].text || !(choice & choice_of(files[index].name)) ||
			add_layer(overlay, files[index].name, slice_from_string(files[index].text),
				true, &error);

		(void)well;
		assert(well && "make_packs has read the same text");
	}
	return overlay;
}

void
overlay_free(struct overlay *taken_overlay)
{
	if (!taken_overlay)
		return;
	while (taken_overlay->count > 0) {
		taken_overlay->count--;
		free(taken_overlay->layers[taken_overlay->count].name);
		pack_clear(&taken_overlay->layers[taken_overlay->count].pack);
	}
	free(taken_overlay->layers);
	lexicon_build_free(taken_overlay->build);
	free(taken_overlay);
}

bool
overlay_add(struct overlay *overlay, const char *name, struct slice text, struct error *error)
{
	return add_layer(overlay, name, text, false, error);
}

const struct packs *
overlay_packs(const struct overlay *overlay)
{
	return overlay ? &overlay->packs : NULL;
}

bool
overlay_layer(const struct overlay *overlay, size_t index, struct overlay_layer *layer)
{
	const struct layer *found;

	if (!overlay || index >= overlay->count)
		return false;
	found = &overlay->layers[index];
	*layer = (struct overlay_layer){found->name, found->shipped,
		found->pack.words.count + found->pack.out.count, found->pack.value_count,
		found->pack.entry_count};
	return true;
}

/* The word among words, sorted, that has one of the classes; NULL when there is none. */
static const struct pack_word *
find_word(const struct pack_words *words, const struct pack_word *wanted, word_set classes)
{
	size_t low = 0, high = words->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_words(&words->items[middle], wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < words->count && compare_words(&words->items[low], wanted) == 0; low++)
		if (classes >> words->items[low].class & 1)
			return &words->items[low];
	return NULL;
}

bool
overlay_word(const struct overlay *overlay, const uint32_t *text, size_t length, word_set classes,
	bool taken_out, struct overlay_line *line)
{
	struct pack_word wanted = {.length = length};
	const struct pack_word *found = NULL;

	if (!overlay || length == 0 || length > LEXICON_LONGEST)
		return false;
	memcpy(wanted.text, text, length * sizeof *text);
	for (size_t i = overlay->count; i > 0 && !found; i--) {
		const struct layer *layer = &overlay->layers[i - 1];

		if (layer->shipped)
			continue;
		found = find_word(
			taken_out ? &layer->pack.out : &layer->pack.words, &wanted, classes);
		if (found)
			*line = (struct overlay_line){layer->name, found->line};
	}
	return found != NULL;
}

bool
overlay_value(const struct overlay *overlay, uint32_t character, enum character_value kind,
	struct overlay_line *line)
{
	for (size_t i = overlay ? overlay->count : 0; i > 0; i--) {
		const struct layer *layer = &overlay->layers[i - 1];

		for (size_t k = layer->shipped ? 0 : layer->pack.value_count; k > 0; k--) {
			const struct pack_value *value = &layer->pack.values[k - 1];

			if (value->character != character || value->kind != kind)
				continue;
			*line = (struct overlay_line){layer->name, value->line};
			return true;
		}
	}
	return false;
}
