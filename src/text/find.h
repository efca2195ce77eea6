/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Search on folded text: 会议强调 finds 會議強調(diào). Words, or with a / before it a regular
 * expression (see pattern.h).
 */
#ifndef ZHUPI_TEXT_FIND_H
#define ZHUPI_TEXT_FIND_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"
#include "text/article.h"
#include "text/patience.h"

#include <stdbool.h>
#include <stddef.h>

struct finder;

/* A finder for words (UTF-8), folded like the text. NULL when nothing is left of them after
 * folding. finder_free frees. */
struct finder *finder_new(struct slice words) MUST_USE;

/* The same as a reader types it: what begins with / is a regular expression. NULL with the error
 * when nothing is left to search for, or the expression has a fault. */
struct finder *finder_new_typed(struct slice typed, struct error *error) MUST_USE;

/* The same of a regular expression. */
struct finder *finder_new_expression(struct slice expression, struct error *error) MUST_USE;

/* Frees it. NULL is allowed. */
void finder_free(struct finder *taken_finder);

/* Why the search came to an end before its time: an expression that takes too long. Empty as a
 * rule; borrowed, and kept until finder_free. Nothing is found any more then. */
const struct error *finder_failure(const struct finder *finder);

/*
 * The first hit that begins at or behind byte offset from in article_text, as a span into
 * article_text. Hits do not cross paragraphs. With backwards, the last hit that begins before from.
 * False when there is none; no wrap-around. Extends the article as far as the hit.
 */
bool finder_next(struct finder *finder, struct article *article, size_t from, bool backwards,
	struct span *hit) MUST_USE;

/* A search that is done in slices: fill in from and backwards, and leave the rest 0. */
struct finder_search {
	size_t from; /* as finder_next's */
	bool backwards;
	bool begun;
	size_t at;    /* how far it has come */
	size_t seen;  /* hits that begin before this were looked at, forwards */
	size_t block; /* bytes that are looked at in one, backwards */
};

enum finder_result {
	FINDER_HIT,
	FINDER_NONE,
	FINDER_MORE /* not yet */
};

/*
 * Goes on with a search through text (an article's, or lines like its) for about slice_bytes. What
 * has to be looked at closely counts as many times more bytes, so that a slice of one size takes
 * about as long whatever is searched for, and wherever (SIZE_MAX: to the end). It may be not yet at
 * any time when there is a patience that has an end.
 */
enum finder_result finder_go_on(struct finder *finder, struct slice text,
	struct finder_search *search, size_t slice_bytes, struct span *hit) MUST_USE;

/* Asks, while a regular expression is slow, whether to go on. Copied; its context is borrowed. */
void finder_set_patience(struct finder *finder, struct patience patience);

/* Whether the last call came to no end since patience had one: what it says is not all. */
bool finder_was_stopped(const struct finder *finder);

/* What all calls together have looked at so far, as slice_bytes counts. */
size_t finder_effort(const struct finder *finder);

/* The same through an article, of which more is decoded on the way where that is done in pieces. */
enum finder_result finder_go_on_in(struct finder *finder, struct article *article,
	struct finder_search *search, size_t slice_bytes, struct span *hit) MUST_USE;

/* How many hits begin inside the part of text, the overlapping ones of words too: as many as going
 * from each to the next meets. */
size_t finder_count(struct finder *finder, struct slice text, struct span part);

/* All hits inside one stretch of text, as spans from its start, in order, disjoint; at most limit
 * of them. Returns how many. */
size_t finder_all(struct finder *finder, struct slice text, struct span *hits, size_t limit);

/* The same of the part of a paragraph, as spans from the paragraph's start, with those that reach
 * in from outside it. */
size_t finder_all_in(struct finder *finder, struct slice paragraph, struct span part,
	struct span *hits, size_t limit);

#endif
