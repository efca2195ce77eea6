/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/identifier.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

enum {
	COUNTER_LIMIT = 0x1000,
	COUNTER_START = 0x7FF /* a random start in the lower half leaves room to count */
};

static void
fill_random(unsigned char *bytes, size_t size)
{
	size_t filled = 0;

	while (filled < size) {
		ssize_t got = getrandom(bytes + filled, size - filled, 0);

		if (got > 0)
			filled += (size_t)got;
		else if (errno != EINTR)
			break; /* no such call: the counter still keeps them distinct here */
	}
}

void
identifier_next(struct identifier_source *source, int64_t now, char identifier[IDENTIFIER_BYTES])
{
	unsigned char random[10] = {0};
	uint64_t time;

	fill_random(random, sizeof random);
	if (now > source->milliseconds) {
		source->milliseconds = now;
		source->counter = (unsigned)(random[8] << 8 | random[9]) & COUNTER_START;
	} else if (++source->counter == COUNTER_LIMIT) {
		source->milliseconds++;
		source->counter = 0;
	}
	time = (uint64_t)source->milliseconds & 0xFFFFFFFFFFFF;
	snprintf(identifier, IDENTIFIER_BYTES, "%08x-%04x-7%03x-%02x%02x-%02x%02x%02x%02x%02x%02x",
		(unsigned)(time >> 16), (unsigned)(time & 0xFFFF), source->counter,
		0x80U | (random[0] & 0x3FU), random[1], random[2], random[3], random[4], random[5],
		random[6], random[7]);
}
