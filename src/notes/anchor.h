/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places of annotations in the text that lies before the reader. */
#ifndef ZHUPI_NOTES_ANCHOR_H
#define ZHUPI_NOTES_ANCHOR_H

#include "base/attributes.h"
#include "base/slice.h"
#include "notes/annotation.h"
#include "text/article.h"

/* Describes place (bytes in article_text; for a paragraph target any place in it) as a target with
 * quote, prefix and suffix. annotation_clear or target_clear frees. */
void anchor_describe(const struct article *article, enum target_kind kind, struct span place,
	struct target *target);

/*
 * Finds the place of each annotation in article: fills in state and place. On folded text: the
 * stored position when quote and surroundings are the same there, then the quote with its
 * surroundings elsewhere, then an approximate search; what is not certain is unattached (place
 * empty). The annotations' stored targets are not changed.
 */
void anchor_resolve(struct article *article, struct annotations *list);

#endif
