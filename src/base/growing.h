/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes that are appended to, and never move: who holds a pointer to some of them may keep it while
 * more come. The first ones are kept in memory, and when they are too many for that, all lie in a
 * temporary file without a name, which is mapped. When the folder for such files is full,
 * growing_append says so.
 */
#ifndef ZHUPI_BASE_GROWING_H
#define ZHUPI_BASE_GROWING_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

/* More than this is kept in a file. */
#ifndef GROWING_IN_MEMORY_BYTES
#define GROWING_IN_MEMORY_BYTES ((size_t)1 << 20)
#endif

struct growing;

/* Addresses for at_most_bytes (more than 0); no memory is taken so far. NULL when there are not as
 * many. growing_close frees. */
struct growing *growing_open(size_t at_most_bytes) MUST_USE;

/* Puts a copy of bytes behind the others. False with an error when they are too many, or the
 * temporary file cannot be written: then the others stay as they are. */
bool growing_append(struct growing *growing, struct slice bytes, struct error *error) MUST_USE;

/* How many more it takes. */
size_t growing_room(const struct growing *growing);

/* Takes back all behind the first length_bytes, of which there are as many; nobody else must have
 * seen it. */
void growing_truncate(struct growing *growing, size_t length_bytes);

/* All of them; borrowed until growing_close. */
struct slice growing_bytes(const struct growing *growing);

/* Frees it. NULL is allowed. */
void growing_close(struct growing *taken_growing);

#endif
