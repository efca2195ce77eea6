/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The article lies where the prose is dense. Each line of prose gives its weight to the element it
 * is in, half of it to the next one out, a third to the next (LEVELS of them); the element with the
 * most is the article's. Paragraphs that lie beside one another thus make their parent win, not the
 * page that also holds them, nor the longest paragraph's own element.
 *
 *      body                       0.3 of all
 *        div class=nav            left out by its name
 *        div id=content           best: all paragraphs, whole
 *          p p p div class=share  left out again
 *        div class=comments       left out
 *
 * Then the headline and what stands between it and the text (date, source) is fetched from outside,
 * and lines that are furniture (share with, font size, related articles and their list) dropped.
 */
#include "text/main_text.h"

#include "base/alloc.h"
#include "text/imprint.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

enum {
	LEVELS = 5,
	PROSE_BYTES = 45,       /* with punctuation: 15 ideographs */
	LONG_PROSE_BYTES = 150, /* without */
	MARK_WEIGHT = 25,       /* bytes that a comma is worth */
	MARKS_AT_MOST = 12,
	HEAD_BLOCKS = 12,    /* that may stand between headline and text */
	NAMELESS_BLOCKS = 3, /* before a text of which nothing tells the headline */
	TAIL_BLOCKS = 4,     /* behind the text, that may be its signature */
	LABEL_BYTES = 75     /* a longer line is no label: 25 ideographs */
};

/* What is found out about a node. */
struct weight {
	size_t mass;  /* of the prose in it */
	size_t score; /* of the prose near it */
	bool away;    /* it, or what it is in, is left out */
	bool headed;  /* a top heading lies in it */
};

struct search {
	const struct page *page;
	struct weight *weights; /* of the nodes */
	bool *kept;
};

static struct slice
text_of(const struct page *page, size_t block)
{
	return slice_at(buffer_slice(&page->text), page->blocks[block].span);
}

static size_t
bytes_of(const struct page_block *block)
{
	return block->span.end - block->span.start;
}

static bool
is_linked(const struct page_block *block)
{
	return block->links * 2 > bytes_of(block);
}

static bool
is_heading(const struct page *page, const struct page_block *block)
{
	enum element element = page->nodes[block->node].element;

	return element == ELEMENT_HEADING || element == ELEMENT_TOP_HEADING;
}

/* How much prose the line is; 0 when it is none. */
static size_t
weigh(const struct page *page, const struct page_block *block)
{
	size_t bytes = bytes_of(block) - (block->links < bytes_of(block) ? block->links : 0);
	size_t marks = block->marks < MARKS_AT_MOST ? block->marks : MARKS_AT_MOST;

	if (is_linked(block) || is_heading(page, block))
		return 0;
	if (bytes < PROSE_BYTES || (marks == 0 && bytes < LONG_PROSE_BYTES))
		return 0;
	return bytes + marks * MARK_WEIGHT;
}

/* --- what is left out by its name ----------------------------------------------------------- */

/* Whether the node's own names and kind tell that it is no part of the article. */
static bool
is_away(const struct page_node *node, const struct weight *weight)
{
	if (node->element == ELEMENT_BODY || node->element == ELEMENT_ARTICLE)
		return false;
	if (node->hints & HINT_HIDDEN || node->element == ELEMENT_CHROME)
		return true;
	return node->hints & HINT_AWAY && !(weight->headed && weight->mass > 0) &&
		node->element != ELEMENT_TOP_HEADING;
}

static void
weigh_nodes(struct search *search, bool by_name)
{
	const struct page *page = search->page;
	struct weight *weights = search->weights;

	memset(weights, 0, page->node_count * sizeof *weights);
	for (size_t i = 0; i < page->block_count; i++)
		weights[page->blocks[i].node].mass += weigh(page, &page->blocks[i]);
	/* Children come behind their parents. */
	for (size_t i = page->node_count; i-- > 1;) {
		const struct page_node *node = &page->nodes[i];

		weights[i].headed |=
			node->element == ELEMENT_TOP_HEADING || node->element == ELEMENT_ARTICLE;
		weights[node->parent].headed |= weights[i].headed;
		weights[node->parent].mass += weights[i].mass;
	}
	for (size_t i = 1; i < page->node_count; i++)
		weights[i].away = weights[page->nodes[i].parent].away ||
			(by_name && is_away(&page->nodes[i], &weights[i])) ||
			page->nodes[i].hints & HINT_HIDDEN;
}

/* --- what is left out by its words ---------------------------------------------------------- */

/* Lines that head a list of other articles, or comments. */
static const char *const headings_away[] = {"相关新闻", "相關新聞", "相关阅读", "相關閱讀",
	"相关报道", "相關報道", "相關報導", "相关链接", "相關連結", "相关文章", "相關文章",
	"相关推荐", "延伸阅读", "延伸閱讀", "推荐阅读", "推薦閱讀", "热门推荐", "熱門推薦",
	"热点推荐", "热门新闻", "熱門新聞", "更多新闻", "更多新聞", "猜你喜欢", "猜你喜歡",
	"编辑推荐", "為你推薦", "为你推荐", "今日热点", "精彩推荐", "网友评论", "網友評論",
	"全部评论", "最新评论", "发表评论", "發表評論", "用户评论", "读者留言", "讀者留言", "留言",
	"评论", "評論", "Related", "Related articles", "Related stories", "Related news",
	"Related links", "Related posts", "Related content", "Read more", "Read also", "More news",
	"More stories", "More from", "Recommended", "Recommended for you", "You may also like",
	"Most read", "Most popular", "Latest news", "Comments", "Leave a comment", "Leave a reply",
	"See also", NULL};
/* Beginnings of lines that belong to the page and not to the text. */
static const char *const labels_away[] = {"分享到", "分享至", "分享：", "分享:", "分享本文",
	"扫一扫", "掃一掃", "扫码", "微信扫", "打印", "【打印", "列印", "友善列印", "【字体",
	"【字體", "字体：", "字體：", "字号", "字級", "【大", "返回顶部", "回到頂端", "回頁首",
	"返回首页", "返回列表", "上一篇", "下一篇", "上一則", "下一則", "关闭窗口", "關閉視窗",
	"【关闭", "收藏本", "加入收藏", "点赞", "赞(", "举报", "阅读原文", "閱讀全文", "预览时标签",
	"您的位置", "您当前的位置", "当前位置", "目前位置", "现在位置", "微信扫一扫", "继续滑动看",
	"点击上方", "长按", "关注公众号", "Share this", "Share on", "Share:", "Tweet", "Print",
	"Email this", "Back to top", "Skip to", "Follow us", "Sign up", "Subscribe",
	"Advertisement", "You are here", "Font size", "Text size", NULL};

static bool
begins_with(struct slice text, const char *const *list)
{
	for (; *list; list++) {
		if (slice_starts_with(text, slice_from_string(*list)))
			return true;
	}
	return false;
}

/* The line without the signs that headings of lists are decorated with. */
static struct slice
undecorated(struct slice text)
{
	static const char *const signs[] = {
		"【", "】", "▶", "■", "●", ">>", "：", ":", "|", "≫", "»", " ", NULL};

	for (const char *const *sign = signs; *sign;) {
		struct slice part = slice_from_string(*sign);

		if (slice_starts_with(text, part))
			text = slice_at(text, (struct span){part.length, text.length});
		else if (slice_ends_with(text, part))
			text.length -= part.length;
		else
			sign++;
	}
	return text;
}

static bool
is_heading_away(struct slice text)
{
	size_t length;

	text = undecorated(text);
	if (text.length > LABEL_BYTES)
		return false;
	for (const char *const *heading = headings_away; *heading; heading++) {
		length = strlen(*heading);
		/* 网友评论（12条）, Comments (3) */
		if (slice_starts_with(text, slice_from_string(*heading)) &&
			(text.length == length || strchr("( \xEF", text.bytes[length])) &&
			text.length <= length + 20)
			return true;
	}
	return false;
}

static bool
is_label_away(struct slice text)
{
	return text.length <= LABEL_BYTES && begins_with(text, labels_away);
}

/* --- the element with the most prose -------------------------------------------------------- */

/* The outermost node that has this prose and no other: what wraps a paragraph, as <p> does, is no
 * container. Where it is the page itself, the page has one paragraph. */
static size_t
wrapper_of(const struct search *search, size_t node, size_t weight)
{
	const struct page_node *nodes = search->page->nodes;
	size_t outer = node;

	while (nodes[outer].element != ELEMENT_BODY && nodes[outer].element != ELEMENT_ARTICLE &&
		!search->weights[nodes[outer].parent].headed &&
		search->weights[nodes[outer].parent].mass == weight)
		outer = nodes[outer].parent;
	return nodes[outer].element == ELEMENT_BODY ? node : outer;
}

static void
give_score(struct search *search, size_t node, size_t weight, size_t divisor)
{
	const struct page_node *nodes = search->page->nodes;

	if (search->weights[node].mass == weight)
		node = nodes[wrapper_of(search, node, weight)].parent;
	for (size_t level = 1; level <= LEVELS; level++) {
		search->weights[node].score += weight / level / divisor;
		if (node == 0)
			break;
		node = nodes[node].parent;
	}
}

/* The node that the article is; 0 (the page) when there is no prose. */
static size_t
find_best(struct search *search)
{
	const struct page *page = search->page;
	size_t best = 0, best_score = 0;
	bool behind = false; /* a heading such as: comments */

	for (size_t i = 0; i < page->block_count; i++) {
		const struct page_block *block = &page->blocks[i];
		size_t weight = weigh(page, block);

		if (weight == 0 && !is_linked(block) && is_heading_away(text_of(page, i)))
			behind = true;
		else if (page->nodes[block->node].element == ELEMENT_TOP_HEADING)
			behind = false;
		if (weight > 0 && !search->weights[block->node].away)
			give_score(search, block->node, weight, behind ? 4 : 1);
	}
	for (size_t i = 0; i < page->node_count; i++) {
		size_t score = search->weights[i].score;

		if (page->nodes[i].hints & HINT_BODY || page->nodes[i].element == ELEMENT_ARTICLE)
			score += score / 4;
		if (score > best_score) {
			best = i;
			best_score = score;
		}
	}
	return best;
}

/* The innermost <article> around the node, else the node. */
static size_t
widen(const struct search *search, size_t best)
{
	const struct page_node *nodes = search->page->nodes;

	for (size_t at = best; at > 0; at = nodes[at].parent) {
		if (nodes[at].element == ELEMENT_ARTICLE)
			return at;
	}
	return best;
}

static void
keep_blocks(struct search *search, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		search->kept[i] = !search->weights[search->page->blocks[i].node].away;
}

/* Keeps the node and those of its siblings that are of one kind with it and have prose too. */
static void
keep_article(struct search *search, size_t best)
{
	const struct page_node *nodes = search->page->nodes, *node = &nodes[best];

	keep_blocks(search, node->first_block, node->end_block);
	if (best == 0 || node->signature == 0)
		return;
	for (size_t i = node->parent + 1; i < search->page->node_count; i++) {
		if (nodes[i].parent == node->parent && nodes[i].element == node->element &&
			nodes[i].signature == node->signature && search->weights[i].mass > 0)
			keep_blocks(search, nodes[i].first_block, nodes[i].end_block);
	}
}

/* --- headline and imprint ------------------------------------------------------------------- */

/* How many characters both begin with alike, blanks left out. */
static size_t
common_start(struct slice one, struct slice other)
{
	size_t i = 0, k = 0, count = 0;

	while (i < one.length && k < other.length) {
		if (one.bytes[i] == ' ') {
			i++;
		} else if (other.bytes[k] == ' ') {
			k++;
		} else if (one.bytes[i] != other.bytes[k]) {
			break;
		} else {
			i++, k++, count++;
		}
	}
	return count;
}

/* How well the line would do as the headline: what the page calls itself counts most. */
static size_t
rate_headline(const struct page *page, size_t block)
{
	const struct page_block *line = &page->blocks[block];
	struct slice text = text_of(page, block);
	struct slice title = page->facts[PAGE_TITLE] ? slice_from_string(page->facts[PAGE_TITLE])
						     : slice_trim(buffer_slice(&page->title_tag));
	enum element element = page->nodes[line->node].element;
	size_t rate = 0;

	if (text.length > 600)
		return 0;
	if (text.length >= 9 &&
		(common_start(text, title) * 3 >= text.length * 2 ||
			slice_find(title, text, 0) < title.length) &&
		!(is_linked(line) && !is_heading(page, line)))
		rate += 4;
	if (element == ELEMENT_TOP_HEADING)
		rate += 3;
	else if (element == ELEMENT_HEADING && rate > 0)
		rate += 1;
	return rate;
}

/* The headline's block, at or before the article's first; block_count when there is none. */
static size_t
find_headline(const struct search *search, size_t first)
{
	const struct page *page = search->page;
	size_t best = page->block_count, best_rate = 0;
	size_t end =
		first + HEAD_BLOCKS < page->block_count ? first + HEAD_BLOCKS : page->block_count;

	for (size_t i = 0; i < end; i++) {
		size_t rate = rate_headline(page, i);
		const struct page_node *node = &page->nodes[page->blocks[i].node];

		if (i > first && !search->kept[i])
			continue;
		if (search->weights[page->blocks[i].node].away && (i > first || rate < 7))
			continue;
		/* The nearest of the best. */
		if (rate > 2 && rate >= best_rate && !(node->hints & HINT_HIDDEN) &&
			!(best < page->block_count && i > first)) {
			best = i;
			best_rate = rate;
		}
	}
	return best;
}

/* Whether the line tells date, source or author, or is a heading: what stands below a headline. */
static bool
is_head_line(const struct page *page, size_t block)
{
	struct slice text = text_of(page, block);
	enum paragraph_kind kind;

	if (is_linked(&page->blocks[block]) || text.length > 4 * LABEL_BYTES)
		return false;
	if (is_heading(page, &page->blocks[block]))
		return true;
	kind = imprint_kind(text, true);
	return kind == PARAGRAPH_DATELINE || kind == PARAGRAPH_SOURCE || kind == PARAGRAPH_BYLINE ||
		!span_is_empty(imprint_date(text));
}

/* Where nothing tells the headline: what stands above the line with the date, right above the
 * text. */
static void
keep_nameless_head(struct search *search, size_t first)
{
	size_t start = first, dated = 0;

	while (start > 0 && first - start < NAMELESS_BLOCKS &&
		!search->weights[search->page->blocks[start - 1].node].away &&
		!is_linked(&search->page->blocks[start - 1]) &&
		text_of(search->page, start - 1).length <= 3 * LABEL_BYTES) {
		start--;
		dated += is_head_line(search->page, start);
	}
	for (size_t i = start; dated > 0 && i < first; i++)
		search->kept[i] = true;
}

static void
keep_head(struct search *search, size_t first)
{
	const struct page *page = search->page;
	size_t headline = find_headline(search, first);

	if (headline == page->block_count)
		keep_nameless_head(search, first);
	if (headline >= first) {
		/* What stands above the headline inside the article is not of it. */
		for (size_t i = first; headline < page->block_count && i < headline; i++)
			search->kept[i] = is_heading(page, &page->blocks[i]);
		return;
	}
	search->kept[headline] = true;
	for (size_t i = headline + 1; i < first && i <= headline + 4 * HEAD_BLOCKS; i++)
		search->kept[i] = !search->weights[page->blocks[i].node].away &&
			(is_head_line(page, i) || weigh(page, &page->blocks[i]) > 0);
}

static void
keep_tail(struct search *search, size_t end)
{
	const struct page *page = search->page;

	for (size_t i = end; i < page->block_count && i < end + TAIL_BLOCKS; i++)
		search->kept[i] = !search->weights[page->blocks[i].node].away &&
			!is_linked(&page->blocks[i]) &&
			text_of(page, i).length <= 2 * LABEL_BYTES &&
			imprint_kind(text_of(page, i), false) == PARAGRAPH_BYLINE;
}

/* --- furniture inside the article ----------------------------------------------------------- */

/* Whether the link leads to a document, which an order may well have as its annex. */
static bool
has_annex(const struct page *page, const struct page_block *block, size_t *link)
{
	static const char *const suffixes[] = {
		".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ofd", ".wps", ".zip", NULL};

	while (*link < page->link_count && page->links[*link].span.end <= block->span.start)
		++*link;
	for (size_t i = *link; i < page->link_count; i++) {
		struct slice address =
			slice_at(buffer_slice(&page->addresses), page->links[i].address);

		if (page->links[i].span.start >= block->span.end)
			break;
		for (const char *const *suffix = suffixes; *suffix; suffix++) {
			if (slice_ends_with(address, slice_from_string(*suffix)))
				return true;
		}
	}
	return slice_starts_with(
		slice_at(buffer_slice(&page->text), block->span), slice_from_string("附件"));
}

/* Drops links that are lines, labels, and lists with their heads. */
static void
drop_furniture(struct search *search)
{
	const struct page *page = search->page;
	size_t link = 0;
	bool in_list = false;

	for (size_t i = 0; i < page->block_count; i++) {
		const struct page_block *block = &page->blocks[i];
		struct slice text = text_of(page, i);

		if (!search->kept[i])
			continue;
		if (is_heading_away(text))
			in_list = true;
		else if (in_list && weigh(page, block) > 0 && block->item == 0)
			in_list = false;
		if (in_list || is_label_away(text) ||
			(is_linked(block) && !is_heading(page, block) &&
				!has_annex(page, block, &link)))
			search->kept[i] = false;
	}
}

/* -------------------------------------------------------------------------------------------- */

static size_t
count_kept(const struct search *search)
{
	size_t bytes = 0;

	for (size_t i = 0; i < search->page->block_count; i++)
		bytes += search->kept[i] ? bytes_of(&search->page->blocks[i]) : 0;
	return bytes;
}

/* Finds the article, leaving parts out by their names or not. */
static void
find(struct search *search, bool by_name)
{
	const struct page *page = search->page;
	size_t best, first = 0, end;

	weigh_nodes(search, by_name);
	best = find_best(search);
	if (search->weights[best].score == 0) {
		keep_blocks(search, 0, page->block_count);
		drop_furniture(search);
		return;
	}
	keep_article(search, widen(search, best));
	drop_furniture(search);
	for (end = page->block_count; end > 0 && !search->kept[end - 1]; end--)
		;
	while (first < end && !search->kept[first])
		first++;
	keep_head(search, first);
	keep_tail(search, end);
}

void
main_text_find(const struct page *page, bool *kept)
{
	struct search search = {.page = page, .kept = kept};
	size_t found, i;

	search.weights = alloc_zeroed(page->node_count, sizeof *search.weights);
	memset(kept, 0, page->block_count * sizeof *kept);
	find(&search, true);
	found = count_kept(&search);
	/* Hardly anything: the names misled. */
	if (found < 2 * LONG_PROSE_BYTES) {
		bool *former = alloc_zeroed(page->block_count, sizeof *former);

		memcpy(former, kept, page->block_count * sizeof *kept);
		memset(kept, 0, page->block_count * sizeof *kept);
		find(&search, false);
		if (found > 0 && count_kept(&search) < 4 * found)
			memcpy(kept, former, page->block_count * sizeof *kept);
		free(former);
	}
	if (count_kept(&search) == 0) {
		for (i = 0; i < page->block_count; i++)
			kept[i] = true;
	}
	free(search.weights);
}
