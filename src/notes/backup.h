/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy of the notes file, taken while other programs write to it. */
#ifndef ZHUPI_NOTES_BACKUP_H
#define ZHUPI_NOTES_BACKUP_H

#include "base/attributes.h"
#include "base/error.h"

#include <stdbool.h>

/*
 * Copies the notes file at path to target: all that was confirmed before the call, as one file that
 * stands alone. It is written to a temporary file beside the target, looked at by SQLite, synced
 * and renamed; without overwrite an existing target is an error. Nothing is at the target, or what
 * was there before, when it fails: no notes file, a damaged one (a damaged copy never replaces a
 * sound one), a full disk.
 */
bool backup_file(
	const char *path, const char *target, bool overwrite, struct error *error) MUST_USE;

#endif
