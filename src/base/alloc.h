/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Small allocations, which do not fail as far as the caller can see.
 *
 * When memory is gone, the handler that main has set is called (it restores the terminal, says so
 * and leaves); it must not return. What grows with a file's size or a user's input is not for these
 * functions: it uses malloc and returns an error.
 */
#ifndef ZHUPI_BASE_ALLOC_H
#define ZHUPI_BASE_ALLOC_H

#include "base/attributes.h"
#include "base/slice.h"

#include <stddef.h>

/* Called with the number of bytes that could not be had; must not return. */
typedef void alloc_handler(size_t bytes);

/* Sets what happens when memory is gone; without a handler the program aborts. One of the counted
 * statics. */
void alloc_set_handler(alloc_handler *handler);

/* Calls the handler: for who asked malloc for so many bytes and has no way to go on. Does not
 * return. */
NO_RETURN void alloc_give_up(size_t bytes);

/* size bytes, not initialised; never NULL, also for 0. The caller frees with free(). */
void *alloc_bytes(size_t size) MUST_USE;

/* count items of size bytes, all zero; an overflow of the product counts as memory gone. The caller
 * frees. */
void *alloc_zeroed(size_t count, size_t size) MUST_USE;

/* taken_items grown or shrunk to count items of size bytes; the old pointer is no longer valid. The
 * caller frees. */
void *alloc_resize(void *taken_items, size_t count, size_t size) MUST_USE;

/* A NUL-terminated copy of the slice's bytes. The caller frees. */
char *alloc_string(struct slice text) MUST_USE;

#endif
