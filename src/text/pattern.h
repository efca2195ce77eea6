/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Regular expressions in the manner of Perl, by PCRE2, which is loaded when the first one is
 * needed. They are matched against folded text, a paragraph at a time; small and capital letters
 * are alike, \w and \d know all scripts. Inside the text floor only: find.h calls it.
 */
#ifndef ZHUPI_TEXT_PATTERN_H
#define ZHUPI_TEXT_PATTERN_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"
#include "text/fold.h"
#include "text/patience.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pattern;

/* Compiles an expression (see expression.h). NULL with an error that names the character at which
 * it goes wrong, or when PCRE2 is not there. pattern_free frees. */
struct pattern *pattern_new(struct slice expression, struct error *error) MUST_USE;

/* Frees it. NULL is allowed. */
void pattern_free(struct pattern *taken_pattern);

/* Folded characters that stand in all that it matches, *count of them, maybe none; borrowed. */
const uint32_t *pattern_required(const struct pattern *pattern, size_t *count);

/* Takes up what is to be searched; whole_start and whole_end tell whether the paragraph begins and
 * ends there. hay is borrowed until the next call. */
void pattern_look_at(
	struct pattern *pattern, const struct fold *hay, bool whole_start, bool whole_end);

enum pattern_result {
	PATTERN_MATCH,
	PATTERN_NONE,
	PATTERN_STOPPED
};

/*
 * The next match that is not empty, from folded index `from` on, as folded indices. None with the
 * error when the search was broken off: an expression that goes through too many ways. Where it
 * goes through many, patience is asked from time to time, and the answer may be that it was
 * stopped, with nothing known.
 */
enum pattern_result pattern_next(struct pattern *pattern, size_t from,
	const struct patience *patience, struct span *found, struct error *error) MUST_USE;

/* How often it had to look closer so far, each time for a few milliseconds. */
size_t pattern_hard(const struct pattern *pattern);

#endif
