/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reader's verdicts: each kind does what it says, outranks the rules, and is taken back whole. */
#include "analysis/analysis.h"

#include <string.h>

/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define TEXT                                                                                        \
	"市委书记方念春主持会议，方念春讲话。\n"                                  \
	"会议强调，各县要加强巡查。今年雨水多。\n"                               \
	"渡口管理员沈一舟（值班长）介绍情况，沈一舟表示会守到最后。\n" \
	"副市长何文远到场，王副市长也到场。\n"

struct text {
	struct article *article;
	struct analysis *analysis;
};

static struct text
read_text(const char *bytes)
{
	struct text text;
	struct error error;

	error_init(&error);
	text.article = article_from_bytes(slice_from_string(bytes), "text", "UTF-8", &error);
	assert_non_null(text.article);
	while (article_extend(text.article, SIZE_MAX))
		;
	text.analysis = analysis_new(text.article, NULL);
	analysis_finish(text.analysis);
	return text;
}

static void
close_text(struct text *text)
{
	analysis_free(text->analysis);
	article_close(text->article);
}

/* The place where words stand for the number-th time, from 1. */
static struct span
place_of(const struct text *text, const char *words, size_t number)
{
	struct slice bytes = article_text(text->article), part = slice_from_string(words);
	size_t at = slice_find(bytes, part, 0);

	while (--number > 0)
		at = slice_find(bytes, part, at + 1);
	assert_true(at < bytes.length);
	return (struct span){at, at + part.length};
}

static void
tell(struct text *text, const struct verdict *verdicts, size_t count)
{
	size_t generation = analysis_generation(text->analysis);

	analysis_correct(text->analysis, verdicts, count);
	assert_int_not_equal(analysis_generation(text->analysis), generation);
	analysis_finish(text->analysis);
}

/* The first finding of the type that touches the place; NULL when there is none. The paragraph's
 * own answer must be the same. */
static const struct finding *
finding_at(struct text *text, enum finding_type type, struct span place)
{
	size_t count, index, own = 0, own_count;
	const struct finding *findings = analysis_findings(text->analysis, &count), *found = NULL;
	const struct finding *here = analysis_paragraph(
		text->analysis, article_index_at(text->article, place.start), &own_count);

	for (index = 0; index < count && !found; index++)
		if (findings[index].type == type && span_overlaps(findings[index].span, place))
			found = &findings[index];
	while (own < own_count && !(here[own].type == type && span_overlaps(here[own].span, place)))
		own++;
	assert_int_equal(own < own_count, found != NULL);
	if (found) {
		assert_int_equal(here[own].span.start, found->span.start);
		assert_string_equal(here[own].rule, found->rule);
	}
	return found;
}

static size_t
count_of(const struct text *text, enum finding_type type)
{
	size_t count, index, found = 0;
	const struct finding *findings = analysis_findings(text->analysis, &count);

	for (index = 0; index < count; index++)
		found += findings[index].type == type;
	return found;
}

static const struct person *
person_of(const struct text *text, const char *name)
{
	size_t count, index;
	const struct person *persons = analysis_persons(text->analysis, &count);

	for (index = 0; index < count; index++)
		if (strcmp(persons[index].name, name) == 0)
			return &persons[index];
	return NULL;
}

static void
assert_words(const struct text *text, struct span span, const char *words)
{
	struct slice slice = slice_at(article_text(text->article), span);

	assert_int_equal(slice.length, strlen(words));
	assert_memory_equal(slice.bytes, words, slice.length);
}

static void
test_an_official_everywhere(void **state)
{
	struct text text = read_text(TEXT);
	struct verdict verdict = {.kind = VERDICT_OFFICIAL,
		.everywhere = true,
		.name = slice_from_string("沈 一(yī)舟"),
		.office = slice_from_string("站长")};
	const struct finding *first, *second;

	(void)state;
	assert_null(person_of(&text, "沈一舟"));
	tell(&text, &verdict, 1);
	first = finding_at(&text, FINDING_OFFICIAL, place_of(&text, "沈一舟", 1));
	second = finding_at(&text, FINDING_OFFICIAL, place_of(&text, "沈一舟", 2));
	assert_non_null(first);
	assert_non_null(second);
	assert_ptr_not_equal(first, second);
	assert_string_equal(first->rule, "reader.official");
	assert_string_equal(second->office, "站长");
	assert_int_equal(person_of(&text, "沈一舟")->mentions, 2);
	assert_string_equal(person_of(&text, "沈一舟")->told[0], "站长");
	assert_int_equal(first->person, second->person);
	tell(&text, NULL, 0);
	assert_null(person_of(&text, "沈一舟"));
	close_text(&text);
}

static void
test_no_official_everywhere(void **state)
{
	struct text text = read_text(TEXT);
	struct verdict verdict = {.kind = VERDICT_NOT_OFFICIAL,
		.everywhere = true,
		.name = slice_from_string("方念春")};

	(void)state;
	assert_int_equal(person_of(&text, "方念春")->mentions, 2);
	tell(&text, &verdict, 1);
	assert_null(finding_at(&text, FINDING_OFFICIAL, place_of(&text, "方念春", 1)));
	assert_null(finding_at(&text, FINDING_OFFICIAL, place_of(&text, "方念春", 2)));
	assert_null(person_of(&text, "方念春"));
	assert_non_null(person_of(&text, "何文远"));
	tell(&text, NULL, 0);
	assert_int_equal(person_of(&text, "方念春")->mentions, 2);
	assert_string_not_equal(
		finding_at(&text, FINDING_OFFICIAL, place_of(&text, "方念春", 1))->rule,
		"reader.official");
	close_text(&text);
}

/* A part of a name that is none is not marked in its place. */
static void
test_a_name_that_is_none_hides_its_parts(void **state)
{
	struct text text = read_text("维罗里亚总统马尔克斯到访。维罗里亚总统埃斯特万·马尔克斯出席，"
				     "埃斯特万·马尔克斯讲话。\n");
	struct verdict verdict = {.kind = VERDICT_NOT_OFFICIAL,
		.everywhere = true,
		.name = slice_from_string("埃斯特万·马尔克斯")};

	(void)state;
	assert_int_equal(count_of(&text, FINDING_OFFICIAL), 3);
	tell(&text, &verdict, 1);
	assert_int_equal(count_of(&text, FINDING_OFFICIAL), 1);
	assert_non_null(finding_at(&text, FINDING_OFFICIAL, place_of(&text, "马尔克斯", 1)));
	close_text(&text);
}

static void
test_an_official_at_a_place(void **state)
{
	struct text text = read_text(TEXT);
	struct verdict verdict = {.kind = VERDICT_OFFICIAL,
		.office = slice_from_string(" 渡口管理员 "),
		.place = place_of(&text, "沈一舟", 1)};
	const struct finding *found;

	(void)state;
	tell(&text, &verdict, 1);
	found = finding_at(&text, FINDING_OFFICIAL, verdict.place);
	assert_non_null(found);
	assert_words(&text, found->span, "沈一舟");
	assert_words(&text, found->title, "渡口管理员");
	assert_null(found->office);
	assert_null(finding_at(&text, FINDING_OFFICIAL, place_of(&text, "沈一舟", 2)));
	assert_int_equal(person_of(&text, "沈一舟")->mentions, 1);
	assert_words(&text, person_of(&text, "沈一舟")->offices[0], "渡口管理员");

	verdict.office = slice_from_string("值班長");
	tell(&text, &verdict, 1);
	assert_words(&text,
		finding_at(&text, FINDING_OFFICIAL, place_of(&text, "沈一舟", 1))->title, "值班长");
	verdict.office = slice_from_string("站长");
	tell(&text, &verdict, 1);
	found = finding_at(&text, FINDING_OFFICIAL, place_of(&text, "沈一舟", 1));
	assert_true(span_is_empty(found->title));
	assert_string_equal(found->office, "站长");
	assert_string_equal(person_of(&text, "沈一舟")->told[0], "站长");
	verdict.office = slice_from_string("");
	tell(&text, &verdict, 1);
	assert_null(finding_at(&text, FINDING_OFFICIAL, place_of(&text, "沈一舟", 1))->office);
	assert_int_equal(person_of(&text, "沈一舟")->told_count, 0);
	close_text(&text);
}

/* It stands for the marks that it touches. */
static void
test_an_official_at_a_place_is_alone_there(void **state)
{
	struct text text = read_text(TEXT);
	struct verdict verdict = {.kind = VERDICT_OFFICIAL,
		.office = slice_from_string("市委书记"),
		.place = place_of(&text, "方念", 1)};

	(void)state;
	tell(&text, &verdict, 1);
	assert_words(&text, finding_at(&text, FINDING_OFFICIAL, place_of(&text, "念春", 1))->span,
		"方念");
	assert_int_equal(person_of(&text, "方念")->mentions, 1);
	assert_int_equal(person_of(&text, "方念春")->mentions, 1);

	verdict.place = place_of(&text, "副市长", 2);
	tell(&text, &verdict, 1);
	assert_int_equal(count_of(&text, FINDING_REFERENCE), 0);
	verdict.place = place_of(&text, "年", 1); /* one character is nobody's name */
	tell(&text, &verdict, 1);
	assert_int_equal(finding_at(&text, FINDING_OFFICIAL, verdict.place)->person, PERSON_NONE);
	close_text(&text);
}

static void
test_no_official_at_a_place(void **state)
{
	struct text text = read_text(TEXT);
	struct verdict verdicts[] = {
		{.kind = VERDICT_NOT_OFFICIAL, .place = place_of(&text, "方念春", 2)},
		{.kind = VERDICT_NOT_OFFICIAL, .place = place_of(&text, "王副市长", 1)},
	};

	(void)state;
	assert_int_equal(count_of(&text, FINDING_REFERENCE), 1);
	tell(&text, verdicts, 2);
	assert_null(finding_at(&text, FINDING_OFFICIAL, verdicts[0].place));
	assert_int_equal(person_of(&text, "方念春")->mentions, 1);
	assert_int_equal(count_of(&text, FINDING_REFERENCE), 0);
	close_text(&text);
}

/* The bare mentions rest on the one with an office: they fall with it, and come back with it. */
static void
test_evidence_falls_with_its_place(void **state)
{
	struct text text = read_text("市长沈一舟到场。\n渡口上沈一舟看了看。后来沈一舟又来了。\n"
				     "Mayor Tan Hai came. Then Tan spoke.\n");
	struct verdict verdicts[] = {
		{.kind = VERDICT_NOT_OFFICIAL, .place = place_of(&text, "沈一舟", 1)},
		{.kind = VERDICT_NOT_OFFICIAL, .place = place_of(&text, "Tan Hai", 1)},
		{.kind = VERDICT_OFFICIAL, .place = place_of(&text, "沈一舟", 1)},
	};

	(void)state;
	assert_int_equal(count_of(&text, FINDING_OFFICIAL), 5);
	tell(&text, verdicts, 1);
	assert_null(finding_at(&text, FINDING_OFFICIAL, place_of(&text, "沈一舟", 1)));
	assert_null(finding_at(&text, FINDING_OFFICIAL, place_of(&text, "沈一舟", 3)));
	assert_int_equal(count_of(&text, FINDING_OFFICIAL), 2);
	tell(&text, verdicts, 2);
	assert_int_equal(count_of(&text, FINDING_OFFICIAL), 0);
	tell(&text, verdicts, 3); /* the last word holds: it is one after all */
	assert_int_equal(count_of(&text, FINDING_OFFICIAL), 3);
	tell(&text, NULL, 0);
	assert_int_equal(count_of(&text, FINDING_OFFICIAL), 5);
	assert_int_equal(person_of(&text, "沈一舟")->mentions, 3);
	close_text(&text);
}

/* What has its own evidence elsewhere stays. */
static void
test_evidence_elsewhere_stays(void **state)
{
	struct text text =
		read_text("市长沈一舟到场。副市长沈一舟、何文远讲话。沈一舟说完就走。\n");
	struct verdict verdict = {
		.kind = VERDICT_NOT_OFFICIAL, .place = place_of(&text, "沈一舟", 1)};

	(void)state;
	tell(&text, &verdict, 1);
	assert_null(finding_at(&text, FINDING_OFFICIAL, verdict.place));
	assert_int_equal(person_of(&text, "沈一舟")->mentions, 2);
	assert_non_null(person_of(&text, "何文远"));
	close_text(&text);
}

static void
test_a_directive(void **state)
{
	struct text text = read_text(TEXT);
	struct verdict verdicts[] = {
		{.kind = VERDICT_DIRECTIVE,
			.modality = MODALITY_RECOMMENDATION,
			.place = place_of(&text, "加强", 1)},
		{.kind = VERDICT_DIRECTIVE,
			.modality = MODALITY_PROHIBITION,
			.place = place_of(&text, "今年雨水多", 1)},
	};
	const struct finding *found;
	struct span before, cue;

	(void)state;
	assert_int_equal(count_of(&text, FINDING_DIRECTIVE), 1);
	found = finding_at(&text, FINDING_DIRECTIVE, verdicts[0].place);
	before = found->span;
	cue = found->cue;
	assert_int_equal(found->modality, MODALITY_OBLIGATION);
	tell(&text, verdicts, 2);
	assert_int_equal(count_of(&text, FINDING_DIRECTIVE), 2);
	found = finding_at(&text, FINDING_DIRECTIVE, verdicts[0].place);
	assert_int_equal(found->modality, MODALITY_RECOMMENDATION);
	assert_string_equal(found->rule, "reader.directive");
	assert_int_equal(found->span.start, before.start);
	assert_int_equal(found->span.end, before.end);
	assert_int_equal(found->cue.start, cue.start);
	found = finding_at(&text, FINDING_DIRECTIVE, verdicts[1].place);
	assert_words(&text, found->span, "今年雨水多");
	assert_int_equal(found->modality, MODALITY_PROHIBITION);
	close_text(&text);
}

static void
test_no_directive(void **state)
{
	struct text text = read_text(TEXT);
	struct verdict verdict = {
		.kind = VERDICT_NOT_DIRECTIVE, .place = place_of(&text, "加强", 1)};

	(void)state;
	tell(&text, &verdict, 1);
	assert_int_equal(count_of(&text, FINDING_DIRECTIVE), 0);
	assert_int_equal(count_of(&text, FINDING_OFFICIAL), 3);
	close_text(&text);
}

static void
test_the_last_word_holds(void **state)
{
	struct text text = read_text(TEXT);
	struct verdict verdicts[] = {
		{.kind = VERDICT_NOT_OFFICIAL,
			.everywhere = true,
			.name = slice_from_string("方念春")},
		{.kind = VERDICT_NOT_DIRECTIVE, .place = place_of(&text, "加强", 1)},
		{.kind = VERDICT_OFFICIAL, .place = place_of(&text, "方念春", 2)},
		{.kind = VERDICT_DIRECTIVE,
			.modality = MODALITY_PERMISSION,
			.place = place_of(&text, "各县要加强巡查", 1)},
	};

	(void)state;
	tell(&text, verdicts, 4);
	assert_null(finding_at(&text, FINDING_OFFICIAL, place_of(&text, "方念春", 1)));
	assert_non_null(finding_at(&text, FINDING_OFFICIAL, verdicts[2].place));
	assert_int_equal(finding_at(&text, FINDING_DIRECTIVE, verdicts[3].place)->modality,
		MODALITY_PERMISSION);
	verdicts[0].kind = VERDICT_OFFICIAL;
	verdicts[1] = (struct verdict){.kind = VERDICT_NOT_OFFICIAL,
		.everywhere = true,
		.name = slice_from_string("方念春")};
	tell(&text, verdicts, 2);
	assert_null(person_of(&text, "方念春"));
	close_text(&text);
}

/* Before the first pass, and in English. */
static void
test_at_any_time_and_in_english(void **state)
{
	struct verdict verdicts[] = {
		{.kind = VERDICT_OFFICIAL,
			.everywhere = true,
			.name = slice_from_string("Ann Weir"),
			.office = slice_from_string("harbour master")},
		{.kind = VERDICT_NOT_OFFICIAL,
			.everywhere = true,
			.name = slice_from_string("Lin Ming")},
	};
	struct text text;
	struct error error;
	const struct finding *found;

	(void)state;
	error_init(&error);
	text.article = article_from_bytes(
		slice_from_string("Mayor Lin Ming met Ann Weir. Ann Weir said that the harbour "
				  "must stay open.\n"),
		"text", "UTF-8", &error);
	text.analysis = analysis_new(text.article, NULL);
	tell(&text, verdicts, 2);
	assert_null(person_of(&text, "Lin Ming"));
	assert_int_equal(person_of(&text, "Ann Weir")->mentions, 2);
	found = finding_at(&text, FINDING_OFFICIAL, place_of(&text, "Ann Weir", 1));
	assert_string_equal(found->office, "harbour master");
	close_text(&text);
}

static void
test_nonsense_is_passed_over(void **state)
{
	struct text text = read_text(TEXT);
	struct verdict verdicts[] = {
		{.kind = VERDICT_OFFICIAL, .everywhere = true, .name = slice_from_string("")},
		{.kind = VERDICT_OFFICIAL, .everywhere = true, .name = slice_from_string("方")},
		{.kind = VERDICT_OFFICIAL, .place = {7, 7}},
		{.kind = VERDICT_NOT_DIRECTIVE, .place = {0, SIZE_MAX}},
	};

	(void)state;
	tell(&text, verdicts, 4);
	assert_int_equal(count_of(&text, FINDING_OFFICIAL), 3);
	assert_int_equal(count_of(&text, FINDING_DIRECTIVE), 1);
	close_text(&text);
}

static void
test_corrections_are_explained(void **state)
{
	struct explanation explanation;

	(void)state;
	assert_true(analysis_explain(NULL, "reader.official", &explanation));
	assert_non_null(strstr(explanation.why, "correction"));
	assert_true(analysis_explain(NULL, "reader.directive", &explanation));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_official_everywhere),
		cmocka_unit_test(test_no_official_everywhere),
		cmocka_unit_test(test_a_name_that_is_none_hides_its_parts),
		cmocka_unit_test(test_an_official_at_a_place),
		cmocka_unit_test(test_an_official_at_a_place_is_alone_there),
		cmocka_unit_test(test_no_official_at_a_place),
		cmocka_unit_test(test_evidence_falls_with_its_place),
		cmocka_unit_test(test_evidence_elsewhere_stays),
		cmocka_unit_test(test_a_directive),
		cmocka_unit_test(test_no_directive),
		cmocka_unit_test(test_the_last_word_holds),
		cmocka_unit_test(test_at_any_time_and_in_english),
		cmocka_unit_test(test_nonsense_is_passed_over),
		cmocka_unit_test(test_corrections_are_explained),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
