/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The elements of HTML, as far as they matter for a text: what begins a line, what is no text, what
 * stands about a text. And what the names that pages give to their parts (class="share-bar") tell.
 * Inside the text floor: page.h uses it.
 */
#ifndef ZHUPI_TEXT_ELEMENT_H
#define ZHUPI_TEXT_ELEMENT_H

#include "base/slice.h"

#include <stdbool.h>

enum element {
	ELEMENT_OTHER, /* unknown or without meaning here: its text runs on in the line */
	ELEMENT_ANCHOR,
	ELEMENT_ARTICLE,
	ELEMENT_BLOCK, /* div, section, table, form and what else stands on lines of its own */
	ELEMENT_BODY,  /* html, body, main: never left out */
	ELEMENT_BREAK,
	ELEMENT_CELL,
	ELEMENT_CHROME, /* nav, footer, aside, button, select: about the text, not of it */
	ELEMENT_HEADING,
	ELEMENT_ITEM,
	ELEMENT_LIST, /* numbered */
	ELEMENT_META,
	ELEMENT_PARAGRAPH,
	ELEMENT_PREFORMATTED,
	ELEMENT_READING, /* rt of ruby */
	ELEMENT_ROW,
	ELEMENT_RUBY,
	ELEMENT_SKIPPED, /* script, style, rp: no text */
	ELEMENT_TABLE,
	ELEMENT_TIME,
	ELEMENT_TITLE,      /* of the page */
	ELEMENT_TOP_HEADING /* h1 */
};

/* What an attribute's value says of the element; bits. */
enum hint {
	HINT_NONE = 0,
	HINT_AWAY = 1,  /* navigation, sharing, comments, related articles ... */
	HINT_BODY = 2,  /* may well be the article's text */
	HINT_HIDDEN = 4 /* not shown by a browser */
};

/* The element of that name (small letters). */
enum element element_of(const char *name);

/* Whether the element begins and ends a line. */
bool element_is_block(enum element element);

/* What the words of a class, an id, a role or an itemprop tell: hint bits. */
unsigned element_hints(struct slice words);

/* HINT_HIDDEN when a style attribute's value takes the element from the screen. */
unsigned element_style_hints(struct slice style);

#endif
