/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A name's parts stand between dots or blanks. A short name has the first or the last part of the
 * long one, and its other parts in the same order. A hash of parts finds the names of several parts
 * that begin or end with one; each name looks up those that share its own first or last part. Long
 * names come first, so that a chain (普京, 弗拉基米尔·普京, 弗拉基米尔·弗拉基米罗维奇·普京) ends at
 * its end.
 */
#include "analysis/alias.h"

#include "base/alloc.h"
#include "base/array.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
	LOOKED_AT = 24, /* names with one part in common that are looked at */
	PARTS_MOST = PERSON_LONGEST,
	SLOTS_FIRST = 256 /* a power of two */
};

struct part {
	const uint32_t *text; /* inside an entry's name, which stays where it is */
	size_t length;
};

struct alias_record {
	struct part key;
	size_t entry;
	size_t parts;  /* of the entry's name */
	uint32_t hash; /* of the key */
	uint32_t next; /* in the chain: index + 1 */
};

static bool
is_joint(uint32_t character)
{
	return character == 0xB7 || character == ' ';
}

static size_t
split(const struct person_entry *entry, struct part *parts)
{
	size_t start = 0, end, count = 0;

	for (; start < entry->length && count < PARTS_MOST; start = end + 1) {
		for (end = start; end < entry->length && !is_joint(entry->name[end]);)
			end++;
		parts[count++] = (struct part){entry->name + start, end - start};
	}
	return count;
}

static size_t
count_parts(const struct person_entry *entry)
{
	size_t at, count = 1;

	for (at = 0; at < entry->length; at++)
		count += is_joint(entry->name[at]);
	return count;
}

static bool
same_part(struct part one, struct part other)
{
	return one.length == other.length &&
		memcmp(one.text, other.text, one.length * sizeof *one.text) == 0;
}

/* FNV-1a by characters. */
static uint32_t
hash_of(struct part part)
{
	uint32_t hash = 2166136261u;
	size_t at;

	for (at = 0; at < part.length; at++)
		hash = (hash ^ part.text[at]) * 16777619u;
	return hash ^ hash >> 15;
}

/* ---- The records --------------------------------------------------------------------------------
 */

static void
chain(struct aliases *aliases, size_t record)
{
	uint32_t *slot = &aliases->slots[aliases->records[record].hash & (aliases->slot_count - 1)];

	aliases->records[record].next = *slot;
	*slot = (uint32_t)record + 1;
}

/* Twice as many slots, when there are as many records. */
static void
make_slots(struct aliases *aliases)
{
	size_t record;

	if (aliases->record_count < aliases->slot_count)
		return;
	free(aliases->slots);
	aliases->slot_count = aliases->slot_count ? 2 * aliases->slot_count : SLOTS_FIRST;
	aliases->slots = alloc_zeroed(aliases->slot_count, sizeof *aliases->slots);
	for (record = 0; record < aliases->record_count; record++)
		chain(aliases, record);
}

static void
add_record(struct aliases *aliases, size_t entry, size_t parts, struct part key)
{
	make_slots(aliases);
	aliases->records = array_grow(aliases->records, &aliases->record_capacity,
		aliases->record_count + 1, sizeof *aliases->records);
	aliases->records[aliases->record_count] = (struct alias_record){
		.key = key, .entry = entry, .parts = parts, .hash = hash_of(key)};
	chain(aliases, aliases->record_count++);
}

static void
add_name(struct aliases *aliases, const struct person_entry *entries, size_t entry)
{
	struct part parts[PARTS_MOST];
	size_t count = split(&entries[entry], parts);

	aliases->long_of[entry] = entry;
	if (count < 2)
		return;
	add_record(aliases, entry, count, parts[0]);
	if (!same_part(parts[0], parts[count - 1]))
		add_record(aliases, entry, count, parts[count - 1]);
}

/* ---- Looking up ---------------------------------------------------------------------------------
 */

/* A name that is looked up. */
struct lookup {
	const struct person_entry *entries;
	size_t entry;
	struct part parts[PARTS_MOST];
	size_t count;
	size_t found; /* the one that it is short for; itself as long as there is none */
};

/* Whether the parts are among those of the long name, in order. */
static bool
is_short_for(const struct lookup *lookup, const struct person_entry *longer)
{
	struct part others[PARTS_MOST];
	size_t count = split(longer, others), index, other = 0;

	for (index = 0; index < lookup->count; index++) {
		while (other < count && !same_part(lookup->parts[index], others[other]))
			other++;
		if (other++ >= count)
			return false;
	}
	return true;
}

/* Looks for long names under a part. False when a second one fits, or there are too many to look
 * at. */
static bool
look_under(const struct aliases *aliases, struct lookup *lookup, struct part key)
{
	uint32_t hash = hash_of(key), next;
	size_t looked = 0;

	if (aliases->slot_count == 0)
		return true;
	next = aliases->slots[hash & (aliases->slot_count - 1)];
	for (; next; next = aliases->records[next - 1].next) {
		const struct alias_record *record = &aliases->records[next - 1];
		size_t other = aliases->long_of[record->entry];

		if (record->hash != hash || !same_part(record->key, key))
			continue;
		if (looked++ == LOOKED_AT)
			return false;
		if (record->parts <= lookup->count || other == lookup->found ||
			!is_short_for(lookup, &lookup->entries[record->entry]))
			continue;
		if (lookup->found != lookup->entry)
			return false;
		lookup->found = other;
	}
	return true;
}

static void
resolve(struct aliases *aliases, const struct person_entry *entries, size_t entry)
{
	struct lookup lookup = {.entries = entries, .entry = entry, .found = entry};

	lookup.count = split(&entries[entry], lookup.parts);
	if (look_under(aliases, &lookup, lookup.parts[0]) &&
		(lookup.count == 1 || look_under(aliases, &lookup, lookup.parts[lookup.count - 1])))
		aliases->long_of[entry] = lookup.found;
}

/* Puts those with the most parts first, else keeps the order. Counts: parts are few. */
static void
sort_by_parts(const struct person_entry *entries, size_t *fresh, size_t count)
{
	size_t start[PARTS_MOST + 2] = {0}, index,
				  *sorted = alloc_zeroed(count + 1, sizeof *sorted);

	for (index = 0; index < count; index++)
		start[PARTS_MOST - count_parts(&entries[fresh[index]]) + 1]++;
	for (index = 1; index <= PARTS_MOST; index++)
		start[index] += start[index - 1];
	for (index = 0; index < count; index++)
		sorted[start[PARTS_MOST - count_parts(&entries[fresh[index]])]++] = fresh[index];
	memcpy(fresh, sorted, count * sizeof *fresh);
	free(sorted);
}

void
alias_add(struct aliases *aliases, const struct person_entry *entries, size_t *fresh, size_t count)
{
	size_t index, most = 0;

	if (count == 0)
		return;
	for (index = 0; index < count; index++)
		most = fresh[index] > most ? fresh[index] : most;
	aliases->long_of =
		array_grow(aliases->long_of, &aliases->entries, most + 1, sizeof *aliases->long_of);
	sort_by_parts(entries, fresh, count);
	for (index = 0; index < count; index++)
		add_name(aliases, entries, fresh[index]);
	for (index = 0; index < count; index++)
		resolve(aliases, entries, fresh[index]);
}

size_t
alias_of(const struct aliases *aliases, size_t entry)
{
	return aliases->long_of[entry];
}

void
alias_clear(struct aliases *aliases)
{
	free(aliases->records);
	free(aliases->slots);
	free(aliases->long_of);
	*aliases = (struct aliases){0};
}
