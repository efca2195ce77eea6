/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looking for the article that a text is an edited version of, when neither its hash nor its path
 * is known: edited and moved, with a site's header and footer, saved from another site. Who finds
 * one asks the reader: alike is not the same.
 */
#ifndef ZHUPI_NOTES_LIKENESS_H
#define ZHUPI_NOTES_LIKENESS_H

#include "base/attributes.h"
#include "base/error.h"
#include "notes/store.h"
#include "text/article.h"

#include <stdbool.h>
#include <stdint.h>

/* A search under way. */
struct likeness;

/* Begins one among the articles with notes, but for the article except (0: none). likeness_free
 * frees. */
struct likeness *likeness_new(int64_t except) MUST_USE;

/* Frees it. NULL is allowed. */
void likeness_free(struct likeness *taken_likeness);

/*
 * Does a slice (a millisecond or two) with the complete article and the store, the same ones at
 * each call (a store may have been opened anew). True while there is more to do; false with the
 * error set when it failed.
 */
bool likeness_advance(struct likeness *likeness, struct store *store, const struct article *article,
	struct error *error) MUST_USE;

/* The article that the text is most alike, once all is done; 0 when there is none. *share becomes
 * how much of the smaller one of the two the other has, from 0 to 1, also where that is too little;
 * NULL: not asked. */
int64_t likeness_found(const struct likeness *likeness, double *share);

/* All of that at once. Negative on failure. */
int64_t likeness_search(struct store *store, const struct article *article, int64_t except,
	struct error *error) MUST_USE;

/* How much of the smaller one the other has, of the complete article and the article of that
 * number: of the likest of its kept versions. Negative when it has no notes. */
bool likeness_of_article(struct store *store, int64_t number, const struct article *article,
	double *share, struct error *error) MUST_USE;

#endif
