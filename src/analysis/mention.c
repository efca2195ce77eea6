/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/mention.h"

#include "analysis/english.h"
#include "analysis/name.h"
#include "analysis/name_border.h"
#include "analysis/roster.h"
#include "analysis/title.h"

enum {
	BRACKET_LONGEST = 10 /* characters of （兼）, （主持工作） */
};

/* Longer words in which a name's characters are no name. */
#define HOLDERS (SET(PLACE) | SET(COUNTRY) | SET(ORGAN) | SET(LOOK_ALIKE))

/* Whether what stands around a name of two characters lets it be one. */
static bool
borders_allow(const struct passage *passage, size_t start, size_t end)
{
	static const word_set left = HEADS | SET(LEFT_STOP) | SET(NAME_OPENER) | SET(ORGAN) |
		SET(OFFICIAL_ACT) | SET(AFTER_STRONG) | SET(AFTER_WEAK) | SET(IMPERATIVE) |
		SET(LINK) | SET(PAST);

	if (name_right_border(passage, end) > 0)
		return true;
	return start == 0 || !character_is_han(passage->text[start - 1]) ||
		passage->end[start] & left;
}

static bool
is_doctrine(const struct passage *passage, size_t end)
{
	return end < passage->length && passage->begin[end] & SET(DOCTRINE);
}

static bool
is_byline(const struct passage *passage, size_t start)
{
	while (start > 0 && (passage->text[start - 1] == ' ' || passage->text[start - 1] == ':'))
		start--;
	return title_is_civil(passage, start);
}

static enum rule_id
rule_of_title(const struct title *title, enum rule_id site)
{
	if ((title->classes & (SET(HEAD_GROUP) | SET(HEAD_WEAK))) == SET(HEAD_GROUP))
		return RULE_LEADERS;
	if (title->classes & SET(HEAD_FIRM))
		return RULE_STATE_FIRM;
	if (site == RULE_UNUSUAL || site == RULE_FOREIGN || site == RULE_ROLE_LINE)
		return site;
	return RULE_TITLE_NAME;
}

/* Where a bracket that closes before at opens: （兼） between an office and a name; at when there
 * is none. */
static size_t
before_bracket(const struct passage *passage, size_t at)
{
	size_t open = at;

	if (at == 0 || passage->text[at - 1] != ')')
		return at;
	while (open > 0 && at - open < BRACKET_LONGEST && passage->text[open - 1] != '(')
		open--;
	return open > 0 && passage->text[open - 1] == '(' ? open - 1 : at;
}

/* The rule of a mention without an office beside it. */
static enum rule_id
rule_of_site(enum rule_id site)
{
	switch (site) {
	case RULE_TITLE_NAME:
	case RULE_NAME_TITLE:
	case RULE_UNUSUAL:
	case RULE_FOREIGN:
	case RULE_STATE_FIRM:
	case RULE_LEADERS:
		return RULE_PROPAGATED;
	default:
		return site;
	}
}

static void
set_title(struct mention *mention, size_t start, size_t end, enum rule_id rule)
{
	mention->title_start = start;
	mention->title_end = end;
	mention->rule = rule;
}

/* The office in a line 组　长：某某某　国务院副总理: the one in the column, else the role. */
static bool
find_role(const struct passage *passage, size_t colon, struct mention *mention)
{
	size_t role_end, names;
	struct title title;

	if (colon >= passage->length || passage->text[colon] != ':' ||
		!roster_role(passage, &role_end, &names) || names != mention->start)
		return false;
	if (title_behind(passage, mention->end, &title) && title.start > mention->end)
		set_title(mention, title.start, title.end, RULE_COLUMN);
	else
		set_title(mention, passage_skip_blanks(passage, 0, 4), role_end, RULE_ROLE_LINE);
	return true;
}

static void
find_title(const struct passage *passage, struct mention *mention, enum rule_id site)
{
	size_t at = mention->start, end;
	struct title title;

	mention->rule = rule_of_site(site);
	if (at > 0 && passage->text[at - 1] == ' ')
		at--;
	if (at > 0 && passage->text[at - 1] == ':') {
		/* 主席：某某议员，…: who has the word is addressed by the own office. */
		if (title_behind(passage, mention->end, &title) && title.start == mention->end &&
			passage_character(passage, title.end) == ',') {
			set_title(mention, title.start, title.end, RULE_NAME_TITLE);
			return;
		}
		if (find_role(passage, --at, mention))
			return;
	}
	end = before_bracket(passage, at);
	if (end > 1 && passage->text[end - 1] == '"' && passage->end[end - 1] & HEADS)
		at = --end;
	if (title_ending_at(passage, end, &title))
		set_title(mention, title.start, at, rule_of_title(&title, site));
	else if (title_behind(passage, mention->end, &title))
		set_title(mention, title.start, title.end,
			title.start > mention->end ? RULE_COLUMN : RULE_NAME_TITLE);
}

/* Where a transcribed name begins of which the last part stands at at, not before from. */
static size_t
whole_name(const struct passage *passage, size_t from, size_t at)
{
	size_t start = name_dotted_start(passage, at - 1);

	return start >= from && start < at - 1 ? start : at;
}

/*
 * Whether a rule that is on makes the mention one. Where the rule that tells of the office beside
 * it is off, the name still is that of a person presented elsewhere.
 */
static bool
is_marked(const struct passage *passage, const struct person_entry *entry, struct mention *mention)
{
	const struct rule *rules = passage->packs->rules;

	if (entry->told == TOLD_OFFICIAL) {
		mention->rule = RULE_READER_OFFICIAL;
		return true;
	}
	if (rules[mention->rule].on)
		return true;
	mention->title_start = mention->title_end = 0;
	mention->rule = character_is_han(passage->text[mention->start]) ? rule_of_site(entry->rule)
									: RULE_EN_PROPAGATED;
	return rules[mention->rule].on;
}

bool
mention_next(const struct passage *passage, const struct person_table *table, size_t *at,
	struct mention *mention)
{
	size_t count, from = *at;
	const struct person_entry *entries = person_table_entries(table, &count), *entry;

	for (; *at < passage->length; ++*at) {
		size_t taken =
			person_next(table, passage->text, passage->length, at, &mention->person);
		size_t end = *at + taken;

		if (taken == 0)
			return false;
		if (is_doctrine(passage, end) || is_byline(passage, *at) ||
			passage_is_covered(passage, *at, end, HOLDERS) ||
			(taken == 2 && !borders_allow(passage, *at, end)))
			continue;
		*mention = (struct mention){.start = *at, .end = end, .person = mention->person};
		if (*at > from && passage->text[*at - 1] == 0xB7 &&
			entries[mention->person].rule == RULE_FOREIGN)
			mention->start = whole_name(passage, from, *at);
		entry = &entries[mention->person];
		if (entry->told == TOLD_NOT) {
			*at = end - 1;
			continue;
		}
		if (character_is_han(passage->text[*at]))
			find_title(passage, mention, entry->rule);
		else if (!english_mention(passage, entry->rule, mention))
			continue;
		if (!is_marked(passage, entry, mention))
			continue;
		*at = end;
		return true;
	}
	return false;
}
