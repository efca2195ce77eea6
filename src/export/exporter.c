/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/exporter.h"

#include "notes/library.h"

#include <string.h>

const struct exporter *
exporter_find(const struct exporter *const *exporters, const char *name)
{
	for (; *exporters; exporters++)
		if (strcmp((*exporters)->name, name) == 0)
			return *exporters;
	return NULL;
}

/* What goes out. */
struct content {
	const struct annotations *notes;
	const struct corrections *corrections;
};

/* How many notes from the first on belong to one article. */
static size_t
run_length(const struct annotations *list, size_t first)
{
	size_t end = first + 1;

	while (end < list->count && list->items[end].article == list->items[first].article)
		end++;
	return end - first;
}

static bool
has_place(const struct correction *correction, int64_t article)
{
	return !correction->everywhere && correction->article == article;
}

/* Whether the i-th correction is the first one of an article without notes. */
static bool
opens_article(const struct content *content, size_t i)
{
	const struct correction *correction = &content->corrections->items[i];

	for (size_t k = 0; k < content->notes->count; k++)
		if (content->notes->items[k].article == correction->article)
			return false;
	for (size_t k = 0; k < i; k++)
		if (has_place(&content->corrections->items[k], correction->article))
			return false;
	return !correction->everywhere;
}

static void
count_content(const struct content *content, size_t *articles, size_t *items)
{
	*articles = 0;
	*items = content->notes->count;
	for (size_t i = 0; i < content->notes->count; i += run_length(content->notes, i))
		++*articles;
	for (size_t i = 0; i < content->corrections->count; i++) {
		*articles += opens_article(content, i);
		*items += !content->corrections->items[i].everywhere;
	}
}

/* One article with count notes from the first on, and its corrections. */
static bool
export_article(const struct exporter *exporter, struct store *store, const struct content *content,
	int64_t number, size_t first, size_t count, size_t *articles, struct buffer *out,
	struct error *error)
{
	struct export_article article;
	struct library_entry entry;
	size_t index = 0;

	if (!library_look_up(store, number, &entry, error))
		return false;
	article = (struct export_article){entry.title, entry.path, entry.date, entry.source};
	exporter->article(out, &article, (*articles)++);
	while (index < count) {
		exporter->note(out, &article, &content->notes->items[first + index], index);
		index++;
	}
	for (size_t i = 0; i < content->corrections->count; i++)
		if (has_place(&content->corrections->items[i], number))
			exporter->correction(
				out, &article, &content->corrections->items[i], index++);
	library_entry_clear(&entry);
	return true;
}

static bool
export_articles(const struct exporter *exporter, struct store *store, const struct content *content,
	size_t *articles, struct buffer *out, struct error *error)
{
	const struct annotations *notes = content->notes;
	size_t count;

	for (size_t first = 0; first < notes->count; first += count) {
		count = run_length(notes, first);
		if (!export_article(exporter, store, content, notes->items[first].article, first,
			    count, articles, out, error))
			return false;
	}
	for (size_t i = 0; i < content->corrections->count; i++)
		if (opens_article(content, i) &&
			!export_article(exporter, store, content,
				content->corrections->items[i].article, 0, 0, articles, out, error))
			return false;
	return true;
}

bool
exporter_run(const struct exporter *exporter, struct store *store, const struct annotations *notes,
	const struct corrections *corrections, struct buffer *out, struct error *error)
{
	static const struct corrections none = {.count = 0};
	struct content content = {notes, exporter->correction && corrections ? corrections : &none};
	size_t before = out->length, articles, items;

	count_content(&content, &articles, &items);
	exporter->begin(out, articles, items);
	articles = 0;
	if (!export_articles(exporter, store, &content, &articles, out, error)) {
		buffer_truncate(out, before);
		return false;
	}
	exporter->end(out, articles);
	return true;
}
