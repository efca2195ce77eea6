/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Only the parser's events are used, never its tree: building that recurses, and drops what lies
 * deeper than some hundred elements. But for each end tag the parser looks through the names of all
 * that is open, which takes quadratic time for 100,000 unclosed elements; so what nests deeper than
 * DEPTH_AT_MOST is taken out before (its text stays), and NULs too, at which the parser would stop.
 */
#include <config.h>

#include "text/html_parse.h"

#include "base/buffer.h"
#include "base/intl.h"

#ifdef HAVE_LIBXML2
#include <dlfcn.h>
#include <libxml/HTMLparser.h>
#include <limits.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

enum {
	DEPTH_AT_MOST = 300,
	PREFACE_BYTES = 4096 /* where a DOCTYPE is looked for */
};

/* --- flattening ---------------------------------------------------------------------------- */

/* Elements that have no end, or whose end the parser sees by itself: they do not pile up. */
static bool
piles_up(struct slice name)
{
	static const char *const flat[] = {"area", "base", "body", "br", "col", "dd", "dt", "embed",
		"head", "hr", "html", "img", "input", "li", "link", "meta", "option", "p", "param",
		"source", "td", "th", "tr", "track", "wbr"};

	for (size_t i = 0; i < sizeof flat / sizeof *flat; i++) {
		if (name.length == strlen(flat[i]) &&
			strncasecmp(name.bytes, flat[i], name.length) == 0)
			return false;
	}
	return true;
}

/* The name of the tag at at, which is behind < or </; empty when no letter stands there. */
static struct slice
tag_name(struct slice text, size_t at)
{
	size_t length = 0;

	for (; at + length < text.length; length++) {
		unsigned char byte = (unsigned char)text.bytes[at + length] | 0x20;
		bool digit = byte >= '0' && byte <= '9' && length > 0;

		if (!digit && (byte < 'a' || byte > 'z'))
			break;
	}
	return (struct slice){text.bytes + at, length};
}

/* The offset behind the tag that begins at at: a > in quotes does not end it, unless the quote is
 * never closed. */
static size_t
tag_end(struct slice text, size_t at)
{
	const char *end = memchr(text.bytes + at, '>', text.length - at);
	size_t simple = end ? (size_t)(end - text.bytes) + 1 : text.length;
	char quote = 0;

	for (size_t i = at; i < text.length && i < at + 4096; i++) {
		char byte = text.bytes[i];

		if (quote)
			quote = byte == quote ? 0 : quote;
		else if ((byte == '"' || byte == '\'') && text.bytes[i - 1] == '=')
			quote = byte;
		else if (byte == '>')
			return i + 1;
	}
	return simple;
}

/* Whether the element's content is no markup, up to its end tag. */
static bool
is_raw(struct slice name)
{
	return (name.length == 6 && strncasecmp(name.bytes, "script", 6) == 0) ||
		(name.length == 5 && strncasecmp(name.bytes, "style", 5) == 0);
}

/* Where the end tag of a raw element begins; text.length when there is none. */
static size_t
raw_end(struct slice text, size_t at, struct slice name)
{
	while (at < text.length) {
		const char *found = memchr(text.bytes + at, '<', text.length - at);

		if (!found)
			break;
		at = (size_t)(found - text.bytes) + 1;
		if (text.length - at > name.length && text.bytes[at] == '/' &&
			strncasecmp(text.bytes + at + 1, name.bytes, name.length) == 0)
			return at - 1;
	}
	return text.length;
}

static void
append_without_nul(struct buffer *out, struct slice text)
{
	while (text.length > 0) {
		const char *nul = memchr(text.bytes, '\0', text.length);
		size_t length = nul ? (size_t)(nul - text.bytes) : text.length;

		buffer_append(out, slice_at(text, (struct span){0, length}));
		text = slice_at(text, (struct span){length + (nul != NULL), text.length});
	}
}

/* What has been taken out. */
struct flattening {
	struct slice text;
	struct buffer *out;
	size_t copied; /* up to where the text is in out, or left out */
	size_t depth, dropped;
};

/* The markup at at, where a < stands; returns where it ends. */
static size_t
flatten_tag(struct flattening *flattening, size_t at)
{
	struct slice text = flattening->text;
	bool is_end = at + 1 < text.length && text.bytes[at + 1] == '/';
	struct slice name = tag_name(text, at + 1 + is_end);
	size_t end;
	bool drop = false;

	if (name.length == 0)
		return at + 1;
	end = tag_end(text, at + 1);
	if (!piles_up(name))
		return end;
	if (is_end && flattening->dropped > 0) {
		flattening->dropped--;
		drop = true;
	} else if (is_end) {
		flattening->depth -= flattening->depth > 0;
	} else if (end < 2 || text.bytes[end - 2] != '/') {
		drop = flattening->depth >= DEPTH_AT_MOST && !is_raw(name);
		flattening->dropped += drop;
		flattening->depth += !drop;
	}
	if (drop) {
		append_without_nul(
			flattening->out, slice_at(text, (struct span){flattening->copied, at}));
		buffer_append_string(flattening->out, "<br>");
		flattening->copied = end;
	}
	return is_raw(name) && !is_end ? raw_end(text, end, name) : end;
}

/* Without the declarations that a DOCTYPE may have between [ and ]>, which the parser would take
 * for text. */
static struct slice
skip_declarations(struct slice text)
{
	struct slice beginning = slice_at(text, (struct span){0, PREFACE_BYTES});
	size_t at = slice_find(beginning, slice_from_string("<!DOCTYPE"), 0);
	size_t end = slice_find(beginning, slice_from_string(">"), at);
	size_t bracket = slice_find(beginning, slice_from_string("["), at);

	if (bracket >= end || bracket == beginning.length)
		return text;
	end = slice_find(text, slice_from_string("]>"), bracket);
	if (end == text.length)
		return text;
	return slice_at(text, (struct span){end + 2, text.length});
}

/* Appends the text as the parser may see it. */
static void
flatten(struct slice text, struct buffer *out)
{
	struct flattening flattening = {.text = skip_declarations(text), .out = out};
	size_t at = 0;

	text = flattening.text;
	while (at < text.length) {
		const char *found = memchr(text.bytes + at, '<', text.length - at);

		if (!found)
			break;
		at = (size_t)(found - text.bytes);
		if (slice_starts_with(slice_at(text, (struct span){at, text.length}),
			    slice_from_string("<!--"))) {
			at = slice_find(text, slice_from_string("-->"), at + 2);
			at += at < text.length ? 3 : 0;
		} else {
			at = flatten_tag(&flattening, at);
		}
	}
	append_without_nul(out, slice_at(text, (struct span){flattening.copied, text.length}));
}

/* --- the parser ---------------------------------------------------------------------------- */

/* Its functions, looked up. */
struct parser {
	htmlParserCtxtPtr (*new_context)(void);
	htmlDocPtr (*read)(htmlParserCtxtPtr, const char *, int, const char *, const char *, int);
	void (*free_context)(htmlParserCtxtPtr);
	void (*free_document)(xmlDocPtr);
};

/* Who is told. */
struct listener {
	const struct html_events *events;
	void *context;
};

static void
on_begin(void *context, const xmlChar *name, const xmlChar **attributes)
{
	const struct listener *listener = context;
	union {
		const xmlChar **theirs;
		const char *const *ours;
	} list = {attributes};

	listener->events->begin(listener->context, (const char *)name, list.ours);
}

static void
on_end(void *context, const xmlChar *name)
{
	const struct listener *listener = context;

	(void)name;
	listener->events->end(listener->context);
}

static void
on_text(void *context, const xmlChar *text, int length)
{
	const struct listener *listener = context;

	if (length > 0)
		listener->events->text(
			listener->context, (struct slice){(const char *)text, (size_t)length});
}

static bool
look_up(void *library, const char *name, void *function, size_t size)
{
	void *symbol = dlsym(library, name);

	memcpy(function, &symbol, size);
	return symbol != NULL;
}

/* Opens the library for the rest of the program's life: it keeps state of its own. */
static bool
load(struct parser *parser, struct error *error)
{
	void *library = dlopen(LIBXML2_SONAME, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	bool found;

	if (!library) {
		error_set(error, ERROR_SYSTEM,
			_("the page is shown as markup: HTML needs libxml2, which is not installed "
			  "(%s)"),
			LIBXML2_SONAME);
		return false;
	}
	found = look_up(library, "htmlNewParserCtxt", &parser->new_context,
			sizeof parser->new_context) &&
		look_up(library, "htmlCtxtReadMemory", &parser->read, sizeof parser->read) &&
		look_up(library, "htmlFreeParserCtxt", &parser->free_context,
			sizeof parser->free_context) &&
		look_up(library, "xmlFreeDoc", &parser->free_document,
			sizeof parser->free_document);
	dlclose(library);
	if (!found)
		error_set(error, ERROR_SYSTEM, _("%s is not the libxml2 that was expected"),
			LIBXML2_SONAME);
	return found;
}

/* Runs the parser over markup that begins with a byte order mark, so that it takes it for UTF-8. */
static bool
run(const struct parser *parser, struct slice markup, struct listener *listener)
{
	const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
		HTML_PARSE_NONET | HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC | XML_PARSE_HUGE;
	htmlParserCtxtPtr context = parser->new_context();
	htmlDocPtr document;

	if (!context)
		return false;
	*context->sax = (xmlSAXHandler){.startElement = on_begin,
		.endElement = on_end,
		.characters = on_text,
		.cdataBlock = on_text,
		.ignorableWhitespace = on_text};
	context->userData = listener;
	document = parser->read(context, markup.bytes, (int)markup.length, NULL, NULL, options);
	if (document)
		parser->free_document(document);
	parser->free_context(context);
	return true;
}

bool
html_parse_events(
	struct slice text, const struct html_events *events, void *context, struct error *error)
{
	struct listener listener = {events, context};
	struct parser parser;
	struct buffer markup;
	bool done;

	if (!load(&parser, error))
		return false;
	buffer_init(&markup);
	buffer_append_string(&markup, "\xEF\xBB\xBF");
	flatten(text, &markup);
	done = markup.length <= INT_MAX && run(&parser, buffer_slice(&markup), &listener);
	if (!done)
		error_set(error, ERROR_SYSTEM, _("the page is too large for libxml2"));
	buffer_clear(&markup);
	return done;
}

#else

bool
html_parse_events(
	struct slice text, const struct html_events *events, void *context, struct error *error)
{
	(void)text;
	(void)events;
	(void)context;
	error_set(error, ERROR_SYSTEM,
		_("the page is shown as markup: this zhupi was built without libxml2, which HTML "
		  "needs"));
	return false;
}

#endif

static void
begin_element(void *page, const char *name, const char *const *attributes)
{
	page_begin(page, name, attributes);
}

static void
end_element(void *page)
{
	page_end(page);
}

static void
add_text(void *page, struct slice text)
{
	page_add(page, text);
}

bool
html_parse(struct slice text, struct page *page, struct error *error)
{
	static const struct html_events events = {begin_element, end_element, add_text};
	bool done = html_parse_events(text, &events, page, error);

	page_finish(page);
	return done;
}
