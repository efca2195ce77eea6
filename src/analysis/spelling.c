/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/spelling.h"

#include <stdint.h>

static size_t
least(size_t one, size_t other)
{
	return one < other ? one : other;
}

size_t
spelling_distance(struct slice one, struct slice other)
{
	size_t row[SPELLING_LONGEST + 1], i, j;

	if (one.length > SPELLING_LONGEST || other.length > SPELLING_LONGEST)
		return SIZE_MAX;
	for (j = 0; j <= other.length; j++)
		row[j] = j;
	for (i = 0; i < one.length; i++) {
		size_t corner = row[0];

		row[0] = i + 1;
		for (j = 0; j < other.length; j++) {
			size_t changed = corner + (one.bytes[i] != other.bytes[j]);

			corner = row[j + 1];
			row[j + 1] = least(changed, least(corner, row[j]) + 1);
		}
	}
	return row[other.length];
}

void
spelling_consider(struct spelling_guess *guess, const char *candidate)
{
	size_t distance = spelling_distance(guess->name, slice_from_string(candidate));

	if (distance > 1 + guess->name.length / 5 || (guess->meant && distance >= guess->distance))
		return;
	guess->meant = candidate;
	guess->distance = distance;
}
