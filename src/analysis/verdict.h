/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a reader says of a mark, as the analysis wants it told (analysis_correct). Values.
 *
 *      official       everywhere   the name is an official's wherever it stands as a name
 *                     at a place   just those words name an official
 *      not official   everywhere   the name is never marked
 *                     at a place   no mark of an official touches it, and it presents nobody
 *      directive      at a place   the directive there binds so, or those words are one
 *      not directive  at a place   no directive touches it
 *
 * Names are the same when their folds are: both scripts, with residue and blanks or without.
 */
#ifndef ZHUPI_ANALYSIS_VERDICT_H
#define ZHUPI_ANALYSIS_VERDICT_H

#include "analysis/finding.h"
#include "base/slice.h"

#include <stdbool.h>

enum verdict_kind {
	VERDICT_OFFICIAL,
	VERDICT_NOT_OFFICIAL,
	VERDICT_DIRECTIVE,
	VERDICT_NOT_DIRECTIVE
};

struct verdict {
	enum verdict_kind kind;
	bool everywhere;        /* of officials only; else at place */
	struct slice name;      /* everywhere: UTF-8 */
	struct slice office;    /* official: UTF-8, may be empty */
	enum modality modality; /* directive */
	struct span place;      /* bytes of article_text, within a paragraph; unless everywhere */
};

#endif
