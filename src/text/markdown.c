/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Line by line: each line belongs to a block by its beginning, and a block that goes on (a
 * paragraph, an item, a quotation) takes the next line unless that one begins another. Within a
 * line the marks go. Nesting is not followed: an item within an item is an item.
 */
#include "text/markdown.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/buffer.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	WIDE_FROM = 0x2E80, /* characters that need no blank between them */
	LINK_BYTES = 4000   /* what is longer is no link */
};

struct writer {
	struct html_text *text;
	struct buffer out, addresses;
	size_t link_capacity;
	bool open;  /* a paragraph may go on */
	char fence; /* ` or ~ inside a block of code, else 0 */
};

bool
markdown_is_name(const char *name)
{
	static const char *const suffixes[] = {".md", ".markdown"};
	size_t length = strlen(name);

	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		size_t suffix = strlen(suffixes[i]);

		if (length > suffix && strcasecmp(name + length - suffix, suffixes[i]) == 0)
			return true;
	}
	return false;
}

/* --- within a line -------------------------------------------------------------------------- */

static char
byte_at(struct slice text, size_t at)
{
	return at < text.length ? text.bytes[at] : '\n';
}

/* Where byte stands in text from at on, in this line; text.length when it does not. */
static size_t
find_byte(struct slice text, size_t at, char byte)
{
	const char *found =
		at < text.length ? memchr(text.bytes + at, byte, text.length - at) : NULL;

	return found ? (size_t)(found - text.bytes) : text.length;
}

/* What of [words](address "title") is where. */
struct bracket {
	struct slice words, address;
	size_t end;
};

/* Reads the link at at, where a [ stands. */
static bool
read_bracket(struct slice line, size_t at, struct bracket *bracket)
{
	size_t close, end;
	struct slice inside;

	/* What is far away is not looked for: a line of [ takes linear time. */
	line = slice_at(line, (struct span){0, at + LINK_BYTES});
	close = find_byte(line, at, ']');
	if (find_byte(line, at + 1, '[') < close)
		return false; /* the inner one may be a link */
	if (byte_at(line, close + 1) != '(')
		return false;
	end = find_byte(line, close, ')');
	if (end == line.length)
		return false;
	inside = slice_trim(slice_at(line, (struct span){close + 2, end}));
	bracket->words = slice_at(line, (struct span){at + 1, close});
	bracket->address = slice_split(inside, ' ', &inside);
	bracket->end = end + 1;
	return true;
}

static void
add_link(struct writer *writer, struct span span, struct slice address)
{
	struct html_text *text = writer->text;

	if (span_is_empty(span))
		return;
	text->links = array_grow(
		text->links, &writer->link_capacity, text->link_count + 1, sizeof *text->links);
	/* The addresses still move: an offset until they are all there. */
	text->links[text->link_count++] = (struct link){span, NULL};
	buffer_append(&writer->addresses, address);
	buffer_append_byte(&writer->addresses, '\0');
}

/* Whether the run of marks at at is emphasis and no sign: not between blanks, and _ not inside a
 * word. */
static bool
is_emphasis(struct slice line, size_t at, size_t count)
{
	char before = at > 0 ? line.bytes[at - 1] : ' ', after = byte_at(line, at + count);
	bool blank_before = before == ' ', blank_after = after == ' ' || after == '\n';
	size_t length;

	if (count > 3 || (blank_before && blank_after))
		return false;
	if (line.bytes[at] != '_' || blank_before || blank_after)
		return true;
	return !(unicode_is_word(unicode_decode(line, unicode_previous(line, at), &length)) &&
		unicode_is_word(unicode_decode(line, at + count, &length)));
}

static size_t
run_of(struct slice line, size_t at)
{
	size_t count = 1;

	while (byte_at(line, at + count) == line.bytes[at])
		count++;
	return count;
}

static void append_inline(struct writer *writer, struct slice line, bool inner);

/* Appends the words of a link, and keeps where it leads; not inside another one's words. */
static size_t
append_link(struct writer *writer, struct slice line, size_t at, bool inner)
{
	struct bracket bracket;
	size_t start = writer->out.length;
	bool image = at > 0 && line.bytes[at - 1] == '!';

	if (inner || !read_bracket(line, at, &bracket)) {
		buffer_append_byte(&writer->out, '[');
		return at + 1;
	}
	if (image)
		buffer_truncate(&writer->out, --start);
	append_inline(writer, bracket.words, true);
	if (!image)
		add_link(writer, (struct span){start, writer->out.length}, bracket.address);
	return bracket.end;
}

/* Appends the line without its marks. */
static void
append_inline(struct writer *writer, struct slice line, bool inner)
{
	size_t at = 0, count;

	while (at < line.length) {
		char byte = line.bytes[at];

		if (byte == '\\' && at + 1 < line.length &&
			strchr("\\`*_{}[]()#+-.!|>~", line.bytes[at + 1])) {
			buffer_append_byte(&writer->out, line.bytes[at + 1]);
			at += 2;
		} else if (byte == '[') {
			at = append_link(writer, line, at, inner);
		} else if (byte == '*' || byte == '_' || byte == '`' || byte == '~') {
			count = run_of(line, at);
			if (byte == '`'               ? count > 3
					: byte == '~' ? count != 2
						      : !is_emphasis(line, at, count))
				buffer_append(&writer->out,
					slice_at(line, (struct span){at, at + count}));
			at += count;
		} else {
			buffer_append_byte(&writer->out, byte);
			at++;
		}
	}
}

/* --- blocks --------------------------------------------------------------------------------- */

/* Whether nothing stands in the line that is being written. */
static bool
ends_line(const struct writer *writer)
{
	return writer->out.length == 0 || writer->out.bytes[writer->out.length - 1] == '\n';
}

static void
end_paragraph(struct writer *writer)
{
	if (!ends_line(writer))
		buffer_append_byte(&writer->out, '\n');
	writer->open = false;
}

/* How many bytes at the line's start are emphasis and the like, which will go. */
static size_t
leading_marks(struct slice line)
{
	size_t count = 0;

	while (count < line.length && strchr("*_`~[", line.bytes[count]))
		count++;
	return count;
}

/* Goes on with the paragraph, or begins one. */
static void
add_line(struct writer *writer, struct slice line)
{
	bool hard = slice_ends_with(line, slice_from_string("  ")) ||
		slice_ends_with(line, slice_from_string("\\"));
	size_t length;

	line = slice_trim(line);
	if (hard && slice_ends_with(line, slice_from_string("\\")))
		line.length--;
	if (line.length == 0)
		return;
	/* A line of marks alone leaves nothing that could go on. */
	if (writer->open && !ends_line(writer)) {
		struct slice out = buffer_slice(&writer->out);
		size_t marks = leading_marks(line);
		uint32_t last = unicode_decode(out, unicode_previous(out, out.length), &length);

		if (last < WIDE_FROM ||
			(marks < line.length && unicode_decode(line, marks, &length) < WIDE_FROM))
			buffer_append_byte(&writer->out, ' ');
	}
	append_inline(writer, line, false);
	writer->open = true;
	if (hard)
		end_paragraph(writer);
}

/* The length of an item's sign: 2 for "- ", 3 for "1. "; 0 when the line begins none. */
static size_t
item_sign(struct slice line)
{
	size_t digits = 0;

	if (line.length > 1 && strchr("-*+", line.bytes[0]) && line.bytes[1] == ' ')
		return 2;
	while (digits < line.length && line.bytes[digits] >= '0' && line.bytes[digits] <= '9')
		digits++;
	if (digits == 0 || digits > 9 ||
		(byte_at(line, digits) != '.' && byte_at(line, digits) != ')'))
		return 0;
	return byte_at(line, digits + 1) == ' ' ? digits + 2 : 0;
}

/* Whether the line is nothing but three or more of a sign, and blanks: a rule, a heading's line. */
static bool
is_rule(struct slice line, const char *signs)
{
	size_t count = 0;

	for (size_t i = 0; i < line.length; i++) {
		if (line.bytes[i] == ' ')
			continue;
		if (!strchr(signs, line.bytes[i]) || line.bytes[i] != line.bytes[0])
			return false;
		count++;
	}
	return count >= 3;
}

/* Whether the line parts a table's heading from its rows: |---|:-:| */
static bool
is_table_rule(struct slice line)
{
	bool dash = false;

	for (size_t i = 0; i < line.length; i++) {
		if (!strchr("|-: ", line.bytes[i]))
			return false;
		dash |= line.bytes[i] == '-';
	}
	return dash;
}

static void
add_row(struct writer *writer, struct slice line)
{
	bool first = true;

	end_paragraph(writer);
	if (is_table_rule(line))
		return;
	line = slice_at(line, (struct span){1, line.length});
	if (slice_ends_with(line, slice_from_string("|")))
		line.length--;
	while (line.length > 0) {
		struct slice cell = slice_trim(slice_split(line, '|', &line));

		if (cell.length == 0)
			continue;
		if (!first)
			buffer_append_byte(&writer->out, '\t');
		append_inline(writer, cell, false);
		first = false;
	}
	end_paragraph(writer);
}

static void
add_heading(struct writer *writer, struct slice line)
{
	while (line.length > 0 && line.bytes[0] == '#')
		line = slice_at(line, (struct span){1, line.length});
	line = slice_trim(line);
	while (line.length > 0 && line.bytes[line.length - 1] == '#')
		line.length--;
	end_paragraph(writer);
	add_line(writer, slice_trim(line));
	end_paragraph(writer);
}

static void
add_item(struct writer *writer, struct slice line, size_t sign)
{
	end_paragraph(writer);
	if (sign == 2)
		buffer_append_string(&writer->out, "• ");
	else
		buffer_append(&writer->out, slice_at(line, (struct span){0, sign}));
	line = slice_at(line, (struct span){sign, line.length});
	add_line(writer, line);
	writer->open = true;
}

static size_t
count_hashes(struct slice line)
{
	size_t count = 0;

	while (byte_at(line, count) == '#')
		count++;
	return byte_at(line, count) == ' ' ? count : 0;
}

/* A line that is not inside code. */
static void
add_block(struct writer *writer, struct slice whole)
{
	struct slice line = slice_trim(whole);
	size_t sign, hashes;

	while (line.length > 0 && line.bytes[0] == '>') {
		line = slice_trim(slice_at(line, (struct span){1, line.length}));
		if (line.length == 0)
			end_paragraph(writer);
	}
	sign = item_sign(line);
	hashes = count_hashes(line);
	if (line.length == 0)
		end_paragraph(writer);
	else if (hashes > 0 && hashes <= 6)
		add_heading(writer, line);
	else if (is_rule(line, writer->open ? "-=*_" : "-*_"))
		end_paragraph(writer); /* below a line it made a heading of that */
	else if (sign > 0)
		add_item(writer, line, sign);
	else if (line.bytes[0] == '|')
		add_row(writer, line);
	else
		add_line(writer,
			(struct slice){
				line.bytes, (size_t)(whole.bytes + whole.length - line.bytes)});
}

static void
add_any(struct writer *writer, struct slice line)
{
	struct slice trimmed = slice_trim(line);
	char first = trimmed.length >= 3 ? trimmed.bytes[0] : 0;
	bool fence = (first == '`' || first == '~') && run_of(trimmed, 0) >= 3;

	if (slice_ends_with(line, slice_from_string("\r")))
		line.length--;
	if (writer->fence && fence && first == writer->fence) {
		writer->fence = 0;
	} else if (writer->fence) {
		buffer_append(&writer->out, line);
		buffer_append_byte(&writer->out, '\n');
	} else if (fence) {
		end_paragraph(writer);
		writer->fence = first;
	} else {
		add_block(writer, line);
	}
}

/* --- the preface ---------------------------------------------------------------------------- */

static char *
copy_value(struct slice value)
{
	value = slice_trim(value);
	if (value.length >= 2 && (value.bytes[0] == '"' || value.bytes[0] == '\'') &&
		value.bytes[value.length - 1] == value.bytes[0])
		value = slice_at(value, (struct span){1, value.length - 1});
	return value.length > 0 ? alloc_string(value) : NULL;
}

/* Reads title: and the like between two lines of ---; returns the rest. */
static struct slice
read_preface(struct slice markdown, struct html_text *text)
{
	struct slice rest, line, all = markdown;

	line = slice_trim(slice_split(markdown, '\n', &rest));
	if (!slice_equal(line, slice_from_string("---")))
		return all;
	if (slice_find(rest, slice_from_string("\n---"), 0) == rest.length)
		return all;
	while (rest.length > 0) {
		struct slice value, key;
		char **target;

		line = slice_split(rest, '\n', &rest);
		if (slice_equal(slice_trim(line), slice_from_string("---")))
			return rest;
		key = slice_trim(slice_split(line, ':', &value));
		target = slice_equal(key, slice_from_string("title"))   ? &text->title
			: slice_equal(key, slice_from_string("date"))   ? &text->date
			: slice_equal(key, slice_from_string("source")) ? &text->source
									: NULL;
		if (target && !*target)
			*target = copy_value(value);
	}
	return all;
}

void
markdown_read(struct slice markdown, struct html_text *text)
{
	struct writer writer = {.text = text};
	const char *address;

	*text = (struct html_text){0};
	buffer_init(&writer.out);
	buffer_init(&writer.addresses);
	markdown = read_preface(markdown, text);
	while (markdown.length > 0)
		add_any(&writer, slice_split(markdown, '\n', &markdown));
	end_paragraph(&writer);
	text->length = writer.out.length;
	text->bytes = buffer_take(&writer.out);
	text->addresses = buffer_take(&writer.addresses);
	address = text->addresses;
	for (size_t i = 0; i < text->link_count; i++) {
		text->links[i].address = address;
		address += strlen(address) + 1;
	}
}
