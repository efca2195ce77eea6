/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/arguments.h"

#include "base/alloc.h"
#include "base/intl.h"
#include "base/slice.h"

#include <stdlib.h>
#include <string.h>

struct given {
	const struct option_row *row;
	const char *value; /* NULL when the option takes none */
};

struct arguments {
	struct given *given;
	size_t given_count;
	char **operands;
	size_t operand_count;
};

/* The words that are still to be sorted. */
struct words {
	char *const *next;
	size_t left;
};

static const struct option_row *
find_long(const struct option_row *rows, struct slice name)
{
	for (; rows->name; rows++) {
		if (slice_equal(name, slice_from_string(rows->name)))
			return rows;
	}
	return NULL;
}

static const struct option_row *
find_letter(const struct option_row *rows, char letter)
{
	for (; rows->name; rows++) {
		if (rows->letter == letter)
			return rows;
	}
	return NULL;
}

static bool
take_value(struct arguments *arguments, const struct option_row *row, const char *word,
	const char *attached, struct words *words, struct error *error)
{
	struct given given = {row, attached};

	if (!row) {
		error_set(error, ERROR_USAGE, _("there is no option %s here"), word);
		return false;
	}
	if (!row->argument && attached) {
		error_set(error, ERROR_USAGE, _("the option --%s takes no value"), row->name);
		return false;
	}
	if (row->argument && !attached) {
		if (words->left == 0) {
			error_set(error, ERROR_USAGE, _("the option --%s wants a value: %s"),
				row->name, row->argument);
			return false;
		}
		given.value = *words->next++;
		words->left--;
	}
	arguments->given[arguments->given_count++] = given;
	return true;
}

/* --name, --name=value, -l, -lvalue. */
static bool
take_option(struct arguments *arguments, const struct option_row *rows, const char *word,
	struct words *words, struct error *error)
{
	struct slice name, value;

	if (word[1] != '-') {
		const struct option_row *row = find_letter(rows, word[1]);

		return take_value(arguments, row, word, word[2] ? word + 2 : NULL, words, error);
	}
	name = slice_split(slice_from_string(word + 2), '=', &value);
	return take_value(arguments, find_long(rows, name), word, value.bytes, words, error);
}

struct arguments *
arguments_new(const struct option_row *rows, size_t count, char *const *words, struct error *error)
{
	struct arguments *arguments = alloc_zeroed(1, sizeof *arguments);
	struct words rest = {words, count};
	bool options = true;

	arguments->given = alloc_zeroed(count, sizeof *arguments->given);
	arguments->operands = alloc_zeroed(count, sizeof *arguments->operands);
	while (rest.left > 0) {
		char *word = *rest.next++;

		rest.left--;
		if (options && strcmp(word, "--") == 0) {
			options = false;
		} else if (!options || word[0] != '-' || word[1] == '\0') {
			arguments->operands[arguments->operand_count++] = word;
		} else if (!take_option(arguments, rows, word, &rest, error)) {
			arguments_free(arguments);
			return NULL;
		}
	}
	return arguments;
}

void
arguments_free(struct arguments *taken_arguments)
{
	if (!taken_arguments)
		return;
	free(taken_arguments->given);
	free(taken_arguments->operands);
	free(taken_arguments);
}

static const struct given *
find_last(const struct arguments *arguments, const char *name)
{
	for (size_t i = arguments->given_count; i > 0; i--) {
		if (strcmp(arguments->given[i - 1].row->name, name) == 0)
			return &arguments->given[i - 1];
	}
	return NULL;
}

bool
arguments_has(const struct arguments *arguments, const char *name)
{
	return find_last(arguments, name) != NULL;
}

const char *
arguments_value(const struct arguments *arguments, const char *name)
{
	const struct given *given = find_last(arguments, name);

	return given ? given->value : NULL;
}

const char **
arguments_values(const struct arguments *arguments, const char *name, size_t *count)
{
	const char **values = alloc_zeroed(arguments->given_count, sizeof *values);

	*count = 0;
	for (size_t i = 0; i < arguments->given_count; i++) {
		if (strcmp(arguments->given[i].row->name, name) == 0)
			values[(*count)++] = arguments->given[i].value;
	}
	return values;
}

char *const *
arguments_operands(const struct arguments *arguments, size_t *count)
{
	*count = arguments->operand_count;
	return arguments->operands;
}

bool
arguments_number(const char *word, size_t limit, size_t *number)
{
	*number = 0;
	if (word[0] == '\0')
		return false;
	for (; *word; word++) {
		if (*word < '0' || *word > '9')
			return false;
		*number = *number * 10 + (size_t)(*word - '0');
		if (*number > limit)
			return false;
	}
	return true;
}
