/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking out of a damaged notes file every row that can still be read. For this room alone. */
#ifndef ZHUPI_NOTES_SALVAGE_H
#define ZHUPI_NOTES_SALVAGE_H

#include "base/attributes.h"
#include "base/error.h"
#include "notes/blueprint.h"
#include "notes/store.h"

#include <stdbool.h>

/*
 * Copies the rows of all tables but the full-text index from one store into another, new one, in a
 * transaction of the caller's; what cannot be read, or does not fit, is left out. Leaps over
 * damaged pages. False only when the new one cannot be written.
 */
bool salvage_rows(struct store *from, struct store *to, const struct blueprint *blueprint,
	struct error *error) MUST_USE;

#endif
