/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cues: words that oblige, forbid, recommend or permit, and what cancels them. */
#ifndef ZHUPI_ANALYSIS_CUE_H
#define ZHUPI_ANALYSIS_CUE_H

#include "analysis/finding.h"
#include "analysis/passage.h"

#include <stdbool.h>
#include <stddef.h>

struct cue {
	size_t start, end; /* folded characters */
	enum modality modality;
};

/* What is known of the stretch in which a cue is sought. */
struct cue_context {
	bool scoped; /* a frame stands before it, or holds over it */
	bool own;    /* and it is one of the speaker's own: 表示 */
	bool notice; /* the text is a notice or regulation */
};

/* The first cue in [start, end) that is not cancelled; false when there is none. */
bool cue_find(const struct passage *passage, size_t start, size_t end,
	const struct cue_context *context, struct cue *cue);

/* Whether [start, end) tells what the speaker or a state will do. */
bool cue_is_pledge(const struct passage *passage, size_t start, size_t end);

#endif
