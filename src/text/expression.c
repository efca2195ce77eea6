/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/expression.h"

#include "base/array.h"
#include "text/fold.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

/* How far the source was read. */
struct reading {
	struct expression *expression;
	struct slice source;
	size_t at;       /* byte */
	uint32_t number; /* of the character there, from 1 */
	size_t depth;    /* of groups */
	bool in_class;
	bool quoted;       /* between \Q and \E */
	bool may_lack_any; /* nothing is required: alternatives, options */
	uint32_t last;     /* the literal character before, folded; 0 for anything else */
};

/* The character at a byte offset; 0 behind the end. */
static uint32_t
peek(const struct reading *reading, size_t at)
{
	size_t length;

	return at < reading->source.length ? unicode_decode(reading->source, at, &length) : 0;
}

static bool
is_letter_or_digit(uint32_t character)
{
	return (character >= '0' && character <= '9') ||
		((character | 0x20) >= 'a' && (character | 0x20) <= 'z');
}

static void
emit(struct reading *reading, uint32_t character)
{
	struct expression *expression = reading->expression;
	size_t before = expression->text.length;

	unicode_append(&expression->text, character);
	expression->places = array_grow(expression->places, &expression->capacity,
		expression->text.length, sizeof *expression->places);
	for (size_t i = before; i < expression->text.length; i++)
		expression->places[i] = reading->number;
}

/* Goes behind the character at `at` and returns it. */
static uint32_t
take(struct reading *reading)
{
	size_t length;
	uint32_t character = unicode_decode(reading->source, reading->at, &length);

	reading->at += length;
	reading->number++;
	return character;
}

/* Emits the characters up to the closing one, which counts, as they are. */
static void
copy_to(struct reading *reading, uint32_t closing)
{
	while (reading->at < reading->source.length) {
		uint32_t character = peek(reading, reading->at);

		emit(reading, character);
		take(reading);
		if (character == closing)
			return;
	}
}

/* Emits a literal character as the fold has it. */
static void
emit_folded(struct reading *reading, uint32_t character)
{
	uint32_t folded = fold_character(character);

	if (folded == 0)
		return;
	if (folded < 0x80 && !is_letter_or_digit(folded) && folded != ' ')
		emit(reading, '\\');
	emit(reading, folded);
	reading->last = folded;
}

/* A backslash and what belongs to it. */
static void
read_escape(struct reading *reading)
{
	uint32_t next = peek(reading, reading->at + 1);

	reading->last = 0;
	if (next == 'Q') {
		take(reading);
		take(reading);
		reading->quoted = true;
		return;
	}
	if (next >= 0x80) {
		take(reading);
		emit_folded(reading, next);
		take(reading);
		return;
	}
	emit(reading, '\\');
	take(reading);
	if (next == 0)
		return;
	emit(reading, next);
	take(reading);
	if (next < 0x80 && strchr("pPxogkNb", (int)next) && peek(reading, reading->at) == '{')
		copy_to(reading, '}');
}

static void
read_quoted(struct reading *reading)
{
	if (peek(reading, reading->at) == '\\' && peek(reading, reading->at + 1) == 'E') {
		take(reading);
		take(reading);
		reading->quoted = false;
		return;
	}
	emit_folded(reading, peek(reading, reading->at));
	take(reading);
}

/* A character inside [ ]. */
static void
read_in_class(struct reading *reading)
{
	uint32_t character = peek(reading, reading->at);
	size_t next = unicode_next(reading->source, reading->at);
	bool in_range = character >= 0x80 &&
		(reading->source.bytes[reading->at - 1] == '-' || peek(reading, next) == '-');

	if (character == '[' && peek(reading, next) == ':') {
		copy_to(reading, ']');
		return;
	}
	reading->in_class = character != ']';
	if (character < 0x80 || in_range)
		emit(reading, character);
	else
		emit_folded(reading, character);
	take(reading);
	reading->last = 0;
}

/* Begins a class; a ] at its start is a character of it. */
static void
begin_class(struct reading *reading)
{
	reading->in_class = true;
	reading->last = 0;
	emit(reading, '[');
	take(reading);
	if (peek(reading, reading->at) == '^') {
		emit(reading, '^');
		take(reading);
	}
	if (peek(reading, reading->at) == ']') {
		emit(reading, ']');
		take(reading);
	}
}

/* Whether blanks beside this folded character are dropped by the fold. */
static bool
is_tight(uint32_t character)
{
	return unicode_is_han(character) || (character >= 0x3001 && character <= 0x303F);
}

/* Remembers the literal that was emitted last as one that must stand there, unless what follows
 * says that it need not. */
static void
require(struct reading *reading)
{
	struct expression *expression = reading->expression;
	uint32_t next = peek(reading, reading->at), character = reading->last;

	if (reading->depth > 0 || next == '?' || next == '*' || next == '{')
		return;
	if (character >= 'A' && character <= 'Z')
		character |= 0x20;
	if (!unicode_is_han(character) && !is_letter_or_digit(character))
		return;
	expression->required = array_grow(expression->required, &expression->required_capacity,
		expression->required_count + 1, sizeof *expression->required);
	expression->required[expression->required_count++] = character;
}

/* A character of ASCII outside of classes: it may mean something. */
static void
read_mark(struct reading *reading, uint32_t character)
{
	bool option = character == '(' &&
		(peek(reading, reading->at + 1) == '?' || peek(reading, reading->at + 1) == '*');

	reading->depth += character == '(';
	reading->depth -= character == ')' && reading->depth > 0;
	if (option || (character == '|' && reading->depth == 0))
		reading->may_lack_any = true;
	emit(reading, character);
	take(reading);
	reading->last = is_letter_or_digit(character) ? character : 0;
	if (reading->last)
		require(reading);
}

static void
read_one(struct reading *reading)
{
	uint32_t character = peek(reading, reading->at);

	if (reading->quoted) {
		read_quoted(reading);
	} else if (character == '\\') {
		read_escape(reading);
	} else if (reading->in_class) {
		read_in_class(reading);
	} else if (character == '[') {
		begin_class(reading);
	} else if (character == '{') {
		copy_to(reading, '}');
		reading->last = 0;
	} else if (fold_character(character) == ' ') {
		size_t next = unicode_next(reading->source, reading->at);

		if (!is_tight(reading->last) && !is_tight(fold_character(peek(reading, next))))
			emit(reading, ' ');
		take(reading);
	} else if (character < 0x80) {
		read_mark(reading, character);
	} else {
		emit_folded(reading, character);
		take(reading);
		require(reading);
	}
}

void
expression_init(struct expression *expression, struct slice source)
{
	struct reading reading = {.expression = expression, .source = source, .number = 1};

	*expression = (struct expression){.capacity = 0};
	buffer_init(&expression->text);
	while (reading.at < source.length)
		read_one(&reading);
	if (reading.may_lack_any)
		expression->required_count = 0;
}

void
expression_clear(struct expression *expression)
{
	buffer_clear(&expression->text);
	free(expression->places);
	free(expression->required);
	*expression = (struct expression){.capacity = 0};
}

size_t
expression_place(const struct expression *expression, size_t at)
{
	size_t length = expression->text.length;

	if (length == 0)
		return 0;
	return expression->places[at < length ? at : length - 1];
}
