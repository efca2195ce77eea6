/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that are lists of persons: 组　长：李某某, columns of names and offices. */
#ifndef ZHUPI_ANALYSIS_ROSTER_H
#define ZHUPI_ANALYSIS_ROSTER_H

#include "analysis/name.h"
#include "analysis/passage.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether the passage begins with a role and a colon, blanks inside the role or not. *role_end is
 * where the role ends, *names where the names begin. */
bool roster_role(const struct passage *passage, size_t *role_end, size_t *names);

/*
 * The next name of a line of names at *at, which is moved behind it, its bracket and the separator.
 * False when there is none.
 */
bool roster_name(const struct passage *passage, size_t *at, struct name *name);

/* Whether the passage has nothing but names from a position on. */
bool roster_is_names(const struct passage *passage, size_t at);

/* Whether no known word lies in [start, end), which may be a name without a surname: 洛桑江村. */
bool roster_is_wordless(const struct passage *passage, size_t start, size_t end);

/* Whether the passage is an entry about one person, which its name opens: 某某，男，…现任…, or
 * 某某为某某市副市长. */
bool roster_is_entry(const struct passage *passage, struct name *name);

/* Whether the passage is a name and, in the next column, an office. */
bool roster_is_column(const struct passage *passage, struct name *name);

/* The position behind a bracket that opens at a position, blanks before it included; at itself when
 * none opens there or it does not close soon. */
size_t roster_skip_bracket(const struct passage *passage, size_t at);

#endif
