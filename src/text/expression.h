/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A regular expression brought into the fold: what it says of characters must be said of the folded
 * ones, for it is matched against folded text. Inside the text floor only.
 *
 *      會議.*（不得|嚴禁）    →    会议.*\(不得|严禁\)
 *
 * Characters are folded, and those that become a mark of ASCII stand for themselves. Escapes
 * (\d \p{Han}) and the ends of a range stay as they are, and small and capital letters too: they
 * are matched alike.
 */
#ifndef ZHUPI_TEXT_EXPRESSION_H
#define ZHUPI_TEXT_EXPRESSION_H

#include "base/buffer.h"
#include "base/slice.h"

#include <stddef.h>
#include <stdint.h>

struct expression {
	struct buffer text; /* UTF-8 */
	uint32_t *places;   /* of each byte of text: the number of the character it came from, from
			       1 */
	size_t capacity;
	uint32_t *required; /* folded characters that stand in all that it matches */
	size_t required_count, required_capacity;
};

/* Makes the expression of a source (UTF-8, any bytes). expression_clear frees what it holds. */
void expression_init(struct expression *expression, struct slice source);
void expression_clear(struct expression *expression);

/* The number of the source's character from which byte offset at of text came; behind the last one
 * the number of it. 0 for an empty expression. */
size_t expression_place(const struct expression *expression, size_t at);

#endif
