/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A version's text as the notes file keeps it (library_keep). */
#ifndef ZHUPI_NOTES_VERSION_TEXT_H
#define ZHUPI_NOTES_VERSION_TEXT_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"
#include "notes/store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct version_text {
	char *bytes;     /* UTF-8; paragraphs that are kept alone have a line each */
	size_t length;   /* 0: nothing is kept */
	size_t *numbers; /* of paragraphs that are kept alone; NULL: the text is whole */
	size_t number_count;
};

/* Keeps the whole text of a version, in as little room as may be. Within a change (database.h). */
bool version_text_write(
	struct store *store, int64_t version, struct slice text, struct error *error) MUST_USE;

/* Reads what is kept of a version (its number is library_keep's). version_text_clear frees. */
bool version_text_read(struct store *store, int64_t version, struct version_text *text,
	struct error *error) MUST_USE;
void version_text_clear(struct version_text *text);

#endif
