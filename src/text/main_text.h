/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which lines of a page are its article. Inside the text floor: html.h calls it.
 */
#ifndef ZHUPI_TEXT_MAIN_TEXT_H
#define ZHUPI_TEXT_MAIN_TEXT_H

#include "text/page.h"

#include <stdbool.h>

/*
 * Sets kept[i] for each of page's blocks that belongs to the article: headline, date and source,
 * text, signature; not navigation, sharing, comments, related articles. A page without running
 * text keeps all that is not named as something else, and one of which nothing would be left keeps
 * everything. kept has room for page->block_count values. Linear time.
 */
void main_text_find(const struct page *page, bool *kept);

#endif
