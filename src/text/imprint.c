/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A paragraph is judged by a glimpse of its beginning: no line that is anything but prose is
 * longer. The lists of words are folded (small letters, simplified, ASCII colons).
 */
#include "text/imprint.h"

#include "text/date.h"
#include "text/glimpse.h"
#include "text/unicode.h"

#include <stdint.h>

enum {
	PROSE_CHARS = 60,        /* so long a line of Chinese is prose in any case */
	PROSE_CHARS_LATIN = 200, /* the same for other scripts */
	LINE_CHARS = 60,         /* a source or byline is no longer */
	HEADING_CHARS = 30,
	BARE_HEADING_CHARS = 20,
	DATELINE_REST_WEIGHT = 6, /* of what is neither date nor agency in a dateline */
	WORD_WEIGHT = 3
};

static size_t
skip_openers(const struct glimpse *glimpse, size_t at)
{
	while (at < glimpse->count &&
		(glimpse->characters[at] == '(' || glimpse->characters[at] == 0x3010 ||
			glimpse->characters[at] == '[' || glimpse->characters[at] == ' ' ||
			glimpse->characters[at] == '-'))
		at++;
	return at;
}

static const char *const source_words[] = {
	"来源:", "稿源:", "转自:", "摘自:", "文章来源:", "消息来源:", "信息来源:", "新闻来源:",
	"资料来源:", "新闻资料来源:", "稿件来源:", "供稿:", "source:", "sources:", NULL};

/* Each is followed by a colon or a blank before the names. */
static const char *const byline_words[] = {"责任编辑", "责编", "编辑", "记者", "作者", "通讯员",
	"撰文", "撰稿", "摄影", "校对", "编审", "审核", "监制", "文字", "图片", "采写", "本报记者",
	"见习记者", "新华社记者", "执笔", "编译", "by", "reporter", "reporters", "editor",
	"editors", "author", "written by", "edited by", NULL};

/* What a dateline says besides the date. */
static const char *const dateline_words[] = {"发布时间", "发布日期", "发表时间", "更新时间", "时间",
	"日期", "上午", "下午", "新华社", "人民网", "中新社", "中新网", "新华网", "北京", "星期",
	"published", "updated", "xinhua", "beijing", "电", "讯", NULL};

/* Where the words that name the source stand: at the paragraph's start, or behind a date, a blank
 * or a stroke. glimpse->count when they don't. */
static size_t
find_source(const struct glimpse *glimpse, size_t *length)
{
	size_t start = skip_openers(glimpse, 0), at;

	for (at = start; at < glimpse->count; at++) {
		uint32_t before = at > start ? glimpse->characters[at - 1] : ' ';

		if (before != ' ' && before != '|' && before != 0x65E5 &&
			!glimpse_is_digit(before) && !glimpse_gap_behind(glimpse, at - 1))
			continue;
		*length = glimpse_any_word_at(glimpse, at, source_words);
		if (*length)
			break;
	}
	return at;
}

static bool
is_source(const struct glimpse *glimpse)
{
	size_t length, at;

	if (glimpse->cut || glimpse->count > LINE_CHARS || glimpse_has_character(glimpse, 0x3002))
		return false;
	at = find_source(glimpse, &length);
	return at < glimpse->count;
}

static bool
is_byline(const struct glimpse *glimpse)
{
	size_t at = skip_openers(glimpse, 0), length, behind;
	uint32_t next;

	if (glimpse->cut || glimpse->count > LINE_CHARS || glimpse_has_character(glimpse, 0x3002))
		return false;
	length = glimpse_any_word_at(glimpse, at, byline_words);
	behind = at + length;
	if (!length || behind >= glimpse->count)
		return false;
	next = glimpse->characters[behind];
	if (next == ':' || next == '/')
		return true;
	if (glimpse->characters[at] < 0x80)
		return next == ' ';
	/* (记者张三) and 记者 张三: the names follow at once, and nothing else. */
	return (at > 0 || glimpse_gap_behind(glimpse, behind - 1)) &&
		!glimpse_has_character(glimpse, ',') && !glimpse_has_character(glimpse, '!') &&
		glimpse->last != ':';
}

/* What folded character at adds to what a dateline says besides the date: an ideograph 1, a word of
 * letters WORD_WEIGHT at its first one. */
static size_t
weight_at(const struct glimpse *glimpse, size_t at)
{
	uint32_t character = glimpse->characters[at];

	if (!unicode_is_word(character) || glimpse_is_digit(character))
		return 0;
	if (unicode_is_han(character))
		return 1;
	if (at > 0 && unicode_is_word(glimpse->characters[at - 1]) &&
		!unicode_is_han(glimpse->characters[at - 1]))
		return 0;
	return WORD_WEIGHT;
}

static bool
is_dateline(const struct glimpse *glimpse)
{
	size_t date_length = 0, date, at, rest = 0;

	if (glimpse->cut || glimpse->count > LINE_CHARS)
		return false;
	date = date_find(glimpse, &date_length);
	if (!date_length)
		return false;
	for (at = 0; at < glimpse->count;) {
		size_t known =
			at == date ? date_length : glimpse_any_word_at(glimpse, at, dateline_words);

		if (known) {
			at += known;
			continue;
		}
		rest += weight_at(glimpse, at);
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
is_role_list(const struct glimpse *glimpse)
{
	static const char *const roles[] = {
		"组长:", "副组长:", "成员:", "召集人:", "主任:", "副主任:", "总指挥:", "副总指挥:",
		"主席:", "副主席:", "会长:", "副会长:", "秘书长:", NULL};

	return glimpse_any_word_at(glimpse, 0, roles) > 0;
}

static bool
is_prose(const struct glimpse *glimpse)
{
	if (is_role_list(glimpse))
		return true;
	if (glimpse->cut || glimpse_has_character(glimpse, 0x3002))
		return true;
	if (glimpse->han * 4 < glimpse->count)
		return glimpse->count > PROSE_CHARS_LATIN ||
			(ends_sentence(glimpse->last) && glimpse->count > 40) ||
			glimpse->last == ':';
	return glimpse->count > PROSE_CHARS || glimpse->last == ';' || glimpse->last == ':';
}

/* 一、 十二、 (一) 1. 1、 第三章 第五条 Chapter 2 */
static bool
is_numbered(const struct glimpse *glimpse)
{
	size_t at = skip_openers(glimpse, 0), digits;

	if (glimpse_word_at(glimpse, at, "第")) {
		static const char *const parts[] = {"章", "节", "编", "部分", "篇", NULL};

		digits = glimpse_digits_at(glimpse, at + 1);
		return digits > 0 && glimpse_any_word_at(glimpse, at + 1 + digits, parts) > 0;
	}
	if (glimpse_word_at(glimpse, at, "chapter ") || glimpse_word_at(glimpse, at, "section "))
		return true;
	digits = glimpse_digits_at(glimpse, at);
	if (digits == 0 || digits > 3 || at + digits >= glimpse->count)
		return false;
	at += digits;
	return glimpse->characters[at] == 0x3001 || glimpse->characters[at] == ')' ||
		(glimpse->characters[at] == '.' && glimpse_digits_at(glimpse, at + 1) == 0);
}

static bool
is_heading(const struct glimpse *glimpse)
{
	static const char marks[] = ",;:!?|()";
	const char *mark;

	if (glimpse->count == 0 || glimpse->cut || glimpse->count > HEADING_CHARS ||
		ends_sentence(glimpse->last))
		return false;
	if (is_numbered(glimpse) || glimpse->characters[0] == '#')
		return true;
	if (glimpse->count > BARE_HEADING_CHARS || glimpse->han < 4 || glimpse->columns)
		return false;
	for (mark = marks; *mark; mark++) {
		if (glimpse_has_character(glimpse, (unsigned char)*mark))
			return false;
	}
	return !glimpse_has_character(glimpse, 0x3001);
}

static enum paragraph_kind
judge(const struct glimpse *glimpse, bool in_head)
{
	if (is_source(glimpse))
		return PARAGRAPH_SOURCE;
	if (is_byline(glimpse))
		return PARAGRAPH_BYLINE;
	if (is_dateline(glimpse))
		return PARAGRAPH_DATELINE;
	if (is_prose(glimpse))
		return PARAGRAPH_PROSE;
	if (in_head)
		return PARAGRAPH_TITLE;
	return is_heading(glimpse) ? PARAGRAPH_HEADING : PARAGRAPH_PROSE;
}

bool
imprint_is_blank(struct slice line)
{
	size_t at, length;

	for (at = 0; at < line.length; at += length) {
		uint32_t character = unicode_decode(line, at, &length);

		if (character != ' ' && character != '\t' && character != '\r' &&
			character != 0x00A0 && character != 0x3000 && character != 0xFEFF)
			return false;
	}
	return true;
}

enum paragraph_kind
imprint_kind(struct slice paragraph, bool in_head)
{
	struct glimpse glimpse;
	enum paragraph_kind kind;

	glimpse_open(&glimpse, paragraph);
	kind = judge(&glimpse, in_head);
	glimpse_close(&glimpse);
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
	struct glimpse glimpse;
	struct span date = {0, 0};
	size_t at, length = 0;

	glimpse_open(&glimpse, paragraph);
	at = date_find(&glimpse, &length);
	if (length)
		date = fold_source_span(&glimpse.fold, at, at + length);
	glimpse_close(&glimpse);
	return date;
}

/* Whether the source's name ends before folded character at: a bracket or stroke closes it, or what
 * else a line of that kind tells follows. */
static bool
ends_source(const struct glimpse *glimpse, size_t at)
{
	uint32_t character = glimpse->characters[at];

	if (character == ')' || character == 0x3011 || character == ']' || character == '|')
		return true;
	if (!glimpse_gap_behind(glimpse, at - 1) && character != ' ')
		return false;
	at += character == ' ';
	return glimpse_any_word_at(glimpse, at, byline_words) ||
		glimpse_any_word_at(glimpse, at, dateline_words) ||
		(at < glimpse->count && glimpse->characters[at] < 0x80 &&
			glimpse_digits_at(glimpse, at) > 0);
}

struct span
imprint_source(struct slice paragraph)
{
	struct glimpse glimpse;
	struct span source = {0, 0};
	size_t at, length = 0, end;

	glimpse_open(&glimpse, paragraph);
	at = find_source(&glimpse, &length);
	if (at < glimpse.count) {
		at += length;
		at += glimpse_blank_at(&glimpse, at);
		for (end = at; end < glimpse.count && (end == at || !ends_source(&glimpse, end));
			end++)
			;
		source = fold_source_span(&glimpse.fold, at, end);
	}
	glimpse_close(&glimpse);
	return source;
}

/* 国办发〔2019〕3号: the number of a document. */
static bool
is_document_number(const struct glimpse *glimpse)
{
	return glimpse->count < HEADING_CHARS && glimpse->last == 0x53F7 &&
		(glimpse_has_character(glimpse, 0x3014) || glimpse_has_character(glimpse, '[') ||
			glimpse_has_character(glimpse, '(')) &&
		glimpse->count > 1 && glimpse_is_digit(glimpse->characters[glimpse->count - 2]);
}

bool
imprint_is_label(struct slice paragraph)
{
	struct glimpse glimpse;
	uint32_t first, last;
	bool label = false;

	glimpse_open(&glimpse, paragraph);
	if (!glimpse.cut && glimpse.count > 2) {
		first = glimpse.characters[0];
		last = glimpse.characters[glimpse.count - 1];
		label = (first == 0x3010 && last == 0x3011) || (first == '[' && last == ']') ||
			is_document_number(&glimpse);
	}
	glimpse_close(&glimpse);
	return label;
}
