/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/pronoun.h"

#include "analysis/segment.h"
#include "analysis/title.h"

enum {
	HE = 0x4ED6,
	SHE = 0x5979,
	SPEECH_LONGEST = 200, /* characters of a sentence that are looked at */
	PHRASE_LONGEST = 12   /* characters of 在随后的座谈会上， */
};

/* Whether 他 or 她 stands there as a word of its own: not 他们, 他人, 他国, 其他. */
static bool
is_pronoun(const struct passage *passage, size_t at)
{
	uint32_t here = passage_character(passage, at), next = passage_character(passage, at + 1);

	return (here == HE || here == SHE) && next != 0x4EEC && next != 0x4EBA && next != 0x56FD &&
		next != 0x65B9 && (at == 0 || passage->text[at - 1] != 0x5176);
}

bool
pronoun_stands_in(const struct passage *passage)
{
	for (size_t at = 0; at < passage->length; at++)
		if (is_pronoun(passage, at))
			return true;
	return false;
}

static bool
ends_sentence(uint32_t character)
{
	return character == 0x3002 || character == ';' || character == '!' || character == '?';
}

/* Whether a sentence ends in [start, end). */
static bool
sentence_ends_in(const struct passage *passage, size_t start, size_t end)
{
	while (start < end && !ends_sentence(passage->text[start]))
		start++;
	return start < end;
}

/* Whether a clause begins at a position, blanks and opening marks before it aside. */
static bool
clause_begins(const struct passage *passage, size_t at)
{
	while (at > 0 && passage->text[at - 1] == ' ')
		at--;
	return at == 0 ||
		(!character_is_han(passage->text[at - 1]) && passage->text[at - 1] != 0x3001 &&
			!character_is_letter(passage->text[at - 1]) &&
			!character_is_digit(passage->text[at - 1]) &&
			passage->text[at - 1] != 0xB7 && passage->text[at - 1] != '(');
}

/* Whether others are named behind a name that ends at a position. */
static bool
goes_on(const struct passage *passage, size_t at)
{
	uint32_t next;

	if (passage_character(passage, at) == '(')
		while (at < passage->length && passage->text[at - 1] != ')')
			at++;
	next = passage_character(passage, passage_skip_blanks(passage, at, 1));
	return next == 0x3001 || next == 0x548C || next == 0x4E0E || next == 0x53CA ||
		next == 0x66A8 || next == 0x7B49;
}

/* Words that tell what somebody says. */
#define TELLING (SET(FRAME_ORDER) | SET(FRAME_POINT) | SET(FRAME_OWN) | SET(FRAME_WISH))

/* Whether a position lies in what somebody says: 他指出，省委…. */
static bool
is_said(const struct passage *passage, size_t at)
{
	size_t start = at, place;

	while (start > 0 && at - start < SPEECH_LONGEST && !ends_sentence(passage->text[start - 1]))
		start--;
	return passage_find(passage, start, at, TELLING, &place);
}

/* The reading of one paragraph. */
struct reader {
	const struct passage *passage;
	size_t base;
	struct subject *subject;
	size_t at; /* folded: where the subject ends, 0 when it comes from another paragraph */
};

/* The name, and the office beside it. */
static struct span
span_with_title(const struct finding *finding)
{
	struct span span = finding->span;

	if (!span_is_empty(finding->title) && finding->title.start < span.start)
		span.start = finding->title.start;
	if (!span_is_empty(finding->title) && finding->title.end > span.end)
		span.end = finding->title.end;
	return span;
}

/* Takes the mention of an official, named or not, as who is spoken of, if it begins a clause. */
static void
take_mention(struct reader *reader, const struct finding *finding)
{
	const struct passage *passage = reader->passage;
	const struct fold *fold = &passage->fold;
	struct subject *subject = reader->subject;
	struct span span = span_with_title(finding);
	size_t start, end;
	bool same;

	start = fold_from_source(fold, span.start - reader->base);
	end = fold_from_source(fold, span.end - reader->base);
	if (!clause_begins(passage, start) || passage_character(passage, end) == 0x7684 ||
		is_said(passage, start))
		return;
	same = reader->at > 0 && !sentence_ends_in(passage, reader->at, start);
	if (same && subject->person == finding->person && finding->person != PERSON_NONE)
		return;
	*subject = (struct subject){.known = true, .person = finding->person};
	if (!same && finding->type == FINDING_OFFICIAL && !goes_on(passage, end))
		subject->span = span;
	reader->at = end;
}

/* Whether the pronoun's clause is the first one that can have a subject: nothing but a link or a
 * phrase such as 座谈会上 stands before it in its sentence. */
static bool
begins_sentence(const struct passage *passage, size_t at)
{
	size_t start = at, place;

	while (start > 0 && at - start <= PHRASE_LONGEST &&
		!ends_sentence(passage->text[start - 1]))
		start--;
	return at - start <= PHRASE_LONGEST &&
		!passage_find(passage, start, at,
			HEADS | SET(CIVIL_BEFORE) | SET(OFFICIAL_ACT) | TELLING, &place);
}

/* Makes the source no more than the official whom it begins with, the first of those from the
 * index next on: 市长某某就落实会议精神. */
static void
trim(const struct reader *reader, const struct finding *findings, size_t count, size_t next,
	struct finding *finding)
{
	struct span span;

	while (next < count && findings[next].type == FINDING_DIRECTIVE)
		next++;
	if (next == count || findings[next].type != FINDING_OFFICIAL)
		return;
	span = span_with_title(&findings[next]);
	if (span.start == finding->source.start && span.end < finding->source.end &&
		!goes_on(reader->passage,
			fold_from_source(&reader->passage->fold, span.end - reader->base)))
		finding->source = span;
}

/* Resolves the source of a directive that is a pronoun, or left out behind a link (并强调). */
static void
resolve(const struct reader *reader, struct finding *finding)
{
	const struct passage *passage = reader->passage;
	const struct fold *fold = &passage->fold;
	const struct subject *subject = reader->subject;
	size_t start = fold_from_source(fold, finding->source.start - reader->base);
	size_t end = fold_from_source(fold, finding->source.end - reader->base);
	size_t at = segment_skip_openers(passage, start, end < passage->length ? end + 1 : end);
	bool same = reader->at > 0 && !sentence_ends_in(passage, reader->at, start);

	if (at >= end)
		finding->source = same ? subject->span : (struct span){0, 0};
	else if (is_pronoun(passage, at) && !span_is_empty(subject->span) &&
		!passage_find(
			passage, reader->at, start, SET(CIVIL_BEFORE) | SET(CIVIL_AFTER), &end) &&
		(same || begins_sentence(passage, start)))
		finding->source = subject->span;
}

void
pronoun_resolve(const struct passage *passage, size_t base, struct finding *findings, size_t count,
	struct subject *subject)
{
	struct reader reader = {.passage = passage, .base = base, .subject = subject};
	size_t next = 0;

	if (subject->age++ == PRONOUN_LOOKS_BACK)
		*subject = (struct subject){0};
	for (size_t i = 0; i < count; i++) {
		if (findings[i].type != FINDING_DIRECTIVE || span_is_empty(findings[i].source))
			continue;
		for (; next < count && findings[next].span.start < findings[i].source.start; next++)
			if (findings[next].type != FINDING_DIRECTIVE)
				take_mention(&reader, &findings[next]);
		if (findings[i].source.start < base)
			continue;
		resolve(&reader, &findings[i]);
		trim(&reader, findings, count, next, &findings[i]);
	}
	for (; next < count; next++)
		if (findings[next].type != FINDING_DIRECTIVE)
			take_mention(&reader, &findings[next]);
}
