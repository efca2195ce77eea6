/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A segment is cut into bodies, each what one frame of it says (the first one may have no frame of
 * its own and inherits). The first body that orders makes the segment a directive.
 */
#include "analysis/directive.h"

#include "analysis/cue.h"
#include "analysis/imperative.h"

enum {
	SLOGAN_SHORTEST = 6,
	SLOGAN_LONGEST = 80,
	ADDRESSEE_LONGEST = 40,
	MEMBER_LONGEST = 12, /* characters of a name with 委员 behind it */
	HEADLINE_LONGEST = 50,
	CLOSERS = 3, /* quotes and brackets behind a sentence's mark */
	TRAILING = 8 /* blanks at a paragraph's end */
};

struct body {
	size_t start, end;
	enum frame_kind kind; /* of its own or inherited */
	bool own;             /* the frame is its own */
	bool leads;           /* another frame follows in the segment */
};

void
directive_begin(struct directive_state *state, const struct passage *passage)
{
	bool enumerated = segment_is_enumerated(passage);

	if (!(state->list_open && enumerated)) {
		state->scope = FRAME_NONE;
		state->wish = state->member = state->announced = false;
	}
	state->listed = state->pledged = false;
	state->issuer = (struct segment){0, 0};
	state->list_open = (state->list_open && enumerated) ||
		(passage->length > 0 && passage->text[passage->length - 1] == ':');
}

static void
set_addressee(const struct passage *passage, const struct body *body, struct directive *directive)
{
	size_t start, at, limit = directive->cue.start;

	directive->addressee = (struct segment){0, 0};
	if (directive->cue.start == directive->cue.end) {
		start = segment_skip_openers(passage, body->start, body->end);
		at = passage_word(passage, start, SET(ADDRESSEE));
		if (at > 0)
			directive->addressee = (struct segment){start, start + at};
		return;
	}
	start = limit;
	while (start > body->start && passage->text[start - 1] != ',' &&
		limit - start < ADDRESSEE_LONGEST)
		start--;
	start = segment_skip_openers(passage, start, limit);
	if (start < limit && passage_find(passage, start, limit, SET(ADDRESSEE), &at))
		directive->addressee = (struct segment){start, limit};
}

static enum rule_id
rule_of(const struct body *body, const struct genre *genre, bool has_cue)
{
	if (body->kind == FRAME_IS_OBJECT && body->own)
		return RULE_OBJECT_FRAME;
	if (body->kind == FRAME_IS_WISH)
		return RULE_WISH;
	if (body->own)
		return RULE_FRAME;
	if (body->kind != FRAME_NONE)
		return has_cue ? RULE_SCOPE : RULE_BARE;
	if (has_cue)
		return RULE_OPERATOR;
	return genre->notice ? RULE_NOTICE : RULE_BARE;
}

/* Whether a bare imperative orders under such a frame. */
static bool
bare_orders(const struct body *body, const struct genre *genre)
{
	switch (body->kind) {
	case FRAME_IS_ORDER:
	case FRAME_IS_POINT:
	case FRAME_IS_OBJECT:
	case FRAME_IS_WISH:
		return true;
	case FRAME_IS_OWN:
		return false;
	case FRAME_NONE:
		return genre->notice;
	}
	return false;
}

/* Whether any common verb may open an imperative in a body. In a heading it rather opens what tells
 * of a thing: 悬挂号牌车辆的通行权. */
static bool
takes_any_verb(const struct passage *passage, const struct body *body)
{
	return body->kind != FRAME_IS_POINT &&
		(body->kind != FRAME_NONE || body->end < passage->length ||
			passage->text[body->end - 1] == 0x3002 ||
			passage->text[body->end - 1] == ';');
}

/* A short line without a full stop: what it hopes is news. */
static bool
is_headline(const struct passage *passage)
{
	size_t at;

	for (at = 0; at < passage->length; at++)
		if (passage->text[at] == 0x3002 || at > HEADLINE_LONGEST)
			return false;
	return true;
}

/* 希望大家身体健康, 有丰盛的收获, 希望两国早日…: wishes nobody has to fulfil. */
static bool
is_good_wish(const struct passage *passage, size_t at, size_t end)
{
	static const char *const words[] = {
		"收获", "愉快", "早日", "身体健康", "丰盛", "圆满成功", "一切顺利"};

	for (; at < end; at++)
		for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
			if (passage_has(passage, at, words[i]))
				return true;
	return false;
}

/* Whether a hope is laid on somebody else: 希望各方…, not 希望早日…. */
static bool
wish_has_object(const struct passage *passage, const struct body *body)
{
	size_t at = segment_skip_openers(passage, body->start, body->end);

	if (passage_word(passage, at, SET(REPORT)) > 0 || is_headline(passage))
		return false;
	if (passage_word(passage, at, SET(IMPERATIVE) | SET(ADVERBIAL) | SET(PLEDGE)) > 0 &&
		!(passage->begin[at] & SET(ADDRESSEE)) && !passage_has(passage, at, "每位"))
		return false;
	if (is_good_wish(passage, at, body->end))
		return false;
	return passage_character(passage, at) != 0x80FD && !passage_has(passage, at, "借") &&
		body->end - at > 4;
}

/* 为加强…，保障…，现通知如下: tells what for, before it comes to the point. */
static bool
leads_in(const struct passage *passage, const struct body *body)
{
	size_t at = segment_skip_openers(passage, body->start, body->end);

	return passage_word(passage, at, SET(ADVERBIAL)) >
		passage_word(passage, at, SET(ISSUER) | SET(ADDRESSEE));
}

/* Whether a member of a house who can propose but not order is named in [start, end). */
static bool
is_member(const struct passage *passage, size_t start, size_t end)
{
	static const char *const words[] = {"议员", "立委", "立法委员", "政协委员", "人大代表"};

	size_t first = segment_skip_openers(passage, start, end);

	/* 委员亦要求, 某某委员说, and no 委员长 or 委员会 */
	if (passage_has(passage, first, "委员") && first + 4 > end)
		return true;
	if (end > start + 3 && end - start <= MEMBER_LONGEST &&
		(passage_has(passage, end - 2, "常委") || passage_has(passage, end - 2, "委员")))
		return true;
	for (; start < end; start++) {
		for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
			if (passage_has(passage, start, words[i]))
				return true;
		if ((passage_has(passage, start, "常委代表") ||
			    passage_has(passage, start, "委员代表")) &&
			start > 0)
			return true;
	}
	return false;
}

/* 二要…: an item that goes on as the first one, 一要…, began. */
static bool
goes_on(const struct passage *passage, size_t start, size_t cue)
{
	static const char *const numbers[] = {"二", "三", "四", "五", "六", "七", "八"};

	for (size_t i = 0; cue == start + 1 && i < sizeof numbers / sizeof numbers[0]; i++)
		if (passage_has(passage, start, numbers[i]))
			return true;
	return false;
}

/* How a cue binds in its body. */
static enum modality
modality_of(const struct passage *passage, const struct body *body, const struct cue *cue,
	const struct directive_state *state)
{
	enum modality modality = cue->modality;
	/* 敦促…停止…，不要…: what is asked first counts. */
	bool later = (body->kind == FRAME_IS_OBJECT || body->kind == FRAME_IS_WISH) && body->own &&
		segment_clause_end(passage, body->start, cue->start) < cue->start;

	if (modality == MODALITY_PROHIBITION &&
		(later || imperative_opens(passage, body->start, cue->start)))
		modality = MODALITY_OBLIGATION;
	if (modality == MODALITY_OBLIGATION &&
		((body->kind == FRAME_IS_WISH && body->own) ||
			(state->member && body->kind != FRAME_NONE) ||
			(state->wish && goes_on(passage, body->start, cue->start))))
		modality = MODALITY_RECOMMENDATION;
	return modality;
}

/* Reads what is hoped or proposed without a cue. */
static bool
read_wish(const struct passage *passage, const struct body *body,
	const struct directive_state *state, struct directive *directive)
{
	directive->modality = MODALITY_RECOMMENDATION;
	directive->rule = RULE_WISH;
	return wish_has_object(passage, body) ||
		(state->member && imperative_begins(passage, body->start, body->end, true));
}

/* Whether a body without a verb of its own at its head says whose duty something is. */
static bool
is_duty(const struct passage *passage, const struct body *body, const struct genre *genre)
{
	switch (body->kind) {
	case FRAME_IS_ORDER:
		return imperative_is_assigned(passage, body->start, body->end) ||
			imperative_is_entrusted(passage, body->start, body->end);
	case FRAME_IS_POINT:
		return body->own && imperative_is_entrusted(passage, body->start, body->end);
	case FRAME_NONE:
		return genre->notice && imperative_is_duty(passage, body->start, body->end);
	default:
		return false;
	}
}

/* Whether a body without a cue rather pledges something, or tells what for. */
static bool
pledges_or_leads_in(
	const struct passage *passage, const struct body *body, const struct directive_state *state)
{
	bool asked = body->own && body->kind == FRAME_IS_OBJECT; /* 要求某某将…: that is 把 */

	return (state->pledged && !body->own) ||
		(!asked && cue_is_pledge(passage, body->start, body->end)) ||
		(body->leads && leads_in(passage, body));
}

/* Reads a body without a cue. */
static bool
read_bare(const struct passage *passage, const struct body *body, const struct genre *genre,
	const struct directive_state *state, struct directive *directive)
{
	if (pledges_or_leads_in(passage, body, state))
		return false;
	if (body->own && body->kind == FRAME_IS_WISH)
		return read_wish(passage, body, state, directive);
	directive->modality = (state->wish && !body->own) || state->member ? MODALITY_RECOMMENDATION
									   : MODALITY_OBLIGATION;
	directive->rule = rule_of(body, genre, false);
	if (body->own && body->kind == FRAME_IS_OBJECT)
		return imperative_has_object(passage, body->start, body->end);
	if (bare_orders(body, genre) &&
		imperative_begins(passage, body->start, body->end, takes_any_verb(passage, body)))
		return true;
	if (state->announced && imperative_is_item(passage, body->start, body->end))
		return true;
	directive->rule = RULE_DUTY;
	return is_duty(passage, body, genre);
}

static bool
read_body(const struct passage *passage, const struct body *body, const struct genre *genre,
	const struct directive_state *state, struct directive *directive)
{
	struct cue cue;
	struct cue_context context = {.scoped = body->kind != FRAME_NONE,
		.own = body->kind == FRAME_IS_OWN,
		.notice = genre->notice};

	directive->cue = (struct segment){body->start, body->start};
	if (!cue_find(passage, body->start, body->end, &context, &cue))
		return read_bare(passage, body, genre, state, directive);
	/* 为落实…，防止…，特提出如下要求: still what for. */
	if (body->leads && leads_in(passage, body) &&
		passage_word(passage, cue.start, SET(MUST_WEAK)) == cue.end - cue.start)
		return false;
	directive->cue = (struct segment){cue.start, cue.end};
	directive->modality = modality_of(passage, body, &cue, state);
	directive->rule = rule_of(body, genre, true);
	return true;
}

/* A headline that says to do something. */
static bool
read_slogan(
	const struct passage *passage, const struct segment *segment, struct directive *directive)
{
	size_t end = segment->end, at;

	if (segment->start > passage_skip_blanks(passage, 0, 8) || end < passage->length ||
		end - segment->start > SLOGAN_LONGEST || end - segment->start < SLOGAN_SHORTEST)
		return false;
	for (at = segment->start; at < end; at++)
		if (passage->text[at] == 0x3002 || passage->text[at] == ':' ||
			passage->text[at] == 0x300B ||
			(passage->text[at] == 0x3011 && at + 1 < end) || passage->text[at] == ';')
			return false;
	while (end > segment->start &&
		(passage->text[end - 1] == '*' || passage->text[end - 1] == 0x3011))
		end--;
	if (passage->end[end] & SET(HEADLINE_END) ||
		passage_find(passage, segment->start, end, SET(HEAD_STRONG) | SET(HONOUR), &at))
		return false;
	directive->modality = MODALITY_OBLIGATION;
	directive->rule = RULE_SLOGAN;
	directive->cue = (struct segment){segment->start, segment->start};
	return imperative_begins(passage, segment->start, end, false);
}

/* Takes over what a frame opens. */
static void
open_scope(const struct passage *passage, struct directive_state *state, const struct frame *frame)
{
	state->scope = frame->kind == FRAME_IS_OBJECT ? FRAME_IS_ORDER : frame->kind;
	state->wish = frame->kind == FRAME_IS_WISH;
	state->announced = frame->announced || (state->announced && state->list_open);
	state->pledged = false;
	/* 并强调 goes on with whoever was heard before. */
	if (frame->issuer < frame->verb &&
		(state->issuer.start == state->issuer.end ||
			segment_skip_openers(passage, frame->issuer, frame->verb + 1) <
				frame->verb)) {
		state->issuer = (struct segment){frame->issuer, frame->verb};
		state->member = is_member(passage, frame->issuer, frame->verb);
	}
}

/* Reads one body into the directive unless an earlier one ordered already. */
static bool
take_body(const struct passage *passage, const struct body *body, const struct genre *genre,
	struct directive_state *state, bool found, struct directive *directive)
{
	struct directive other;

	if (found || body->start >= body->end)
		return found;
	if (!read_body(passage, body, genre, state, &other) ||
		!passage->packs->rules[other.rule].on)
		return false;
	other.span = directive->span;
	/* What was ordered outright goes on without a cue. */
	if ((body->kind == FRAME_IS_OWN && state->scope == FRAME_IS_OWN) ||
		(body->kind == FRAME_IS_POINT && state->scope == FRAME_IS_POINT &&
			other.cue.start < other.cue.end))
		state->scope = FRAME_IS_ORDER;
	other.issuer = state->issuer;
	set_addressee(passage, body, &other);
	*directive = other;
	return true;
}

/* 一是…。各级干部汇报了…。二是…: an item takes the list up again that was broken off. */
static void
go_on_with_list(
	const struct passage *passage, const struct segment *segment, struct directive_state *state)
{
	size_t first = segment_skip_openers(passage, segment->start, segment->end);

	if (first < segment->start + 2 || passage->text[segment->start + 1] != 0x662F)
		return; /* no 一是 */
	if (state->scope != FRAME_NONE)
		state->listed = state->scope == FRAME_IS_ORDER;
	else if (state->listed)
		state->scope = FRAME_IS_ORDER;
}

/* Who asks whether something must be done, orders nothing. */
static bool
is_question(const struct passage *passage, const struct segment *segment)
{
	size_t at = segment->end;

	while (at > segment->start + 1 && at + CLOSERS > segment->end &&
		passage->text[at - 1] != '?')
		at--;
	return passage->text[at - 1] == '?';
}

/* 提出三点要求。 at a paragraph's end: they follow in the next ones. */
static bool
announces_paragraphs(
	const struct passage *passage, const struct body *body, const struct directive_state *state)
{
	return state->announced && body->own && body->start >= body->end &&
		passage_skip_blanks(passage, body->end, TRAILING) == passage->length;
}

bool
directive_read(const struct passage *passage, const struct segment *segment,
	const struct genre *genre, struct directive_state *state, struct directive *directive)
{
	struct body body = {.start = segment->start, .kind = state->scope};
	struct frame frame;
	bool found = false, framed = false;
	size_t from = segment->start;

	*directive = (struct directive){.span = *segment};
	go_on_with_list(passage, segment, state);
	body.kind = state->scope;
	if (imperative_is_report(passage, segment->start, segment->end) &&
		!frame_find(passage, segment, segment->start, &frame)) {
		state->scope = FRAME_NONE;
		return false;
	}
	while (frame_find(passage, segment, from, &frame)) {
		body.end = frame.issuer > body.start ? frame.issuer : frame.verb;
		body.leads = true;
		if (body.own || !framed)
			found = take_body(passage, &body, genre, state,
					found || (!framed && body.end <= body.start), directive) &&
				(found || body.end > body.start);
		framed = true;
		open_scope(passage, state, &frame);
		body = (struct body){.start = frame.body, .kind = frame.kind, .own = true};
		from = frame.verb_end;
	}
	body.end = segment->end;
	if (announces_paragraphs(passage, &body, state))
		state->list_open = true;
	found = take_body(passage, &body, genre, state, found, directive);
	if (found)
		state->pledged = false;
	else if (body.kind != FRAME_NONE && cue_is_pledge(passage, body.start, body.end))
		state->pledged = true;
	if (!found && !framed && state->scope == FRAME_NONE &&
		passage->packs->rules[RULE_SLOGAN].on)
		found = read_slogan(passage, segment, directive);
	return found && !is_question(passage, segment);
}
