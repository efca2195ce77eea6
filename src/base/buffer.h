/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A growing string of bytes. Invariant: bytes[length] is NUL once anything was appended or
 * buffer_string was called, so that it serves as a C string; NUL bytes inside are allowed. Memory
 * gone: the handler of alloc.h.
 */
#ifndef ZHUPI_BASE_BUFFER_H
#define ZHUPI_BASE_BUFFER_H

#include "base/attributes.h"
#include "base/slice.h"

#include <stddef.h>
#include <string.h>

struct buffer {
	char *bytes;
	size_t length;   /* bytes in use, without the final NUL */
	size_t capacity; /* bytes allocated */
};

/* Makes an empty buffer; allocates nothing. buffer_clear frees what it came to hold. */
void buffer_init(struct buffer *buffer);

/* Frees the bytes and makes the buffer empty again. */
void buffer_clear(struct buffer *buffer);

/* Forgets the content beyond length bytes and keeps the memory; does nothing when the content is
 * shorter. */
void buffer_truncate(struct buffer *buffer, size_t length);

/* Makes room for more bytes behind the content. */
void buffer_reserve(struct buffer *buffer, size_t more);

/* Appends the slice's bytes. Inline, as the two below: whoever writes much calls them most. */
static inline void
buffer_append(struct buffer *buffer, struct slice text)
{
	if (buffer->length + text.length >= buffer->capacity)
		buffer_reserve(buffer, text.length);
	if (text.length)
		memcpy(buffer->bytes + buffer->length, text.bytes, text.length);
	buffer->length += text.length;
	buffer->bytes[buffer->length] = '\0';
}

/* Appends one byte. */
static inline void
buffer_append_byte(struct buffer *buffer, char byte)
{
	buffer_append(buffer, (struct slice){&byte, 1});
}

/* Appends a string, nothing for NULL; inline, so that the length of a literal is known when it is
 * compiled. */
static inline void
buffer_append_string(struct buffer *buffer, const char *string)
{
	if (string)
		buffer_append(buffer, (struct slice){string, strlen(string)});
}

/* Appends the number in decimal digits. */
void buffer_append_number(struct buffer *buffer, size_t number);

/* Appends the number with a comma before each three digits: 2,304. */
void buffer_append_grouped(struct buffer *buffer, size_t number);

/* Appends what printf would print. */
void buffer_append_format(struct buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);

/* Puts text in at byte offset at (at most length). */
void buffer_insert(struct buffer *buffer, size_t at, struct slice text);

/* Takes the bytes of the span out. */
void buffer_remove(struct buffer *buffer, struct span span);

/* The content; borrowed until the next change. */
struct slice buffer_slice(const struct buffer *buffer);

/* The content as a C string, never NULL; borrowed until the next change. */
const char *buffer_string(struct buffer *buffer);

/* The content as a C string that the caller frees; the buffer is empty afterwards. */
char *buffer_take(struct buffer *buffer) MUST_USE;

#endif
