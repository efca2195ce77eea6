/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The writing of corrections, for this room alone. */
#ifndef ZHUPI_NOTES_CORRECTION_ROW_H
#define ZHUPI_NOTES_CORRECTION_ROW_H

#include "base/attributes.h"
#include "base/error.h"
#include "notes/correction.h"
#include "notes/store.h"

#include <stdbool.h>

/* Refuses what correction_add refuses, and cleans name and office. The article of one that is not
 * everywhere must be known. */
bool correction_row_prepare(struct correction *correction, struct error *error) MUST_USE;

/* Adds the row with its id and created as they are, in a transaction of the caller's; others about
 * the same stay as they are. */
bool correction_row_add(
	struct store *store, const struct correction *correction, struct error *error) MUST_USE;

#endif
