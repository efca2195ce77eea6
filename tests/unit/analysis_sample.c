/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample article, as a reader would have it: whom it names, and by which office. */
#include "analysis/analysis.h"

#include "base/buffer.h"

#include <stdlib.h>

/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define SAMPLE "/data/sample/2020-02-03-chongqing.txt"

static struct article *
open_sample(void)
{
	const char *source = getenv("ZHUPI_TEST_SOURCE");
	struct buffer path;
	struct error error;
	struct article *article;

	buffer_init(&path);
	error_init(&error);
	buffer_append_string(&path, source ? source : ".");
	buffer_append_string(&path, SAMPLE);
	article = article_open(buffer_string(&path), NULL, &error);
	assert_string_equal(error.sentence, "");
	buffer_clear(&path);
	return article;
}

static bool
has_office(struct article *article, const struct person *person, const char *office)
{
	size_t index;

	for (index = 0; index < person->office_count; index++)
		if (slice_equal(slice_at(article_text(article), person->offices[index]),
			    slice_from_string(office)))
			return true;
	return false;
}

static void
test_three_persons_and_no_other(void **state)
{
	struct article *article = open_sample();
	struct analysis *analysis = analysis_new(article, NULL);
	const struct person *persons;
	size_t count;

	(void)state;
	analysis_finish(analysis);
	persons = analysis_persons(analysis, &count);
	assert_int_equal(count, 3);
	assert_string_equal(persons[0].name, "陳敏爾");
	assert_int_equal(persons[0].mentions, 2);
	assert_true(has_office(article, &persons[0], "市委書記、市疫情防控工作總指揮長"));
	assert_string_equal(persons[1].name, "習近平");
	assert_int_equal(persons[1].mentions, 2);
	assert_string_equal(persons[2].name, "唐良智");
	assert_int_equal(persons[2].mentions, 1);
	analysis_free(analysis);
	article_close(article);
}

static void
test_a_paragraph_asked_for_alone_gives_the_same(void **state)
{
	struct article *article = open_sample();
	struct analysis *whole = analysis_new(article, NULL), *alone = analysis_new(article, NULL);
	const struct finding *all, *one;
	size_t all_count, count, index, inside, at = 0;

	(void)state;
	analysis_finish(whole);
	all = analysis_findings(whole, &all_count);
	while (analysis_advance(alone, 512))
		;
	for (index = 0; index < article_count(article); index++) {
		one = analysis_paragraph(alone, index, &count);
		for (inside = 0; inside < count; inside++, at++) {
			assert_true(at < all_count);
			assert_int_equal(one[inside].paragraph, all[at].paragraph);
			assert_int_equal(one[inside].span.start, all[at].span.start);
			assert_int_equal(one[inside].span.end, all[at].span.end);
			assert_string_equal(one[inside].rule, all[at].rule);
		}
	}
	assert_int_equal(at, all_count);
	assert_true(all_count > 30);
	analysis_free(whole);
	analysis_free(alone);
	article_close(article);
}

static void
test_every_finding_can_be_explained(void **state)
{
	struct article *article = open_sample();
	struct analysis *analysis = analysis_new(article, NULL);
	const struct finding *findings;
	struct explanation explanation;
	size_t count, index;

	(void)state;
	analysis_finish(analysis);
	findings = analysis_findings(analysis, &count);
	for (index = 0; index < count; index++) {
		assert_true(analysis_explain(NULL, findings[index].rule, &explanation));
		assert_true(strlen(explanation.why) > 10);
		assert_non_null(strstr(explanation.file, "/rules.txt"));
		assert_true(explanation.line > 0);
	}
	assert_false(analysis_explain(NULL, "zh.nothing", &explanation));
	analysis_free(analysis);
	article_close(article);
}

static void
test_an_empty_article_has_nothing(void **state)
{
	struct error error;
	struct article *article;
	struct analysis *analysis;
	size_t count = 7;

	(void)state;
	error_init(&error);
	article = article_from_bytes(slice_from_string(""), "empty", NULL, &error);
	assert_non_null(article);
	analysis = analysis_new(article, NULL);
	assert_null(analysis_paragraph(analysis, 0, &count));
	assert_int_equal(count, 0);
	analysis_finish(analysis);
	(void)analysis_findings(analysis, &count);
	assert_int_equal(count, 0);
	analysis_free(analysis);
	analysis_free(NULL);
	article_close(article);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_three_persons_and_no_other),
		cmocka_unit_test(test_a_paragraph_asked_for_alone_gives_the_same),
		cmocka_unit_test(test_every_finding_can_be_explained),
		cmocka_unit_test(test_an_empty_article_has_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
