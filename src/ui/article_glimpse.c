/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A view of its own upon a copy of the lines about the place:
 *
 *      text      |.....................|~~~~#####~~~~|.....|
 *      glimpse                         |~~~~#####~~~~|        # is on the page
 */
#include "ui/article_glimpse.h"

#include "base/alloc.h"
#include "text/unicode.h"
#include "ui/article_block.h"
#include "ui/article_motion.h"
#include "ui/article_page.h"
#include "ui/correction_verdicts.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	AROUND_BYTES = 48 << 10 /* of a place, on each side: more than a page */
};

/* The lines about byte offset at, or what lies of a longer one there. */
static struct span
lines_about(struct slice text, size_t at)
{
	struct span part = {0, text.length};
	const char *line;

	if (at > AROUND_BYTES) {
		part.start = unicode_previous(text, at - AROUND_BYTES + 1);
		line = memchr(text.bytes + part.start, '\n', at - part.start);
		part.start = line ? (size_t)(line + 1 - text.bytes) : part.start;
	}
	if (text.length - at > AROUND_BYTES) {
		part.end = unicode_previous(text, at + AROUND_BYTES + 1);
		while (part.end > at + AROUND_BYTES / 2 && text.bytes[part.end - 1] != '\n')
			part.end--;
		if (text.bytes[part.end - 1] != '\n')
			part.end = unicode_previous(text, at + AROUND_BYTES + 1);
	}
	return part;
}

static struct article *
open_part(const struct article_view *view, struct span part)
{
	struct slice bytes = slice_at(article_text(view->article), part);
	struct article *article = article_from_bytes(bytes, "", "UTF-8", NULL);

	if (article && article_count(article) > 0)
		return article;
	article_close(article);
	return NULL;
}

void
article_glimpse_begin(struct article_view *view, size_t at)
{
	struct slice text = article_text(view->article);
	struct span part = lines_about(text, at < text.length ? at : text.length);
	struct article *article = open_part(view, part);
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
	if (at >= text.length) {
		article_go_to_end(glimpse);
		return;
	}
	article_jump(glimpse, at - part.start);
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
