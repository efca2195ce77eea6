/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Directives: a small state machine over the segments of a paragraph. A frame opens a scope, which
 * later segments inherit until another frame, a report or the paragraph's end.
 */
#ifndef ZHUPI_ANALYSIS_DIRECTIVE_H
#define ZHUPI_ANALYSIS_DIRECTIVE_H

#include "analysis/finding.h"
#include "analysis/frame.h"
#include "analysis/genre.h"
#include "analysis/passage.h"
#include "analysis/rule.h"
#include "analysis/segment.h"

#include <stdbool.h>
#include <stddef.h>

/* What a segment inherits. */
struct directive_state {
	enum frame_kind scope;
	bool wish;      /* the run is one of hopes */
	bool announced; /* a list of what is ordered was announced */
	bool listed;    /* an item of such a list was read in this paragraph */
	bool member;    /* it is by one who can propose but not order */
	bool pledged;   /* the sentence before was a pledge, and so may this one be */
	bool list_open; /* the paragraph ended with what announces a list: enumerations go on */
	struct segment issuer; /* of the scope; empty when it lies in an earlier paragraph */
};

/* A directive of one segment: folded characters. */
struct directive {
	struct segment span, cue, issuer, addressee; /* empty ones have start == end */
	enum modality modality;
	enum rule_id rule;
};

/* Prepares the state for a new paragraph. */
void directive_begin(struct directive_state *state, const struct passage *passage);

/* Reads one segment; true when it is a directive. */
bool directive_read(const struct passage *passage, const struct segment *segment,
	const struct genre *genre, struct directive_state *state, struct directive *directive);

#endif
