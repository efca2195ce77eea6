/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader's verdicts as an analysis keeps them: names in the table of persons, places by
 * paragraph. */
#ifndef ZHUPI_ANALYSIS_VERDICTS_H
#define ZHUPI_ANALYSIS_VERDICTS_H

#include "analysis/finding.h"
#include "analysis/passage.h"
#include "analysis/person.h"
#include "analysis/verdict.h"
#include "text/article.h"

#include <stdbool.h>
#include <stddef.h>

/* A verdict about a place. */
struct placed_verdict {
	struct verdict verdict; /* its office is owned by the table's offices */
	size_t paragraph;       /* index */
	size_t order;           /* among all */
	const char *office;
	size_t person; /* official: index of the table's entry, or PERSON_NONE */
};

/* All zero: none. */
struct verdicts {
	struct placed_verdict *places; /* by paragraph, then in the order in which they came */
	size_t count;
	char **offices;
	size_t office_count;
	struct span
		*withdrawn; /* places where the last word is that no official is named, by start */
	size_t withdrawn_count;
};

/*
 * Takes these in the place of those that were there: tells the table which names are an official's
 * and which are not, and keeps those about places. What comes later outranks what came before.
 */
void verdicts_take(struct verdicts *verdicts, const struct article *article,
	struct person_table *table, const struct verdict *list, size_t count);

/* Frees what it holds and makes it empty. */
void verdicts_clear(struct verdicts *verdicts);

/* The withdrawn places that begin in a stretch of the article; count of them. Borrowed. */
const struct span *verdicts_withdrawn(
	const struct verdicts *verdicts, struct span stretch, size_t *count);

/* Whether two sets withdraw the same places. */
bool verdicts_withdraw_alike(const struct verdicts *one, const struct verdicts *other);

/* Applies those about a paragraph to its findings, which are those from index first on; passage
 * is the paragraph, or the section of it that is looked at; base its first byte. */
void verdicts_apply(const struct verdicts *verdicts, const struct passage *passage, size_t base,
	size_t paragraph, struct findings *findings, size_t first);

#endif
