/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The first pass, and the second one for single paragraphs in any order: each is read into one
 * passage, whose memory is used again. The first fills the table of persons and looks at the genre.
 */
#include "analysis/analysis.h"

#include "analysis/analysis_state.h"
#include "analysis/english.h"
#include "analysis/segment.h"
#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>

enum {
	NEAR_BYTES = 16384,     /* how far analysis_paragraph runs the first pass by itself */
	AT_ONCE_BYTES = 1 << 20 /* how much analysis_correct runs over again by itself */
};

struct analysis *
analysis_new(struct article *article, const struct packs *packs)
{
	struct analysis *analysis = alloc_zeroed(1, sizeof *analysis);

	analysis->article = article;
	passage_init(&analysis->passage, packs ? packs : packs_builtin());
	analysis->table = person_table_new();
	return analysis;
}

void
analysis_free(struct analysis *taken_analysis)
{
	if (!taken_analysis)
		return;
	roll_clear(&taken_analysis->roll);
	verdicts_clear(&taken_analysis->verdicts);
	free(taken_analysis->current.items);
	free(taken_analysis->all.items);
	person_table_free(taken_analysis->table);
	passage_clear(&taken_analysis->passage);
	free(taken_analysis);
}

/* ---- The first pass -----------------------------------------------------------------------------
 */

void
analysis_collect(struct analysis *analysis, const struct passage *passage)
{
	if (passage) {
		struct span paragraph = article_span(analysis->article, analysis->advanced);

		analysis->evidence.base = paragraph.start;
		analysis->evidence.withdrawn = verdicts_withdrawn(
			&analysis->verdicts, paragraph, &analysis->evidence.withdrawn_count);
		genre_look(&analysis->genre, passage);
		evidence_collect(passage, &analysis->evidence, analysis->table);
		if (passage->english)
			english_collect(passage, &analysis->evidence, analysis->table);
	}
	analysis->advanced++;
	analysis->settled = false;
}

static void
advance_one(struct analysis *analysis)
{
	bool read = passage_read(
		&analysis->passage, article_paragraph(analysis->article, analysis->advanced));

	analysis_collect(analysis, read ? &analysis->passage : NULL);
}

bool
analysis_advance(struct analysis *analysis, size_t slice_bytes)
{
	struct article *article = analysis->article;
	size_t before = analysis->advanced, seen = 0;
	bool more = true;

	while (seen < slice_bytes && more) {
		if (analysis->advanced < article_count(article)) {
			seen += article_paragraph(article, analysis->advanced).length + 1;
			advance_one(analysis);
		} else {
			more = !article_is_complete(article) &&
				(article_extend(article, slice_bytes) ||
					analysis->advanced < article_count(article));
		}
	}
	if (analysis->advanced != before)
		analysis->generation++;
	return analysis->advanced < article_count(article) || !article_is_complete(article);
}

size_t
analysis_generation(const struct analysis *analysis)
{
	return analysis->generation;
}

void
analysis_settle(struct analysis *analysis)
{
	if (!analysis->settled)
		person_settle(analysis->table);
	analysis->settled = true;
}

/* ---- Single paragraphs --------------------------------------------------------------------------
 */

static void
read_segments(
	const struct passage *passage, const struct genre *genre, struct directive_state *state)
{
	struct directive directive;
	struct segment segment;
	size_t at = 0;

	directive_begin(state, passage);
	while (segment_next(passage, &at, &segment))
		(void)directive_read(passage, &segment, genre, state, &directive);
}

/* The state with which a paragraph begins: that of the enumeration above it, if it goes on with
 * one. */
static void
inherit_state(struct analysis *analysis, size_t paragraph, struct directive_state *state)
{
	size_t first = paragraph;

	*state = (struct directive_state){0};
	if (!analysis_is_enumerated(&analysis->passage) || paragraph == 0)
		return;
	while (first > 0 && paragraph - first < LOOK_BACK) {
		first--;
		if (!passage_read(
			    &analysis->passage, article_paragraph(analysis->article, first)) ||
			!analysis_is_enumerated(&analysis->passage))
			break;
	}
	for (; first < paragraph; first++)
		if (passage_read(&analysis->passage, article_paragraph(analysis->article, first)))
			read_segments(&analysis->passage, &analysis->genre, state);
	state->issuer = (struct segment){0, 0};
	if (!passage_read(&analysis->passage, article_paragraph(analysis->article, paragraph)))
		*state = (struct directive_state){0};
}

/* Finds out who was spoken of before a paragraph, and reads the paragraph again; false when memory
 * is gone. */
static bool
look_back(struct analysis *analysis, size_t index)
{
	size_t first = index < PRONOUN_LOOKS_BACK ? 0 : index - PRONOUN_LOOKS_BACK;

	analysis->subject = (struct subject){0};
	for (; first < index; first++) {
		struct slice paragraph = article_paragraph(analysis->article, first);
		struct directive_state state = {0};

		if (paragraph.length > PRONOUN_LONGEST_BYTES)
			analysis->subject = (struct subject){0};
		else if (passage_read(&analysis->passage, paragraph))
			analysis_find(
				analysis, &analysis->passage, first, &state, &analysis->current);
	}
	analysis->current.count = 0;
	return passage_read(&analysis->passage, article_paragraph(analysis->article, index));
}

const struct finding *
analysis_paragraph(struct analysis *analysis, size_t index, size_t *count)
{
	struct directive_state state;

	*count = 0;
	if (index >= article_count(analysis->article))
		return NULL;
	if (index >= analysis->advanced) {
		size_t from = analysis->advanced < index ? analysis->advanced : index;
		size_t start = article_span(analysis->article, from).start;

		if (article_span(analysis->article, index).end - start <= NEAR_BYTES) {
			while (analysis->advanced <= index)
				advance_one(analysis);
			analysis->generation++;
		}
	}
	analysis->current.count = 0;
	analysis_settle(analysis);
	if (!passage_read(&analysis->passage, article_paragraph(analysis->article, index)) ||
		(pronoun_stands_in(&analysis->passage) && !look_back(analysis, index)))
		return NULL;
	inherit_state(analysis, index, &state);
	analysis_find(analysis, &analysis->passage, index, &state, &analysis->current);
	*count = analysis->current.count;
	return analysis->current.items;
}

/* Forgets what the first pass has seen: other evidence counts now. How far into the article it had
 * come, in bytes. */
static size_t
start_over(struct analysis *analysis)
{
	size_t seen = 0;

	if (analysis->advanced > 0)
		seen = article_span(analysis->article, analysis->advanced - 1).end;
	person_table_free(analysis->table);
	analysis->table = person_table_new();
	analysis->evidence = (struct evidence_state){0};
	analysis->genre = (struct genre){0};
	analysis->advanced = 0;
	return seen;
}

void
analysis_correct(struct analysis *analysis, const struct verdict *verdicts, size_t count)
{
	struct verdicts before = analysis->verdicts;
	size_t again = 0;

	analysis->verdicts = (struct verdicts){0};
	verdicts_take(&analysis->verdicts, analysis->article, analysis->table, verdicts, count);
	if (!verdicts_withdraw_alike(&before, &analysis->verdicts)) {
		again = start_over(analysis);
		verdicts_take(
			&analysis->verdicts, analysis->article, analysis->table, verdicts, count);
	}
	verdicts_clear(&before);
	roll_clear(&analysis->roll);
	analysis->all.count = 0;
	analysis->settled = analysis->finished = false;
	analysis->generation++;
	if (again > 0 && again <= AT_ONCE_BYTES)
		(void)analysis_advance(analysis, again);
}

bool
analysis_explain(const struct packs *packs, const char *rule, struct explanation *explanation)
{
	enum rule_id id = rule_from_id(slice_from_string(rule));
	const struct rule *found;

	if (id == RULES)
		return false;
	found = &(packs ? packs : packs_builtin())->rules[id];
	*explanation = (struct explanation){found->why, found->file, found->line};
	return true;
}
