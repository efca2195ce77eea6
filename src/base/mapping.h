/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file's bytes mapped into memory, for as long as one wants, though somebody else may cut the
 * file meanwhile: what is lost then reads as NULs, and mapping_is_cut says so. Without that the
 * first look at a lost page would end the program (SIGBUS).
 *
 * What others write into the file shows through the mapping: mapping_is_intact tells.
 */
#ifndef ZHUPI_BASE_MAPPING_H
#define ZHUPI_BASE_MAPPING_H

#include "base/attributes.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

struct mapping;

/* Maps the first length_bytes (more than 0) of the file open at descriptor, which is duplicated.
 * NULL when it cannot be mapped. mapping_close frees. */
struct mapping *mapping_open(int descriptor, size_t length_bytes) MUST_USE;

/* All its bytes; borrowed until mapping_close. */
struct slice mapping_bytes(const struct mapping *mapping);

/* Whether the file is shorter now than what was mapped, or was at a time when a lost page was
 * looked at. */
bool mapping_is_cut(const struct mapping *mapping);

/* Remembers what the first length_bytes are, by a sum; what was remembered before is looked at only
 * once. */
void mapping_watch(struct mapping *mapping, size_t length_bytes);

/* Whether the bytes that were watched are what they were. Costs a look at the file's state, and a
 * pass through them only where that has changed. */
bool mapping_is_intact(const struct mapping *mapping);

/* Frees it. NULL is allowed. */
void mapping_close(struct mapping *taken_mapping);

#endif
