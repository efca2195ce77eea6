/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The corrections in the notes file, for the commands that print marks: read where there is such a
 * file, never written. */
#ifndef ZHUPI_CLI_KEPT_CORRECTIONS_H
#define ZHUPI_CLI_KEPT_CORRECTIONS_H

#include "analysis/analysis.h"
#include "base/attributes.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/notes_file.h"
#include "notes/store.h"
#include "text/article.h"

#include <stdbool.h>

/* The options of all commands that print marks: --notes FILE, --no-notes. */
#define KEPT_CORRECTIONS_OPTIONS                                                                   \
	NOTES_FILE_OPTION,                                                                         \
	{                                                                                          \
		"no-notes", 0, NULL, N_("leave the notes file alone: no corrections")              \
	}

/*
 * Opens the notes file for reading: *store is NULL where there is none, with --no-notes, and where
 * nothing was corrected. False when a file is there that cannot be read.
 */
bool kept_corrections_open(const struct program *program, const struct arguments *arguments,
	struct store **store, struct error *error) MUST_USE;

/* Analyses the article with the packs (NULL: the shipped ones) and its corrections in store (NULL:
 * none); completes it where one of them has a place. analysis_free frees; NULL with the error. */
struct analysis *kept_corrections_analysis(struct article *article, const struct packs *packs,
	struct store *store, struct error *error) MUST_USE;

#endif
