/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Segments: the sentences of a passage, and the parts of them that ； divides. */
#ifndef ZHUPI_ANALYSIS_SEGMENT_H
#define ZHUPI_ANALYSIS_SEGMENT_H

#include "analysis/passage.h"

#include <stdbool.h>
#include <stddef.h>

/* A stretch of a passage: folded characters, half open. */
struct segment {
	size_t start, end;
};

/*
 * The segment that begins at *at, which is moved behind it; blanks at both ends are left out. It
 * ends behind 。！？； (and a full stop before white space in Latin text) and the closing marks
 * that follow. Segments without a letter are passed over. False at the passage's end.
 */
bool segment_next(const struct passage *passage, size_t *at, struct segment *segment);

/* The clause that begins at a position: its end, at a comma or colon or limit. A clause is cut
 * after some hundred characters, so that looking for its border costs a bounded time. */
size_t segment_clause_end(const struct passage *passage, size_t at, size_t limit);

/* Where the clause that holds the character before a position begins, at floor or behind it; cut
 * likewise. */
size_t segment_clause_start(const struct passage *passage, size_t at, size_t floor);

/* The position behind enumerators (一是, （一）, 1.), links (同时) and opening marks at a position.
 */
size_t segment_skip_openers(const struct passage *passage, size_t at, size_t limit);

/* Whether the passage begins with an enumerator, or another opening mark, and not with blanks
 * alone. 第三条 begins something of its own. */
bool segment_is_enumerated(const struct passage *passage);

/* Whether a clause may begin at a position: no ideograph, letter or digit stands before it, and no
 * mark that joins (、 ·). */
bool segment_begins_clause(const struct passage *passage, size_t at);

#endif
