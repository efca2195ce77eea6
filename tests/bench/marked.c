/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "marked.h"

#include "base/array.h"
#include "text/article.h"
#include "text/position.h"
#include "text/unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	EVERY_CLAUSE = 5, /* marks are on each fifth clause */
	CLAUSE_AT_LEAST = 4
};

static void
read_document(const struct article *article, struct document *document)
{
	struct slice text = article_text(article);
	size_t length;

	document_init(document);
	for (size_t at = 0; at < text.length; at += length) {
		document_put(document, unicode_decode(text, at, &length));
		document->items[document->count - 1].origin = (uint32_t)document->count - 1;
	}
}

void
marked_add(struct marked *text, enum kind kind, size_t start, size_t end)
{
	if (start >= end || end > text->document.count)
		return;
	text->marks =
		array_grow(text->marks, &text->capacity, text->count + 1, sizeof *text->marks);
	text->marks[text->count++] = (struct mark){kind, start, end};
}

static bool
ends_clause(uint32_t character)
{
	static const uint32_t ends[] = {
		'\n', ',', ';', ':', '.', '!', '?', 0x3002, 0xFF0C, 0xFF1B, 0xFF1A, 0xFF01, 0xFF1F};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (character == ends[i])
			return true;
	return false;
}

static void
add_clauses(struct marked *text)
{
	size_t start = 0, clauses = 0;

	for (size_t i = 0; i < text->document.count; i++) {
		uint32_t character = text->document.items[i].character;

		if (start == i && (character == ' ' || character == 0x3000))
			start++;
		if (!ends_clause(character))
			continue;
		if (i >= start + CLAUSE_AT_LEAST && clauses++ % EVERY_CLAUSE == 0)
			marked_add(text, CLAUSE, start, i);
		start = i + 1;
	}
}

/* Where a paragraph starts, in characters. */
static size_t
paragraph_start(const struct article *article, size_t index)
{
	return position_chars(article_text(article), article_span(article, index).start);
}

static void
add_paragraphs(struct marked *text, const struct article *article)
{
	for (size_t i = 0; i < article_count(article); i++) {
		size_t start = paragraph_start(article, i);

		marked_add(text, PARAGRAPH, start,
			start + position_chars(article_paragraph(article, i), SIZE_MAX));
	}
}

/* Each occurrence of the name. */
static void
add_name(struct marked *text, const struct article *article, struct slice name)
{
	struct slice whole = article_text(article);

	for (size_t at = slice_find(whole, name, 0); name.length && at < whole.length;
		at = slice_find(whole, name, at + name.length)) {
		size_t start = position_chars(whole, at);

		marked_add(text, NAME, start, start + position_chars(name, SIZE_MAX));
	}
}

/* The file beside the text that has another suffix; NULL when there is none. */
static FILE *
open_beside(const char *path, const char *suffix)
{
	const char *dot = strrchr(path, '.');
	char name[4096];

	snprintf(name, sizeof name, "%.*s%s", (int)(dot ? dot - path : (long)strlen(path)), path,
		suffix);
	return fopen(name, "r");
}

static void
add_names(struct marked *text, const struct article *article)
{
	FILE *gold = open_beside(text->path, ".gold"), *names = open_beside(text->path, ".names");
	char line[1024];
	size_t paragraph, start, end;

	while (gold && fgets(line, sizeof line, gold))
		if (sscanf(line, "N %zu %zu %zu", &paragraph, &start, &end) == 3 && paragraph > 0 &&
			paragraph <= article_count(article)) {
			size_t base = paragraph_start(article, paragraph - 1);

			marked_add(text, NAME, base + start, base + end);
		}
	while (!gold && names && fgets(line, sizeof line, names))
		add_name(text, article, slice_trim(slice_from_string(line)));
	if (gold)
		fclose(gold);
	if (names)
		fclose(names);
}

/* Makes the marks begin and end with characters that are left when the text is folded: residue that
 * an edit breaks is no residue any more. */
static void
trim_marks(struct marked *text, const struct article *article)
{
	struct slice whole = article_text(article);
	struct fold fold;

	fold_init(&fold);
	if (!fold_apply(&fold, whole, FOLD_ALL))
		fail("memory");
	for (size_t i = 0; i < text->count; i++) {
		struct mark *mark = &text->marks[i];
		size_t first = fold_from_source(&fold, position_bytes(whole, mark->start));
		size_t last = fold_from_source(&fold, position_bytes(whole, mark->end));

		if (first >= last)
			continue;
		mark->start = position_chars(whole, fold.offsets[first]);
		mark->end = position_chars(whole, fold.offsets[last - 1]) + 1;
	}
	fold_clear(&fold);
}

void
marked_read(struct marked *text, const char *path)
{
	struct article *article = article_open(path, NULL, NULL);

	if (!article)
		fail(path);
	while (article_extend(article, SIZE_MAX))
		;
	*text = (struct marked){.path = path};
	read_document(article, &text->document);
	add_names(text, article);
	add_clauses(text);
	add_paragraphs(text, article);
	trim_marks(text, article);
	article_close(article);
}

void
marked_clear(struct marked *text)
{
	document_clear(&text->document);
	free(text->marks);
}

void
fail(const char *what)
{
	fprintf(stderr, "anchor: %s\n", what);
	exit(EXIT_FAILURE);
}
