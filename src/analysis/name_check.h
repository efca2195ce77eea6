/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether words that a reader takes for an official's name can be one, before they are kept. */
#ifndef ZHUPI_ANALYSIS_NAME_CHECK_H
#define ZHUPI_ANALYSIS_NAME_CHECK_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"

struct packs;

enum name_check {
	NAME_CHECK_WELL,
	NAME_CHECK_DOUBTFUL, /* a common word, a place: a name here, perhaps, but not everywhere */
	NAME_CHECK_OFFICE,   /* an office is in it: no name, but an official without one, perhaps */
	NAME_CHECK_NONE      /* a sentence, a mark, a single character: nobody's name */
};

/*
 * Looks at words (UTF-8, with converter residue or without) by the lexicon of the packs; NULL
 * stands for the shipped ones. Names are of two to four ideographs, one blank among them or none;
 * foreign ones, transcribed (without · up to eight ideographs) or in letters. *error says what is
 * wrong with all others.
 */
enum name_check name_check(
	const struct packs *packs, struct slice words, struct error *error) MUST_USE;

#endif
