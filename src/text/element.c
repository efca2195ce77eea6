/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/element.h"

#include <stdlib.h>
#include <string.h>

enum {
	WORD_BYTES = 31 /* a longer word of a class tells nothing */
};

struct element_row {
	const char *name;
	enum element element;
};

/* In the order of their names. */
static const struct element_row rows[] = {
	{"a", ELEMENT_ANCHOR},
	{"address", ELEMENT_BLOCK},
	{"article", ELEMENT_ARTICLE},
	{"aside", ELEMENT_CHROME},
	{"audio", ELEMENT_SKIPPED},
	{"blockquote", ELEMENT_BLOCK},
	{"body", ELEMENT_BODY},
	{"br", ELEMENT_BREAK},
	{"button", ELEMENT_CHROME},
	{"canvas", ELEMENT_SKIPPED},
	{"caption", ELEMENT_PARAGRAPH},
	{"center", ELEMENT_BLOCK},
	{"dd", ELEMENT_PARAGRAPH},
	{"details", ELEMENT_BLOCK},
	{"dialog", ELEMENT_CHROME},
	{"dir", ELEMENT_BLOCK},
	{"div", ELEMENT_BLOCK},
	{"dl", ELEMENT_BLOCK},
	{"dt", ELEMENT_PARAGRAPH},
	{"embed", ELEMENT_SKIPPED},
	{"fieldset", ELEMENT_BLOCK},
	{"figcaption", ELEMENT_PARAGRAPH},
	{"figure", ELEMENT_BLOCK},
	{"footer", ELEMENT_CHROME},
	{"form", ELEMENT_BLOCK},
	{"frameset", ELEMENT_SKIPPED},
	{"h1", ELEMENT_TOP_HEADING},
	{"h2", ELEMENT_HEADING},
	{"h3", ELEMENT_HEADING},
	{"h4", ELEMENT_HEADING},
	{"h5", ELEMENT_HEADING},
	{"h6", ELEMENT_HEADING},
	{"header", ELEMENT_BLOCK},
	{"hgroup", ELEMENT_BLOCK},
	{"hr", ELEMENT_BREAK},
	{"html", ELEMENT_BODY},
	{"iframe", ELEMENT_SKIPPED},
	{"legend", ELEMENT_PARAGRAPH},
	{"li", ELEMENT_ITEM},
	{"link", ELEMENT_META},
	{"listing", ELEMENT_PREFORMATTED},
	{"main", ELEMENT_BODY},
	{"menu", ELEMENT_CHROME},
	{"meta", ELEMENT_META},
	{"nav", ELEMENT_CHROME},
	{"noframes", ELEMENT_SKIPPED},
	{"noscript", ELEMENT_SKIPPED},
	{"object", ELEMENT_SKIPPED},
	{"ol", ELEMENT_LIST},
	{"optgroup", ELEMENT_CHROME},
	{"option", ELEMENT_CHROME},
	{"p", ELEMENT_PARAGRAPH},
	{"plaintext", ELEMENT_PREFORMATTED},
	{"pre", ELEMENT_PREFORMATTED},
	{"rp", ELEMENT_SKIPPED},
	{"rt", ELEMENT_READING},
	{"ruby", ELEMENT_RUBY},
	{"script", ELEMENT_SKIPPED},
	{"section", ELEMENT_BLOCK},
	{"select", ELEMENT_CHROME},
	{"style", ELEMENT_SKIPPED},
	{"summary", ELEMENT_PARAGRAPH},
	{"svg", ELEMENT_SKIPPED},
	{"table", ELEMENT_TABLE},
	{"tbody", ELEMENT_BLOCK},
	{"td", ELEMENT_CELL},
	{"template", ELEMENT_SKIPPED},
	{"textarea", ELEMENT_CHROME},
	{"tfoot", ELEMENT_BLOCK},
	{"th", ELEMENT_CELL},
	{"thead", ELEMENT_BLOCK},
	{"time", ELEMENT_TIME},
	{"title", ELEMENT_TITLE},
	{"tr", ELEMENT_ROW},
	{"ul", ELEMENT_BLOCK},
	{"video", ELEMENT_SKIPPED},
	{"xmp", ELEMENT_PREFORMATTED},
};

/* Words of classes and the like, in the order of the alphabet: of parts that are no text ... */
static const char *const away[] = {"ad", "ads", "adv", "advert", "advertisement", "backtop",
	"banner", "bdsharebuttonbox", "breadcrumb", "breadcrumbs", "bshare", "codebar", "comment",
	"commentbox", "commentlist", "comments", "complementary", "contentinfo", "cookie",
	"cookies", "copyright", "crumb", "crumbs", "daohang", "discuss", "disqus", "download",
	"editorrecommend", "ewm", "fenxiang", "foot", "footer", "fontsize", "friendlink", "gotop",
	"gzh", "hotlist", "hotnews", "jiathis", "keywords", "login", "masthead", "menu", "modal",
	"nav", "navbar", "navi", "navigation", "newsletter", "pager", "pages", "pagination",
	"pinglun", "popular", "popup", "postnav", "print", "promo", "qrcode", "rank", "ranking",
	"recommend", "recommended", "related", "relatednews", "relation", "reply", "respond", "rss",
	"search", "searchbox", "share", "sharebar", "sharebox", "sharing", "sidebar", "sidenav",
	"sitemap", "skip", "sns", "social", "sponsor", "sponsored", "subscribe", "subscription",
	"tags", "tagcloud", "tool", "toolbar", "tools", "topbar", "topnav", "trending", "weixin",
	"widget", "widgets", "xgnews", "xgwz", "xgxw", "xiangguan"};
/* ... and of the article's text. */
static const char *const body[] = {"article", "articlebody", "articlecontent", "articletext",
	"artibody", "artical", "body", "con", "content", "detail", "details", "editor", "entry",
	"main", "maintext", "news", "newstext", "paragraph", "post", "story", "text", "textbody",
	"trs", "txt", "ucap", "zoom"};

static int
compare_rows(const void *key, const void *row)
{
	return strcmp(key, ((const struct element_row *)row)->name);
}

enum element
element_of(const char *name)
{
	const struct element_row *row =
		bsearch(name, rows, sizeof rows / sizeof *rows, sizeof *rows, compare_rows);

	return row ? row->element : ELEMENT_OTHER;
}

bool
element_is_block(enum element element)
{
	switch (element) {
	case ELEMENT_OTHER:
	case ELEMENT_ANCHOR:
	case ELEMENT_META:
	case ELEMENT_READING:
	case ELEMENT_RUBY:
	case ELEMENT_SKIPPED:
	case ELEMENT_TIME:
	case ELEMENT_TITLE:
		return false;
	default:
		return true;
	}
}

/* Whether the word is in the list, which need not be long to be searched from its start. */
static bool
is_in(const char *word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(word, list[i]) == 0)
			return true;
	}
	return false;
}

static unsigned
word_hints(const char *word)
{
	unsigned hints = HINT_NONE;

	if (is_in(word, away, sizeof away / sizeof *away))
		hints |= HINT_AWAY;
	if (is_in(word, body, sizeof body / sizeof *body))
		hints |= HINT_BODY;
	return hints;
}

static bool
is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Words end where the letters end, and before a capital that follows a small letter: relatedNews
 * is related and news, and also the whole. */
unsigned
element_hints(struct slice words)
{
	char word[WORD_BYTES + 1], whole[WORD_BYTES + 1];
	size_t length = 0, whole_length = 0;
	unsigned hints = HINT_NONE;

	for (size_t i = 0; i <= words.length; i++) {
		char byte = i < words.length ? words.bytes[i] : ' ';
		bool letter = is_letter(byte), capital = byte >= 'A' && byte <= 'Z';
		bool inner = i > 0 && words.bytes[i - 1] >= 'a' && words.bytes[i - 1] <= 'z';

		if (length > 0 && (!letter || (capital && inner))) {
			word[length] = '\0';
			hints |= word_hints(word);
			length = 0;
		}
		if (whole_length > 0 && !letter) {
			whole[whole_length] = '\0';
			hints |= word_hints(whole);
			whole_length = 0;
		}
		if (!letter)
			continue;
		byte = (char)(capital ? byte + 32 : byte);
		/* What is too long keeps its place, and is in no list. */
		if (length < WORD_BYTES)
			word[length++] = byte;
		if (whole_length < WORD_BYTES)
			whole[whole_length++] = byte;
	}
	return hints;
}

unsigned
element_style_hints(struct slice style)
{
	static const char key[] = "display:none";
	size_t matched = 0;

	for (size_t i = 0; i < style.length; i++) {
		char byte = style.bytes[i];

		if (byte == ' ' || byte == '\t' || byte == '\n')
			continue;
		byte = (char)(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
		matched = byte == key[matched] ? matched + 1 : byte == key[0];
		if (key[matched] == '\0')
			return HINT_HIDDEN;
	}
	return HINT_NONE;
}
