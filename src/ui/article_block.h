/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of the article view: chunks laid out, with roles, hits and notes; kept in a cache. */
#ifndef ZHUPI_UI_ARTICLE_BLOCK_H
#define ZHUPI_UI_ARTICLE_BLOCK_H

#include "ui/article_state.h"

/* The block in which byte at of paragraph index lies, up to date. Borrowed until
 * article_blocks_trim or article_blocks_clear. */
struct block *article_block(struct article_view *view, size_t index, size_t at);

/* Begins a new epoch: notes are looked at anew, and blocks that were not used lately are freed when
 * there are many. */
void article_blocks_trim(struct article_view *view);

/* Frees all blocks: the width, the script or the article is another. */
void article_blocks_clear(struct article_view *view);

/* The lines of a block: the gap above, the rows, the notes beneath. */
int article_block_lines(const struct block *block);

#endif
