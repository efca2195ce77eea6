/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places of annotations in the text that lies before the reader. */
#ifndef ZHUPI_NOTES_ANCHOR_H
#define ZHUPI_NOTES_ANCHOR_H

#include "base/attributes.h"
#include "base/slice.h"
#include "notes/annotation.h"
#include "notes/store.h"
#include "text/article.h"

/* Describes place (bytes in article_text; for a paragraph target any place in it) as a target with
 * quote, prefix and suffix. annotation_clear or target_clear frees. */
void anchor_describe(const struct article *article, enum target_kind kind, struct span place,
	struct target *target);

/*
 * Finds the place of each annotation in article: fills in state and place. In the text that it was
 * made on a note is where it was. Else the version that it was made on, as the store keeps it, is
 * aligned with the article on folded text, and what has no place so is searched for by its quote
 * and surroundings; what is not certain is unattached (place empty). store NULL: no version is
 * kept. The annotations' stored targets are not changed.
 */
void anchor_resolve(struct article *article, struct annotations *list, struct store *store);

#endif
