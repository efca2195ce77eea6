/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A page of HTML as lines: built from the elements and the text in the order in which a parser
 * meets them. Inside the text floor: html.h opens pages.
 *
 *      <div id=a><h1>T</h1><p>One <b>two</b></div>
 *
 *      nodes    0 (page)  1 div  2 h1  3 p        a node is an element that begins a line; each
 *      blocks   T -> 2    One two -> 3            knows its parent, which comes before it
 *
 * A block is a line of text with its innermost node. Blocks lie in the order of the page, so those
 * of a node are a range. All passes over both are loops, never recursions: a page may nest as deep
 * as it likes.
 */
#ifndef ZHUPI_TEXT_PAGE_H
#define ZHUPI_TEXT_PAGE_H

#include "base/buffer.h"
#include "base/slice.h"
#include "text/element.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct page_node {
	enum element element;
	unsigned hints;     /* of its class and the like: enum hint */
	uint32_t signature; /* of element and class, 0 without one: alike are of one kind */
	size_t parent;      /* the page itself is its own */
	size_t first_block; /* blocks [first_block, end_block) lie in it */
	size_t end_block;
	size_t number; /* a numbered list: of its last item; an item: its own, else 0 */
	bool nested;   /* a row with a table in it */
	int level;     /* of a heading, 1 to 6; else 0 */
};

struct page_block {
	size_t node;
	struct span span; /* in the page's text */
	size_t links;     /* bytes of it that are links */
	size_t marks;     /* punctuation that sentences have */
	size_t item;      /* the node of the list's item that it begins; 0: none */
	size_t cell;      /* the cell that it is in, counted; 0: none */
};

/* A link in the text: what it is called and where it leads. */
struct page_link {
	struct span span;    /* in the page's text */
	struct span address; /* in the page's addresses */
};

/* What the page says of itself in its head; NULL where it says nothing. */
enum page_fact {
	PAGE_TITLE,
	PAGE_DATE,
	PAGE_SOURCE,
	PAGE_ADDRESS,
	PAGE_FACTS
};

struct page_state; /* of the building */

struct page {
	struct buffer text, addresses, title_tag;
	struct page_node *nodes;
	size_t node_count, node_capacity;
	struct page_block *blocks;
	size_t block_count, block_capacity;
	struct page_link *links;
	size_t link_count, link_capacity;
	char *facts[PAGE_FACTS];
	int ranks[PAGE_FACTS]; /* how far each may be trusted */
	struct page_state *state;
};

/* An empty page; with everything also parts that are hidden or named like toolbars within a line
 * keep their text. page_clear frees. */
void page_init(struct page *page, bool everything);
void page_clear(struct page *page);

/* An element begins, with its attributes: name, value, name, value, NULL (a value may be NULL); and
 * the one that began last, and has not ended, ends. */
void page_begin(struct page *page, const char *name, const char *const *attributes);
void page_end(struct page *page);

/* Text (well-formed UTF-8) inside the element. */
void page_add(struct page *page, struct slice text);

/* The page's end: all that is open ends. */
void page_finish(struct page *page);

#endif
