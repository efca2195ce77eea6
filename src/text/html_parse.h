/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libxml2's HTML parser, loaded when a page is opened. Inside the text floor: html.h and epub.h
 * call it.
 */
#ifndef ZHUPI_TEXT_HTML_PARSE_H
#define ZHUPI_TEXT_HTML_PARSE_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/slice.h"
#include "text/page.h"

#include <stdbool.h>

/* What is told while markup is parsed; the arguments are those of page.h. */
struct html_events {
	void (*begin)(void *context, const char *name, const char *const *attributes);
	void (*end)(void *context);
	void (*text)(void *context, struct slice text);
};

/* Parses markup that need not be a page, as html_parse does, and tells of all that it holds.
 * Entities that the text declares itself are not expanded. False with an error as html_parse. */
bool html_parse_events(struct slice text, const struct html_events *events, void *context,
	struct error *error) MUST_USE;

/* Feeds the page (page_init) with what the markup holds, to its end. text is well-formed UTF-8;
 * what it says of its own encoding is not heeded, and nothing else is read: no file, no network.
 * Time and memory are linear in its length. False with an error when libxml2 is not there (at
 * ./configure, or now), or memory is gone. */
bool html_parse(struct slice text, struct page *page, struct error *error) MUST_USE;

#endif
