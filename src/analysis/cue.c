/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/cue.h"

#include "analysis/segment.h"

enum {
	COGNITION_WITHIN = 6,
	SUBJECT_WITHIN = 40,
	NEAR = 300,             /* characters before or behind a cue that are looked at */
	ATTRIBUTE_WITHIN = 14,  /* characters between 是 and the cue */
	THING_LONGEST = 6,      /* characters of 立场, 重大问题 */
	ASKED_LONGEST = 8,      /* characters of an office that is asked */
	ASKER_LONGEST = 4,      /* characters of who asks: 他, a name */
	ENCOURAGER_LONGEST = 8, /* characters of who encourages */
	AGREE = 0x540C,         /* 同意 */
	OWN_SUBJECT = 8         /* characters of a subject in what a speaker says of his own */
};

#define MUSTS (SET(MUST) | SET(MUST_WEAK))
#define MUST_NOTS (SET(MUST_NOT) | SET(MUST_NOT_RULE))
#define CUES (MUSTS | MUST_NOTS | SET(SHOULD) | SET(MAY))

/* 要清醒地看到…: a cue that asks for an insight only. */
static bool
is_cognition(const struct passage *passage, size_t cue_end, size_t end)
{
	size_t at;

	return passage_find(passage, cue_end,
		       cue_end + COGNITION_WITHIN < end ? cue_end + COGNITION_WITHIN : end,
		       SET(COGNITION), &at) &&
		segment_clause_end(passage, cue_end, end) > at;
}

/* 应…邀请: at the invitation of. */
static bool
is_invitation(const struct passage *passage, size_t at, size_t end)
{
	size_t clause = segment_clause_end(passage, at, end);

	return passage_character(passage, at) == 0x5E94 && clause > at + 2 &&
		(passage_has(passage, clause - 2, "邀请") ||
			passage_has(passage, clause - 1, "邀") ||
			passage_has(passage, clause - 2, "要求"));
}

/* 需 要: the blank hides that the cue is a part of a word; or it is followed by no word. */
static bool
is_broken(const struct passage *passage, size_t at, size_t length)
{
	uint32_t joined[2], next = passage_character(passage, at + length);

	if (length > 1)
		return false;
	if (next == 0x3001 || next == 0x3002 || next == ',' || next == 0)
		return true;
	if (at < 2 || passage->text[at - 1] != ' ')
		return false;
	joined[0] = passage->text[at - 2];
	joined[1] = passage->text[at];
	return lexicon_match(&passage->packs->lexicon, joined, 2, SET(NOT_CUE)) == 2;
}

static bool
at_clause_head(const struct passage *passage, size_t at, size_t floor)
{
	return segment_skip_openers(passage, segment_clause_start(passage, at, floor), at) >= at;
}

/* Whether somebody who is told to act stands in the cue's clause before it. */
static bool
has_addressee(const struct passage *passage, size_t at, size_t floor)
{
	size_t start = segment_clause_start(passage, at, floor), place;

	if (at - start > SUBJECT_WITHIN)
		start = at - SUBJECT_WITHIN;
	return passage_find(passage, start, at, SET(ADDRESSEE), &place);
}

/* Whether the cue's clause sets a figure: 力争突破2000亿元. */
static bool
has_figure(const struct passage *passage, size_t at, size_t end)
{
	size_t clause = segment_clause_end(passage, at, end);

	for (; at < clause; at++)
		if (passage->text[at] == '%' || passage->text[at] == 0x4EBF)
			return true;
	return false;
}

/* 局长，请作答: a request to the one who was addressed in the clause before. */
static bool
addresses(const struct passage *passage, size_t at)
{
	return passage_character(passage, at) == 0x8BF7 && at > 1 && passage->text[at - 1] == ',' &&
		passage->end[at - 1] & (SET(HEAD_STRONG) | SET(HEAD_WEAK) | SET(HEAD_AFTER));
}

/* Whether a speaker talks of himself and his like, and not as 我们要…, which calls on all. */
static bool
is_of_us(const struct passage *passage, size_t at, size_t length, size_t floor)
{
	size_t from;

	if (at >= floor + 2 && passage_has(passage, at - 2, "我们") && length < 3 &&
		passage->text[at] != 0x90FD)
		return false;
	from = at > floor + NEAR ? at - NEAR : floor;
	for (; from < passage->length && from < at + NEAR && passage->text[from] != 0x3002; from++)
		if (passage->text[from] == 0x6211)
			return true;
	return false;
}

/* 部门应对…进行检查: a verb in the clause that carries something out. */
static bool
carries_out(const struct passage *passage, size_t at, size_t end)
{
	static const char *const verbs[] = {"进行", "作出", "做出", "加以", "予以", "给予", "采取"};

	end = segment_clause_end(passage, at, end);
	for (; at < end; at++)
		for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
			if (passage_has(passage, at, verbs[i]))
				return true;
	return false;
}

/* 当局应为…提供, 当局亦应考虑, 部门应对…进行检查: who is told stands right before 应, which is no
 * part of 应为, 应考, 应对 then; of 应对 only where something is carried out. */
static bool
is_told_before(const struct passage *passage, size_t at, size_t end)
{
	uint32_t next = passage_character(passage, at + 1);
	uint32_t before = at > 0 ? passage->text[at - 1] : 0;
	size_t told =
		at - (before == 0x4EA6 || before == 0x4E5F || before == 0x90FD); /* 亦 也 都 */

	if (!(passage->end[told] & (SET(ADDRESSEE) | SET(ORGAN))))
		return false;
	return next == 0x4E3A || next == 0x8003 ||
		(next == 0x5BF9 && carries_out(passage, at, end));
}

/* Whether a cue that a longer word covers is one all the same: 应 by who is told, 应有专人, and not
 * 应有的; 思想要, which holds no 想要. */
static bool
is_no_part(const struct passage *passage, size_t at, size_t floor, size_t end)
{
	uint32_t behind = passage_character(passage, at + 2);

	if (passage->text[at] != 0x5E94)
		return at >= floor + 2 && passage_has(passage, at - 2, "思想要");
	if (passage_character(passage, at + 1) != 0x6709)
		return is_told_before(passage, at, end);
	return at_clause_head(passage, at, floor) && behind != 0x7684 && behind != 0x4E4B &&
		behind != 0x5C3D; /* 的 之 尽 */
}

/* A place of a cue, for the questions below. */
struct cue_place {
	size_t at, length;
	size_t floor, end; /* of the stretch */
	bool head;         /* at the beginning of its clause */
	bool free;         /* neither under a frame nor in a notice */
};

/* 表示，请交通部…, 他请农业部长…: who speaks asks somebody named. */
static bool
asks(const struct passage *passage, const struct cue_place *place,
	const struct cue_context *context)
{
	size_t behind = place->at + 1, limit = behind + ASKED_LONGEST;

	if (place->length != 1 || passage->text[place->at] != 0x8BF7)
		return false;
	if (place->head)
		return context->own &&
			passage_word(passage, behind, SET(ORGAN) | SET(ADDRESSEE)) > 0;
	if (limit > place->end)
		limit = place->end;
	return passage_find(passage, behind, limit, SET(ORGAN) | SET(ADDRESSEE) | SET(HEAD_STRONG),
		       &limit) &&
		place->at - segment_clause_start(passage, place->at, place->floor) <= ASKER_LONGEST;
}

/* 确保, 请: obliges at a clause's head only, and not where a figure is meant. */
static bool
obliges_weakly(const struct passage *passage, const struct cue_place *place,
	const struct cue_context *context)
{
	size_t mark;

	if (addresses(passage, place->at) || asks(passage, place, context))
		return true;
	if (passage->text[place->at] != 0x8BF7 &&
		passage_find(passage, place->at, place->end, SET(NOTICE_MARK), &mark))
		return false; /* 为防止…，特提出如下要求：, not 请遵照执行 */
	return place->head && !place->free && !context->own &&
		!has_figure(passage, place->at, passage->length);
}

/* 免除学生应偿还的利息: 应 or 须 inside the object of a clause that begins with its verb. */
static bool
is_inner(const struct passage *passage, const struct cue_place *place)
{
	size_t start = segment_skip_openers(
		passage, segment_clause_start(passage, place->at, place->floor), place->at);

	return place->length == 1 && start < place->at &&
		(passage->text[place->at] == 0x5E94 || passage->text[place->at] == 0x987B) &&
		passage_word(passage, start, SET(IMPERATIVE)) > 1 &&
		passage_word(passage, start, SET(ADDRESSEE) | SET(ORGAN)) < 2;
}

/* 这是总统要坚守的立场: a cue in what tells of a thing, behind 是 and before 的 with the thing. */
static bool
is_attribute(const struct passage *passage, const struct cue_place *place)
{
	size_t at = place->at, end;

	while (at > place->floor && passage->text[at - 1] != 0x662F &&
		place->at - at <= ATTRIBUTE_WITHIN)
		at--;
	if (place->length > 1 || at < 2 || place->at - at > ATTRIBUTE_WITHIN ||
		at <= segment_clause_start(passage, place->at, place->floor))
		return false;
	end = segment_clause_end(passage, place->at, place->end);
	while (end > place->at && !character_is_han(passage->text[end - 1]))
		end--;
	if (end < place->at + 4)
		return false;
	for (at = end - 2; at + THING_LONGEST > end && at > place->at; at--)
		if (passage->text[at] == 0x7684)
			return true;
	return false;
}

/* 《办法》明确了建设应符合…: what a document lays down, not said outright. */
static bool
document_says(const struct passage *passage, const struct cue_place *place)
{
	size_t at = segment_clause_start(passage, place->at, place->floor);

	for (; at < place->at; at++)
		if (passage->text[at] == 0x300B)
			return passage_has(passage, at + 1, "明确") ||
				passage_has(passage, at + 1, "规定");
	return false;
}

/* 要, 必须, 应当. */
static bool
obliges(const struct passage *passage, const struct cue_place *place,
	const struct cue_context *context)
{
	if (is_attribute(passage, place))
		return false;
	if (place->free && !(passage->end[place->at] & SET(ADDRESSEE)) &&
		is_of_us(passage, place->at, place->length, place->floor))
		return false;
	if (is_inner(passage, place))
		return false;
	if (place->head || has_addressee(passage, place->at, place->floor) ||
		(place->at >= place->floor + 2 && passage_has(passage, place->at - 2, "我们")))
		return true;
	if (context->own)
		return passage->text[place->at] != 0x5E94 &&
			place->at - segment_clause_start(passage, place->at, place->floor) <=
			OWN_SUBJECT;
	return !place->free || place->length > 1 || document_says(passage, place) ||
		passage->text[place->at] == 0x987B;
}

/* 双方可以…: what a speaker leaves to both. */
static bool
both_may(const struct passage *passage, size_t at)
{
	return at >= 2 && passage_has(passage, at, "可以") &&
		(passage_has(passage, at - 2, "双方") || passage_has(passage, at - 2, "两国"));
}

/* 他又鼓励企业…: who speaks encourages somebody. */
static bool
encourages(const struct passage *passage, const struct cue_place *place, bool first)
{
	size_t at = place->at;
	uint32_t before = at > place->floor ? passage->text[at - 1] : 0;

	if (!first || !character_is_han(passage_character(passage, at + place->length)))
		return false;
	if (before == 0x53C8 || before == 0x4EA6 || before == 0x4E5F || before == 0x8FD8 ||
		before == 0x5E76) /* 又 亦 也 还 并 */
		at--;
	return at > place->floor &&
		at - segment_clause_start(passage, at, place->floor) <= ENCOURAGER_LONGEST &&
		(passage->end[at] & (SET(HEAD_STRONG) | SET(HONOUR)) ||
			passage->text[at - 1] == 0x4ED6 || passage->text[at - 1] == 0x5979);
}

/* 举报属实的，可以…: behind a case, at the head of its clause. */
static bool
is_granted(const struct passage *passage, const struct cue_place *place)
{
	if (passage_has(passage, place->at, "可依法"))
		return true;
	return place->head && place->at > place->floor + 2 && passage->text[place->at - 1] == ',' &&
		passage->text[place->at - 2] == 0x7684;
}

/* 他们在现阶段不可…: what those named are not to do, and no thing that cannot be. */
static bool
bars(const struct passage *passage, const struct cue_place *place)
{
	size_t start = segment_skip_openers(
		passage, segment_clause_start(passage, place->at, place->floor), place->at);

	start += passage_has(passage, start, "但");
	return passage_has(passage, place->at, "不可") && place->length == 2 &&
		(passage_has(passage, start, "他们") || passage_has(passage, start, "各位"));
}

/* 鼓励, 建议. */
static bool
recommends(const struct passage *passage, const struct cue_place *place,
	const struct cue_context *context)
{
	size_t begin = segment_skip_openers(passage, place->floor, place->at);
	bool first = segment_clause_end(passage, begin, place->at) == place->at;

	if (passage_character(passage, place->at + place->length) == 0x7684)
		return false;
	return context->notice || (place->head && first && context->scoped) ||
		encourages(passage, place, first);
}

/* 可以, 有权; 同意 at the head of its clause, as replies have it. */
static bool
permits(const struct passage *passage, const struct cue_place *place,
	const struct cue_context *context)
{
	if (context->notice && (place->head || passage->text[place->at] != AGREE))
		return true;
	return is_granted(passage, place) || (context->scoped && both_may(passage, place->at));
}

/* The modality of a cue with those classes; MODALITIES when it is none here. */
static enum modality
modality_at(const struct passage *passage, const struct cue_place *place, word_set classes,
	const struct cue_context *context)
{
	if (classes & SET(MUST_NOT) ||
		(classes & SET(MUST_NOT_RULE) &&
			(context->notice || place->head || bars(passage, place))))
		return MODALITY_PROHIBITION;
	if (classes & SET(SHOULD) && recommends(passage, place, context))
		return MODALITY_RECOMMENDATION;
	if (classes & SET(MAY) && permits(passage, place, context))
		return MODALITY_PERMISSION;
	if (classes & SET(MUST_WEAK) && obliges_weakly(passage, place, context))
		return MODALITY_OBLIGATION;
	if (classes & SET(MUST) && obliges(passage, place, context))
		return MODALITY_OBLIGATION;
	return MODALITIES;
}

static bool
pledge_before(const struct passage *passage, size_t start, size_t at)
{
	size_t place;

	if (has_addressee(passage, at, start))
		return false;
	if (at - start > NEAR)
		start = at - NEAR;
	return passage_find(passage, start, at, SET(PLEDGE), &place) &&
		segment_clause_start(passage, at, start) <= place;
}

bool
cue_find(const struct passage *passage, size_t start, size_t end, const struct cue_context *context,
	struct cue *cue)
{
	size_t at;

	for (at = passage_next_begin(passage, start, end, CUES); at < end;
		at = passage_next_begin(passage, at + 1, end, CUES)) {
		size_t length;
		word_set classes;
		enum modality modality;
		struct cue_place place;

		length = passage_word(passage, at, CUES);
		if (at + length > end ||
			(passage_is_covered(passage, at, at + length, SET(NOT_CUE)) &&
				!is_no_part(passage, at, start, end)))
			continue;
		classes = (passage_word(passage, at, MUST_NOTS) == length ? MUST_NOTS : 0) |
			(passage_word(passage, at, MUSTS) == length ? MUSTS : 0) |
			(passage_word(passage, at, SET(SHOULD)) == length ? SET(SHOULD) : 0) |
			(passage_word(passage, at, SET(MAY)) == length ? SET(MAY) : 0);
		classes &= passage->begin[at];
		place = (struct cue_place){.at = at,
			.length = length,
			.floor = start,
			.end = end,
			.head = at_clause_head(passage, at, start),
			.free = !context->scoped && !context->notice};
		modality = modality_at(passage, &place, classes, context);
		if (modality == MODALITIES || is_broken(passage, at, length) ||
			is_invitation(passage, at, end) ||
			is_cognition(passage, at + length, end) ||
			pledge_before(passage, start, at)) {
			at += length - 1;
			continue;
		}
		*cue = (struct cue){at, at + length, modality};
		return true;
	}
	return false;
}

bool
cue_is_pledge(const struct passage *passage, size_t start, size_t end)
{
	size_t at, from = start;

	while (passage_find(passage, from, end, SET(PLEDGE), &at)) {
		size_t length = passage_word(passage, at, SET(PLEDGE));

		if (!passage_is_covered(passage, at, at + length, SET(NOT_CUE)) &&
			(length > 1 || !at_clause_head(passage, at, start)))
			return true;
		from = at + 1;
	}
	return false;
}
