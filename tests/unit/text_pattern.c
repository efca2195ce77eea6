/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Regular expressions over folded text. */
#include <config.h>

#include "text/expression.h"
#include "text/find.h"

#include "base/buffer.h"

#include <string.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#ifdef HAVE_PCRE2
enum {
	HAS_PCRE2 = 1
};
#else
enum {
	HAS_PCRE2 = 0
};
#endif

static void
expect_folded(const char *source, const char *folded)
{
	struct expression expression;

	expression_init(&expression, slice_from_string(source));
	assert_string_equal(buffer_string(&expression.text), folded);
	expression_clear(&expression);
}

static void
test_expressions_are_folded(void **state)
{
	(void)state;
	expect_folded("會議.*強調", "会议.*强调");
	expect_folded("（嚴禁）|[嚴-禁]", "\\(严禁\\)|[嚴-禁]");
	expect_folded("[嚴禁（]+", "[严禁\\(]+");
	expect_folded("[]嚴][^]嚴]", "[]严][^]严]");
	expect_folded("\\p{Han}\\W\\QＡ.嚴\\E.", "\\p{Han}\\Wa\\.严.");
	expect_folded("重慶 市, A b", "重庆市, A b");
	expect_folded("\\（[[:alpha:]嚴]", "\\([[:alpha:]严]");
	expect_folded("a\xE2\x80\x8B"
		      "b\\",
		"ab\\");
	expect_folded("", "");
}

static void
expect_required(const char *source, size_t count)
{
	struct expression expression;

	expression_init(&expression, slice_from_string(source));
	assert_int_equal(expression.required_count, count);
	expression_clear(&expression);
}

static void
test_what_must_stand_there(void **state)
{
	(void)state;
	expect_required("要.*不得", 3);
	expect_required("要?不*得{0,2}了+", 1);
	expect_required("要|不得", 0);
	expect_required("要(不|得)了", 2);
	expect_required("(?i)要", 0);
	expect_required("[要不]得", 1);
	expect_required("\\d要\\Q不\\E", 1);
}

/* The text of the hits one after the other, with | between. */
static void
expect_hits(const char *expression, const char *text, const char *hits)
{
	struct error error;
	struct finder *finder;
	struct finder_search search = {.from = 0};
	struct buffer found;
	struct span hit;
	size_t count = 0;

	error_init(&error);
	finder = finder_new_expression(slice_from_string(expression), &error);
	assert_string_equal(error.sentence, "");
	assert_non_null(finder);
	buffer_init(&found);
	while (finder_go_on(finder, slice_from_string(text), &search, SIZE_MAX, &hit) ==
		FINDER_HIT) {
		buffer_append_string(&found, count++ > 0 ? "|" : "");
		buffer_append(&found, slice_at(slice_from_string(text), hit));
		search = (struct finder_search){.from = hit.end};
	}
	assert_false(error_is_set(finder_failure(finder)));
	assert_string_equal(buffer_string(&found), hits);
	assert_int_equal(
		finder_count(finder, slice_from_string(text), (struct span){0, strlen(text)}),
		count);
	buffer_clear(&found);
	finder_free(finder);
}

static void
test_matches_on_folded_text(void **state)
{
	(void)state;
	expect_hits("要.*不得", "我們要(yào)知道：不得\n要\n不得\n要，不得，不得",
		"要(yào)知道：不得|要，不得，不得");
	expect_hits("嚴禁|不得", "严禁开闸，不(bù)得放水", "严禁|不(bù)得");
	expect_hits("^第[一二三]条", "第一条 第二条\n第三條", "第一条|第三條");
	expect_hits("条$", "第一条 第二条\r\n第三條", "条|條");
	expect_hits("\\d+年", "２０２０年，2021 年", "２０２０年|2021 年");
	expect_hits("covid", "COVID Ｃovid", "COVID|Ｃovid");
	expect_hits("x*", "axxb", "xx");
	expect_hits("（.）", "(甲)（乙）", "(甲)|（乙）");
	expect_hits("\\w+", "王 abc, d", "王 abc|d");
	expect_hits("不", "", "");
}

/* So that it is looked for by its bytes first, and a long line by windows. */
static void
test_matches_in_a_long_text(void **state)
{
	static const char hit[] = "要這樣(yàng)，不得那樣";
	struct buffer text;

	(void)state;
	buffer_init(&text);
	for (int lines = 0; lines < 2; lines++) {
		for (int i = 0; i < 20000; i++)
			buffer_append_string(&text, i % 50 == 0 && lines ? "縱橫。\n" : "縱橫。");
		buffer_append_string(&text, hit);
	}
	expect_hits("要.{1,4}不得..", buffer_string(&text),
		"要這樣(yàng)，不得那樣|要這樣(yàng)，不得那樣");
	expect_hits("(不得)那", buffer_string(&text), "不得那|不得那");
	expect_hits("x|這", buffer_string(&text), "這|這");
	expect_hits("^要", buffer_string(&text), "");
	buffer_clear(&text);
}

static void
expect_error(const char *expression, const char *sentence)
{
	struct error error;

	error_init(&error);
	assert_null(finder_new_expression(slice_from_string(expression), &error));
	if (!strstr(error.sentence, sentence))
		fail_msg("not said of %s: %s but %s", expression, sentence, error.sentence);
}

static void
test_faults_are_told_by_their_place(void **state)
{
	(void)state;
	expect_error("要(不得", "at its character 4: missing closing parenthesis");
	expect_error("要)", "at its character 2: unmatched closing parenthesis");
	expect_error("（[要", "at its character 3: missing terminating ]");
	expect_error("", "Nothing is left");
	expect_error("\xE2\x80\x8B", "Nothing is left");
}

/* A hostile expression ends, and says so; nothing is found then. */
static void
test_what_takes_too_long_ends(void **state)
{
	struct finder *finder = finder_new_expression(slice_from_string("(a+)+(b+)+$"), NULL);
	struct finder_search search = {.from = 0};
	struct buffer text;
	struct span hit;

	(void)state;
	assert_non_null(finder);
	buffer_init(&text);
	for (int i = 0; i < 40; i++)
		buffer_append_string(&text, "aaaaaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbbbbbbbbbb要");
	assert_int_equal(
		finder_go_on(finder, buffer_slice(&text), &search, SIZE_MAX, &hit), FINDER_NONE);
	assert_true(error_is_set(finder_failure(finder)));
	assert_non_null(strstr(finder_failure(finder)->sentence, "takes too long"));
	assert_int_equal(
		finder_count(finder, buffer_slice(&text), (struct span){0, text.length}), 0);
	buffer_clear(&text);
	finder_free(finder);
}

/* The letters that an expression takes in very many ways, but for the first place of which not so
 * many that it is given up. */
static void
append_hard_letters(struct buffer *text)
{
	for (int i = 0; i < 75; i++)
		buffer_append_string(text, "abcd");
	buffer_append_string(text, "-");
}

#define HARD "[a-d]{2}(?:a|b|c|d)*(?:a|b|c|d)*[xy]"

static void
test_what_is_behind_hard_places_is_found(void **state)
{
	struct buffer text;

	(void)state;
	buffer_init(&text);
	append_hard_letters(&text);
	buffer_append_string(&text, "abx");
	append_hard_letters(&text);
	append_hard_letters(&text);
	buffer_append_string(&text, "ccy-b");
	expect_hits(HARD, buffer_string(&text), "abx|ccy");
	buffer_clear(&text);
}

static bool
is_asked_for_the_third_time(void *context)
{
	int *asked = context;

	return ++*asked == 3;
}

/* Who waits can stop it inside a line, and it goes on from there. */
static void
test_a_slow_one_can_be_stopped(void **state)
{
	struct finder *finder = finder_new_expression(slice_from_string(HARD), NULL);
	struct finder_search search = {.from = 0};
	struct buffer text;
	struct span hit;
	int asked = 0;

	(void)state;
	assert_non_null(finder);
	buffer_init(&text);
	buffer_append_string(&text, "first\n");
	append_hard_letters(&text);
	buffer_append_string(&text, "ddx");
	finder_set_patience(finder, (struct patience){is_asked_for_the_third_time, &asked});
	assert_int_equal(
		finder_go_on(finder, buffer_slice(&text), &search, SIZE_MAX, &hit), FINDER_MORE);
	assert_true(finder_was_stopped(finder));
	assert_int_equal(asked, 3);
	assert_int_equal(
		finder_go_on(finder, buffer_slice(&text), &search, SIZE_MAX, &hit), FINDER_HIT);
	assert_false(finder_was_stopped(finder));
	assert_int_equal(hit.start, text.length - 3);
	asked = 0;
	search = (struct finder_search){.from = SIZE_MAX, .backwards = true};
	assert_int_equal(
		finder_go_on(finder, buffer_slice(&text), &search, SIZE_MAX, &hit), FINDER_MORE);
	assert_int_equal(
		finder_go_on(finder, buffer_slice(&text), &search, SIZE_MAX, &hit), FINDER_HIT);
	assert_int_equal(hit.start, text.length - 3);
	buffer_clear(&text);
	finder_free(finder);
}

static void
test_what_is_typed(void **state)
{
	struct error error;
	struct finder *finder = finder_new_typed(slice_from_string("/a.c"), NULL);
	struct span hits[2];

	(void)state;
	assert_int_equal(finder_all(finder, slice_from_string("abc a.c"), hits, 2), 2);
	finder_free(finder);
	finder = finder_new_typed(slice_from_string("a.c"), NULL);
	assert_int_equal(finder_all(finder, slice_from_string("abc a.c"), hits, 2), 1);
	finder_free(finder);
	error_init(&error);
	assert_null(finder_new_typed(slice_from_string(" "), &error));
	assert_true(error_is_set(&error));
}

static void
test_without_pcre2(void **state)
{
	(void)state;
	expect_error("a", "built without PCRE2");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_expressions_are_folded),
		cmocka_unit_test(test_what_must_stand_there),
		cmocka_unit_test(test_matches_on_folded_text),
		cmocka_unit_test(test_matches_in_a_long_text),
		cmocka_unit_test(test_faults_are_told_by_their_place),
		cmocka_unit_test(test_what_takes_too_long_ends),
		cmocka_unit_test(test_what_is_behind_hard_places_is_found),
		cmocka_unit_test(test_a_slow_one_can_be_stopped),
		cmocka_unit_test(test_what_is_typed),
	};
	const struct CMUnitTest without[] = {
		cmocka_unit_test(test_expressions_are_folded),
		cmocka_unit_test(test_without_pcre2),
	};

	return HAS_PCRE2 ? cmocka_run_group_tests_name("text_pattern", tests, NULL, NULL)
			 : cmocka_run_group_tests_name("text_pattern", without, NULL, NULL);
}
