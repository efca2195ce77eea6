/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A saved page of HTML as the text of an article: a line a paragraph. Inside the text floor: others
 * open articles, which do this by themselves.
 *
 * Headings and paragraphs are lines; so is what stands before and behind a <br>. Items of a list
 * begin with a bullet or their number, the cells of a row have a tab between them, ruby is
 * converter residue (fold.h).
 */
#ifndef ZHUPI_TEXT_HTML_H
#define ZHUPI_TEXT_HTML_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"
#include "text/heading.h"
#include "text/link.h"

#include <stdbool.h>
#include <stddef.h>

/* What a page gives. Strings are NULL where it says nothing. */
struct html_text {
	char *bytes; /* UTF-8, a LF behind each line */
	size_t length;
	char *title, *date, *source, *address; /* as the page's head says them */
	char *creator;                         /* of a book: who wrote it */
	struct link *links;                    /* in the order of the text */
	size_t link_count;
	char *addresses;          /* what the links' point into */
	struct heading *headings; /* in the order of the text */
	size_t heading_count;
};

/* Whether text (UTF-8) is a page, by its beginning; or by the suffix of the file's name. */
bool html_is_page(struct slice text, const char *name);

/* The article in the page, or with everything all of its text. False with an error when libxml2 is
 * not there or memory is gone. html_clear frees. */
bool html_read(
	struct slice page, bool everything, struct html_text *text, struct error *error) MUST_USE;

/* Adds a heading behind the others; *capacity is that of the list, 0 at first. */
void html_add_heading(struct html_text *text, size_t *capacity, struct span span, int level);

/* Whether a heading begins at byte offset start. */
bool html_heading_at(const struct html_text *text, size_t start);

/* Frees what html_read gave. */
void html_clear(struct html_text *text);

#endif
