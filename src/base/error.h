/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What went wrong, as a value. The deepest place that knows fills it in: what failed, where (file,
 * paragraph, key) and the way out, as one sentence in the reader's language without a final
 * newline. Callers pass it on, or put their context in front. Only cli/, term/ and ui/ show it.
 *
 * A function that takes a struct error * fills it exactly when it fails, and returns false, NULL or
 * a negative count then.
 */
#ifndef ZHUPI_BASE_ERROR_H
#define ZHUPI_BASE_ERROR_H

#include "base/attributes.h"

#include <stdbool.h>

enum error_kind {
	ERROR_NONE,    /* nothing failed yet */
	ERROR_NOTHING, /* nothing was found, which is an answer */
	ERROR_INPUT,   /* a text that cannot be read: missing, a directory, binary */
	ERROR_NOTES,   /* the notes file */
	ERROR_FAULTS,  /* the notes file was looked at, and has faults */
	ERROR_BUSY,    /* the notes file is locked by somebody else: trying again may help */
	ERROR_OUTPUT,  /* something could not be written */
	ERROR_CONFIG,  /* a configuration file or a rule pack */
	ERROR_USAGE,   /* the command line */
	ERROR_SYSTEM   /* memory, terminal */
};

struct error {
	enum error_kind kind;
	char sentence[512]; /* NUL-terminated UTF-8, cut between characters when too long */
};

/* Makes it empty. */
void error_init(struct error *error);

/* Whether it was filled. */
bool error_is_set(const struct error *error);

/* Fills it with a kind and what printf would print. error may be NULL when the caller does not want
 * to know. */
void error_set(struct error *error, enum error_kind kind, const char *format, ...)
	PRINTF_LIKE(3, 4);

/* Puts what printf would print, a colon and a blank in front of a sentence that is set. */
void error_prefix(struct error *error, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
