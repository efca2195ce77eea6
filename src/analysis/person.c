/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Entries lie in an array. A hash of whole names finds an entry; a hash of the first two characters
 * the chain of known names that begin with them. A set of first characters keeps the second
 * pass from hashing at every position.
 */
#include "analysis/person.h"

#include "base/alloc.h"
#include "base/array.h"

#include <stdlib.h>
#include <string.h>

enum {
	CHAINS_FIRST = 4096,
	SLOTS_FIRST = 256,
	MOST_ENTRIES = 200000, /* no honest text has more; a hostile one stops here */
	ACCEPT = 250,          /* hundredths, at the best site */
	CIVIL_COST = 200,
	FIRSTS = 1 << 14,  /* characters are told apart by their lower bits */
	HAN_LONGEST = 4,   /* characters of a name without a dot */
	CHAIN_LONGEST = 64 /* names in one chain that are looked at */
};

struct person_table {
	struct person_entry *entries;
	size_t count, capacity;
	uint32_t *slots;   /* by whole names: index + 1 of the newest entry; 0 for none */
	size_t slot_count; /* a power of two; at least as many as entries */
	/* Of those looked for: the chains, and the characters that they begin with. */
	uint32_t *known_chain;
	size_t chain_count; /* a power of two; at least as many as entries */
	bool first[FIRSTS];
	bool begins[FIRSTS]; /* accepted Han names */
};

static size_t
chain_of(const struct person_table *table, uint32_t first, uint32_t second)
{
	uint32_t hash = first * 2654435761u ^ second * 2246822519u;

	return (hash ^ hash >> 15) & (table->chain_count - 1);
}

/* FNV-1a by characters. */
static uint32_t
hash_of(const uint32_t *name, size_t length)
{
	uint32_t hash = 2166136261u;

	while (length > 0)
		hash = (hash ^ name[--length]) * 16777619u;
	return hash ^ hash >> 15;
}

struct person_table *
person_table_new(void)
{
	struct person_table *table = alloc_zeroed(1, sizeof *table);

	table->slot_count = SLOTS_FIRST;
	table->slots = alloc_zeroed(table->slot_count, sizeof *table->slots);
	table->chain_count = CHAINS_FIRST;
	table->known_chain = alloc_zeroed(table->chain_count, sizeof *table->known_chain);
	return table;
}

void
person_table_free(struct person_table *taken_table)
{
	if (!taken_table)
		return;
	while (taken_table->count > 0)
		free(taken_table->entries[--taken_table->count].name);
	free(taken_table->entries);
	free(taken_table->slots);
	free(taken_table->known_chain);
	free(taken_table);
}

/* Memory with the same bytes; some are asked for even when there are none. */
static void *
copy_of(const void *bytes, size_t length)
{
	void *copy = alloc_bytes(length + 1);

	if (length > 0)
		memcpy(copy, bytes, length);
	return copy;
}

struct person_table *
person_table_copy(const struct person_table *table)
{
	struct person_table *copy = copy_of(table, sizeof *table);

	copy->entries = copy_of(table->entries, table->count * sizeof *table->entries);
	copy->capacity = table->count;
	for (size_t i = 0; i < copy->count; i++)
		copy->entries[i].name = copy_of(
			table->entries[i].name, table->entries[i].length * sizeof(uint32_t));
	copy->slots = copy_of(table->slots, table->slot_count * sizeof *table->slots);
	copy->known_chain =
		copy_of(table->known_chain, table->chain_count * sizeof *table->known_chain);
	return copy;
}

size_t
person_bare_name(const uint32_t *text, size_t length, uint32_t bare[PERSON_LONGEST])
{
	size_t count = 0, at;

	for (at = 0; at < length; at++) {
		if (text[at] == ' ')
			continue;
		if (count == PERSON_LONGEST)
			return 0;
		bare[count++] = text[at];
	}
	return count;
}

struct person_entry *
person_table_find(const struct person_table *table, const uint32_t *name, size_t length)
{
	uint32_t index = table->slots[hash_of(name, length) & (table->slot_count - 1)];

	for (; index; index = table->entries[index - 1].next) {
		struct person_entry *entry = &table->entries[index - 1];

		if (entry->length == length &&
			memcmp(entry->name, name, length * sizeof *name) == 0)
			return entry;
	}
	return NULL;
}

/* Puts the entry into its chain. */
static void
chain(struct person_table *table, size_t index)
{
	struct person_entry *entry = &table->entries[index];
	uint32_t *slot =
		&table->slots[hash_of(entry->name, entry->length) & (table->slot_count - 1)];

	entry->next = *slot;
	*slot = (uint32_t)index + 1;
}

/* Twice as many slots, when there are as many entries. */
static void
make_slots(struct person_table *table)
{
	size_t index;

	if (table->count < table->slot_count)
		return;
	free(table->slots);
	table->slot_count *= 2;
	table->slots = alloc_zeroed(table->slot_count, sizeof *table->slots);
	for (index = 0; index < table->count; index++)
		chain(table, index);
}

struct person_entry *
person_table_enter(struct person_table *table, const uint32_t *name, size_t length)
{
	struct person_entry *entry = person_table_find(table, name, length);

	if (entry || table->count == MOST_ENTRIES || length < 2 || length > PERSON_LONGEST)
		return entry;
	table->entries = array_grow(
		table->entries, &table->capacity, table->count + 1, sizeof *table->entries);
	make_slots(table);
	entry = &table->entries[table->count];
	*entry = (struct person_entry){.length = length, .site_best = -10000};
	entry->name = alloc_bytes(length * sizeof *name);
	memcpy(entry->name, name, length * sizeof *name);
	chain(table, table->count++);
	return entry;
}

void
person_add_site(struct person_entry *entry, int score, enum rule_id rule, uint32_t follower)
{
	unsigned index = 0;

	entry->sites++;
	if (entry->official < 1000000)
		entry->official += score;
	if (score > entry->site_best) {
		entry->site_best = score;
		entry->site_rule = rule;
	}
	while (index < entry->followers && entry->follower[index] != follower)
		index++;
	if (index < entry->followers)
		return;
	if (entry->followers == PERSON_FOLLOWERS)
		entry->overflow = true;
	else
		entry->follower[entry->followers++] = follower;
}

void
person_add_place(struct person_entry *entry)
{
	entry->weak++;
}

/* Whether every site of the shorter name is followed by the character that makes it the longer. */
static bool
always_grows(const struct person_entry *shorter, const struct person_entry *longer)
{
	return shorter->sites > 0 && shorter->followers == 1 && !shorter->overflow &&
		shorter->follower[0] == longer->name[shorter->length];
}

static void
settle_pair(struct person_entry *shorter, struct person_entry *longer)
{
	if (longer->accepted && !shorter->accepted && shorter->weak > 1 &&
		shorter->weak > longer->sites + longer->weak) {
		shorter->accepted = true;
		shorter->rule = longer->rule;
		shorter->best = longer->best;
		longer->accepted = false;
	} else if (always_grows(shorter, longer)) {
		longer->accepted = longer->accepted || shorter->accepted;
		if (shorter->best > longer->best) {
			longer->best = shorter->best;
			longer->rule = shorter->rule;
		}
		shorter->accepted = false;
	} else if (longer->accepted && shorter->accepted && longer->best < shorter->best &&
		longer->official < shorter->official) {
		longer->accepted = false;
	}
}

/* Makes the chains of those accepted, and of those that a reader says are no official's: they hide
 * shorter names. The newest first. */
static void
chain_known(struct person_table *table)
{
	while (table->chain_count < table->count)
		table->chain_count *= 2;
	free(table->known_chain);
	table->known_chain = alloc_zeroed(table->chain_count, sizeof *table->known_chain);
	memset(table->first, 0, sizeof table->first);
	memset(table->begins, 0, sizeof table->begins);
	for (size_t i = 0; i < table->count; i++) {
		struct person_entry *entry = &table->entries[i];
		size_t chain = chain_of(table, entry->name[0], entry->name[1]);

		if (!entry->accepted && entry->told != TOLD_NOT)
			continue;
		entry->next_known = table->known_chain[chain];
		table->known_chain[chain] = (uint32_t)i + 1;
		table->first[entry->name[0] % FIRSTS] = true;
		if (entry->accepted && entry->length <= HAN_LONGEST)
			table->begins[entry->name[0] % FIRSTS] = true;
	}
}

void
person_settle(struct person_table *table)
{
	size_t index;

	for (index = 0; index < table->count; index++) {
		struct person_entry *entry = &table->entries[index];

		entry->best = entry->site_best;
		entry->rule = entry->site_rule;
		entry->accepted =
			entry->best >= ACCEPT && entry->official > entry->civil * CIVIL_COST;
	}
	for (index = 0; index < table->count; index++) {
		struct person_entry *longer = &table->entries[index], *shorter;

		if (longer->length < 3 || longer->length > 4)
			continue;
		shorter = person_table_find(table, longer->name, longer->length - 1);
		if (shorter)
			settle_pair(shorter, longer);
	}
	for (index = 0; index < table->count; index++)
		if (table->entries[index].told != UNTOLD)
			table->entries[index].accepted =
				table->entries[index].told == TOLD_OFFICIAL;
	chain_known(table);
}

bool
person_begins(const struct person_table *table, uint32_t character)
{
	return table->begins[character % FIRSTS];
}

struct person_entry *
person_table_entries(const struct person_table *table, size_t *count)
{
	*count = table->count;
	return table->entries;
}

const char *
person_office(const struct person_table *table, size_t index)
{
	return table->entries[index].office;
}

/* How many characters of text the name takes, with single blanks inside short names; 0 when it
 * does not stand there. */
static size_t
match_name(const struct person_entry *entry, const uint32_t *text, size_t length)
{
	size_t at = 0, index;

	for (index = 0; index < entry->length; index++) {
		if (index > 0 && entry->length <= 3 && at < length && text[at] == ' ')
			at++;
		if (at == length || text[at] != entry->name[index])
			return 0;
		at++;
	}
	return at;
}

/* The longest accepted name at text[0]: how many characters it takes, 0 for none. */
static size_t
match_at(const struct person_table *table, const uint32_t *text, size_t length, size_t *index)
{
	size_t best = 0, longest = 0, looked = 0;
	uint32_t chain, second;

	if (length < 2)
		return 0;
	second = text[1] == ' ' && length > 2 ? text[2] : text[1];
	chain = table->known_chain[chain_of(table, text[0], second)];
	for (; chain && looked < CHAIN_LONGEST; looked++) {
		const struct person_entry *entry = &table->entries[chain - 1];
		size_t taken;

		if (entry->length > longest && (taken = match_name(entry, text, length)) > 0) {
			longest = entry->length;
			best = taken;
			*index = chain - 1;
		}
		chain = entry->next_known;
	}
	return best;
}

size_t
person_next(const struct person_table *table, const uint32_t *text, size_t length, size_t *at,
	size_t *index)
{
	const bool *first = table->first;
	size_t place, taken;

	for (place = *at; place < length; place++) {
		while (length - place >= 4 &&
			!(first[text[place] % FIRSTS] | first[text[place + 1] % FIRSTS] |
				first[text[place + 2] % FIRSTS] | first[text[place + 3] % FIRSTS]))
			place += 4;
		if (place == length)
			break;
		if (!first[text[place] % FIRSTS])
			continue;
		taken = match_at(table, text + place, length - place, index);
		if (taken > 0) {
			*at = place;
			return taken;
		}
	}
	return 0;
}
