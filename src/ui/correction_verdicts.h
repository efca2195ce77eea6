/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corrections from the notes file as the analysis is told of them: the two know nothing of each
 * other. */
#ifndef ZHUPI_UI_CORRECTION_VERDICTS_H
#define ZHUPI_UI_CORRECTION_VERDICTS_H

#include "analysis/analysis.h"
#include "notes/correction.h"

/* Tells the analysis those that are placed (correction_resolve) or hold everywhere; what was told
 * before is forgotten. */
void correction_verdicts_tell(struct analysis *analysis, const struct corrections *list);

/* The modality of that name in data; false when there is none. */
bool correction_modality(const char *name, enum modality *modality) MUST_USE;

#endif
