/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The folded beginning of a paragraph: enough to tell a title from a dateline, and never much, so
 * that a line of megabytes is judged as quickly as any other. Inside the text floor.
 *
 * Positions in it are indices of folded characters; words are UTF-8, folded already.
 */
#ifndef ZHUPI_TEXT_GLIMPSE_H
#define ZHUPI_TEXT_GLIMPSE_H

#include "base/slice.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct glimpse {
	struct fold fold;
	const uint32_t *characters; /* the fold's; valid up to count */
	size_t count;
	bool cut;      /* the paragraph goes on behind it */
	bool columns;  /* wide blanks inside, as between a name and an office */
	size_t han;    /* ideographs in it */
	uint32_t last; /* the paragraph's last folded character that is no closing quote */
};

/* Folds the paragraph's beginning (empty when memory is gone). glimpse_close frees. */
void glimpse_open(struct glimpse *glimpse, struct slice paragraph);

/* Frees what it holds. */
void glimpse_close(struct glimpse *glimpse);

/* The length of word when it stands at at; 0 when it does not. */
size_t glimpse_word_at(const struct glimpse *glimpse, size_t at, const char *word);

/* The length of the longest of the words (ended by NULL) that stands at at; 0 when none does. */
size_t glimpse_any_word_at(const struct glimpse *glimpse, size_t at, const char *const *words);

/* Whether the character is in it. */
bool glimpse_has_character(const struct glimpse *glimpse, uint32_t character);

/* Whether something that the fold dropped, a blank mostly, stands behind the character at at. */
bool glimpse_gap_behind(const struct glimpse *glimpse, size_t at);

/* Whether the character at at is a blank. */
bool glimpse_blank_at(const struct glimpse *glimpse, size_t at);

/* Whether it is a digit, of ASCII or Chinese: 〇 to 九, 十, 零. */
bool glimpse_is_digit(uint32_t character);

/* How many digits stand at at. */
size_t glimpse_digits_at(const struct glimpse *glimpse, size_t at);

#endif
