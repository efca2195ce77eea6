/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plain text for reading and mailing, in rows of 72 cells:
 *
 *      云州市召开物资调度会议
 *      云州日报, 2月3日
 *      /home/lin/yunzhou.txt
 *      ========================================================================
 *
 *      ¶4
 *      > 不得瞒报漏报
 *
 *      Who checks?
 *
 *      #督查 #库存/粮食
 *      2020-02-03 04:05 UTC
 *
 *      ------------------------------------------------------------------------
 */
#include "export/exporter.h"
#include "export/residue.h"
#include "export/stamp.h"
#include "export/wrap.h"

#include <stdlib.h>

enum {
	COLUMNS = 72
};

static void
append_rule(struct buffer *out, char character)
{
	for (int i = 0; i < COLUMNS; i++)
		buffer_append_byte(out, character);
	buffer_append_byte(out, '\n');
}

static void
begin(struct buffer *out, size_t articles, size_t notes)
{
	(void)out;
	(void)articles;
	(void)notes;
}

static void
append_wrapped(struct buffer *out, const char *text)
{
	wrap_append(out, slice_from_string(text), "", COLUMNS);
}

/* What comes from the article, without residue. */
static void
append_source_text(struct buffer *out, const char *text, const char *prefix)
{
	char *clean = residue_remove(slice_from_string(text));

	wrap_append(out, slice_from_string(clean), prefix, COLUMNS);
	free(clean);
}

static void
append_article(struct buffer *out, const struct export_article *article, size_t index)
{
	struct buffer origin;

	if (index > 0)
		buffer_append_string(out, "\n\n");
	append_source_text(out, article->title, "");
	buffer_init(&origin);
	buffer_append_string(&origin, article->source);
	if (article->source[0] && article->date[0])
		buffer_append_string(&origin, ", ");
	buffer_append_string(&origin, article->date);
	append_source_text(out, buffer_string(&origin), "");
	buffer_clear(&origin);
	wrap_append_line(out, slice_from_string(article->path));
	buffer_append_byte(out, '\n');
	append_rule(out, '=');
}

static void
append_tags(struct buffer *out, const struct annotation *note)
{
	struct buffer tags;

	buffer_init(&tags);
	for (size_t i = 0; i < note->tag_count; i++)
		buffer_append_format(&tags, i > 0 ? " #%s" : "#%s", note->tags[i]);
	append_wrapped(out, buffer_string(&tags));
	buffer_clear(&tags);
}

static void
append_note(struct buffer *out, const struct export_article *article, const struct annotation *note,
	size_t index)
{
	(void)article;
	if (index > 0) {
		buffer_append_byte(out, '\n');
		append_rule(out, '-');
	}
	buffer_append_format(out, "\n¶%zu", note->target.paragraph);
	if (note->state == ANCHOR_UNATTACHED)
		buffer_append_string(out, " (not found in the text as it is now)");
	else if (note->state == ANCHOR_APPROXIMATE)
		buffer_append_string(out, " (the text has changed here)");
	buffer_append_byte(out, '\n');
	if (note->target.quote)
		append_source_text(out, note->target.quote, "> ");
	buffer_append_byte(out, '\n');
	if (note->body && note->body[0]) {
		append_wrapped(out, note->body);
		buffer_append_byte(out, '\n');
	}
	append_tags(out, note);
	stamp_append(out, note->created);
	if (note->modified / 60000 != note->created / 60000) {
		/* TRANSLATORS: stands between the time a note was made and the one it was changed.
		 */
		buffer_append_string(out, ", changed ");
		stamp_append(out, note->modified);
	}
	buffer_append_byte(out, '\n');
}

static void
end(struct buffer *out, size_t articles)
{
	(void)out;
	(void)articles;
}

const struct exporter exporter_text = {
	.name = "text",
	.suffix = ".txt",
	.begin = begin,
	.article = append_article,
	.note = append_note,
	.end = end,
};
