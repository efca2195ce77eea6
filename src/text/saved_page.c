/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/saved_page.h"

#include "base/alloc.h"
#include "text/markdown.h"

#include <stdlib.h>

bool
saved_page_is(struct slice text, const char *name)
{
	return html_is_page(text, name) || markdown_is_name(name);
}

/* All of Markdown is its source. */
static void
read_markdown(struct saved_page *page, struct slice markdown)
{
	if (!page->whole) {
		markdown_read(markdown, &page->text);
		return;
	}
	page->text = (struct html_text){.bytes = alloc_string(markdown), .length = markdown.length};
}

bool
saved_page_read(struct saved_page *page, struct slice markup, const char *name)
{
	if (!html_is_page(markup, name))
		read_markdown(page, markup);
	else if (!html_read(markup, page->whole, &page->text, &page->remark))
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
