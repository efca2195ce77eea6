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

bool
spelling_is_near(struct slice one, struct slice other)
{
	return spelling_distance(one, other) <= 1 + one.length / 5;
}
