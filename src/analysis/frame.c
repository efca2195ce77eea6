/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/frame.h"

#define FRAMES                                                                                     \
	(SET(FRAME_ORDER) | SET(FRAME_POINT) | SET(FRAME_OWN) | SET(FRAME_OBJECT) | SET(FRAME_WISH))

#define CUES (SET(MUST) | SET(MUST_NOT))

enum {
	ANNOUNCED_LONGEST = 14, /* characters between a verb and the colon of 提出三点意见： */
	CLOSING_SHORTEST = 4,   /* characters of 提出要求 */
	HEADLINE_LONGEST = 90,
	QUOTED_LONGEST = 10, /* characters of a name in quotes */
	SUBJECT_SHORT = 9,   /* characters between a clause's beginning and its verb */
	IS = 0x662F          /* 是 */
};

/* Whether somebody who can say or ask stands before the verb, or the subject is left out. */
static bool
has_issuer(const struct passage *passage, const struct segment *segment, size_t verb)
{
	size_t start = segment_clause_start(passage, verb, segment->start);
	size_t first = segment_skip_openers(passage, start, verb);

	if (first >= verb || verb - start <= SUBJECT_SHORT)
		return true;
	return passage->end[verb] &
		(SET(ISSUER) | SET(LINK) | SET(HEAD_STRONG) | SET(HEAD_FOREIGN) | SET(HONOUR) |
			SET(ORGAN));
}

static enum frame_kind
kind_of(word_set classes, bool spoken)
{
	if (!spoken && classes & SET(FRAME_OBJECT))
		return FRAME_IS_OBJECT;
	if (classes & SET(FRAME_WISH) && (!spoken || !(classes & SET(FRAME_ORDER))))
		return FRAME_IS_WISH;
	if (classes & SET(FRAME_ORDER))
		return FRAME_IS_ORDER;
	if (classes & SET(FRAME_POINT))
		return FRAME_IS_POINT;
	return classes & SET(FRAME_OWN) ? FRAME_IS_OWN : FRAME_IS_OBJECT;
}

/* A line without a full stop: 某某调研时强调 全力抢修. */
static bool
is_headline(const struct passage *passage)
{
	size_t at = passage_next_mark(passage, 0);

	while (at < passage->length && passage->text[at] != 0x3002 && passage->text[at] != ',')
		at = passage_next_mark(passage, at + 1);
	return at == passage->length && passage->length <= HEADLINE_LONGEST;
}

/* 要求“某社”在月底前…: whether a quoted name stands at a position, with its verb behind it, and not
 * what is said. */
static bool
is_quoted_name(const struct passage *passage, size_t at)
{
	size_t end;

	at = passage_skip_blanks(passage, at, 1);
	if (passage_character(passage, at) != 0x201C && passage_character(passage, at) != '"' &&
		passage_character(passage, at) != 0x300C)
		return false;
	for (end = at + 1; end < at + QUOTED_LONGEST; end++) {
		uint32_t character = passage_character(passage, end);

		if (character == 0x201D || character == '"' || character == 0x300D) {
			end = passage_skip_blanks(passage, end + 1, 1);
			return character_is_han(passage_character(passage, end));
		}
		if (!character_is_han(character) && !character_is_letter(character) &&
			character != ' ')
			return false;
	}
	return false;
}

/* Whether what follows the verb is said outright: a mark, or at once a cue. */
static bool
is_spoken(const struct passage *passage, size_t at, word_set classes)
{
	uint32_t next = passage_character(passage, at);

	if (classes & (SET(FRAME_OBJECT) | SET(FRAME_WISH)) && is_quoted_name(passage, at))
		return false;
	if (next == ',' || next == ':' || next == '"' || next == 0x201C || next == 0x300C)
		return true;
	if (next == ' ')
		return passage_character(passage, at + 1) == ',' || is_headline(passage);
	return at < passage->length && passage->begin[at] & CUES &&
		!passage_is_covered(
			passage, at, at + passage_word(passage, at, CUES), SET(NOT_CUE));
}

static bool
takes_object(const struct passage *passage, const struct segment *segment, size_t at)
{
	uint32_t next = passage_character(passage, at);

	if (at < segment->end && is_quoted_name(passage, at))
		return true;
	if (at >= segment->end || !character_is_han(next))
		return false;
	return next != 0x7684 && next != 0x4E86 && next != 0x662F && next != 0x548C &&
		next != 0x4E0E && next != 0x8FC7;
}

/* 三点, 几条: whether a small number of what follows is told in [start, end). */
static bool
is_counted(const struct passage *passage, size_t start, size_t end)
{
	static const char *const numbers[] = {
		"两", "二", "三", "四", "五", "六", "七", "八", "九", "十", "几", "以下"};
	static const char *const units[] = {"点", "条", "项", "个方面", "方面"};

	for (; start < end; start++)
		for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
			size_t behind = start + slice_from_string(numbers[i]).length / 3;

			for (size_t j = 0; j < sizeof units / sizeof units[0]; j++)
				if (passage_has(passage, start, numbers[i]) &&
					passage_has(passage, behind, units[j]))
					return true;
		}
	return false;
}

/* 提出三点意见：: what is said begins behind the colon; behind the full stop of 提出三点意见。,
 * with the next sentence or paragraph. Its position; 0 when there is none. */
static size_t
announced_body(const struct passage *passage, const struct segment *segment, size_t at)
{
	size_t end = at;

	while (end < segment->end && end - at < ANNOUNCED_LONGEST &&
		(character_is_han(passage->text[end]) || character_is_digit(passage->text[end])))
		end++;
	if (end >= segment->end ||
		(!(passage->end[end] & SET(ANNOUNCED)) &&
			!(passage_has(passage, end - 1, "点") && is_counted(passage, at, end))))
		return 0;
	if (passage->text[end] == ':' ||
		(passage->text[end] == 0x3002 && is_counted(passage, at, end)))
		return end + 1;
	return 0;
}

/* 就下一步工作提出要求。: what is asked stands in the sentences behind. */
static bool
ends_sentence(const struct passage *passage, size_t at, size_t length, word_set classes)
{
	return length >= CLOSING_SHORTEST && classes & SET(FRAME_ORDER) &&
		passage_character(passage, at) == 0x63D0 &&
		passage_character(passage, at + length) == 0x3002;
}

/* 传达贯彻某某要求，: what was asked earlier, as a noun. */
static bool
is_heeded(const struct passage *passage, const struct segment *segment, size_t verb)
{
	size_t start = segment_clause_start(passage, verb, segment->start);

	start = segment_skip_openers(passage, start, verb);
	return passage_has(passage, verb, "要求,") && start < verb &&
		passage_word(passage, start, SET(REPORT) | SET(ADVERBIAL) | SET(IMPERATIVE)) > 1;
}

static bool
frame_at(const struct passage *passage, const struct segment *segment, size_t at,
	struct frame *frame)
{
	size_t length = passage_word(passage, at, FRAMES), end = at + length;
	const struct lexicon *lexicon = &passage->packs->lexicon;
	word_set classes;
	size_t next;

	if (length == 0 || end > segment->end)
		return false;
	next = announced_body(passage, segment, end); /* 提出了三点要求： is a frame, 提出了 none */
	if (next == 0 && passage_is_covered(passage, at, end, SET(NOT_FRAME)))
		return false;
	classes = lexicon_classes(lexicon, lexicon_find(lexicon, passage->text + at, length));
	*frame = (struct frame){.verb = at, .verb_end = end, .body = end};
	frame->spoken = is_spoken(passage, end, classes) &&
		(length > 1 || !character_is_han(passage_character(passage, end)));
	if (next > 0) {
		frame->spoken = frame->announced = true;
		frame->body = next;
	}
	frame->spoken = frame->spoken || ends_sentence(passage, at, length, classes);
	if (!frame->spoken &&
		(!(classes & (SET(FRAME_OBJECT) | SET(FRAME_WISH))) ||
			!takes_object(passage, segment, end)))
		return false;
	if (!has_issuer(passage, segment, at) &&
		(!frame->spoken || classes & (SET(FRAME_OBJECT) | SET(FRAME_WISH)) || length == 1))
		return false;
	if (passage->text[segment_clause_start(passage, at, segment->start)] == 0x7531)
		return false; /* 由所在单位提出，: a procedure */
	if (is_heeded(passage, segment, at))
		return false;
	frame->kind = frame->body > end ? FRAME_IS_ORDER : kind_of(classes, frame->spoken);
	frame->issuer = segment_clause_start(passage, at, segment->start);
	return true;
}

/* 指导思想是：: a heading as subject, and what it says behind the mark, which stands at a position.
 */
static bool
heading_frame_at(const struct passage *passage, const struct segment *segment, size_t mark,
	struct frame *frame)
{
	uint32_t character = passage->text[mark];
	size_t is = mark - 1, topic;

	/* 主要目标是：: figures follow. */
	if ((character != ',' && character != ':') || passage->text[is] != IS || is == 0 ||
		passage->text[is - 1] == 0x6807 || !(passage->end[is] & SET(TOPIC)))
		return false;
	topic = passage_word_before(passage, is, SET(TOPIC));
	*frame = (struct frame){.kind = FRAME_IS_ORDER,
		.verb = is,
		.verb_end = mark,
		.body = mark + 1,
		.issuer = is - topic,
		.spoken = true};
	return mark + 1 < segment->end;
}

/* 建议的措施包括：: what is proposed, or ordered, follows in a list. */
static bool
list_frame_at(const struct passage *passage, const struct segment *segment, size_t mark,
	struct frame *frame)
{
	size_t start = segment_clause_start(passage, mark, segment->start), place;

	if (passage->text[mark] != ':' || mark < start + 4 ||
		!passage_has(passage, mark - 2, "包括") ||
		!passage_find(passage, start, mark - 2, SET(ANNOUNCED) | SET(FRAME_WISH), &place))
		return false;
	*frame = (struct frame){
		.kind = passage->begin[place] & SET(FRAME_WISH) ? FRAME_IS_WISH : FRAME_IS_ORDER,
		.verb = mark - 2,
		.verb_end = mark,
		.body = mark + 1,
		.issuer = start,
		.announced = true,
		.spoken = true};
	return true;
}

bool
frame_find(const struct passage *passage, const struct segment *segment, size_t from,
	struct frame *frame)
{
	size_t at = from, end = segment->end, mark = from, next;

	for (; at < end; at = next + 1) {
		next = passage_next_begin(passage, at, end, FRAMES);
		/* Headings before the next verb. */
		while ((mark = passage_next_mark(passage, mark + 1)) <= next && mark < end)
			if (heading_frame_at(passage, segment, mark, frame) ||
				list_frame_at(passage, segment, mark, frame))
				return true;
		mark--;
		if (next < end && frame_at(passage, segment, next, frame))
			return true;
	}
	return false;
}
