/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The notes file: one SQLite database. This room alone knows SQLite.
 *
 * WAL, synchronous=FULL, foreign keys on, STRICT tables, user_version migrations each in one
 * transaction after a backup copy, application_id set. Two programs may have it open at once:
 * writers use BEGIN IMMEDIATE and wait a while (ERROR_BUSY when that was in vain). Whatever a
 * function here has confirmed by returning true is on disk.
 *
 * When the file is moved, replaced or deleted while it is open, no change is confirmed any more:
 * each fails with a sentence that says so, until the store is closed and opened again (which makes
 * a new file where there is none).
 */
#ifndef ZHUPI_NOTES_STORE_H
#define ZHUPI_NOTES_STORE_H

#include "base/attributes.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

struct store;

enum store_mode {
	STORE_READ, /* a missing file is an empty store; nothing is created or migrated */
	STORE_WRITE /* created (folders too) and migrated when needed */
};

/* Milliseconds since 1970-01-01 UTC; handed in so that a test can choose the time. */
typedef int64_t store_clock(void *context);

/*
 * Opens the notes file at path. NULL with an error that names the path and the way out for: no
 * database, of a later version, not ours (application_id), unwritable, locked, damaged. clock NULL
 * is the system's. store_close frees.
 */
struct store *store_open(const char *path, enum store_mode mode, store_clock *clock, void *context,
	struct error *error) MUST_USE;

/* Closes it. NULL is allowed. */
void store_close(struct store *taken_store);

/* The path it was opened with; borrowed. */
const char *store_path(const struct store *store);

/* A number that changes when another connection has changed the file since the last call (PRAGMA
 * data_version), -1 when it cannot be read; 0.01 ms. */
int64_t store_version(struct store *store);

/* Between these two all that is read is as the file was at one moment, whoever writes to it
 * meanwhile. Not within a change. */
bool store_begin_reading(struct store *store, struct error *error) MUST_USE;
void store_end_reading(struct store *store);

/*
 * Whether the store shows what is at its path no more: the file was moved, replaced or deleted
 * since it was opened (moved is set), or the store is a copy that was made for reading of a file
 * that has changed since. It has to be closed and opened again then.
 */
bool store_is_outdated(const struct store *store, bool *moved);

#endif
