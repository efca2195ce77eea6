/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parser goes line by line with the section it is in; each kind of section has a function that
 * reads one line of it.
 */
#include "analysis/pack.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/intl.h"
#include "text/fold.h"
#include "text/position.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

struct reader;

/* Reads one line of a section (trimmed, not empty); false with the error set. */
typedef bool section_line(struct reader *reader, struct slice line);

struct reader {
	struct pack *pack;
	const char *name;
	struct slice whole_line; /* for columns */
	int line;
	section_line *section;
	enum word_class class;
	enum character_value kind;
	struct rule *rule;
	struct error *error;
};

static const char *const value_names[CHARACTER_VALUES] = {
	[VALUE_SURNAME] = "surname",
	[VALUE_FIRST] = "given-first",
	[VALUE_SECOND] = "given-second",
	[VALUE_SINGLE] = "given-single",
	[VALUE_FOREIGN] = "transcription",
};

void
pack_init(struct pack *pack)
{
	*pack = (struct pack){0};
}

void
pack_clear(struct pack *pack)
{
	while (pack->kept_count > 0)
		free(pack->kept[--pack->kept_count]);
	free(pack->kept);
	free(pack->words);
	free(pack->values);
	pack_init(pack);
}

/* A copy of text that lives as long as the pack. */
static const char *
keep(struct pack *pack, struct slice text)
{
	pack->kept = array_grow(
		pack->kept, &pack->kept_capacity, pack->kept_count + 1, sizeof *pack->kept);
	pack->kept[pack->kept_count] = alloc_string(text);
	return pack->kept[pack->kept_count++];
}

/* Says what is wrong at a place in the line. */
static bool
fail(struct reader *reader, struct slice place, const char *sentence)
{
	size_t at = (size_t)(place.bytes - reader->whole_line.bytes);

	error_set(reader->error, ERROR_CONFIG, "%s:%d:%zu: %s: %.*s", reader->name, reader->line,
		position_chars(reader->whole_line, at) + 1, sentence, (int)place.length,
		place.bytes);
	return false;
}

/* Folds a word; its length in code points, or more than LEXICON_LONGEST when it is too long. */
static size_t
fold_word(struct slice word, uint32_t *folded)
{
	size_t at = 0, count = 0, bytes = 1;

	for (; at < word.length; at += bytes) {
		uint32_t character = unicode_decode(word, at, &bytes);

		character = character == '_' ? ' ' : fold_character(character);
		if (character == 0)
			continue;
		if (count == LEXICON_LONGEST)
			return LEXICON_LONGEST + 1;
		folded[count++] = character;
	}
	return count;
}

static void
take_out(struct pack *pack, const struct pack_word *word)
{
	size_t index, kept = 0;

	for (index = 0; index < pack->word_count; index++) {
		const struct pack_word *other = &pack->words[index];

		if (other->class != word->class || other->length != word->length ||
			memcmp(other->text, word->text, word->length * sizeof word->text[0]) != 0)
			pack->words[kept++] = *other;
	}
	pack->word_count = kept;
}

static bool
read_words(struct reader *reader, struct slice line)
{
	struct pack *pack = reader->pack;

	while (line.length > 0) {
		struct slice item = slice_split(line, ' ', &line), word = item;
		struct pack_word new = {.class = reader->class};

		if (item.length == 0)
			continue;
		if (item.bytes[0] == '-' && item.length > 1)
			word = (struct slice){item.bytes + 1, item.length - 1};
		new.length = fold_word(word, new.text);
		if (new.length == 0)
			return fail(reader, item, _("nothing is left of this word"));
		if (new.length > LEXICON_LONGEST)
			return fail(reader, item, _("this word is too long"));
		if (word.bytes != item.bytes) {
			take_out(pack, &new);
			continue;
		}
		pack->words = array_grow(pack->words, &pack->word_capacity, pack->word_count + 1,
			sizeof *pack->words);
		pack->words[pack->word_count++] = new;
	}
	return true;
}

/* Reads a whole number of at most six digits with a sign. */
static bool
read_number(struct slice text, int *number)
{
	size_t at = text.length > 0 && text.bytes[0] == '-';
	bool negative = at == 1;

	if (at == text.length || text.length - at > 6)
		return false;
	for (*number = 0; at < text.length; at++) {
		if (text.bytes[at] < '0' || text.bytes[at] > '9')
			return false;
		*number = *number * 10 + (text.bytes[at] - '0');
	}
	if (negative)
		*number = -*number;
	return true;
}

static bool
read_characters(struct reader *reader, struct slice line)
{
	struct pack *pack = reader->pack;

	while (line.length > 0) {
		struct slice item = slice_split(line, ' ', &line), number, sign;
		struct pack_value new = {.kind = reader->kind};
		uint32_t folded[LEXICON_LONGEST];
		int value = 0;

		if (item.length == 0)
			continue;
		sign = slice_split(item, '=', &number);
		if (fold_word(sign, folded) != 1)
			return fail(reader, item, _("one character is wanted here"));
		if (!read_number(number, &value) || value < -127 || value > 127)
			return fail(
				reader, item, _("a number from -127 to 127 is wanted behind ="));
		new.character = folded[0];
		new.value = (int8_t)value;
		pack->values = array_grow(pack->values, &pack->value_capacity,
			pack->value_count + 1, sizeof *pack->values);
		pack->values[pack->value_count++] = new;
	}
	return true;
}

static bool
read_rule(struct reader *reader, struct slice line)
{
	struct slice value, key = slice_trim(slice_split(line, ':', &value));

	value = slice_trim(value);
	if (slice_equal(key, slice_from_string("why"))) {
		reader->rule->why = keep(reader->pack, value);
		return true;
	}
	if (slice_equal(key, slice_from_string("weight"))) {
		if (!read_number(value, &reader->rule->weight))
			return fail(reader, value, _("a whole number is wanted here"));
		return true;
	}
	if (slice_equal(key, slice_from_string("on"))) {
		reader->rule->on = slice_equal(value, slice_from_string("yes"));
		if (!reader->rule->on && !slice_equal(value, slice_from_string("no")))
			return fail(reader, value, _("yes or no is wanted here"));
		return true;
	}
	return fail(reader, key, _("a rule has why, weight and on, not this"));
}

static bool
open_words(struct reader *reader, struct slice name)
{
	reader->section = read_words;
	reader->class = word_class_from_name(name);
	return reader->class < WORD_CLASSES || fail(reader, name, _("no such kind of words"));
}

static bool
open_characters(struct reader *reader, struct slice name)
{
	reader->section = read_characters;
	for (reader->kind = 0; reader->kind < CHARACTER_VALUES; reader->kind++)
		if (slice_equal(slice_from_string(value_names[reader->kind]), name))
			return true;
	return fail(reader, name, _("no such kind of characters"));
}

static bool
open_rule(struct reader *reader, struct slice name)
{
	enum rule_id id = rule_from_id(name);

	if (id == RULES)
		return fail(reader, name, _("no such rule"));
	reader->section = read_rule;
	reader->rule = &reader->pack->rules[id];
	if (!reader->rule->why)
		*reader->rule = (struct rule){.id = rule_name(id), .why = "", .on = true};
	reader->rule->file = keep(reader->pack, slice_from_string(reader->name));
	reader->rule->line = reader->line;
	return true;
}

static bool
open_section(struct reader *reader, struct slice line)
{
	static const struct {
		const char *keyword;
		section_line *open;
	} sections[] = {
		{"words", open_words},
		{"characters", open_characters},
		{"rule", open_rule},
	};
	struct slice inside, name, keyword;
	size_t index;

	if (line.bytes[line.length - 1] != ']')
		return fail(reader, line, _("] is missing"));
	inside = (struct slice){line.bytes + 1, line.length - 2};
	keyword = slice_split(slice_trim(inside), ' ', &name);
	for (index = 0; index < sizeof sections / sizeof sections[0]; index++)
		if (slice_equal(keyword, slice_from_string(sections[index].keyword)))
			return sections[index].open(reader, slice_trim(name));
	return fail(reader, keyword, _("a section is words, characters or rule, not this"));
}

bool
pack_read(struct pack *pack, const char *name, struct slice text, struct error *error)
{
	struct reader reader = {.pack = pack, .name = name, .error = error};

	while (text.length > 0) {
		struct slice comment, line = slice_split(text, '\n', &text);

		reader.line++;
		reader.whole_line = line;
		line = slice_trim(slice_split(line, '#', &comment));
		if (line.length == 0)
			continue;
		if (line.bytes[0] == '[') {
			if (!open_section(&reader, line))
				return false;
		} else if (!reader.section) {
			return fail(&reader, line, _("a section in brackets must come first"));
		} else if (!reader.section(&reader, line)) {
			return false;
		}
	}
	return true;
}
