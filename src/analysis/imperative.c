/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/imperative.h"

#include "analysis/segment.h"

enum {
	SHORTEST = 6, /* characters of a bare imperative: 摸底排查 is a topic */
	REPORT_WITHIN = 14,
	CLAUSES = 6,
	ALL_LONGEST = 8,  /* characters of 各级团组织 */
	POINT_WITHIN = 12 /* characters of 下一步工作的关键 */
};

/* A word of the classes in [start, end) that is no part of a longer word without them. */
static bool
has_word(const struct passage *passage, size_t start, size_t end, word_set classes)
{
	size_t at, from = start;

	while (passage_find(passage, from, end, classes, &at)) {
		size_t length = passage_word(passage, at, classes);

		if (!passage_is_covered(passage, at, at + length,
			    SET(COVER) | SET(NOT_CUE) | SET(LINK) | SET(NOT_FRAME)))
			return true;
		from = at + 1;
	}
	return false;
}

/* Whether 了 says in [start, end) that something was done. */
static bool
is_done(const struct passage *passage, size_t start, size_t end)
{
	for (; start < end; start++)
		if (passage->text[start] == 0x4E86 &&
			!passage_is_covered(passage, start, start + 1, SET(COVER)))
			return true;
	return false;
}

static bool
is_topic(const struct passage *passage, size_t start, size_t end)
{
	while (end > start && !character_is_han(passage->text[end - 1]))
		end--;
	return end - start < SHORTEST || passage_word(passage, start, SET(TOPIC)) == end - start;
}

/* 在…中, …的同时: a phrase that the verb's clause follows. */
static bool
ends_as_phrase(const struct passage *passage, size_t end)
{
	static const uint32_t ends[] = {0x4E0B, 0x4E2D, 0x4E0A, 0x65F6, 0x540E, 0x524D, 0x95F4,
		0x9762, 0x5185, 0x671F, 0x7840};
	size_t index;

	for (index = 0; index < sizeof ends / sizeof ends[0]; index++)
		if (passage->text[end - 1] == ends[index])
			return true;
	return false;
}

/* Prepositions whose phrase holds a verb that is not the clause's: 为推进…，. */
static bool
opens_phrase(uint32_t character)
{
	return character == 0x4E3A || character == 0x7ECF || character == 0x968F ||
		character == 0x81EA || character == 0x5F53 || character == 0x51E1 ||
		character == 0x5982 || character == 0x82E5 || character == 0x6BCF;
}

/* Whether a complement of degree stands there: 安排得周密 tells how something was done,
 * 安排得更周密 may be asked. */
static bool
is_degree(const struct passage *passage, size_t at)
{
	return passage_character(passage, at) == 0x5F97 &&
		passage_character(passage, at + 1) != 0x66F4;
}

/* Whether a document speaks of itself: 制定本办法, 现印发给你们; not where it only points to what
 * it lays down: 违反本办法第七条, 本办法规定的. */
static bool
is_of_itself(const struct passage *passage, size_t start, size_t end)
{
	size_t at, from = start;

	while (passage_find(passage, from, end, SET(NOTICE_MARK), &at)) {
		size_t behind = at + passage_word(passage, at, SET(NOTICE_MARK));

		if (passage->text[at] != 0x672C || behind >= end ||
			!(passage->text[behind] == 0x7B2C || passage_has(passage, behind, "规定") ||
				passage_has(passage, behind, "的规定")))
			return true;
		from = behind;
	}
	return false;
}

/* A verb that opens an imperative at a position, and no part of an organ's name (教育局). */
static bool
is_imperative(const struct passage *passage, size_t at)
{
	size_t length = passage_word(passage, at, SET(IMPERATIVE));

	return length > 1 && !is_degree(passage, at + length) &&
		!passage_is_covered(passage, at, at + length, SET(ORGAN) | SET(PLACE) | SET(TOPIC));
}

static bool
has_imperative(const struct passage *passage, size_t start, size_t end)
{
	for (; start + 1 < end; start++)
		if (is_imperative(passage, start))
			return true;
	return false;
}

/* 政府积极发展旅游业: who is rather told of than told to. */
static bool
is_government(const struct passage *passage, size_t at)
{
	static const char *const words[] = {"政府", "特区政府", "当局"};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (passage_has(passage, at, words[i]))
			return true;
	return false;
}

/* 全体团干部提升…, 各级工会组织加强…: all of a kind, with a noun that no list has, and their verb.
 */
static bool
all_act(const struct passage *passage, size_t at, size_t end)
{
	static const char *const alls[] = {"全体", "各级", "广大"};
	size_t behind;

	for (size_t i = 0; i < sizeof alls / sizeof alls[0]; i++) {
		if (!passage_has(passage, at, alls[i]))
			continue;
		for (behind = at + 3; behind <= at + ALL_LONGEST && behind + 2 < end; behind++)
			if (is_imperative(passage, behind))
				return true;
	}
	return false;
}

/* Whether the clause [start, end) is a verb's: at its beginning, or behind a phrase (对…严厉打击).
 * *phrase tells that it is a phrase before the verb's clause. */
static bool
clause_orders(const struct passage *passage, size_t start, size_t end, bool *phrase)
{
	size_t length = passage_word(passage, start, SET(ADDRESSEE));

	*phrase = false;
	if (is_imperative(passage, start) ||
		(length > 0 && is_imperative(passage, start + length) &&
			!is_government(passage, start)) ||
		all_act(passage, start, end))
		return true;
	length = passage_word(passage, start, SET(ADVERBIAL));
	if (length == 0) {
		length = passage_word(passage, start, SET(IMPERATIVE));
		return length > 0 && !is_degree(passage, start + length);
	}
	*phrase = true;
	if (length > 1 || opens_phrase(passage->text[start]) || ends_as_phrase(passage, end))
		return false;
	return has_imperative(passage, start + 2, end);
}

/* Whether [start, end) sets a figure to be reached: a target, no order. */
static bool
has_figure(const struct passage *passage, size_t start, size_t end)
{
	for (; start < end; start++)
		if (passage->text[start] == '%' || passage->text[start] == 0x4EBF)
			return true;
	return false;
}

/* Whether the paragraph is the heading of a chapter: 第二章　子女教育. */
static bool
is_chapter(const struct passage *passage)
{
	size_t at = passage_skip_blanks(passage, 0, 4);

	if (passage_character(passage, at) != 0x7B2C)
		return false;
	while (at < passage->length && passage->text[at] != 0x7AE0 && passage->text[at] != 0x8282 &&
		passage->text[at] != 0x6761)
		at++;
	return at < 8 && passage->text[at] != 0x6761;
}

/* Whether any common verb with an object begins at a position: 招募志愿者, and not 工作推进得很快.
 */
static bool
is_common_verb(const struct passage *passage, size_t at, size_t end)
{
	uint32_t next = passage_character(passage, at + 2);
	size_t verb = passage_word(passage, at + 2, SET(IMPERATIVE));

	return at + 4 < end && !is_degree(passage, at + 2) &&
		(verb == 0 || !is_degree(passage, at + 2 + verb)) &&
		passage_word(passage, at, SET(COMMON_VERB)) == 2 &&
		!passage_is_covered(passage, at, at + 2, SET(COVER)) &&
		!(passage->begin[at] &
			(SET(ADVERBIAL) | SET(ORGAN) | SET(PLACE) | SET(TOPIC) | SET(ADDRESSEE) |
				SET(ISSUER) | SET(REPORT) | SET(PLEDGE) | SET(CIVIL_BEFORE))) &&
		character_is_han(next) && next != 0x7684 && next != 0x4E86 && next != 0x662F &&
		next != 0x8005 && next != 0x65F6 && next != 0x540E;
}

/* 关键是抓好…, 重点，就是做好…: the position behind, where what matters is said; at when there is
 * no such beginning. */
static size_t
skip_point(const struct passage *passage, size_t at, size_t end)
{
	static const char *const joints[] = {",就是", "就是", "是", "就在于", "在于"};
	size_t limit = at + POINT_WITHIN < end ? at + POINT_WITHIN : end, topic, index;

	if (!passage_find(passage, at, limit, SET(TOPIC), &topic) ||
		segment_clause_end(passage, at, topic) < topic)
		return at;
	topic += passage_word(passage, topic, SET(TOPIC));
	for (index = 0; index < sizeof joints / sizeof joints[0]; index++)
		if (passage_has(passage, topic, joints[index])) {
			size_t bytes = slice_from_string(joints[index]).length;
			size_t behind = topic + (bytes + 2) / 3;

			return behind < end &&
					(is_imperative(passage, behind) ||
						is_common_verb(passage, behind, end))
				? behind
				: at;
		}
	return at;
}

/* …工作的通知, with no full stop: the end of a headline. */
static bool
names_document(const struct passage *passage, size_t end)
{
	return end == passage->length && passage->end[end] & (SET(NOTICE) | SET(HEADLINE_END));
}

/* 各省教育厅，部属各高等学校：: whom a document is sent to. */
static bool
is_salutation(const struct passage *passage, size_t start, size_t end)
{
	return end == passage->length && passage->text[end - 1] == ':' &&
		passage->text[start] == 0x5404;
}

bool
imperative_begins(const struct passage *passage, size_t start, size_t end, bool any_verb)
{
	size_t at = segment_skip_openers(passage, start, end), clause, count;
	bool phrase = true;

	if (is_topic(passage, at, end) || has_figure(passage, at, end) || is_chapter(passage) ||
		names_document(passage, end) || is_salutation(passage, at, end) ||
		is_of_itself(passage, at, end))
		return false;
	at = skip_point(passage, at, end);
	for (count = 0; count < CLAUSES && at < end && phrase; count++) {
		clause = segment_clause_end(passage, at, end);
		if (clause > at &&
			(clause_orders(passage, at, clause, &phrase) ||
				(any_verb && count == 0 && is_common_verb(passage, at, clause)))) {
			size_t next = skip_point(passage, clause < end ? clause + 1 : end, end);

			return !has_word(passage, at, clause, SET(PAST) | SET(ASSESS)) &&
				!has_word(passage, next, segment_clause_end(passage, next, end),
					SET(ASSESS)) &&
				!is_done(passage, next, segment_clause_end(passage, next, end));
		}
		at = segment_skip_openers(passage, clause < end ? clause + 1 : end, end);
	}
	return false;
}

bool
imperative_opens(const struct passage *passage, size_t start, size_t end)
{
	start = segment_skip_openers(passage, start, end);
	return start < end && segment_clause_end(passage, start, end) < end &&
		is_imperative(passage, start);
}

bool
imperative_has_object(const struct passage *passage, size_t start, size_t end)
{
	size_t clause = segment_clause_end(passage, start, end);

	if (end - start < SHORTEST || has_word(passage, start, clause, SET(PAST)))
		return false;
	for (; start + 1 < end; start++)
		if (is_imperative(passage, start) ||
			passage_word(passage, start, SET(COMMON_VERB)) > 1)
			return true;
	return false;
}

/* 水利等部门按照各自职责，做好…: who is told stands in the first clause [at, clause), what they are
 * to do right behind it or at the head of a later one. */
static bool
addressed_acts(const struct passage *passage, size_t at, size_t clause, size_t end)
{
	size_t place;

	if (!passage_find(passage, at, clause, SET(ADDRESSEE), &place))
		return false;
	if (is_imperative(passage, place + passage_word(passage, place, SET(ADDRESSEE))))
		return true;
	while (clause < end) {
		at = clause + 1;
		clause = segment_clause_end(passage, at, end);
		if (is_imperative(passage, at) && !has_word(passage, at, clause, SET(PAST)))
			return true;
	}
	return false;
}

/* 违反…的，处…罚款: a clause that ends in 的 sets a case, what follows in which is laid down. */
static bool
has_consequence(const struct passage *passage, size_t at, size_t end)
{
	size_t clause = segment_clause_end(passage, at, end), count;

	for (count = 0; count < CLAUSES && clause + 2 < end; count++) {
		if (passage->text[clause] == ',' && clause > at + 3 &&
			passage->text[clause - 1] == 0x7684)
			return !has_word(passage, clause, end, SET(PAST) | SET(ASSESS));
		at = clause + 1;
		clause = segment_clause_end(passage, at, end);
	}
	return false;
}

/* Whether a number stands before a position: 二、制定…办法. */
static bool
is_numbered(const struct passage *passage, size_t at)
{
	while (at > 0 && passage->text[at - 1] == ' ')
		at--;
	return at > 0 && !character_is_han(passage->text[at - 1]);
}

/* A topic, a headline, a salutation, and what some are like: 有的渡口由外人管理. */
static bool
lays_nothing_down(const struct passage *passage, size_t at, size_t end)
{
	return is_topic(passage, at, end) || is_of_itself(passage, at, end) ||
		is_chapter(passage) || is_salutation(passage, at, end) ||
		(names_document(passage, end) && !is_numbered(passage, at)) ||
		(passage_has(passage, at, "有的") && !passage_has(passage, at, "有的放矢"));
}

bool
imperative_is_duty(const struct passage *passage, size_t start, size_t end)
{
	size_t at = segment_skip_openers(passage, start, end), clause, length, place;

	clause = segment_clause_end(passage, at, end);
	if (has_word(passage, at, clause, SET(ASSESS)) || lays_nothing_down(passage, at, end))
		return false;
	length = passage_word(passage, at, SET(ADDRESSEE));
	if ((length > 0 && has_imperative(passage, at + length, end)) ||
		addressed_acts(passage, at, clause, end))
		return !has_word(passage, at, clause, SET(PAST));
	if (has_consequence(passage, at, end))
		return true;
	/* One of the numbered paragraphs, which say who does what. */
	if (segment_is_enumerated(passage) && has_imperative(passage, at, clause) &&
		!has_word(passage, at, clause, SET(PAST)))
		return true;
	if (has_word(passage, at, end, SET(ASSESS)))
		return false;
	while (passage_find(passage, at, end, SET(DUTY), &place)) {
		at = place + 1;
		while (place > 0 && passage->text[place - 1] != ',')
			place--;
		/* 经国务院批准 tells what was done. */
		if (passage->text[place] != 0x7ECF && !has_word(passage, place, end, SET(PAST)))
			return true;
	}
	return false;
}

bool
imperative_is_item(const struct passage *passage, size_t start, size_t end)
{
	size_t at = segment_skip_openers(passage, start, end);

	return at > start + 1 && !is_topic(passage, at, end) &&
		!has_word(passage, at, end, SET(PAST) | SET(ASSESS)) &&
		!has_figure(passage, at, end);
}

bool
imperative_is_entrusted(const struct passage *passage, size_t start, size_t end)
{
	size_t at = segment_skip_openers(passage, start, end);

	return passage_has(passage, at, "由") && !passage_has(passage, at, "由于") &&
		has_imperative(passage, at + 2, segment_clause_end(passage, at, end)) &&
		!has_word(passage, at, end, SET(PAST) | SET(ASSESS));
}

bool
imperative_is_assigned(const struct passage *passage, size_t start, size_t end)
{
	size_t at = segment_skip_openers(passage, start, end), place = at, clause, before;
	uint32_t next;

	clause = segment_clause_end(passage, at, end);
	while (passage_find(passage, place, clause, SET(DUTY), &place) &&
		!passage_has(passage, place, "负责") && !passage_has(passage, place, "牵头"))
		place++;
	for (before = at; before < place; before++)
		if (passage->text[before] == 0x7684 || passage->text[before] == 0x6211 ||
			passage->text[before] == 0x4ED6)
			return false;
	if (place < at + 2 || place + 3 >= clause || has_word(passage, at, end, SET(PAST)) ||
		has_word(passage, at, clause, SET(ASSESS)))
		return false;
	next = passage_character(passage, place + 2);
	return next != 0x7684 && next != 0x4EBA && next != 0x8FC7; /* 负责的, 负责人, 负责过 */
}

/* 9日凌晨，: the position behind such a clause; at when there is none before limit. */
static size_t
skip_time(const struct passage *passage, size_t at, size_t limit)
{
	size_t clause = segment_clause_end(passage, at, limit);

	if (clause >= limit || clause < at + 2 || passage->text[clause] != ',' ||
		!character_is_digit(passage->text[at]))
		return at;
	return clause + 1;
}

bool
imperative_is_report(const struct passage *passage, size_t start, size_t end)
{
	size_t limit = start + REPORT_WITHIN < end ? start + REPORT_WITHIN : end, clause, at;

	if (passage_next_begin(passage, start, limit, SET(REPORT)) == limit)
		return false;
	start = segment_skip_openers(passage, start, end);
	start = skip_time(passage, start, limit);
	if (is_imperative(passage, start) &&
		passage_word(passage, start, SET(IMPERATIVE)) >=
			passage_word(passage, start, SET(REPORT)))
		return false;
	clause = segment_clause_end(passage, start, limit);
	return passage_find(passage, start, clause, SET(REPORT), &at) &&
		!has_word(passage, start, clause, SET(MUST) | SET(MUST_NOT));
}
