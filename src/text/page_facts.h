/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page says of itself in its head: title, date, source, address. Inside the text floor:
 * page.h uses it. */
#ifndef ZHUPI_TEXT_PAGE_FACTS_H
#define ZHUPI_TEXT_PAGE_FACTS_H

#include "text/element.h"
#include "text/page.h"

/* The value of the attribute of that name among name, value, name, value, NULL; empty when it has
 * none, NULL when it is not there. Borrowed. */
const char *page_attribute(const char *const *attributes, const char *name);

/* Keeps what the element tells, where nothing better is known. */
void page_facts_read(struct page *page, enum element element, const char *const *attributes);

#endif
