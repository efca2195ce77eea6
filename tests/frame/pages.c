/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved pages on the screen: the article, all of the page, its links, notes on both. */
#include <config.h>

#include "fixture.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#ifdef HAVE_LIBXML2
enum {
	HAS_LIBXML2 = 1
};
#else
enum {
	HAS_LIBXML2 = 0
};
#endif

static const char page[] =
	"<html><head><title>河长会议</title></head><body>"
	"<ul class=nav><li><a href='/'>首页</a><li><a href='/gk'>公开</a></ul><h1>河长会议</h1>"
	"<p>会议强调，要<a href='/full.htm'>落实责任</a>，逐条河流明确河长，不得拖延。</p>"
	"<p>会议要求，<ruby>河<rt>hé</rt></ruby>道内严禁倾倒垃圾，发现一起，查处一起。</p>"
	"<div class=footer>版权所有，不得转载。</div></body></html>";
static const char text[] = "河长会议\n会议强调，要落实责任，逐条河流明确河长，不得拖延。\n"
			   "会议要求，河道内严禁倾倒垃圾，发现一起，查处一起。\n";

static void
test_the_article_and_the_whole_page(void **state)
{
	struct fixture *fixture = *state;

	fixture_add_text(fixture, "a.html", page);
	fixture_run(fixture, "");
	assert_int_equal(fixture_find(fixture, "河长会议"), 0);
	assert_int_equal(fixture_find(fixture, "首页"), -1);
	assert_int_equal(fixture_find(fixture, "版权所有"), -1);
	assert_int_equal(fixture_cell(fixture, "河长会议")->role, ROLE_TITLE);
	fixture_run(fixture, "H");
	assert_int_equal(fixture_find(fixture, "• 首页"), 0);
	assert_true(fixture_find(fixture, "版权所有") > 0);
	assert_non_null(strstr(fixture_row(fixture, 23), "This is all that the page shows"));
	fixture_run(fixture, "HH");
	assert_int_equal(fixture_find(fixture, "河长会议"), 0);
	assert_int_equal(fixture_find(fixture, "首页"), -1);
}

static void
test_readings_are_shown_with_residue(void **state)
{
	struct fixture *fixture = *state;

	fixture_add_text(fixture, "a.html", page);
	fixture_run(fixture, "");
	assert_int_equal(fixture_find(fixture, "hé"), -1);
	fixture_run(fixture, "s");
	assert_int_equal(fixture_cell(fixture, "(hé)")->role, ROLE_RESIDUE);
}

static void
test_links_are_listed(void **state)
{
	struct fixture *fixture = *state;

	fixture_add_text(fixture, "a.html", page);
	fixture_run(fixture, "Y");
	assert_string_equal(fixture_row(fixture, 0), "Links  1");
	assert_non_null(strstr(fixture_row(fixture, 2), ">     2  落实责任"));
	assert_non_null(strstr(fixture_row(fixture, 2), "/full.htm"));
	fixture_run(fixture, "Y<Enter>");
	assert_int_equal(fixture_find(fixture, "Links"), -1);
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "会议强调"));
	fixture_run(fixture, "HY");
	assert_string_equal(fixture_row(fixture, 0), "Links  3");
}

/* What Markdown marks, and what looks like a heading in a plain text. */
static void
test_chapters_are_listed(void **state)
{
	struct fixture *fixture = *state;

	fixture_add_text(fixture, "a.html",
		"<html><body><h1>河长会议纪要</h1><p>会议强调，要落实责任，不得拖延。</p>"
		"<h2>督查安排</h2><p>会议要求，逐条河流明确河长，一周内到位。</p></body></html>");
	fixture_add_text(fixture, "a.txt",
		"河长会议\n会议强调，要落实责任，逐条河流明确河长，不得拖延。\n一、总体要求\n"
		"会议要求，河道内严禁倾倒垃圾，发现一起，查处一起。\n");
	fixture_run(fixture, ":ny");
	assert_string_equal(fixture_row(fixture, 0), "Chapters  2");
	assert_true(fixture_find(fixture, "  一、总体要求") > 0);
	fixture_run(fixture, ":nyj<Enter>");
	assert_int_equal(fixture->frame.cursor_row, fixture_find(fixture, "一、总体要求"));
	if (!HAS_LIBXML2)
		return;
	fixture_run(fixture, ":py");
	assert_string_equal(fixture_row(fixture, 0), "Chapters  2");
	assert_true(fixture_find(fixture, "  督查安排") > 0);
}

static void
test_a_text_is_no_page(void **state)
{
	struct fixture *fixture = *state;

	fixture_add_text(fixture, "a.txt", text);
	fixture_run(fixture, "H");
	assert_int_equal(fixture_find(fixture, "河长会议"), 0);
	assert_non_null(strstr(fixture_row(fixture, 23), "a.txt is no saved page"));
	fixture_run(fixture, "Y");
	assert_true(fixture_find(fixture, "This text has no links.") > 0);
}

/* Written on the text, seen on its page, and on all of the page. */
static void
test_a_note_is_on_text_and_page(void **state)
{
	struct fixture *fixture = *state;

	fixture_add_text(fixture, "a.txt", text);
	fixture_add_text(fixture, "a.html", page);
	fixture_note(fixture, 1, "不得拖延", "到几时？", NULL);
	fixture_run(fixture, "");
	assert_true(fixture_find(fixture, "到几时？") > 0);
	fixture_run(fixture, ":n");
	assert_true(fixture_find(fixture, "到几时？") > 0);
	fixture_run(fixture, ":nH");
	assert_true(fixture_find(fixture, "首页") >= 0);
	assert_true(fixture_find(fixture, "到几时？") > 0);
	fixture_run(fixture, ":nHGtfoot<Enter>");
	assert_true(fixture_find(fixture, "#foot") > 0);
	fixture_run(fixture, "B");
	assert_non_null(strstr(fixture_row(fixture, 0), "  1"));
}

/* What is noted while all of the page is shown does not rename the article after the menu. */
static void
test_the_library_has_the_title(void **state)
{
	struct fixture *fixture = *state;

	fixture_add_text(fixture, "a.html", page);
	fixture_run(fixture, "Htrain<Enter>");
	fixture_run(fixture, "B");
	assert_int_equal(fixture_find(fixture, "• 首页"), -1);
	assert_true(fixture_find(fixture, "河长会议") > 0);
}

static void
test_without_libxml2_it_is_said(void **state)
{
	struct fixture *fixture = *state;

	fixture_add_text(fixture, "a.html", page);
	fixture_run(fixture, "");
	assert_int_equal(fixture_find(fixture, "<html>"), 0);
	assert_true(fixture_find(fixture, "built without libxml2") > 0);
}

int
main(void)
{
#define PAGES_TEST(function)                                                                       \
	cmocka_unit_test_setup_teardown(function, fixture_set_up, fixture_tear_down)
	const struct CMUnitTest tests[] = {
		PAGES_TEST(test_the_article_and_the_whole_page),
		PAGES_TEST(test_readings_are_shown_with_residue),
		PAGES_TEST(test_links_are_listed),
		PAGES_TEST(test_chapters_are_listed),
		PAGES_TEST(test_a_text_is_no_page),
		PAGES_TEST(test_a_note_is_on_text_and_page),
		PAGES_TEST(test_the_library_has_the_title),
	};
	const struct CMUnitTest without[] = {
		PAGES_TEST(test_a_text_is_no_page),
		PAGES_TEST(test_without_libxml2_it_is_said),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return HAS_LIBXML2 ? cmocka_run_group_tests(tests, NULL, NULL)
			   : cmocka_run_group_tests(without, NULL, NULL);
}
