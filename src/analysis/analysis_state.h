/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of an analysis: for the files analysis*.c only. */
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

#ifndef SECTION_BYTES
#define SECTION_BYTES PRONOUN_LONGEST_BYTES /* so much of a paragraph is read in one at most */
#endif

enum {
	LOOK_BACK = 16 /* paragraphs of an enumeration that a directive's scope reaches over */
};

/* What the first pass had seen before the section at the text's end, when the file may grow and go
 * on with that line. */
struct before_end {
	struct person_table *table; /* NULL: nothing is kept */
	struct evidence_state evidence;
	struct genre genre;
	size_t advanced, advanced_to;
};

struct analysis {
	struct article *article;
	struct passage passage;
	struct person_table *table;
	struct evidence_state evidence;
	struct genre genre;
	size_t advanced;    /* paragraphs that the first pass has seen */
	size_t advanced_to; /* of the next one, where it is long: the end of the last section seen;
			       0: none */
	struct before_end before_end;
	size_t seen, news; /* bytes that the first pass has seen, and since the last generation */
	size_t generation;
	size_t settled_for;      /* the generation for which the table was settled last */
	bool settled;            /* with all that was seen */
	struct subject subject;  /* who was spoken of before the paragraph that is found next */
	struct findings current; /* of one paragraph */
	struct findings all;     /* after analysis_finish */
	struct roll roll;        /* after analysis_run, or as far as it has come */
	struct verdicts verdicts;
	bool finished;
	size_t finished_count; /* paragraphs that there were then */
};

/* The paragraphs that can be read: all, but for the last one of a text that is still coming, whose
 * end has not come. */
size_t analysis_count(const struct analysis *analysis);

/* Goes on to what lies behind a section of paragraph *index: to be asked analysis_section for with
 * *at, which is 0 for the paragraph's first one. */
void analysis_go_behind(
	const struct analysis *analysis, struct span section, size_t *index, size_t *at);

/* Whether the paragraph is read in several sections. Then nothing is carried from it to the next
 * paragraph, and from section to section only the genre and what is known of persons. */
bool analysis_is_long(const struct analysis *analysis, size_t index);

/* The first pass over a section, which is the next one: passage is of it, NULL when it could not be
 * read. */
void analysis_collect(
	struct analysis *analysis, struct span section, const struct passage *passage);

/* Decides who is an official by what the first pass has seen, unless that is done. */
void analysis_settle(struct analysis *analysis);

/* The second pass over a section of a paragraph with the state that it inherits: appends its
 * findings, sorted. Officials have the index of the table's entry as person, references none. state
 * becomes what it leaves, and so does analysis->subject. */
void analysis_find(struct analysis *analysis, const struct passage *passage, size_t paragraph,
	struct span section, struct directive_state *state, struct findings *findings);

#endif
