/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second pass, for those who are spoken of without a name: 市政府负责同志, 有关部门负责人. */
#ifndef ZHUPI_ANALYSIS_ROLE_H
#define ZHUPI_ANALYSIS_ROLE_H

#include "analysis/passage.h"

#include <stdbool.h>
#include <stddef.h>

struct role_words {
	size_t start, end; /* folded characters, half open */
};

/* The next role at or behind *at; *at is moved behind it. False when there is none. Names that
 * follow it are not looked for: leave out what is somebody's office. */
bool role_next(const struct passage *passage, size_t *at, struct role_words *role);

#endif
