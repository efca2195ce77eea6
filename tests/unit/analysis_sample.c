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

/* A text of several blocks: a meeting, and a list that goes on further than a scope is looked back
 * for, again and again. buffer_clear frees. */
static void
write_long_text(struct buffer *text)
{
	size_t meeting, item;

	buffer_append_string(text, "市委书记陈大文、市长李小红在东河市调研。\n");
	for (meeting = 0; text->length < 900000; meeting++) {
		buffer_append_format(text,
			"陈大文强调，第%"
			"zu次会议以后，各部门要加强安全生产监督管理；李小红作了汇报。"
			"去年全市新建学校三所，群众满意度明显提高。\n会议要求：\n",
			meeting);
		for (item = 0; item < meeting % 40; item++)
			buffer_append_format(
				text, "（%zu）完善应急预案，落实责任体系。\n", item + 1);
	}
}

struct streamed {
	struct article *article;
	struct analysis *alone;
	size_t paragraph, findings;
};

/* The findings of a paragraph are those that the paragraph has when it is asked for alone. */
static void
compare_with_alone(void *data, const struct finding *findings, size_t count)
{
	struct streamed *streamed = data;
	size_t alone_count, index;
	const struct finding *alone;

	for (; streamed->paragraph < findings[0].paragraph; streamed->paragraph++) {
		(void)analysis_paragraph(streamed->alone, streamed->paragraph, &alone_count);
		assert_int_equal(alone_count, 0);
	}
	alone = analysis_paragraph(streamed->alone, streamed->paragraph++, &alone_count);
	assert_int_equal(alone_count, count);
	for (index = 0; index < count; index++) {
		assert_int_equal(findings[index].span.start, alone[index].span.start);
		assert_int_equal(findings[index].span.end, alone[index].span.end);
		assert_string_equal(findings[index].rule, alone[index].rule);
		if (findings[index].type == FINDING_OFFICIAL)
			assert_true(findings[index].person < 2);
	}
	streamed->findings += count;
}

static void
test_a_long_text_gives_the_same_in_one_reading(void **state)
{
	struct buffer text;
	struct error error;
	struct article *article;
	struct streamed streamed = {0};
	struct analysis *analysis;
	size_t persons;

	(void)state;
	buffer_init(&text);
	error_init(&error);
	write_long_text(&text);
	article = article_from_bytes(buffer_slice(&text), "long", NULL, &error);
	assert_non_null(article);
	streamed.article = article;
	streamed.alone = analysis_new(article, NULL);
	while (analysis_advance(streamed.alone, SIZE_MAX))
		;
	analysis = analysis_new(article, NULL);
	analysis_run(analysis, false, compare_with_alone, &streamed);
	assert_true(streamed.findings > 10000);
	(void)analysis_persons(analysis, &persons);
	assert_int_equal(persons, 2);
	analysis_free(analysis);
	analysis_free(streamed.alone);
	article_close(article);
	buffer_clear(&text);
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
		cmocka_unit_test(test_a_long_text_gives_the_same_in_one_reading),
		cmocka_unit_test(test_every_finding_can_be_explained),
		cmocka_unit_test(test_an_empty_article_has_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
