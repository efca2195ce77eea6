/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The persons of an article: names with the evidence for them, gathered by the first pass, then
 * settled: which of 王小 and 王小红 is the name, who is an official.
 */
#ifndef ZHUPI_ANALYSIS_PERSON_H
#define ZHUPI_ANALYSIS_PERSON_H

#include "analysis/rule.h"
#include "base/attributes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PERSON_LONGEST = 40, /* characters of a name that is kept */
	PERSON_FOLLOWERS = 6
};

/* What a reader says of a name wherever it stands; it outranks what was seen. */
enum person_word {
	UNTOLD,
	TOLD_OFFICIAL,
	TOLD_NOT
};

/* A name and what was seen of it. */
struct person_entry {
	uint32_t *name; /* folded, without blanks */
	size_t length;
	int official; /* sum of the scores of sites where it looks like an official's */
	int civil;    /* sites where it looks like somebody else's */
	unsigned sites;
	unsigned weak; /* places where it may stand, without evidence of an office */
	uint32_t follower[PERSON_FOLLOWERS]; /* distinct characters seen behind it; 0: border */
	unsigned followers;
	bool overflow;          /* there were more of them */
	enum rule_id site_rule; /* of the best site */
	int site_best;          /* score there */
	/* After person_settle: that, or what another name passes on; and whether it is one. */
	enum rule_id rule;
	int best;
	bool accepted;
	enum person_word told;
	const char *office; /* a reader's, for where none stands beside the name; borrowed; NULL */
	uint32_t next, next_known; /* chains inside the table */
};

struct person_table;

/* An empty table. person_table_free frees; NULL is allowed. */
struct person_table *person_table_new(void) MUST_USE;
void person_table_free(struct person_table *taken_table);

/* Another one with the same entries. */
struct person_table *person_table_copy(const struct person_table *table) MUST_USE;

/* Copies a name without its blanks; how many characters, 0 when they are too many. */
size_t person_bare_name(const uint32_t *text, size_t length, uint32_t bare[PERSON_LONGEST]);

/* The entry for a name, made when new; NULL when the table is full (it is bounded). Borrowed until
 * the next call. */
struct person_entry *person_table_enter(
	struct person_table *table, const uint32_t *name, size_t length);

/* The entry for a name; NULL when there is none. */
struct person_entry *person_table_find(
	const struct person_table *table, const uint32_t *name, size_t length);

/* Adds a site where the entry was seen with that score and rule; follower is the ideograph behind
 * it, or 0. */
void person_add_site(struct person_entry *entry, int score, enum rule_id rule, uint32_t follower);

/* Adds a place where the name may stand, without evidence that it is an official's: it tells which
 * of two names with a common beginning is right. */
void person_add_place(struct person_entry *entry);

/* Decides about all entries, by what was seen of them: nothing that was decided before counts. */
void person_settle(struct person_table *table);

/* Whether the Han name of somebody accepted begins with the character; after person_settle. */
bool person_begins(const struct person_table *table, uint32_t character);

/* The entries, in order of their first sites; count of them. */
struct person_entry *person_table_entries(const struct person_table *table, size_t *count);

/* The office that a reader gave the name of an entry; NULL when none. */
const char *person_office(const struct person_table *table, size_t index);

/*
 * Looks for the first place at or behind *at in text (length characters) where names begin that are
 * accepted or that a reader says are no official's (TOLD_NOT), and takes the longest of these, over
 * single blanks inside names of up to three characters. Returns how many characters of text it
 * takes, 0 when there is none; *at becomes its place, *index the entry's. Asked after
 * person_settle.
 */
size_t person_next(const struct person_table *table, const uint32_t *text, size_t length,
	size_t *at, size_t *index);

#endif
