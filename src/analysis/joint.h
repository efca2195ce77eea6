/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands between the items of a list. */
#ifndef ZHUPI_ANALYSIS_JOINT_H
#define ZHUPI_ANALYSIS_JOINT_H

#include "analysis/passage.h"

#include <stdbool.h>
#include <stddef.h>

/* The position behind a joint of a list at at (、 和 以及 ，); at itself when there is none. *comma
 * tells that it was one that need not join. */
size_t joint_skip(const struct passage *passage, size_t at, bool *comma);

#endif
