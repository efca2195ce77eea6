/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Blanks are treated as a browser does: a run is one, none at a line's ends. A line break of the
 * source between two Chinese characters is nothing. Each line in page->text is followed by one LF,
 * so that the cells of a row become one line by overwriting it with a tab.
 */
#include "text/page.h"

#include "base/alloc.h"
#include "base/array.h"
#include "text/page_facts.h"
#include "text/reading.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

enum {
	ROW_BYTES = 2000,      /* a longer row of a table is no row but layout */
	SHORT_ROW_BYTES = 300, /* a row so short may have lines inside its cells */
	TITLE_BYTES = 1000,
	READING_BYTES = 200, /* of one ruby */
	WIDE_FROM = 0x2E80   /* characters that need no blank between them */
};

/* An element that has begun and not ended. */
struct open_element {
	enum element element;
	size_t node; /* its own, or the one that it is in */
	bool skipped;
};

struct page_state {
	bool everything;
	struct open_element *open;
	size_t open_count, open_capacity;
	size_t skipped;      /* open elements without text */
	size_t preformatted; /* open elements in which blanks count */
	size_t titles;       /* open <title>s */
	size_t line_start;   /* in the text */
	char gap;            /* blanks were seen since the last character: ' ' or '\n', else 0 */
	bool in_link;
	size_t link_start; /* where the open link began, or went on in this line */
	size_t line_links; /* bytes of links in this line */
	struct span link_address;
	size_t item; /* the list's item that the next line begins; 0: none */
	size_t cell, cell_count;
	size_t readings, rubies; /* open ones */
	size_t base_start;       /* where the characters that a reading belongs to began */
	struct buffer reading;
};

void
page_init(struct page *page, bool everything)
{
	*page = (struct page){.state = alloc_zeroed(1, sizeof *page->state)};
	buffer_init(&page->text);
	buffer_init(&page->addresses);
	buffer_init(&page->title_tag);
	buffer_init(&page->state->reading);
	page->state->everything = everything;
	page->nodes = array_grow(NULL, &page->node_capacity, 1, sizeof *page->nodes);
	page->nodes[page->node_count++] = (struct page_node){.element = ELEMENT_BODY};
}

void
page_clear(struct page *page)
{
	if (page->state) {
		buffer_clear(&page->state->reading);
		free(page->state->open);
		free(page->state);
	}
	for (size_t i = 0; i < PAGE_FACTS; i++)
		free(page->facts[i]);
	buffer_clear(&page->text);
	buffer_clear(&page->addresses);
	buffer_clear(&page->title_tag);
	free(page->nodes);
	free(page->blocks);
	free(page->links);
	*page = (struct page){0};
}

/* --- lines --------------------------------------------------------------------------------- */

/* The node that text is in now. */
static size_t
current_node(const struct page *page)
{
	const struct page_state *state = page->state;

	return state->open_count > 0 ? state->open[state->open_count - 1].node : 0;
}

static bool
is_blank(uint32_t character)
{
	return character == ' ' || character == '\t' || character == '\n' || character == '\r' ||
		character == '\f' || character == 0x3000 || character == 0x200B ||
		character == 0xFEFF;
}

/* The end of the line that begins at start, without the blanks before it. */
static size_t
trimmed_end(struct slice text, size_t start)
{
	size_t end = text.length, length;

	while (end > start) {
		size_t last = unicode_previous(text, end);

		if (!is_blank(unicode_decode(text, last, &length)))
			break;
		end = last;
	}
	return end;
}

/* How many commas, full stops and their like are in the line. */
static size_t
count_marks(struct slice text, struct span line)
{
	size_t count = 0, length;

	for (size_t at = line.start; at < line.end; at += length) {
		uint32_t character = unicode_decode(text, at, &length);

		count += character == 0x3002 || character == 0x3001 || character == 0xFF0C ||
			character == 0xFF1B || character == 0xFF01 || character == 0xFF1F;
		if ((character == ',' || character == '.' || character == ';') &&
			(at + 1 == line.end || text.bytes[at + 1] == ' '))
			count++;
	}
	return count;
}

static void
add_link(struct page *page, struct span span)
{
	page->links = array_grow(
		page->links, &page->link_capacity, page->link_count + 1, sizeof *page->links);
	page->links[page->link_count++] = (struct page_link){span, page->state->link_address};
}

/* What of the open link is in this line counts. */
static void
pause_link(struct page *page)
{
	struct page_state *state = page->state;

	if (!state->in_link || page->text.length <= state->link_start)
		return;
	state->line_links += page->text.length - state->link_start;
	if (!span_is_empty(state->link_address))
		add_link(page, (struct span){state->link_start, page->text.length});
	state->link_address = (struct span){0};
	state->link_start = page->text.length;
}

static void flush_reading(struct page *page);

/* Ends the line, if there is one. */
static void
end_line(struct page *page)
{
	struct page_state *state = page->state;
	struct page_block block = {.node = current_node(page)};

	flush_reading(page);
	pause_link(page);
	block.span.start = state->line_start;
	block.span.end = trimmed_end(buffer_slice(&page->text), state->line_start);
	buffer_truncate(&page->text, block.span.end);
	if (!span_is_empty(block.span)) {
		block.links = state->line_links;
		block.marks = count_marks(buffer_slice(&page->text), block.span);
		block.item = state->item;
		block.cell = state->cell;
		page->blocks = array_grow(page->blocks, &page->block_capacity,
			page->block_count + 1, sizeof *page->blocks);
		page->blocks[page->block_count++] = block;
		buffer_append_byte(&page->text, '\n');
		state->item = 0;
	}
	state->line_start = state->link_start = state->base_start = page->text.length;
	state->line_links = 0;
	state->gap = 0;
}

/* --- characters ---------------------------------------------------------------------------- */

/* What browsers take &#128; to &#159; for: Windows' characters, not controls. */
static uint32_t
mend_control(uint32_t character)
{
	static const uint16_t windows[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
		0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD,
		0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
		0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

	if (character >= 0x80 && character < 0xA0)
		return windows[character - 0x80];
	return character == 0xA0 ? ' ' : character;
}

/* Whether the last character of the line is one that needs no blank behind it. */
static bool
ends_wide(const struct page *page)
{
	struct slice text = buffer_slice(&page->text);
	size_t length;

	return text.length > page->state->line_start &&
		unicode_decode(text, unicode_previous(text, text.length), &length) >= WIDE_FROM;
}

static void
add_character(struct page *page, uint32_t character)
{
	struct page_state *state = page->state;
	bool begins = page->text.length == state->line_start;

	if (begins && is_blank(character))
		return;
	if (state->gap && !begins &&
		!(state->gap == '\n' && character >= WIDE_FROM && ends_wide(page)))
		buffer_append_byte(&page->text, ' ');
	state->gap = 0;
	unicode_append(&page->text, character);
}

static bool
is_source_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

/* A blank of the source, of which preformatted text keeps each. */
static void
add_blank(struct page *page, char byte)
{
	struct page_state *state = page->state;

	if (state->preformatted > 0 && byte == '\n')
		end_line(page);
	else if (state->preformatted > 0 && page->text.length > state->line_start)
		buffer_append_byte(&page->text, byte == '\t' ? '\t' : ' ');
	else if (state->gap != '\n')
		state->gap = byte == '\n' || byte == '\r' ? '\n' : ' ';
}

static void
add_to(struct buffer *buffer, struct slice text, size_t at_most)
{
	size_t room = at_most > buffer->length ? at_most - buffer->length : 0;

	if (text.length > room) {
		text.length = room;
		while (text.length > 0 && ((unsigned char)text.bytes[text.length] & 0xC0) == 0x80)
			text.length--;
	}
	buffer_append(buffer, text);
}

void
page_add(struct page *page, struct slice text)
{
	struct page_state *state = page->state;
	size_t length;

	if (state->titles > 0 && state->skipped == 0)
		add_to(&page->title_tag, text, TITLE_BYTES);
	if (state->titles > 0 || state->skipped > 0)
		return;
	if (state->readings > 0) {
		add_to(&state->reading, text, READING_BYTES);
		return;
	}
	for (size_t at = 0; at < text.length; at += length) {
		uint32_t character = unicode_decode(text, at, &length);

		if (is_source_blank((char)character) && character < 0x80) {
			add_blank(page, text.bytes[at]);
			continue;
		}
		if (state->reading.length > 0)
			flush_reading(page);
		add_character(page, mend_control(character));
	}
}

/* Puts the reading that is waiting behind the characters that it is of. */
static void
flush_reading(struct page *page)
{
	struct page_state *state = page->state;

	reading_append(&page->text, state->base_start, buffer_slice(&state->reading));
	buffer_truncate(&state->reading, 0);
	state->base_start = page->text.length;
}

/* --- elements ------------------------------------------------------------------------------ */

static unsigned
read_hints(const char *const *attributes)
{
	static const char *const names[] = {"class", "id", "role", "itemprop"};
	const char *hidden = page_attribute(attributes, "aria-hidden");
	unsigned hints =
		element_style_hints(slice_from_string(page_attribute(attributes, "style")));

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		hints |= element_hints(slice_from_string(page_attribute(attributes, names[i])));
	if (page_attribute(attributes, "hidden") || (hidden && strcmp(hidden, "true") == 0))
		hints |= HINT_HIDDEN;
	return hints;
}

/* FNV-1a of the element and its class. */
static uint32_t
read_signature(enum element element, const char *const *attributes)
{
	const char *class = page_attribute(attributes, "class");
	uint32_t hash = 2166136261U ^ (uint32_t)element;

	if (!class || !*class)
		return 0;
	for (; *class; class ++)
		hash = (hash ^ (unsigned char)*class) * 16777619U;
	return hash | 1;
}

/* The number that the list's item gets; 0 for a bullet. */
static size_t
next_number(struct page *page, size_t parent)
{
	struct page_node *list = &page->nodes[parent];

	return list->element == ELEMENT_LIST ? ++list->number : 0;
}

static size_t
add_node(struct page *page, enum element element, const char *const *attributes)
{
	struct page_node node = {.element = element,
		.hints = read_hints(attributes),
		.signature = read_signature(element, attributes),
		.parent = current_node(page),
		.first_block = page->block_count};
	const char *start = element == ELEMENT_LIST ? page_attribute(attributes, "start") : NULL;

	if (element == ELEMENT_ITEM)
		node.number = next_number(page, node.parent);
	if (start && *start >= '1' && *start <= '9')
		node.number = (size_t)strtoul(start, NULL, 10) % 100000 - 1;
	page->nodes = array_grow(
		page->nodes, &page->node_capacity, page->node_count + 1, sizeof *page->nodes);
	page->nodes[page->node_count] = node;
	return page->node_count++;
}

/* A table inside a row makes it a row of layout. */
static void
mark_row(struct page *page)
{
	size_t at = current_node(page);

	for (int step = 0; step < 4 && at > 0; step++, at = page->nodes[at].parent) {
		if (page->nodes[at].element == ELEMENT_ROW)
			page->nodes[at].nested = true;
	}
}

static void
begin_block(struct page *page, struct open_element *open, const char *name,
	const char *const *attributes)
{
	struct page_state *state = page->state;

	end_line(page);
	if (open->element == ELEMENT_TABLE)
		mark_row(page);
	if (open->element == ELEMENT_BREAK)
		return;
	open->node = add_node(page, open->element, attributes);
	if (open->element == ELEMENT_HEADING || open->element == ELEMENT_TOP_HEADING)
		page->nodes[open->node].level = name[1] - '0';
	if (open->element == ELEMENT_ITEM)
		state->item = open->node;
	if (open->element == ELEMENT_CELL)
		state->cell = ++state->cell_count;
	state->preformatted += open->element == ELEMENT_PREFORMATTED;
}

static void
begin_inline(struct page *page, struct open_element *open, const char *const *attributes)
{
	struct page_state *state = page->state;
	const char *address = page_attribute(attributes, "href");
	unsigned hints = state->everything ? HINT_NONE : read_hints(attributes);

	open->skipped = open->element == ELEMENT_SKIPPED ||
		(open->element != ELEMENT_ANCHOR && (hints & (HINT_AWAY | HINT_HIDDEN)));
	state->skipped += open->skipped;
	if (open->element == ELEMENT_ANCHOR && address) {
		pause_link(page);
		state->in_link = true;
		state->link_start = page->text.length;
		state->link_address.start = page->addresses.length;
		buffer_append_string(&page->addresses, address);
		state->link_address.end = page->addresses.length;
	}
	if (open->element == ELEMENT_RUBY && state->rubies++ == 0) {
		/* A blank before belongs to what is before. */
		if (state->gap && page->text.length > state->line_start && !ends_wide(page))
			buffer_append_byte(&page->text, ' ');
		state->gap = 0;
		state->base_start = page->text.length;
	}
	if (open->element == ELEMENT_READING && state->reading.length > 0)
		buffer_append_byte(&state->reading, ' ');
	state->readings += open->element == ELEMENT_READING;
	state->titles += open->element == ELEMENT_TITLE;
}

void
page_begin(struct page *page, const char *name, const char *const *attributes)
{
	struct page_state *state = page->state;
	struct open_element open = {.element = element_of(name), .node = current_node(page)};

	page_facts_read(page, open.element, attributes);
	if (element_is_block(open.element))
		begin_block(page, &open, name, attributes);
	else
		begin_inline(page, &open, attributes);
	state->open = array_grow(
		state->open, &state->open_capacity, state->open_count + 1, sizeof *state->open);
	state->open[state->open_count++] = open;
}

/* Whether each of the row's cells is one line, or all of it is short. */
static bool
is_one_line(const struct page *page, const struct page_node *row)
{
	const struct page_block *blocks = page->blocks;
	size_t first = row->first_block, last = page->block_count - 1, bytes;

	if (row->nested || page->block_count - first < 2)
		return false;
	bytes = blocks[last].span.end - blocks[first].span.start;
	if (bytes > ROW_BYTES || blocks[first].cell == blocks[last].cell)
		return false;
	for (size_t i = first + 1; i <= last; i++) {
		if (blocks[i].cell == blocks[i - 1].cell && bytes > SHORT_ROW_BYTES)
			return false;
	}
	return true;
}

/* Makes one line of the row's cells, with tabs between them. */
static void
join_row(struct page *page, struct page_node *row)
{
	struct page_block *first;

	if (row->first_block >= page->block_count || !is_one_line(page, row))
		return;
	first = &page->blocks[row->first_block];
	for (size_t i = row->first_block + 1; i < page->block_count; i++) {
		const struct page_block *next = &page->blocks[i];

		page->text.bytes[next->span.start - 1] = next->cell == next[-1].cell ? ' ' : '\t';
		first->links += next->links;
		first->marks += next->marks;
	}
	first->span.end = page->blocks[page->block_count - 1].span.end;
	first->node = (size_t)(row - page->nodes);
	page->block_count = row->first_block + 1;
}

static void
end_block(struct page *page, const struct open_element *open)
{
	struct page_state *state = page->state;
	struct page_node *node = &page->nodes[open->node];

	end_line(page);
	if (open->element == ELEMENT_BREAK)
		return;
	if (open->element == ELEMENT_ROW)
		join_row(page, node);
	if (open->element == ELEMENT_CELL)
		state->cell = 0;
	if (open->element == ELEMENT_ITEM)
		state->item = 0;
	state->preformatted -= open->element == ELEMENT_PREFORMATTED;
	node->end_block = page->block_count;
}

static void
end_inline(struct page *page, const struct open_element *open)
{
	struct page_state *state = page->state;

	if (open->element == ELEMENT_ANCHOR) {
		pause_link(page);
		state->in_link = false;
		state->link_address = (struct span){0};
	}
	if (open->element == ELEMENT_RUBY && --state->rubies == 0)
		flush_reading(page);
	state->readings -= open->element == ELEMENT_READING;
	state->titles -= open->element == ELEMENT_TITLE;
	state->skipped -= open->skipped;
}

void
page_end(struct page *page)
{
	struct page_state *state = page->state;
	struct open_element open;

	if (state->open_count == 0)
		return;
	open = state->open[state->open_count - 1];
	/* Its last line is still its own. */
	if (element_is_block(open.element))
		end_block(page, &open);
	else
		end_inline(page, &open);
	state->open_count--;
}

void
page_finish(struct page *page)
{
	while (page->state->open_count > 0)
		page_end(page);
	end_line(page);
	page->nodes[0].end_block = page->block_count;
}
