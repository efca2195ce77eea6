/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kind of text an article is, as far as directives depend on it. */
#ifndef ZHUPI_ANALYSIS_GENRE_H
#define ZHUPI_ANALYSIS_GENRE_H

#include "analysis/passage.h"

#include <stdbool.h>
#include <stddef.h>

struct genre {
	size_t paragraphs; /* looked at so far */
	size_t articles;   /* of those, paragraphs that begin with 第一条 or the like */
	size_t outlined;   /* of those, parts of an outline that lay something down */
	size_t told;       /* of those, paragraphs that tell what somebody did or said */
	bool announced;    /* a headline or a phrase of the beginning says that it is a notice */
	bool notice;       /* a notice or regulation: its clauses order without a frame */
	size_t headline;   /* short lines without a full stop at the beginning so far */
	size_t latin, han; /* characters seen */
};

/* Looks at one more paragraph of the beginning; the later ones change nothing. */
void genre_look(struct genre *genre, const struct passage *passage);

/* Whether the text is mostly English. */
bool genre_is_english(const struct genre *genre);

#endif
