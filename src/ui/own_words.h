/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that a mark rests on and that a reader's own pack gave, each with its line there. */
#ifndef ZHUPI_UI_OWN_WORDS_H
#define ZHUPI_UI_OWN_WORDS_H

#include "analysis/finding.h"
#include "analysis/overlay.h"
#include "base/slice.h"
#include "text/article.h"
#include "ui/explanation.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	OWN_WORDS_MOST = 6
};

struct own_word {
	struct span place; /* bytes of article_text */
	bool taken_out; /* the pack says that it is no word of a kind that would forbid the mark */
	struct overlay_line line; /* borrowed from the packs */
};

/*
 * Finds them: in the pieces of the finding's evidence (explanation_evidence), in the frame behind a
 * directive's source, in what stands right behind a name without office. Of several that are the
 * same word one. Returns how many: none without packs of the reader's own, and of a mark that the
 * reader has made by a correction.
 */
size_t own_words_find(const struct packs *packs, const struct article *article,
	const struct finding *finding, const struct evidence *pieces, size_t count,
	struct own_word words[OWN_WORDS_MOST]);

#endif
