/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a saved page, and as Markdown: parsed, its article found, all of it and back. What
 * must hold for every page is checked; a breach aborts.
 *
 * With libFuzzer: clang -fsanitize=fuzzer,address,undefined -DZHUPI_LIBFUZZER … Without it, main
 * runs ROUNDS inputs put together by a generator of its own, always the same ones, and prints TAP.
 */
#include "text/article.h"
#include "text/html.h"
#include "text/unicode.h"

#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	ROUNDS = 3000,
	PIECES_AT_MOST = 200,
	INPUT_BYTES = 8192
};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
require(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "does not hold: %s\n", what);
	abort();
}

static void
check_links(const struct article *article)
{
	size_t count, last = 0;
	const struct link *links = article_links(article, &count);

	for (size_t i = 0; i < count; i++) {
		require(links[i].span.start >= last, "links are in order");
		require(!span_is_empty(links[i].span), "links have words");
		require(links[i].span.end <= article_text(article).length, "links are inside");
		require(strlen(links[i].address) <= INPUT_BYTES * 4, "addresses end");
		last = links[i].span.start;
	}
}

/* Every line of a page is one paragraph, and none is blank or has blanks about it. */
static void
check_text(struct article *article, bool is_page)
{
	struct slice text = article_text(article), line;
	size_t lines = 0;

	require(unicode_is_valid(text), "text is well-formed");
	while (article_extend(article, SIZE_MAX))
		;
	while (is_page && text.length > 0) {
		line = slice_split(text, '\n', &text);
		require(line.length > 0, "no line is empty");
		require(slice_trim(line).length == line.length, "lines are trimmed");
		lines++;
	}
	require(!is_page || article_count(article) <= lines, "a line is a paragraph");
	check_links(article);
	(void)article_imprint(article);
}

static void
check_named(struct slice input, const char *name)
{
	struct article *article = article_from_bytes(input, name, NULL, NULL), *whole, *back;
	bool is_page = html_is_page((struct slice){NULL, 0}, name);
	struct error error;

	if (!article)
		return;
	if (error_is_set(article_remark(article))) {
		article_close(article);
		return;
	}
	error_init(&error);
	check_text(article, is_page);
	whole = article_turn_page(article, &error);
	require(whole != NULL, "a page turns");
	check_text(whole, is_page);
	require(article_count(whole) > 0 || article_count(article) == 0, "the whole is not less");
	back = article_turn_page(whole, &error);
	require(back && slice_equal(article_text(article), article_text(back)), "and back");
	article_close(back);
	article_close(whole);
	article_close(article);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct slice input = {(const char *)bytes, length};

	check_named(input, "fuzz.html");
	check_named(input, "fuzz.md");
	return 0;
}

#ifndef ZHUPI_LIBFUZZER

static const struct slice pieces[] = {
#define PIECE(string)                                                                              \
	{                                                                                          \
		string, sizeof string - 1                                                          \
	}
	PIECE("<html>"),
	PIECE("</html>"),
	PIECE("<body class=nav>"),
	PIECE("<div class=\"share-box\">"),
	PIECE("<div>"),
	PIECE("</div>"),
	PIECE("<p>"),
	PIECE("</p>"),
	PIECE("<P align='x'"),
	PIECE(">"),
	PIECE("<br>"),
	PIECE("<h1>"),
	PIECE("</h1>"),
	PIECE("<title>"),
	PIECE("</title>"),
	PIECE("<table><tr><td>"),
	PIECE("<td>"),
	PIECE("<tr>"),
	PIECE("</tr>"),
	PIECE("</table>"),
	PIECE("<ul><li>"),
	PIECE("<ol start=-99999999999999999999><li>"),
	PIECE("<li>"),
	PIECE("</ol>"),
	PIECE("<ruby>"),
	PIECE("<rt>"),
	PIECE("shān chéng"),
	PIECE("</rt>"),
	PIECE("</ruby>"),
	PIECE("<a href=\"x.htm\">"),
	PIECE("</a>"),
	PIECE("<script>"),
	PIECE("</script>"),
	PIECE("<!--"),
	PIECE("-->"),
	PIECE("<pre>"),
	PIECE("</pre>"),
	PIECE("<meta name=PubDate content=2021>"),
	PIECE("<meta charset=big5>"),
	PIECE("<span style=\"display: none\">"),
	PIECE("</span>"),
	PIECE("&nbsp;"),
	PIECE("&#0;"),
	PIECE("&#x110000;"),
	PIECE("&#128;"),
	PIECE("&bogus"),
	PIECE("会议强调，要落实责任，不得拖延。"),
	PIECE("会议指出，各地各部门要抓紧落实各项措施，确保群众生活稳定，不得拖延，并于月底前报告"
	      "。"),
	PIECE("相关新闻"),
	PIECE("来源：山城日报"),
	PIECE("2021-03-05"),
	PIECE(" \n\t "),
	PIECE("　　"),
	PIECE("山城"),
	PIECE("word, word."),
	PIECE("\0"),
	PIECE("\xFF"),
	PIECE("\xE5\xB1"),
	PIECE("<![CDATA["),
	PIECE("<?x"),
	PIECE("="),
	PIECE("\""),
	PIECE("<frameset>"),
	PIECE("<form><input><select><option>"),
	PIECE("<article>"),
	PIECE("</article>"),
	PIECE("<aside>"),
	PIECE("<template>"),
	PIECE("# "),
	PIECE("\n- "),
	PIECE("\n12. "),
	PIECE("> "),
	PIECE("**"),
	PIECE("_"),
	PIECE("`"),
	PIECE("\n```\n"),
	PIECE("[words](a.htm)"),
	PIECE("!["),
	PIECE("]("),
	PIECE("|"),
	PIECE("\n---\n"),
	PIECE("\\"),
};

static uint32_t
next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (uint32_t)(*seed >> 33);
}

/* Puts an input together from pieces, and damages some of its bytes now and then. */
static size_t
make_input(uint64_t *seed, uint8_t *input)
{
	uint32_t count = next_random(seed) % PIECES_AT_MOST, damages;
	size_t length = 0;

	while (count-- > 0) {
		struct slice piece = pieces[next_random(seed) % (sizeof pieces / sizeof *pieces)];

		if (length + piece.length > INPUT_BYTES)
			break;
		memcpy(input + length, piece.bytes, piece.length);
		length += piece.length;
	}
	damages = next_random(seed) % 4 == 0 ? next_random(seed) % 8 : 0;
	while (length > 0 && damages-- > 0)
		input[next_random(seed) % length] = (uint8_t)next_random(seed);
	return length;
}

int
main(void)
{
	uint64_t seed = 20210305;

	setlocale(LC_CTYPE, "C.UTF-8");
	printf("1..1\n");
	for (int round = 0; round < ROUNDS; round++) {
		/* Of the exact size, so that a sanitizer sees what reads beyond it. */
		uint8_t input[INPUT_BYTES], *exact;
		size_t length = make_input(&seed, input);

		exact = malloc(length ? length : 1);
		require(exact != NULL, "memory");
		memcpy(exact, input, length);
		LLVMFuzzerTestOneInput(exact, length);
		free(exact);
	}
	printf("ok 1 - %d made pages become articles\n", ROUNDS);
	return 0;
}

#endif
