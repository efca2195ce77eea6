/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stretch of the article as a list quotes it. */
#ifndef ZHUPI_UI_EXCERPT_H
#define ZHUPI_UI_EXCERPT_H

#include "base/buffer.h"
#include "base/slice.h"
#include "text/article.h"

/* Appends the bytes of place (in article_text, within a paragraph) without converter residue. */
void excerpt_append(struct buffer *out, const struct article *article, struct span place);

/* Appends a quoted text without converter residue and with its line ends as blanks. */
void excerpt_append_quote(struct buffer *out, struct slice quote);

#endif
