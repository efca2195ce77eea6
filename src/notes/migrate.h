/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing a notes file up to date, after a copy of it was made. */
#ifndef ZHUPI_NOTES_MIGRATE_H
#define ZHUPI_NOTES_MIGRATE_H

#include "base/attributes.h"
#include "base/error.h"
#include "notes/schema.h"
#include "notes/store.h"

#include <stdbool.h>
#include <stddef.h>

/* What a database file is to us. */
enum migrate_state {
	MIGRATE_EMPTY,  /* nothing in it yet */
	MIGRATE_OLDER,  /* a notes file that steps are missing to */
	MIGRATE_CURRENT /* up to date with count steps */
};

/* Looks at the open database; false with a sentence for another program's, or a later version's,
 * database, and for one that cannot be read. */
bool migrate_look(
	struct store *store, size_t count, enum migrate_state *state, struct error *error) MUST_USE;

/*
 * Runs the steps that are missing, each in a transaction of its own that looks at the version again
 * (another program may have been quicker). Before each step but the first, the file is copied to
 * PATH.backup-vN, N being its version; a store in memory is not.
 */
bool migrate_run(struct store *store, const struct migration *steps, size_t count,
	struct error *error) MUST_USE;

/* Copies the content of one connection's database over another's. */
struct sqlite3;
bool migrate_copy(struct sqlite3 *from, struct sqlite3 *to) MUST_USE;

#endif
