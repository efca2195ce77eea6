/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One walk over the passage; at each position the words that end or begin there call the engines:
 * an office before a name, a name before an office, a list that goes on, a headline's subject.
 */
#include "analysis/evidence.h"

#include "analysis/joint.h"
#include "analysis/name.h"
#include "analysis/name_border.h"
#include "analysis/roster.h"
#include "analysis/segment.h"
#include "analysis/title.h"

#include <limits.h>

enum {
	ACCEPT = 250,
	ANCHOR_STRONG = 300,
	ANCHOR_WEAK = 130,
	ANCHOR_GROUP = 200,
	ANCHOR_LIST = 110,
	ANCHOR_COMMA = 20,
	ANCHOR_TITLE_BEHIND = 120,
	ANCHOR_HONOUR = 30,
	ANCHOR_OPENED = 60,
	ANCHOR_OPENED_LONG = 110,
	ACCEPT_DOTTED = 300, /* of a name with a dot, that opens a clause */
	ACCEPT_HEADLINE = 400,
	ACCEPT_SPEECH = 430,
	LIST_LONGEST = 400, /* items that one list may have */
	ITEM_UNKNOWN = 4,   /* characters of an unknown item that a list steps over */
	OCCASION_WITHIN = 60,
	FREE_LIST_LEAST = 3,
	SURE_SURNAME = 20 /* tenths: no place's or organ's short name */
};

struct collector {
	const struct passage *passage;
	const struct evidence_state *state;
	struct person_table *table;
	size_t listed; /* lists have been followed up to here */
};

bool
evidence_is_withdrawn(
	const struct passage *passage, const struct evidence_state *state, size_t start, size_t end)
{
	struct span span;

	if (state->withdrawn_count == 0)
		return false;
	span = fold_source_span(&passage->fold, start, end);
	span = (struct span){span.start + state->base, span.end + state->base};
	for (size_t i = 0; i < state->withdrawn_count; i++)
		if (span_overlaps(span, state->withdrawn[i]))
			return true;
	return false;
}

static void
add_alias(struct collector *collector, const uint32_t *part, size_t length, int score)
{
	struct person_entry *entry = person_table_enter(collector->table, part, length);

	if (entry)
		person_add_site(entry, score, RULE_PROPAGATED, 0);
}

/* Later mentions of a dotted name may be its last or first part alone. */
static void
add_parts(struct collector *collector, const uint32_t *bare, size_t length, int score)
{
	size_t first = 0, last = length;

	while (first < length && bare[first] != 0xB7)
		first++;
	while (last > 0 && bare[last - 1] != 0xB7)
		last--;
	if (first == length)
		return;
	if (first >= 3)
		add_alias(collector, bare, first, score);
	if (length - last >= 2)
		add_alias(collector, bare + last, length - last, score);
}

static void
add_site(struct collector *collector, const struct name *name, enum rule_id rule)
{
	const struct passage *passage = collector->passage;
	uint32_t bare[PERSON_LONGEST], follower = passage_character(passage, name->end);
	size_t length =
		person_bare_name(passage->text + name->start, name->end - name->start, bare);
	struct person_entry *entry;

	if (length < 2 || !passage->packs->rules[rule].on ||
		evidence_is_withdrawn(passage, collector->state, name->start, name->end))
		return;
	entry = person_table_enter(collector->table, bare, length);
	if (!entry)
		return;
	person_add_site(entry, name->score + passage->packs->rules[rule].weight, rule,
		character_is_han(follower) ? follower : 0);
	if (name->form == NAME_DOTTED)
		add_parts(collector, bare, length, name->score);
}

/* ---- Lists --------------------------------------------------------------------------------------
 */

/* The end of an item of a few ideographs that a joint follows; at when it is longer or other. */
static size_t
unknown_item(const struct passage *passage, size_t at)
{
	size_t end = at, place;

	while (end - at <= ITEM_UNKNOWN && character_is_han(passage_character(passage, end)))
		end++;
	if (end - at < 2 || end - at > ITEM_UNKNOWN || passage_character(passage, end) != 0x3001)
		return at;
	if (passage_find(passage, at, end, HEADS | SET(ORGAN) | SET(NEVER) | SET(MUST), &place) ||
		(passage_word(passage, at, SET(PLACE)) == end - at &&
			name_value(passage, at, end) < 0))
		return at;
	return end;
}

/* An item between names of a list is a name too, when it can be one at all. */
static void
add_unknown(struct collector *collector, size_t start, size_t end, size_t before)
{
	struct name name = {.start = start, .end = end, .score = ACCEPT, .form = NAME_UNUSUAL};

	if (before > 0 &&
		(end - start <= 3 || name_is_transcribed(collector->passage, start, end) ||
			roster_is_wordless(collector->passage, start, end)) &&
		passage_word(collector->passage, start, SET(LOOK_ALIKE) | SET(AFTER_STRONG)) < 2)
		add_site(collector, &name, RULE_LIST);
}

/* Follows a list from behind its first name. */
static void
follow_list(struct collector *collector, size_t at)
{
	const struct passage *passage = collector->passage;
	size_t count, unknown = 0;

	for (count = 0; count < LIST_LONGEST && at >= collector->listed; count++) {
		struct name name;
		bool comma, found;
		size_t next = roster_skip_bracket(passage, at), end;

		end = joint_skip(passage, next, &comma);
		if (end == next)
			break;
		found = name_best(passage, end, NAME_STRICT, comma ? ANCHOR_COMMA : ANCHOR_LIST,
				&name) &&
			name.score >= ACCEPT;
		if (found && comma &&
			(name_right_border(passage, name.end) < 250 || name.score < 330))
			break;
		if (found) {
			add_site(collector, &name, RULE_LIST);
			unknown = 0;
			at = name.end;
			continue;
		}
		at = unknown_item(passage, end);
		if (comma || at == end || ++unknown > 1)
			break;
		add_unknown(collector, end, at, count + 1);
	}
	if (at > collector->listed)
		collector->listed = at;
}

/* Whether something after a list of names, or before it, tells of an official occasion. */
static bool
is_occasion(const struct passage *passage, size_t start, size_t end)
{
	size_t limit = end + OCCASION_WITHIN, place, at;

	if (start > 0 &&
		(passage->text[start - 1] == ':' || passage->end[start] & SET(NAME_OPENER)))
		return passage_find(passage, start > 30 ? start - 30 : 0, start,
			SET(OCCASION) | SET(HEAD_GROUP) | SET(NAME_OPENER) | HEADS, &place);
	for (at = end; at < limit && at < passage->length; at++)
		if (passage->text[at] == 0x3002 || passage->text[at] == ';')
			break;
	return passage_find(passage, end, at, SET(OCCASION), &place);
}

/* A list of names alone, from a clause's beginning. */
static void
free_list(struct collector *collector, size_t start)
{
	const struct passage *passage = collector->passage;
	size_t at = start, count = 0, round;

	for (round = 0; round < 2; round++) {
		at = start;
		for (count = 0; count < LIST_LONGEST; count++) {
			struct name name;
			bool comma;
			size_t next;

			if (!name_best(passage, at, NAME_STRICT, ANCHOR_LIST / 2, &name) ||
				name.score < ACCEPT + 40) {
				next = unknown_item(passage, at);
				if (next == at || count == 0)
					break;
				if (round == 1)
					add_unknown(collector, at, next, count);
				at = joint_skip(passage, next, &comma);
				continue;
			}
			if (round == 1)
				add_site(collector, &name, RULE_FREE_LIST);
			next = roster_skip_bracket(passage, name.end);
			at = joint_skip(passage, next, &comma);
			if (at == next || comma) {
				at = next;
				count++;
				break;
			}
		}
		if (count < FREE_LIST_LEAST || !is_occasion(passage, start, at))
			return;
	}
	follow_list(collector, at);
}

/* ---- Offices ------------------------------------------------------------------------------------
 */

static enum rule_id
title_rule(const struct title *title, const struct name *name)
{
	if (name->form == NAME_UNUSUAL)
		return RULE_UNUSUAL;
	if (title->classes & SET(HEAD_FIRM))
		return RULE_STATE_FIRM;
	if (title->classes & SET(HEAD_GROUP))
		return RULE_LEADERS;
	if (name->form == NAME_FOREIGN)
		return RULE_FOREIGN;
	return RULE_TITLE_NAME;
}

/* What an office says for a name behind it; INT_MIN when it says nothing. */
static int
title_anchor(const struct title *title)
{
	if (title->classes & (SET(HEAD_STRONG) | SET(HEAD_FOREIGN)))
		return ANCHOR_STRONG;
	if (title->start == title->head)
		return title->classes & SET(HEAD_WEAK) ? 0
			: title->classes & SET(HEAD_GROUP) && title->end - title->head > 2
			? ANCHOR_GROUP
			: INT_MIN;
	if (title->classes & SET(HEAD_FIRM))
		return title->state ? ANCHOR_STRONG : INT_MIN;
	return title->classes & SET(HEAD_WEAK) ? ANCHOR_WEAK : ANCHOR_GROUP;
}

/* Notes that somebody of that name is no official here. */
static void
add_civil(struct collector *collector, const struct name *name)
{
	uint32_t bare[PERSON_LONGEST];
	size_t length = person_bare_name(
		collector->passage->text + name->start, name->end - name->start, bare);
	struct person_entry *entry = NULL;

	if (length >= 2)
		entry = person_table_enter(collector->table, bare, length);
	if (entry)
		entry->civil++;
}

/* Whether the office is 王市长's: no name stands behind it, whatever looks like one. */
static bool
is_surname_office(const struct passage *passage, const struct title *title)
{
	return title->head == title->start + 1 && !title->foreign &&
		lexicon_value(&passage->packs->lexicon, passage->text[title->start],
			VALUE_SURNAME) >= SURE_SURNAME;
}

/* An office ends before at: the name behind it, and the list that goes on. */
static void
at_head_end(struct collector *collector, size_t at)
{
	const struct passage *passage = collector->passage;
	struct title title;
	struct name name;
	size_t start;
	int anchor;
	enum name_reach reach;

	if (!title_ending_at(passage, at, &title) || is_surname_office(passage, &title))
		return;
	start = at + (passage_character(passage, at) == '"'); /* “环保署长”某某 */
	start = passage_skip_blanks(passage, roster_skip_bracket(passage, start), 4);
	if (passage_character(passage, start) == ':' && title.classes & ~SET(HEAD_GROUP))
		start = passage_skip_blanks(passage, start + 1, 4);
	anchor = title_anchor(&title);
	if (anchor == ANCHOR_STRONG)
		reach = title.foreign ? NAME_ANY_FOREIGN : NAME_ANY;
	else
		reach = title.foreign ? NAME_WITH_FOREIGN : NAME_STRICT;
	if (!name_best(passage, start, reach, anchor == INT_MIN ? ANCHOR_WEAK : anchor, &name) ||
		name.score < ACCEPT)
		return;
	if (anchor == INT_MIN) {
		if (title.classes & SET(HEAD_FIRM))
			add_civil(collector, &name);
		return;
	}
	add_site(collector, &name, title_rule(&title, &name));
	follow_list(collector, name.end);
}

/* Whether a name stands behind an office abroad that ends at a position, so that what stands before
 * it is a country which nobody knows. */
static bool
is_country_before(const struct passage *passage, size_t end)
{
	struct name name;

	return name_best(passage, end, NAME_WITH_FOREIGN, ANCHOR_STRONG, &name) &&
		name.score >= ACCEPT;
}

/* An office or 同志 begins at at: the name before it. */
static void
at_title_behind(struct collector *collector, size_t at)
{
	const struct passage *passage = collector->passage;
	struct title title;
	struct name name;
	bool honour;

	if (!title_behind(passage, at, &title) || title.start != at)
		return;
	if (name_best(passage, title.end, NAME_STRICT, ANCHOR_LIST, &name) &&
		name.score >= ACCEPT + 100)
		return; /* the office of the name behind it: 南湾县长某某某 */
	if (title.classes & SET(HEAD_FIRM) || !name_before(passage, at, &name))
		return; /* a firm's name may stand before 董事长 */
	if (name.form == NAME_FOREIGN && is_country_before(passage, title.end))
		return;
	honour = !(title.classes & SET(HEAD_AFTER));
	if (honour && passage_character(passage, title.end) == 0x300A)
		return; /* 某某同志《…》: the author of a work */
	name.score += honour ? ANCHOR_HONOUR : ANCHOR_TITLE_BEHIND;
	if (name.score < ACCEPT + (honour ? 80 : 30))
		return;
	add_site(collector, &name, RULE_NAME_TITLE);
	follow_list(collector, title.end);
}

/* ---- Other places of names ----------------------------------------------------------------------
 */

/* 免去某某的…职务: whoever stands there loses an office. */
static bool
is_removed(const struct passage *passage, size_t at)
{
	size_t end = at + 2;

	while (end < at + 5 && passage_character(passage, end) != 0x7684)
		end++;
	for (at = end; at < passage->length && at < end + 40; at++)
		if (passage_has(passage, at, "职务"))
			return passage_character(passage, end) == 0x7684;
		else if (passage->text[at] == 0x3002 || passage->text[at] == ';')
			return false;
	return false;
}

static void
at_opener(struct collector *collector, size_t at)
{
	const struct passage *passage = collector->passage;
	struct name name;

	size_t opener = passage_word_before(passage, at, SET(NAME_OPENER));
	size_t met = name_met(passage, at);

	if (met > 0) {
		add_site(collector,
			&(struct name){.start = at,
				.end = at + met,
				.score = ACCEPT_HEADLINE,
				.form = NAME_FOREIGN},
			RULE_OPENED);
		return;
	}

	if (!name_best(passage, passage_skip_blanks(passage, at, 1), NAME_STRICT,
		    opener < 2                        ? ANCHOR_OPENED
			    : is_removed(passage, at) ? ANCHOR_STRONG
						      : ANCHOR_OPENED_LONG,
		    &name) ||
		name.score < ACCEPT + (opener > 1 ? 20 : 100) ||
		name_right_border(passage, name.end) < 100)
		return;
	if (opener == 1 &&
		(name.end >= passage->length ||
			!(passage->begin[name.end] & (SET(OFFICIAL_ACT) | SET(NAME_OPENER)))))
		return;
	add_site(collector, &name, RULE_OPENED);
	follow_list(collector, name.end);
}

/* Notes that somebody of that name may be spoken of. */
static void
add_place(struct collector *collector, const struct name *name)
{
	uint32_t bare[PERSON_LONGEST];
	size_t length = person_bare_name(
		collector->passage->text + name->start, name->end - name->start, bare);
	struct person_entry *entry = NULL;

	if (length >= 2)
		entry = person_table_enter(collector->table, bare, length);
	if (entry)
		person_add_place(entry);
}

/* Words behind a name at a clause's beginning that say something about it. */
#define TELLING (SET(OFFICIAL_ACT) | SET(FRAME_ORDER) | SET(FRAME_POINT) | SET(AFTER_STRONG))

/* Whether such a word, or 、, stands where a name that begins at a position may end. */
static bool
tells_behind(const struct passage *passage, size_t at)
{
	const word_set *begin = passage->begin + at;
	const uint32_t *text = passage->text + at;
	size_t end = at + 2;

	if (passage->dotted)
		return true;
	if (at + 4 < passage->length) /* without asking one by one, which nobody can foresee */
		return ((begin[2] | begin[3] | begin[4]) & TELLING) |
			((text[2] == 0x3001) | (text[3] == 0x3001) | (text[4] == 0x3001));
	for (; end <= at + 4 && end < passage->length; end++)
		if (passage->begin[end] & TELLING || passage->text[end] == 0x3001)
			return true;
	return false;
}

/* A name that begins a clause and does what officials do. */
static void
at_clause(struct collector *collector, size_t at)
{
	const struct passage *passage = collector->passage;
	struct name name;
	word_set behind;

	if (!tells_behind(passage, at) || !name_best(passage, at, NAME_STRICT, 0, &name))
		return;
	behind = name.end < passage->length ? passage->begin[name.end] : 0;
	if (behind & SET(OFFICIAL_ACT) &&
		name.score >= (name.form == NAME_DOTTED ? ACCEPT_DOTTED : ACCEPT_HEADLINE))
		add_site(collector, &name, RULE_HEADLINE);
	else if (behind & (SET(FRAME_ORDER) | SET(FRAME_POINT)) && name.score >= ACCEPT_SPEECH)
		add_site(collector, &name, RULE_HEADLINE);
	else if (passage_character(passage, name.end) == 0x3001)
		free_list(collector, at);
	else if (name.score >= ACCEPT_HEADLINE - 50 && behind & SET(AFTER_STRONG))
		add_place(collector, &name);
}

static void
at_civil(struct collector *collector, size_t at)
{
	const struct passage *passage = collector->passage;
	size_t start = at, count;

	for (count = 0; count < 8; count++) {
		struct name name;

		start = passage_skip_blanks(passage, start, 2);
		if (passage_character(passage, start) == ':' ||
			passage_character(passage, start) == 0x3001)
			start = passage_skip_blanks(passage, start + 1, 2);
		if (!name_best(passage, start, NAME_STRICT, ANCHOR_WEAK, &name) ||
			name.score < ACCEPT)
			return;
		add_civil(collector, &name);
		start = name.end;
	}
}

static void
at_civil_behind(struct collector *collector, size_t at)
{
	struct name name;

	if (name_before(collector->passage, at, &name) && name.score > 150)
		add_civil(collector, &name);
}

/* Lines of names: 组长：…, and those that go on. */
static void
roster_lines(struct collector *collector, struct evidence_state *state)
{
	const struct passage *passage = collector->passage;
	struct name name;
	size_t at = 0, role_end;
	bool role = roster_role(passage, &role_end, &at);

	if (role || (state->roles_open && roster_is_names(passage, 0))) {
		while (roster_name(passage, &at, &name)) {
			add_site(collector, &name, RULE_ROLE_LINE);
			state->roles_open = true;
		}
		return;
	}
	if (roster_is_column(passage, &name)) {
		add_site(collector, &name, RULE_COLUMN);
		state->roles_open = true;
	} else if (roster_is_entry(passage, &name)) {
		add_site(collector, &name, RULE_ENTRY);
	} else if (passage->length > 60) {
		state->roles_open = false;
	}
}

/* Words that tell something about a name when they end, or begin, at its border. */
#define ENDS (HEADS | SET(NAME_OPENER) | SET(CIVIL_BEFORE))
#define BEGINNINGS (SET(HEAD_AFTER) | SET(HONOUR) | SET(CIVIL_AFTER))

/* The first position from at (not 0) on where there is anything to ask; behind the length when
 * there is none. Behind an ideograph no clause begins. */
static size_t
next_place(const struct passage *passage, size_t at)
{
	const word_set *ends = passage->end, *beginnings = passage->begin;

	for (; at <= passage->length; at++) {
		const struct stride *stride = &passage->strides[at / PASSAGE_STRIDE];
		size_t last = at | (PASSAGE_STRIDE - 1), mark;

		if ((stride->end & ENDS) | (stride->begin & BEGINNINGS)) {
			if ((ends[at] & ENDS) | (beginnings[at] & BEGINNINGS) ||
				!character_is_common_han(passage->text[at - 1]))
				return at;
			continue;
		}
		mark = passage_next_mark(passage, at - 1) + 1;
		if (mark <= last)
			return mark;
		at = last;
	}
	return at;
}

void
evidence_collect(
	const struct passage *passage, struct evidence_state *state, struct person_table *table)
{
	struct collector collector = {passage, state, table, 0};
	size_t at;

	roster_lines(&collector, state);
	state->paragraphs++;
	for (at = 0; at <= passage->length; at = next_place(passage, at + 1)) {
		word_set end = passage->end[at], begin = passage->begin[at];

		if (end & HEADS)
			at_head_end(&collector, at);
		if (end & SET(NAME_OPENER))
			at_opener(&collector, at);
		if (title_is_civil(passage, at))
			at_civil(&collector, at);
		if (begin & (SET(HEAD_AFTER) | SET(HONOUR)) && at >= 2)
			at_title_behind(&collector, at);
		if (begin & SET(CIVIL_AFTER) && at >= 2)
			at_civil_behind(&collector, at);
		if (segment_begins_clause(passage, at) && at < passage->length)
			at_clause(&collector, at);
	}
}
