/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose orders those of 他 and 她 are. */
#include "analysis/analysis.h"

/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* Asserts that the last directive of the text has that source, in both ways of asking. */
static void
expect(const char *bytes, const char *source)
{
	struct error error;
	struct article *article;
	struct analysis *all, *one;
	const struct finding *findings, *here;
	struct slice found;
	size_t count, here_count;

	error_init(&error);
	article = article_from_bytes(slice_from_string(bytes), "text", "UTF-8", &error);
	assert_non_null(article);
	while (article_extend(article, SIZE_MAX))
		;
	all = analysis_new(article, NULL);
	analysis_finish(all);
	findings = analysis_findings(all, &count);
	while (count > 0 && findings[count - 1].type != FINDING_DIRECTIVE)
		count--;
	assert_true(count > 0);
	found = slice_at(article_text(article), findings[count - 1].source);
	assert_int_equal(found.length, strlen(source));
	assert_memory_equal(found.bytes, source, found.length);

	one = analysis_new(article, NULL);
	while (analysis_advance(one, SIZE_MAX))
		;
	here = analysis_paragraph(one, findings[count - 1].paragraph, &here_count);
	while (here_count > 0 && here[here_count - 1].type != FINDING_DIRECTIVE)
		here_count--;
	assert_true(here_count > 0);
	assert_int_equal(here[here_count - 1].source.start, findings[count - 1].source.start);
	assert_int_equal(here[here_count - 1].source.end, findings[count - 1].source.end);
	analysis_free(one);
	analysis_free(all);
	article_close(article);
}

static void
test_the_subject_of_the_sentence_before(void **state)
{
	(void)state;
	expect("林远帆市长到医院看望职工。他要求，医院要关心职工。\n", "林远帆市长");
	expect("林远帆市长到医院看望职工。他要求，医院要关心职工。完善值班制度。\n", "林远帆市长");
	expect("5月3日，市长林远帆会见泰国总理佩通坦。他强调，双方要加强合作。\n", "市长林远帆");
	expect("县长沈一舟到渡口，她叮嘱船工要穿好救生衣。\n", "县长沈一舟");
	expect("副省长何文远（左二）到场。座谈会上，他要求，要修好码头。\n", "副省长何文远");
}

static void
test_a_paragraph_before(void **state)
{
	(void)state;
	expect("市长林远帆到场。\n他要求，要修好码头。\n", "市长林远帆");
	expect("市长林远帆到场。\n雨下得很大。\n同时，他还要求，要修好码头。\n", "市长林远帆");
	expect("市长林远帆到场。\n雨下得很大。\n风也很大。\n他要求，要修好码头。\n", "他");
}

/* Whom somebody speaks of is not who speaks. */
static void
test_who_is_only_spoken_of(void **state)
{
	(void)state;
	expect("市长林远帆到场。他说，县长沈一舟工作很细。他要求，要修好码头。\n", "市长林远帆");
	expect("市长林远帆到场。县长沈一舟的讲话很短。他要求，要修好码头。\n", "市长林远帆");
}

/* 并要求 goes on with whoever was heard; a source is no more than the official. */
static void
test_who_is_left_out(void **state)
{
	(void)state;
	expect("局长林远帆表示，渡船很老，并指示盡快修好码头。\n", "局长林远帆");
	expect("会议指出，渡船很老。并强调，要修好码头。\n", "会议");
	expect("市长林远帆到医院看望职工，并要求，医院要关心职工。\n", "市长林远帆");
	expect("林远帆市长就此事要求，各单位要修好码头。\n", "林远帆市长");
}

static void
test_the_pronoun_stays_where_it_may_be_another(void **state)
{
	(void)state;
	expect("市长林远帆到场，书记沈一舟讲话。他要求，要修好码头。\n", "他");
	expect("副市长何文远、沈一舟参加。他要求，要修好码头。\n", "他");
	expect("市长林远帆到场。王副市长也到场。他要求，要修好码头。\n", "他");
	expect("市长林远帆到场。他们要求，要修好码头。\n", "他们");
	expect("市长林远帆到场。渡口管理员讲了情况，说到了老旧渡船，他要求，要修好码头。\n", "他");
	expect("他要求，要修好码头。\n", "他");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_subject_of_the_sentence_before),
		cmocka_unit_test(test_a_paragraph_before),
		cmocka_unit_test(test_who_is_only_spoken_of),
		cmocka_unit_test(test_who_is_left_out),
		cmocka_unit_test(test_the_pronoun_stays_where_it_may_be_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
