/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for the text of every saved page, Markdown and book. */
#ifndef ZHUPI_TESTS_FUZZ_PAGE_H
#define ZHUPI_TESTS_FUZZ_PAGE_H

#include "text/article.h"

#include <stdbool.h>

/* Completes the article and checks it; is_page: every line is one paragraph, and none is blank or
 * has blanks about it. */
void check_page(struct article *article, bool is_page);

#endif
