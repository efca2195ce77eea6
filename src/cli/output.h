/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Printing on standard output: text that may hold anything, and tables that are aligned on a
 * terminal and tab-separated in a pipe.
 */
#ifndef ZHUPI_CLI_OUTPUT_H
#define ZHUPI_CLI_OUTPUT_H

#include "base/attributes.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Takes the places of standard files that are closed, so that no text and no notes file that is
 * opened later comes to stand there and is written into. Reading and writing them fail as before.
 */
void output_hold_places(void);

/* Prints the bytes as they are. A failure is told by output_finish. */
void output_write(struct slice text);

/*
 * Appends text as it may be shown: tabs and line ends as blanks, what must not reach a terminal and
 * bytes that are no UTF-8 as U+FFFD.
 */
void output_append_shown(struct buffer *out, struct slice text);

/* Says on standard error, behind the program's name, what went wrong, in one line; the sentence may
 * hold names and values of any bytes. */
void output_complain(const char *program, const char *sentence);

/* Flushes; false with the error when anything could not be written. */
bool output_finish(struct error *error) MUST_USE;

/* Prints at once the id of something that is on disk now. False with the error, which says that it
 * is stored, when the id could not be written. */
bool output_stored(const char *id, struct error *error) MUST_USE;

/* Whether standard output is a terminal, and its width in columns (80 when it does not say). */
bool output_is_terminal(void);
int output_columns(void);

/* Whether to print in colour by what --color says: always, never, or auto (NULL too): on a
 * terminal, unless NO_COLOR is set. False with the error for anything else. */
bool output_wants_colour(const char *when, bool *colour, struct error *error) MUST_USE;

/* Prints text and as many blanks as make it that wide on a terminal, where a Chinese character
 * takes two columns and three bytes. */
void output_padded(const char *text, int columns);

/* A table: on a terminal rows are aligned with each other, some thousands at a time; in a pipe they
 * go out as they come. */
struct output_table;

/* With that many columns; headings (untranslated N_ strings) are printed on a terminal only.
 * output_table_end prints and frees. */
struct output_table *output_table_new(size_t columns, const char *const *headings) MUST_USE;

/*
 * How a table fits a terminal that is too narrow for it: columns are left out, the first of drop
 * first, until the others have room for at least a few characters each; then those whose bit (1 <<
 * number) is set in cut are cut, the widest first. drop is borrowed. In a pipe nothing is.
 */
void output_table_fit(
	struct output_table *table, const size_t *drop, size_t drop_count, unsigned cut);

/* Adds one cell, row after row; copied. Tabs, line ends and what must not reach a terminal become
 * blanks. */
void output_table_add(struct output_table *table, const char *text);
void output_table_add_number(struct output_table *table, size_t number);
void output_table_end(struct output_table *taken_table);

/* Prints a named field of something for the eye: further lines of the value stand below the first.
 */
void output_field(const char *name, const char *value);

#endif
