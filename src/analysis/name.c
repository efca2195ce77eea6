/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/name.h"

#include "analysis/name_border.h"

#include <limits.h>

/* Hundredths. */
enum {
	DOUBLE_FREE = 180,    /* what each surname of a double one must have */
	DOUBLE_ANCHORED = 80, /* the same where an office stands before it */
	WEAK_END = -130,      /* the last character is one before which a name may end */
	CUT_WORD = -150,      /* the last character begins a word that stands behind names */
	LENGTH_TWO = -45,
	LENGTH_THREE = 35,
	LENGTH_FOUR = -60,
	COMMON_VETO = -60,   /* a common word begins inside, or is a part of it */
	COMMON_WHOLE = -170, /* the whole name is one, or all but its last character */
	WORD_VETO = -220,    /* begins like a word that is no name */
	FORM_DOTTED = 300,   /* a middle dot is nearly proof */
	UNKNOWN_GIVEN = -60,
	TRANSCRIBED = 200, /* before an office abroad */
	FOREIGN_EACH = 40,
	FOREIGN_MOST = 160,
	UNUSUAL = -120,
	HAN_LONGEST = 4,
	FOREIGN_LONGEST = 12,
	DOTTED_LONGEST = 28, /* before its last part */
	NONE = INT_MIN
};

/* Words that no name begins with, unless something speaks for it. */
#define WORDS                                                                                      \
	(SET(AFTER_STRONG) | SET(OFFICIAL_ACT) | SET(FRAME_ORDER) | SET(FRAME_POINT) |             \
		SET(FRAME_OWN) | SET(IMPERATIVE) | SET(LOOK_ALIKE) | SET(PLACE) | SET(COUNTRY) |   \
		SET(ORGAN) | SET(ADDRESSEE) | SET(LEFT_STOP) | SET(HEAD_STRONG) | SET(HEAD_WEAK) | \
		SET(HEAD_FOREIGN) | SET(HEAD_GROUP) | SET(HEAD_FIRM) | SET(NOT_HEAD) |             \
		SET(OCCASION) | SET(ISSUER) | SET(CIVIL_BEFORE) | SET(COVER) | SET(NOT_CUE) |      \
		SET(NOT_FRAME) | SET(MUST) | SET(LINK) | SET(REPORT) | SET(PLEDGE))

static int
value(const struct passage *passage, size_t at, enum character_value kind, int unknown)
{
	int tenths = lexicon_value(&passage->packs->lexicon, passage_character(passage, at), kind);

	return tenths == VALUE_NONE ? unknown : tenths * 10;
}

static bool
is_han(const struct passage *passage, size_t at)
{
	return character_is_han(passage_character(passage, at));
}

/* Offices: behind a surname they are no given name. */
#define POSTS                                                                                      \
	(SET(HEAD_STRONG) | SET(HEAD_WEAK) | SET(HEAD_FOREIGN) | SET(HEAD_FIRM) | SET(HEAD_AFTER))

/* What speaks against three characters by the last one. */
static int
end_cost(const struct passage *passage, size_t start, size_t end)
{
	if (end - start != 3)
		return 0;
	if (name_ends_phrase(passage_character(passage, end - 1)))
		return -400;
	if (name_ends_organ(passage->text[end - 1]) && passage_word(passage, end, POSTS) > 0)
		return -600; /* 国安会秘书长 */
	if (passage->begin[end - 1] & SET(AFTER_WEAK) &&
		!name_mark_behind(passage_character(passage, end)))
		return WEAK_END;
	return 0;
}

/* What the words at a place say against a name that begins there, whatever its length. */
struct opening {
	size_t word;     /* the length of the longest of WORDS there */
	size_t inside;   /* of a function word behind the first character */
	size_t country;  /* of a country */
	int surname;     /* what the first character is worth as a surname; 0 when nobody knows */
	int preposition; /* what it costs that it may be a preposition */
	bool common;     /* a common word begins there */
	bool barred;     /* no name does */
};

static int
preposition_cost(const struct passage *passage, size_t start, int surname)
{
	if (passage_word(passage, start, SET(AFTER_WEAK)) != 1)
		return 0;
	if (passage_word(passage, start + 1, WORDS) >= 2)
		return -500;
	return surname < 60 ? -300 : -100;
}

static struct opening
read_opening(const struct passage *passage, size_t start)
{
	struct opening opening = {.word = passage_word(passage, start, WORDS),
		.inside = passage_word(passage, start + 1, FUNCTION_WORDS),
		.surname = value(passage, start, VALUE_SURNAME, 0),
		.common = passage_word(passage, start, SET(COMMON) | SET(COMMON_VERB)) >= 2};

	opening.preposition = preposition_cost(passage, start, opening.surname);
	opening.barred = (opening.surname < 0 && (opening.word >= 2 || opening.common)) ||
		(opening.word >= 2 && passage_word(passage, start, FUNCTION_WORDS) >= 2);
	if (opening.word >= 2)
		opening.country = passage_word(passage, start, SET(COUNTRY));
	return opening;
}

/*
 * What speaks against a name [start, end): that a longer word than one character begins there, that
 * its surname is rather a preposition, that it ends like no name. NONE when it can be none.
 */
static int
veto(const struct passage *passage, const struct opening *opening, size_t start, size_t end)
{
	int cost = end_cost(passage, start, end) + opening->preposition;

	if (opening->barred)
		return NONE;
	if (opening->inside >= 2 && start + 1 + opening->inside >= end)
		cost -= 250;
	if (opening->word < 2) {
		if (opening->common)
			cost += end - start == 2 ? COMMON_WHOLE : COMMON_VETO;
		return cost;
	}
	if (opening->country == end - start)
		return NONE;
	if (opening->surname < 60)
		cost -= 200;
	return cost + (start + opening->word >= end ? WORD_VETO - 60 : WORD_VETO);
}

/* Whether two characters with a blank between them are one word: 国 家. */
static bool
is_broken_word(const struct passage *passage, size_t start)
{
	uint32_t joined[2] = {
		passage_character(passage, start), passage_character(passage, start + 2)};

	return lexicon_match(&passage->packs->lexicon, joined, 2, WORDS) == 2;
}

static int
given_value(const struct passage *passage, size_t start, size_t end)
{
	if (end - start == 1)
		return value(passage, start, VALUE_SINGLE, UNKNOWN_GIVEN);
	return value(passage, start, VALUE_FIRST, UNKNOWN_GIVEN) +
		value(passage, start + 1, VALUE_SECOND, UNKNOWN_GIVEN);
}

/* What is asked of the characters at a place for Han names of all lengths. */
struct seat {
	size_t at;
	size_t room;   /* ideographs that may be in names, at most HAN_LONGEST */
	int surname;   /* NONE when the first is none */
	bool compound; /* the first two are one */
};

static struct seat
read_seat(const struct passage *passage, size_t at)
{
	struct seat seat = {.at = at, .surname = value(passage, at, VALUE_SURNAME, NONE)};

	while (seat.room < HAN_LONGEST && is_han(passage, at + seat.room) &&
		!(passage->begin[at + seat.room] & SET(NEVER)))
		seat.room++;
	seat.compound = passage_word(passage, at, SET(SURNAME_LONG)) == 2;
	return seat;
}

/* The value of the first `length` characters as a Han name; least: what both surnames of a double
 * one must have. */
static int
han_value(const struct passage *passage, const struct seat *seat, size_t length, int least)
{
	size_t at = seat->at;
	int second;

	if (length < 2 || length > seat->room)
		return NONE;
	if (seat->compound)
		return length == 2 ? NONE : 320 + given_value(passage, at + 2, at + length) / 2;
	if (seat->surname == NONE)
		return NONE;
	if (length == 3 && passage_word(passage, at + 1, POSTS) == 2)
		return NONE; /* 孙书记 */
	if (length < HAN_LONGEST)
		return seat->surname + given_value(passage, at + 1, at + length) +
			(length == 2 ? LENGTH_TWO : LENGTH_THREE);
	second = value(passage, at + 1, VALUE_SURNAME, NONE);
	if (seat->surname < least || second < least)
		return NONE;
	return LENGTH_FOUR + (seat->surname < second ? seat->surname : second) / 2 +
		given_value(passage, at + 2, at + length);
}

int
name_value(const struct passage *passage, size_t start, size_t end)
{
	struct seat seat = read_seat(passage, start);

	return han_value(passage, &seat, end - start, DOUBLE_FREE);
}

/* Puts a candidate first when it is the best so far. */
static void
offer(struct name *best, size_t end, int score, enum name_form form)
{
	if (score == NONE)
		return;
	if (best->score == NONE || score > best->score) {
		best->score = score;
		best->end = end;
		best->form = form;
	}
}

/* Words that stand behind names. */
#define CUT_WORDS (SET(AFTER_STRONG) | SET(OFFICIAL_ACT) | SET(COMMON_VERB))

static void
offer_han(const struct passage *passage, size_t at, int bonus, struct name *best)
{
	struct seat seat = read_seat(passage, at);
	int least = bonus >= 200 ? DOUBLE_ANCHORED : DOUBLE_FREE;
	struct opening opening;
	bool asked = false;
	size_t length;

	for (length = 2; length <= seat.room; length++) {
		int score = han_value(passage, &seat, length, least), against;

		if (score == NONE || score + bonus + BORDER_MARK < NAME_LEAST)
			continue;
		if (!asked)
			opening = read_opening(passage, at);
		asked = true;
		against = veto(passage, &opening, at, at + length);
		if (against == NONE)
			continue;
		score += bonus + against;
		if (length == 3 &&
			passage_word(passage, at + 2, SET(AFTER_STRONG) | SET(OFFICIAL_ACT)) > 1)
			score += CUT_WORD;
		offer(best, at + length, score + name_right_border(passage, at + length), NAME_HAN);
	}
}

/* 韩　正: a surname, one blank, one character, and a border. */
static void
offer_spaced(const struct passage *passage, size_t at, int bonus, struct name *best)
{
	int surname = value(passage, at, VALUE_SURNAME, NONE), border;

	if (surname == NONE || passage_character(passage, at + 1) != ' ' ||
		!is_han(passage, at + 2) || is_broken_word(passage, at) ||
		(at > 0 && is_han(passage, at - 1) && bonus < 200))
		return;
	border = name_right_border(passage, at + 3);
	if (border < BORDER_WEAK)
		return;
	offer(best, at + 3,
		surname + bonus + border + value(passage, at + 2, VALUE_SINGLE, UNKNOWN_GIVEN),
		NAME_SPACED);
}

/* Words that end a run of characters that transcribe. */
#define RUN_STOPS                                                                                  \
	(SET(LEFT_STOP) | SET(AFTER_STRONG) | SET(OFFICIAL_ACT) | SET(HEAD_AFTER) | SET(HONOUR) |  \
		SET(FRAME_ORDER) | SET(FRAME_POINT) | SET(FRAME_OWN))

static size_t
foreign_run(const struct passage *passage, size_t at)
{
	size_t end = at;

	while (end - at < FOREIGN_LONGEST && is_han(passage, end) &&
		value(passage, end, VALUE_FOREIGN, NONE) != NONE &&
		(end == at || passage_word(passage, end, RUN_STOPS) < 2))
		end++;
	return end;
}

/* The best end of a transcribed name's last part that begins at at; the longest on a tie. */
static int
foreign_end(const struct passage *passage, size_t at, size_t shortest, size_t *end)
{
	size_t limit = foreign_run(passage, at), try;
	int sum = 0, best = NONE;

	for (try = at + 1; try <= limit; try++) {
		int score;

		sum += value(passage, try - 1, VALUE_FOREIGN, 0);
		if (try < at + shortest)
			continue;
		score = sum / (int)(try - at) + name_right_border(passage, try);
		if (passage_word(passage, try, WORDS) >= 2 &&
			name_right_border(passage, try) == BORDER_NONE)
			score += 100;
		score += (int)(try - at) * 12;
		if (best == NONE || score >= best) {
			best = score;
			*end = try;
		}
	}
	return best;
}

static void
offer_foreign(const struct passage *passage, size_t at, int bonus, struct name *best)
{
	size_t end = at;
	int score = foreign_end(passage, at, 2, &end), each;

	if (score == NONE || passage_word(passage, at, WORDS & ~SET(PLACE)) >= 2)
		return;
	if (end > at + 2 && passage->text[end - 1] == 0x4E8E &&
		character_is_digit(passage_character(passage, end)))
		end--; /* 某某于8日 */
	each = (int)(end - at) * FOREIGN_EACH;
	offer(best, end, score + bonus + (each < FOREIGN_MOST ? each : FOREIGN_MOST) - 120,
		NAME_FOREIGN);
}

/* Words that no part of a dotted name holds. */
#define PART_VETO                                                                                  \
	(SET(HEAD_STRONG) | SET(HEAD_FOREIGN) | SET(HEAD_GROUP) | SET(ORGAN) | SET(NEVER) |        \
		SET(OFFICIAL_ACT))

/* Whether a part [at, end) of a dotted name holds such a word. 阿布都 is none. */
static bool
is_no_part(const struct passage *passage, size_t at, size_t end)
{
	size_t place;

	while (passage_find(passage, at, end, PART_VETO, &place)) {
		if (passage->text[place] != 0x90FD || passage_word(passage, place, PART_VETO) > 1)
			return true;
		at = place + 1;
	}
	return false;
}

/* Parts joined by middle dots. The first is at most eight ideographs. */
static void
offer_dotted(const struct passage *passage, size_t at, int bonus, struct name *best)
{
	size_t part = at, end = at;
	int score;

	while (end - part <= 8 && is_han(passage, end))
		end++;
	if (is_no_part(passage, at, end))
		return;
	if (end == at || passage_character(passage, end) != 0xB7)
		return;
	while (passage_character(passage, end) == 0xB7) {
		part = end + 1;
		end = part;
		while (end - part <= 10 && is_han(passage, end))
			end++;
		if (end == part)
			return;
		if (end - at > 40)
			break;
	}
	end = part + 1;
	score = foreign_end(passage, part, 1, &end);
	if (score == NONE || score < 0) {
		size_t try, most = 0;
		int border = BORDER_NONE;

		for (try = part + 1;
			try <= part + 6 && is_han(passage, try - 1) && border < BORDER_WORD; try++)
			if (name_right_border(passage, try) > border) {
				border = name_right_border(passage, try);
				most = try;
			}
		if (most == 0)
			return;
		end = most;
	}
	offer(best, end, FORM_DOTTED + bonus, NAME_DOTTED);
}

/* Anything of two to four ideographs between an office and a sure border, when no word is seen in
 * it. */
static void
offer_unusual(const struct passage *passage, size_t at, int border, int bonus, struct name *best)
{
	size_t end, inside;

	for (end = at; end < at + 5 && is_han(passage, end); end++)
		if (passage_word(passage, end, WORDS | SET(AFTER_WEAK) | SET(PAST) | SET(NEVER)) >
			0)
			break;
	for (inside = at; inside < end; inside++)
		if (value(passage, inside, VALUE_FIRST, NONE) == NONE &&
			value(passage, inside, VALUE_SECOND, NONE) == NONE &&
			value(passage, inside, VALUE_FOREIGN, NONE) == NONE)
			return;
	if (end - at < 2 || end - at > 4 || name_ends_organ(passage->text[end - 1]) ||
		name_right_border(passage, end) < border)
		return;
	for (inside = at; inside + 1 < end; inside++)
		if (passage_word(passage, inside, SET(COMMON) | SET(COMMON_VERB)) >= 2)
			return;
	offer(best, end, UNUSUAL + bonus + name_right_border(passage, end), NAME_UNUSUAL);
}

bool
name_best(const struct passage *passage, size_t at, enum name_reach reach, int bonus,
	struct name *name)
{
	*name = (struct name){.start = at, .end = at, .score = NONE};
	if (!is_han(passage, at))
		return false;
	if (value(passage, at, VALUE_SURNAME, NONE) != NONE ||
		passage->begin[at] & SET(SURNAME_LONG)) {
		offer_han(passage, at, bonus, name);
		offer_spaced(passage, at, bonus, name);
	}
	if (passage->dotted)
		offer_dotted(passage, at, bonus, name);
	if (reach >= NAME_WITH_FOREIGN)
		offer_foreign(passage, at, bonus, name);
	if (reach >= NAME_ANY)
		offer_unusual(passage, at, reach == NAME_ANY_FOREIGN ? BORDER_WEAK : BORDER_WORD,
			bonus, name);
	return name->score != NONE;
}

bool
name_is_transcribed(const struct passage *passage, size_t start, size_t end)
{
	if (end < start + 4 || end > start + 5)
		return false;
	for (; start < end; start++)
		if (!is_han(passage, start) || value(passage, start, VALUE_FOREIGN, NONE) == NONE)
			return false;
	return true;
}

size_t
name_met(const struct passage *passage, size_t at)
{
	static const char *const behind[] = {"会谈", "会晤", "举行会", "通电话"};
	uint32_t before = passage->text[at - 1];
	size_t end = at + 4;

	if ((before != 0x540C && before != 0x4E0E && !passage_has(passage, at - 1, "见")) ||
		passage_word(passage, at, SET(COUNTRY) | SET(PLACE) | SET(ORGAN)) > 1)
		return 0;
	for (; name_is_transcribed(passage, at, end); end++)
		for (size_t i = 0; i < sizeof behind / sizeof behind[0]; i++)
			if (passage_has(passage, end, behind[i]))
				return end - at;
	return 0;
}

/* Whether a dotted name may begin at a position because of what stands before it. */
static bool
opens_dotted(const struct passage *passage, size_t at)
{
	static const word_set words = SET(HEAD_STRONG) | SET(HEAD_FOREIGN) | SET(HEAD_GROUP) |
		SET(PLACE) | SET(COUNTRY) | SET(ORGAN);

	return at == 0 || !is_han(passage, at - 1) ||
		passage->end[at] & (SET(LEFT_STOP) | SET(NAME_OPENER) | SET(OFFICIAL_ACT)) ||
		passage_word_before(passage, at, words) > 1;
}

/* Where the part before a dot begins; dot when it can be none. */
static size_t
part_start(const struct passage *passage, size_t dot)
{
	size_t start = dot;

	while (start > 0 && dot - start <= FOREIGN_LONGEST) {
		if (start < dot && opens_dotted(passage, start))
			return start;
		if (!is_han(passage, start - 1) ||
			(passage->begin[start - 1] & SET(NEVER) &&
				passage->text[start - 1] != 0x90FD))
			return dot;
		start--;
	}
	return start == 0 ? start : dot;
}

size_t
name_dotted_start(const struct passage *passage, size_t dot)
{
	size_t start = part_start(passage, dot), further, last = dot;

	while (start < dot && start > 0 && passage->text[start - 1] == 0xB7 &&
		last - start < DOTTED_LONGEST) {
		further = part_start(passage, start - 1);
		if (further == start - 1)
			break;
		dot = start - 1;
		start = further;
	}
	return start;
}

/* 艾力更·依明巴海 before an office. */
static void
offer_dotted_before(const struct passage *passage, size_t end, struct name *name)
{
	size_t dot = end, start;

	while (dot > 0 && end - dot < FOREIGN_LONGEST && is_han(passage, dot - 1))
		dot--;
	if (dot == 0 || dot == end || passage->text[dot - 1] != 0xB7 ||
		is_no_part(passage, dot, end))
		return;
	start = name_dotted_start(passage, dot - 1);
	if (start == dot - 1)
		return;
	*name = (struct name){
		.start = start, .end = end, .score = FORM_DOTTED, .form = NAME_DOTTED};
}

/* 扎帕罗夫总统: characters that transcribe, before an office abroad, from a sure border on; no
 * country or place. */
static void
offer_transcribed_before(const struct passage *passage, size_t end, struct name *name)
{
	static const word_set places = SET(PLACE) | SET(COUNTRY) | SET(ORGAN);
	static const word_set borders = SET(LEFT_STOP) | SET(COUNTRY);
	size_t start = end, best = end;

	if (!(passage->begin[end] & SET(HEAD_FOREIGN)) || passage->end[end] & places)
		return;
	while (start > 0 && end - start < HAN_LONGEST + 2 && is_han(passage, start - 1) &&
		value(passage, start - 1, VALUE_FOREIGN, NONE) != NONE) {
		start--;
		if (end - start >= 3 && passage_word(passage, start, WORDS) < 2 &&
			(start == 0 || !is_han(passage, start - 1) ||
				passage->end[start] & borders))
			best = start;
	}
	if (best < end)
		*name = (struct name){
			.start = best, .end = end, .score = TRANSCRIBED, .form = NAME_FOREIGN};
}

bool
name_before(const struct passage *passage, size_t end, struct name *name)
{
	size_t length;

	*name = (struct name){.end = end, .score = NONE};
	if (end == 0 || name_ends_organ(passage->text[end - 1]))
		return false;
	for (length = 2; length <= 4 && length <= end; length++) {
		size_t start = end - length;
		int score = name_value(passage, start, end), against;
		struct opening opening;

		if (score == NONE)
			continue;
		opening = read_opening(passage, start);
		against = veto(passage, &opening, start, end);
		if (against == NONE || opening.surname < 0)
			continue;
		score += name_left_border(passage, start) + against;
		if (name->score == NONE || score > name->score) {
			name->score = score;
			name->start = start;
		}
	}
	if (end >= 3 && passage_character(passage, end - 2) == ' ' && name->score < 0 &&
		value(passage, end - 3, VALUE_SURNAME, NONE) > 50 &&
		!is_broken_word(passage, end - 3) && is_han(passage, end - 1) &&
		(end == 3 || !is_han(passage, end - 4))) {
		name->start = end - 3;
		name->score = value(passage, end - 3, VALUE_SURNAME, NONE) + BORDER_MARK;
		name->form = NAME_SPACED;
	}
	offer_dotted_before(passage, end, name);
	if (name->score < TRANSCRIBED)
		offer_transcribed_before(passage, end, name);
	return name->score != NONE;
}
