/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/cue.h"

#include "analysis/segment.h"

enum {
	COGNITION_WITHIN = 6,
	SUBJECT_WITHIN = 40
};

#define MUSTS (SET(MUST) | SET(MUST_WEAK))
#define MUST_NOTS (SET(MUST_NOT) | SET(MUST_NOT_RULE))
#define CUES (MUSTS | MUST_NOTS | SET(SHOULD) | SET(MAY))

static size_t
clause_start(const struct passage *passage, size_t at, size_t floor)
{
	while (at > floor && passage->text[at - 1] != ',' && passage->text[at - 1] != ':' &&
		passage->text[at - 1] != ' ')
		at--;
	return at;
}

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

static bool
at_clause_head(const struct passage *passage, size_t at, size_t floor)
{
	return segment_skip_openers(passage, clause_start(passage, at, floor), at) >= at;
}

/* Whether somebody who is told to act stands in the cue's clause before it. */
static bool
has_addressee(const struct passage *passage, size_t at, size_t floor)
{
	size_t start = clause_start(passage, at, floor), place;

	if (at - start > SUBJECT_WITHIN)
		start = at - SUBJECT_WITHIN;
	return passage_find(passage, start, at, SET(ADDRESSEE), &place);
}

/* The modality of a cue with those classes at a position; MODALITIES when it is none here. */
static enum modality
modality_at(const struct passage *passage, size_t at, size_t length, word_set classes, size_t floor,
	const struct cue_context *context)
{
	bool head = at_clause_head(passage, at, floor);

	if (classes & SET(MUST_NOT) || (classes & SET(MUST_NOT_RULE) && (context->notice || head)))
		return MODALITY_PROHIBITION;
	if (classes & SET(SHOULD))
		return head || context->notice ? MODALITY_RECOMMENDATION : MODALITIES;
	if (classes & SET(MAY))
		return context->notice ? MODALITY_PERMISSION : MODALITIES;
	if (classes & SET(MUST_WEAK))
		return head && (context->scoped || context->notice) && !context->own
			? MODALITY_OBLIGATION
			: MODALITIES;
	if (context->scoped || context->notice || head || length > 1 ||
		has_addressee(passage, at, floor))
		return MODALITY_OBLIGATION;
	return MODALITIES;
}

static bool
pledge_before(const struct passage *passage, size_t start, size_t at)
{
	size_t place;

	if (has_addressee(passage, at, start))
		return false;
	return passage_find(passage, start, at, SET(PLEDGE), &place) &&
		clause_start(passage, at, start) <= place;
}

bool
cue_find(const struct passage *passage, size_t start, size_t end, const struct cue_context *context,
	struct cue *cue)
{
	size_t at;

	for (at = start; at < end; at++) {
		size_t length;
		word_set classes = passage->begin[at] & CUES;
		enum modality modality;

		if (!classes)
			continue;
		length = passage_word(passage, at, CUES);
		if (at + length > end || passage_is_covered(passage, at, at + length, SET(NOT_CUE)))
			continue;
		classes = (passage_word(passage, at, MUST_NOTS) == length ? MUST_NOTS : 0) |
			(passage_word(passage, at, MUSTS) == length ? MUSTS : 0) |
			(passage_word(passage, at, SET(SHOULD)) == length ? SET(SHOULD) : 0) |
			(passage_word(passage, at, SET(MAY)) == length ? SET(MAY) : 0);
		classes &= passage->begin[at];
		modality = modality_at(passage, at, length, classes, start, context);
		if (modality == MODALITIES || is_cognition(passage, at + length, end) ||
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
