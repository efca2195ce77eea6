/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/input.h"

#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

/* The names between < and >, without modifiers. INPUT_CHARACTER's are those that stand for
 * themselves badly. */
static const struct key_name {
	const char *name;
	enum input_code code;
	uint32_t character;
} key_names[] = {
	{"Space", INPUT_CHARACTER, ' '},
	{"lt", INPUT_CHARACTER, '<'},
	{"gt", INPUT_CHARACTER, '>'}, /* which ends a name: <A-gt>; alone it is written as > */
	{"Enter", INPUT_ENTER, 0},
	{"Tab", INPUT_TAB, 0},
	{"S-Tab", INPUT_BACK_TAB, 0},
	{"Esc", INPUT_ESCAPE, 0},
	{"BS", INPUT_BACKSPACE, 0},
	{"Del", INPUT_DELETE, 0},
	{"Up", INPUT_UP, 0},
	{"Down", INPUT_DOWN, 0},
	{"Left", INPUT_LEFT, 0},
	{"Right", INPUT_RIGHT, 0},
	{"Home", INPUT_HOME, 0},
	{"End", INPUT_END, 0},
	{"PgUp", INPUT_PAGE_UP, 0},
	{"PgDn", INPUT_PAGE_DOWN, 0},
	{"WheelUp", INPUT_WHEEL_UP, 0},
	{"WheelDown", INPUT_WHEEL_DOWN, 0},
	{"Click", INPUT_CLICK, 0},
};

enum {
	KEY_NAMES = sizeof key_names / sizeof *key_names
};

void
input_clear(struct input *input)
{
	free(input->text);
	*input = (struct input){.code = INPUT_NONE};
}

/* Reads C- and A- in front of a name. */
static struct slice
take_modifiers(struct slice name, struct input *input)
{
	while (name.length > 2 && name.bytes[1] == '-' &&
		(name.bytes[0] == 'C' || name.bytes[0] == 'A')) {
		if (name.bytes[0] == 'C')
			input->control = true;
		else
			input->alt = true;
		name.bytes += 2;
		name.length -= 2;
	}
	return name;
}

/* F1 to F63. */
static bool
parse_function(struct slice name, struct input *input)
{
	uint32_t number = 0;

	if (name.length < 2 || name.length > 3 || name.bytes[0] != 'F')
		return false;
	for (size_t i = 1; i < name.length; i++) {
		if (name.bytes[i] < '0' || name.bytes[i] > '9')
			return false;
		number = number * 10 + (uint32_t)(name.bytes[i] - '0');
	}
	input->code = INPUT_FUNCTION;
	input->character = number;
	return number >= 1 && number <= 63;
}

static bool
parse_name(struct slice name, struct input *input)
{
	size_t length;

	name = take_modifiers(name, input);
	for (size_t i = 0; i < KEY_NAMES; i++) {
		if (slice_equal(name, slice_from_string(key_names[i].name))) {
			input->code = key_names[i].code;
			input->character = key_names[i].character;
			return true;
		}
	}
	if (parse_function(name, input))
		return true;
	if (name.length == 0 || (!input->control && !input->alt))
		return false;
	input->code = INPUT_CHARACTER;
	input->character = unicode_decode(name, 0, &length);
	return length == name.length;
}

bool
input_parse(struct slice text, struct input *input, size_t *length)
{
	size_t end;

	*input = (struct input){.code = INPUT_NONE};
	if (text.length == 0)
		return false;
	end = slice_find(text, slice_from_string(">"), 0);
	if (text.bytes[0] == '<' && end < text.length) {
		*length = end + 1;
		return parse_name(slice_at(text, (struct span){1, end}), input);
	}
	input->code = INPUT_CHARACTER;
	input->character = unicode_decode(text, 0, length);
	return !unicode_is_space(input->character) && input->character != UNICODE_REPLACEMENT;
}

static const char *
name_of(const struct input *input)
{
	if (input->character == '>' && !input->control && !input->alt)
		return NULL;
	for (size_t i = 0; i < KEY_NAMES; i++) {
		if (input->code == key_names[i].code &&
			(input->code != INPUT_CHARACTER ||
				input->character == key_names[i].character))
			return key_names[i].name;
	}
	return NULL;
}

void
input_print(const struct input *input, struct buffer *out)
{
	const char *name = name_of(input);
	bool bracketed = name || input->control || input->alt || input->code == INPUT_FUNCTION;

	if (bracketed)
		buffer_append_byte(out, '<');
	if (input->control)
		buffer_append_string(out, "C-");
	if (input->alt)
		buffer_append_string(out, "A-");
	if (name)
		buffer_append_string(out, name);
	else if (input->code == INPUT_FUNCTION)
		buffer_append_format(out, "F%u", (unsigned)input->character);
	else if (input->code == INPUT_CHARACTER)
		unicode_append(out, input->character);
	if (bracketed)
		buffer_append_byte(out, '>');
}

bool
input_same(const struct input *one, const struct input *other)
{
	return one->code == other->code && one->character == other->character &&
		one->control == other->control && one->alt == other->alt;
}
