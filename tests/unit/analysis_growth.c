/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The analysis of a file that grows: what it gives is what that of the file as it is then gives,
 * whatever was asked before. Built with small sections (see Makefile.am).
 */
#include <config.h>

#include "analysis/analysis.h"

#include "base/buffer.h"
#include "scratch.h"

#include <stdio.h>
#include <string.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const struct article_options in_pieces = {.in_pieces = true};

/* Names and orders that more of their line, or of the text, makes others. */
static const char more[] =
	"市委書記林遠帆主持會議。\n林遠帆要求，各部門要加強管理。\n"
	"副市長王小明強調，不得拖延。王小明走訪了農戶。\n王小紅是教師。\n"
	"縣長歐陽明月指出：\n一要落實責任；\n二要修好堤壩；\n三不得鬆懈。\n"
	"會議由市長陳思遠主持，市長陳思遠要求，各縣要在月底前報告進展，不得隱瞞，不得拖延，"
	"要把堤壩修好。陳思遠說，他很滿意。書記李四光到會並指出，要加強管理。\n他強調，要落實。";

static void
append(const char *path, struct slice bytes)
{
	scratch_append(path, bytes.bytes, bytes.length);
}

/* So much that the file is mapped. */
static struct buffer
beginning(void)
{
	struct buffer text;

	buffer_init(&text);
	for (int i = 0; i < 20; i++)
		buffer_append_format(&text, "第%d號堤壩修得很好。林遠帆也說，要修好。\n", i);
	return text;
}

static void
expect_same_span(struct span one, struct span other)
{
	assert_int_equal(one.start, other.start);
	assert_int_equal(one.end, other.end);
}

static void
expect_same_findings(
	const struct finding *findings, size_t count, const struct finding *expected, size_t wanted)
{
	assert_int_equal(count, wanted);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(findings[i].type, expected[i].type);
		assert_int_equal(findings[i].paragraph, expected[i].paragraph);
		assert_string_equal(findings[i].rule, expected[i].rule);
		expect_same_span(findings[i].span, expected[i].span);
		expect_same_span(findings[i].title, expected[i].title);
		expect_same_span(findings[i].source, expected[i].source);
	}
}

static void
expect_same_persons(const struct analysis *analysis, const struct analysis *fresh)
{
	size_t count, wanted;
	const struct person *persons = analysis_persons(analysis, &count);
	const struct person *expected = analysis_persons(fresh, &wanted);

	assert_int_equal(count, wanted);
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(persons[i].name, expected[i].name);
		assert_int_equal(persons[i].mentions, expected[i].mentions);
		expect_same_span(persons[i].first, expected[i].first);
	}
}

/* Asks for all that there is, of single paragraphs and as lists. */
static void
expect_as_fresh(struct analysis *analysis, struct article *article, const char *path,
	struct verdict verdict)
{
	struct article *opened = article_open_as(path, &in_pieces, NULL);
	struct analysis *fresh = analysis_new(opened, NULL);
	const struct finding *findings, *expected;
	size_t count, wanted;

	while (analysis_advance(analysis, SIZE_MAX))
		;
	while (analysis_advance(fresh, SIZE_MAX))
		;
	if (!span_is_empty(verdict.place))
		analysis_correct(fresh, &verdict, 1);
	while (analysis_advance(fresh, SIZE_MAX))
		;
	assert_int_equal(article_count(article), article_count(opened));
	for (size_t i = 0; i < article_count(opened); i++) {
		findings = analysis_paragraph(analysis, i, &count);
		expected = analysis_paragraph(fresh, i, &wanted);
		expect_same_findings(findings, count, expected, wanted);
	}
	analysis_finish(analysis);
	analysis_finish(fresh);
	findings = analysis_findings(analysis, &count);
	expected = analysis_findings(fresh, &wanted);
	expect_same_findings(findings, count, expected, wanted);
	expect_same_persons(analysis, fresh);
	analysis_free(fresh);
	article_close(opened);
}

/* Lets the file grow by so many bytes at a time; with a verdict from halfway on. How many marks
 * there are in the end. */
static size_t
grow_by(size_t piece, bool corrected)
{
	struct buffer text = beginning();
	struct verdict verdict = {.kind = VERDICT_NOT_OFFICIAL};
	struct scratch scratch;
	struct article *article;
	struct analysis *analysis;
	size_t count, from = text.length;

	scratch_open(&scratch, "text");
	append(scratch.path, buffer_slice(&text));
	article = article_open_as(scratch.path, &in_pieces, NULL);
	analysis = analysis_new(article, NULL);
	for (size_t at = 0; at < sizeof more - 1; at += piece) {
		size_t end = at + piece < sizeof more - 1 ? at + piece : sizeof more - 1;

		append(scratch.path, (struct slice){more + at, end - at});
		assert_true(article_grow(article));
		analysis_resume(analysis);
		(void)analysis_findings(analysis, &count);
		assert_int_equal(count, 0);
		if (at % 3 == 0)
			(void)analysis_paragraph(analysis, article_count(article) - 1, &count);
		if (corrected && at >= sizeof more / 2 && span_is_empty(verdict.place)) {
			while (analysis_advance(analysis, SIZE_MAX))
				;
			verdict.place.start = from + (size_t)(strstr(more, "林遠帆主持") - more);
			verdict.place.end = verdict.place.start + strlen("林遠帆");
			analysis_correct(analysis, &verdict, 1);
		}
		if (at % 2 || corrected || end == sizeof more - 1)
			expect_as_fresh(analysis, article, scratch.path, verdict);
	}
	(void)analysis_findings(analysis, &count);
	analysis_free(analysis);
	article_close(article);
	scratch_close(&scratch);
	buffer_clear(&text);
	return count;
}

static void
test_marks_of_a_text_that_grows(void **state)
{
	size_t marks = grow_by(sizeof more, false);

	(void)state;
	assert_true(marks > 10);
	assert_int_equal(grow_by(1, false), marks);
	assert_int_equal(grow_by(7, false), marks);
	assert_int_equal(grow_by(50, false), marks);
}

static void
test_corrections_hold_when_the_text_grows(void **state)
{
	(void)state;
	grow_by(11, true);
	grow_by(100, true);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_marks_of_a_text_that_grows),
		cmocka_unit_test(test_corrections_hold_when_the_text_grows),
	};

	return cmocka_run_group_tests_name("analysis_growth", tests, NULL, NULL);
}
