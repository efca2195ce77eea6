/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a mark is one: the rule, what the packs say of it and where, and the evidence in the text. */
#ifndef ZHUPI_UI_EXPLANATION_H
#define ZHUPI_UI_EXPLANATION_H

#include "analysis/analysis.h"
#include "base/buffer.h"
#include "base/slice.h"
#include "text/article.h"

#include <stddef.h>

enum {
	EVIDENCE_MOST = 4
};

/* A piece of evidence: bytes of article_text, and what they are. */
struct evidence {
	const char *key; /* "office", "name", "presented", "cue", "source", "addressee", "text" */
	struct span place;
};

/*
 * What a finding rests on: *pieces, in the order in which they are told; returns how many.
 * presented is an office that stands beside the same person elsewhere, for mentions without one;
 * empty when none is known.
 */
size_t explanation_evidence(const struct finding *finding, struct span presented,
	struct evidence pieces[EVIDENCE_MOST]);

/* What a finding is: "Obligation", "Official" … (translated). Static. */
const char *explanation_kind(const struct finding *finding);

/* What the packs (NULL: the shipped ones) say of a rule, in the reader's language where the
 * catalogues have it; the rule's id where they say nothing. Borrowed from the packs. */
const char *explanation_why(const struct packs *packs, const char *rule);

/* Appends the text of a place in marks of quotation, cut where it is long; with its paragraph when
 * that is another one than the paragraph of index home. */
void explanation_append_quoted(
	struct buffer *out, const struct article *article, struct span place, size_t home);

/* Appends the evidence for the eye, pieces cut where they are long: cue “要” · source “會議” (¶ 9).
 */
void explanation_append_evidence(struct buffer *out, const struct article *article,
	const struct finding *finding, struct span presented);

/* Appends the whole explanation by the packs (NULL: the shipped ones): kind, rule, sentence,
 * evidence, the pack's file and line, and what the reader's own packs have given (own_words_find).
 */
void explanation_append(struct buffer *out, const struct article *article,
	const struct finding *finding, struct span presented, const struct packs *packs);

#endif
