/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looks for any of several pairs of bytes, many bytes at a time. Inside the text floor only.
 *
 * The pairs lie in eight buckets, a bit each, those of one first byte in the same. A byte stands
 * for the buckets of which some pair has it there; where both bytes share a bucket, a pair may
 * stand: never is one missed, and few places are none.
 */
#ifndef ZHUPI_TEXT_BYTE_SCAN_H
#define ZHUPI_TEXT_BYTE_SCAN_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct byte_scan {
	uint8_t first[256], second[256]; /* the buckets of a byte */
	uint8_t low[2][16], high[2][16]; /* the same by half bytes: of a vector at once */
	size_t count;                    /* of first bytes */
};

/* One that finds nothing. */
void byte_scan_init(struct byte_scan *scan);

/* Looks also for `first` with any of from to `to` behind it, both counting. */
void byte_scan_add(struct byte_scan *scan, unsigned first, unsigned from, unsigned to);

/* The next byte offset in [from, to) where a pair may begin; `to` when there is none. to <=
 * text.length; behind the text's last byte a line end counts as standing. */
size_t byte_scan_next(const struct byte_scan *scan, struct slice text, size_t from, size_t to);

#endif
