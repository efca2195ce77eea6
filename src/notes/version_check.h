/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the texts that are kept give back what was read: a coded one by its own hash (coding.h),
 * a plain one by the hash of its version. Of paragraphs that are kept alone there is no hash. For
 * this room alone. */
#ifndef ZHUPI_NOTES_VERSION_CHECK_H
#define ZHUPI_NOTES_VERSION_CHECK_H

#include "base/attributes.h"
#include "base/error.h"
#include "notes/store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A version whose text is damaged. */
struct version_fault {
	int64_t version;
	char *title; /* of its article */
};

struct version_faults {
	struct version_fault *items;
	size_t count, capacity;
};

/* Finds them all; one text is in memory at a time. version_faults_clear follows in either case. */
bool version_check(
	struct store *store, struct version_faults *faults, struct error *error) MUST_USE;

/* Forgets the damaged texts, so that each is kept again when it is next noted on. Inside a
 * transaction. */
bool version_forget_damaged(struct store *store, struct error *error) MUST_USE;

/* Frees what version_check has found. */
void version_faults_clear(struct version_faults *faults);

#endif
