/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where rows may begin: each expectation is the text with a | before every such place. */
#include "text/linebreak.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* text with a | at each break; the caller frees. */
static char *
mark_breaks(struct slice text)
{
	char *breaks = malloc(text.length + 1);
	struct buffer marked;
	size_t i;

	assert_non_null(breaks);
	memset(breaks, 7, text.length + 1);
	assert_true(linebreak_find(text, breaks));
	assert_int_equal(breaks[text.length], 7);
	buffer_init(&marked);
	for (i = 0; i < text.length; i++) {
		assert_in_range(breaks[i], 0, 1);
		if (breaks[i])
			buffer_append_byte(&marked, '|');
		buffer_append_byte(&marked, text.bytes[i]);
	}
	free(breaks);
	return buffer_take(&marked);
}

static void
expect(const char *marked)
{
	struct buffer plain;
	char *found;

	buffer_init(&plain);
	for (const char *byte = marked; *byte; byte++) {
		if (*byte != '|')
			buffer_append_byte(&plain, *byte);
	}
	found = mark_breaks(buffer_slice(&plain));
	assert_string_equal(found, marked);
	free(found);
	buffer_clear(&plain);
}

static void
test_rows_do_not_begin_with_closing_punctuation(void **state)
{
	(void)state;
	expect("山|城|会|议，|谈|路、|桥、|水；|又|谈|树：|有|吗？|有！|好。");
	expect("《纪|要》|〈一〉|（草|案）|【急】|〔三〕|「是」|『非』|好");
	expect("会|议|指|出,|要|快;|又|要|好.");
	expect("各|种|水|果|等……|都|有");
}

static void
test_rows_do_not_end_with_opening_punctuation(void **state)
{
	(void)state;
	expect("读|《山|城|志》|和|（续|编）|吧");
	expect("他|叫|「老|王」");
	expect("第|(一)|条");
}

static void
test_quotes_open_and_close_beside_ideographs(void **state)
{
	(void)state;
	expect("做|到|“两|个|好”、|“三|个|快”。");
	expect("他|说：|“好！”|大|家|都|笑|了");
	expect("问,|“要|吗”,|答");
	expect("叫|‘小|白’|的|猫");
	expect("“甲”|“乙”");
}

static void
test_quotes_in_english_keep_the_standard(void **state)
{
	(void)state;
	expect("He |said |“don’t |do |it” |— |and |left.");
	expect("the |town’s |‘old’ |bridge");
}

static void
test_pairs_are_one(void **state)
{
	(void)state;
	expect("山|城|——|我|的|家");
	expect("说|完|了……|真|的");
	expect("好|──|吧");
}

static void
test_middle_dots_stay_with_what_is_before(void **state)
{
	(void)state;
	expect("阿|里·|山|木");
	expect("阿|里・|山|木");
	expect("阿|里•|山|木");
}

static void
test_numbers_and_units_hold_together(void **state)
{
	(void)state;
	expect("涨|100%，|约|3.5|亿");
	expect("温|度|20℃|上|下");
	expect("１００％|的|Ａ４|纸");
	expect("价 |$100 |或 |￥50");
}

static void
test_words_and_addresses_break_where_they_may(void **state)
{
	(void)state;
	expect("看|foo-|bar|吧");
	expect("见|https://|example.|org/|a/|b");
	expect("well-|known |words");
}

static void
test_empty_text_and_one_character(void **state)
{
	char none = 7;

	(void)state;
	assert_true(linebreak_find((struct slice){NULL, 0}, &none));
	assert_int_equal(none, 7);
	expect("山");
	expect(" ");
}

static void
test_ill_formed_bytes_are_letters(void **state)
{
	static const char text[] = "a\xE5\xB1 b\xFF";
	char breaks[sizeof text - 1];

	(void)state;
	assert_true(linebreak_find((struct slice){text, sizeof breaks}, breaks));
	assert_memory_equal(breaks, "\0\0\0\0\1\0", sizeof breaks);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_do_not_begin_with_closing_punctuation),
		cmocka_unit_test(test_rows_do_not_end_with_opening_punctuation),
		cmocka_unit_test(test_quotes_open_and_close_beside_ideographs),
		cmocka_unit_test(test_quotes_in_english_keep_the_standard),
		cmocka_unit_test(test_pairs_are_one),
		cmocka_unit_test(test_middle_dots_stay_with_what_is_before),
		cmocka_unit_test(test_numbers_and_units_hold_together),
		cmocka_unit_test(test_words_and_addresses_break_where_they_may),
		cmocka_unit_test(test_empty_text_and_one_character),
		cmocka_unit_test(test_ill_formed_bytes_are_letters),
	};

	return cmocka_run_group_tests_name("text_linebreak", tests, NULL, NULL);
}
