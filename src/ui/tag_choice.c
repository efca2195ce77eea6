/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/tag_choice.h"

#include "base/alloc.h"
#include "text/find.h"
#include "text/unicode.h"

#include <stdlib.h>

void
tag_choice_init(struct tag_choice *choice, struct session *session)
{
	struct error error;
	struct store *store;

	*choice = (struct tag_choice){.session = session};
	error_init(&error);
	store = session_store(session, false, &error);
	if (store && !tag_names(store, &choice->tags, &error))
		tag_counts_clear(&choice->tags);
	choice->found = alloc_zeroed(choice->tags.count + 1, sizeof *choice->found);
}

void
tag_choice_clear(struct tag_choice *choice)
{
	tag_counts_clear(&choice->tags);
	free(choice->found);
	*choice = (struct tag_choice){.found = NULL};
}

/* How well a tag fits: 0 it begins so, 1 a level does, 2 it holds the word, 3 not at all. */
static int
misfit(struct finder *finder, struct slice name)
{
	struct span hits[8];
	size_t count = finder_all(finder, name, hits, sizeof hits / sizeof *hits);

	if (count == 0)
		return 3;
	if (hits[0].start == 0)
		return 0;
	for (size_t i = 0; i < count; i++) {
		if (name.bytes[hits[i].start - 1] == '/')
			return 1;
	}
	return 2;
}

void
tag_choice_find(struct tag_choice *choice, struct slice word)
{
	struct finder *finder = finder_new(word);

	choice->found_count = 0;
	for (int wanted = 0; wanted < 3; wanted++) {
		for (size_t i = 0; i < choice->tags.count; i++) {
			struct slice name = slice_from_string(choice->tags.items[i].name);

			if ((finder ? misfit(finder, name) : 0) == wanted)
				choice->found[choice->found_count++] = i;
		}
	}
	finder_free(finder);
}

const char *
tag_choice_name(const struct tag_choice *choice, size_t index)
{
	return choice->tags.items[choice->found[index]].name;
}

size_t
tag_choice_count(const struct tag_choice *choice, size_t index)
{
	struct tag_count *tag = &choice->tags.items[choice->found[index]];
	struct error error;
	struct store *store;

	if (tag->annotations != (size_t)TAG_UNCOUNTED)
		return tag->annotations;
	error_init(&error);
	store = session_store(choice->session, false, &error);
	if (!store || !tag_count(store, tag, &error))
		tag->annotations = 0;
	return tag->annotations;
}

static bool
parts_tags(uint32_t character)
{
	return character == ',' || character == 0xFF0C /* ， */ || character == 0x3001 /* 、 */ ||
		unicode_is_space(character);
}

struct span
tag_choice_word(struct slice text, size_t at)
{
	size_t start = at, length;

	while (start > 0) {
		size_t before = unicode_previous(text, start);

		if (parts_tags(unicode_decode(text, before, &length)))
			break;
		start = before;
	}
	if (start < at && text.bytes[start] == '#')
		start++;
	return (struct span){start, at};
}
