/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shape of the notes file, as the steps that led to it. */
#ifndef ZHUPI_NOTES_SCHEMA_H
#define ZHUPI_NOTES_SCHEMA_H

#include <stddef.h>

enum {
	SCHEMA_APPLICATION = 0x7A687069 /* "zhpi": PRAGMA application_id of a notes file */
};

/* The step from PRAGMA user_version n to n + 1, n being its place in the table. A row that was
 * released is never edited: add another. */
struct migration {
	const char *sentence; /* what it does, for whoever reads the table */
	const char *sql[3];   /* run one after another in one transaction; NULLs at the end */
};

/* The steps; *count is the version of a file that is up to date. Static. */
const struct migration *schema_migrations(size_t *count);

#endif
