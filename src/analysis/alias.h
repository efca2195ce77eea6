/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short names: 默克尔 is 安格拉·默克尔, Xi is Xi Jinping, where the article has only one such. */
#ifndef ZHUPI_ANALYSIS_ALIAS_H
#define ZHUPI_ANALYSIS_ALIAS_H

#include "analysis/person.h"

#include <stddef.h>
#include <stdint.h>

struct alias_record;

/* The names found so far and what they are short for. All zero before the first; alias_clear
 * frees. */
struct aliases {
	struct alias_record *records; /* a name of several parts, under its first or last one */
	size_t record_count, record_capacity;
	uint32_t *slots; /* index + 1 of the newest record in a chain; 0: none */
	size_t slot_count;
	size_t *long_of; /* of each entry: alias_of */
	size_t entries;  /* that it has room for */
};

/* Adds count entries of the table that were not added before (fresh, which is sorted), and finds
 * out which of them are short for others, of now or before. */
void alias_add(
	struct aliases *aliases, const struct person_entry *entries, size_t *fresh, size_t count);

/* The entry of the longest name that an added entry is short for; itself where it is none, or where
 * several longer names fit. */
size_t alias_of(const struct aliases *aliases, size_t entry);

/* Frees what it holds and makes it empty. */
void alias_clear(struct aliases *aliases);

#endif
