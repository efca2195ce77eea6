/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Both passes read a paragraph at a time into one passage, whose memory is used again. The first
 * fills the table of persons and looks at the genre; the second asks the engines and turns their
 * folded positions into spans of the article.
 */
#include "analysis/analysis.h"

#include "analysis/directive.h"
#include "analysis/english.h"
#include "analysis/evidence.h"
#include "analysis/genre.h"
#include "analysis/mention.h"
#include "analysis/passage.h"
#include "analysis/person.h"
#include "analysis/reference.h"
#include "analysis/role.h"
#include "analysis/roll.h"
#include "analysis/segment.h"
#include "analysis/verdicts.h"
#include "base/alloc.h"
#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	NEAR_BYTES = 16384, /* how far analysis_paragraph runs the first pass by itself */
	LOOK_BACK = 16      /* paragraphs of an enumeration that a directive's scope reaches over */
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
	struct findings current; /* of one paragraph */
	struct findings all;     /* after analysis_finish */
	struct roll roll;        /* likewise */
	struct verdicts verdicts;
	bool finished;
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

static struct finding *
add_finding(struct findings *findings)
{
	findings->items = array_grow(
		findings->items, &findings->capacity, findings->count + 1, sizeof *findings->items);
	return &findings->items[findings->count++];
}

/* ---- The first pass -----------------------------------------------------------------------------
 */

static void
advance_one(struct analysis *analysis)
{
	if (passage_read(
		    &analysis->passage, article_paragraph(analysis->article, analysis->advanced))) {
		genre_look(&analysis->genre, &analysis->passage);
		evidence_collect(&analysis->passage, &analysis->evidence, analysis->table);
		if (english_is(&analysis->passage))
			english_collect(&analysis->passage, analysis->table);
	}
	analysis->advanced++;
	analysis->settled = false;
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

/* ---- The second pass ----------------------------------------------------------------------------
 */

/* The span in the article of the folded characters [start, end) of a paragraph. */
static struct span
span_of(const struct analysis *analysis, size_t paragraph, size_t start, size_t end)
{
	size_t base = article_span(analysis->article, paragraph).start;
	struct span span = fold_source_span(&analysis->passage.fold, start, end);

	return (struct span){base + span.start, base + span.end};
}

static struct span
span_of_segment(const struct analysis *analysis, size_t paragraph, struct segment segment)
{
	if (segment.start == segment.end)
		return (struct span){0, 0};
	return span_of(analysis, paragraph, segment.start, segment.end);
}

static void
find_officials(struct analysis *analysis, size_t paragraph, struct findings *findings)
{
	struct mention mention;
	size_t at = 0;

	while (mention_next(&analysis->passage, analysis->table, &at, &mention)) {
		struct finding *finding = add_finding(findings);

		*finding = (struct finding){.type = FINDING_OFFICIAL,
			.paragraph = paragraph,
			.rule = rule_name(mention.rule),
			.person = mention.person};
		finding->span = span_of(analysis, paragraph, mention.start, mention.end);
		if (mention.title_start == mention.title_end)
			finding->office = person_office(analysis->table, mention.person);
		if (mention.title_start < mention.title_end)
			finding->title = span_of(
				analysis, paragraph, mention.title_start, mention.title_end);
	}
}

/* Whether a span overlaps one of the officials found in a paragraph, or the office of one. The
 * officials are in order: *from goes over those that lie before. */
static bool
is_official_there(const struct findings *findings, size_t *from, size_t end, struct span span)
{
	for (; *from < end; ++*from) {
		const struct finding *official = &findings->items[*from];

		if (span_overlaps(official->span, span) || span_overlaps(official->title, span))
			return true;
		if (official->span.start >= span.end)
			break;
	}
	return false;
}

/* Those without a name, but where an official is named: officials are findings [from, end). */
static void
find_references(struct analysis *analysis, size_t paragraph, struct findings *findings, size_t from,
	size_t end)
{
	size_t at = 0;
	struct reference reference;

	while (reference_next(&analysis->passage, analysis->table, &at, &reference)) {
		struct finding finding = {.type = FINDING_REFERENCE,
			.paragraph = paragraph,
			.rule = rule_name(RULE_REFERENCE),
			.person = PERSON_NONE};

		finding.span = span_of(analysis, paragraph, reference.start, reference.end);
		finding.title = span_of(analysis, paragraph, reference.office, reference.end);
		if (!is_official_there(findings, &from, end, finding.span))
			*add_finding(findings) = finding;
	}
}

static void
find_roles(struct analysis *analysis, size_t paragraph, struct findings *findings, size_t from,
	size_t end)
{
	size_t at = 0;
	struct role_words role;

	while (role_next(&analysis->passage, &at, &role)) {
		struct finding finding = {.type = FINDING_ROLE,
			.paragraph = paragraph,
			.rule = rule_name(RULE_ROLE),
			.person = PERSON_NONE};

		finding.span = span_of(analysis, paragraph, role.start, role.end);
		if (!is_official_there(findings, &from, end, finding.span))
			*add_finding(findings) = finding;
	}
}

/* Whether the paragraph begins with an enumerator, so that it may go on with a list above. */
static bool
is_enumerated(const struct passage *passage)
{
	size_t first = segment_skip_openers(passage, 0, passage->length);

	return first > 0 && passage->text[first - 1] != ' ';
}

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
	if (!is_enumerated(&analysis->passage) || paragraph == 0)
		return;
	while (first > 0 && paragraph - first < LOOK_BACK) {
		first--;
		if (!passage_read(
			    &analysis->passage, article_paragraph(analysis->article, first)) ||
			!is_enumerated(&analysis->passage))
			break;
	}
	for (; first < paragraph; first++)
		if (passage_read(&analysis->passage, article_paragraph(analysis->article, first)))
			read_segments(&analysis->passage, &analysis->genre, state);
	state->issuer = (struct segment){0, 0};
	if (!passage_read(&analysis->passage, article_paragraph(analysis->article, paragraph)))
		*state = (struct directive_state){0};
}

static void
find_directives(struct analysis *analysis, size_t paragraph, struct findings *findings)
{
	struct directive_state state;
	struct directive directive;
	struct segment segment;
	size_t at = 0;
	bool english = english_is(&analysis->passage);

	inherit_state(analysis, paragraph, &state);
	directive_begin(&state, &analysis->passage);
	while (segment_next(&analysis->passage, &at, &segment)) {
		struct finding *finding;

		if (english ? !english_directive(
				      &analysis->passage, &segment, &analysis->genre, &directive)
			    : !directive_read(&analysis->passage, &segment, &analysis->genre,
				      &state, &directive))
			continue;
		finding = add_finding(findings);
		*finding = (struct finding){.type = FINDING_DIRECTIVE,
			.paragraph = paragraph,
			.rule = rule_name(directive.rule),
			.modality = directive.modality};
		finding->span = span_of_segment(analysis, paragraph, directive.span);
		finding->cue = span_of_segment(analysis, paragraph, directive.cue);
		finding->source = span_of_segment(analysis, paragraph, directive.issuer);
		finding->addressee = span_of_segment(analysis, paragraph, directive.addressee);
	}
}

static int
compare_findings(const void *one, const void *other)
{
	const struct finding *a = one, *b = other;

	if (a->span.start != b->span.start)
		return a->span.start < b->span.start ? -1 : 1;
	if (a->type == b->type)
		return 0;
	if (a->type == FINDING_DIRECTIVE || b->type == FINDING_DIRECTIVE)
		return a->type == FINDING_DIRECTIVE ? -1 : 1;
	return a->type < b->type ? -1 : 1;
}

static void
find_all(struct analysis *analysis, size_t paragraph, struct findings *findings)
{
	size_t first = findings->count, officials, others;

	if (!analysis->settled) {
		person_settle(analysis->table);
		analysis->settled = true;
	}
	if (!passage_read(&analysis->passage, article_paragraph(analysis->article, paragraph)))
		return;
	find_directives(analysis, paragraph, findings);
	officials = findings->count;
	find_officials(analysis, paragraph, findings);
	others = findings->count;
	find_references(analysis, paragraph, findings, officials, others);
	find_roles(analysis, paragraph, findings, officials, others);
	verdicts_apply(&analysis->verdicts, &analysis->passage,
		article_span(analysis->article, paragraph).start, paragraph, findings, first);
	if (findings->count > first)
		qsort(findings->items + first, findings->count - first, sizeof *findings->items,
			compare_findings);
}

const struct finding *
analysis_paragraph(struct analysis *analysis, size_t index, size_t *count)
{
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
	find_all(analysis, index, &analysis->current);
	*count = analysis->current.count;
	return analysis->current.items;
}

/* ---- All of it ----------------------------------------------------------------------------------
 */

void
analysis_finish(struct analysis *analysis)
{
	size_t index;

	if (analysis->finished)
		return;
	while (analysis_advance(analysis, SIZE_MAX))
		;
	for (index = 0; index < article_count(analysis->article); index++)
		find_all(analysis, index, &analysis->all);
	roll_make(&analysis->roll, analysis->article, analysis->passage.packs, analysis->table,
		analysis->all.items, analysis->all.count);
	analysis->finished = true;
}

void
analysis_correct(struct analysis *analysis, const struct verdict *verdicts, size_t count)
{
	verdicts_take(&analysis->verdicts, analysis->article, analysis->table, verdicts, count);
	roll_clear(&analysis->roll);
	analysis->all.count = 0;
	analysis->settled = analysis->finished = false;
	analysis->generation++;
}

const struct finding *
analysis_findings(const struct analysis *analysis, size_t *count)
{
	*count = analysis->all.count;
	return analysis->all.items;
}

const struct person *
analysis_persons(const struct analysis *analysis, size_t *count)
{
	*count = analysis->roll.count;
	return analysis->roll.persons;
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
