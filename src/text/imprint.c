/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A paragraph is looked at through a small window of its fold, as UTF-8, with the source byte of
 * each folded character kept: no line that is anything but prose is longer.
 */
#include "text/imprint.h"

#include "text/fold.h"
#include "text/unicode.h"

#include <stdint.h>
#include <string.h>

enum {
	WINDOW_CHARS = 160, /* folded characters of a paragraph that are looked at */
	WINDOW_BYTES = 2048,
	PROSE_CHARS = 60,        /* so long a line of Chinese is prose in any case */
	PROSE_CHARS_LATIN = 200, /* the same for other scripts */
	LINE_CHARS = 60,         /* a source or byline is no longer */
	HEADING_CHARS = 30,
	BARE_HEADING_CHARS = 20,
	DATELINE_REST_WEIGHT = 6, /* of what is neither date nor agency in a dateline */
	WORD_WEIGHT = 3
};

/* The first characters of a paragraph, folded. */
struct window {
	struct fold fold;
	const uint32_t *characters;
	size_t count;
	bool cut;      /* the paragraph goes on behind it */
	bool columns;  /* wide blanks inside, as between a name and an office */
	size_t han;    /* ideographs in it */
	uint32_t last; /* the paragraph's last folded character that is no closing quote */
};

static bool
is_closer(uint32_t character)
{
	return character == '"' || character == '\'' || character == ')' || character == 0x300D ||
		character == 0x300F || character == ' ';
}

/* Whether two blanks, or one of full width, stand inside the text. */
static bool
has_wide_blank(struct slice text)
{
	static const char *const blanks[] = {"  ", "　", "\t", NULL};
	size_t start = 0, end = text.length, length, i;

	while (start < end && fold_character(unicode_decode(text, start, &length)) == ' ')
		start += length;
	while (end > start) {
		size_t last = unicode_previous(text, end);

		if (fold_character(unicode_decode(text, last, &length)) != ' ')
			break;
		end = last;
	}
	text = slice_at(text, (struct span){start, end});
	for (i = 0; blanks[i]; i++) {
		if (slice_find(text, slice_from_string(blanks[i]), 0) < text.length)
			return true;
	}
	return false;
}

/* Folds the paragraph's beginning; window_close frees. */
static void
window_open(struct window *window, struct slice paragraph)
{
	struct slice beginning = paragraph;
	size_t i;

	*window = (struct window){.cut = paragraph.length > WINDOW_BYTES};
	if (window->cut)
		beginning.length = unicode_previous(paragraph, WINDOW_BYTES);
	fold_init(&window->fold);
	if (!fold_apply(&window->fold, beginning, FOLD_ALL))
		return;
	window->characters = window->fold.characters;
	window->count = window->fold.count;
	for (i = window->count; i > 0; i--) {
		window->last = window->characters[i - 1];
		if (!is_closer(window->last))
			break;
	}
	if (window->count > WINDOW_CHARS) {
		window->count = WINDOW_CHARS;
		window->cut = true;
	}
	for (i = 0; i < window->count; i++)
		window->han += unicode_is_han(window->characters[i]);
	window->columns = !window->cut && has_wide_blank(beginning);
}

static void
window_close(struct window *window)
{
	fold_clear(&window->fold);
}

/* The length of word (UTF-8, folded) when it stands at folded character at; 0 when it does not. */
static size_t
word_at(const struct window *window, size_t at, const char *word)
{
	struct slice text = slice_from_string(word);
	size_t chars = 0, byte, length;

	for (byte = 0; byte < text.length; byte += length, chars++) {
		if (at + chars >= window->count ||
			unicode_decode(text, byte, &length) != window->characters[at + chars])
			return 0;
	}
	return chars;
}

/* The length of the longest of the words that stands at folded character at; 0 when none does. */
static size_t
any_word_at(const struct window *window, size_t at, const char *const *words)
{
	size_t longest = 0;

	for (; *words; words++) {
		size_t length = word_at(window, at, *words);

		longest = length > longest ? length : longest;
	}
	return longest;
}

/* Where the first of the words stands; window->count when none does. */
static size_t
find_word(const struct window *window, const char *const *words, size_t *length)
{
	size_t at;

	for (at = 0; at < window->count; at++) {
		*length = any_word_at(window, at, words);
		if (*length)
			break;
	}
	return at;
}

/* Whether something that the fold dropped, a blank mostly, stands behind folded character at. */
static bool
gap_behind(const struct window *window, size_t at)
{
	const struct fold *fold = &window->fold;

	return at < fold->count && fold->offsets[at + 1] > fold->offsets[at] + fold->lengths[at];
}

static size_t
skip_openers(const struct window *window, size_t at)
{
	while (at < window->count &&
		(window->characters[at] == '(' || window->characters[at] == 0x3010 ||
			window->characters[at] == '[' || window->characters[at] == ' ' ||
			window->characters[at] == '-'))
		at++;
	return at;
}

static bool
has_character(const struct window *window, uint32_t character)
{
	size_t i;

	for (i = 0; i < window->count; i++) {
		if (window->characters[i] == character)
			return true;
	}
	return false;
}

/* --- dates ---------------------------------------------------------------------------------- */

static bool
is_digit(uint32_t character)
{
	static const uint32_t han[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D,
		0x4E03, 0x516B, 0x4E5D, 0x5341, 0x96F6};
	size_t i;

	if (character >= '0' && character <= '9')
		return true;
	for (i = 0; i < sizeof han / sizeof han[0]; i++) {
		if (han[i] == character)
			return true;
	}
	return false;
}

static size_t
digits_at(const struct window *window, size_t at)
{
	size_t count = 0;

	while (at + count < window->count && is_digit(window->characters[at + count]))
		count++;
	return count;
}

/* Digits, at least least and at most most of them, and then the character unit; 0 when not so. */
static size_t
number_at(const struct window *window, size_t at, size_t least, size_t most, uint32_t unit)
{
	size_t digits = digits_at(window, at);

	if (digits < least || digits > most || at + digits >= window->count ||
		window->characters[at + digits] != unit)
		return 0;
	return digits + 1;
}

/* 2020年2月3日, 2020年2月, 2月3日. */
static size_t
chinese_date_at(const struct window *window, size_t at)
{
	size_t year = number_at(window, at, 2, 4, 0x5E74);
	size_t month = number_at(window, at + year, 1, 3, 0x6708);
	size_t day = month ? number_at(window, at + year + month, 1, 3, 0x65E5) : 0;

	if (month && day)
		return year + month + day;
	return year && month ? year + month : 0;
}

/* 2020-02-03, 2020/2/3, 2020.2.3. */
static size_t
numeric_date_at(const struct window *window, size_t at)
{
	static const char separators[] = "-/.";
	const char *separator;

	for (separator = separators; *separator; separator++) {
		size_t year = number_at(window, at, 4, 4, (uint32_t)*separator);
		size_t month = year ? number_at(window, at + year, 1, 2, (uint32_t)*separator) : 0;
		size_t day = month ? digits_at(window, at + year + month) : 0;

		if (day == 1 || day == 2)
			return year + month + day;
	}
	return 0;
}

static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july",
	"august", "september", "october", "november", "december", "jan.", "feb.", "mar.", "apr.",
	"aug.", "sept.", "oct.", "nov.", "dec.", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
	"sept", "oct", "nov", "dec", NULL};

static size_t
space_at(const struct window *window, size_t at)
{
	return at < window->count && window->characters[at] == ' ';
}

/* 3 February 2020, February 3, 2020, Feb. 3. */
static size_t
english_date_at(const struct window *window, size_t at)
{
	size_t day = digits_at(window, at), month, rest;

	if (day == 1 || day == 2) {
		month = space_at(window, at + day) ? any_word_at(window, at + day + 1, months) : 0;
		rest = day + 1 + month;
		if (!month)
			return 0;
		if (space_at(window, at + rest) && digits_at(window, at + rest + 1) == 4)
			return rest + 5;
		return rest;
	}
	month = any_word_at(window, at, months);
	day = month && space_at(window, at + month) ? digits_at(window, at + month + 1) : 0;
	if (day != 1 && day != 2)
		return 0;
	rest = month + 1 + day;
	if (word_at(window, at + rest, ", ") && digits_at(window, at + rest + 2) == 4)
		return rest + 6;
	return rest;
}

/* Where the first date stands; *length becomes its folded characters, 0 when there is none. */
static size_t
find_date(const struct window *window, size_t *length)
{
	size_t at;

	for (at = 0; at < window->count; at++) {
		bool begins = (at == 0 || !unicode_is_word(window->characters[at - 1]) ||
			unicode_is_han(window->characters[at - 1]));

		*length = chinese_date_at(window, at);
		if (!*length)
			*length = numeric_date_at(window, at);
		if (!*length && begins)
			*length = english_date_at(window, at);
		if (*length)
			break;
	}
	return at;
}

/* --- what a paragraph is -------------------------------------------------------------------- */

static const char *const source_words[] = {"来源:", "稿源:", "转自:", "摘自:", "文章来源:",
	"消息来源:", "信息来源:", "新闻来源:", "稿件来源:", "供稿:", "source:", "sources:", NULL};

/* Each is followed by a colon or a blank before the names. */
static const char *const byline_words[] = {"责任编辑", "责编", "编辑", "记者", "作者", "通讯员",
	"撰文", "撰稿", "摄影", "校对", "编审", "审核", "监制", "文字", "图片", "采写", "本报记者",
	"见习记者", "新华社记者", "执笔", "编译", "by", "reporter", "reporters", "editor",
	"editors", "author", "written by", "edited by", NULL};

/* What a dateline says besides the date. */
static const char *const dateline_words[] = {"发布时间", "发布日期", "发表时间", "更新时间", "时间",
	"日期", "上午", "下午", "新华社", "人民网", "中新社", "中新网", "新华网", "北京", "星期",
	"published", "updated", "xinhua", "beijing", "电", "讯", NULL};

static bool
is_source(const struct window *window)
{
	size_t length, at;

	if (window->cut || window->count > LINE_CHARS || has_character(window, 0x3002))
		return false;
	at = find_word(window, source_words, &length);
	return at < window->count;
}

static bool
is_byline(const struct window *window)
{
	size_t at = skip_openers(window, 0), length, behind;
	uint32_t next;

	if (window->cut || window->count > LINE_CHARS || has_character(window, 0x3002))
		return false;
	length = any_word_at(window, at, byline_words);
	behind = at + length;
	if (!length || behind >= window->count)
		return false;
	next = window->characters[behind];
	if (next == ':' || next == '/')
		return true;
	if (window->characters[at] < 0x80)
		return next == ' ';
	/* (记者张三) and 记者 张三: the names follow at once, and nothing else. */
	return (at > 0 || gap_behind(window, behind - 1)) && !has_character(window, ',') &&
		!has_character(window, '!') && window->last != ':';
}

/* What folded character at adds to what a dateline says besides the date: an ideograph 1, a word of
 * letters WORD_WEIGHT at its first one. */
static size_t
weight_at(const struct window *window, size_t at)
{
	uint32_t character = window->characters[at];

	if (!unicode_is_word(character) || is_digit(character))
		return 0;
	if (unicode_is_han(character))
		return 1;
	if (at > 0 && unicode_is_word(window->characters[at - 1]) &&
		!unicode_is_han(window->characters[at - 1]))
		return 0;
	return WORD_WEIGHT;
}

static bool
is_dateline(const struct window *window)
{
	size_t date_length = 0, date, at, rest = 0;

	if (window->cut || window->count > LINE_CHARS)
		return false;
	date = find_date(window, &date_length);
	if (!date_length)
		return false;
	for (at = 0; at < window->count;) {
		size_t known = at == date ? date_length : any_word_at(window, at, dateline_words);

		if (known) {
			at += known;
			continue;
		}
		rest += weight_at(window, at);
		at++;
	}
	return rest <= DATELINE_REST_WEIGHT;
}

static bool
ends_sentence(uint32_t character)
{
	return character == 0x3002 || character == '.' || character == '!' || character == '?' ||
		character == ';';
}

/* 组长:某某: who has which part in a body; the first of them ends the head. */
static bool
is_role_list(const struct window *window)
{
	static const char *const roles[] = {
		"组长:", "副组长:", "成员:", "召集人:", "主任:", "副主任:", "总指挥:", "副总指挥:",
		"主席:", "副主席:", "会长:", "副会长:", "秘书长:", NULL};

	return any_word_at(window, 0, roles) > 0;
}

static bool
is_prose(const struct window *window)
{
	if (is_role_list(window))
		return true;
	if (window->cut || has_character(window, 0x3002))
		return true;
	if (window->han * 4 < window->count)
		return window->count > PROSE_CHARS_LATIN ||
			(ends_sentence(window->last) && window->count > 40) || window->last == ':';
	return window->count > PROSE_CHARS || window->last == ';' || window->last == ':';
}

/* 一、 十二、 (一) 1. 1、 第三章 第五条 Chapter 2 */
static bool
is_numbered(const struct window *window)
{
	size_t at = skip_openers(window, 0), digits;

	if (word_at(window, at, "第")) {
		static const char *const parts[] = {"章", "节", "编", "部分", "篇", NULL};

		digits = digits_at(window, at + 1);
		return digits > 0 && any_word_at(window, at + 1 + digits, parts) > 0;
	}
	if (word_at(window, at, "chapter ") || word_at(window, at, "section "))
		return true;
	digits = digits_at(window, at);
	if (digits == 0 || digits > 3 || at + digits >= window->count)
		return false;
	at += digits;
	return window->characters[at] == 0x3001 || window->characters[at] == ')' ||
		(window->characters[at] == '.' && digits_at(window, at + 1) == 0);
}

static bool
is_heading(const struct window *window)
{
	static const char marks[] = ",;:!?|()";
	const char *mark;

	if (window->count == 0 || window->cut || window->count > HEADING_CHARS ||
		ends_sentence(window->last))
		return false;
	if (is_numbered(window) || window->characters[0] == '#')
		return true;
	if (window->count > BARE_HEADING_CHARS || window->han < 4 || window->columns)
		return false;
	for (mark = marks; *mark; mark++) {
		if (has_character(window, (unsigned char)*mark))
			return false;
	}
	return !has_character(window, 0x3001);
}

static enum paragraph_kind
judge(const struct window *window, bool in_head)
{
	if (is_source(window))
		return PARAGRAPH_SOURCE;
	if (is_byline(window))
		return PARAGRAPH_BYLINE;
	if (is_dateline(window))
		return PARAGRAPH_DATELINE;
	if (is_prose(window))
		return PARAGRAPH_PROSE;
	if (in_head)
		return PARAGRAPH_TITLE;
	return is_heading(window) ? PARAGRAPH_HEADING : PARAGRAPH_PROSE;
}

enum paragraph_kind
imprint_kind(struct slice paragraph, bool in_head)
{
	struct window window;
	enum paragraph_kind kind;

	window_open(&window, paragraph);
	kind = judge(&window, in_head);
	window_close(&window);
	return kind;
}

bool
imprint_is_prose(struct slice paragraph)
{
	return imprint_kind(paragraph, true) == PARAGRAPH_PROSE;
}

struct span
imprint_date(struct slice paragraph)
{
	struct window window;
	struct span date = {0, 0};
	size_t at, length = 0;

	window_open(&window, paragraph);
	at = find_date(&window, &length);
	if (length)
		date = fold_source_span(&window.fold, at, at + length);
	window_close(&window);
	return date;
}

/* Whether the source's name ends before folded character at: a bracket or stroke closes it, or what
 * else a line of that kind tells follows. */
static bool
ends_source(const struct window *window, size_t at)
{
	uint32_t character = window->characters[at];

	if (character == ')' || character == 0x3011 || character == ']' || character == '|')
		return true;
	if (!gap_behind(window, at - 1) && character != ' ')
		return false;
	at += character == ' ';
	return any_word_at(window, at, byline_words) || any_word_at(window, at, dateline_words) ||
		(at < window->count && window->characters[at] < 0x80 && digits_at(window, at) > 0);
}

struct span
imprint_source(struct slice paragraph)
{
	struct window window;
	struct span source = {0, 0};
	size_t at, length = 0, end;

	window_open(&window, paragraph);
	at = find_word(&window, source_words, &length);
	if (length) {
		at += length;
		at += space_at(&window, at);
		for (end = at; end < window.count && (end == at || !ends_source(&window, end));
			end++)
			;
		source = fold_source_span(&window.fold, at, end);
	}
	window_close(&window);
	return source;
}

/* 国办发〔2019〕3号: the number of a document. */
static bool
is_document_number(const struct window *window)
{
	return window->count < HEADING_CHARS && window->last == 0x53F7 &&
		(has_character(window, 0x3014) || has_character(window, '[') ||
			has_character(window, '(')) &&
		window->count > 1 && is_digit(window->characters[window->count - 2]);
}

bool
imprint_is_label(struct slice paragraph)
{
	struct window window;
	uint32_t first, last;
	bool label = false;

	window_open(&window, paragraph);
	if (!window.cut && window.count > 2) {
		first = window.characters[0];
		last = window.characters[window.count - 1];
		label = (first == 0x3010 && last == 0x3011) || (first == '[' && last == ']') ||
			is_document_number(&window);
	}
	window_close(&window);
	return label;
}
