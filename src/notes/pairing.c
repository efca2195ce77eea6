/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Three states: a pair, a character of the old text alone (gone), one of the new text alone (new).
 * Probabilities are told as ratios to chance, so that gone and new characters count 1, a pair of
 * equal ones more the rarer they are. A row stands for a character of the old text; each row is
 * scaled by its largest value, and normalised by the fact that a character either has a counterpart
 * or is gone.
 */
#include "notes/pairing.h"

#include <stdlib.h>
#include <string.h>

enum {
	TABLE = 1 << 16, /* characters beyond share places with others */
	SMOOTHING = 2000
};

static const double equal_pair = 0.9;    /* share of pairs whose characters are equal */
static const double unequal_pair = 0.1;  /* and of the others */
static const double pair_to_gap = 0.05;  /* for each of the two kinds of gap */
static const double gap_to_gap = 0.88;   /* the same one goes on */
static const double gap_to_other = 0.04; /* gone, then new, or the other way round */
static const double least_share = 0.55;

/* ---- Rarity --------------------------------------------------------------------------------- */

struct rarity {
	double total;
	uint32_t counts[TABLE];
};

struct rarity *
rarity_new(struct characters one, struct characters other)
{
	struct rarity *rarity = calloc(1, sizeof *rarity);

	if (!rarity)
		return NULL;
	for (size_t i = 0; i < one.count; i++)
		rarity->counts[one.items[i] % TABLE]++;
	for (size_t i = 0; i < other.count; i++)
		rarity->counts[other.items[i] % TABLE]++;
	rarity->total = (double)(one.count + other.count) + SMOOTHING;
	return rarity;
}

void
rarity_free(struct rarity *taken_rarity)
{
	free(taken_rarity);
}

double
rarity_of(const struct rarity *rarity, uint32_t character)
{
	return rarity->total / ((double)rarity->counts[character % TABLE] + 1);
}

/* ---- Pairing -------------------------------------------------------------------------------- */

/* A cell's value in each state. */
struct cell {
	double pair, gone, new;
};

struct table {
	struct characters before, after;
	const struct rarity *rarity;
	struct cell *forward; /* rows of after.count + 1 cells, a row for each of before and one */
	struct cell *backward, *below; /* two rows */
};

static bool
table_init(struct table *table)
{
	size_t columns = table->after.count + 1;

	table->forward = calloc((table->before.count + 1 + 2) * columns, sizeof *table->forward);
	if (!table->forward)
		return false;
	table->backward = table->forward + (table->before.count + 1) * columns;
	table->below = table->backward + columns;
	return true;
}

/* Divides the row by its largest value. */
static void
scale(struct cell *row, size_t columns)
{
	double most = 0;

	for (size_t j = 0; j < columns; j++) {
		double sum = row[j].pair + row[j].gone + row[j].new;

		most = sum > most ? sum : most;
	}
	if (most <= 0)
		return;
	most = 1 / most;
	for (size_t j = 0; j < columns; j++) {
		row[j].pair *= most;
		row[j].gone *= most;
		row[j].new *= most;
	}
}

/* row[j]: the first i of before and j of after are done, in each last state. */
static void
fill_forward(const struct table *table, size_t i)
{
	size_t columns = table->after.count + 1;
	struct cell *row = table->forward + i * columns, *above = row - columns;
	uint32_t character = i > 0 ? table->before.items[i - 1] : 0;
	double equal = i > 0 ? equal_pair * rarity_of(table->rarity, character) : 0;
	double stay = 1 - 2 * pair_to_gap, back = 1 - gap_to_gap - gap_to_other;

	if (i == 0)
		row[0].pair = 1;
	for (size_t j = 0; j < columns; j++) {
		if (i > 0)
			row[j].gone = pair_to_gap * above[j].pair + gap_to_gap * above[j].gone +
				gap_to_other * above[j].new;
		if (j == 0)
			continue;
		row[j].new = pair_to_gap *row[j - 1].pair + gap_to_gap *row[j - 1].new +
			gap_to_other *row[j - 1].gone;
		if (i > 0)
			row[j].pair =
				(table->after.items[j - 1] == character ? equal : unequal_pair) *
				(stay * above[j - 1].pair +
					back * (above[j - 1].gone + above[j - 1].new));
	}
	scale(row, columns);
}

/* backward[j]: what comes when the first i of before and j of after are done, from each last state;
 * below is the same for i + 1. */
static void
fill_backward(const struct table *table, size_t i)
{
	size_t columns = table->after.count + 1;
	struct cell *row = table->backward;
	const struct cell *below = table->below;
	bool last = i == table->before.count;
	uint32_t character = last ? 0 : table->before.items[i];
	double equal = last ? 0 : equal_pair * rarity_of(table->rarity, character);
	double stay = 1 - 2 * pair_to_gap, back = 1 - gap_to_gap - gap_to_other;

	for (size_t j = columns; j-- > 0;) {
		double pair = 0, gone = last ? 0 : below[j].gone, new = 0;

		if (j + 1 < columns) {
			new = row[j + 1].new;
			if (!last)
				pair = below[j + 1].pair *
					(table->after.items[j] == character ? equal : unequal_pair);
		}
		if (last && j + 1 == columns) {
			row[j] = (struct cell){1, 1, 1};
			continue;
		}
		row[j].pair = stay * pair + pair_to_gap * (gone + new);
		row[j].gone = back * pair + gap_to_gap * gone + gap_to_other * new;
		row[j].new = back *pair + gap_to_other *gone + gap_to_gap *new;
	}
	scale(row, columns);
}

/* The counterpart of before's i-th character, from the row behind it. */
static uint32_t
counterpart(const struct table *table, size_t i)
{
	size_t columns = table->after.count + 1, best = 0;
	const struct cell *forward = table->forward + (i + 1) * columns;
	const struct cell *backward = table->backward;
	double all = 0, most = 0;

	for (size_t j = 0; j < columns; j++) {
		double pair = forward[j].pair * backward[j].pair;

		all += pair + forward[j].gone * backward[j].gone;
		if (pair > most) {
			most = pair;
			best = j;
		}
	}
	return most > least_share * all ? (uint32_t)best - 1 : PAIRING_NONE;
}

bool
pairing_find(struct characters before, struct characters after, const struct rarity *rarity,
	uint32_t *to)
{
	struct table table = {.before = before, .after = after, .rarity = rarity};

	if (!table_init(&table))
		return false;
	for (size_t i = 0; i <= before.count; i++)
		fill_forward(&table, i);
	for (size_t i = before.count + 1; i-- > 0;) {
		struct cell *row = table.below;

		fill_backward(&table, i);
		if (i > 0)
			to[i - 1] = counterpart(&table, i - 1);
		table.below = table.backward;
		table.backward = row;
	}
	free(table.forward);
	return true;
}
