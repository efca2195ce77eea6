/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fold of single characters as a two-level table, which make_fold_table writes into
 * fold_table.c when the program is built. Inside the text floor only.
 *
 * A page holds, for 64 code points in a row, what has to be added to each (modulo 2^32) to get what
 * it folds to. So all pages on which nothing changes are one page, and so are those on which all
 * changes by the same amount; 0 stands for a character that vanishes.
 */
#ifndef ZHUPI_TEXT_FOLD_TABLE_H
#define ZHUPI_TEXT_FOLD_TABLE_H

#include <stdint.h>

enum {
	FOLD_PAGE_BITS = 6,
	FOLD_PAGE_LENGTH = 1 << FOLD_PAGE_BITS, /* code points on a page */
	FOLD_TABLE_END = 0x30000                /* from here on nothing changes but variation
						   selectors and tags */
};

/* The number of the page on which a code point below FOLD_TABLE_END stands, by its upper bits. */
extern const uint16_t fold_page_numbers[FOLD_TABLE_END >> FOLD_PAGE_BITS];

/* The pages. */
extern const uint32_t fold_pages[][FOLD_PAGE_LENGTH];

/* A bit for each code point: whether it changes. Few of a simplified text's do, and this is small
 * enough to stay in the nearest cache. */
extern const uint8_t fold_changes[FOLD_TABLE_END / 8];

#endif
