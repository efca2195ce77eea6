/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words for the full-text index, and queries for it.
 *
 *      text      會議強調(diào)：保GDP 增長      indexed   会 议 强 调 保 gdp 增 长
 *      typed     增长 "gdp                      query     "增 长" "gdp"*
 *
 * FTS5's trigram tokenizer finds nothing for one or two characters, and its unicode61 knows no
 * ideograph younger than itself. So the text is folded and split here, each character from the East
 * Asian scripts a word of its own, and FTS5 only parts words at blanks.
 */
#ifndef ZHUPI_NOTES_WORDS_H
#define ZHUPI_NOTES_WORDS_H

#include "base/attributes.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>

/* Appends the words of text, parted by blanks. False only when memory is gone. */
bool words_append(struct buffer *words, struct slice text, struct error *error) MUST_USE;

/*
 * Appends the query for what a reader typed: each stretch between blanks must occur, its words side
 * by side; a last word of a script that writes blanks may go on (eco finds economy). Nothing the
 * reader types is FTS5 syntax. Appends nothing when no word is in it.
 */
bool words_append_query(struct buffer *query, struct slice typed, struct error *error) MUST_USE;

#endif
