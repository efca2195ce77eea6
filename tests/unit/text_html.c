/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Saved pages: each tests/html/NN-NAME.html against NN-NAME.txt, what a reader would call its
 * article. The score is the F1 of characters: of the longest common subsequence, blanks left out,
 * line ends counted.
 */
#include <config.h>

#include "text/html.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/path.h"
#include "text/article.h"
#include "text/unicode.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum {
	FILE_BYTES = 1 << 20,
	FLOOR_PERMILLE = 970, /* of all pages */
	PAGE_PERMILLE = 900,  /* of the worst */
	DEEP = 100000
};

#ifdef HAVE_LIBXML2
enum {
	HAS_LIBXML2 = 1
};
#else
enum {
	HAS_LIBXML2 = 0
};
#endif

struct characters {
	uint32_t *items;
	size_t count;
};

/* The characters of a text that count. */
static struct characters
characters_of(struct slice text)
{
	struct characters characters = {.items = malloc((text.length + 1) * sizeof(uint32_t))};
	size_t length;

	assert_non_null(characters.items);
	for (size_t at = 0; at < text.length; at += length) {
		uint32_t character = unicode_decode(text, at, &length);

		if (character == '\n' || !unicode_is_space(character))
			characters.items[characters.count++] = character;
	}
	return characters;
}

static size_t
common(const struct characters *one, const struct characters *other)
{
	uint32_t *row = calloc(other->count + 1, sizeof *row), longest;

	assert_non_null(row);
	for (size_t i = 0; i < one->count; i++) {
		uint32_t diagonal = 0;

		for (size_t k = 1; k <= other->count; k++) {
			uint32_t above = row[k];

			if (one->items[i] == other->items[k - 1])
				row[k] = diagonal + 1;
			else if (row[k - 1] > row[k])
				row[k] = row[k - 1];
			diagonal = above;
		}
	}
	longest = row[other->count];
	free(row);
	return longest;
}

static struct article *
open_page(const char *path, bool whole)
{
	struct article_options options = {.whole_page = whole};
	struct error error;
	struct article *article;

	error_init(&error);
	article = article_open_as(path, &options, &error);
	assert_non_null(article);
	while (article_extend(article, SIZE_MAX))
		;
	assert_false(error_is_set(article_remark(article)));
	return article;
}

static struct article *
from_string(const char *text)
{
	struct error error;
	struct article *article;

	error_init(&error);
	article = article_from_bytes(slice_from_string(text), "test", NULL, &error);
	assert_non_null(article);
	return article;
}

static void
expect_text(const struct article *article, const char *text)
{
	struct slice found = article_text(article);

	assert_int_equal(found.length, strlen(text));
	assert_memory_equal(found.bytes, text, found.length);
}

/* Adds to common and both lengths; returns the page's own score in permille. */
static size_t
score(const char *page, size_t totals[2])
{
	char *expected_path = strdup(page);
	struct article *article = open_page(page, false);
	struct characters found = characters_of(article_text(article)), wanted;
	struct buffer expected;
	struct error error;
	size_t shared, permille;

	error_init(&error);
	buffer_init(&expected);
	memcpy(expected_path + strlen(expected_path) - 5, ".txt", 5);
	assert_true(file_read(expected_path, FILE_BYTES, &expected, &error));
	wanted = characters_of(buffer_slice(&expected));
	shared = common(&found, &wanted);
	permille = 2000 * shared / (found.count + wanted.count);
	printf("# %s: F1 %zu.%03zu\n", strrchr(page, '/') + 1, permille / 1000, permille % 1000);
	totals[0] += 2 * shared;
	totals[1] += found.count + wanted.count;
	free(found.items);
	free(wanted.items);
	free(expected_path);
	buffer_clear(&expected);
	article_close(article);
	return permille;
}

static void
test_the_article_is_found(void **state)
{
	char *directory = path_join(getenv("ZHUPI_TEST_SOURCE"), "tests/html");
	size_t count, totals[2] = {0, 0}, worst = 1000;
	char **pages = path_list(directory, ".html", &count);

	(void)state;
	assert_true(count >= 30);
	for (size_t i = 0; i < count; i++) {
		size_t permille = score(pages[i], totals);

		worst = permille < worst ? permille : worst;
		free(pages[i]);
	}
	printf("# all %zu pages: F1 %.4f\n", count, (double)totals[0] / (double)totals[1]);
	assert_true(totals[0] * 1000 >= totals[1] * FLOOR_PERMILLE);
	assert_true(worst >= PAGE_PERMILLE);
	free(pages);
	free(directory);
}

static const char page[] =
	"<html><head><title>河长会议_山城网</title><meta name=PubDate content=2021-03-05>"
	"<meta name=ContentSource content=山城日报><link rel=canonical href=http://a.example/1>"
	"</head><body><ul class=nav><li><a href=/>首页</a></ul><h1>河长会议</h1>"
	"<p>会议强调，要<a href='/gk.htm'>落实责任</a>，逐条河流明确河长，不得拖延。</p>"
	"<p>会议要求，<ruby>河<rt>hé</rt></ruby>道内严禁倾倒垃圾，发现一起，查处一起。</p>"
	"<div class=footer>版权所有，不得转载。</div></body></html>";
static const char plain[] = "河長會議\n\n  會議強調，要落實責任，逐條河流明確河長，不得拖延。\n"
			    "會議要求，河道內嚴禁傾倒垃圾，發現一起，查處一起。\n";

static void
test_the_head_is_read(void **state)
{
	struct article *article = from_string(page);
	struct article_page facts = article_page(article);
	size_t count;
	const struct link *links = article_links(article, &count);

	(void)state;
	assert_string_equal(facts.title, "河长会议");
	assert_string_equal(facts.date, "2021-03-05");
	assert_string_equal(facts.source, "山城日报");
	assert_string_equal(facts.address, "http://a.example/1");
	assert_int_equal(count, 1);
	assert_string_equal(links[0].address, "/gk.htm");
	assert_true(slice_equal(
		slice_at(article_text(article), links[0].span), slice_from_string("落实责任")));
	article_close(article);
}

/* Notes follow the hash, so they follow the text from its file to its page. */
static void
test_page_and_text_are_one_article(void **state)
{
	struct article *article = from_string(page), *other = from_string(plain);
	struct fold_hash one, two;

	(void)state;
	expect_text(article,
		"河长会议\n会议强调，要落实责任，逐条河流明确河长，不得拖延。\n"
		"会议要求，河(hé)道内严禁倾倒垃圾，发现一起，查处一起。\n");
	one = article_hash(article);
	two = article_hash(other);
	assert_memory_equal(&one, &two, sizeof one);
	article_close(article);
	article_close(other);
}

static void
test_the_whole_page_is_shown(void **state)
{
	struct article *article = from_string(page), *whole, *back;
	struct error error;

	(void)state;
	error_init(&error);
	whole = article_turn_page(article, &error);
	assert_non_null(whole);
	assert_true(article_is_whole_page(whole));
	expect_text(whole,
		"• 首页\n河长会议\n会议强调，要落实责任，逐条河流明确河长，不得拖延。\n"
		"会议要求，河(hé)道内严禁倾倒垃圾，发现一起，查处一起。\n版权所有，不得转载。\n");
	back = article_turn_page(whole, &error);
	assert_non_null(back);
	assert_true(slice_equal(article_text(article), article_text(back)));
	article_close(back);
	article_close(whole);
	article_close(article);
	article = from_string(plain);
	assert_null(article_turn_page(article, &error));
	assert_true(error_is_set(&error));
	article_close(article);
}

static void
test_what_is_a_page(void **state)
{
	static const char *const pages[] = {"<!DOCTYPE html>\n<p>x", "\n <HTML lang=zh>",
		"<?xml version='1.0'?>\n<html>", "<!-- x --><body>x", "<p>x</p>",
		"<title>x</title>"};
	static const char *const texts[] = {"", "会议", "<", "<p", "<要>", "<person>x</person>",
		"a <html>", "<p> is a tag", "<hr"};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		assert_true(html_is_page(slice_from_string(pages[i]), "x.txt"));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_false(html_is_page(slice_from_string(texts[i]), "x.txt"));
	assert_true(html_is_page(slice_from_string("会议"), "a/x.HTM"));
	assert_false(html_is_page(slice_from_string("会议"), "xhtm"));
}

/* Each unclosed element would cost time for every other, and a tree would lose what is deep. */
static void
test_deep_nesting_keeps_the_text(void **state)
{
	static const char *const open[] = {"<div>", "<b>", "<ul><li>", "<table><tr><td>", "<x-y>",
		"<p>", "<a href=x>", "<ruby>", "<rt>"};
	static const char *const close[] = {
		"", "</i>", "</p>", "</div>", "</b></a>", "</font>", "", "", ""};
	struct buffer text;

	(void)state;
	for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
		struct article *article;

		buffer_init(&text);
		buffer_append_string(&text, "<html><body>");
		for (size_t k = 0; k < DEEP; k++)
			buffer_append_string(&text, open[i]);
		buffer_append_string(&text, "<p>会议强调，要落实责任。");
		for (size_t k = 0; k < DEEP; k++)
			buffer_append_string(&text, close[i]);
		article = from_string(buffer_string(&text));
		if (strcmp(open[i], "<rt>") != 0)
			assert_true(slice_find(article_text(article),
					    slice_from_string("会议强调，要落实责任。"),
					    0) < article_text(article).length);
		article_close(article);
		buffer_clear(&text);
	}
}

static void
test_blanks_and_breaks(void **state)
{
	struct article *article = from_string(
		"<html><body><div>　　会议\n指出 a\n b&nbsp;c<br>二<br/><br>三  </div>\n"
		"<pre>x  y\n\n z</pre><p>end");

	(void)state;
	expect_text(article, "会议指出 a b c\n二\n三\nx  y\nz\nend\n");
	article_close(article);
}

static void
test_tables_and_lists(void **state)
{
	struct article *article =
		from_string("<html><body><table><tr><th>甲<th>乙<tr><td>1<br>2<td>"
			    "<p>3</table><ol start=4><li>x<li><p>y<p>z</ol>"
			    "<ul><li>● u<li>v<ol><li>w</ol></ul>");

	(void)state;
	expect_text(article, "甲\t乙\n1 2\t3\n4. x\n5. y\nz\n● u\n• v\n1. w\n");
	article_close(article);
}

static void
test_readings_are_residue(void **state)
{
	struct article *article =
		from_string("<html><p><ruby>重庆<rp>（</rp><rt>chóng qìng</rt><rp>）</rp></ruby>与"
			    "<ruby><rb>山</rb><rb>城</rb><rt>shān</rt><rt>chéng</rt></ruby>、"
			    "<ruby>調<rt>diào</rt>查<rt>chá</rt></ruby>，<ruby>某文<rt>a\n long "
			    "gloss</rt></ruby>。");
	struct article *other = from_string("重慶與山城、调查，某文(a long gloss)。");
	struct fold_hash one, two;

	(void)state;
	expect_text(article,
		"重(chóng)庆(qìng)与山(shān)城(chéng)、調(diào)查(chá)，某文(a long gloss)。\n");
	one = article_hash(article);
	two = article_hash(other);
	assert_memory_equal(&one, &two, sizeof one);
	article_close(article);
	article_close(other);
}

/* Where ./configure found no libxml2: the markup is shown, and why. */
static void
test_without_libxml2(void **state)
{
	struct article *article = from_string(page);

	(void)state;
	assert_true(error_is_set(article_remark(article)));
	expect_text(article, page);
	article_close(article);
}

int
main(void)
{
	const struct CMUnitTest without[] = {cmocka_unit_test(test_without_libxml2)};
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_article_is_found),
		cmocka_unit_test(test_the_head_is_read),
		cmocka_unit_test(test_page_and_text_are_one_article),
		cmocka_unit_test(test_the_whole_page_is_shown),
		cmocka_unit_test(test_what_is_a_page),
		cmocka_unit_test(test_deep_nesting_keeps_the_text),
		cmocka_unit_test(test_blanks_and_breaks),
		cmocka_unit_test(test_tables_and_lists),
		cmocka_unit_test(test_readings_are_residue),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return HAS_LIBXML2 ? cmocka_run_group_tests(tests, NULL, NULL)
			   : cmocka_run_group_tests(without, NULL, NULL);
}
