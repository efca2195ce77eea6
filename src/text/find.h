/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Literal search on folded text: 会议强调 finds 會議強調(diào).
 */
#ifndef ZHUPI_TEXT_FIND_H
#define ZHUPI_TEXT_FIND_H

#include "base/attributes.h"
#include "base/slice.h"
#include "text/article.h"

#include <stdbool.h>
#include <stddef.h>

struct finder;

/* A finder for pattern (UTF-8), folded like the text. NULL when nothing is left of the pattern
 * after folding. finder_free frees. */
struct finder *finder_new(struct slice pattern) MUST_USE;

/* Frees it. NULL is allowed. */
void finder_free(struct finder *taken_finder);

/*
 * The first hit that begins at or behind byte offset from in article_text, as a span into
 * article_text. Hits do not cross paragraphs. With backwards, the last hit that begins before from.
 * False when there is none; no wrap-around. Extends the article when it has to.
 */
bool finder_next(struct finder *finder, struct article *article, size_t from, bool backwards,
	struct span *hit) MUST_USE;

/* All hits inside one stretch of text, as spans from its start, in order, disjoint; at most limit
 * of them. Returns how many. */
size_t finder_all(struct finder *finder, struct slice text, struct span *hits, size_t limit);

#endif
