/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The marked article as text: zhupi cat, and zhupi read where there is no terminal. */
#ifndef ZHUPI_CLI_CAT_H
#define ZHUPI_CLI_CAT_H

#include "text/article.h"

#include <stdbool.h>

struct cat_options {
	bool colour;       /* marks by colours and attributes; else by the gutter's signs alone */
	int columns;       /* wrapped to this measure; 0: a paragraph a line */
	bool show_residue; /* of converters */
};

/* Prints the article on standard output. */
void cat_print(struct article *article, const struct cat_options *options);

#endif
