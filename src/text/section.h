/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A paragraph that is too long to be worked on in one (a file of one line) is cut into sections:
 * behind the last sentence, else the last clause, that ends shortly before each nominal border.
 *
 *      nominal    |              |              |              |
 *      sections   |...。........。|....。.......。|....，.......，|.....|
 *
 * Where a section is depends on its neighbourhood and the paragraph's start only, so any of them
 * can be had without those before, and they stay what they are when the paragraph's end moves on.
 * Those of twice the size mostly have every second border.
 */
#ifndef ZHUPI_TEXT_SECTION_H
#define ZHUPI_TEXT_SECTION_H

#include "base/slice.h"

#include <stddef.h>

/*
 * The section of a paragraph (a span of the text) in which byte offset at of the text lies, as a
 * span of the text of at most `most` bytes (at least 20); all of the paragraph when that is no
 * longer. What lies before or behind it belongs to its first or last one.
 */
struct span section_at(struct slice text, struct span paragraph, size_t at, size_t most);

#endif
