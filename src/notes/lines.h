/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paragraphs that two texts have in common, wherever they are. */
#ifndef ZHUPI_NOTES_LINES_H
#define ZHUPI_NOTES_LINES_H

#include "base/attributes.h"
#include "notes/alignment.h"
#include "notes/chain.h"

/*
 * Fills in where the paragraphs begin that both texts have once, among those of which no character
 * has a pair (to, from), as they come in the old text; matches has room for each old paragraph.
 * Returns how many; SIZE_MAX when memory is gone.
 */
size_t lines_match(const struct aligned_text *before, const uint32_t *to,
	const struct aligned_text *after, const uint32_t *from,
	struct common_run *matches) MUST_USE;

#endif
