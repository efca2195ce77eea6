/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/html.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/buffer.h"
#include "text/html_parse.h"
#include "text/main_text.h"
#include "text/page.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	BEGINNING_BYTES = 4096, /* where an end tag is looked for */
	TITLE_BYTES = 9         /* what is shorter is no title by itself */
};

/* --- recognition --------------------------------------------------------------------------- */

static bool
begins(struct slice text, const char *word)
{
	size_t length = strlen(word);

	return text.length > length && strncasecmp(text.bytes, word, length) == 0 &&
		!(text.bytes[length] >= 'a' && text.bytes[length] <= 'z');
}

/* Without blanks, a byte order mark, comments and <?…?> at its start. */
static struct slice
skip_preface(struct slice text)
{
	static const struct {
		const char *start, *end;
	} prefaces[] = {{"<!--", "-->"}, {"<?", ">"}, {"\xEF\xBB\xBF", ""}};

	for (size_t i = 0; i < sizeof prefaces / sizeof *prefaces; i++) {
		struct slice end = slice_from_string(prefaces[i].end);
		size_t at;

		text = slice_trim(text);
		if (!slice_starts_with(text, slice_from_string(prefaces[i].start)))
			continue;
		at = slice_find(text, end, strlen(prefaces[i].start));
		text = slice_at(text, (struct span){at + end.length, text.length});
		i = (size_t)-1;
	}
	return text;
}

static bool
has_suffix(const char *name)
{
	static const char *const suffixes[] = {".html", ".htm", ".xhtml", ".shtml", NULL};
	size_t length = strlen(name);

	for (const char *const *suffix = suffixes; *suffix; suffix++) {
		if (length > strlen(*suffix) &&
			strcasecmp(name + length - strlen(*suffix), *suffix) == 0)
			return true;
	}
	return false;
}

bool
html_is_page(struct slice text, const char *name)
{
	static const char *const sure[] = {"<!doctype html", "<html", "<head", "<body", NULL};
	static const char *const likely[] = {"<meta", "<title", "<link", "<script", "<style",
		"<div", "<table", "<p", "<h1", "<h2", "<article", "<section", "<main", "<center",
		"<font", "<base", NULL};
	struct slice beginning = slice_at(text, (struct span){0, BEGINNING_BYTES});

	beginning = skip_preface(beginning);
	if (beginning.length > 0 && beginning.bytes[0] == '<') {
		for (const char *const *tag = sure; *tag; tag++) {
			if (begins(beginning, *tag))
				return true;
		}
		for (const char *const *tag = likely; *tag; tag++) {
			if (begins(beginning, *tag) &&
				slice_find(beginning, slice_from_string("</"), 0) <
					beginning.length)
				return true;
		}
	}
	return has_suffix(name);
}

/* --- output -------------------------------------------------------------------------------- */

/* Whether the item's own text begins with a number or a bullet. */
static bool
is_numbered(struct slice text)
{
	static const char *const starts[] = {"•", "·", "●", "■", "◆", "–", "—", "-", "*", "（", "(",
		"①", "②", "③", "④", "⑤", "⑥", "一、", "二、", "三、", "四、", "五、", "六、", NULL};
	size_t digits = 0;

	for (const char *const *start = starts; *start; start++) {
		if (slice_starts_with(text, slice_from_string(*start)))
			return true;
	}
	while (digits < text.length && text.bytes[digits] >= '0' && text.bytes[digits] <= '9')
		digits++;
	return digits > 0 && digits < 4 && digits < text.length &&
		(text.bytes[digits] == '.' || text.bytes[digits] == ')' ||
			slice_starts_with(slice_at(text, (struct span){digits, text.length}),
				slice_from_string("、")));
}

static void
append_block(struct buffer *out, const struct page *page, const struct page_block *block)
{
	struct slice text = slice_at(buffer_slice(&page->text), block->span);
	size_t number = block->item ? page->nodes[block->item].number : 0;

	if (block->item && !is_numbered(text)) {
		if (number > 0)
			buffer_append_format(out, "%zu. ", number);
		else
			buffer_append_string(out, "• ");
	}
	buffer_append(out, text);
}

static void
append_link(struct html_text *text, size_t *capacity, struct span span, struct span address)
{
	text->links = array_grow(text->links, capacity, text->link_count + 1, sizeof *text->links);
	text->links[text->link_count++] = (struct link){span, text->addresses + address.start};
}

/* Puts the links of the block, which was appended up to end, where they are now. *link goes on. */
static void
move_links(struct html_text *text, size_t *capacity, const struct page *page,
	const struct page_block *block, size_t end, size_t *link)
{
	for (; *link < page->link_count && page->links[*link].span.start < block->span.end;
		++*link) {
		struct span span = page->links[*link].span;

		if (span.start < block->span.start)
			continue;
		span.end = span.end < block->span.end ? span.end : block->span.end;
		while (span.start < span.end && page->text.bytes[span.start] == ' ')
			span.start++;
		if (span_is_empty(span))
			continue;
		span.start = end - (block->span.end - span.start);
		span.end = end - (block->span.end - span.end);
		append_link(text, capacity, span, page->links[*link].address);
	}
}

/* The addresses as strings: each ends in NUL, where the page's lie side by side. */
static void
copy_addresses(struct html_text *text, struct page *page)
{
	struct buffer all;

	buffer_init(&all);
	for (size_t i = 0; i < page->link_count; i++) {
		struct span *address = &page->links[i].address;
		struct slice found = slice_at(buffer_slice(&page->addresses), *address);

		address->start = all.length;
		buffer_append(&all, slice_trim(found));
		address->end = all.length;
		buffer_append_byte(&all, '\0');
	}
	text->addresses = buffer_take(&all);
}

static char *
take(char **fact)
{
	char *taken = *fact;

	*fact = NULL;
	return taken;
}

/* A page's title without the site's name, which stands behind a sign. */
static size_t
own_title(struct slice title)
{
	static const char *const signs[] = {"_", "|", " - ", "--", " — ", " – ", NULL};
	size_t length = title.length;

	for (const char *const *sign = signs; *sign; sign++) {
		size_t at = slice_find(title, slice_from_string(*sign), 0);

		if (at >= TITLE_BYTES && at < length)
			length = at;
	}
	return slice_trim((struct slice){title.bytes, length}).length;
}

static void
take_facts(struct html_text *text, struct page *page)
{
	struct slice title = slice_trim(buffer_slice(&page->title_tag));

	text->title = take(&page->facts[PAGE_TITLE]);
	if (!text->title && title.length > 0)
		text->title = alloc_string((struct slice){title.bytes, own_title(title)});
	text->date = take(&page->facts[PAGE_DATE]);
	text->source = take(&page->facts[PAGE_SOURCE]);
	text->address = take(&page->facts[PAGE_ADDRESS]);
}

static void
write_text(struct html_text *text, struct page *page, const bool *kept)
{
	struct buffer out;
	size_t capacity = 0, heading_capacity = 0, link = 0;

	buffer_init(&out);
	copy_addresses(text, page);
	for (size_t i = 0; i < page->block_count; i++) {
		size_t start = out.length;
		int level = page->nodes[page->blocks[i].node].level;

		if (kept && !kept[i])
			continue;
		append_block(&out, page, &page->blocks[i]);
		if (level > 0)
			html_add_heading(
				text, &heading_capacity, (struct span){start, out.length}, level);
		move_links(text, &capacity, page, &page->blocks[i], out.length, &link);
		buffer_append_byte(&out, '\n');
	}
	text->length = out.length;
	text->bytes = buffer_take(&out);
	take_facts(text, page);
}

bool
html_read(struct slice markup, bool everything, struct html_text *text, struct error *error)
{
	struct page page;
	bool *kept = NULL, done;

	*text = (struct html_text){0};
	page_init(&page, everything);
	done = html_parse(markup, &page, error);
	if (done && !everything) {
		kept = alloc_zeroed(page.block_count, sizeof *kept);
		main_text_find(&page, kept);
	}
	if (done)
		write_text(text, &page, kept);
	free(kept);
	page_clear(&page);
	return done;
}

void
html_add_heading(struct html_text *text, size_t *capacity, struct span span, int level)
{
	text->headings = array_grow(
		text->headings, capacity, text->heading_count + 1, sizeof *text->headings);
	text->headings[text->heading_count++] = (struct heading){span, level};
}

bool
html_heading_at(const struct html_text *text, size_t start)
{
	size_t low = 0, high = text->heading_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (text->headings[middle].span.start < start)
			low = middle + 1;
		else
			high = middle;
	}
	return low < text->heading_count && text->headings[low].span.start == start;
}

void
html_clear(struct html_text *text)
{
	free(text->bytes);
	free(text->title);
	free(text->date);
	free(text->source);
	free(text->address);
	free(text->creator);
	free(text->links);
	free(text->headings);
	free(text->addresses);
	*text = (struct html_text){0};
}
