/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An office is a head in the lexicon with the capitalised words before it (and of, for, the between
 * them); a name is the run of capitalised words behind it.
 *
 *      …, said [Chilean President] {Sebastian Pinera} on Monday
 */
#include "analysis/english.h"

enum {
	TOKENS = 5,        /* words of a name */
	NAME_LONGEST = 40, /* characters */
	TITLE_LONGEST = 90,
	OFFICE_WORDS = 9, /* of Commerce, Industry and so on */
	SCORE = 500,
	SCORE_ALIAS = 300
};

bool
english_is_letter(const struct passage *passage, size_t at)
{
	uint32_t character = passage_character(passage, at);

	return character_is_letter(character) || (character >= 0xC0 && character < 0x250);
}

static size_t
word_end(const struct passage *passage, size_t at)
{
	while (english_is_letter(passage, at) ||
		((passage_character(passage, at) == '\'' ||
			 passage_character(passage, at) == '-') &&
			english_is_letter(passage, at + 1)))
		at++;
	return at;
}

static size_t
word_start(const struct passage *passage, size_t at)
{
	while (at > 0 &&
		(english_is_letter(passage, at - 1) ||
			((passage->text[at - 1] == '\'' || passage->text[at - 1] == '-') &&
				at > 1 && english_is_letter(passage, at - 2))))
		at--;
	return at;
}

static bool
is_boundary(const struct passage *passage, size_t start, size_t end)
{
	return (start == 0 || !english_is_letter(passage, start - 1)) &&
		!english_is_letter(passage, end);
}

size_t
english_word(const struct passage *passage, size_t at, word_set classes)
{
	size_t length = passage_word(passage, at, classes);

	while (length > 0 && !is_boundary(passage, at, at + length)) {
		size_t shorter = length - 1;

		length = 0;
		if (shorter > 0)
			length = lexicon_match(
				&passage->packs->lexicon, passage->text + at, shorter, classes);
	}
	return length;
}

/* The length of Dr, Prof. or the like with the blank behind it, at a position; 0 when none stands
 * there. */
static size_t
honorific_at(const struct passage *passage, size_t at)
{
	static const char *const honorifics[] = {"dr ", "dr. ", "mr ", "mr. ", "ms ", "ms. ",
		"mrs ", "mrs. ", "prof ", "prof. ", "professor ", "sir ", "dame ", "lord "};

	for (size_t i = 0; i < sizeof honorifics / sizeof honorifics[0]; i++)
		if (passage_has(passage, at, honorifics[i]))
			return slice_from_string(honorifics[i]).length;
	return 0;
}

/* The length of the honorific that ends before a position. */
static size_t
honorific_before(const struct passage *passage, size_t at)
{
	size_t start = at > 0 ? at - 1 : 0;

	while (start > 0 && passage->text[start - 1] != ' ')
		start--;
	return start + honorific_at(passage, start) == at ? at - start : 0;
}

/* Without a possessive 's. */
static size_t
without_possessive(const struct passage *passage, size_t start, size_t end)
{
	if (end > start + 2 && passage->text[end - 1] == 's' && passage->text[end - 2] == '\'')
		return end - 2;
	return end;
}

static bool
is_capital_word(const struct passage *passage, size_t at)
{
	uint32_t character = passage_character(passage, at);

	if (english_word(passage, at, SET(EN_STOP)) == word_end(passage, at) - at)
		return false;
	return passage_is_capital(passage, at) || (character >= 0xC0 && character < 0x250);
}

static bool
is_particle(const struct passage *passage, size_t at)
{
	static const char *const particles[] = {"de ", "da ", "dos ", "van ", "von ", "der ",
		"den ", "ter ", "di ", "du ", "ibn ", "bin ", "al-", "del ", "la ", "el "};
	size_t index;

	for (index = 0; index < sizeof particles / sizeof particles[0]; index++)
		if (passage_has(passage, at, particles[index]))
			return true;
	return false;
}

/* The end of the run of capitalised words at a position; at when there is none. *words counts. */
static size_t
name_end(const struct passage *passage, size_t at, size_t *words)
{
	size_t end = at, next = at, last;

	for (*words = 0; *words < TOKENS; ++*words) {
		if (!is_capital_word(passage, next) && !(*words > 0 && is_particle(passage, next)))
			break;
		if (english_word(passage, next, SET(EN_HEAD)) > 0)
			break;
		last = word_end(passage, next);
		if (last == next || last - at > NAME_LONGEST)
			break;
		end = without_possessive(passage, next, last);
		if (end < last) {
			++*words;
			break;
		}
		if (passage_character(passage, last) == '.' && last - next == 1)
			last++; /* an initial */
		if (passage_character(passage, last) != ' ') {
			++*words;
			break;
		}
		next = last + 1;
	}
	return end;
}

/* Whether of or for stands there, behind a word that an organ's name begins with: Bank of …. */
static bool
is_of_organ(const struct passage *passage, size_t word)
{
	size_t before;

	if ((!passage_has(passage, word, "of ") && !passage_has(passage, word, "for ")) || word < 2)
		return false;
	before = word_start(passage, word - 1);
	return english_word(passage, before, SET(ORGAN)) == word - 1 - before ||
		passage_word_before(passage, word - 1, SET(EN_HEAD)) > 0;
}

/* The start of the office whose head begins at head. */
static size_t
title_start(const struct passage *passage, size_t head)
{
	size_t start = head, at = head;

	while (at > 1 && passage->text[at - 1] == ' ' && head - start < TITLE_LONGEST) {
		size_t word = word_start(passage, at - 1), length = at - 1 - word;

		if (at > 4 && passage_has(passage, at - 5, "u.s. ")) {
			start = at = at - 5;
			continue;
		}
		if (length == 0)
			break;
		if (is_capital_word(passage, word) || passage_has(passage, word, "former ") ||
			passage_has(passage, word, "acting ") ||
			passage_has(passage, word, "then-"))
			start = word;
		else if (!is_of_organ(passage, word))
			break;
		at = word;
	}
	return start;
}

static void
enter(struct person_table *table, const struct passage *passage, size_t start, size_t end,
	enum rule_id rule, int score)
{
	struct person_entry *entry;

	if (end - start < 2 || end - start > PERSON_LONGEST || !passage->packs->rules[rule].on)
		return;
	entry = person_table_enter(table, passage->text + start, end - start);
	if (entry)
		person_add_site(entry, score, rule, 0);
}

/* Later mentions have the surname alone: the first word of Chinese names, else the last. */
static void
enter_alias(struct person_table *table, const struct passage *passage, size_t start, size_t end)
{
	size_t first = word_end(passage, start), last = word_start(passage, end);

	if (first >= end)
		return;
	if (english_word(passage, start, SET(EN_SURNAME)) == first - start &&
		word_end(passage, first + 1) >= end)
		enter(table, passage, start, first, RULE_EN_PROPAGATED, SCORE_ALIAS);
	else
		enter(table, passage, last, end, RULE_EN_PROPAGATED, SCORE_ALIAS);
}

/* Where the first pass puts what it finds. */
struct collector {
	const struct passage *passage;
	const struct evidence_state *state;
	struct person_table *table;
};

/* Enters an official's whole name and the short one. */
static void
enter_person(const struct collector *collector, size_t start, size_t end, enum rule_id rule)
{
	if (evidence_is_withdrawn(collector->passage, collector->state, start, end))
		return;
	enter(collector->table, collector->passage, start, end, rule, SCORE);
	enter_alias(collector->table, collector->passage, start, end);
}

/* Whether a word may stand in what an office is of: of Foreign Affairs and Trade. */
static bool
is_of_office(const struct passage *passage, size_t word)
{
	static const char *const small[] = {"of ", "the ", "and ", "for "};

	for (size_t i = 0; i < sizeof small / sizeof small[0]; i++)
		if (passage_has(passage, word, small[i]))
			return true;
	return is_capital_word(passage, word) || english_word(passage, word, SET(ORGAN)) > 0;
}

/* Minister of Commerce Tan Hai: where the name begins behind an office of something, whose last
 * word is one that such things end with; at when it does not. at is behind the head. */
static size_t
behind_office(const struct passage *passage, size_t at)
{
	size_t word = at + 1, next, found = at, words;

	if (!passage_has(passage, at, " of ") && !passage_has(passage, at, " for "))
		return at;
	for (words = 0; words < OFFICE_WORDS && is_of_office(passage, word); words++) {
		next = word_end(passage, word);
		if (next == word || english_word(passage, word, SET(EN_HEAD)) > 0)
			break;
		if (english_word(passage, word, SET(ORGAN)) == next - word)
			found = next;
		if (passage_character(passage, next) != ' ')
			break;
		word = next + 1;
	}
	return found;
}

/* Whether a word of an organ's name is in [start, end): United Nations is nobody. */
static bool
has_organ(const struct passage *passage, size_t start, size_t end)
{
	while (start < end) {
		if (english_word(passage, start, SET(ORGAN)) > 0)
			return true;
		start = word_end(passage, start) + 1;
	}
	return false;
}

/* A head ends at a position: the name behind it. */
static void
at_head(const struct collector *collector, size_t head, size_t end)
{
	const struct passage *passage = collector->passage;
	size_t words, name, last, behind = behind_office(passage, end);

	name = behind + 1;
	if (passage_character(passage, behind) != ' ' &&
		(behind == end || passage_character(passage, behind) != ','))
		return;
	if (behind > end && passage_character(passage, behind) == ',')
		name++; /* the chair of the Ferry Board, Maren Tolle, said */
	name += honorific_at(passage, name);
	last = name_end(passage, name, &words);
	if (words == 0 || has_organ(passage, name, last) || (behind > end && words < 2) ||
		(!passage_is_capital(passage, head) && words < 2))
		return;
	enter_person(collector, name, last, RULE_EN_TITLE_NAME);
}

/* The office behind a name and a comma: , general secretary of …, */
static bool
title_behind(const struct passage *passage, size_t name, size_t *start, size_t *end)
{
	size_t at = name, words;

	if (passage_character(passage, at) != ',' || passage_character(passage, at + 1) != ' ')
		return false;
	*start = at + 2;
	at = *start;
	for (words = 0; words < 5; words++) {
		size_t head = english_word(passage, at, SET(EN_HEAD));

		if (head > 0) {
			/* …, Ambassador Lars Holm: the office of somebody else. */
			if (passage_character(passage, at + head) == ' ' &&
				is_capital_word(passage, at + head + 1))
				return false;
			while (at < passage->length && passage->text[at] != ',' &&
				passage->text[at] != '.' && passage->text[at] != ';' &&
				at - *start < TITLE_LONGEST)
				at++;
			*end = at;
			return passage->text[at < passage->length ? at : at - 1] != ' ';
		}
		at = word_end(passage, at);
		if (passage_character(passage, at) != ' ')
			return false;
		at++;
	}
	return false;
}

void
english_collect(const struct passage *passage, const struct evidence_state *state,
	struct person_table *table)
{
	const struct collector collector = {passage, state, table};
	size_t at, length, words, last, start, end;

	for (at = 0; at < passage->length; at++) {
		if (at > 0 && english_is_letter(passage, at - 1))
			continue;
		length = english_word(passage, at, SET(EN_HEAD));
		if (length > 0) {
			at_head(&collector, at, at + length);
			at += length - 1;
		} else if (is_capital_word(passage, at)) {
			last = name_end(passage, at, &words);
			if (words >= 2 && !has_organ(passage, at, last) &&
				title_behind(passage, last, &start, &end))
				enter_person(&collector, at, last, RULE_EN_NAME_TITLE);
		}
	}
}

/* Where an office right before a name ends, Dr and a comma between them aside; 0 when nothing may.
 */
static size_t
office_end(const struct passage *passage, size_t name)
{
	name -= honorific_before(passage, name);
	if (name < 3 || passage->text[name - 1] != ' ')
		return 0;
	return passage->text[name - 2] == ',' ? name - 2 : name - 1;
}

/* Where the head of an office that ends before end begins; end when there is none. Before a comma
 * it is an office of something: the chair of the Ferry Board, Maren Tolle. */
static size_t
head_before(const struct passage *passage, size_t end)
{
	size_t at = end, words, length = passage_word_before(passage, end, SET(EN_HEAD));

	if (length > 0 && passage->text[end] == ' ' && is_boundary(passage, end - length, end))
		return end - length;
	for (words = 0; words < OFFICE_WORDS && at > 0; words++) {
		at = word_start(passage, at);
		if (words == 0 && english_word(passage, at, SET(ORGAN)) == 0)
			return end;
		if (!is_of_office(passage, at) || at < 2 || passage->text[at - 1] != ' ')
			return end;
		at--;
		length = passage_word_before(passage, at, SET(EN_HEAD));
		if (length > 0 && is_boundary(passage, at - length, at) &&
			behind_office(passage, at) == end)
			return at - length;
	}
	return end;
}

bool
english_mention(const struct passage *passage, enum rule_id site, struct mention *mention)
{
	size_t start = mention->start, words, head, end;

	if (!is_boundary(passage, start, mention->end) || !is_capital_word(passage, start))
		return false;
	if (start > 1 && passage->text[start - 1] == ' ' &&
		is_capital_word(passage, word_start(passage, start - 1)) &&
		site == RULE_EN_PROPAGATED &&
		passage_word_before(passage, start - 1, SET(EN_HEAD)) == 0)
		return false; /* the surname of somebody else's full name */
	if (site == RULE_EN_PROPAGATED && passage_character(passage, mention->end) == ' ' &&
		is_capital_word(passage, mention->end + 1) &&
		name_end(passage, start, &words) > mention->end &&
		english_word(passage, start, SET(EN_SURNAME)) > 0)
		return false;
	mention->rule = RULE_EN_PROPAGATED;
	end = office_end(passage, start);
	if (end > 0) {
		head = head_before(passage, end);
		if (head < end) {
			mention->rule = RULE_EN_TITLE_NAME;
			if (passage_has(passage, head, "counterpart"))
				return true; /* an office, but of another's name */
			mention->title_start = title_start(passage, head);
			mention->title_end = end;
			return true;
		}
	}
	if (site != RULE_EN_PROPAGATED &&
		title_behind(passage, mention->end, &mention->title_start, &mention->title_end))
		mention->rule = RULE_EN_NAME_TITLE;
	else
		mention->title_start = mention->title_end = 0;
	return true;
}
