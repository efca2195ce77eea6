/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page.h"

#include "fuzz.h"
#include "text/unicode.h"

#include <string.h>

static void
check_links(const struct article *article)
{
	size_t count, last = 0;
	const struct link *links = article_links(article, &count);

	for (size_t i = 0; i < count; i++) {
		require(links[i].span.start >= last, "links are in order");
		require(!span_is_empty(links[i].span), "links have words");
		require(links[i].span.end <= article_text(article).length, "links are inside");
		require(strlen(links[i].address) <= FUZZ_INPUT_BYTES * 4, "addresses end");
		last = links[i].span.start;
	}
}

static void
check_headings(const struct article *article)
{
	size_t count, last = 0;
	const struct heading *headings = article_headings(article, &count);
	struct slice text = article_text(article);

	for (size_t i = 0; i < count; i++) {
		struct span span = headings[i].span;

		require(span.start >= last && !span_is_empty(span), "headings are in order");
		require(span.end <= text.length, "headings are inside");
		require(span.start == 0 || text.bytes[span.start - 1] == '\n', "they are lines");
		require(headings[i].level >= 1 && headings[i].level <= 6, "levels are known");
		last = span.end;
	}
}

void
check_page(struct article *article, bool is_page)
{
	struct slice text = article_text(article), line;
	size_t lines = 0;

	require(unicode_is_valid(text), "text is well-formed");
	while (article_extend(article, SIZE_MAX))
		;
	while (is_page && text.length > 0) {
		line = slice_split(text, '\n', &text);
		require(line.length > 0, "no line is empty");
		require(slice_trim(line).length == line.length, "lines are trimmed");
		lines++;
	}
	require(!is_page || article_count(article) <= lines, "a line is a paragraph");
	check_links(article);
	check_headings(article);
	(void)article_imprint(article);
}
