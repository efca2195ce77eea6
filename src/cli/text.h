/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a text the way a command line asks for. */
#ifndef ZHUPI_CLI_TEXT_H
#define ZHUPI_CLI_TEXT_H

#include "base/attributes.h"
#include "base/error.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "text/article.h"
#include "text/filter.h"

/* The options of the commands that show a text. */
#define TEXT_OPTIONS                                                                               \
	{"encoding", 'e', "NAME", N_("the text's encoding, where detection is wrong")},            \
	{                                                                                          \
		"all-text", 0, NULL, N_("of a saved page all that it shows")                       \
	}

/* What --encoding and --all-text say, and the configuration's filters, which are written into
 * filters. All is borrowed. */
struct article_options text_options(
	const struct program *program, const struct arguments *arguments, struct filters *filters);

/* Opens the text as article_open_as does, and tells on standard error what its reader should know
 * (article_remark). article_close frees. */
struct article *text_open(
	const char *path, const struct article_options *options, struct error *error) MUST_USE;

/* The same with text_options, and looked at to its end. */
struct article *text_open_whole(const struct program *program, const struct arguments *arguments,
	const char *path, struct error *error) MUST_USE;

#endif
