/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "text/markdown.h"

#include "text/article.h"

#include <stdlib.h>
#include <string.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void
expect(const char *markdown, const char *text)
{
	struct html_text found;

	markdown_read(slice_from_string(markdown), &found);
	assert_string_equal(found.bytes, text);
	assert_int_equal(found.length, strlen(text));
	html_clear(&found);
}

static void
test_blocks(void **state)
{
	(void)state;
	expect("", "");
	expect("[](x)\n会议", "会议\n");
	expect("# 会议 #\n\n会议\n**强调**，\nfirst\nsecond\n\n两",
		"会议\n会议强调， first second\n两\n");
	expect("Title\n=====\ntext\n---\n* * *\nx", "Title\ntext\nx\n");
	expect("- a\n  more\n- b\n1. c\n2) d\n\ne", "• a more\n• b\n1. c\n2) d\ne\n");
	expect("> 引\n> 文\n>\n> > 二\n", "引文\n二\n");
	expect("```c\n# a  *b*\n\n  c\n```\n*d*", "# a  *b*\n\n  c\nd\n");
	expect("| 姓名 | 职务 |\n|---|:-:|\n| 李明远 | **书记** |", "姓名\t职务\n李明远\t书记\n");
	expect("one  \ntwo\\\nthree\r\nfour\n", "one\ntwo\nthree four\n");
	expect("#5 is\n####### no\n", "#5 is ####### no\n");
}

static void
test_marks(void **state)
{
	(void)state;
	expect("**强调** _a_ snake_case_name 2 * 3 `x` ~~gone~~ \\*s\\* a~b",
		"强调 a snake_case_name 2 * 3 x gone *s* a~b\n");
	expect("![图](a.png) [a [b](c) [d]", "图 [a b [d]\n");
	expect("***** [ ] ** (", "***** [ ] ** (\n");
}

static void
test_links_and_preface(void **state)
{
	static const char markdown[] = "---\ntitle: \"河长会议\"\ndate: 2021-03-05\nsource:\n---\n"
				       "看[**全文**](a/b.htm \"t\")和[附件](c.pdf)。\n";
	struct html_text text;

	(void)state;
	markdown_read(slice_from_string(markdown), &text);
	assert_string_equal(text.bytes, "看全文和附件。\n");
	assert_string_equal(text.title, "河长会议");
	assert_string_equal(text.date, "2021-03-05");
	assert_null(text.source);
	assert_int_equal(text.link_count, 2);
	assert_string_equal(text.links[0].address, "a/b.htm");
	assert_string_equal(text.links[1].address, "c.pdf");
	assert_int_equal(text.links[0].span.start, 3);
	assert_int_equal(text.links[0].span.end, 9);
	html_clear(&text);
	expect("---\nno end\n", "no end\n");
}

static void
test_by_name_only(void **state)
{
	struct slice markdown = slice_from_string("# 会议\n\n要\n落实\n");
	struct article *article = article_from_bytes(markdown, "a.MD", NULL, NULL), *whole;
	struct error error;

	(void)state;
	error_init(&error);
	assert_non_null(article);
	assert_int_equal(article_count(article), 2);
	whole = article_turn_page(article, &error);
	assert_non_null(whole);
	assert_true(slice_equal(article_text(whole), markdown));
	article_close(whole);
	article_close(article);
	article = article_from_bytes(markdown, "a.txt", NULL, NULL);
	assert_int_equal(article_count(article), 3);
	article_close(article);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_links_and_preface),
		cmocka_unit_test(test_by_name_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
