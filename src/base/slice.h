/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Slices and spans: two ways of naming a stretch of bytes.
 *
 * A slice is borrowed bytes with a length; it need not end in NUL and owns nothing. A span is a
 * pair of byte offsets into a text that is known from elsewhere, half open: [start, end).
 *
 *      text    p r i m u s   s e c u n d u s
 *      span {7, 9}          [s e)
 */
#ifndef ZHUPI_BASE_SLICE_H
#define ZHUPI_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>

struct slice {
	const char *bytes; /* may be NULL when length is 0 */
	size_t length;     /* bytes */
};

struct span {
	size_t start; /* byte offset of the first byte */
	size_t end;   /* byte offset behind the last one; start <= end */
};

/* The bytes of a NUL-terminated string, without the NUL; NULL gives the empty slice. Borrowed. */
struct slice slice_from_string(const char *string);

/* The part of whole that span names; a span that reaches beyond is cut at whole's end. Borrowed. */
struct slice slice_at(struct slice whole, struct span span);

/* Whether both have the same bytes. */
bool slice_equal(struct slice one, struct slice other);

/* Orders bytewise, the shorter first when one begins the other: negative, 0 or positive. */
int slice_compare(struct slice one, struct slice other);

/* Whether text begins, or ends, with the bytes of part. The empty part always does. */
bool slice_starts_with(struct slice text, struct slice part);
bool slice_ends_with(struct slice text, struct slice part);

/* The offset (bytes) of part's first occurrence in text at or behind from; text.length when there
 * is none. */
size_t slice_find(struct slice text, struct slice part, size_t from);

/* text without ASCII blanks (space, tab, CR, LF) at both ends. Borrowed. */
struct slice slice_trim(struct slice text);

/* The part before the first separator; *rest becomes what is behind it (empty when there was none).
 * Borrowed. */
struct slice slice_split(struct slice text, char separator, struct slice *rest);

/* Whether the span has no byte. */
bool span_is_empty(struct span span);

/* Whether the two share at least one byte. */
bool span_overlaps(struct span one, struct span other);

/* Whether every byte of inner lies in outer; the empty span counts by its position. */
bool span_contains(struct span outer, struct span inner);

#endif
