/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A name's parts stand between dots or blanks. A short name has the first or the last part of the
 * long one, and its other parts in the same order. The names of several parts are sorted by their
 * first and by their last part; each name looks up those that share one of its own. Long names come
 * first, so that a chain (普京, 弗拉基米尔·普京, 弗拉基米尔·弗拉基米罗维奇·普京) ends at its end.
 */
#include "analysis/alias.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

enum {
	LOOKED_AT = 64, /* names with one part in common that are looked at */
	PARTS_MOST = PERSON_LONGEST
};

struct part {
	const uint32_t *text;
	size_t length;
};

/* A name of several parts, under one of them. */
struct record {
	struct part key;
	size_t entry;
};

struct alias {
	const struct person_entry *entries;
	struct record *records;
	size_t record_count;
	size_t *long_of;
};

static bool
is_joint(uint32_t character)
{
	return character == 0xB7 || character == ' ';
}

/* The part that begins at a position of a name; at is moved behind it and its joint. */
static struct part
next_part(const struct person_entry *entry, size_t *at)
{
	size_t start = *at;

	while (*at < entry->length && !is_joint(entry->name[*at]))
		++*at;
	return (struct part){entry->name + start, (*at)++ - start};
}

static size_t
split(const struct person_entry *entry, struct part *parts)
{
	size_t at = 0, count = 0;

	while (at < entry->length && count < PARTS_MOST)
		parts[count++] = next_part(entry, &at);
	return count;
}

static size_t
count_parts(const struct person_entry *entry)
{
	struct part parts[PARTS_MOST];

	return split(entry, parts);
}

static int
compare_parts(struct part one, struct part other)
{
	if (one.length != other.length)
		return one.length < other.length ? -1 : 1;
	return memcmp(one.text, other.text, one.length * sizeof *one.text);
}

static int
compare_records(const void *one, const void *other)
{
	const struct record *a = one, *b = other;
	int order = compare_parts(a->key, b->key);

	if (order != 0)
		return order;
	return a->entry < b->entry ? -1 : a->entry > b->entry;
}

/* Whether the parts of the short name are among the long one's, in order. */
static bool
is_short_for(const struct person_entry *shorter, const struct person_entry *longer)
{
	struct part parts[PARTS_MOST], others[PARTS_MOST];
	size_t count = split(shorter, parts), other_count = split(longer, others), index, other = 0;

	if (count >= other_count)
		return false;
	for (index = 0; index < count; index++) {
		while (other < other_count && compare_parts(parts[index], others[other]) != 0)
			other++;
		if (other++ >= other_count)
			return false;
	}
	return true;
}

static size_t
first_record(const struct alias *alias, struct part key)
{
	size_t low = 0, high = alias->record_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_parts(alias->records[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Looks for the long names under a key. *found becomes the one that fits; false when there are two,
 * or too many to look at. */
static bool
look_under(const struct alias *alias, size_t entry, struct part key, size_t *found)
{
	size_t at = first_record(alias, key), end = at + LOOKED_AT;

	for (; at < alias->record_count && compare_parts(alias->records[at].key, key) == 0; at++) {
		size_t other = alias->long_of[alias->records[at].entry];

		if (at == end)
			return false;
		if (!is_short_for(
			    &alias->entries[entry], &alias->entries[alias->records[at].entry]))
			continue;
		if (*found != entry && *found != other)
			return false;
		*found = other;
	}
	return true;
}

static void
resolve_one(struct alias *alias, size_t entry)
{
	struct part parts[PARTS_MOST];
	size_t count = split(&alias->entries[entry], parts), found = entry;

	if (look_under(alias, entry, parts[0], &found) &&
		look_under(alias, entry, parts[count - 1], &found))
		alias->long_of[entry] = found;
}

static void
add_records(struct alias *alias, size_t entry)
{
	struct part parts[PARTS_MOST];
	size_t count = split(&alias->entries[entry], parts);

	if (count < 2)
		return;
	alias->records[alias->record_count++] = (struct record){parts[0], entry};
	alias->records[alias->record_count++] = (struct record){parts[count - 1], entry};
}

void
alias_resolve(const struct person_entry *entries, size_t count, const bool *found, size_t *long_of)
{
	struct alias alias = {.entries = entries, .long_of = long_of};
	size_t index, parts, most = 1;

	alias.records = alloc_zeroed(2 * count + 1, sizeof *alias.records);
	for (index = 0; index < count; index++) {
		long_of[index] = index;
		if (!found[index])
			continue;
		add_records(&alias, index);
		parts = count_parts(&entries[index]);
		most = parts > most ? parts : most;
	}
	qsort(alias.records, alias.record_count, sizeof *alias.records, compare_records);
	for (parts = most; parts-- > 1;)
		for (index = 0; alias.record_count > 0 && index < count; index++)
			if (found[index] && count_parts(&entries[index]) == parts)
				resolve_one(&alias, index);
	free(alias.records);
}
