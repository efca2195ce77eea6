/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/page_facts.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

enum {
	FACT_BYTES = 1000 /* what is longer is no title, date, source or address */
};

/* Keeps what the page says, unless something better was said already. */
static void
keep_fact(struct page *page, enum page_fact fact, const char *value, int rank)
{
	struct slice text = slice_trim(slice_from_string(value));

	if (text.length == 0 || text.length > FACT_BYTES || page->ranks[fact] >= rank)
		return;
	free(page->facts[fact]);
	page->facts[fact] = alloc_string(text);
	page->ranks[fact] = rank;
}

static bool
is_same_word(const char *one, const char *other)
{
	for (; *one && *other; one++, other++) {
		char a = (char)(*one >= 'A' && *one <= 'Z' ? *one + 32 : *one);

		if (a != *other)
			return false;
	}
	return *one == *other;
}

/* One of the names by which pages tell such things. */
static void
read_meta(struct page *page, const char *name, const char *value)
{
	static const struct {
		const char *name;
		enum page_fact fact;
		int rank;
	} rows[] = {
		{"articletitle", PAGE_TITLE, 3},
		{"og:title", PAGE_TITLE, 2},
		{"twitter:title", PAGE_TITLE, 1},
		{"article:published_time", PAGE_DATE, 5},
		{"datepublished", PAGE_DATE, 5},
		{"pubdate", PAGE_DATE, 4},
		{"publishdate", PAGE_DATE, 4},
		{"publish-date", PAGE_DATE, 4},
		{"publish_date", PAGE_DATE, 4},
		{"publishtime", PAGE_DATE, 4},
		{"dcterms.issued", PAGE_DATE, 3},
		{"dc.date", PAGE_DATE, 3},
		{"dcterms.date", PAGE_DATE, 3},
		{"date", PAGE_DATE, 2},
		{"contentsource", PAGE_SOURCE, 4},
		{"source", PAGE_SOURCE, 3},
		{"dc.publisher", PAGE_SOURCE, 2},
		{"og:site_name", PAGE_SOURCE, 1},
		{"sitename", PAGE_SOURCE, 1},
		{"og:url", PAGE_ADDRESS, 1},
	};

	for (size_t i = 0; name && value && i < sizeof rows / sizeof *rows; i++) {
		if (is_same_word(name, rows[i].name))
			keep_fact(page, rows[i].fact, value, rows[i].rank);
	}
}

const char *
page_attribute(const char *const *attributes, const char *name)
{
	for (size_t i = 0; attributes && attributes[i]; i += 2) {
		if (strcmp(attributes[i], name) == 0)
			return attributes[i + 1] ? attributes[i + 1] : "";
	}
	return NULL;
}

void
page_facts_read(struct page *page, enum element element, const char *const *attributes)
{
	const char *content = page_attribute(attributes, "content");
	const char *relation = page_attribute(attributes, "rel");

	if (element == ELEMENT_META) {
		read_meta(page, page_attribute(attributes, "name"), content);
		read_meta(page, page_attribute(attributes, "property"), content);
		read_meta(page, page_attribute(attributes, "itemprop"), content);
		if (relation && is_same_word(relation, "canonical"))
			keep_fact(page, PAGE_ADDRESS, page_attribute(attributes, "href"), 2);
	} else if (element == ELEMENT_TIME) {
		keep_fact(page, PAGE_DATE, page_attribute(attributes, "datetime"), 1);
	}
}
