/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A place of a text, as a command line names it: +PARAGRAPH, --quote WORDS or both. */
#ifndef ZHUPI_CLI_PLACE_H
#define ZHUPI_CLI_PLACE_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"
#include "text/article.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Finds the place in a complete article, as bytes of article_text: the paragraph (number from 1; 0
 * when none is named), or in it or else anywhere the first time that the words of quote stand there
 * in either script (NULL when there is none). The error names file and what it has not.
 */
bool place_find(struct article *article, const char *file, size_t paragraph, const char *quote,
	struct span *place, struct error *error) MUST_USE;

/* The paragraph (number from 1) in which the words of quote stand again behind place; 0 when they
 * do not. */
size_t place_again(struct article *article, const char *quote, struct span place);

#endif
