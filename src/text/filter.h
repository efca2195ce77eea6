/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Programs that make text of files of other kinds: the reader's configuration says which, a suffix
 * each.
 *
 *      filter.pdf = pdftotext -layout %s -
 *
 * The command is split at blanks (words in double quotes may have some) and run as it is: no shell
 * reads it, so nothing in a file's name can be a command. %s is the file's path; without it the
 * file is the program's standard input. What it prints is the text, of any kind that zhupi reads.
 */
#ifndef ZHUPI_TEXT_FILTER_H
#define ZHUPI_TEXT_FILTER_H

#include "base/attributes.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	FILTERS_AT_MOST = 16,
	FILTER_SUFFIX_BYTES = 16,
	FILTER_COMMAND_BYTES = 240
};

/* A value: copied like a number, frees nothing. */
struct filters {
	size_t count;
	struct filter {
		char suffix[FILTER_SUFFIX_BYTES];   /* without the point: "pdf" */
		char command[FILTER_COMMAND_BYTES]; /* as written; empty: none after all */
	} items[FILTERS_AT_MOST];
};

/* What a run may take. */
struct filter_limits {
	size_t bytes; /* of text */
	int seconds;
};

/* 256 MiB and a minute. */
extern const struct filter_limits filter_usual_limits;

/* Sets the command for a suffix, in place of an earlier one. False when suffix or command is too
 * long or has no word, or there are too many. */
bool filters_set(struct filters *filters, struct slice suffix, struct slice command) MUST_USE;

/* The filter for a file of that name, by its suffix (case does not matter); NULL: none. filters may
 * be NULL. Borrowed. */
const struct filter *filters_find(const struct filters *filters, const char *path);

/* Runs the filter on the file and appends what it prints to text (buffer_init). False with an error
 * that names filter and file, and tells what the program said: it is not there, it failed, printed
 * too much, or took too long (then it is killed, with what it has started). */
bool filter_run(const struct filter *filter, const char *path, const struct filter_limits *limits,
	struct buffer *text, struct error *error) MUST_USE;

#endif
