/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of an analysis: for analysis.c, analysis_find.c and analysis_run.c only. */
#ifndef ZHUPI_ANALYSIS_ANALYSIS_STATE_H
#define ZHUPI_ANALYSIS_ANALYSIS_STATE_H

#include "analysis/analysis.h"
#include "analysis/directive.h"
#include "analysis/evidence.h"
#include "analysis/genre.h"
#include "analysis/passage.h"
#include "analysis/person.h"
#include "analysis/pronoun.h"
#include "analysis/roll.h"
#include "analysis/verdicts.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	LOOK_BACK = 16 /* paragraphs of an enumeration that a directive's scope reaches over */
};

struct analysis {
	struct article *article;
	struct passage passage;
	struct person_table *table;
	struct evidence_state evidence;
	struct genre genre;
	size_t advanced; /* paragraphs that the first pass has seen */
	size_t generation;
	bool settled;
	struct subject subject;  /* who was spoken of before the paragraph that is found next */
	struct findings current; /* of one paragraph */
	struct findings all;     /* after analysis_finish */
	struct roll roll;        /* after analysis_run, or as far as it has come */
	struct verdicts verdicts;
	bool finished;
};

/* The first pass over a paragraph, which is the next one: *passage is analysis->advanced's. NULL
 * when it could not be read. */
void analysis_collect(struct analysis *analysis, const struct passage *passage);

/* Decides who is an official by what the first pass has seen, unless that is done. */
void analysis_settle(struct analysis *analysis);

/* Whether the paragraph begins with an enumerator, so that it may go on with a list above. */
bool analysis_is_enumerated(const struct passage *passage);

/* The second pass over a paragraph with the state that it inherits: appends its findings, sorted.
 * Officials have the index of the table's entry as person, references none. state becomes what it
 * leaves, and so does analysis->subject. */
void analysis_find(struct analysis *analysis, const struct passage *passage, size_t paragraph,
	struct directive_state *state, struct findings *findings);

#endif
