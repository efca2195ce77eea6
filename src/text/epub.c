/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * META-INF/container.xml names the package document (OPF), that one the chapters. Both are parsed
 * by the events of the parser of HTML, which knows neither external nor declared entities. What is
 * wrong in them is passed over as long as a chapter is found: without container.xml any OPF is
 * taken, without a usable spine all documents of the manifest.
 */
#include "text/epub.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/intl.h"
#include "text/container.h"
#include "text/decode.h"
#include "text/html_parse.h"
#include "text/package.h"
#include "text/page.h"

#include <stdlib.h>
#include <string.h>

enum {
	MIMETYPE_AT = 30, /* behind the first part's header stand its name and content */
	MIMETYPE_ROOM = 400
};

bool
epub_is(struct slice bytes)
{
	const struct slice magic = {"PK\003\004", 4};
	struct slice beginning = slice_at(bytes, (struct span){MIMETYPE_AT, MIMETYPE_ROOM});
	struct slice mimetype = slice_from_string("application/epub+zip");
	struct slice container = slice_from_string("META-INF/container.xml");

	if (!slice_starts_with(bytes, magic))
		return false;
	return slice_find(beginning, mimetype, 0) < beginning.length ||
		slice_find(bytes, container, 0) < bytes.length;
}

/* --- the parts ------------------------------------------------------------------------------ */

/* A book that is being read. */
struct book {
	struct slice bytes;
	const char *name;
	struct package package;
	struct container_part *parts; /* of the package's chapters */
	struct buffer out, addresses;
	struct html_text *text;
	size_t link_capacity, heading_capacity;
	size_t encrypted, missing, broken;
};

/* Unpacks one part and decodes it; decoded->text is empty when it is missing. decoded_clear and
 * container_part_clear free. */
static bool
read_part(const struct book *book, struct container_part *part, struct decoded *decoded,
	struct error *error)
{
	*decoded = (struct decoded){0};
	if (!container_read(book->bytes, book->name, part, 1, error))
		return false;
	if (!part->encrypted)
		return decode_text(part->bytes, NULL, decoded, error);
	error_set(error, ERROR_INPUT, _("%s cannot be read: the book is locked with a password"),
		book->name);
	return false;
}

/* The path of the package document; NULL with the error. The caller frees. */
static char *
find_package(const struct book *book, struct error *error)
{
	struct container_part part = {.name = "META-INF/container.xml"};
	struct decoded decoded;
	char *path = NULL;

	if (read_part(book, &part, &decoded, error)) {
		path = package_path(decoded.text, error);
		if (!path && !error_is_set(error))
			path = container_find(book->bytes, book->name, ".opf", error);
		if (!path && !error_is_set(error))
			error_set(error, ERROR_INPUT,
				_("%s cannot be read: the book has no package document (.opf)"),
				book->name);
	}
	decoded_clear(&decoded);
	container_part_clear(&part);
	return path;
}

/* Which chapters are encrypted (DRM). Fonts may be; who reads a text does not mind. */
static bool
find_encrypted(struct book *book, struct error *error)
{
	struct container_part part = {.name = "META-INF/encryption.xml"};
	struct decoded decoded;
	bool good = read_part(book, &part, &decoded, error) &&
		(!part.found || package_mark_encrypted(&book->package, decoded.text, error));

	decoded_clear(&decoded);
	container_part_clear(&part);
	return good;
}

static bool
find_chapters(struct book *book, struct error *error)
{
	char *path = find_package(book, error);
	struct container_part part = {.name = path};
	struct decoded decoded = {0};
	bool good = path && read_part(book, &part, &decoded, error);

	good = good && package_read(&book->package, decoded.text, path, error) &&
		find_encrypted(book, error);
	decoded_clear(&decoded);
	container_part_clear(&part);
	free(path);
	return good;
}

static bool
unpack_chapters(struct book *book, struct error *error)
{
	const struct package *package = &book->package;

	book->parts = alloc_zeroed(package->chapter_count, sizeof *book->parts);
	for (size_t i = 0; i < package->chapter_count; i++)
		book->parts[i].name = package->chapters[i].path;
	return container_read(book->bytes, book->name, book->parts, package->chapter_count, error);
}

/* --- the text ------------------------------------------------------------------------------- */

/* Adds a chapter behind the others. The links' addresses still move: offsets until they are all
 * there. */
static void
append_chapter(struct book *book, const struct html_text *chapter)
{
	struct html_text *text = book->text;
	size_t start = book->out.length;

	buffer_append(&book->out, (struct slice){chapter->bytes, chapter->length});
	for (size_t i = 0; i < chapter->heading_count; i++) {
		struct heading heading = chapter->headings[i];

		html_add_heading(text, &book->heading_capacity,
			(struct span){start + heading.span.start, start + heading.span.end},
			heading.level);
	}
	for (size_t i = 0; i < chapter->link_count; i++) {
		struct span span = chapter->links[i].span;

		text->links = array_grow(text->links, &book->link_capacity, text->link_count + 1,
			sizeof *text->links);
		text->links[text->link_count++] =
			(struct link){{start + span.start, start + span.end}, NULL};
		buffer_append_string(&book->addresses, chapter->links[i].address);
		buffer_append_byte(&book->addresses, '\0');
	}
}

static bool
read_chapter(struct book *book, struct slice bytes, struct error *error)
{
	struct html_text chapter = {0};
	struct decoded decoded;
	bool good = decode_text(bytes, NULL, &decoded, error) &&
		html_read(decoded.text, true, &chapter, error);

	if (good)
		append_chapter(book, &chapter);
	html_clear(&chapter);
	decoded_clear(&decoded);
	return good;
}

static bool
read_chapters(struct book *book, struct error *error)
{
	for (size_t i = 0; i < book->package.chapter_count; i++) {
		struct container_part *part = &book->parts[i];
		bool encrypted = part->encrypted || book->package.chapters[i].encrypted;

		book->missing += !part->found && !book->package.chapters[i].repeated;
		book->encrypted += part->found && encrypted;
		book->broken += part->broken;
		if (part->found && !encrypted && !read_chapter(book, part->bytes, error))
			return false;
		container_part_clear(part);
	}
	return true;
}

static char *
take(char **string)
{
	char *taken = *string;

	*string = NULL;
	return taken;
}

static void
take_text(struct book *book)
{
	struct html_text *text = book->text;
	const char *address;

	text->length = book->out.length;
	text->bytes = buffer_take(&book->out);
	address = text->addresses = buffer_take(&book->addresses);
	for (size_t i = 0; i < text->link_count; i++) {
		text->links[i].address = address;
		address += strlen(address) + 1;
	}
	text->title = take(&book->package.facts[PACKAGE_TITLE]);
	text->creator = take(&book->package.facts[PACKAGE_CREATOR]);
	text->date = take(&book->package.facts[PACKAGE_DATE]);
	text->source = take(&book->package.facts[PACKAGE_PUBLISHER]);
}

/* What is not there. False with the error when nothing is. */
static bool
judge(const struct book *book, struct error *remark, struct error *error)
{
	size_t count = book->package.chapter_count;
	bool none = book->out.length == 0;
	struct error *told = none ? error : remark;

	if (book->encrypted > 0)
		error_set(told, ERROR_INPUT,
			_("%s: %zu of %zu chapters are encrypted (DRM) and cannot be shown"),
			book->name, book->encrypted, count);
	else if (book->missing > 0)
		error_set(told, ERROR_INPUT, _("%s: %zu of %zu chapters are not in the file"),
			book->name, book->missing, count);
	else if (book->broken > 0)
		error_set(told, ERROR_INPUT, _("%s: %zu of %zu chapters are damaged and end early"),
			book->name, book->broken, count);
	else if (count == 0)
		error_set(told, ERROR_INPUT, _("%s cannot be read: the book lists no chapters"),
			book->name);
	else
		return true;
	return !none;
}

bool
epub_read(struct slice bytes, const char *name, struct html_text *text, struct error *remark,
	struct error *error)
{
	struct book book = {.bytes = bytes, .name = name, .text = text};
	bool good;

	*text = (struct html_text){0};
	buffer_init(&book.out);
	buffer_init(&book.addresses);
	good = find_chapters(&book, error) && unpack_chapters(&book, error) &&
		read_chapters(&book, error) && judge(&book, remark, error);
	if (good)
		take_text(&book);
	for (size_t i = 0; book.parts && i < book.package.chapter_count; i++)
		container_part_clear(&book.parts[i]);
	free(book.parts);
	package_clear(&book.package);
	buffer_clear(&book.out);
	buffer_clear(&book.addresses);
	return good;
}
