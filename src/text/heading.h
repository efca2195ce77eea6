/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A heading in a text. */
#ifndef ZHUPI_TEXT_HEADING_H
#define ZHUPI_TEXT_HEADING_H

#include "base/slice.h"

struct heading {
	struct span span; /* its line in the article's text */
	int level;        /* 1: the highest, to 6 */
};

#endif
