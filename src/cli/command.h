/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A command of the command line: one file each, ends in one const struct command. The list of them
 * stands in main.c and is handed down.
 */
#ifndef ZHUPI_CLI_COMMAND_H
#define ZHUPI_CLI_COMMAND_H

#include "base/attributes.h"
#include "export/exporter.h"
#include "ui/view.h"

#include <stdbool.h>

/* What main hands down. */
struct program {
	const char *name;                      /* "zhupi" */
	const struct command *const *commands; /* NULL-terminated, as the two below */
	const struct exporter *const *exporters;
	const struct view_ops *const *views;
	bool utf8; /* the locale's encoding is UTF-8 */
};

enum {
	EXIT_DONE = 0,
	EXIT_FAILED = 1,
	EXIT_USAGE = 2
};

struct command {
	const char *name;     /* "scan" */
	const char *usage;    /* "[--format jsonl|tsv|text] FILE…" */
	const char *sentence; /* one line for the list of commands (N_) */
	const char *help;     /* the whole text for zhupi help scan: options, a line each (N_) */
	/* Runs it; arguments[0] is the command's name. Returns the exit status. */
	int (*run)(const struct program *program, int count, char **arguments);
};

/* Finds the command and runs it: "zhupi FILE" reads, "zhupi scan FILE" scans, "zhupi -- scan" reads
 * a file called scan; --help, --version. Returns the exit status. */
int command_main(const struct program *program, int count, char **arguments);

#endif
