/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files without a name, for what is too much to be kept in memory, gone with the last descriptor.
 * They lie in TMPDIR, or where that is not set in the system's folder for such files.
 */
#ifndef ZHUPI_BASE_TEMPORARY_H
#define ZHUPI_BASE_TEMPORARY_H

#include "base/attributes.h"
#include "base/error.h"

/* The folder: as long as the environment says so. Borrowed. */
const char *temporary_folder(void);

/* Opens one for reading and writing, which no other program inherits. -1 with an error that names
 * the folder. The caller closes it. */
int temporary_open(struct error *error) MUST_USE;

/* Fills in that such a file cannot be written, where, and why: errno's number. */
void temporary_set_error(struct error *error, int reason);

#endif
