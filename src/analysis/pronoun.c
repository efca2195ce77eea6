/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The paragraph is gone through once, from mention to mention and source to source; what counts of
 * the text between is kept as a few flags. So a long paragraph costs no more than its length.
 */
#include "analysis/pronoun.h"

#include "analysis/roster.h"
#include "analysis/segment.h"
#include "analysis/title.h"

enum {
	HE = 0x4ED6,
	SHE = 0x5979,
	BLANKS = 8,
	PHRASE_LONGEST = 12 /* characters of 在随后的座谈会上， */
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

/* Whether a clause begins at a position, blanks and opening marks before it aside. */
static bool
clause_begins(const struct passage *passage, size_t at)
{
	size_t blanks;

	for (blanks = 0; blanks < BLANKS && at > 0 && passage->text[at - 1] == ' '; blanks++)
		at--;
	return segment_begins_clause(passage, at) && (at == 0 || passage->text[at - 1] != '(');
}

/* Whether others are named behind a name that ends at a position. */
static bool
goes_on(const struct passage *passage, size_t at)
{
	uint32_t next;

	at = roster_skip_bracket(passage, at);
	next = passage_character(passage, passage_skip_blanks(passage, at, 1));
	return next == 0x3001 || next == 0x548C || next == 0x4E0E || next == 0x53CA ||
		next == 0x66A8 || next == 0x7B49;
}

/* Words that tell what somebody says. */
#define TELLING (SET(FRAME_ORDER) | SET(FRAME_POINT) | SET(FRAME_OWN) | SET(FRAME_WISH))

#define CIVIL (SET(CIVIL_BEFORE) | SET(CIVIL_AFTER))

/* The reading of one paragraph. */
struct reader {
	const struct passage *passage;
	size_t base;
	struct subject *subject;
	size_t looked;             /* folded characters gone through */
	bool here;                 /* the subject is of this paragraph */
	bool ended;                /* a sentence has ended behind it */
	bool told;                 /* the sentence tells what somebody says */
	bool civil;                /* it names somebody who is no official */
	bool other;                /* such a one has said something since the subject */
	struct span before, after; /* the source that was resolved last, and what it became */
};

/* Goes on to a position. */
static void
go_on(struct reader *reader, size_t at)
{
	const struct passage *passage = reader->passage;

	for (; reader->looked < at; reader->looked++) {
		word_set begin = passage->begin[reader->looked];

		if (ends_sentence(passage->text[reader->looked])) {
			reader->ended = true;
			reader->told = reader->civil = false;
		}
		if (begin & TELLING) {
			reader->told = true;
			reader->other = reader->other || (reader->civil && reader->ended);
		}
		if (begin & CIVIL)
			reader->civil = true;
	}
}

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

/* Takes the mention of an official, named or not, as who is spoken of, if it begins a clause and is
 * no part of what somebody says. */
static void
take_mention(struct reader *reader, const struct finding *finding)
{
	const struct passage *passage = reader->passage;
	const struct fold *fold = &passage->fold;
	struct subject *subject = reader->subject;
	struct span span = span_with_title(finding);
	size_t start = fold_from_source(fold, span.start - reader->base), end;
	bool same;

	if (!clause_begins(passage, start))
		return;
	end = fold_from_source(fold, span.end - reader->base);
	go_on(reader, start);
	if (reader->told || passage_character(passage, end) == 0x7684)
		return;
	same = reader->here && !reader->ended;
	if (same && subject->person == finding->person && finding->person != PERSON_NONE)
		return;
	*subject = (struct subject){.known = true, .person = finding->person};
	if (!same && finding->type == FINDING_OFFICIAL && !goes_on(passage, end))
		subject->span = span;
	reader->here = true;
	reader->ended = reader->other = false;
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

/* What a source becomes that is a pronoun, or left out behind a link (并强调). */
static struct span
resolve(struct reader *reader, struct span source)
{
	const struct passage *passage = reader->passage;
	const struct fold *fold = &passage->fold;
	const struct subject *subject = reader->subject;
	size_t start = fold_from_source(fold, source.start - reader->base);
	size_t end = fold_from_source(fold, source.end - reader->base);
	size_t at = segment_skip_openers(passage, start, end < passage->length ? end + 1 : end);
	bool same;

	if ((at < end && !is_pronoun(passage, at)) || start < reader->looked)
		return source;
	go_on(reader, start);
	same = reader->here && !reader->ended;
	if (at >= end)
		return same ? subject->span : (struct span){0, 0};
	if (span_is_empty(subject->span) || reader->other ||
		!(same || begins_sentence(passage, start)))
		return source;
	return subject->span;
}

/* The source without what follows the official whom it begins with: 市长某某就落实会议精神. */
static struct span
trim(const struct reader *reader, const struct finding *official, struct span source)
{
	struct span span = span_with_title(official);
	size_t end;

	if (span.start != source.start || span.end >= source.end)
		return source;
	end = fold_from_source(&reader->passage->fold, span.end - reader->base);
	return goes_on(reader->passage, end) ? source : span;
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
		struct span *source = &findings[i].source;

		if (findings[i].type != FINDING_DIRECTIVE || source->start < base)
			continue;
		if (source->start != reader.before.start || source->end != reader.before.end) {
			while (next < count &&
				(findings[next].type == FINDING_DIRECTIVE ||
					findings[next].span.start < source->start)) {
				if (findings[next].type != FINDING_DIRECTIVE)
					take_mention(&reader, &findings[next]);
				next++;
			}
			reader.before = *source;
			reader.after = resolve(&reader, *source);
			if (next < count && findings[next].type == FINDING_OFFICIAL)
				reader.after = trim(&reader, &findings[next], reader.after);
		}
		*source = reader.after;
	}
	for (; next < count; next++)
		if (findings[next].type != FINDING_DIRECTIVE)
			take_mention(&reader, &findings[next]);
}
