/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short names: 默克尔 is 安格拉·默克尔, Xi is Xi Jinping, where the article has only one such. */
#ifndef ZHUPI_ANALYSIS_ALIAS_H
#define ZHUPI_ANALYSIS_ALIAS_H

#include "analysis/person.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Of count entries, those with found set: who is meant by each. long_of[i] becomes the entry of the
 * longest name that entry i is short for, or i itself, also where several longer names fit.
 */
void alias_resolve(
	const struct person_entry *entries, size_t count, const bool *found, size_t *long_of);

#endif
