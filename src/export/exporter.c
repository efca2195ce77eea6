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

/* How many notes from the first on belong to one article. */
static size_t
run_length(const struct annotations *list, size_t first)
{
	size_t end = first + 1;

	while (end < list->count && list->items[end].article == list->items[first].article)
		end++;
	return end - first;
}

static size_t
count_articles(const struct annotations *list)
{
	size_t articles = 0;

	for (size_t i = 0; i < list->count; i += run_length(list, i))
		articles++;
	return articles;
}

bool
exporter_run(const struct exporter *exporter, struct store *store, const struct annotations *list,
	struct buffer *out, struct error *error)
{
	size_t before = out->length, articles = 0, count;

	exporter->begin(out, count_articles(list), list->count);
	for (size_t first = 0; first < list->count; first += count) {
		struct export_article article;
		struct library_entry entry;

		if (!library_look_up(store, list->items[first].article, &entry, error)) {
			buffer_truncate(out, before);
			return false;
		}
		article =
			(struct export_article){entry.title, entry.path, entry.date, entry.source};
		count = run_length(list, first);
		exporter->article(out, &article, articles++);
		for (size_t i = 0; i < count; i++)
			exporter->note(out, &article, &list->items[first + i], i);
		library_entry_clear(&entry);
	}
	exporter->end(out, articles);
	return true;
}
