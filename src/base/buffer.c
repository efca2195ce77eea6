/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buffer.h"

#include "base/array.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
buffer_init(struct buffer *buffer)
{
	*buffer = (struct buffer){NULL, 0, 0};
}

void
buffer_clear(struct buffer *buffer)
{
	free(buffer->bytes);
	buffer_init(buffer);
}

void
buffer_reserve(struct buffer *buffer, size_t more)
{
	buffer->bytes = array_grow(buffer->bytes, &buffer->capacity, buffer->length + more + 1, 1);
}

void
buffer_truncate(struct buffer *buffer, size_t length)
{
	if (length >= buffer->length)
		return;
	buffer->length = length;
	buffer->bytes[length] = '\0';
}

void
buffer_append_number(struct buffer *buffer, size_t number)
{
	char digits[24];
	size_t at = sizeof digits;

	for (; number >= 100; number /= 100) {
		size_t two = number % 100;

		digits[--at] = (char)('0' + two % 10);
		digits[--at] = (char)('0' + two / 10);
	}
	if (number >= 10) {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	}
	digits[--at] = (char)('0' + number);
	buffer_append(buffer, (struct slice){digits + at, sizeof digits - at});
}

void
buffer_append_grouped(struct buffer *buffer, size_t number)
{
	char digits[24];
	int length = snprintf(digits, sizeof digits, "%zu", number);

	for (int i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			buffer_append_byte(buffer, ',');
		buffer_append_byte(buffer, digits[i]);
	}
}

void
buffer_append_format(struct buffer *buffer, const char *format, ...)
{
	va_list arguments;
	int wanted;

	va_start(arguments, format);
	wanted = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (wanted <= 0)
		return;
	buffer_reserve(buffer, (size_t)wanted);
	va_start(arguments, format);
	vsnprintf(buffer->bytes + buffer->length, (size_t)wanted + 1, format, arguments);
	va_end(arguments);
	buffer->length += (size_t)wanted;
}

void
buffer_insert(struct buffer *buffer, size_t at, struct slice text)
{
	buffer_reserve(buffer, text.length);
	memmove(buffer->bytes + at + text.length, buffer->bytes + at, buffer->length - at);
	if (text.length)
		memcpy(buffer->bytes + at, text.bytes, text.length);
	buffer->length += text.length;
	buffer->bytes[buffer->length] = '\0';
}

void
buffer_remove(struct buffer *buffer, struct span span)
{
	size_t end = span.end < buffer->length ? span.end : buffer->length;

	if (span.start >= end)
		return;
	memmove(buffer->bytes + span.start, buffer->bytes + end, buffer->length - end);
	buffer->length -= end - span.start;
	buffer->bytes[buffer->length] = '\0';
}

struct slice
buffer_slice(const struct buffer *buffer)
{
	return (struct slice){buffer->bytes, buffer->length};
}

const char *
buffer_string(struct buffer *buffer)
{
	buffer_reserve(buffer, 0);
	buffer->bytes[buffer->length] = '\0';
	return buffer->bytes;
}

char *
buffer_take(struct buffer *buffer)
{
	char *taken;

	buffer_string(buffer);
	taken = buffer->bytes;
	buffer_init(buffer);
	return taken;
}
