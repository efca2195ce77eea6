/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/encoding.h"

#include "base/intl.h"

#include <stdbool.h>

/* Whether the paragraphs are found up to a place. */
static bool
is_found(const struct article *article, size_t at)
{
	size_t count = article_count(article);

	return count > 0 &&
		(article_is_complete(article) || article_span(article, count - 1).end > at);
}

void
encoding_append_paragraph(struct buffer *out, const struct article *article, size_t at)
{
	if (is_found(article, at))
		buffer_append_format(out, "%zu", article_index_at(article, at) + 1);
	else
		buffer_append_string(out, "?");
}

void
encoding_append(struct buffer *out, const struct article *article)
{
	size_t count;
	const struct decoded_part *parts = article_parts(article, &count);

	if (count < 2 || !is_found(article, parts[1].start)) {
		buffer_append_string(out, article_encoding(article));
		return;
	}
	/* TRANSLATORS: two encodings, and the paragraph with which the second begins. */
	buffer_append_format(out, _("%s, from ¶ %zu on %s"), parts[0].encoding,
		article_index_at(article, parts[1].start) + 1, parts[1].encoding);
	if (count > 2)
		buffer_append_string(out, " …");
}
