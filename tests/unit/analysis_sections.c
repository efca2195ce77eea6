/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A paragraph of many sections: the marks are those of shorter ones, in whatever order one asks. */
#include "analysis/analysis.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum {
	LENGTH = 1500000 /* bytes: so much is mapped, and found bit by bit */
};

struct text {
	struct article *article;
	struct analysis *analysis;
};

/* A short paragraph, one of LENGTH bytes, a short one: the first official is named with an office
 * at the long one's beginning only. */
static struct buffer
make_text(void)
{
	struct buffer text;

	buffer_init(&text);
	buffer_append_string(&text, "会议强调，要修好堤坝。\n市长林远帆主持会议。");
	for (int i = 0; text.length < LENGTH; i++)
		buffer_append_format(&text,
			"第%d号堤坝修得很好，群众都很满意。会议强调，要加强管理，不得松懈。", i);
	buffer_append_string(&text, "林远帆走访了农户。\n他要求，要落实责任。\n");
	return text;
}

static int
set_up(void **state)
{
	static struct text text;
	struct buffer bytes = make_text();
	char path[] = "/tmp/analysis_sections.XXXXXX";
	int descriptor = mkstemp(path);

	assert_true(descriptor >= 0);
	assert_int_equal(write(descriptor, bytes.bytes, bytes.length), bytes.length);
	assert_int_equal(close(descriptor), 0);
	text.article = article_open(path, NULL, NULL);
	unlink(path);
	assert_non_null(text.article);
	text.analysis = analysis_new(text.article, NULL);
	buffer_clear(&bytes);
	*state = &text;
	return 0;
}

static int
tear_down(void **state)
{
	struct text *text = *state;

	analysis_free(text->analysis);
	article_close(text->article);
	return 0;
}

static size_t
count_type(const struct finding *findings, size_t count, enum finding_type type)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += findings[i].type == type;
	return found;
}

static void
test_the_beginning_is_marked_before_the_end_is_known(void **state)
{
	struct text *text = *state;
	const struct finding *findings;
	struct span section;
	size_t count;

	assert_int_equal(article_count(text->article), 2);
	assert_true(article_is_open(text->article, 1));
	section = analysis_section(text->analysis, 1, 0);
	findings = analysis_within(text->analysis, 1, section, &count);
	assert_in_range(count_type(findings, count, FINDING_DIRECTIVE), 300, 2000);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(findings[i].paragraph, 1);
		assert_true(findings[i].span.start >= section.start);
		assert_true(findings[i].span.end <= section.end);
	}
	assert_in_range(article_span(text->article, 1).end, 1, 200000);
	assert_true(article_is_open(text->article, 1));
}

static void
test_all_orders_of_asking_agree(void **state)
{
	struct text *text = *state;
	struct analysis *other = analysis_new(text->article, NULL);
	const struct finding *all, *some;
	size_t count, some_count, at = 0;

	analysis_finish(text->analysis);
	all = analysis_findings(text->analysis, &count);
	assert_int_equal(article_count(text->article), 3);
	while (analysis_advance(other, 50000))
		;
	for (size_t index = 0; index < 3; index++) {
		struct span paragraph = article_span(text->article, index), section;

		for (size_t from = paragraph.start; from < paragraph.end; from = section.end) {
			section = analysis_section(other, index, from);
			some = analysis_within(other, index, section, &some_count);
			assert_true(at + some_count <= count);
			for (size_t i = 0; i < some_count; i++, at++) {
				assert_int_equal(all[at].type, some[i].type);
				assert_int_equal(all[at].paragraph, index);
				assert_int_equal(all[at].span.start, some[i].span.start);
				assert_int_equal(all[at].span.end, some[i].span.end);
				assert_int_equal(all[at].source.start, some[i].source.start);
				assert_int_equal(all[at].cue.start, some[i].cue.start);
			}
		}
	}
	assert_int_equal(at, count);
	some = analysis_paragraph(other, 1, &some_count);
	assert_int_equal(some_count + 2, count);
	analysis_free(other);
}

static void
test_persons_hold_in_all_sections(void **state)
{
	struct text *text = *state;
	struct span paragraph, end;
	const struct finding *findings;
	size_t count, persons;

	analysis_finish(text->analysis);
	(void)analysis_persons(text->analysis, &persons);
	assert_int_equal(persons, 1);
	paragraph = article_span(text->article, 1);
	end = (struct span){paragraph.end - 1, paragraph.end};
	findings = analysis_within(text->analysis, 1, end, &count);
	assert_int_equal(count_type(findings, count, FINDING_OFFICIAL), 1);
}

/* Whoever shows marks asks again when the generation changes: not for each slice. */
static void
test_news_come_now_and_then(void **state)
{
	struct text *text = *state;
	size_t slices = 0, changes = 0, generation = analysis_generation(text->analysis);

	while (analysis_advance(text->analysis, 10000)) {
		slices++;
		changes += analysis_generation(text->analysis) != generation;
		generation = analysis_generation(text->analysis);
	}
	assert_int_not_equal(analysis_generation(text->analysis), generation);
	assert_in_range(slices, 20, 1000);
	assert_in_range(changes, 5, 20);
}

/* The first paragraph of a text may be far away: one slice does not look for all of the way. */
static void
test_blank_lines_are_passed_in_slices(void **state)
{
	struct buffer blank;
	struct article *article;
	struct analysis *analysis;
	size_t slices = 1;

	(void)state;
	buffer_init(&blank);
	for (size_t i = 0; i < 2 << 20; i++)
		buffer_append_byte(&blank, '\n');
	buffer_append_string(&blank, "市委书记张三强调，要加强管理。\n");
	article = article_from_bytes(buffer_slice(&blank), "blank", NULL, NULL);
	assert_non_null(article);
	analysis = analysis_new(article, NULL);
	while (analysis_advance(analysis, 1000))
		slices++;
	assert_in_range(slices, 100, 10000);
	assert_int_equal(article_count(article), 1);
	analysis_free(analysis);
	article_close(article);
	buffer_clear(&blank);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_the_beginning_is_marked_before_the_end_is_known, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_all_orders_of_asking_agree, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_persons_hold_in_all_sections, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_news_come_now_and_then, set_up, tear_down),
		cmocka_unit_test(test_blank_lines_are_passed_in_slices),
	};

	return cmocka_run_group_tests_name("unit/analysis_sections", tests, NULL, NULL);
}
