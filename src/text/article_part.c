/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A part of a text as an article of its own. */
#include "text/article.h"
#include "text/article_state.h"
#include "text/mixed.h"
#include "text/unicode.h"

#include <stdint.h>
#include <string.h>

/* The lines about byte offset at, or what lies of a longer one there. */
static struct span
lines_about(struct slice text, size_t at, size_t around)
{
	struct span part = {0, text.length};
	const char *line;

	if (at > around) {
		part.start = unicode_previous(text, at - around + 1);
		line = memchr(text.bytes + part.start, '\n', at - part.start);
		part.start = line ? (size_t)(line + 1 - text.bytes) : part.start;
	}
	if (text.length - at > around) {
		part.end = unicode_previous(text, at + around + 1);
		while (part.end > at + around / 2 && text.bytes[part.end - 1] != '\n')
			part.end--;
		if (part.end == 0 || text.bytes[part.end - 1] != '\n')
			part.end = unicode_previous(text, at + around + 1);
	}
	return part;
}

/* The last lines of a source that is not decoded so far; empty where it cannot be told where they
 * begin. */
static struct slice
last_lines(const struct article *article, size_t around)
{
	struct slice bytes = article->source.bytes;
	size_t from = bytes.length > around ? bytes.length - around : 0;
	const char *line = memchr(bytes.bytes + from, '\n', bytes.length - from);

	if (!line || article->source.comes || !relay_keeps_lines(article->decoder))
		return (struct slice){NULL, 0};
	from = (size_t)(line + 1 - bytes.bytes);
	return slice_at(bytes, (struct span){from, bytes.length});
}

/* Lines further down than anything was decoded, in the encoding in which it goes on there, or in
 * their own where they read badly in that and nobody has named it. */
static struct article *
open_lines(const struct article *article, struct slice lines)
{
	const struct decoded *decoded = &article->decoded;
	size_t count = decoded->part_count;
	const char *name = count > 0 ? decoded->parts[count - 1].encoding : decoded->encoding;
	struct article *part = article_from_bytes(lines, "", name, NULL);

	if (!part || article->asked ||
		!mixed_piece_is_doubtful(
			lines, article_text(part), name, article_undecodable(part)))
		return part;
	article_close(part);
	return article_from_bytes(lines, "", "mixed", NULL);
}

struct article *
article_open_part(const struct article *article, size_t at, size_t around_bytes, size_t *start)
{
	struct slice text = article->decoded.text;
	struct article *part = NULL;

	*start = 0;
	if (article_has_all_text(article) || at < text.length) {
		struct span lines =
			lines_about(text, at < text.length ? at : text.length, around_bytes);

		*start = lines.start;
		part = article_from_bytes(slice_at(text, lines), "", "UTF-8", NULL);
	} else if (at == SIZE_MAX) {
		part = open_lines(article, last_lines(article, around_bytes));
	}
	if (part && article_count(part) > 0)
		return part;
	article_close(part);
	return NULL;
}
