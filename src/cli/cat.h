/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The marked article as text: zhupi cat, and zhupi read where there is no terminal. */
#ifndef ZHUPI_CLI_CAT_H
#define ZHUPI_CLI_CAT_H

#include "analysis/packs.h"
#include "base/attributes.h"
#include "base/error.h"
#include "notes/store.h"
#include "text/article.h"

#include <stdbool.h>

struct cat_options {
	bool colour;       /* marks by colours and attributes; else by the gutter's signs alone */
	int columns;       /* wrapped to this measure; 0: a paragraph a line */
	bool show_residue; /* of converters */
	const struct packs *packs; /* NULL: the shipped ones */
	struct store *corrections; /* NULL: none */
};

/* Prints the article on standard output. False with the error when its corrections cannot be read.
 */
bool cat_print(
	struct article *article, const struct cat_options *options, struct error *error) MUST_USE;

/* Prints count files one after the other, read as reading says. False with the error of the first
 * one that cannot be read. */
bool cat_files(char *const *files, size_t count, const struct article_options *reading,
	const struct cat_options *options, struct error *error) MUST_USE;

#endif
