/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Identifiers: UUIDs of version 7 (RFC 9562, 5.7), which sort by the time they were made.
 *
 *      0189c2a4-7d31-7 0a3-8f5e-2b6c9d0e1f24
 *      milliseconds    counter  random
 *
 * The 12 bits behind the version count up within one millisecond (RFC 9562, 6.2, method 1), so that
 * what one source gives rises strictly, also when the clock stands still or goes back.
 */
#ifndef ZHUPI_NOTES_IDENTIFIER_H
#define ZHUPI_NOTES_IDENTIFIER_H

#include <stdint.h>

enum {
	IDENTIFIER_BYTES = 37
}; /* 36 characters and NUL */

/* What was given last; all zero at first. */
struct identifier_source {
	int64_t milliseconds;
	unsigned counter; /* 12 bits */
};

/* Writes the next identifier for the time now (milliseconds since 1970) as lower-case text. */
void identifier_next(
	struct identifier_source *source, int64_t now, char identifier[IDENTIFIER_BYTES]);

#endif
