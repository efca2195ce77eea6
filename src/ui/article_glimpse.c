/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A view of its own upon a copy of the lines about the place:
 *
 *      text      |.....................|~~~~#####~~~~|.....|
 *      glimpse                         |~~~~#####~~~~|        # is on the page
 */
#include "ui/article_glimpse.h"

#include "base/alloc.h"
#include "ui/article_block.h"
#include "ui/article_motion.h"
#include "ui/article_page.h"
#include "ui/correction_verdicts.h"

#include <stdint.h>
#include <stdlib.h>

enum {
	AROUND_BYTES = 4 << 10, /* of a place, on each side, and for each cell of a page: */
	CELL_BYTES = 2
};

void
article_glimpse_begin(struct article_view *view, size_t at)
{
	size_t around = AROUND_BYTES + CELL_BYTES * (size_t)view->columns * (size_t)view->rows,
	       start;
	struct article *article = article_open_part(view->article, at, around, &start);
	struct article_view *glimpse;
	size_t epoch;

	article_glimpse_clear(view);
	if (!article)
		return;
	glimpse = alloc_zeroed(1, sizeof *glimpse);
	*glimpse = (struct article_view){.session = view->session,
		.keymap = view->keymap,
		.article = article,
		.analysis = analysis_new(article, session_packs(view->session)),
		.digits = view->digits,
		.show_residue = view->show_residue,
		.script = view->script,
		.converter = view->converter,
		.finder = view->finder,
		.search = view->search};
	correction_verdicts_tell(glimpse->analysis, session_corrections(view->session, &epoch));
	view->glimpse = glimpse;
	article_page_fit(glimpse, view->area);
	if (at == SIZE_MAX) {
		article_go_to_end(glimpse);
		return;
	}
	article_jump(glimpse, at - start);
	article_move_rows(glimpse, 0);
}

void
article_glimpse_clear(struct article_view *view)
{
	struct article_view *glimpse = view->glimpse;

	if (!glimpse)
		return;
	article_blocks_clear(glimpse);
	free(glimpse->blocks);
	analysis_free(glimpse->analysis);
	article_close(glimpse->article);
	free(glimpse);
	view->glimpse = NULL;
}
