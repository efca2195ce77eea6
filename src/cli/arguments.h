/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a command line, sorted into options and operands by a command's own table. */
#ifndef ZHUPI_CLI_ARGUMENTS_H
#define ZHUPI_CLI_ARGUMENTS_H

#include "base/attributes.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* One option; a table of them ends with a row whose name is NULL. */
struct option_row {
	const char *name;     /* "format", written --format */
	char letter;          /* 'f', or 0 */
	const char *argument; /* what its value is called in the help, or NULL when it takes none */
	const char *sentence; /* N_ */
};

struct arguments;

/*
 * Sorts count words (without the command's name): options anywhere, `--` ends them, a value stands
 * behind a blank or `=`. NULL with an error that names the word and the way out. The words are
 * borrowed; arguments_free frees.
 */
struct arguments *arguments_new(const struct option_row *rows, size_t count, char *const *words,
	struct error *error) MUST_USE;
void arguments_free(struct arguments *taken_arguments);

/* Whether the option was given; the value given last, NULL when it was not. Borrowed. */
bool arguments_has(const struct arguments *arguments, const char *name);
const char *arguments_value(const struct arguments *arguments, const char *name);

/* All values of an option that may be repeated, in their order: *count of them. The caller frees
 * the array, not the values. */
const char **arguments_values(
	const struct arguments *arguments, const char *name, size_t *count) MUST_USE;

/* What is no option: *count words. Borrowed. */
char *const *arguments_operands(const struct arguments *arguments, size_t *count);

/* Reads a whole decimal number; false when word is none or it is above limit. */
bool arguments_number(const char *word, size_t limit, size_t *number) MUST_USE;

#endif
