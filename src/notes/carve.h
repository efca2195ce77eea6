/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding rows in the pages of a damaged notes file that SQLite cannot get to: where the page that
 * leads to them, or the file's first page, is gone. For this room alone. */
#ifndef ZHUPI_NOTES_CARVE_H
#define ZHUPI_NOTES_CARVE_H

#include "base/attributes.h"
#include "base/buffer.h"
#include "base/error.h"
#include "notes/store.h"

#include <stdbool.h>

struct carver;

/* Reads the pages of a connected store's file and its log. NULL with an error when the file cannot
 * be read at all. carver_free frees. */
struct carver *carver_new(struct store *from, struct error *error) MUST_USE;
void carver_free(struct carver *taken_carver);

/* Appends all pages of the file as they are now, those in the log included; an unreadable one is
 * empty. */
void carver_append_pages(const struct carver *carver, struct buffer *pages);

/*
 * Adds to a table of the new store, which has row numbers, each row of its shape that is found in
 * any page and whose number is not there yet, in a transaction of the caller's. A row that was
 * deleted may come back, so this is for tables that cannot be read else. False only when the new
 * store cannot be written.
 */
bool carver_copy(
	struct carver *carver, struct store *to, const char *table, struct error *error) MUST_USE;

#endif
