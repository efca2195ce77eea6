/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A segment is a directive when one of its cues binds. Most cues bind wherever they stand; "is to"
 * does so only behind somebody or something that can be told:
 *
 *      The report [is to] be submitted by June.      binds
 *      The aim [is to] submit it by June.            tells what the aim is
 *      Li Qiang [is to] visit Chile on Monday.       tells what will be
 */
#include "analysis/english_directive.h"

#include "analysis/english.h"

#define CUES (SET(EN_MUST_NOT) | SET(EN_MUST) | SET(EN_SHOULD) | SET(EN_CALL) | SET(EN_MAY))

enum {
	SUBJECT_WITHIN = 120, /* characters before a cue that may be its subject's */
	OPINION_WITHIN = 200,
	DATE_WITHIN = 60,
	TOLD_WITHIN = 60,
	CONDITION_WITHIN = 160, /* characters of If you have a fever, */
	HOPE_WITHIN = 60        /* characters of who is hoped to do something */
};

/* Where the words of a clause begin before at. */
static size_t
clause_start(const struct passage *passage, size_t at, size_t floor)
{
	size_t start = at;

	while (start > floor && at - start < SUBJECT_WITHIN) {
		uint32_t before = passage->text[start - 1];

		if (before == ',' || before == ':' || before == ';' || before == '(' ||
			before == '"')
			break;
		start--;
	}
	while (start < at && !english_is_letter(passage, start))
		start++;
	return start;
}

/* Where the word begins that ends before the blank before at; at when there is none. */
static size_t
word_before(const struct passage *passage, size_t at)
{
	size_t start = at;

	while (start > 1 && english_is_letter(passage, start - 2))
		start--;
	return start > 1 && passage->text[at - 1] == ' ' ? start - 1 : at;
}

/* Whether one of the words, each with a blank behind it, stands at a position. */
static bool
is_one_of(const struct passage *passage, size_t at, const char *const *words, size_t count)
{
	while (count > 0)
		if (passage_has(passage, at, words[--count]))
			return true;
	return false;
}

/* Whether a word of the classes stands in [start, end), as a word of its own. */
static bool
has_word(const struct passage *passage, size_t start, size_t end, word_set classes)
{
	for (; start < end; start++)
		if (passage->begin[start] & classes &&
			(start == 0 || !english_is_letter(passage, start - 1)) &&
			english_word(passage, start, classes) > 0)
			return true;
	return false;
}

/* Whether the clause before a cue asks, or sets a condition: how it, if we. */
static bool
is_open(const struct passage *passage, size_t start, size_t cue)
{
	static const char *const openers[] = {
		"if ", "what ", "whether ", "how ", "why ", "when ", "where ", "whoever ", "as "};
	static const char *const subjects[] = {
		"who ", "which ", "that ", "this ", "there ", "we ", "i ", "you ", "whom "};

	if (is_one_of(passage, word_before(passage, cue), subjects,
		    sizeof subjects / sizeof subjects[0]))
		return true;
	for (; start < cue; start++)
		if ((start == 0 || !english_is_letter(passage, start - 1)) &&
			is_one_of(passage, start, openers, sizeof openers / sizeof openers[0]))
			return true;
	return false;
}

/* Whether the cue's subject is a name: Li Qiang is to …, China is to …. */
static bool
is_name_before(const struct passage *passage, size_t start, size_t cue)
{
	static const char *const articles[] = {"the ", "each ", "every ", "any ", "all ", "no ",
		"a ", "an ", "both ", "these ", "those ", "its ", "their "};
	size_t word = word_before(passage, cue);

	return word < cue && passage_is_capital(passage, word) &&
		(passage_has(passage, cue, "is ") || passage->text[cue - 2] != 's') &&
		!is_one_of(passage, start, articles, sizeof articles / sizeof articles[0]);
}

/* Whether a day of the near future stands behind a cue: news of what will be. */
static bool
is_scheduled(const struct passage *passage, size_t at, size_t end)
{
	static const char *const words[] = {" on mon", " on tues", " on wed", " on thurs",
		" on fri", " on sat", " on sun", " next ", " later ", " tomorrow", " tonight",
		" this week", " today"};

	for (end = end < at + DATE_WITHIN ? end : at + DATE_WITHIN; at < end; at++)
		if (passage->text[at] == ' ' &&
			is_one_of(passage, at, words, sizeof words / sizeof words[0]))
			return true;
	return false;
}

/* Whether "is to", "are not to" at [start, end) tells somebody what to do. */
static bool
is_to_binds(const struct passage *passage, const struct segment *segment, size_t start, size_t end)
{
	size_t clause = clause_start(passage, start, segment->start);
	uint32_t next = passage_character(passage, end + 1);

	if (passage_character(passage, end) != ' ' || !character_is_letter(next) ||
		passage_is_capital(passage, end + 1) ||
		english_word(passage, end + 1, SET(EN_STOP)) > 0 || start == segment->start)
		return false;
	if (has_word(passage, clause, start, SET(TOPIC)) || is_open(passage, clause, start))
		return false;
	if (passage_has(passage, end - 6, "not to"))
		return true;
	return english_word(passage, end + 1, SET(HEADLINE_END)) == 0 &&
		!is_name_before(passage, clause, start) &&
		!is_scheduled(passage, end, segment->end);
}

/* Whether the words at [start, end) are "is to" or the like. */
static bool
is_to(const struct passage *passage, size_t start, size_t end)
{
	size_t length = end - start - passage_has(passage, start, "are ");

	return (length == 5 && passage_has(passage, end - 3, " to")) ||
		(length == 9 && passage_has(passage, end - 7, " not to"));
}

/* thought that he must be …, said that they must have …: what is guessed. */
static bool
is_guess(const struct passage *passage, const struct segment *segment, size_t start, size_t end)
{
	bool being = passage_has(passage, end, " be "),
	     having = passage_has(passage, end, " have ");
	size_t word = end + 4, from = segment->start;

	if (!passage_has(passage, end - 4, "must") || !(being || having))
		return false;
	if (start > from + OPINION_WITHIN)
		from = start - OPINION_WITHIN;
	while (english_is_letter(passage, word))
		word++;
	if (being && passage_has(passage, word - 2, "ed"))
		return false;
	return has_word(
		passage, from, start, having ? SET(FRAME_OWN) | SET(FRAME_POINT) : SET(FRAME_OWN));
}

/* hoped Canada would …, hopes both sides will …: a hope laid on somebody, and none for fine
 * weather.
 */
static bool
lays_hope(const struct passage *passage, const struct segment *segment, size_t end)
{
	static const char *const others[] = {"both ", "all ", "the other side", "the two sides "};
	static const char *const verbs[] = {" would ", " will ", " can ", " could "};
	size_t at = end + 1, limit = at + HOPE_WITHIN;

	if (passage_has(passage, at, "that "))
		at += 5;
	if (!passage_is_capital(passage, at) &&
		!is_one_of(passage, at, others, sizeof others / sizeof others[0]))
		return false;
	for (; at < limit && at < segment->end && passage->text[at] != ','; at++)
		if (is_one_of(passage, at, verbs, sizeof verbs / sizeof verbs[0]))
			return true;
	return false;
}

/* advised walkers to keep …, directing them not to move …: who is told stands behind the verb, then
 * what to do. Not was asked to …, asked how to …. */
static bool
tells(const struct passage *passage, const struct segment *segment, size_t end, bool * not )
{
	static const char *const openers[] = {"to ", "how ", "whether ", "if ", "about ", "what ",
		"why ", "for ", "that ", "by ", "at ", "in ", "when ", "where ", "who "};
	size_t at = end, limit = end + TOLD_WITHIN;

	if (is_one_of(passage, end + 1, openers, sizeof openers / sizeof openers[0]))
		return false;
	for (; at < limit && at < segment->end; at++) {
		uint32_t character = passage->text[at];

		if (character == ',' || character == ';' || character == '"')
			return false;
		if (character != ' ')
			continue;
		*not = passage_has(passage, at, " not to ");
		if (*not || passage_has(passage, at, " to "))
			return character_is_letter(passage_character(passage, at + (*not ? 8 : 4)));
	}
	return false;
}

/* Whether the words at a position are verbs of telling somebody to do something. */
static bool
is_telling(const struct passage *passage, size_t at)
{
	static const char *const verbs[] = {
		"advis", "remind", "ask", "direct", "instruct", "order"};

	return is_one_of(passage, at, verbs, sizeof verbs / sizeof verbs[0]);
}

/* Whether a cue binds where it stands. */
static bool
binds(const struct passage *passage, const struct segment *segment, size_t start, size_t end)
{
	bool please = passage_has(passage, start, "please"), not ;

	if (passage_is_covered(passage, start, end, SET(NOT_CUE)) ||
		(!please && english_word(passage, end + 1, SET(COGNITION)) > 0))
		return false;
	if (please || passage_has(passage, start, "do not"))
		return !passage_has(passage, end, " note that") &&
			(start == segment->start ||
				(start == segment->start + 1 &&
					!english_is_letter(passage, start - 1)));
	if (passage_has(passage, start, "hope"))
		return lays_hope(passage, segment, end);
	if (is_telling(passage, start))
		return tells(passage, segment, end, &not );
	if (is_to(passage, start, end))
		return is_to_binds(passage, segment, start, end);
	return !is_guess(passage, segment, start, end);
}

/* Whether all letters of a word are capitals, as RFC 2119 has it. */
static bool
is_shouted(const struct passage *passage, size_t start, size_t end)
{
	for (; start < end; start++)
		if (character_is_letter(passage->text[start]) &&
			!passage_is_capital(passage, start))
			return false;
	return true;
}

/* Whether a word is quoted, as where a specification says which words it uses: "MUST", "MUST NOT".
 */
static bool
is_quoted(const struct passage *passage, size_t start, size_t end)
{
	if (passage_has(passage, end, " not"))
		end += 4;
	return start > 0 && passage->text[start - 1] == '"' &&
		passage_character(passage, end) == '"';
}

/* may apply, may request: a permission in news too, and no guess. */
static bool
is_offer(const struct passage *passage, size_t at)
{
	static const char *const verbs[] = {
		" apply ", " request ", " appeal ", " opt ", " choose "};

	return is_one_of(passage, at, verbs, sizeof verbs / sizeof verbs[0]);
}

/* A kind of cue, with its rule, and the one for capitals (RULES: none). */
struct kind {
	word_set classes;
	enum modality modality;
	enum rule_id rule, shouted;
};

/* The rule that makes a cue of [start, end) one; RULES when none does. */
static enum rule_id
rule_of(const struct passage *passage, const struct kind *kind, const struct genre *genre,
	size_t start, size_t end)
{
	const struct rule *rules = passage->packs->rules;
	bool shouted = is_shouted(passage, start, end);
	enum rule_id id = is_to(passage, start, end) ? RULE_EN_IS_TO : kind->rule;

	if (shouted && kind->shouted < RULES && rules[kind->shouted].on)
		return is_quoted(passage, start, end) ? RULES : kind->shouted;
	if (!rules[id].on ||
		(id == RULE_EN_MAY && !genre->notice && !shouted && !is_offer(passage, end)))
		return RULES;
	return id;
}

/* The length of the longest words of the classes that stand at a position on their own. */
static size_t
cue_at(const struct passage *passage, size_t at, word_set classes)
{
	if (!(passage->begin[at] & classes) || (at > 0 && english_is_letter(passage, at - 1)))
		return 0;
	return english_word(passage, at, classes);
}

/* No vehicle shall …, directed them not to …: whether the subject before a cue is nobody, or what
 * is told is not to be done. */
static bool
denies(const struct passage *passage, const struct segment *segment, size_t cue, size_t end)
{
	bool not ;

	if (passage_has(passage, cue, "direct") || passage_has(passage, cue, "instruct") ||
		passage_has(passage, cue, "order"))
		return tells(passage, segment, end, &not ) && not ;
	return passage_has(passage, clause_start(passage, cue, segment->start), "no ") &&
		(passage_has(passage, cue, "shall ") || passage_has(passage, cue, "may ") ||
			passage_has(passage, cue, "must "));
}

/* Whether what an order needs stands behind a verb that may be a noun: your sheds, calm. */
static bool
is_ordered(const struct passage *passage, size_t end)
{
	static const char *const words[] = {" your ", " the ", " a ", " an ", " all ", " any ",
		" every ", " each ", " this ", " these ", " those ", " them ", " it ", " away ",
		" home", " indoors", " inside", " calm", " informed", " safe", " alert", " out ",
		" up ", " off "};

	return is_one_of(passage, end, words, sizeof words / sizeof words[0]);
}

/* Where the main clause begins behind If you …,; the segment's first word when there is none. */
static size_t
main_clause(const struct passage *passage, const struct segment *segment)
{
	static const char *const conditions[] = {"if you ", "when you ", "where you "};
	size_t at = segment->start;

	while (at < segment->end && at < segment->start + 2 && !english_is_letter(passage, at))
		at++;
	if (!is_one_of(passage, at, conditions, sizeof conditions / sizeof conditions[0]))
		return at;
	for (size_t comma = at; comma < segment->end && comma < at + CONDITION_WITHIN; comma++)
		if (passage->text[comma] == ',' && passage->begin[comma + 2] & SET(IMPERATIVE))
			return comma + 2;
	return at;
}

/* Check your sheds today: a sentence, or what follows a condition, that begins with its verb. */
static bool
read_imperative(
	const struct passage *passage, const struct segment *segment, struct directive *directive)
{
	static const char *const verbs[] = {
		"avoid", "ensure", "make sure", "seek", "be ", "remain ", "remember "};
	size_t at = main_clause(passage, segment), length, behind;
	bool begins = at <= segment->start + 1;

	length = cue_at(passage, at, SET(IMPERATIVE));
	behind = at + length;
	if (length == 0 || behind >= segment->end)
		return false;
	/* In the middle of a sentence only what cannot be taken for something else. */
	if (begins && !passage_is_capital(passage, at) && !passage_has(passage, behind, " your "))
		return false;
	if (!is_one_of(passage, at, verbs, sizeof verbs / sizeof verbs[0]) &&
		!is_ordered(passage, behind))
		return false;
	*directive = (struct directive){.span = *segment,
		.cue = {at, behind},
		.modality = MODALITY_OBLIGATION,
		.rule = RULE_EN_IMPERATIVE};
	return passage->packs->rules[RULE_EN_IMPERATIVE].on;
}

bool
english_directive(const struct passage *passage, const struct segment *segment,
	const struct genre *genre, struct directive *directive)
{
	static const struct kind kinds[] = {
		{SET(EN_MUST_NOT), MODALITY_PROHIBITION, RULE_EN_MUST, RULE_RFC_MUST_NOT},
		{SET(EN_MUST), MODALITY_OBLIGATION, RULE_EN_MUST, RULE_RFC_MUST},
		{SET(EN_SHOULD), MODALITY_RECOMMENDATION, RULE_EN_SHOULD, RULE_RFC_SHOULD},
		{SET(EN_CALL), MODALITY_RECOMMENDATION, RULE_EN_CALL, RULES},
		{SET(EN_MAY), MODALITY_PERMISSION, RULE_EN_MAY, RULE_RFC_MAY},
	};
	size_t at, kind, length;
	enum rule_id rule;

	if (passage->text[segment->end - 1] == '?')
		return false;
	for (at = passage_next_begin(passage, segment->start, segment->end, CUES);
		at < segment->end; at = passage_next_begin(passage, at + 1, segment->end, CUES)) {
		for (kind = 0; kind < sizeof kinds / sizeof kinds[0]; kind++) {
			length = cue_at(passage, at, kinds[kind].classes);
			if (length == 0 || at + length > segment->end ||
				!binds(passage, segment, at, at + length))
				continue;
			rule = rule_of(passage, &kinds[kind], genre, at, at + length);
			if (rule == RULES)
				continue;
			*directive = (struct directive){.span = *segment,
				.cue = {at, at + length},
				.modality = denies(passage, segment, at, at + length)
					? MODALITY_PROHIBITION
					: kinds[kind].modality,
				.rule = rule};
			return true;
		}
	}
	return read_imperative(passage, segment, directive);
}
