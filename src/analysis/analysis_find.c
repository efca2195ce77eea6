/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second pass over one passage: asks the engines and turns their folded positions into spans of
 * the article. */
#include "analysis/analysis_state.h"
#include "analysis/english.h"
#include "analysis/english_directive.h"
#include "analysis/mention.h"
#include "analysis/reference.h"
#include "analysis/role.h"
#include "analysis/roster.h"
#include "analysis/segment.h"
#include "base/array.h"

#include <stdlib.h>

enum {
	NAMES_LONGEST = 40 /* characters of a line of names that might look like an order */
};

/* Where findings are gathered from. */
struct finder {
	const struct passage *passage;
	size_t paragraph;
	size_t base; /* the passage's first byte */
	bool begins; /* the paragraph begins there */
	struct findings *findings;
};

/* The span in the article of the folded characters [start, end); empty when there are none. */
static struct span
span_of(const struct finder *finder, size_t start, size_t end)
{
	struct span span;

	if (start >= end)
		return (struct span){0, 0};
	span = fold_source_span(&finder->passage->fold, start, end);
	return (struct span){finder->base + span.start, finder->base + span.end};
}

/* Adds one over the folded characters [start, end), without what its type has more. */
static struct finding *
add_finding(
	struct finder *finder, enum finding_type type, enum rule_id rule, size_t start, size_t end)
{
	const struct fold *fold = &finder->passage->fold;
	struct findings *findings = finder->findings;
	struct finding *finding;

	findings->items = array_grow(
		findings->items, &findings->capacity, findings->count + 1, sizeof *findings->items);
	finding = &findings->items[findings->count++];
	*finding = (struct finding){.type = type,
		.paragraph = finder->paragraph,
		.span = span_of(finder, start, end),
		.literal = fold->literal,
		.rule = rule_name(rule)};
	if (fold->counted && finder->begins)
		finding->chars = (struct span){start, end};
	return finding;
}

static struct span
span_of_segment(const struct finder *finder, struct segment segment)
{
	return span_of(finder, segment.start, segment.end);
}

static void
find_officials(struct finder *finder, const struct person_table *table)
{
	struct mention mention;
	size_t at = 0;

	while (mention_next(finder->passage, table, &at, &mention)) {
		struct finding *finding = add_finding(
			finder, FINDING_OFFICIAL, mention.rule, mention.start, mention.end);

		finding->person = mention.person;
		finding->title = span_of(finder, mention.title_start, mention.title_end);
		if (mention.title_start == mention.title_end)
			finding->office = person_office(table, mention.person);
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
find_references(struct finder *finder, const struct person_table *table, size_t from, size_t end)
{
	struct reference reference;
	size_t at = 0;

	while (reference_next(finder->passage, table, &at, &reference)) {
		struct span span = span_of(finder, reference.start, reference.end);
		struct finding *finding;

		if (is_official_there(finder->findings, &from, end, span))
			continue;
		finding = add_finding(
			finder, FINDING_REFERENCE, RULE_REFERENCE, reference.start, reference.end);
		finding->title = span_of(finder, reference.office, reference.end);
		finding->person = PERSON_NONE;
	}
}

static void
find_roles(struct finder *finder, size_t from, size_t end)
{
	struct role_words role;
	size_t at = 0;

	while (role_next(finder->passage, &at, &role)) {
		struct span span = span_of(finder, role.start, role.end);
		struct finding *finding;

		if (is_official_there(finder->findings, &from, end, span))
			continue;
		finding = add_finding(finder, FINDING_ROLE, RULE_ROLE, role.start, role.end);
		finding->person = PERSON_NONE;
	}
}

static void
find_directives(struct finder *finder, const struct genre *genre, struct directive_state *state)
{
	const struct passage *passage = finder->passage;
	struct directive directive;
	struct segment segment;
	size_t at = 0;

	directive_begin(state, passage);
	while (segment_next(passage, &at, &segment)) {
		struct finding *finding;

		if (passage->english ? !english_directive(passage, &segment, genre, &directive)
				     : !directive_read(passage, &segment, genre, state, &directive))
			continue;
		if (passage->length < NAMES_LONGEST && roster_is_names(passage, 0))
			continue; /* 应某某（市卫生局） */
		finding = add_finding(finder, FINDING_DIRECTIVE, directive.rule,
			directive.span.start, directive.span.end);
		finding->modality = directive.modality;
		finding->cue = span_of_segment(finder, directive.cue);
		finding->source = span_of_segment(finder, directive.issuer);
		finding->addressee = span_of_segment(finder, directive.addressee);
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

/* Mostly they are in order already: directives alone, or officials. */
static void
sort(struct finding *items, size_t count)
{
	size_t at = 1;

	while (at < count && compare_findings(&items[at - 1], &items[at]) <= 0)
		at++;
	if (at < count)
		qsort(items, count, sizeof *items, compare_findings);
}

void
analysis_find(struct analysis *analysis, const struct passage *passage, size_t paragraph,
	struct span section, struct directive_state *state, struct findings *findings)
{
	size_t first = findings->count, directives, officials;
	struct finder finder = {.passage = passage,
		.paragraph = paragraph,
		.base = section.start,
		.begins = section.start == article_span(analysis->article, paragraph).start,
		.findings = findings};
	struct finding *own;

	find_directives(&finder, &analysis->genre, state);
	directives = findings->count;
	find_officials(&finder, analysis->table);
	officials = findings->count;
	find_references(&finder, analysis->table, directives, officials);
	find_roles(&finder, directives, officials);
	verdicts_apply(&analysis->verdicts, passage, finder.base, paragraph, findings, first);
	own = findings->count > first ? findings->items + first : NULL;
	sort(own, findings->count - first);
	pronoun_resolve(passage, finder.base, own, findings->count - first, &analysis->subject);
	if (analysis_is_long(analysis, paragraph))
		analysis->subject = (struct subject){0};
}
