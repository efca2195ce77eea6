/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Markdown as the text of an article: a paragraph, which may be broken into lines there, is one
 * line. Inside the text floor: saved_page.h calls it.
 *
 * Marks that say how a text looks are gone: # of headings, * and _ of emphasis, > of quotations,
 * ` of code, [words](address) but for the words. Items of lists begin with a bullet or their
 * number, the cells of a table have a tab between them. A preface between --- tells title, date and
 * source.
 */
#ifndef ZHUPI_TEXT_MARKDOWN_H
#define ZHUPI_TEXT_MARKDOWN_H

#include "base/slice.h"
#include "text/html.h"

#include <stdbool.h>

/* Whether a file of that name is Markdown: .md, .markdown. What is in it does not tell. */
bool markdown_is_name(const char *name);

/* The text of the Markdown (well-formed UTF-8). Linear time. html_clear frees. */
void markdown_read(struct slice markdown, struct html_text *text);

#endif
