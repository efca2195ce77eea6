/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A book (EPUB 2 and 3) as the text of an article: its chapters in the order of the spine, each
 * like a page of which everything is shown. Inside the text floor: others open articles, which do
 * this by themselves.
 *
 * What the book says is not trusted: no entity that it declares is expanded and nothing outside of
 * it is read, whatever names or addresses stand in it; what is unpacked is limited (container.h).
 */
#ifndef ZHUPI_TEXT_EPUB_H
#define ZHUPI_TEXT_EPUB_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"
#include "text/html.h"

#include <stdbool.h>

/* Whether bytes are a book, by their content. */
bool epub_is(struct slice bytes);

/*
 * The text of the book, its headings and links, and what it says of itself; title, creator, date
 * and source are of its package document. remark is filled when chapters are left out: encrypted,
 * missing or broken. False with an error that calls the book `name` when no chapter can be read, or
 * libarchive or libxml2 is not there. html_clear frees, also after a failure.
 */
bool epub_read(struct slice bytes, const char *name, struct html_text *text, struct error *remark,
	struct error *error) MUST_USE;

#endif
