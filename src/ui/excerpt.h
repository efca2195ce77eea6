/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stretch of the article as a list quotes it. */
#ifndef ZHUPI_UI_EXCERPT_H
#define ZHUPI_UI_EXCERPT_H

#include "base/buffer.h"
#include "base/slice.h"
#include "text/article.h"

#include <stddef.h>
#include <stdint.h>

/* Appends the bytes of place (in article_text, within a paragraph) without converter residue. */
void excerpt_append(struct buffer *out, const struct article *article, struct span place);

/* Appends a quoted text, as much of it as a row can show, without converter residue and with its
 * line ends as blanks. */
void excerpt_append_quote(struct buffer *out, struct slice quote);

/* Appends tags as "#a #b". */
void excerpt_append_tags(struct buffer *out, char *const *tags, size_t count);

/* Appends the day (2020-02-03) of a time in milliseconds since 1970 UTC. */
void excerpt_append_day(struct buffer *out, int64_t milliseconds);

#endif
