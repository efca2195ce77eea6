/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/chain.h"

#include <stdlib.h>
#include <string.h>

enum {
	SAMPLE_FROM = 1 << 16, /* of longer stretches some of the runs are looked at */
	SAMPLE = 8,
	FILTER_WORDS = 1 << 12
};
static const double least_rarity = 1e11; /* of a run: as much as of four rare ideographs */
static const uint64_t factor = 0x9E3779B97F4A7C15;

/* A run by its hash, in a table with open addressing. */
struct slot {
	uint64_t hash;          /* 0: free */
	uint32_t before, after; /* where it starts, plus 1; 0: not seen; MANY: more than once */
	uint8_t before_count, after_count; /* in the whole texts; not more than 2 */
};

enum {
	MANY = UINT32_MAX >> 1
};

struct runs {
	struct slot *slots;
	uint64_t filter[FILTER_WORDS]; /* bits of the hashes that are there: small enough to be near
					*/
	size_t mask;
	size_t length;
	bool sampled;
};

static bool
runs_init(struct runs *runs, size_t characters, size_t length, bool sampled)
{
	size_t wanted = sampled ? 2 * characters / SAMPLE : 2 * characters, size = 64;

	while (size < wanted)
		size *= 2;
	runs->slots = calloc(size, sizeof *runs->slots);
	runs->mask = size - 1;
	runs->length = length;
	runs->sampled = sampled;
	return runs->slots != NULL;
}

static uint64_t
mix(uint64_t hash)
{
	hash = (hash ^ hash >> 33) * 0xFF51AFD7ED558CCD;
	hash ^= hash >> 29;
	return hash ? hash : 1;
}

static void
note_place(uint32_t *place, size_t start)
{
	*place = *place == 0 ? (uint32_t)start + 1 : MANY;
}

static struct slot *
find_slot(const struct runs *runs, uint64_t hash)
{
	size_t at = hash & runs->mask;

	while (runs->slots[at].hash != 0 && runs->slots[at].hash != hash)
		at = (at + 1) & runs->mask;
	return &runs->slots[at];
}

enum side {
	BEFORE,
	AFTER, /* runs that the old text does not have are left out */
	WHOLE_BEFORE,
	WHOLE_AFTER
};

static void
note_run(struct runs *runs, uint64_t hash, size_t start, enum side side)
{
	uint64_t *filter = &runs->filter[(hash >> 32) % FILTER_WORDS];
	uint64_t bit = (uint64_t)1 << (hash >> 52) % 64;
	struct slot *slot;

	if (side != BEFORE && !(*filter & bit))
		return;
	*filter |= bit;
	slot = find_slot(runs, hash);
	if (side != BEFORE && slot->hash == 0)
		return;
	slot->hash = hash;
	switch (side) {
	case BEFORE:
		note_place(&slot->before, start);
		break;
	case AFTER:
		note_place(&slot->after, start);
		break;
	case WHOLE_BEFORE:
		if (slot->before_count < 2)
			slot->before_count++;
		break;
	case WHOLE_AFTER:
		if (slot->after_count < 2)
			slot->after_count++;
		break;
	}
}

/* Notes each run of the text. */
static void
add_text(struct runs *runs, struct characters text, enum side side)
{
	uint64_t rolling = 0, last = 1;

	for (size_t i = 1; i < runs->length; i++)
		last *= factor;
	for (size_t i = 0; i < text.count; i++) {
		uint64_t hash;

		if (i >= runs->length)
			rolling -= last * (text.items[i - runs->length] + 1);
		rolling = rolling * factor + text.items[i] + 1;
		if (i + 1 < runs->length)
			continue;
		hash = mix(rolling);
		if (!runs->sampled || (hash >> 60) % SAMPLE == 0)
			note_run(runs, hash, i + 1 - runs->length, side);
	}
}

/* Whether text would hardly have the run by chance. */
static bool
is_telling(
	const struct runs *runs, struct characters text, size_t start, const struct rarity *rarity)
{
	double chance = 1;

	for (size_t i = 0; i < runs->length && chance < least_rarity; i++)
		chance *= rarity_of(rarity, text.items[start + i]);
	return chance >= least_rarity;
}

static int
compare_runs(const void *one, const void *other)
{
	const struct common_run *first = one, *second = other;

	return first->before < second->before ? -1 : first->before > second->before;
}

/* The runs that both texts have once, in the order of the old one. */
static size_t
collect(const struct runs *runs, struct characters before, struct characters after,
	const struct rarity *rarity, struct common_run *found)
{
	size_t count = 0;

	for (size_t i = 0; i <= runs->mask; i++) {
		const struct slot *slot = &runs->slots[i];

		if (slot->before == 0 || slot->before == MANY || slot->after == 0 ||
			slot->after == MANY || slot->before_count > 1 || slot->after_count > 1 ||
			memcmp(before.items + slot->before - 1, after.items + slot->after - 1,
				runs->length * sizeof *before.items) != 0 ||
			!is_telling(runs, before, slot->before - 1, rarity))
			continue;
		found[count++] = (struct common_run){slot->before - 1, slot->after - 1};
	}
	qsort(found, count, sizeof *found, compare_runs);
	return count;
}

size_t
chain_keep_rising(struct common_run *found, size_t count)
{
	size_t longest = 0, kept, last;
	uint32_t *tails = malloc(2 * (count + 1) * sizeof *tails), *links = tails + count + 1;

	if (!tails)
		return SIZE_MAX;
	for (size_t i = 0; i < count; i++) {
		size_t low = 0, high = longest;

		while (low < high) {
			size_t middle = (low + high) / 2;

			if (found[tails[middle]].after < found[i].after)
				low = middle + 1;
			else
				high = middle;
		}
		tails[low] = (uint32_t)i;
		links[i] = low > 0 ? tails[low - 1] : 0;
		if (low == longest)
			longest++;
	}
	last = longest > 0 ? tails[longest - 1] : 0;
	for (kept = longest; kept > 0; last = links[last])
		tails[--kept] = (uint32_t)last;
	for (size_t i = 0; i < longest; i++)
		found[i] = found[tails[i]];
	free(tails);
	return longest;
}

size_t
chain_find(struct characters before, struct characters after, size_t length,
	const struct rarity *rarity, const struct whole_texts *whole, struct common_run **result)
{
	struct runs runs = {.slots = NULL};
	size_t count;

	*result = NULL;
	if (before.count < length || after.count < length)
		return 0;
	if (!runs_init(&runs, before.count, length, before.count > SAMPLE_FROM))
		return SIZE_MAX;
	add_text(&runs, before, BEFORE);
	add_text(&runs, after, AFTER);
	if (whole) {
		add_text(&runs, whole->before, WHOLE_BEFORE);
		add_text(&runs, whole->after, WHOLE_AFTER);
	}
	*result = malloc((before.count + 1) * sizeof **result);
	count = *result ? collect(&runs, before, after, rarity, *result) : 0;
	count = *result ? chain_keep_rising(*result, count) : SIZE_MAX;
	free(runs.slots);
	if (count == SIZE_MAX) {
		free(*result);
		*result = NULL;
	}
	return count;
}
