/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/saved_page.h"

#include "base/alloc.h"

#include <stdlib.h>

bool
saved_page_read(struct saved_page *page, struct slice markup)
{
	if (!html_read(markup, page->whole, &page->text, &page->remark))
		return false;
	page->markup = alloc_string(markup);
	page->markup_length = markup.length;
	return true;
}

void
saved_page_clear(struct saved_page *page)
{
	html_clear(&page->text);
	free(page->markup);
	page->markup = NULL;
}
