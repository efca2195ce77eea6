/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A link in a text. */
#ifndef ZHUPI_TEXT_LINK_H
#define ZHUPI_TEXT_LINK_H

#include "base/slice.h"

struct link {
	struct span span;    /* what is called so, in the article's text */
	const char *address; /* where it leads, as the page says it; lives as long as the article */
};

#endif
