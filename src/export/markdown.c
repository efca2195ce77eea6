/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CommonMark (https://spec.commonmark.org/0.31.2/). Everything that comes from texts and notes is
 * escaped, so that it shows as it was written; rows are not wrapped.
 */
#include "export/exporter.h"
#include "export/residue.h"
#include "export/stamp.h"
#include "export/wrap.h"
#include "text/unicode.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Whether a backslash must stand before it anywhere. */
static bool
is_special(uint32_t character)
{
	return character != 0 && character < 0x80 && strchr("\\`*_[]<>&~|$", (int)character);
}

/* Appends one line's text. At its start, what would make a heading, list or rule is escaped too: #
 * + - = and the full stop or bracket behind a number. */
static void
append_line(struct buffer *out, struct slice text)
{
	bool at_start = true, number = false;
	struct buffer clean;
	struct slice line;
	size_t length;

	buffer_init(&clean);
	wrap_append_line(&clean, text);
	line = buffer_slice(&clean);
	for (size_t at = 0; at < line.length; at += length) {
		uint32_t character = unicode_decode(line, at, &length);
		bool digit = character >= '0' && character <= '9';
		bool marker = character != 0 && character < 0x80 &&
			strchr(at_start ? "#+-=" : ".)", (int)character) && (at_start || number);

		if (is_special(character) || marker)
			buffer_append_byte(out, '\\');
		unicode_append(out, character);
		number = digit && (at_start || number);
		at_start = false;
	}
	buffer_clear(&clean);
}

/* Appends text's lines, each behind prefix; a line's end is kept by a backslash, and a line without
 * text parts paragraphs. */
static void
append_lines(struct buffer *out, const char *text, const char *prefix)
{
	struct slice rest = slice_trim(slice_from_string(text));

	while (rest.length > 0) {
		struct slice line = slice_trim(slice_split(rest, '\n', &rest));
		struct slice next = rest;

		buffer_append_string(out, line.length ? prefix : "");
		if (!line.length && prefix[0])
			buffer_append_byte(out, prefix[0]);
		append_line(out, line);
		if (line.length && slice_trim(slice_split(next, '\n', &next)).length)
			buffer_append_byte(out, '\\');
		buffer_append_byte(out, '\n');
	}
	buffer_append_byte(out, '\n');
}

static void
begin(struct buffer *out, size_t articles, size_t notes)
{
	(void)out;
	(void)articles;
	(void)notes;
}

/* What comes from the article, without residue. */
static void
append_source_line(struct buffer *out, const char *text)
{
	char *clean = residue_remove(slice_from_string(text));

	append_line(out, slice_from_string(clean));
	free(clean);
}

static void
append_quote(struct buffer *out, const char *quote)
{
	char *clean = residue_remove(slice_from_string(quote));

	append_lines(out, clean, "> ");
	free(clean);
}

static void
append_article(struct buffer *out, const struct export_article *article, size_t index)
{
	const char *title = article->title[0] ? article->title : article->path;

	buffer_append_string(out, index > 0 ? "\n# " : "# ");
	append_source_line(out, title);
	buffer_append_string(out, "\n\n");
	if (article->source[0] || article->date[0]) {
		append_source_line(out, article->source);
		buffer_append_string(out, article->source[0] && article->date[0] ? ", " : "");
		append_source_line(out, article->date);
		buffer_append_string(out, "\\\n");
	}
	append_line(out, slice_from_string(article->path));
	buffer_append_byte(out, '\n');
}

static void
append_tags(struct buffer *out, const struct annotation *note)
{
	for (size_t i = 0; i < note->tag_count; i++) {
		buffer_append_string(out, i > 0 ? " \\#" : "\\#");
		append_line(out, slice_from_string(note->tags[i]));
	}
	if (note->tag_count > 0)
		buffer_append_string(out, "\\\n");
}

static void
append_note(struct buffer *out, const struct export_article *article, const struct annotation *note,
	size_t index)
{
	(void)article;
	(void)index;
	buffer_append_format(out, "\n## ¶%zu", note->target.paragraph);
	if (note->state == ANCHOR_UNATTACHED)
		buffer_append_string(out, " (not found in the text as it is now)");
	else if (note->state == ANCHOR_APPROXIMATE)
		buffer_append_string(out, " (the text has changed here)");
	buffer_append_string(out, "\n\n");
	if (note->target.quote && note->target.quote[0])
		append_quote(out, note->target.quote);
	if (note->body && note->body[0])
		append_lines(out, note->body, "");
	append_tags(out, note);
	buffer_append_byte(out, '*');
	stamp_append(out, note->created);
	if (note->modified / 60000 != note->created / 60000) {
		buffer_append_string(out, ", changed ");
		stamp_append(out, note->modified);
	}
	buffer_append_string(out, "*\n");
}

static void
end(struct buffer *out, size_t articles)
{
	(void)out;
	(void)articles;
}

const struct exporter exporter_markdown = {
	.name = "markdown",
	.suffix = ".md",
	.begin = begin,
	.article = append_article,
	.note = append_note,
	.end = end,
};
