/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an article keeps of the saved page, or the Markdown, that it was made of. Inside the text
 * floor: article.h. */
#ifndef ZHUPI_TEXT_SAVED_PAGE_H
#define ZHUPI_TEXT_SAVED_PAGE_H

#include "base/error.h"
#include "base/slice.h"
#include "text/html.h"

#include <stdbool.h>
#include <stddef.h>

struct saved_page {
	struct html_text text; /* the article, or with whole everything */
	char *markup;          /* what it was made of, in UTF-8; NULL: the text is no page */
	size_t markup_length;
	bool whole;
	struct error remark; /* why a page had to stay markup */
};

/* Whether the text of that name is one. */
bool saved_page_is(struct slice text, const char *name);

/* Reads the page in markup (which is copied): its text is in page->text then. False with the remark
 * when that cannot be. saved_page_clear frees. */
bool saved_page_read(struct saved_page *page, struct slice markup, const char *name);

/* Frees what it holds. */
void saved_page_clear(struct saved_page *page);

#endif
