/* SPDX-License-Identifier: GPL-3.0-or-later */
/* English: directives. The lexicon's words are in lower case; capitals are looked up in the source.
 */
#ifndef ZHUPI_ANALYSIS_ENGLISH_DIRECTIVE_H
#define ZHUPI_ANALYSIS_ENGLISH_DIRECTIVE_H

#include "analysis/directive.h"
#include "analysis/genre.h"
#include "analysis/passage.h"
#include "analysis/segment.h"

#include <stdbool.h>

/* Reads one segment; true when it is a directive. */
bool english_directive(const struct passage *passage, const struct segment *segment,
	const struct genre *genre, struct directive *directive);

#endif
