/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/package.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/buffer.h"
#include "text/html_parse.h"
#include "text/page_facts.h"

#include <stdlib.h>
#include <string.h>

enum {
	CHAPTERS_AT_MOST = 20000,
	FACT_BYTES = 1000
};

/* An element's name without the prefix of its namespace. */
static const char *
local_name(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

static void
ignore_end(void *context)
{
	(void)context;
}

static void
ignore_text(void *context, struct slice text)
{
	(void)context;
	(void)text;
}

/* --- paths ---------------------------------------------------------------------------------- */

static int
hex_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	digit |= 0x20;
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* What a reference says, without its fragment and with %20 for a blank and the like read. */
static void
append_reference(struct buffer *out, const char *reference)
{
	for (; *reference && *reference != '#' && *reference != '?'; reference++) {
		int high = *reference == '%' ? hex_value(reference[1]) : -1;
		int low = high >= 0 ? hex_value(reference[2]) : -1;

		if (low >= 0 && high * 16 + low > 0) {
			buffer_append_byte(out, (char)(high * 16 + low));
			reference += 2;
		} else {
			buffer_append_byte(out, *reference);
		}
	}
}

/* The path, from the container's root, of what a document at base refers to; "" for what is not in
 * the container. The caller frees. */
static char *
resolve(const char *base, const char *reference)
{
	const char *slash = strrchr(base, '/');
	struct buffer whole, path;
	struct slice rest, step;
	bool outside = strstr(reference, "://") != NULL;

	buffer_init(&whole);
	buffer_init(&path);
	if (slash && *reference != '/')
		buffer_append(&whole, (struct slice){base, (size_t)(slash - base) + 1});
	append_reference(&whole, reference);
	rest = buffer_slice(&whole);
	while (rest.length > 0 && !outside) {
		step = slice_split(rest, '/', &rest);
		if (slice_equal(step, slice_from_string(".."))) {
			outside = path.length == 0;
			while (path.length > 0 && path.bytes[--path.length] != '/')
				;
		} else if (step.length > 0 && !slice_equal(step, slice_from_string("."))) {
			if (path.length > 0)
				buffer_append_byte(&path, '/');
			buffer_append(&path, step);
		}
	}
	if (outside)
		buffer_truncate(&path, 0);
	buffer_clear(&whole);
	return buffer_take(&path);
}

/* --- container.xml -------------------------------------------------------------------------- */

static void
begin_container_element(void *context, const char *name, const char *const *attributes)
{
	char **path = context;
	const char *full = page_attribute(attributes, "full-path");

	if (!*path && full && *full && strcmp(local_name(name), "rootfile") == 0)
		*path = resolve("", full);
}

char *
package_path(struct slice container_xml, struct error *error)
{
	static const struct html_events events = {begin_container_element, ignore_end, ignore_text};
	char *path = NULL;

	if (html_parse_events(container_xml, &events, &path, error) && path && *path)
		return path;
	free(path);
	return NULL;
}

/* --- the package document ------------------------------------------------------------------- */

/* A line of the manifest. */
struct item {
	char *id, *path;
	bool is_document;
	bool in_spine;
};

struct reading {
	struct package *package;
	const char *path; /* the document's own */
	struct item *items;
	size_t item_count, item_capacity;
	char **spine; /* ids */
	size_t spine_count, spine_capacity;
	size_t chapter_capacity;
	struct buffer fact;
	int depth, fact_depth; /* elements that are open; where the one of a fact began */
	enum package_fact fact_kind;
	bool in_fact;
};

static bool
is_document(const char *type)
{
	return !type || strcmp(type, "application/xhtml+xml") == 0 ||
		strcmp(type, "text/html") == 0 || strcmp(type, "text/x-oeb1-document") == 0;
}

static void
add_item(struct reading *reading, const char *const *attributes)
{
	const char *id = page_attribute(attributes, "id");
	const char *reference = page_attribute(attributes, "href");

	if (!id || !reference || reading->item_count >= CHAPTERS_AT_MOST)
		return;
	reading->items = array_grow(reading->items, &reading->item_capacity,
		reading->item_count + 1, sizeof *reading->items);
	reading->items[reading->item_count++] = (struct item){
		.id = alloc_string(slice_from_string(id)),
		.path = resolve(reading->path, reference),
		.is_document = is_document(page_attribute(attributes, "media-type")),
	};
}

static void
add_to_spine(struct reading *reading, const char *id)
{
	if (!id || reading->spine_count >= CHAPTERS_AT_MOST)
		return;
	reading->spine = array_grow(reading->spine, &reading->spine_capacity,
		reading->spine_count + 1, sizeof *reading->spine);
	reading->spine[reading->spine_count++] = alloc_string(slice_from_string(id));
}

/* Facts are elements of Dublin Core: dc:title. */
static bool
find_fact(const char *name, enum package_fact *kind)
{
	static const char *const names[PACKAGE_FACTS] = {
		[PACKAGE_TITLE] = "title",
		[PACKAGE_CREATOR] = "creator",
		[PACKAGE_DATE] = "date",
		[PACKAGE_PUBLISHER] = "publisher",
	};

	if (!strchr(name, ':'))
		return false;
	for (*kind = 0; *kind < PACKAGE_FACTS; ++*kind) {
		if (strcmp(local_name(name), names[*kind]) == 0)
			return true;
	}
	return false;
}

static void
begin_package_element(void *context, const char *name, const char *const *attributes)
{
	struct reading *reading = context;
	const char *local = local_name(name);

	reading->depth++;
	if (strcmp(local, "item") == 0)
		add_item(reading, attributes);
	else if (strcmp(local, "itemref") == 0)
		add_to_spine(reading, page_attribute(attributes, "idref"));
	else if (!reading->in_fact && find_fact(name, &reading->fact_kind)) {
		reading->in_fact = true;
		reading->fact_depth = reading->depth;
		buffer_truncate(&reading->fact, 0);
	}
}

/* The first title, date and publisher; all creators. */
static void
keep_fact(struct reading *reading)
{
	char **fact = &reading->package->facts[reading->fact_kind];
	struct slice found = slice_trim(buffer_slice(&reading->fact));
	struct buffer all;

	if (found.length == 0 || (*fact && reading->fact_kind != PACKAGE_CREATOR))
		return;
	buffer_init(&all);
	if (*fact) {
		buffer_append_string(&all, *fact);
		buffer_append_string(&all, "、");
	}
	buffer_append(&all, found);
	free(*fact);
	*fact = buffer_take(&all);
}

static void
end_package_element(void *context)
{
	struct reading *reading = context;

	if (reading->in_fact && reading->depth == reading->fact_depth) {
		keep_fact(reading);
		reading->in_fact = false;
	}
	reading->depth--;
}

static void
add_package_text(void *context, struct slice text)
{
	struct reading *reading = context;

	if (reading->in_fact && reading->fact.length + text.length <= FACT_BYTES)
		buffer_append(&reading->fact, text);
}

static int
compare_items(const void *one, const void *other)
{
	const struct item *first = one, *second = other;

	return strcmp(first->id, second->id);
}

static void
add_chapter(struct reading *reading, const char *path, bool repeated)
{
	struct package *package = reading->package;

	package->chapters = array_grow(package->chapters, &reading->chapter_capacity,
		package->chapter_count + 1, sizeof *package->chapters);
	package->chapters[package->chapter_count++] = (struct package_chapter){
		.path = alloc_string(slice_from_string(repeated ? "" : path)),
		.repeated = repeated};
}

/* The spine's documents; all of the manifest when it names none. */
static void
settle_chapters(struct reading *reading)
{
	for (size_t i = 0; i < reading->item_count && reading->spine_count == 0; i++) {
		if (reading->items[i].is_document)
			add_chapter(reading, reading->items[i].path, false);
	}
	if (reading->item_count > 0)
		qsort(reading->items, reading->item_count, sizeof *reading->items, compare_items);
	for (size_t i = 0; i < reading->spine_count; i++) {
		struct item key = {.id = reading->spine[i]}, *item = NULL;

		if (reading->item_count > 0)
			item = bsearch(&key, reading->items, reading->item_count,
				sizeof *reading->items, compare_items);
		if (item && !item->is_document)
			continue;
		add_chapter(reading, item ? item->path : "", item && item->in_spine);
		if (item)
			item->in_spine = true;
	}
}

static void
reading_clear(struct reading *reading)
{
	for (size_t i = 0; i < reading->item_count; i++) {
		free(reading->items[i].id);
		free(reading->items[i].path);
	}
	for (size_t i = 0; i < reading->spine_count; i++)
		free(reading->spine[i]);
	free(reading->items);
	free(reading->spine);
	buffer_clear(&reading->fact);
}

bool
package_read(struct package *package, struct slice document, const char *path, struct error *error)
{
	static const struct html_events events = {
		begin_package_element, end_package_element, add_package_text};
	struct reading reading = {.package = package, .path = path};
	bool done;

	*package = (struct package){0};
	buffer_init(&reading.fact);
	done = html_parse_events(document, &events, &reading, error);
	if (done)
		settle_chapters(&reading);
	reading_clear(&reading);
	return done;
}

/* --- encryption.xml ------------------------------------------------------------------------- */

static void
begin_encryption_element(void *context, const char *name, const char *const *attributes)
{
	struct package *package = context;
	const char *reference = page_attribute(attributes, "uri");
	char *path;

	if (!reference || strcmp(local_name(name), "cipherreference") != 0)
		return;
	path = resolve("", reference);
	for (size_t i = 0; i < package->chapter_count; i++) {
		if (strcmp(package->chapters[i].path, path) == 0)
			package->chapters[i].encrypted = true;
	}
	free(path);
}

bool
package_mark_encrypted(struct package *package, struct slice encryption_xml, struct error *error)
{
	static const struct html_events events = {
		begin_encryption_element, ignore_end, ignore_text};

	return html_parse_events(encryption_xml, &events, package, error);
}

void
package_clear(struct package *package)
{
	for (size_t i = 0; i < package->chapter_count; i++)
		free(package->chapters[i].path);
	for (size_t i = 0; i < PACKAGE_FACTS; i++)
		free(package->facts[i]);
	free(package->chapters);
	*package = (struct package){0};
}
