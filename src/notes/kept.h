/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A version of a text that the notes file keeps because something was noted on it, folded for
 * comparing it with another one. */
#ifndef ZHUPI_NOTES_KEPT_H
#define ZHUPI_NOTES_KEPT_H

#include "base/attributes.h"
#include "notes/alignment.h"
#include "notes/annotation.h"
#include "notes/store.h"
#include "text/article.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kept;

/* The version; NULL when it is not kept, or cannot be read. Of a huge text it is the paragraphs
 * that are kept, with nothing between. kept_close frees. */
struct kept *kept_open(struct store *store, int64_t version) MUST_USE;

/* Frees it. NULL is allowed. */
void kept_close(struct kept *taken_kept);

/* Its folded text; borrowed. */
struct aligned_text kept_text(const struct kept *kept);

/* Where a target that was made on it is in its folded text. False when it is not there. */
bool kept_place(
	const struct kept *kept, const struct target *target, struct stretch *place) MUST_USE;

/* Where the paragraphs of a complete article begin in the fold of its whole text; the caller frees.
 */
size_t *kept_paragraphs(
	const struct article *article, const struct fold *fold, size_t *count) MUST_USE;

#endif
