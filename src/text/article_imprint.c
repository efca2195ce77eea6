/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an article says of itself: its first paragraphs and its last ones are asked. */
#include "text/article.h"
#include "text/imprint.h"

enum {
	TAIL_AT_MOST = 8 /* paragraphs at the end that are searched for source and byline */
};

/* The span of part, which counts from the start of paragraph index, in the text. */
static struct span
in_text(const struct article *article, size_t index, struct span part)
{
	size_t start = article_span(article, index).start;

	return (struct span){start + part.start, start + part.end};
}

/* Fills in what paragraph index adds to what is known already. */
static void
add_to_imprint(const struct article *article, size_t index, struct article_imprint *imprint)
{
	struct slice paragraph = article_paragraph(article, index);
	enum paragraph_kind kind = article_kind(article, index);
	struct span found;

	if (kind == PARAGRAPH_TITLE && span_is_empty(imprint->title) &&
		!imprint_is_label(paragraph))
		imprint->title = article_span(article, index);
	if (kind == PARAGRAPH_BYLINE && span_is_empty(imprint->byline))
		imprint->byline = article_span(article, index);
	if (kind == PARAGRAPH_SOURCE && span_is_empty(imprint->source)) {
		found = imprint_source(paragraph);
		if (!span_is_empty(found))
			imprint->source = in_text(article, index, found);
	}
	if (span_is_empty(imprint->date) && kind != PARAGRAPH_TITLE) {
		found = imprint_date(paragraph);
		if (!span_is_empty(found))
			imprint->date = in_text(article, index, found);
	}
}

struct article_imprint
article_imprint(const struct article *article)
{
	struct article_imprint imprint = {0};
	size_t count = article_count(article), head = article_head_count(article) + 1, tail, i;

	head = head < count ? head : count;
	tail = count - head > TAIL_AT_MOST ? count - TAIL_AT_MOST : head;
	for (i = 0; i < head; i++)
		add_to_imprint(article, i, &imprint);
	for (i = tail; i < count; i++) {
		if (article_kind(article, i) != PARAGRAPH_PROSE)
			add_to_imprint(article, i, &imprint);
	}
	return imprint;
}
