/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes that the reader attaches by hand. */
#ifndef ZHUPI_NOTES_ATTACHMENT_H
#define ZHUPI_NOTES_ATTACHMENT_H

#include "base/attributes.h"
#include "base/error.h"
#include "notes/annotation.h"
#include "notes/store.h"

#include <stdbool.h>

/* A copy that target_clear frees. */
void attachment_copy(const struct target *from, struct target *to);

/*
 * Gives the annotation another target (of the version that library_keep told). What it was on, with
 * quote and surroundings, goes into the history as field "target". On disk when it returns true; an
 * id that is not there, or is in the trash, is an error.
 */
bool attachment_change(struct store *store, const char *id, const struct target *target,
	struct error *error) MUST_USE;

/* The quotes that the annotation was on before it was attached by hand, the last one first, a line
 * each; "" when it never was. The caller frees; NULL on failure. */
char *attachment_former(struct store *store, const char *id, struct error *error) MUST_USE;

#endif
