/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/match.h"

#include <stdlib.h>
#include <string.h>

enum {
	CONTEXT_AT_MOST = 64,
	CONTEXT_SLACK = 16, /* characters put in within the context */
	CONTEXT_DROP = 8,   /* what lies behind so much loss speaks for another place */
	LIKENESS_AT_MOST = 4096,
	WORD_BITS = 64
};

struct characters
characters_at(struct characters whole, size_t start, size_t end)
{
	if (end > whole.count)
		end = whole.count;
	if (start >= end)
		return (struct characters){whole.items, 0};
	return (struct characters){whole.items + start, end - start};
}

size_t
match_find(struct characters whole, struct characters part, size_t from)
{
	if (part.count == 0)
		return whole.count;
	for (; from + part.count <= whole.count; from++)
		if (whole.items[from] == part.items[0] &&
			memcmp(whole.items + from, part.items, part.count * sizeof *part.items) ==
				0)
			return from;
	return whole.count;
}

static size_t
least(size_t one, size_t other)
{
	return one < other ? one : other;
}

/* The i-th character from the near end. */
static uint32_t
near(struct characters text, size_t i, enum match_side side)
{
	return text.items[side == MATCH_BEHIND ? i : text.count - 1 - i];
}

size_t
match_context(struct characters context, struct characters text, enum match_side side)
{
	size_t row[CONTEXT_AT_MOST + CONTEXT_SLACK + 1];
	size_t rows = least(context.count, CONTEXT_AT_MOST);
	size_t columns = least(text.count, rows + CONTEXT_SLACK), best = 0;

	while (best < least(rows, text.count) &&
		near(context, best, side) == near(text, best, side))
		best++;
	if (best == rows)
		return rows;
	for (size_t j = 0; j <= columns; j++)
		row[j] = j;
	for (size_t i = 1; i <= rows; i++) {
		size_t diagonal = row[0], errors = i;

		row[0] = i;
		for (size_t j = 1; j <= columns; j++) {
			bool same = near(context, i - 1, side) == near(text, j - 1, side);
			size_t replaced = diagonal + !same;

			diagonal = row[j];
			row[j] = least(replaced, least(row[j], row[j - 1]) + 1);
			errors = least(errors, row[j]);
		}
		if (i > best + 2 * errors)
			best = i - 2 * errors;
		if (i + CONTEXT_DROP < best + 2 * errors)
			break;
	}
	return best;
}

double
match_likeness(struct characters one, struct characters other)
{
	size_t rows = least(one.count, LIKENESS_AT_MOST);
	size_t columns = least(other.count, LIKENESS_AT_MOST);
	size_t longer = rows > columns ? rows : columns, distance;
	size_t *row;

	if (one.count == other.count &&
		(longer == 0 || memcmp(one.items, other.items, one.count * sizeof *one.items) == 0))
		return 1;
	row = malloc((columns + 1) * sizeof *row);
	if (!row)
		return 0; /* not known to be like */
	for (size_t j = 0; j <= columns; j++)
		row[j] = j;
	for (size_t i = 1; i <= rows; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= columns; j++) {
			size_t replaced = diagonal + (one.items[i - 1] != other.items[j - 1]);

			diagonal = row[j];
			row[j] = least(replaced, least(row[j], row[j - 1]) + 1);
		}
	}
	distance = row[columns];
	free(row);
	return 1 - (double)distance / (double)longer;
}

/*
 * The pattern as bits: for each distinct character, in which places of the pattern it stands. A
 * table with open addressing; a column of words for each entry, and one of zeros for the rest.
 */
struct alphabet {
	uint32_t *keys; /* 0: free */
	uint64_t *bits; /* words for each slot, then words of zeros */
	size_t slots, words;
};

static size_t
slot_of(const struct alphabet *alphabet, uint32_t character)
{
	size_t slot = (character * 2654435761U) % alphabet->slots;

	while (alphabet->keys[slot] != 0 && alphabet->keys[slot] != character)
		slot = (slot + 1) % alphabet->slots;
	return slot;
}

static const uint64_t *
bits_of(const struct alphabet *alphabet, uint32_t character)
{
	size_t slot = slot_of(alphabet, character);

	if (alphabet->keys[slot] != character)
		slot = alphabet->slots;
	return alphabet->bits + slot * alphabet->words;
}

static void
alphabet_clear(struct alphabet *alphabet)
{
	free(alphabet->keys);
	free(alphabet->bits);
}

static bool
alphabet_init(struct alphabet *alphabet, struct characters pattern)
{
	alphabet->words = (pattern.count + WORD_BITS - 1) / WORD_BITS;
	alphabet->slots = 2 * pattern.count + 1;
	alphabet->keys = calloc(alphabet->slots, sizeof *alphabet->keys);
	alphabet->bits = calloc((alphabet->slots + 1) * alphabet->words, sizeof *alphabet->bits);
	if (!alphabet->keys || !alphabet->bits) {
		alphabet_clear(alphabet);
		return false;
	}
	for (size_t i = 0; i < pattern.count; i++) {
		size_t slot = slot_of(alphabet, pattern.items[i]);

		alphabet->keys[slot] = pattern.items[i];
		alphabet->bits[slot * alphabet->words + i / WORD_BITS] |= (uint64_t)1
			<< i % WORD_BITS;
	}
	return true;
}

/* One column of the search: vertical differences, a bit each, 64 rows a word. */
struct column {
	uint64_t *plus, *minus;
	size_t words, last_bit; /* the last row's bit within the last word */
};

/* Goes on by one character of the text; returns by how much the last row's errors change. */
static int
advance(struct column *column, const uint64_t *matches)
{
	uint64_t carry_plus = 0, carry_minus = 0; /* into the lowest row: free start, so 0 */
	int change = 0;

	for (size_t w = 0; w < column->words; w++) {
		uint64_t plus = column->plus[w], minus = column->minus[w];
		uint64_t match = matches[w] | carry_minus;
		uint64_t diagonal = (((match & plus) + plus) ^ plus) | match | minus;
		uint64_t h_plus = minus | ~(diagonal | plus), h_minus = plus & diagonal;
		bool last = w + 1 == column->words;
		size_t top = last ? column->last_bit : WORD_BITS - 1;
		uint64_t out_plus = h_plus >> top & 1, out_minus = h_minus >> top & 1;
		uint64_t vertical = matches[w] | minus;

		h_plus = h_plus << 1 | carry_plus;
		h_minus = h_minus << 1 | carry_minus;
		column->plus[w] = h_minus | ~(vertical | h_plus);
		column->minus[w] = h_plus & vertical;
		carry_plus = out_plus;
		carry_minus = out_minus;
		if (last)
			change = (int)out_plus - (int)out_minus;
	}
	return change;
}

/* errors[j] becomes the errors of the best stretch that ends behind text's j-th character. */
static bool
count_errors(struct characters text, struct characters pattern, uint32_t *errors)
{
	struct alphabet alphabet;
	struct column column;
	int64_t now = (int64_t)pattern.count;

	if (!alphabet_init(&alphabet, pattern))
		return false;
	column.words = alphabet.words;
	column.last_bit = (pattern.count - 1) % WORD_BITS;
	column.plus = malloc(2 * column.words * sizeof *column.plus);
	if (!column.plus) {
		alphabet_clear(&alphabet);
		return false;
	}
	column.minus = column.plus + column.words;
	memset(column.plus, 0xFF, column.words * sizeof *column.plus);
	memset(column.minus, 0, column.words * sizeof *column.minus);
	for (size_t j = 0; j < text.count; j++) {
		now += advance(&column, bits_of(&alphabet, text.items[j]));
		errors[j] = (uint32_t)now;
	}
	free(column.plus);
	alphabet_clear(&alphabet);
	return true;
}

bool
match_search(
	struct characters text, struct characters pattern, size_t limit, struct match matches[2])
{
	uint32_t *errors;

	matches[0] = matches[1] = (struct match){0, SIZE_MAX};
	if (text.count == 0 || pattern.count == 0)
		return true;
	errors = malloc(text.count * sizeof *errors);
	if (!errors || !count_errors(text, pattern, errors)) {
		free(errors);
		return false;
	}
	for (size_t j = 0; j < text.count; j++)
		if (errors[j] <= limit && errors[j] < matches[0].errors)
			matches[0] = (struct match){j + 1, errors[j]};
	for (size_t j = 0; j < text.count && matches[0].errors != SIZE_MAX; j++) {
		size_t end = j + 1, best = matches[0].end;
		size_t away = end > best ? end - best : best - end;

		if (away > pattern.count / 2 && errors[j] <= limit && errors[j] < matches[1].errors)
			matches[1] = (struct match){end, errors[j]};
	}
	free(errors);
	return true;
}

/* A cell of the alignment: what it costs to come here, and where in the text the range's start and
 * end were passed on the way. */
struct cell {
	size_t cost, start, end;
};

static struct cell
cheapest(struct cell diagonal, struct cell above, struct cell left)
{
	struct cell best = diagonal;

	if (above.cost < best.cost)
		best = above;
	if (left.cost < best.cost)
		best = left;
	return best;
}

/* Fills row i (characters of pattern used) over row i - 1. Moving along the row in which the range
 * starts drops what was put in before it; along the one in which it ends, what was put in behind.
 */
static void
fill_row(struct cell *row, struct characters text, struct characters pattern, size_t i,
	size_t start, size_t end)
{
	struct cell diagonal = row[0];

	row[0].cost++;
	if (i == start)
		row[0].start = 0;
	if (i == end)
		row[0].end = 0;
	for (size_t j = 1; j <= text.count; j++) {
		struct cell above = row[j], left = row[j - 1];
		size_t end_on_left = left.end;

		diagonal.cost += pattern.items[i - 1] != text.items[j - 1];
		above.cost++;
		left.cost++;
		row[j] = cheapest(diagonal, above, left);
		if (i == start)
			row[j].start = j;
		if (i == end)
			row[j].end = row[j].cost == left.cost && row[j].cost < diagonal.cost &&
					row[j].cost < above.cost
				? end_on_left
				: j;
		above.cost--;
		diagonal = above;
	}
}

bool
match_align(struct characters text, struct characters pattern, size_t *start, size_t *end)
{
	struct cell *row = malloc((text.count + 1) * sizeof *row);
	struct cell best;

	if (!row)
		return false;
	for (size_t j = 0; j <= text.count; j++)
		row[j] = (struct cell){0, j, j};
	for (size_t i = 1; i <= pattern.count; i++)
		fill_row(row, text, pattern, i, *start, *end);
	best = row[0];
	for (size_t j = 1; j <= text.count; j++)
		if (row[j].cost < best.cost)
			best = row[j];
	free(row);
	*start = best.start;
	*end = best.end < best.start ? best.start : best.end;
	return true;
}
