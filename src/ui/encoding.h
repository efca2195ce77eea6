/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an article is read as, in words. */
#ifndef ZHUPI_UI_ENCODING_H
#define ZHUPI_UI_ENCODING_H

#include "base/buffer.h"
#include "text/article.h"

#include <stddef.h>

/* Appends "GB18030", or "UTF-8, from ¶ 812 on GB18030" for a text that changes its encoding. */
void encoding_append(struct buffer *out, const struct article *article);

/* Appends the number of the paragraph in which byte offset at lies, "?" while it is not known. */
void encoding_append_paragraph(struct buffer *out, const struct article *article, size_t at);

#endif
