/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/exporter.h"

#include "base/array.h"
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

/* An export on its way. */
struct run {
	const struct exporter *exporter;
	struct store *store;
	const struct corrections *corrections;
	struct annotation_counts counts; /* of the articles with notes */
	size_t articles;                 /* that went out */
	struct buffer *out;
	export_writer *write; /* NULL: all stays in out */
	void *context;
};

static bool
has_place(const struct correction *correction, int64_t article)
{
	return !correction->everywhere && correction->article == article;
}

/* Whether the i-th correction is the first one of an article without notes. */
static bool
opens_article(const struct run *run, size_t i)
{
	const struct correction *correction = &run->corrections->items[i];

	for (size_t k = 0; k < run->counts.count; k++)
		if (run->counts.items[k].article == correction->article)
			return false;
	for (size_t k = 0; k < i; k++)
		if (has_place(&run->corrections->items[k], correction->article))
			return false;
	return !correction->everywhere;
}

/* Hands on what is written so far. */
static bool
hand_on(struct run *run, struct error *error)
{
	if (!run->write)
		return true;
	if (!run->write(run->context, buffer_slice(run->out), error))
		return false;
	buffer_truncate(run->out, 0);
	return true;
}

static bool
begin(struct run *run, struct error *error)
{
	size_t articles = run->counts.count, items = run->counts.total;

	for (size_t i = 0; i < run->corrections->count; i++) {
		articles += opens_article(run, i);
		items += !run->corrections->items[i].everywhere;
	}
	run->exporter->begin(run->out, articles, items);
	return hand_on(run, error);
}

/* One article with its notes, side by side, and its corrections. */
static bool
export_article(struct run *run, int64_t number, const struct annotation *notes, size_t count,
	struct error *error)
{
	const struct corrections *corrections = run->corrections;
	struct export_article article;
	struct library_entry entry;
	size_t index = 0;

	if (!library_look_up(run->store, number, &entry, error))
		return false;
	article = (struct export_article){entry.title, entry.path, entry.date, entry.source};
	run->exporter->article(run->out, &article, run->articles++);
	for (; index < count; index++)
		run->exporter->note(run->out, &article, &notes[index], index);
	for (size_t i = 0; i < corrections->count; i++)
		if (has_place(&corrections->items[i], number))
			run->exporter->correction(
				run->out, &article, &corrections->items[i], index++);
	library_entry_clear(&entry);
	return hand_on(run, error);
}

static bool
export_notes(void *context, struct annotations *notes, struct error *error)
{
	return export_article(context, notes->items[0].article, notes->items, notes->count, error);
}

/* The articles that have corrections only, and the end. */
static bool
end(struct run *run, struct error *error)
{
	for (size_t i = 0; i < run->corrections->count; i++)
		if (opens_article(run, i) &&
			!export_article(run, run->corrections->items[i].article, NULL, 0, error))
			return false;
	run->exporter->end(run->out, run->articles);
	return hand_on(run, error);
}

static const struct corrections *
choose(const struct exporter *exporter, const struct corrections *corrections)
{
	static const struct corrections none = {.count = 0};

	return exporter->correction && corrections ? corrections : &none;
}

/* Counts the notes that lie side by side. */
static void
count_runs(const struct annotations *notes, struct annotation_counts *counts)
{
	for (size_t i = 0; i < notes->count; i++) {
		int64_t article = notes->items[i].article;

		if (i == 0 || article != notes->items[i - 1].article) {
			counts->items = array_grow(counts->items, &counts->capacity,
				counts->count + 1, sizeof *counts->items);
			counts->items[counts->count].article = article;
			counts->items[counts->count].before = i;
			counts->items[counts->count++].count = 0;
		}
		counts->items[counts->count - 1].count++;
		counts->total++;
	}
}

bool
exporter_run(const struct exporter *exporter, struct store *store, const struct annotations *notes,
	const struct corrections *corrections, struct buffer *out, struct error *error)
{
	struct run run = {.exporter = exporter,
		.store = store,
		.corrections = choose(exporter, corrections),
		.out = out};
	size_t before = out->length;
	bool done;

	count_runs(notes, &run.counts);
	done = begin(&run, error);
	for (size_t i = 0; done && i < run.counts.count; i++)
		done = export_article(&run, run.counts.items[i].article,
			notes->items + run.counts.items[i].before, run.counts.items[i].count,
			error);
	done = done && end(&run, error);
	if (!done)
		buffer_truncate(out, before);
	annotation_counts_clear(&run.counts);
	return done;
}

bool
exporter_stream(const struct exporter *exporter, struct store *store,
	const struct annotation_filter *filter, const struct corrections *corrections,
	export_writer *write, void *context, struct error *error)
{
	struct buffer out;
	struct run run = {.exporter = exporter,
		.store = store,
		.corrections = choose(exporter, corrections),
		.out = &out,
		.write = write,
		.context = context};
	bool done;

	buffer_init(&out);
	done = store_begin_reading(store, error);
	if (done) {
		done = annotation_count(store, filter, &run.counts, error) && begin(&run, error) &&
			annotation_each_article(store, filter, export_notes, &run, error) &&
			end(&run, error);
		store_end_reading(store);
	}
	annotation_counts_clear(&run.counts);
	buffer_clear(&out);
	return done;
}
