/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every change goes through one function, replace, which also writes it down for undoing. */
#include "ui/editor_text.h"

#include "base/array.h"
#include "text/unicode.h"

#include <stdlib.h>

static void
clear_edits(struct editor_text *text, size_t from)
{
	for (size_t i = from; i < text->edit_count; i++) {
		buffer_clear(&text->edits[i].removed);
		buffer_clear(&text->edits[i].inserted);
	}
	text->edit_count = from;
}

/* Appends source as the text may hold it. */
static void
append_clean(struct buffer *out, struct slice source, bool one_line)
{
	size_t at = 0, length;

	for (; at < source.length; at += length) {
		uint32_t character = unicode_decode(source, at, &length);

		if (character == '\r') {
			if (at + 1 < source.length && source.bytes[at + 1] == '\n')
				continue;
			character = '\n';
		}
		if (one_line && (character == '\n' || character == '\t'))
			character = ' ';
		if (character == 0x7F ||
			(character < 0x20 && character != '\n' && character != '\t'))
			continue;
		unicode_append(out, character);
	}
}

void
editor_text_init(struct editor_text *text, struct slice initial, bool one_line)
{
	*text = (struct editor_text){.one_line = one_line};
	buffer_init(&text->text);
	append_clean(&text->text, initial, one_line);
	text->cursor = text->text.length;
}

void
editor_text_clear(struct editor_text *text)
{
	clear_edits(text, 0);
	free(text->edits);
	buffer_clear(&text->text);
	*text = (struct editor_text){.cursor = 0};
}

struct slice
editor_text_slice(const struct editor_text *text)
{
	return buffer_slice(&text->text);
}

const char *
editor_text_string(struct editor_text *text)
{
	return buffer_string(&text->text);
}

/* --- changing ------------------------------------------------------------------------------ */

static struct edit *
new_edit(struct editor_text *text, size_t at)
{
	struct edit *edit;

	clear_edits(text, text->done);
	text->edits = array_grow(
		text->edits, &text->edit_capacity, text->edit_count + 1, sizeof *text->edits);
	edit = &text->edits[text->edit_count++];
	*edit = (struct edit){.at = at, .cursor = text->cursor};
	buffer_init(&edit->removed);
	buffer_init(&edit->inserted);
	text->done = text->edit_count;
	return edit;
}

/* Replaces the bytes of span by clean ones, which must not lie in the text, and writes it down. */
static void
replace(struct editor_text *text, struct span span, struct slice clean)
{
	struct edit *edit;

	if (span_is_empty(span) && clean.length == 0)
		return;
	edit = new_edit(text, span.start);
	buffer_append(&edit->removed, slice_at(buffer_slice(&text->text), span));
	buffer_append(&edit->inserted, clean);
	buffer_remove(&text->text, span);
	buffer_insert(&text->text, span.start, clean);
	text->cursor = span.start + clean.length;
	text->joining = false;
}

void
editor_text_replace(struct editor_text *text, struct span span, struct slice inserted)
{
	struct buffer clean;

	buffer_init(&clean);
	append_clean(&clean, inserted, text->one_line);
	replace(text, span, buffer_slice(&clean));
	buffer_clear(&clean);
}

/* Whether what is typed now belongs to the edit before: it stands just behind it, and no word
 * begins with it. */
static bool
joins(const struct editor_text *text, struct slice clean)
{
	const struct edit *last = text->done > 0 ? &text->edits[text->done - 1] : NULL;
	struct slice before;
	size_t length;

	if (!text->joining || !last || text->done != text->edit_count || last->removed.length > 0 ||
		last->at + last->inserted.length != text->cursor || last->inserted.length == 0 ||
		clean.length == 0)
		return false;
	before = buffer_slice(&last->inserted);
	return unicode_is_space(unicode_decode(clean, 0, &length)) ||
		!unicode_is_space(
			unicode_decode(before, unicode_previous(before, before.length), &length));
}

void
editor_text_insert(struct editor_text *text, struct slice inserted, bool typing)
{
	struct buffer clean;

	buffer_init(&clean);
	append_clean(&clean, inserted, text->one_line);
	if (typing && joins(text, buffer_slice(&clean))) {
		buffer_append(&text->edits[text->done - 1].inserted, buffer_slice(&clean));
		buffer_insert(&text->text, text->cursor, buffer_slice(&clean));
		text->cursor += clean.length;
	} else {
		replace(text, (struct span){text->cursor, text->cursor}, buffer_slice(&clean));
	}
	text->joining = typing;
	buffer_clear(&clean);
}

static void
delete_span(struct editor_text *text, size_t start, size_t end)
{
	replace(text, (struct span){start, end}, (struct slice){NULL, 0});
}

/* --- places -------------------------------------------------------------------------------- */

static size_t
before_cursor(const struct editor_text *text)
{
	return text->cursor > 0 ? unicode_previous_cluster(buffer_slice(&text->text), text->cursor)
				: 0;
}

static size_t
behind_cursor(const struct editor_text *text)
{
	return text->cursor < text->text.length
		? unicode_next_cluster(buffer_slice(&text->text), text->cursor)
		: text->text.length;
}

static size_t
line_start(const struct editor_text *text)
{
	size_t at = text->cursor;

	while (at > 0 && text->text.bytes[at - 1] != '\n')
		at--;
	return at;
}

static size_t
line_end(const struct editor_text *text)
{
	size_t at = text->cursor;

	while (at < text->text.length && text->text.bytes[at] != '\n')
		at++;
	return at;
}

/* What an ideograph, a word and the rest are to moves by words: an ideograph is no part of a longer
 * word, since nothing tells where Chinese words end. */
enum kind {
	KIND_SPACE,
	KIND_WORD,
	KIND_HAN,
	KIND_OTHER
};

static enum kind
kind_at(const struct editor_text *text, size_t at)
{
	size_t length;
	uint32_t character = unicode_decode(buffer_slice(&text->text), at, &length);

	if (unicode_is_space(character))
		return KIND_SPACE;
	if (unicode_is_han(character))
		return KIND_HAN;
	return unicode_is_word(character) ? KIND_WORD : KIND_OTHER;
}

static size_t
word_start(const struct editor_text *text)
{
	struct slice slice = buffer_slice(&text->text);
	size_t at = text->cursor;
	enum kind kind;

	while (at > 0 && kind_at(text, unicode_previous_cluster(slice, at)) == KIND_SPACE)
		at = unicode_previous_cluster(slice, at);
	if (at == 0)
		return 0;
	kind = kind_at(text, unicode_previous_cluster(slice, at));
	while (at > 0 && kind_at(text, unicode_previous_cluster(slice, at)) == kind)
		at = unicode_previous_cluster(slice, at);
	return at;
}

static size_t
word_end(const struct editor_text *text)
{
	struct slice slice = buffer_slice(&text->text);
	size_t at = text->cursor;
	enum kind kind;

	while (at < slice.length && kind_at(text, at) == KIND_SPACE)
		at = unicode_next_cluster(slice, at);
	if (at == slice.length)
		return at;
	kind = kind_at(text, at);
	while (at < slice.length && kind_at(text, at) == kind)
		at = unicode_next_cluster(slice, at);
	return at;
}

void
editor_text_delete_back(struct editor_text *text)
{
	delete_span(text, before_cursor(text), text->cursor);
}

void
editor_text_delete_forward(struct editor_text *text)
{
	delete_span(text, text->cursor, behind_cursor(text));
}

void
editor_text_delete_word(struct editor_text *text)
{
	delete_span(text, word_start(text), text->cursor);
}

void
editor_text_delete_to_line_start(struct editor_text *text)
{
	delete_span(text, line_start(text), text->cursor);
}

void
editor_text_delete_to_line_end(struct editor_text *text)
{
	size_t end = line_end(text);

	delete_span(text, text->cursor, end > text->cursor ? end : behind_cursor(text));
}

void
editor_text_move(struct editor_text *text, size_t at)
{
	text->cursor = at < text->text.length ? at : text->text.length;
	text->joining = false;
}

void
editor_text_left(struct editor_text *text)
{
	editor_text_move(text, before_cursor(text));
}

void
editor_text_right(struct editor_text *text)
{
	editor_text_move(text, behind_cursor(text));
}

void
editor_text_word_left(struct editor_text *text)
{
	editor_text_move(text, word_start(text));
}

void
editor_text_word_right(struct editor_text *text)
{
	editor_text_move(text, word_end(text));
}

void
editor_text_line_start(struct editor_text *text)
{
	editor_text_move(text, line_start(text));
}

void
editor_text_line_end(struct editor_text *text)
{
	editor_text_move(text, line_end(text));
}

/* --- undoing ------------------------------------------------------------------------------- */

bool
editor_text_undo(struct editor_text *text)
{
	const struct edit *edit;

	if (text->done == 0)
		return false;
	edit = &text->edits[--text->done];
	buffer_remove(&text->text, (struct span){edit->at, edit->at + edit->inserted.length});
	buffer_insert(&text->text, edit->at, buffer_slice(&edit->removed));
	editor_text_move(text, edit->cursor);
	return true;
}

bool
editor_text_redo(struct editor_text *text)
{
	const struct edit *edit;

	if (text->done == text->edit_count)
		return false;
	edit = &text->edits[text->done++];
	buffer_remove(&text->text, (struct span){edit->at, edit->at + edit->removed.length});
	buffer_insert(&text->text, edit->at, buffer_slice(&edit->inserted));
	editor_text_move(text, edit->at + edit->inserted.length);
	return true;
}
