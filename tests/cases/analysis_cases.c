/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The folders officials-*.d, directives-*.d, english-*.d and rfc-*.d: input.txt is a text,
 * expected.tsv what must be found in it, a row a finding, in the order of the text:
 *
 *      official    PARAGRAPH   OFFICE (- for none)   NAME
 *      directive   PARAGRAPH   MODALITY              THE FIRST CHARACTERS
 *      reference   PARAGRAPH   PERSON (- for none)   SURNAME AND OFFICE
 *      role        PARAGRAPH   -                     ALL OF IT
 *
 * packs, where it is there, names the shipped packs that are chosen (else zh en). corrections.tsv,
 * where it is there, is what a reader says:
 *
 *      official        everywhere, or PARAGRAPH   OFFICE (- for none)   NAME
 *      not-official    everywhere, or PARAGRAPH   -                     NAME
 *      directive       PARAGRAPH                  MODALITY              WORDS
 *      not-directive   PARAGRAPH                  -                     WORDS
 *
 * (of a paragraph the first place where the words stand). A folder is a test that fails on any
 * difference. NAME.b.d is a known mistake: it counts for the figures only. The last tests: the
 * share of right findings over all folders, that every rule of the packs is the reason of at least
 * one finding (and of none when it is switched off), and that the packs explain every finding.
 */
#include "analysis/analysis.h"
#include "analysis/overlay.h"
#include "analysis/rule.h"
#include "base/buffer.h"
#include "base/file.h"
#include "text/article.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	MOST_CASES = 1000,
	TEXT_LIMIT = 1 << 20,
	MOST_VERDICTS = 20
};

/* What was found, expected and both, and which rules fired. */
struct tally {
	size_t right[FINDING_TYPES], found[FINDING_TYPES], expected[FINDING_TYPES];
	bool fired[RULES];
	const char *fires[RULES]; /* the first folder in which the rule does */
	size_t unexplained;
	const char *folder; /* which is being looked at */
};

/* F1 over all folders. */
static const double floors[FINDING_TYPES] = {
	[FINDING_OFFICIAL] = 0.97,
	[FINDING_DIRECTIVE] = 0.95,
	[FINDING_REFERENCE] = 0.95,
	[FINDING_ROLE] = 0.95,
};

static struct slice
column(struct slice *row)
{
	return slice_split(*row, '\t', row);
}

/* The number that the slice's digits give. */
static size_t
number(struct slice digits)
{
	size_t value = 0, at;

	for (at = 0; at < digits.length; at++)
		value = value * 10 + (size_t)(digits.bytes[at] - '0');
	return value;
}

/* The type that a row's first column names; FINDING_TYPES when it names none. */
static enum finding_type
type_of(struct slice kind)
{
	enum finding_type type = 0;

	while (type < FINDING_TYPES &&
		!slice_equal(kind, slice_from_string(finding_type_name(type))))
		type++;
	return type;
}

/* What the row's third column must say of a finding. */
static struct slice
said_of(struct analysis *analysis, struct slice text, const struct finding *finding)
{
	struct slice what = slice_from_string("");
	size_t count;
	const struct person *persons = analysis_persons(analysis, &count);

	if (finding->type == FINDING_DIRECTIVE)
		what = slice_from_string(modality_name(finding->modality));
	else if (finding->type == FINDING_OFFICIAL)
		what = slice_at(text, finding->title);
	else if (finding->person != PERSON_NONE)
		what = slice_from_string(persons[finding->person].name);
	return what.length > 0 ? what : slice_from_string("-");
}

/* Whether a finding is what the row says. */
static bool
agrees(struct analysis *analysis, struct slice text, const struct finding *finding,
	struct slice row)
{
	struct slice kind = column(&row), paragraph = column(&row), what = column(&row);
	struct slice span = slice_at(text, finding->span);

	if (type_of(kind) != finding->type || number(paragraph) != finding->paragraph + 1 ||
		!slice_equal(what, said_of(analysis, text, finding)))
		return false;
	return finding->type == FINDING_DIRECTIVE ? slice_starts_with(span, row)
						  : slice_equal(span, row);
}

static void
say(bool *well, const char *what, struct slice text)
{
	printf("# %s: %.*s\n", what, (int)text.length, text.bytes);
	*well = false;
}

/* Whether the packs tell why the finding was made, and where they do. */
static bool
is_explained(const struct packs *packs, const struct finding *finding)
{
	struct explanation explanation;

	return analysis_explain(packs, finding->rule, &explanation) &&
		strlen(explanation.why) > 10 && strstr(explanation.file, "/rules.txt") &&
		explanation.line > 0;
}

/* The verdict that a row of corrections.tsv tells. */
static struct verdict
verdict_of(const struct article *article, struct slice row)
{
	static const char *const kinds[] = {
		"official", "not-official", "directive", "not-directive"};
	struct slice kind = column(&row), where = column(&row), what = column(&row);
	struct verdict verdict = {.name = row};

	while (!slice_equal(kind, slice_from_string(kinds[verdict.kind])))
		verdict.kind++;
	while (verdict.kind == VERDICT_DIRECTIVE &&
		!slice_equal(what, slice_from_string(modality_name(verdict.modality))))
		verdict.modality++;
	if (!slice_equal(what, slice_from_string("-")))
		verdict.office = what;
	verdict.everywhere = slice_equal(where, slice_from_string("everywhere"));
	if (!verdict.everywhere) {
		struct slice text = article_text(article);

		verdict.place.start =
			slice_find(text, row, article_span(article, number(where) - 1).start);
		verdict.place.end = verdict.place.start + row.length;
	}
	return verdict;
}

/* Tells the analysis what the rows say. */
static void
correct(struct analysis *analysis, struct article *article, struct slice rows)
{
	struct verdict verdicts[MOST_VERDICTS];
	size_t count = 0;

	while (article_extend(article, SIZE_MAX))
		;
	while (rows.length > 0 && count < MOST_VERDICTS)
		verdicts[count++] = verdict_of(article, slice_split(rows, '\n', &rows));
	analysis_correct(analysis, verdicts, count);
}

/* Compares the findings with the rows; both are in the order of the text. */
static bool
compare(struct article *article, const struct packs *packs, struct slice corrections,
	struct slice rows, struct tally *tally)
{
	struct analysis *analysis = analysis_new(article, packs);
	struct slice text = article_text(article);
	const struct finding *findings;
	size_t count, index, next = 0;
	bool well = true;

	if (corrections.length > 0)
		correct(analysis, article, corrections);
	analysis_finish(analysis);
	findings = analysis_findings(analysis, &count);
	for (index = 0; index < count; index++) {
		enum rule_id rule = rule_from_id(slice_from_string(findings[index].rule));

		tally->found[findings[index].type]++;
		if (rule < RULES)
			tally->fired[rule] = true;
		if (rule < RULES && !tally->fires[rule])
			tally->fires[rule] = tally->folder;
		tally->unexplained += !is_explained(packs, &findings[index]);
	}
	while (rows.length > 0) {
		struct slice row = slice_split(rows, '\n', &rows);
		struct slice rest = row;
		enum finding_type type = type_of(column(&rest));

		if (row.length == 0)
			continue;
		if (type == FINDING_TYPES) {
			say(&well, "no type", row);
			continue;
		}
		tally->expected[type]++;
		for (index = next; index < count; index++)
			if (agrees(analysis, text, &findings[index], row))
				break;
		if (index == count) {
			say(&well, "missed", row);
			continue;
		}
		tally->right[type]++;
		for (; next < index; next++)
			say(&well, "false", slice_at(text, findings[next].span));
		next = index + 1;
	}
	for (; next < count; next++)
		say(&well, "false", slice_at(text, findings[next].span));
	analysis_free(analysis);
	return well;
}

/* The packs that the folder chooses. The caller frees. */
static struct overlay *
choose_packs(const char *folder, const char *name)
{
	struct buffer path, names;
	unsigned choice = CHOICE_DEFAULT;
	struct error none;

	buffer_init(&path);
	buffer_init(&names);
	error_init(&none);
	buffer_append_format(&path, "%s/%s/packs", folder, name);
	if (!file_read(buffer_string(&path), TEXT_LIMIT, &names, &none) ||
		!choice_read(slice_trim(buffer_slice(&names)), &choice))
		choice = CHOICE_DEFAULT;
	buffer_clear(&names);
	buffer_clear(&path);
	return overlay_new(choice);
}

static bool
run_case(const char *folder, const char *name, struct tally *tally)
{
	struct overlay *overlay = choose_packs(folder, name);
	struct buffer path, rows, corrections;
	struct error error, none;
	struct article *article;
	bool well = false;

	tally->folder = name;
	buffer_init(&path);
	buffer_init(&rows);
	buffer_init(&corrections);
	error_init(&error);
	error_init(&none);
	buffer_append_format(&path, "%s/%s/corrections.tsv", folder, name);
	(void)!file_read(buffer_string(&path), TEXT_LIMIT, &corrections, &none);
	buffer_truncate(&path, 0);
	buffer_append_format(&path, "%s/%s/expected.tsv", folder, name);
	if (file_read(buffer_string(&path), TEXT_LIMIT, &rows, &error)) {
		buffer_truncate(&path, 0);
		buffer_append_format(&path, "%s/%s/input.txt", folder, name);
		article = article_open(buffer_string(&path), NULL, &error);
		if (article)
			well = compare(article, overlay_packs(overlay), buffer_slice(&corrections),
				buffer_slice(&rows), tally);
		article_close(article);
	}
	if (error_is_set(&error))
		printf("# %s\n", error.sentence);
	buffer_clear(&path);
	buffer_clear(&corrections);
	buffer_clear(&rows);
	overlay_free(overlay);
	return well;
}

/* Whether the rule marks nothing, in the first folder where it did, when a pack switches it off. */
static bool
is_off(const char *folder, const struct tally *tally, enum rule_id rule)
{
	struct overlay *overlay = choose_packs(folder, tally->fires[rule]);
	struct buffer pack, path;
	struct error error;
	struct article *article;
	size_t marks = 1;

	buffer_init(&pack);
	buffer_init(&path);
	error_init(&error);
	buffer_append_format(&pack, "[rule %s]\non: no\n", rule_name(rule));
	buffer_append_format(&path, "%s/%s/input.txt", folder, tally->fires[rule]);
	article = article_open(buffer_string(&path), NULL, &error);
	if (article && overlay_add(overlay, "pack", buffer_slice(&pack), &error)) {
		struct analysis *analysis = analysis_new(article, overlay_packs(overlay));
		const struct finding *findings;
		size_t count;

		analysis_finish(analysis);
		findings = analysis_findings(analysis, &count);
		for (marks = 0; count > 0; count--)
			marks += strcmp(findings[count - 1].rule, rule_name(rule)) == 0;
		analysis_free(analysis);
	}
	article_close(article);
	buffer_clear(&path);
	buffer_clear(&pack);
	overlay_free(overlay);
	return marks == 0;
}

static bool
all_can_be_off(const char *folder, const struct tally *tally)
{
	bool well = true;
	enum rule_id rule;

	for (rule = 0; rule < RULES; rule++) {
		if (!tally->fires[rule] || is_off(folder, tally, rule))
			continue;
		printf("# switched off, it marks: %s in %s\n", rule_name(rule), tally->fires[rule]);
		well = false;
	}
	return well;
}

static int
is_case(const struct dirent *entry)
{
	struct slice name = slice_from_string(entry->d_name);

	return slice_ends_with(name, slice_from_string(".d")) &&
		(slice_starts_with(name, slice_from_string("officials-")) ||
			slice_starts_with(name, slice_from_string("directives-")) ||
			slice_starts_with(name, slice_from_string("english-")) ||
			slice_starts_with(name, slice_from_string("rfc-")));
}

/* Prints one line of TAP; 1 when it is a failure. A known mistake is none. */
static int
report(bool well, int test, const char *name, bool known)
{
	bool excused = known && !well;

	printf("%sok %d - %s%s\n", well || excused ? "" : "not ", test, name,
		excused ? " # SKIP a known mistake" : "");
	return !well && !excused;
}

static int
report_figures(const char *folder, const struct tally *tally, int test)
{
	enum finding_type type;
	size_t rule;
	int failures = 0;
	bool all = true;

	for (type = 0; type < FINDING_TYPES; type++) {
		double f1 = 2.0 * (double)tally->right[type] /
			(double)(tally->found[type] + tally->expected[type]);

		printf("# %s: F1 %.4f\n", finding_type_name(type), f1);
		failures += report(f1 >= floors[type], test++, finding_type_name(type), false);
	}
	for (rule = 0; rule < RULES; rule++) {
		if (!tally->fired[rule])
			printf("# no text fires %s\n", rule_name((enum rule_id)rule));
		all = all && tally->fired[rule];
	}
	failures += report(all, test++, "every rule fires", false);
	failures += report(
		all_can_be_off(folder, tally), test++, "every rule can be switched off", false);
	return failures +
		report(tally->unexplained == 0, test, "every finding is explained", false);
}

int
main(void)
{
	const char *source = getenv("ZHUPI_TEST_SOURCE");
	struct dirent **entries = NULL;
	struct buffer folder;
	struct tally tally = {0};
	int count, index, failures = 0;

	buffer_init(&folder);
	buffer_append_format(&folder, "%s/tests/cases", source ? source : ".");
	count = scandir(buffer_string(&folder), &entries, is_case, alphasort);
	if (count < 0)
		count = 0;
	printf("1..%d\n", count + 4 + FINDING_TYPES);
	failures += report(count >= 40, 1, "at least forty texts", false);
	for (index = 0; index < count; index++) {
		const char *name = entries[index]->d_name;
		bool known = slice_ends_with(slice_from_string(name), slice_from_string(".b.d"));

		failures += report(
			run_case(buffer_string(&folder), name, &tally), index + 2, name, known);
	}
	failures += report_figures(buffer_string(&folder), &tally, count + 2);
	while (count > 0)
		free(entries[--count]);
	free(entries);
	buffer_clear(&folder);
	return failures > 0;
}
