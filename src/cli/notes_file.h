/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes file as commands open it, and notes placed in the texts that they belong to. */
#ifndef ZHUPI_CLI_NOTES_FILE_H
#define ZHUPI_CLI_NOTES_FILE_H

#include "base/attributes.h"
#include "base/error.h"
#include "cli/command.h"
#include "notes/annotation.h"
#include "notes/store.h"
#include "text/article.h"

/* The options that all commands about notes know: --notes FILE. */
#define NOTES_FILE_OPTION                                                                          \
	{                                                                                          \
		"notes", 'n', "FILE", N_("the notes file")                                         \
	}

/* The path of the notes file that --notes, ZHUPI_NOTES or the standard place names; NULL with an
 * error when there is none. The caller frees. */
char *notes_file_path(const struct program *program, const struct arguments *arguments,
	struct error *error) MUST_USE;

/* Opens the notes file that --notes, ZHUPI_NOTES or the standard place names. store_close ends it.
 */
struct store *notes_file_open(const struct program *program, const struct arguments *arguments,
	enum store_mode mode, struct error *error) MUST_USE;

/*
 * Finds a complete article's number in the notes file; ERROR_NOTES naming the path when nothing is
 * noted on it, and the article that it is like, if there is one, with the way to its notes.
 */
int64_t notes_file_article(
	struct store *store, struct article *article, struct error *error) MUST_USE;

/*
 * library_enter, for a note or a correction that is added. A text that is not known but is like one
 * that has notes becomes an article of its own, and that is said on standard error, with the way to
 * those notes.
 */
int64_t notes_file_enter(const struct program *program, struct store *store,
	struct article *article, struct error *error) MUST_USE;

/* Reads YYYY-MM-DD (UTC) as milliseconds since 1970; false with ERROR_USAGE when it is none. */
bool notes_file_date(const char *word, int64_t *milliseconds, struct error *error) MUST_USE;

#endif
