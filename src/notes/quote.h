/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note's place by its quote and what stood before and behind it, in a folded text. Inside
 * anchor.h's room: others ask anchor_resolve. */
#ifndef ZHUPI_NOTES_QUOTE_H
#define ZHUPI_NOTES_QUOTE_H

#include "base/attributes.h"
#include "notes/alignment.h"
#include "notes/annotation.h"
#include "text/article.h"
#include "text/fold.h"

#include <stdbool.h>

enum {
	QUOTE_CONTEXT_CHARS = 64,  /* kept before and behind a quote */
	QUOTE_CHARS_AT_MOST = 4000 /* of a longer paragraph its beginning is the quote */
};

/* The text in which notes are looked for. */
struct ground {
	struct article *article;
	struct fold fold; /* of its whole text */
	struct fold_hash hash;
	size_t work, work_in_rest; /* steps that searches may still take, without an alignment and
				      with one; what is beyond is not found */
};

/* Completes, folds and hashes the article. False when memory is gone. ground_clear frees what the
 * ground holds; the article stays. */
bool ground_init(struct ground *ground, struct article *article) MUST_USE;
void ground_clear(struct ground *ground);

/* The folded text; borrowed. */
struct characters ground_characters(const struct ground *ground);

/* Attaches the note where it stood when the text is the very version that it was made on. */
bool quote_stands_still(const struct ground *ground, struct annotation *note) MUST_USE;

/*
 * Attaches the note where its quote is: where it stood, when the same words are about it; else by
 * search. With an alignment only where no other part of the old text is. The note stays as it is
 * when no place is certain.
 */
void quote_find(struct ground *ground, const struct alignment *alignment, struct annotation *note);

/* Attaches the note to the stretch of the folded text; exact when its words are there and the
 * nearest ones about it. */
void quote_attach(const struct ground *ground, struct annotation *note, struct stretch place);

#endif
