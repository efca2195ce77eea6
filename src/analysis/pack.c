/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parser goes line by line with the section it is in; each kind of section has a function that
 * reads one line of it. At a mistake it stops, or notes it and goes on where mistakes are
 * collected: fail() tells which.
 */
#include "analysis/pack.h"

#include "analysis/spelling.h"
#include "base/alloc.h"
#include "base/array.h"
#include "base/intl.h"
#include "text/fold.h"
#include "text/position.h"
#include "text/unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reader;

/* Reads one line of a section (trimmed, not empty); false when reading stops there. */
typedef bool section_line(struct reader *reader, struct slice line);

struct reader {
	struct pack *pack;
	const char *name;
	struct slice whole_line; /* for columns */
	int line;
	section_line *section;
	enum word_class class;
	enum character_value kind;
	size_t entry, first_entry; /* of the section, of the file */
	struct error *error;
	struct pack_mistakes *mistakes; /* NULL: the first one ends it */
};

enum {
	WEIGHT_MOST = 1000,
	VALUE_MOST = 127
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
	free(pack->words.items);
	free(pack->out.items);
	free(pack->values);
	free(pack->entries);
	pack_init(pack);
}

void
pack_mistakes_add(
	struct pack_mistakes *mistakes, int line, size_t column, bool warning, const char *sentence)
{
	mistakes->items = array_grow(
		mistakes->items, &mistakes->capacity, mistakes->count + 1, sizeof *mistakes->items);
	mistakes->items[mistakes->count++] = (struct pack_mistake){
		line, column, warning, alloc_string(slice_from_string(sentence))};
	mistakes->warnings += warning;
}

void
pack_mistakes_clear(struct pack_mistakes *mistakes)
{
	while (mistakes->count > 0)
		free(mistakes->items[--mistakes->count].sentence);
	free(mistakes->items);
	*mistakes = (struct pack_mistakes){0};
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

/* The column of a place in the line; of its end when the place is nowhere. */
static size_t
column_of(const struct reader *reader, struct slice place)
{
	size_t at = place.bytes ? (size_t)(place.bytes - reader->whole_line.bytes)
				: reader->whole_line.length;

	return position_chars(reader->whole_line, at) + 1;
}

/* Says what is wrong at a place in the line, and what may be meant (NULL: no idea). True when
 * reading goes on. */
static bool
fail_near(struct reader *reader, struct slice place, const char *sentence, const char *meant)
{
	size_t column = column_of(reader, place);
	struct error error;

	error_init(&error);
	if (meant)
		/* TRANSLATORS: what is wrong: the word (is another word meant?) */
		error_set(&error, ERROR_CONFIG, _("%s: %.*s (is %s meant?)"), sentence,
			(int)place.length, place.bytes, meant);
	else
		error_set(&error, ERROR_CONFIG, "%s%s%.*s", sentence, place.length > 0 ? ": " : "",
			(int)place.length, place.length > 0 ? place.bytes : "");
	if (reader->mistakes) {
		pack_mistakes_add(reader->mistakes, reader->line, column, false, error.sentence);
		return true;
	}
	error_set(reader->error, ERROR_CONFIG, "%s:%d:%zu: %s", reader->name, reader->line, column,
		error.sentence);
	return false;
}

static bool
fail(struct reader *reader, struct slice place, const char *sentence)
{
	return fail_near(reader, place, sentence, NULL);
}

/* Takes the next item from the front of a line; blanks (U+3000 too) stand between them. */
static struct slice
take_item(struct slice *line)
{
	struct slice whole = *line;
	size_t start = 0, end, bytes = 1;

	while (start < whole.length && unicode_is_space(unicode_decode(whole, start, &bytes)))
		start += bytes;
	for (end = start; end < whole.length; end += bytes)
		if (unicode_is_space(unicode_decode(whole, end, &bytes)))
			break;
	*line = slice_at(whole, (struct span){end, whole.length});
	return slice_at(whole, (struct span){start, end});
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
add_word(struct pack_words *words, const struct pack_word *word)
{
	words->items =
		array_grow(words->items, &words->capacity, words->count + 1, sizeof *words->items);
	words->items[words->count++] = *word;
}

static void
take_out(struct pack_words *words, const struct pack_word *word)
{
	size_t index, kept = 0;

	for (index = 0; index < words->count; index++) {
		const struct pack_word *other = &words->items[index];

		if (other->class != word->class || other->length != word->length ||
			memcmp(other->text, word->text, word->length * sizeof word->text[0]) != 0)
			words->items[kept++] = *other;
	}
	words->count = kept;
}

static bool
read_word(struct reader *reader, struct slice item)
{
	struct pack_word new = {
		.class = reader->class, .line = reader->line, .column = column_of(reader, item)};
	bool out = item.length > 1 && item.bytes[0] == '-';
	struct slice word = {item.bytes + out, item.length - out};

	if (slice_equal(item, slice_from_string("-")))
		return fail(reader, item, _("the word that it takes out must follow at once"));
	new.length = fold_word(word, new.text);
	if (new.length == 0)
		return fail(reader, item, _("nothing is left of this word when it is folded"));
	if (new.length > LEXICON_LONGEST)
		return fail(reader, item, _("this word is too long: 24 characters are the most"));
	if (out)
		take_out(&reader->pack->words, &new);
	add_word(out ? &reader->pack->out : &reader->pack->words, &new);
	return true;
}

static bool
read_words(struct reader *reader, struct slice line)
{
	struct slice item;

	for (item = take_item(&line); item.length > 0; item = take_item(&line))
		if (!read_word(reader, item))
			return false;
	return true;
}

/* Reads a whole number of at most six digits with a sign, not beyond most on either side. */
static bool
read_number(struct slice text, int most, int *number)
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
	return *number >= -most && *number <= most;
}

static bool
read_character(struct reader *reader, struct slice item)
{
	struct pack *pack = reader->pack;
	struct slice number, sign = slice_split(item, '=', &number);
	struct pack_value new = {.kind = reader->kind, .line = reader->line};
	uint32_t folded[LEXICON_LONGEST];
	int value = 0;

	if (fold_word(sign, folded) != 1)
		return fail(reader, item, _("one character, = and a number are wanted here"));
	if (!read_number(number, VALUE_MOST, &value))
		return fail(reader, item, _("a number from -127 to 127 is wanted behind ="));
	new.character = folded[0];
	new.value = (int8_t)value;
	pack->values = array_grow(
		pack->values, &pack->value_capacity, pack->value_count + 1, sizeof *pack->values);
	pack->values[pack->value_count++] = new;
	return true;
}

static bool
read_characters(struct reader *reader, struct slice line)
{
	struct slice item;

	for (item = take_item(&line); item.length > 0; item = take_item(&line))
		if (!read_character(reader, item))
			return false;
	return true;
}

/* Whether the file has said the same of the rule before; then that is told, with the first place.
 */
static bool
is_said(const struct reader *reader, bool (*says)(const struct pack_entry *entry), int *line)
{
	const struct pack_entry *entries = reader->pack->entries;
	size_t index;

	for (index = reader->first_entry; index <= reader->entry; index++)
		if (entries[index].rule == entries[reader->entry].rule && says(&entries[index])) {
			*line = entries[index].line;
			return true;
		}
	return false;
}

static bool
says_why(const struct pack_entry *entry)
{
	return entry->why != NULL;
}

static bool
says_weight(const struct pack_entry *entry)
{
	return entry->has_weight;
}

static bool
says_on(const struct pack_entry *entry)
{
	return entry->has_on;
}

static bool
read_why(struct reader *reader, struct pack_entry *entry, struct slice value)
{
	if (value.length == 0)
		return fail(reader, value, _("a sentence is wanted here"));
	entry->why = keep(reader->pack, value);
	return true;
}

static bool
read_weight(struct reader *reader, struct pack_entry *entry, struct slice value)
{
	entry->has_weight = read_number(value, WEIGHT_MOST, &entry->weight);
	return entry->has_weight ||
		fail(reader, value, _("a whole number from -1000 to 1000 is wanted here"));
}

static bool
read_on(struct reader *reader, struct pack_entry *entry, struct slice value)
{
	entry->on = slice_equal(value, slice_from_string("yes"));
	entry->has_on = entry->on || slice_equal(value, slice_from_string("no"));
	return entry->has_on || fail(reader, value, _("yes or no is wanted here"));
}

static bool
read_rule(struct reader *reader, struct slice line)
{
	static const struct {
		const char *key;
		bool (*says)(const struct pack_entry *entry);
		bool (*read)(struct reader *reader, struct pack_entry *entry, struct slice value);
	} keys[] = {
		{"why", says_why, read_why},
		{"weight", says_weight, read_weight},
		{"on", says_on, read_on},
	};
	struct slice value, key = slice_trim(slice_split(line, ':', &value));
	size_t index;
	int first;

	for (index = 0; index < sizeof keys / sizeof keys[0]; index++) {
		char sentence[128];

		if (!slice_equal(key, slice_from_string(keys[index].key)))
			continue;
		if (!is_said(reader, keys[index].says, &first))
			return keys[index].read(
				reader, &reader->pack->entries[reader->entry], slice_trim(value));
		snprintf(sentence, sizeof sentence,
			_("this is said of the rule twice (first in the section of line %d)"),
			first);
		return fail(reader, key, sentence);
	}
	return fail(reader, key, _("a rule has why:, weight: and on:, not this"));
}

/* The lines of a section that cannot be read are passed over. */
static bool
skip_line(struct reader *reader, struct slice line)
{
	(void)reader;
	(void)line;
	return true;
}

static bool
open_words(struct reader *reader, struct slice name)
{
	struct spelling_guess guess = {.name = name};
	enum word_class class;

	reader->class = word_class_from_name(name);
	if (reader->class < WORD_CLASSES) {
		reader->section = read_words;
		return true;
	}
	for (class = 0; class < WORD_CLASSES; class ++)
		spelling_consider(&guess, word_class_name(class));
	return fail_near(reader, name, _("no such kind of words"), guess.meant);
}

static bool
open_characters(struct reader *reader, struct slice name)
{
	for (reader->kind = 0; reader->kind < CHARACTER_VALUES; reader->kind++)
		if (slice_equal(slice_from_string(value_names[reader->kind]), name)) {
			reader->section = read_characters;
			return true;
		}
	return fail(reader, name,
		_("characters are surname, given-first, given-second, given-single or "
		  "transcription, not this"));
}

static bool
open_rule(struct reader *reader, struct slice name)
{
	struct pack *pack = reader->pack;
	struct spelling_guess guess = {.name = name};
	enum rule_id id = rule_from_id(name), other;

	for (other = 0; id == RULES && other < RULES; other++)
		spelling_consider(&guess, rule_name(other));
	if (id == RULES)
		return fail_near(reader, name, _("no such rule"), guess.meant);
	reader->section = read_rule;
	reader->entry = pack->entry_count;
	pack->entries = array_grow(
		pack->entries, &pack->entry_capacity, pack->entry_count + 1, sizeof *pack->entries);
	pack->entries[pack->entry_count++] = (struct pack_entry){.rule = id,
		.file = keep(pack, slice_from_string(reader->name)),
		.line = reader->line};
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

	reader->section = skip_line;
	if (line.bytes[line.length - 1] != ']')
		return fail(reader, line, _("] is missing at the line's end"));
	inside = (struct slice){line.bytes + 1, line.length - 2};
	keyword = slice_split(slice_trim(inside), ' ', &name);
	for (index = 0; index < sizeof sections / sizeof sections[0]; index++)
		if (slice_equal(keyword, slice_from_string(sections[index].keyword)))
			return sections[index].open(reader, slice_trim(name));
	return fail(reader, keyword, _("a section is words, characters or rule, not this"));
}

static bool
read_line(struct reader *reader)
{
	struct slice comment, line = reader->whole_line;

	if (!unicode_is_valid(line))
		return fail(reader, (struct slice){line.bytes, 0},
			_("this line is no UTF-8: save the file as UTF-8"));
	line = slice_trim(slice_split(line, '#', &comment));
	if (line.length == 0)
		return true;
	if (line.bytes[0] == '[')
		return open_section(reader, line);
	if (reader->section)
		return reader->section(reader, line);
	reader->section = skip_line;
	return fail(reader, line, _("a section in brackets must come first"));
}

static bool
read_lines(struct reader *reader, struct slice text)
{
	static const char mark[] = "\xEF\xBB\xBF"; /* of the byte order, as some editors write it */

	if (slice_starts_with(text, slice_from_string(mark)))
		text = (struct slice){text.bytes + 3, text.length - 3};
	reader->first_entry = reader->pack->entry_count;
	while (text.length > 0) {
		reader->line++;
		reader->whole_line = slice_split(text, '\n', &text);
		if (!read_line(reader))
			return false;
	}
	return true;
}

bool
pack_read(struct pack *pack, const char *name, struct slice text, struct error *error)
{
	struct reader reader = {.pack = pack, .name = name, .error = error};

	return read_lines(&reader, text);
}

void
pack_read_on(struct pack *pack, const char *name, struct slice text, struct pack_mistakes *mistakes)
{
	struct reader reader = {.pack = pack, .name = name, .mistakes = mistakes};

	(void)read_lines(&reader, text);
}

void
pack_apply_rules(const struct pack *pack, struct rule *rules)
{
	size_t index;

	for (index = 0; index < pack->entry_count; index++) {
		const struct pack_entry *entry = &pack->entries[index];
		struct rule *rule = &rules[entry->rule];

		if (entry->why) {
			rule->why = entry->why;
			rule->file = entry->file;
			rule->line = entry->line;
		}
		if (entry->has_weight)
			rule->weight = entry->weight;
		if (entry->has_on) {
			rule->on = entry->on;
			rule->switched = entry->file;
			rule->switched_line = entry->line;
		}
	}
}
