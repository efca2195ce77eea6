/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/verdicts.h"

#include "base/alloc.h"
#include "base/array.h"

#include <stdlib.h>
#include <string.h>

enum {
	GAP_LONGEST = 2 /* blanks and brackets between a name and the office beside it */
};

/* ---- Taking -------------------------------------------------------------------------------------
 */

/* The entry of a name, made when new; NULL when it is too short or too long for one. */
static struct person_entry *
enter(struct person_table *table, struct slice name)
{
	struct person_entry *entry = NULL;
	struct fold fold;

	fold_init(&fold);
	if (fold_apply(&fold, slice_trim(name), FOLD_ALL) && fold.count > 1)
		entry = person_table_enter(table, fold.characters, fold.count);
	fold_clear(&fold);
	return entry;
}

/* Keeps a copy of an office; NULL for none. */
static const char *
keep_office(struct verdicts *verdicts, struct slice office)
{
	office = slice_trim(office);
	if (office.length == 0)
		return NULL;
	verdicts->offices[verdicts->office_count] = alloc_string(office);
	return verdicts->offices[verdicts->office_count++];
}

static void
take_name(struct verdicts *verdicts, struct person_table *table, const struct verdict *verdict)
{
	struct person_entry *entry = enter(table, verdict->name);

	if (!entry)
		return;
	entry->told = verdict->kind == VERDICT_OFFICIAL ? TOLD_OFFICIAL : TOLD_NOT;
	entry->office =
		verdict->kind == VERDICT_OFFICIAL ? keep_office(verdicts, verdict->office) : NULL;
}

static void
take_place(struct verdicts *verdicts, const struct article *article, struct person_table *table,
	const struct verdict *verdict)
{
	struct placed_verdict *placed = &verdicts->places[verdicts->count];

	if (span_is_empty(verdict->place) || verdict->place.end > article_text(article).length ||
		article_count(article) == 0)
		return;
	*placed = (struct placed_verdict){.verdict = *verdict,
		.paragraph = article_index_at(article, verdict->place.start),
		.order = verdicts->count++,
		.person = PERSON_NONE};
	if (verdict->kind == VERDICT_OFFICIAL) {
		const struct person_entry *entry =
			enter(table, slice_at(article_text(article), verdict->place));
		size_t entries;

		placed->office = keep_office(verdicts, verdict->office);
		if (entry)
			placed->person = (size_t)(entry - person_table_entries(table, &entries));
	}
}

static int
compare_places(const void *one, const void *other)
{
	const struct placed_verdict *a = one, *b = other;

	if (a->paragraph != b->paragraph)
		return a->paragraph < b->paragraph ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* Whether a later verdict of the paragraph says that an official is named there after all. */
static bool
is_taken_back(const struct verdicts *verdicts, size_t index)
{
	const struct placed_verdict *placed = &verdicts->places[index];

	for (index++; index < verdicts->count; index++) {
		const struct placed_verdict *later = &verdicts->places[index];

		if (later->paragraph != placed->paragraph)
			return false;
		if (later->verdict.kind == VERDICT_OFFICIAL &&
			span_overlaps(later->verdict.place, placed->verdict.place))
			return true;
	}
	return false;
}

static int
compare_starts(const void *one, const void *other)
{
	const struct span *a = one, *b = other;

	return a->start < b->start ? -1 : a->start > b->start;
}

/* Finds the places that are withdrawn. */
static void
withdraw(struct verdicts *verdicts)
{
	verdicts->withdrawn = alloc_zeroed(verdicts->count + 1, sizeof *verdicts->withdrawn);
	for (size_t i = 0; i < verdicts->count; i++)
		if (verdicts->places[i].verdict.kind == VERDICT_NOT_OFFICIAL &&
			!is_taken_back(verdicts, i))
			verdicts->withdrawn[verdicts->withdrawn_count++] =
				verdicts->places[i].verdict.place;
	qsort(verdicts->withdrawn, verdicts->withdrawn_count, sizeof *verdicts->withdrawn,
		compare_starts);
}

void
verdicts_take(struct verdicts *verdicts, const struct article *article, struct person_table *table,
	const struct verdict *list, size_t count)
{
	size_t entry_count, index;
	struct person_entry *entries = person_table_entries(table, &entry_count);

	for (index = 0; index < entry_count; index++) {
		entries[index].told = UNTOLD;
		entries[index].office = NULL;
	}
	verdicts_clear(verdicts);
	if (count == 0)
		return;
	verdicts->places = alloc_zeroed(count, sizeof *verdicts->places);
	verdicts->offices = alloc_zeroed(count, sizeof *verdicts->offices);
	for (index = 0; index < count; index++) {
		if (list[index].everywhere)
			take_name(verdicts, table, &list[index]);
		else
			take_place(verdicts, article, table, &list[index]);
	}
	qsort(verdicts->places, verdicts->count, sizeof *verdicts->places, compare_places);
	withdraw(verdicts);
}

void
verdicts_clear(struct verdicts *verdicts)
{
	while (verdicts->office_count > 0)
		free(verdicts->offices[--verdicts->office_count]);
	free(verdicts->offices);
	free(verdicts->places);
	free(verdicts->withdrawn);
	*verdicts = (struct verdicts){0};
}

/* The first withdrawn place that begins at a position of the article or behind it. */
static size_t
first_withdrawn(const struct verdicts *verdicts, size_t start)
{
	size_t low = 0, high = verdicts->withdrawn_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (verdicts->withdrawn[middle].start < start)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct span *
verdicts_withdrawn(const struct verdicts *verdicts, struct span stretch, size_t *count)
{
	size_t first = first_withdrawn(verdicts, stretch.start);

	*count = first_withdrawn(verdicts, stretch.end) - first;
	return *count > 0 ? verdicts->withdrawn + first : NULL;
}

bool
verdicts_withdraw_alike(const struct verdicts *one, const struct verdicts *other)
{
	if (one->withdrawn_count != other->withdrawn_count)
		return false;
	for (size_t i = 0; i < one->withdrawn_count; i++)
		if (one->withdrawn[i].start != other->withdrawn[i].start ||
			one->withdrawn[i].end != other->withdrawn[i].end)
			return false;
	return true;
}

/* ---- Applying -----------------------------------------------------------------------------------
 */

/* What applying needs: findings [first, findings->count) are the paragraph's. */
struct applying {
	const struct passage *passage;
	size_t base;
	struct findings *findings;
	size_t first;
};

static bool
is_about_directives(enum verdict_kind kind)
{
	return kind == VERDICT_DIRECTIVE || kind == VERDICT_NOT_DIRECTIVE;
}

/* Whether a finding is of what the verdict is about, and touches its place. */
static bool
touches(const struct finding *finding, const struct verdict *verdict)
{
	return (finding->type == FINDING_DIRECTIVE) == is_about_directives(verdict->kind) &&
		span_overlaps(finding->span, verdict->place);
}

static void
drop(struct applying *applying, const struct verdict *verdict)
{
	struct findings *findings = applying->findings;
	size_t index, kept = applying->first;

	for (index = applying->first; index < findings->count; index++)
		if (!touches(&findings->items[index], verdict))
			findings->items[kept++] = findings->items[index];
	findings->count = kept;
}

static struct finding *
add(struct applying *applying, const struct placed_verdict *placed)
{
	struct findings *findings = applying->findings;

	findings->items = array_grow(
		findings->items, &findings->capacity, findings->count + 1, sizeof *findings->items);
	findings->items[findings->count] = (struct finding){.paragraph = placed->paragraph,
		.span = placed->verdict.place,
		.person = placed->person};
	return &findings->items[findings->count++];
}

/* Whether text has the office at [at, …), blanks aside; *end is behind it then. */
static bool
has_office(const struct passage *passage, size_t at, const struct fold *office, size_t *end)
{
	size_t index;

	for (index = 0; index < office->count; at++) {
		if (passage_character(passage, at) == office->characters[index])
			index++;
		else if (passage_character(passage, at) != ' ' || index == 0)
			return false;
	}
	*end = at;
	return true;
}

/* Likewise of [*start, at). */
static bool
has_office_before(
	const struct passage *passage, size_t at, const struct fold *office, size_t *start)
{
	size_t index;

	for (index = office->count; index > 0; at--) {
		if (at == 0)
			return false;
		if (passage->text[at - 1] == office->characters[index - 1])
			index--;
		else if (passage->text[at - 1] != ' ' || index == office->count)
			return false;
	}
	*start = at;
	return true;
}

static bool
is_gap(uint32_t character)
{
	return character == ' ' || character == '(' || character == ')' || character == ',' ||
		character == ':' || character == '"';
}

/* Finds the office beside the name, folded characters [start, end), before it or behind; its
 * characters become [*from, *to). */
static bool
find_beside(const struct passage *passage, size_t start, size_t end, const struct fold *office,
	size_t *from, size_t *to)
{
	size_t gap;

	for (gap = 0; gap <= GAP_LONGEST && gap <= start; gap++) {
		*to = start - gap;
		if (has_office_before(passage, *to, office, from))
			return true;
		if (*to == 0 || !is_gap(passage->text[*to - 1]))
			break;
	}
	for (gap = 0; gap <= GAP_LONGEST; gap++) {
		*from = end + gap;
		if (has_office(passage, *from, office, to))
			return true;
		if (!is_gap(passage_character(passage, *from)))
			break;
	}
	return false;
}

/* Gives an official the office: the words beside the name where they stand there. */
static void
set_office(const struct applying *applying, struct finding *finding, const char *words)
{
	const struct fold *fold = &applying->passage->fold;
	size_t start = fold_from_source(fold, finding->span.start - applying->base);
	size_t end = fold_from_source(fold, finding->span.end - applying->base), from, to;
	struct fold office;

	if (!words)
		return;
	fold_init(&office);
	if (fold_apply(&office, slice_from_string(words), FOLD_ALL) && office.count > 0 &&
		find_beside(applying->passage, start, end, &office, &from, &to)) {
		struct span title = fold_source_span(fold, from, to);

		finding->title =
			(struct span){applying->base + title.start, applying->base + title.end};
	} else {
		finding->office = words;
	}
	fold_clear(&office);
}

static void
make_official(struct applying *applying, const struct placed_verdict *placed)
{
	struct finding *finding;

	drop(applying, &placed->verdict);
	finding = add(applying, placed);
	finding->type = FINDING_OFFICIAL;
	finding->rule = rule_name(RULE_READER_OFFICIAL);
	set_office(applying, finding, placed->office);
}

static void
make_directive(struct applying *applying, const struct placed_verdict *placed)
{
	struct findings *findings = applying->findings;
	struct finding *finding;
	bool found = false;
	size_t index;

	for (index = applying->first; index < findings->count; index++) {
		finding = &findings->items[index];
		if (!touches(finding, &placed->verdict))
			continue;
		finding->modality = placed->verdict.modality;
		finding->rule = rule_name(RULE_READER_DIRECTIVE);
		found = true;
	}
	if (found)
		return;
	finding = add(applying, placed);
	finding->type = FINDING_DIRECTIVE;
	finding->modality = placed->verdict.modality;
	finding->rule = rule_name(RULE_READER_DIRECTIVE);
}

/* The first of those about the paragraph or one behind it. */
static size_t
first_of(const struct verdicts *verdicts, size_t paragraph)
{
	size_t low = 0, high = verdicts->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (verdicts->places[middle].paragraph < paragraph)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void
verdicts_apply(const struct verdicts *verdicts, const struct passage *passage, size_t base,
	size_t paragraph, struct findings *findings, size_t first)
{
	struct applying applying = {passage, base, findings, first};
	struct span section = {base, base + passage->source.length};
	size_t index = first_of(verdicts, paragraph);

	for (; index < verdicts->count; index++) {
		const struct placed_verdict *placed = &verdicts->places[index];

		if (placed->paragraph != paragraph)
			break;
		if (!span_overlaps(placed->verdict.place, section))
			continue;
		if (placed->verdict.kind == VERDICT_OFFICIAL)
			make_official(&applying, placed);
		else if (placed->verdict.kind == VERDICT_DIRECTIVE)
			make_directive(&applying, placed);
		else
			drop(&applying, &placed->verdict);
	}
}
