/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mending a notes file that check.h found faults in.
 *
 *      labels, indices, full-text index,   in place, in one transaction
 *      orphans, notes without a place
 *      pages, tables                       every row that can be read goes into a new file, which
 *                                          then takes the place of the old one's content
 *
 * A copy of the file as it was is made first, byte by byte, and of its write-ahead log.
 */
#ifndef ZHUPI_NOTES_REPAIR_H
#define ZHUPI_NOTES_REPAIR_H

#include "base/attributes.h"
#include "base/error.h"
#include "notes/check.h"

#include <stdbool.h>

struct repair;

/* Keeps other programs from writing and makes the copy. NULL with an error when that fails; then
 * nothing is changed. report is borrowed. repair_end ends it. */
struct repair *repair_begin(
	const char *path, const struct check_report *report, struct error *error) MUST_USE;

/* The path of the copy; borrowed. */
const char *repair_copy(const struct repair *repair);

/* Mends; *salvaged tells whether it took a new file. False with an error: then the file is as it
 * was. */
bool repair_run(struct repair *repair, bool *salvaged, struct error *error) MUST_USE;

/* Lets others write again, and frees. NULL is allowed. The copy stays. */
void repair_end(struct repair *taken_repair);

#endif
