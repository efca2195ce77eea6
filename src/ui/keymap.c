/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/keymap.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/intl.h"
#include "ui/builtin.h"
#include "ui/configuration.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
	SEQUENCE_KEYS = 4, /* the longest sequence */
	BINDINGS = 160     /* room for the built-in ones */
};

/* What makes an input a key, in little room: a hundred bindings are made at each start. */
struct key {
	uint32_t character;
	uint8_t code; /* enum input_code */
	bool control, alt;
};

struct binding {
	enum key_context context;
	struct key keys[SEQUENCE_KEYS];
	size_t count;
	enum action action;
};

struct keymap {
	struct binding *bindings;
	size_t count, capacity;
};

/* Where a line stands, for messages. */
struct place {
	const char *name;
	size_t line;
	struct error *error;
};

static const char *const context_names[CONTEXTS] = {
	[CONTEXT_ARTICLE] = "article",
	[CONTEXT_LIST] = "list",
};

void
keymap_free(struct keymap *taken_keymap)
{
	if (!taken_keymap)
		return;
	free(taken_keymap->bindings);
	free(taken_keymap);
}

static struct key
key_of(const struct input *input)
{
	return (struct key){input->character, (uint8_t)input->code, input->control, input->alt};
}

static bool
same_keys(const struct binding *one, const struct key *keys, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct key *key = &one->keys[i];

		if (key->character != keys[i].character || key->code != keys[i].code ||
			key->control != keys[i].control || key->alt != keys[i].alt)
			return false;
	}
	return true;
}

static struct binding *
find_binding(const struct keymap *keymap, const struct binding *wanted)
{
	for (size_t i = 0; i < keymap->count; i++) {
		struct binding *binding = &keymap->bindings[i];

		if (binding->context == wanted->context && binding->count == wanted->count &&
			same_keys(binding, wanted->keys, wanted->count))
			return binding;
	}
	return NULL;
}

static void
bind(struct keymap *keymap, const struct binding *wanted)
{
	struct binding *binding = find_binding(keymap, wanted);

	if (!binding) {
		keymap->bindings = array_grow(keymap->bindings, &keymap->capacity,
			keymap->count + 1, sizeof *keymap->bindings);
		binding = &keymap->bindings[keymap->count++];
	}
	*binding = *wanted;
}

static bool
parse_context(struct slice word, enum key_context *context, const struct place *place)
{
	for (size_t i = 0; i < CONTEXTS; i++) {
		if (slice_equal(word, slice_from_string(context_names[i]))) {
			*context = (enum key_context)i;
			return true;
		}
	}
	error_set(place->error, ERROR_CONFIG,
		_("%s, line %zu: %.*s is no place for keys: write article or list"), place->name,
		place->line, (int)word.length, word.bytes);
	return false;
}

static bool
parse_keys(struct slice word, struct binding *binding, const struct place *place)
{
	struct slice rest = word;

	for (binding->count = 0; rest.length > 0; binding->count++) {
		struct input input;
		size_t length;

		if (binding->count == SEQUENCE_KEYS || !input_parse(rest, &input, &length))
			break;
		binding->keys[binding->count] = key_of(&input);
		rest = slice_at(rest, (struct span){length, rest.length});
	}
	if (rest.length == 0 && binding->count > 0)
		return true;
	error_set(place->error, ERROR_CONFIG,
		_("%s, line %zu: %.*s is no key: write j, :n, <Space>, <C-d>, <PgDn>"), place->name,
		place->line, (int)word.length, word.bytes);
	return false;
}

static bool
parse_line(struct keymap *keymap, struct slice line, const struct place *place)
{
	struct slice verb = configuration_word(&line);
	bool unbinds = slice_equal(verb, slice_from_string("unbind"));
	struct binding binding = {.action = ACTION_NONE};
	struct slice name;

	if (!unbinds && !slice_equal(verb, slice_from_string("bind"))) {
		error_set(place->error, ERROR_CONFIG,
			_("%s, line %zu: write bind PLACE KEY ACTION or unbind PLACE KEY"),
			place->name, place->line);
		return false;
	}
	if (!parse_context(configuration_word(&line), &binding.context, place) ||
		!parse_keys(configuration_word(&line), &binding, place))
		return false;
	name = configuration_word(&line);
	if (!unbinds)
		binding.action = action_find(name);
	if (!unbinds && binding.action == ACTION_NONE) {
		error_set(place->error, ERROR_CONFIG,
			_("%s, line %zu: there is no action %.*s: zhupi help keys lists them"),
			place->name, place->line, (int)name.length, name.bytes);
		return false;
	}
	bind(keymap, &binding);
	return true;
}

bool
keymap_read(struct keymap *keymap, struct slice text, const char *name, struct error *error)
{
	struct place place = {name, 0, error};
	struct slice line;

	while (configuration_line(&text, &place.line, &line)) {
		if (!parse_line(keymap, line, &place))
			return false;
	}
	return true;
}

struct keymap *
keymap_new(void)
{
	struct keymap *keymap = alloc_zeroed(1, sizeof *keymap);
	struct error error;
	bool right;

	keymap->bindings = array_grow(NULL, &keymap->capacity, BINDINGS, sizeof *keymap->bindings);
	error_init(&error);
	right = keymap_read(
		keymap, (struct slice){builtin_keys, builtin_keys_bytes}, "keys.conf", &error);
	assert(right && "the built-in keys are read by a test");
	(void)right;
	return keymap;
}

enum action
keymap_find(const struct keymap *keymap, enum key_context context, const struct input *keys,
	size_t count, bool *more)
{
	enum action action = ACTION_NONE;
	struct key typed[SEQUENCE_KEYS];

	*more = false;
	if (count > SEQUENCE_KEYS)
		return ACTION_NONE;
	for (size_t i = 0; i < count; i++)
		typed[i] = key_of(&keys[i]);
	for (size_t i = 0; i < keymap->count; i++) {
		const struct binding *binding = &keymap->bindings[i];

		if (binding->context != context || binding->count < count ||
			!same_keys(binding, typed, count))
			continue;
		if (binding->count == count)
			action = binding->action;
		else if (binding->action != ACTION_NONE)
			*more = true;
	}
	return action;
}

static void
print_key(const struct key *key, struct buffer *out)
{
	struct input input = {.code = (enum input_code)key->code,
		.character = key->character,
		.control = key->control,
		.alt = key->alt};

	input_print(&input, out);
}

void
keymap_print(const struct keymap *keymap, enum key_context context, enum action action,
	struct buffer *out)
{
	size_t before = out->length;

	for (size_t i = 0; i < keymap->count; i++) {
		const struct binding *binding = &keymap->bindings[i];

		if (binding->context != context || binding->action != action)
			continue;
		if (out->length > before)
			buffer_append_byte(out, ' ');
		for (size_t key = 0; key < binding->count; key++)
			print_key(&binding->keys[key], out);
	}
}

void
keymap_print_first(const struct keymap *keymap, enum key_context context, enum action action,
	struct buffer *out)
{
	struct buffer keys;

	buffer_init(&keys);
	keymap_print(keymap, context, action, &keys);
	buffer_append(
		out, (struct slice){buffer_string(&keys), strcspn(buffer_string(&keys), " ")});
	buffer_clear(&keys);
}
