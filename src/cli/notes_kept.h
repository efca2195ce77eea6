/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of notes that were changed or deleted: the verbs history and restore of the command
 * notes. */
#ifndef ZHUPI_CLI_NOTES_KEPT_H
#define ZHUPI_CLI_NOTES_KEPT_H

#include "base/attributes.h"
#include "base/error.h"
#include "notes/store.h"

#include <stdbool.h>

/* Whether the verb is one of these. */
bool notes_kept_verb(const char *verb);

/* How the notes file has to be opened for it. */
enum store_mode notes_kept_mode(const char *verb);

/* Runs the verb on the note whose id begins with prefix: prints what it was before, for the eye or
 * as JSON Lines, or takes it out of the trash. */
bool notes_kept_run(struct store *store, const char *verb, const char *prefix, bool for_the_eye,
	struct error *error) MUST_USE;

/* Fills in the error for a note that is not among those that are not deleted: it may be in the
 * trash. */
void notes_kept_missing(struct store *store, const char *prefix, struct error *error);

#endif
