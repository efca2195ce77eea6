/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "base/slice.h"

#include <string.h>

struct slice
slice_from_string(const char *string)
{
	return (struct slice){string, string ? strlen(string) : 0};
}

struct slice
slice_at(struct slice whole, struct span span)
{
	size_t end = span.end < whole.length ? span.end : whole.length;
	size_t start = span.start < end ? span.start : end;

	if (!whole.bytes)
		return (struct slice){NULL, 0};
	return (struct slice){whole.bytes + start, end - start};
}

bool
slice_equal(struct slice one, struct slice other)
{
	return one.length == other.length &&
		(one.length == 0 || memcmp(one.bytes, other.bytes, one.length) == 0);
}

int
slice_compare(struct slice one, struct slice other)
{
	size_t shorter = one.length < other.length ? one.length : other.length;
	int order = shorter ? memcmp(one.bytes, other.bytes, shorter) : 0;

	if (order != 0)
		return order;
	return (one.length > other.length) - (one.length < other.length);
}

bool
slice_starts_with(struct slice text, struct slice part)
{
	return text.length >= part.length &&
		slice_equal((struct slice){text.bytes, part.length}, part);
}

bool
slice_ends_with(struct slice text, struct slice part)
{
	if (text.length < part.length)
		return false;
	if (part.length == 0)
		return true;
	return memcmp(text.bytes + (text.length - part.length), part.bytes, part.length) == 0;
}

size_t
slice_find(struct slice text, struct slice part, size_t from)
{
	const char *found;

	if (from > text.length || text.length - from < part.length)
		return text.length;
	if (part.length == 0)
		return from;
	found = memmem(text.bytes + from, text.length - from, part.bytes, part.length);
	return found ? (size_t)(found - text.bytes) : text.length;
}

static bool
is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

struct slice
slice_trim(struct slice text)
{
	while (text.length > 0 && is_blank(text.bytes[0])) {
		text.bytes++;
		text.length--;
	}
	while (text.length > 0 && is_blank(text.bytes[text.length - 1]))
		text.length--;
	return text;
}

struct slice
slice_split(struct slice text, char separator, struct slice *rest)
{
	const char *found = text.length ? memchr(text.bytes, separator, text.length) : NULL;
	size_t length = found ? (size_t)(found - text.bytes) : text.length;

	*rest = found ? (struct slice){found + 1, text.length - length - 1}
		      : (struct slice){NULL, 0};
	return (struct slice){text.bytes, length};
}

bool
span_is_empty(struct span span)
{
	return span.start >= span.end;
}

bool
span_overlaps(struct span one, struct span other)
{
	return one.start < other.end && other.start < one.end && !span_is_empty(one) &&
		!span_is_empty(other);
}

bool
span_contains(struct span outer, struct span inner)
{
	return outer.start <= inner.start && inner.end <= outer.end;
}
