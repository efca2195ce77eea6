/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Giving a notes file the first page, and the pages of its schema, of a new one: all that it may
 * lack. For this room alone. */
#ifndef ZHUPI_NOTES_GRAFT_H
#define ZHUPI_NOTES_GRAFT_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/file.h"
#include "notes/carve.h"
#include "notes/store.h"

#include <stdbool.h>

/*
 * Writes the pages of a damaged file to save's temporary file, with those of the schema from the
 * new notes file at fresh, and opens it. NULL without an error when SQLite does not find that
 * sound: more is damaged, or the file was made in other steps. store_close ends it.
 */
struct store *graft_schema(const struct carver *carver, const char *fresh, struct file_save *save,
	struct error *error) MUST_USE;

#endif
