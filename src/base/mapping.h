/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file's bytes mapped into memory, for as long as one wants, though somebody else may cut the
 * file meanwhile: what is lost then reads as NULs, and mapping_is_cut says so. Without that the
 * first look at a lost page would end the program (SIGBUS).
 *
 * What others write into the file shows through the mapping: mapping_is_intact tells. Where there
 * are addresses enough, some behind it are kept free, so that it can grow with the file and its
 * bytes stay where they are.
 */
#ifndef ZHUPI_BASE_MAPPING_H
#define ZHUPI_BASE_MAPPING_H

#include "base/attributes.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

/* Of how many addresses more than as many again as the file has bytes: 4 GiB where there are
 * plenty, next to nothing where there are not. */
#ifndef GROWTH_BYTES
#define GROWTH_BYTES ((size_t)1 << 4 * sizeof(size_t))
#endif

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

/* How many bytes it can come to have by mapping_grow. */
size_t mapping_room(const struct mapping *mapping);

/*
 * Takes up what the file has grown by, behind the bytes that are there; *now is what the file is
 * like. False, and nothing has changed, when it is no longer than before, or too long, was cut
 * meanwhile, or the beginning and the end of what was watched are not what they were: nearly all
 * that is written over shows there. mapping_is_intact looks at all of it.
 */
bool mapping_grow(struct mapping *mapping, struct stat *now) MUST_USE;

/* Gives the memory back that the bytes take, until somebody looks at them again. */
void mapping_rest(struct mapping *mapping);

/* Frees it. NULL is allowed. */
void mapping_close(struct mapping *taken_mapping);

#endif
