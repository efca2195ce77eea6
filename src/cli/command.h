/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A command of the command line: one file each, ends in one const struct command. The list of them
 * stands in main.c and is handed down.
 */
#ifndef ZHUPI_CLI_COMMAND_H
#define ZHUPI_CLI_COMMAND_H

#include "base/attributes.h"
#include "base/path.h"
#include "cli/arguments.h"
#include "export/exporter.h"
#include "ui/view.h"

#include <stdbool.h>

struct command;

/* What main hands down. */
struct program {
	const char *name; /* "zhupi" */
	const struct command *const
		*commands; /* NULL-terminated, as the two below; the first is the default */
	const struct exporter *const *exporters;
	const struct view_ops *const *views;
	struct path_environment environment;
	bool utf8; /* the locale's encoding is UTF-8 */
};

enum {
	EXIT_DONE = 0,
	EXIT_FAILED = 1,
	EXIT_USAGE = 2,
	EXIT_FAULTS = 3 /* check found faults */
};

struct command {
	const char *name;                 /* "scan" */
	const char *usage;                /* "[--format jsonl|tsv|text] FILE…" */
	const char *sentence;             /* one line for the list of commands (N_) */
	const struct option_row *options; /* ends with a row without a name */
	/* Runs it. False with the error; ERROR_USAGE makes the usage be shown, and what has an
	 * empty sentence was told already. */
	bool (*run)(const struct program *program, const struct arguments *arguments,
		struct error *error);
	int failed; /* the exit status of what failed; 0: EXIT_FAILED */
};

/*
 * Finds the command and runs it: "zhupi FILE" reads, "zhupi scan FILE" scans, "zhupi -- scan" reads
 * a file called scan; --help, --version. Says what failed on standard error. Returns the exit
 * status.
 */
int command_main(const struct program *program, int count, char **words);

/* The command of that name; NULL when there is none. Borrowed. */
const struct command *command_find(const struct program *program, const char *name);

/* Prints a command's usage and options on standard output. */
void command_print_help(const struct program *program, const struct command *command);

/* Prints the list of commands on standard output. */
void command_print_overview(const struct program *program);

#endif
