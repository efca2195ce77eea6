/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The paragraphs of a text, and what is asked of them; how it is opened stands in article_open.c.
 */
#include <config.h>

#include "text/article.h"

#include "base/alloc.h"
#include "text/article_state.h"
#include "text/imprint.h"
#include "text/mixed.h"
#include "text/unicode.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifndef OPEN_FROM_BYTES
#define OPEN_FROM_BYTES ((size_t)32 << 10) /* so much of a line shows that it is prose */
#endif

enum {
	HEAD_AT_MOST = 16,    /* paragraphs that can stand before the first prose */
	FAULTS_OF_DAMAGE = 3, /* in a slice or sample, at most */
	SAMPLES = 8,          /* of a large text of UTF-8 */
	SAMPLE_BYTES = 1024,
	LONGEST_BYTES = 4,     /* of a character */
	LOOK_BYTES = 64 << 10, /* in which another encoding is looked for */
	LOOKS_AT_MOST = 16     /* in vain */
};

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
	span_table_add(&article->paragraphs, line);
	article->head_count_before = article->head_count;
	article->head_ended_before = article->head_ended;
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
		span_table_end_last(&article->paragraphs, end);
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
	size_t count = article->paragraphs.count;

	if (article->scanned - article->line_start < OPEN_FROM_BYTES)
		return;
	take_line(article, article->scanned);
	article->open = article->open || article->paragraphs.count > count;
}

/* The ill-formed parts in [start, end), which are between characters; *first becomes the place of
 * the first one. */
static size_t
count_ill_formed(const struct article *article, size_t start, size_t end, size_t *first)
{
	struct slice text = {article->decoded.text.bytes, end};
	size_t at, length, count = 0;

	if (unicode_is_valid(slice_at(text, (struct span){start, end})))
		return 0;
	for (at = start; at < end; at += length) {
		bool replaced = unicode_decode(text, at, &length) == UNICODE_REPLACEMENT;
		bool written = length == 3 && memcmp(text.bytes + at, "\xEF\xBF\xBD", 3) == 0;

		if (replaced && !written && count++ == 0)
			*first = at;
	}
	return count;
}

/* Counts those of a slice, and looks what they mean where they are many. */
static void
check_slice(struct article *article, size_t start, size_t end)
{
	size_t first = start, count = count_ill_formed(article, start, end, &first);

	article->decoded.undecodable += count;
	if (!article->looks || count <= FAULTS_OF_DAMAGE)
		return;
	article->other = article->changes = mixed_begins_at(article->decoded.text, first);
	article->looks = !article->changes && ++article->looked < LOOKS_AT_MOST;
}

/* The first of many faults in a sample of UTF-8; SIZE_MAX where they are few. */
static size_t
first_of_many_faults(struct slice bytes, size_t from)
{
	struct slice text = slice_at(bytes, (struct span){0, from + SAMPLE_BYTES});
	size_t faults = 0, first = SIZE_MAX, length;

	for (size_t at = from; at + LONGEST_BYTES < text.length; at += length) {
		bool ill = unicode_decode(text, at, &length) == UNICODE_REPLACEMENT;

		first = ill && faults == 0 ? at : first;
		faults += ill;
	}
	return faults > FAULTS_OF_DAMAGE ? first : SIZE_MAX;
}

/* Looks at some samples of a large text that begins as UTF-8, its end among them: they may show
 * that it does not go on so long before it is read as far. */
static void
look_far_down(struct article *article)
{
	struct slice bytes = article->decoded.text;
	size_t room = bytes.length > SAMPLE_BYTES ? bytes.length - SAMPLE_BYTES : 0;

	article->sampled = true;
	for (size_t i = 1; i <= SAMPLES && !article->changes; i++) {
		size_t first = first_of_many_faults(
			bytes, unicode_previous(bytes, room / SAMPLES * i + 1));

		article->changes = first != SIZE_MAX && mixed_begins_at(bytes, first);
	}
	article->looks = !article->changes;
	article->other = article->other || article->changes;
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

	if (at >= to)
		return; /* nothing has come yet: there may be no bytes at all */
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

/* Takes the last line back from the paragraphs. */
static void
take_last_back(struct article *article)
{
	span_table_drop_last(&article->paragraphs);
	article->tail = article->open = false;
	article->head_count = article->head_count_before;
	article->head_ended = article->head_ended_before;
}

/* Nothing more has come: the line that has not ended is a paragraph for now. */
static void
show_tail(struct article *article)
{
	size_t count = article->paragraphs.count;

	if (article->open || article->line_start == article->scanned)
		return;
	take_line(article, article->scanned);
	article->tail = article->open = article->paragraphs.count > count;
}

/* Whether article_lengthen could do something. */
static bool
can_lengthen(const struct article *article)
{
	return article->decoder && !article->starved;
}

/* The end of a slice from where the article was looked at, a character at least. One that the
 * text's end cuts is looked at in one. */
static size_t
slice_end(const struct article *article, size_t slice_bytes)
{
	struct slice text = article->decoded.text;
	size_t end;

	if (slice_bytes >= text.length - article->scanned)
		return text.length;
	end = unicode_previous(text, article->scanned + slice_bytes + 1);
	if (end == article->scanned)
		end = unicode_next(text, end);
	return end > text.length - unicode_cut(text) ? text.length : end;
}

bool
article_extend(struct article *article, size_t slice_bytes)
{
	struct slice text;
	bool whole, more;
	size_t to;

	if (article_is_complete(article))
		return false;
	if (article->tail)
		take_last_back(article);
	if (article->decoded.text.length - article->scanned < slice_bytes)
		article_lengthen(article, slice_bytes);
	text = article->decoded.text;
	whole = article_is_whole(article);
	to = slice_end(article, slice_bytes);
	if (article->looks && !article->sampled && article->scanned > 0)
		look_far_down(article); /* behind the first screen */
	if (article->unchecked)
		check_slice(article, article->scanned, to);
	if (!article->grown && to > 0)
		source_watch(&article->source, text.bytes + to);
	scan_lines(article, to);
	if (to < text.length || !whole) {
		open_line(article);
	} else {
		article->last_line = article->line_start;
		if (article->line_start < to)
			end_line(article, to);
		article->line_start = to;
	}
	more = to < text.length || can_lengthen(article);
	if (!more && !whole)
		show_tail(article);
	return more;
}

bool
article_is_complete(const struct article *article)
{
	return article_is_whole(article) && article->scanned == article->decoded.text.length &&
		article->line_start == article->scanned;
}

void
article_reopen(struct article *article, size_t sure)
{
	size_t first;

	if (article->unchecked)
		article->decoded.undecodable -=
			count_ill_formed(article, sure, article->scanned, &first);
	article->scanned = sure;
	article->line_start = article->last_line;
	memset(article->kinds, 0, KNOWN_KINDS * sizeof *article->kinds);
	if (article->paragraphs.count > article->paragraphs.first &&
		span_table_at(&article->paragraphs, article->paragraphs.count - 1).start ==
			article->last_line)
		take_last_back(article);
	if (article->hashed > article->paragraphs.count) {
		article->hashed = article->paragraphs.count;
		article->hash = article->hash_before;
	}
}

/* --- asking -------------------------------------------------------------------------------- */

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
	return article->paragraphs.count;
}

bool
article_is_open(const struct article *article, size_t index)
{
	return article->open && index + 1 == article->paragraphs.count;
}

size_t
article_head_count(const struct article *article)
{
	return article->head_count;
}

struct span
article_span(const struct article *article, size_t index)
{
	return span_table_at(&article->paragraphs, index);
}

void
article_forget(struct article *article, size_t index)
{
	span_table_forget(&article->paragraphs, index);
}

struct slice
article_paragraph(const struct article *article, size_t index)
{
	return slice_at(article->decoded.text, span_table_at(&article->paragraphs, index));
}

static enum paragraph_kind
look_at_kind(const struct article *article, size_t index)
{
	struct slice paragraph = article_paragraph(article, index);
	enum paragraph_kind kind = imprint_kind(paragraph, index < article->head_count);

	if (index >= article->head_count &&
		html_heading_at(
			&article->page.text, span_table_at(&article->paragraphs, index).start))
		return PARAGRAPH_HEADING;
	if (kind != PARAGRAPH_HEADING)
		return kind;
	/* A heading names what follows; what nothing or only a date follows is a signature. */
	if (index + 1 == article->paragraphs.count)
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
	return span_table_find(&article->paragraphs, at);
}

/* Those whose end was seen. */
static size_t
count_ended(const struct article *article)
{
	return article->paragraphs.count - article->open;
}

static void
add_to_hash(const struct article *article, size_t index, struct fold *fold, struct fold_hash *hash)
{
	struct slice paragraph = article_paragraph(article, index);

	if (!fold_hash_add_source(hash, paragraph, fold))
		alloc_give_up(paragraph.length);
}

bool
article_hash_advance(struct article *article, size_t bytes)
{
	size_t count = count_ended(article);
	struct fold fold;

	if (article->hashed == 0)
		article->hash = fold_hash_start();
	fold_init(&fold);
	for (size_t done = 0; article->hashed < count && done < bytes; article->hashed++) {
		if (article->hashed + 1 == article->paragraphs.count)
			article->hash_before = article->hash;
		add_to_hash(article, article->hashed, &fold, &article->hash);
		done += article_paragraph(article, article->hashed).length;
	}
	fold_clear(&fold);
	return article->hashed < count;
}

struct fold_hash
article_hash(struct article *article)
{
	struct fold_hash hash;
	struct fold fold;

	while (article_hash_advance(article, SIZE_MAX))
		;
	hash = article->hashed > 0 ? article->hash : fold_hash_start();
	fold_init(&fold);
	if (article->open)
		add_to_hash(article, article->paragraphs.count - 1, &fold, &hash);
	fold_clear(&fold);
	return hash;
}
