/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/genre.h"

#include "analysis/segment.h"

enum {
	LOOKED_AT = 14,     /* paragraphs of the beginning that count */
	ARTICLES_IN = 60,   /* paragraphs of the beginning in which articles count */
	ARTICLES_LEAST = 2, /* 第一条, 第二条: those of a regulation, */
	ARTICLES_AMONG = 4, /* which are at least one in so many paragraphs */
	OUTLINED_LEAST = 3, /* parts of an outline: those of a document without its headline, */
	OUTLINED_AMONG = 2, /* at least one in so many paragraphs, */
	TOLD_AMONG = 4,     /* and at most one in so many of them tells what somebody said */
	NUMBER_LONGEST = 8, /* characters of 第二百六十四条 */
	HEADLINES = 4,      /* lines that may be the headline */
	HEADLINE_LONGEST = 60,
	SENT_LONGEST = 160, /* characters of whom a document is sent to */
	CHARACTERS = 20000
};

static bool
is_headline(const struct passage *passage)
{
	size_t at;

	if (passage->length > HEADLINE_LONGEST)
		return false;
	for (at = 0; at < passage->length; at++)
		if (passage->text[at] == 0x3002 || passage->text[at] == ';')
			return false;
	return true;
}

/* Whether the paragraph says what somebody said: 会议强调，…, 通知如下： aside. */
static bool
is_told(const struct passage *passage)
{
	static const word_set frames =
		SET(FRAME_ORDER) | SET(FRAME_POINT) | SET(FRAME_OWN) | SET(FRAME_WISH);
	size_t at = 0;

	if (passage->english)
		return passage->words & SET(FRAME_POINT);
	while (passage_find(passage, at, passage->length, frames, &at)) {
		uint32_t next;

		at += passage_word(passage, at, frames);
		next = passage_character(passage, at);
		if ((next == ',' || next == ':' || next == '"' || next == 0x201C) &&
			!passage_has(passage, at - 2, "如下"))
			return true;
	}
	return false;
}

/* 某某办公厅关于加强…的意见: a document about what is to be done, and no news of one. */
static bool
is_about(const struct passage *passage, size_t end)
{
	static const char *const kinds[] = {"的意见", "的决定", "的规定", "的方案", "的若干措施",
		"的措施", "的若干意见", "的若干规定"};
	size_t at, place;
	bool ends = false;

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		size_t length = slice_from_string(kinds[i]).length / 3;

		ends = ends || (end > length && passage_has(passage, end - length, kinds[i]));
	}
	for (at = 0; ends && at < end; at++)
		if (passage_has(passage, at, "关于"))
			return !passage_find(passage, 0, at,
				SET(OFFICIAL_ACT) | SET(REPORT) | SET(FRAME_ORDER) |
					SET(FRAME_POINT) | SET(IMPERATIVE),
				&place);
	return false;
}

/* 某某常委会审议通过某某办法: what was done with a document; not 关于听取某某意见的公告. */
static bool
is_news(const struct passage *passage, size_t end)
{
	size_t done, at;

	if (!passage_find(passage, 0, end, SET(REPORT), &done))
		return false;
	for (at = 0; at < done; at++)
		if (passage_has(passage, at, "关于"))
			return false;
	return true;
}

static void
look_at_headline(struct genre *genre, const struct passage *passage)
{
	size_t end = passage->length, at;

	while (end > 0 && (passage->text[end - 1] == ' ' || passage->text[end - 1] == 0x300B))
		end--;
	if (end > 0 && passage->text[end - 1] == ')') {
		for (at = end; at > 0 && passage->text[at - 1] != '('; at--)
			;
		if (at > 1)
			end = at - 1;
	}
	if ((passage->end[end] & SET(NOTICE) && !is_news(passage, end)) || is_about(passage, end))
		genre->announced = true;
}

/* 各省、自治区、直辖市人民政府： whom a document is sent to, a line of its own. */
static bool
is_sent(const struct passage *passage)
{
	size_t first = passage_skip_blanks(passage, 0, 4), end = passage->length, at;

	while (end > first && passage->text[end - 1] == ' ')
		end--;
	return end > first + 4 && end - first <= SENT_LONGEST && passage->text[end - 1] == ':' &&
		passage->text[first] == 0x5404 && passage->text[first + 1] != 0x4F4D &&
		passage_find(passage, first, end, SET(ORGAN) | SET(ADDRESSEE) | SET(PLACE), &at);
}

/* One of the first paragraphs, already counted. */
static void
look_at_beginning(struct genre *genre, const struct passage *passage)
{
	size_t at;

	if (genre->headline + 1 >= genre->paragraphs && genre->paragraphs <= HEADLINES &&
		is_headline(passage)) {
		genre->headline = genre->paragraphs;
		look_at_headline(genre, passage);
	}
	if (is_sent(passage) ||
		(passage_find(passage, 0, passage->length, SET(NOTICE_MARK), &at) &&
			!is_told(passage)))
		genre->announced = true;
}

/* Whether a character may stand in the number of an article: 一 二 三 … 百, a digit, a blank. */
static bool
is_numeral(uint32_t character)
{
	static const uint32_t numerals[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03,
		0x516B, 0x4E5D, 0x5341, 0x767E, 0x96F6, 0x3007, ' '};
	size_t index = 0;

	while (index < sizeof numerals / sizeof numerals[0] && numerals[index] != character)
		index++;
	return index < sizeof numerals / sizeof numerals[0] || character_is_digit(character);
}

/* Whether the paragraph begins as an article of a regulation does: 第一条, 第3条, Article 3. */
static bool
is_article(const struct passage *passage)
{
	size_t at = passage_skip_blanks(passage, 0, 4), start;

	if (passage_has(passage, at, "article "))
		return character_is_digit(passage_character(passage, at + 8));
	if (passage_character(passage, at) != 0x7B2C)
		return false;
	for (start = ++at; at < passage->length && at - start < NUMBER_LONGEST; at++) {
		if (passage->text[at] == 0x6761)
			return at > start;
		if (!is_numeral(passage->text[at]))
			return false;
	}
	return false;
}

/* Whether somebody or something shall, in English. */
static bool
lays_down(const struct passage *passage)
{
	size_t at = 0;

	for (; passage_find(passage, at, passage->length, SET(EN_MUST) | SET(EN_MUST_NOT), &at);
		at++)
		if (passage_has(passage, at, "shall "))
			return true;
	return false;
}

/* Whether the paragraph is a numbered one in which something must be done: （一）…。各单位要…; or
 * one of English rules, by its shall. */
static bool
is_outlined(const struct passage *passage)
{
	if (passage->english)
		return lays_down(passage) && !is_told(passage);
	return segment_is_enumerated(passage) && passage->words & (SET(MUST) | SET(MUST_NOT)) &&
		!is_told(passage);
}

void
genre_look(struct genre *genre, const struct passage *passage)
{
	size_t at;

	if (genre->latin + genre->han < CHARACTERS)
		for (at = 0; at < passage->length; at++) {
			genre->latin += character_is_letter(passage->text[at]);
			genre->han += character_is_han(passage->text[at]);
		}
	if (genre->paragraphs >= ARTICLES_IN)
		return;
	genre->paragraphs++;
	genre->articles += is_article(passage);
	if (genre->paragraphs <= LOOKED_AT)
		look_at_beginning(genre, passage);
	genre->outlined += is_outlined(passage);
	genre->told += is_told(passage);
	genre->notice = genre->announced ||
		(genre->articles >= ARTICLES_LEAST &&
			genre->articles * ARTICLES_AMONG >= genre->paragraphs) ||
		(genre->outlined >= OUTLINED_LEAST &&
			genre->outlined * OUTLINED_AMONG >= genre->paragraphs &&
			genre->told * TOLD_AMONG <= genre->outlined);
}

bool
genre_is_english(const struct genre *genre)
{
	return genre->latin > 6 * genre->han;
}
