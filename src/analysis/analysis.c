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
	AHEAD_BYTES = 2048,     /* and how much further, since the next one is asked for soon */
	NEWS_BYTES = 65536,     /* so much more may tell something else of a paragraph */
	NEWS_PART = 4,          /* of a long text: this part of what was seen before */
	LOOKS_AT_MOST = 8,      /* slices without a paragraph, in one go */
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
	person_table_free(taken_analysis->before_end.table);
	passage_clear(&taken_analysis->passage);
	free(taken_analysis);
}

/* ---- The first pass -----------------------------------------------------------------------------
 */

/* Keeps what was seen before a section that may become longer. */
static void
keep_before_end(struct analysis *analysis, struct span section)
{
	const struct article *article = analysis->article;

	if (section.end < article_text(article).length || !article_can_grow(article))
		return;
	person_table_free(analysis->before_end.table);
	analysis->before_end = (struct before_end){person_table_copy(analysis->table),
		analysis->evidence, analysis->genre, analysis->advanced, analysis->advanced_to};
}

static void
forget_before_end(struct analysis *analysis)
{
	person_table_free(analysis->before_end.table);
	analysis->before_end.table = NULL;
}

/* Takes back what was seen in that section; false when there is none. */
static bool
go_before_end(struct analysis *analysis)
{
	struct before_end *before = &analysis->before_end;

	if (!before->table)
		return false;
	person_table_free(analysis->table);
	analysis->table = before->table;
	analysis->evidence = before->evidence;
	analysis->genre = before->genre;
	analysis->advanced = before->advanced;
	analysis->advanced_to = before->advanced_to;
	before->table = NULL;
	return true;
}

void
analysis_collect(struct analysis *analysis, struct span section, const struct passage *passage)
{
	keep_before_end(analysis, section);
	if (passage) {
		analysis->evidence.base = section.start;
		analysis->evidence.withdrawn = verdicts_withdrawn(
			&analysis->verdicts, section, &analysis->evidence.withdrawn_count);
		genre_look(&analysis->genre, passage);
		evidence_collect(passage, &analysis->evidence, analysis->table);
		if (passage->english)
			english_collect(passage, &analysis->evidence, analysis->table);
	}
	analysis_go_behind(analysis, section, &analysis->advanced, &analysis->advanced_to);
	analysis->settled = false;
}

static bool
read_section(struct analysis *analysis, struct span section)
{
	return passage_read(&analysis->passage, slice_at(article_text(analysis->article), section));
}

/* The first pass over one more section; its bytes. */
static size_t
advance_one(struct analysis *analysis)
{
	struct span section = analysis_section(analysis, analysis->advanced, analysis->advanced_to);
	bool read = read_section(analysis, section);

	analysis_collect(analysis, section, read ? &analysis->passage : NULL);
	return section.end - section.start;
}

/* What was seen since the last time is taken up when it is a good deal, or `all`: were it taken up
 * after each slice, the page would be marked anew at each key. */
static void
take_up_news(struct analysis *analysis, size_t seen, bool all)
{
	size_t before = analysis->seen - analysis->news, least = before / NEWS_PART;

	analysis->seen += seen;
	analysis->news += seen;
	if (analysis->news == 0 ||
		(!all && analysis->news < (least > NEWS_BYTES ? least : NEWS_BYTES)))
		return;
	analysis->news = 0;
	analysis->generation++;
}

bool
analysis_advance(struct analysis *analysis, size_t slice_bytes)
{
	struct article *article = analysis->article;
	size_t seen = 0, looks = 0;
	bool more = true;

	/* Blank lines without end are no reason to make anybody wait. */
	while (seen < slice_bytes && more && (looks < LOOKS_AT_MOST || slice_bytes == SIZE_MAX)) {
		if (analysis->advanced < analysis_count(analysis)) {
			seen += advance_one(analysis) + 1;
		} else {
			looks++;
			more = !article_is_complete(article) &&
				(article_extend(article, slice_bytes) ||
					analysis->advanced < analysis_count(analysis));
		}
	}
	more = analysis->advanced < analysis_count(analysis) ||
		(!article_is_complete(article) && !article_awaits(article));
	take_up_news(analysis, seen, !more);
	return more;
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
 * one. The passage is the paragraph's first section. */
static void
inherit_state(struct analysis *analysis, size_t paragraph, struct directive_state *state)
{
	size_t first = paragraph;

	*state = (struct directive_state){0};
	if (!segment_is_enumerated(&analysis->passage) || paragraph == 0)
		return;
	while (first > 0 && paragraph - first < LOOK_BACK &&
		!analysis_is_long(analysis, first - 1)) {
		first--;
		if (!passage_read(
			    &analysis->passage, article_paragraph(analysis->article, first)) ||
			!segment_is_enumerated(&analysis->passage))
			break;
	}
	for (; first < paragraph; first++)
		if (passage_read(&analysis->passage, article_paragraph(analysis->article, first)))
			read_segments(&analysis->passage, &analysis->genre, state);
	state->issuer = (struct segment){0, 0};
	if (!read_section(analysis, analysis_section(analysis, paragraph, 0)))
		*state = (struct directive_state){0};
}

/* Finds out who was spoken of before a paragraph, and reads its first section again; false when
 * memory is gone. */
static bool
look_back(struct analysis *analysis, size_t index)
{
	size_t first = index < PRONOUN_LOOKS_BACK ? 0 : index - PRONOUN_LOOKS_BACK;
	size_t kept = analysis->current.count;

	analysis->subject = (struct subject){0};
	for (; first < index; first++) {
		struct span paragraph = article_span(analysis->article, first);
		struct directive_state state = {0};

		if (analysis_is_long(analysis, first))
			analysis->subject = (struct subject){0};
		else if (read_section(analysis, paragraph))
			analysis_find(analysis, &analysis->passage, first, paragraph, &state,
				&analysis->current);
	}
	analysis->current.count = kept;
	return read_section(analysis, analysis_section(analysis, index, 0));
}

/* Appends the findings of one section. */
static void
find_in_section(struct analysis *analysis, size_t index, struct span section)
{
	struct directive_state state = {0};
	bool begins = section.start == article_span(analysis->article, index).start;

	if (!read_section(analysis, section))
		return;
	if (!begins)
		analysis->subject = (struct subject){0};
	else if (pronoun_stands_in(&analysis->passage) && !look_back(analysis, index))
		return;
	if (begins)
		inherit_state(analysis, index, &state);
	analysis_find(analysis, &analysis->passage, index, section, &state, &analysis->current);
}

/* Runs the first pass over a section, those before it and a few behind it, if it has nearly come
 * there. True when it has. */
static bool
come_near(struct analysis *analysis, size_t index, struct span section)
{
	size_t start = analysis->advanced_to, seen = 0, ahead = 0;

	if (index < analysis->advanced || section.end <= start || index >= analysis_count(analysis))
		return false;
	if (start == 0)
		start = article_span(analysis->article, analysis->advanced).start;
	if (section.end - start > NEAR_BYTES)
		return false;
	while (analysis->advanced < index ||
		(analysis->advanced == index && analysis->advanced_to < section.end))
		seen += advance_one(analysis) + 1;
	while (ahead < AHEAD_BYTES && analysis->advanced < analysis_count(analysis))
		ahead += advance_one(analysis) + 1;
	take_up_news(analysis, seen + ahead, false);
	return true;
}

/* Lets what is known of persons count, where it was taken up, or the section is new. */
static void
settle_for(struct analysis *analysis, size_t index, struct span section)
{
	bool is_new = come_near(analysis, index, section);

	if (is_new || analysis->settled_for != analysis->generation)
		analysis_settle(analysis);
	analysis->settled_for = analysis->generation;
}

const struct finding *
analysis_within(struct analysis *analysis, size_t index, struct span part, size_t *count)
{
	size_t at = part.start;
	struct span section;

	*count = 0;
	if (index >= article_count(analysis->article))
		return NULL;
	analysis->current.count = 0;
	do {
		section = analysis_section(analysis, index, at);
		settle_for(analysis, index, section);
		find_in_section(analysis, index, section);
		at = section.end;
	} while (at < part.end && at < article_span(analysis->article, index).end);
	*count = analysis->current.count;
	return analysis->current.items;
}

const struct finding *
analysis_paragraph(struct analysis *analysis, size_t index, size_t *count)
{
	*count = 0;
	if (index >= article_count(analysis->article))
		return NULL;
	return analysis_within(analysis, index, (struct span){0, SIZE_MAX}, count);
}

/* Forgets the lists of all findings, and who was decided to be an official. */
static void
forget_answers(struct analysis *analysis)
{
	roll_clear(&analysis->roll);
	analysis->all.count = 0;
	analysis->settled = analysis->finished = false;
	analysis->generation++;
}

void
analysis_resume(struct analysis *analysis)
{
	(void)go_before_end(analysis);
	forget_answers(analysis);
}

/* Forgets what the first pass has seen: other evidence counts now. How far into the article it had
 * come, in bytes. */
static size_t
start_over(struct analysis *analysis)
{
	size_t seen = 0;

	if (analysis->advanced > 0)
		seen = article_span(analysis->article, analysis->advanced - 1).end;
	forget_before_end(analysis);
	person_table_free(analysis->table);
	analysis->table = person_table_new();
	analysis->evidence = (struct evidence_state){0};
	analysis->genre = (struct genre){0};
	analysis->advanced = analysis->advanced_to = 0;
	analysis->seen = analysis->news = 0;
	return seen;
}

void
analysis_correct(struct analysis *analysis, const struct verdict *verdicts, size_t count)
{
	struct verdicts before = analysis->verdicts;
	bool was_at_end = go_before_end(analysis); /* the verdicts hold for both tables */
	size_t again = 0;

	analysis->verdicts = (struct verdicts){0};
	verdicts_take(&analysis->verdicts, analysis->article, analysis->table, verdicts, count);
	if (!verdicts_withdraw_alike(&before, &analysis->verdicts)) {
		again = start_over(analysis);
		verdicts_take(
			&analysis->verdicts, analysis->article, analysis->table, verdicts, count);
	}
	verdicts_clear(&before);
	forget_answers(analysis);
	if (was_at_end && again == 0)
		(void)advance_one(analysis);
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
