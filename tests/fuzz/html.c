/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a saved page, and as Markdown: parsed, its article found, all of it and back. What
 * must hold for every page is checked; a breach aborts.
 */
#include "fuzz.h"

#include "page.h"
#include "text/article.h"
#include "text/html.h"

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
	check_page(article, is_page);
	whole = article_turn_page(article, &error);
	require(whole != NULL, "a page turns");
	check_page(whole, is_page);
	require(article_count(whole) > 0 || article_count(article) == 0, "the whole is not less");
	back = article_turn_page(whole, &error);
	require(back && slice_equal(article_text(article), article_text(back)), "and back");
	article_close(back);
	article_close(whole);
	article_close(article);
}

static void
check(struct slice input)
{
	check_named(input, "fuzz.html");
	check_named(input, "fuzz.md");
}

static const struct slice pieces[] = {
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

const struct fuzz_target fuzz_target = {
	.sentence = "made pages become articles",
	.rounds = 3000,
	.pieces = pieces,
	.piece_count = sizeof pieces / sizeof *pieces,
	.pieces_at_most = 200,
	.check = check,
};
