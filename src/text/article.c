/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the bytes come from: a file of up to MAP_FROM_BYTES, standard input and pipes are read and
 * decoded whole. A larger file is mapped; when its beginning looks like UTF-8 it stays as it is and
 * is looked at only as far as somebody asks (article_extend), else it is decoded whole.
 *
 *      text     |#########|#########|....................|
 *               0      line_start  scanned            length
 *
 * Up to scanned all line ends are known and the bytes are checked; the line that begins at
 * line_start has not ended before scanned. Where it is long it is the last paragraph already, which
 * grows with scanned.
 */
#include <config.h>

#include "text/article.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/intl.h"
#include "text/decode.h"
#include "text/detect.h"
#include "text/epub.h"
#include "text/imprint.h"
#include "text/saved_page.h"
#include "text/source.h"
#include "text/unicode.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#ifndef FIRST_SLICE_BYTES
#define FIRST_SLICE_BYTES ((size_t)64 << 10)
#endif
#ifndef OPEN_FROM_BYTES
#define OPEN_FROM_BYTES ((size_t)32 << 10) /* so much of a line shows that it is prose */
#endif

enum {
	HEAD_AT_MOST = 16, /* paragraphs that can stand before the first prose */
	KNOWN_KINDS = 64   /* more than a screen has paragraphs, mostly */
};

/* A paragraph's kind, kept since a page asks for it several times. */
struct known_kind {
	size_t number; /* of the paragraph, from 1; 0: none */
	enum paragraph_kind kind;
};

struct article {
	char *path;
	struct decoded decoded; /* its text may point into source */
	struct source source;   /* the bytes as they were; empty when decoded owns others */
	bool unchecked;         /* the text is mapped UTF-8 and checked as it is looked at */
	struct saved_page page; /* where it is one, decoded's text is its text */

	struct span *paragraphs; /* from index forgotten on */
	size_t forgotten;
	size_t count, capacity;
	size_t line_start, scanned;
	bool open;        /* the last paragraph is the line that has not ended */
	size_t blank_end; /* up to there that line has nothing but blanks, if it is longer */

	size_t head_count; /* paragraphs before the first prose */
	bool head_ended;   /* the first prose was found, or so much else that it is no head */
	struct known_kind *kinds; /* KNOWN_KINDS of them, by the index's remainder */
	size_t hashed;            /* paragraphs that are in the hash */
	struct fold_hash hash;
};

/* Where a paragraph that was not forgotten lies. */
static struct span
span_at(const struct article *article, size_t index)
{
	assert(index >= article->forgotten && index < article->count);
	return article->paragraphs[index - article->forgotten];
}

/* Whether the line from line_start to end has nothing but blanks; what was seen of it before is not
 * looked at again. */
static bool
is_blank_to(struct article *article, size_t end)
{
	size_t from =
		article->blank_end > article->line_start ? article->blank_end : article->line_start;

	if (!imprint_is_blank(slice_at(article->decoded.text, (struct span){from, end})))
		return false;
	article->blank_end = end;
	return true;
}

static void
add_paragraph(struct article *article, struct span line)
{
	article->paragraphs = array_grow(article->paragraphs, &article->capacity,
		article->count - article->forgotten + 1, sizeof *article->paragraphs);
	article->paragraphs[article->count++ - article->forgotten] = line;
	if (article->head_ended)
		return;
	article->head_ended = article->head_count == HEAD_AT_MOST ||
		imprint_is_prose(slice_at(article->decoded.text, line));
	article->head_count += !article->head_ended;
}

/* The line from line_start to end is a paragraph, whole or not, unless it is blank. */
static void
take_line(struct article *article, size_t end)
{
	if (article->open)
		article->paragraphs[article->count - 1 - article->forgotten].end = end;
	else if (!is_blank_to(article, end))
		add_paragraph(article, (struct span){article->line_start, end});
}

static void
end_line(struct article *article, size_t end)
{
	take_line(article, end);
	article->open = false;
}

/* A long line is a paragraph before its end is found. */
static void
open_line(struct article *article)
{
	size_t count = article->count;

	if (article->scanned - article->line_start < OPEN_FROM_BYTES)
		return;
	take_line(article, article->scanned);
	article->open = article->open || article->count > count;
}

/* Counts the ill-formed parts in [start, end), where end is between characters. */
static void
count_ill_formed(struct article *article, size_t start, size_t end)
{
	struct slice text = {article->decoded.text.bytes, end};
	size_t at, length;

	if (unicode_is_valid(slice_at(text, (struct span){start, end})))
		return;
	for (at = start; at < end; at += length) {
		bool replaced = unicode_decode(text, at, &length) == UNICODE_REPLACEMENT;

		article->decoded.undecodable += replaced &&
			memcmp(text.bytes + at, "\xEF\xBF\xBD", length < 3 ? length : 3) != 0;
	}
}

/* The first LF or CR in [from, to), or to. */
static size_t
find_line_end(const char *bytes, size_t from, size_t to, size_t *next_lf, size_t *next_cr)
{
	const char *found;

	if (*next_lf < from) {
		found = memchr(bytes + from, '\n', to - from);
		*next_lf = found ? (size_t)(found - bytes) : to;
	}
	if (*next_cr < from) {
		found = memchr(bytes + from, '\r', to - from);
		*next_cr = found ? (size_t)(found - bytes) : to;
	}
	return *next_lf < *next_cr ? *next_lf : *next_cr;
}

/* Finds the line ends between scanned and to. */
static void
scan_lines(struct article *article, size_t to)
{
	const char *bytes = article->decoded.text.bytes;
	size_t at = article->scanned, end, next_lf, next_cr;
	const char *found;

	found = memchr(bytes + at, '\n', to - at);
	next_lf = found ? (size_t)(found - bytes) : to;
	found = memchr(bytes + at, '\r', to - at);
	next_cr = found ? (size_t)(found - bytes) : to;
	while (at < to && (end = find_line_end(bytes, at, to, &next_lf, &next_cr)) < to) {
		end_line(article, end);
		at = end + 1;
		article->line_start = at;
	}
	article->scanned = to;
}

bool
article_extend(struct article *article, size_t slice_bytes)
{
	struct slice text = article->decoded.text;
	size_t left = text.length - article->scanned, to;

	if (left == 0)
		return false;
	to = article->scanned + (slice_bytes < left ? slice_bytes : left);
	if (to < text.length)
		to = unicode_previous(text, to + 1);
	if (to <= article->scanned)
		to = unicode_next(text, article->scanned);
	if (article->unchecked)
		count_ill_formed(article, article->scanned, to);
	if (article->source.mapping)
		source_watch(&article->source, text.bytes + to);
	scan_lines(article, to);
	if (to < text.length)
		open_line(article);
	else if (article->line_start < to)
		end_line(article, to);
	return to < text.length;
}

enum source_change
article_look(const struct article *article)
{
	return source_look(&article->source, article->path);
}

bool
article_is_intact(const struct article *article, struct error *error)
{
	return source_is_intact(&article->source, article->path, error);
}

bool
article_is_complete(const struct article *article)
{
	return article->scanned == article->decoded.text.length;
}

/* --- opening ------------------------------------------------------------------------------- */

static void
take_as_utf8(struct article *article)
{
	struct decoded *decoded = &article->decoded;
	bool has_mark = slice_starts_with(article->source.bytes, (struct slice){"\xEF\xBB\xBF", 3});

	*decoded = (struct decoded){.text = article->source.bytes, .encoding = "UTF-8"};
	if (has_mark) {
		decoded->text.bytes += 3;
		decoded->text.length -= 3;
	}
	article->unchecked = true;
}

static bool
is_utf8_name(const char *encoding)
{
	return encoding &&
		(strcasecmp(encoding, "utf-8") == 0 || strcasecmp(encoding, "utf8") == 0);
}

/* Makes the article of a saved page. Without libxml2 the text stays what it is. What is mapped is
 * checked as a whole before. */
static bool
take_page(struct article *article, struct error *error)
{
	struct decoded *decoded = &article->decoded;

	if (article->unchecked && !decode_text(article->source.bytes, "UTF-8", decoded, error))
		return false;
	article->unchecked = false;
	if (saved_page_read(&article->page, decoded->text, article->path)) {
		source_release(&article->source);
		decoded_replace(decoded,
			(struct slice){article->page.text.bytes, article->page.text.length});
	}
	return true;
}

/* Makes the article of a book. */
static bool
take_book(struct article *article, struct error *error)
{
	struct html_text *text = &article->page.text;

	if (!epub_read(article->source.bytes, source_name(article->path), text,
		    &article->page.remark, error) ||
		!source_is_whole(&article->source, article->path, error))
		return false;
	source_release(&article->source);
	article->page.whole = true;
	article->decoded =
		(struct decoded){.text = {text->bytes, text->length}, .encoding = "UTF-8"};
	article_extend(article, SIZE_MAX);
	return true;
}

/* Decodes the source and looks at its first slice. False with the error set when it is no text. */
static bool
begin(struct article *article, const char *encoding, struct error *error)
{
	struct slice bytes = article->source.bytes;
	bool large = bytes.length > MAP_FROM_BYTES;

	if (epub_is(bytes))
		return take_book(article, error);
	if (!source_has_magic(&article->source)) {
		if (large &&
			(is_utf8_name(encoding) ||
				(!encoding && detect_begins_as_utf8(bytes, FIRST_SLICE_BYTES))))
			take_as_utf8(article);
		else if (!decode_text(bytes, encoding, &article->decoded, error) ||
			!source_is_whole(&article->source, article->path, error))
			return false;
		if (article->decoded.owned)
			source_release(&article->source);
		if (!detect_is_binary(article->decoded.text, FIRST_SLICE_BYTES)) {
			if (saved_page_is(article->decoded.text, article->path) &&
				!take_page(article, error))
				return false;
			article_extend(article, large ? FIRST_SLICE_BYTES : SIZE_MAX);
			return true;
		}
	}
	error_set(error, ERROR_INPUT, _("%s is no text: it looks like a binary file"),
		source_name(article->path));
	return false;
}

static struct article *
article_new(const char *path)
{
	struct article *article = alloc_zeroed(1, sizeof *article);

	article->kinds = alloc_zeroed(KNOWN_KINDS, sizeof *article->kinds);
	article->path = alloc_string(slice_from_string(path));
	return article;
}

/* Begins with the source when it was had, and gives up the article otherwise. */
static struct article *
begin_or_close(struct article *taken_article, bool had, const char *encoding, struct error *error)
{
	if (had && begin(taken_article, encoding, error))
		return taken_article;
	article_close(taken_article);
	return NULL;
}

struct article *
article_open_as(const char *path, const struct article_options *options, struct error *error)
{
	struct article *article = article_new(path);
	const struct filter *filter = filters_find(options->filters, path);
	bool had = filter ? source_filter(&article->source, path, filter, error)
			  : source_open(&article->source, path, error);

	article->page.whole = options->whole_page;
	return begin_or_close(article, had, options->encoding, error);
}

struct article *
article_open(const char *path, const char *encoding, struct error *error)
{
	return article_open_as(path, &(struct article_options){.encoding = encoding}, error);
}

struct article *
article_from_bytes(struct slice bytes, const char *name, const char *encoding, struct error *error)
{
	struct article *article = article_new(name);
	bool had = source_copy(&article->source, bytes, name, error);

	return begin_or_close(article, had, encoding, error);
}

void
article_close(struct article *taken_article)
{
	if (!taken_article)
		return;
	decoded_clear(&taken_article->decoded);
	saved_page_clear(&taken_article->page);
	source_release(&taken_article->source);
	free(taken_article->kinds);
	free(taken_article->paragraphs);
	free(taken_article->path);
	free(taken_article);
}

struct article *
article_turn_page(const struct article *article, struct error *error)
{
	const struct saved_page *page = &article->page;
	struct article *turned;

	if (!page->markup) {
		error_set(error, ERROR_INPUT,
			_("%s is no saved page: all of its text is here already"),
			source_name(article->path));
		return NULL;
	}
	turned = article_new(article->path);
	turned->page.whole = !page->whole;
	turned->decoded = article->decoded;
	turned->decoded.owned = NULL;
	turned->source = article->source; /* released; what the file was like */
	turned->decoded.text = (struct slice){page->markup, page->markup_length};
	if (take_page(turned, error) && turned->page.markup) {
		article_extend(turned, SIZE_MAX);
		return turned;
	}
	*error = turned->page.remark;
	article_close(turned);
	return NULL;
}

struct article_page
article_page(const struct article *article)
{
	const struct html_text *text = &article->page.text;

	return (struct article_page){text->title, text->date, text->source, text->address,
		text->creator, text->bytes != NULL};
}

const struct link *
article_links(const struct article *article, size_t *count)
{
	*count = article->page.text.link_count;
	return article->page.text.links;
}

const struct heading *
article_headings(const struct article *article, size_t *count)
{
	*count = article->page.text.heading_count;
	return article->page.text.headings;
}

bool
article_is_whole_page(const struct article *article)
{
	return article->page.whole;
}

const struct error *
article_remark(const struct article *article)
{
	return &article->page.remark;
}

/* --- asking -------------------------------------------------------------------------------- */

const char *
article_path(const struct article *article)
{
	return article->path;
}

const char *
article_encoding(const struct article *article)
{
	return article->decoded.encoding;
}

const struct decoded_part *
article_parts(const struct article *article, size_t *count)
{
	*count = article->decoded.part_count;
	return article->decoded.parts;
}

size_t
article_undecodable(const struct article *article)
{
	return article->decoded.undecodable;
}

struct slice
article_text(const struct article *article)
{
	return article->decoded.text;
}

size_t
article_count(const struct article *article)
{
	return article->count;
}

bool
article_is_open(const struct article *article, size_t index)
{
	return article->open && index + 1 == article->count;
}

size_t
article_head_count(const struct article *article)
{
	return article->head_count;
}

struct span
article_span(const struct article *article, size_t index)
{
	return span_at(article, index);
}

void
article_forget(struct article *article, size_t index)
{
	size_t gone = index - article->forgotten, kept = article->count - index;

	assert(index >= article->forgotten && index <= article->count);
	if (gone < kept || gone == 0)
		return; /* moving what is kept costs no more than what has gone did */
	memmove(article->paragraphs, article->paragraphs + gone,
		kept * sizeof *article->paragraphs);
	article->forgotten = index;
}

struct slice
article_paragraph(const struct article *article, size_t index)
{
	return slice_at(article->decoded.text, span_at(article, index));
}

static enum paragraph_kind
look_at_kind(const struct article *article, size_t index)
{
	struct slice paragraph = article_paragraph(article, index);
	enum paragraph_kind kind = imprint_kind(paragraph, index < article->head_count);

	if (index >= article->head_count &&
		html_heading_at(&article->page.text, span_at(article, index).start))
		return PARAGRAPH_HEADING;
	if (kind != PARAGRAPH_HEADING)
		return kind;
	/* A heading names what follows; what nothing or only a date follows is a signature. */
	if (index + 1 == article->count)
		return article_is_complete(article) ? PARAGRAPH_PROSE : kind;
	return imprint_kind(article_paragraph(article, index + 1), false) == PARAGRAPH_DATELINE
		? PARAGRAPH_PROSE
		: kind;
}

enum paragraph_kind
article_kind(const struct article *article, size_t index)
{
	struct known_kind *known = &article->kinds[index % KNOWN_KINDS];

	/* What still grows may change its mind. */
	if (!article_is_complete(article))
		return look_at_kind(article, index);
	if (known->number != index + 1)
		*known = (struct known_kind){index + 1, look_at_kind(article, index)};
	return known->kind;
}

size_t
article_index_at(const struct article *article, size_t at)
{
	size_t low = article->forgotten, high = article->count - 1;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (span_at(article, middle).end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
article_hash_advance(struct article *article, size_t bytes)
{
	struct fold fold;

	assert(article_is_complete(article));
	if (article->hashed == 0)
		article->hash = fold_hash_start();
	fold_init(&fold);
	for (size_t done = 0; article->hashed < article->count && done < bytes; article->hashed++) {
		struct slice paragraph = article_paragraph(article, article->hashed);

		if (!fold_hash_add_source(&article->hash, paragraph, &fold))
			alloc_give_up(paragraph.length);
		done += paragraph.length;
	}
	fold_clear(&fold);
	return article->hashed < article->count;
}

struct fold_hash
article_hash(struct article *article)
{
	while (article_hash_advance(article, SIZE_MAX))
		;
	return article->count > 0 ? article->hash : fold_hash_start();
}
