/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/excerpt.h"

#include "base/alloc.h"
#include "export/stamp.h"
#include "text/fold.h"
#include "text/unicode.h"

enum {
	BEFORE_BYTES = 96,  /* what stands before a stretch helps to tell its residue */
	QUOTE_BYTES = 2000, /* more of a quote is never shown in a row */
	DAY_BYTES = 10      /* of a stamp */
};

/* Appends text's bytes from byte offset from on, without residue. */
static void
append_from(struct buffer *out, struct slice text, size_t from)
{
	struct fold fold;

	fold_init(&fold);
	if (!fold_apply(&fold, text, FOLD_ALL))
		alloc_give_up(text.length);
	for (size_t i = 0; i < fold.residue_count; i++) {
		struct span residue = fold.residue[i];

		if (residue.start > from)
			buffer_append(out, slice_at(text, (struct span){from, residue.start}));
		if (residue.end > from)
			from = residue.end;
	}
	buffer_append(out, slice_at(text, (struct span){from, text.length}));
	fold_clear(&fold);
}

void
excerpt_append(struct buffer *out, const struct article *article, struct span place)
{
	struct slice text = article_text(article);
	struct span paragraph;
	size_t start = place.start;

	if (span_is_empty(place) || article_count(article) == 0)
		return;
	paragraph = article_span(article, article_index_at(article, start));
	if (start >= paragraph.start + BEFORE_BYTES)
		start = unicode_previous(text, start - BEFORE_BYTES + 1);
	else if (start > paragraph.start)
		start = paragraph.start;
	append_from(out, slice_at(text, (struct span){start, place.end}), place.start - start);
}

void
excerpt_append_quote(struct buffer *out, struct slice quote)
{
	size_t start = out->length;

	if (quote.length > QUOTE_BYTES)
		quote.length = unicode_previous(quote, QUOTE_BYTES + 1);
	append_from(out, quote, 0);
	for (size_t i = start; i < out->length; i++) {
		if (out->bytes[i] == '\n')
			out->bytes[i] = ' ';
	}
}

void
excerpt_append_tags(struct buffer *out, char *const *tags, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buffer_append_format(out, "%s#%s", i > 0 ? " " : "", tags[i]);
}

void
excerpt_append_day(struct buffer *out, int64_t milliseconds)
{
	size_t start = out->length;

	stamp_append(out, milliseconds);
	buffer_truncate(out, start + DAY_BYTES);
}
