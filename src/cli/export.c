/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes as a document, whole or not at all. */
#include "base/array.h"
#include "base/file.h"
#include "base/intl.h"
#include "cli/commands.h"
#include "cli/notes_file.h"
#include "cli/text.h"
#include "cli/output.h"
#include "notes/anchor.h"
#include "notes/correction.h"
#include "notes/library.h"

#include <stdlib.h>
#include <string.h>

/* What goes out. */
struct content {
	struct annotations notes;
	struct corrections corrections;
};

/* Appends the corrections that were made since then, of one article or (-1) of all: those that are
 * bound to a place, placed in the text as it is now. No tag has one. */
static bool
add_corrections(struct store *store, int64_t number, const struct annotation_filter *filter,
	struct article *article, struct corrections *corrections, struct error *error)
{
	struct corrections list;
	bool done;

	corrections_init(&list);
	done = filter->tag || correction_list(store, number, &list, error);
	if (article)
		correction_resolve(article, &list, store);
	for (size_t i = 0; i < list.count; i++) {
		struct correction *correction = &list.items[i];

		if (correction->everywhere || correction->created < filter->since) {
			correction_clear(correction);
			continue;
		}
		corrections->items = array_grow(corrections->items, &corrections->capacity,
			corrections->count + 1, sizeof *corrections->items);
		corrections->items[corrections->count++] = *correction;
	}
	free(list.items);
	return done;
}

/* Appends what is noted on one file, placed in the text as it is now. */
static bool
add_file(const struct program *program, struct store *store, const char *path,
	const struct arguments *arguments, struct annotation_filter filter, struct content *content,
	struct error *error)
{
	struct article *article = text_open_whole(program, arguments, path, error);
	struct annotations *notes = &content->notes;
	size_t before = notes->count;
	bool done = false;

	if (!article)
		return false;
	filter.article = notes_file_article(store, article, error);
	if (filter.article > 0)
		done = annotation_list(store, &filter, notes, error);
	if (done) {
		size_t added = notes->count - before;
		struct annotations part = {added > 0 ? notes->items + before : NULL, added, added};

		anchor_resolve(article, &part, store);
		done = add_corrections(store, filter.article, &filter, article,
			       &content->corrections, error) &&
			article_is_intact(article, error);
	}
	article_close(article);
	return done;
}

/* Appends what is noted on the files that are named. */
static bool
collect(const struct program *program, struct store *store, const struct arguments *arguments,
	const struct annotation_filter *filter, struct content *content, struct error *error)
{
	size_t count;
	char *const *files = arguments_operands(arguments, &count);

	for (size_t i = 0; i < count; i++)
		if (!add_file(program, store, files[i], arguments, *filter, content, error))
			return false;
	return true;
}

/* Where the document goes: a file that is whole or not there, or (NULL) standard output. */
static bool
write_out(void *context, struct slice text, struct error *error)
{
	struct file_save *save = context;

	if (save)
		return file_write(save, text, error);
	output_write(text);
	return true;
}

/* Of the files that are named, or an article at a time of all. */
static bool
write_document(const struct program *program, const struct exporter *exporter, struct store *store,
	const struct arguments *arguments, const struct annotation_filter *filter,
	struct file_save *save, struct error *error)
{
	struct content content;
	struct buffer out;
	size_t count;
	bool done;

	arguments_operands(arguments, &count);
	annotations_init(&content.notes);
	corrections_init(&content.corrections);
	buffer_init(&out);
	if (count == 0)
		done = add_corrections(store, -1, filter, NULL, &content.corrections, error) &&
			exporter_stream(exporter, store, filter, &content.corrections, write_out,
				save, error);
	else
		done = collect(program, store, arguments, filter, &content, error) &&
			exporter_run(exporter, store, &content.notes, &content.corrections, &out,
				error) &&
			write_out(save, buffer_slice(&out), error);
	buffer_clear(&out);
	annotations_clear(&content.notes);
	corrections_clear(&content.corrections);
	return done;
}

static const struct exporter *
find_exporter(const struct program *program, const struct arguments *arguments, struct error *error)
{
	const char *format = arguments_value(arguments, "format");
	const struct exporter *exporter =
		format ? exporter_find(program->exporters, format) : program->exporters[0];

	if (!exporter)
		error_set(error, ERROR_USAGE,
			_("there is no format %s: write text, markdown or json"), format);
	return exporter;
}

static bool export(const struct program *program, const struct exporter *exporter,
	struct store *store, const struct arguments *arguments, struct error *error)
{
	struct annotation_filter filter = {.tag = arguments_value(arguments, "tag")};
	const char *since = arguments_value(arguments, "since");
	const char *path = arguments_value(arguments, "output");
	struct file_save *save = NULL;

	if (since && !notes_file_date(since, &filter.since, error))
		return false;
	if (path && strcmp(path, "-") != 0) {
		save = file_begin(path, arguments_has(arguments, "force"), error);
		if (!save)
			return false;
	}
	if (write_document(program, exporter, store, arguments, &filter, save, error))
		return !save || file_commit(save, error);
	if (save)
		file_cancel(save);
	return false;
}

static bool
run_export(const struct program *program, const struct arguments *arguments, struct error *error)
{
	const struct exporter *exporter = find_exporter(program, arguments, error);
	struct store *store =
		exporter ? notes_file_open(program, arguments, STORE_READ, error) : NULL;
	bool done = store && export(program, exporter, store, arguments, error);

	store_close(store);
	return done;
}

static const struct option_row options[] = {
	{"format", 'f', "NAME", N_("text, markdown or json")},
	{"tag", 't', "TAG", N_("only notes with this tag, or one below it")},
	{"since", 's', "DATE", N_("only notes changed on that day (2020-02-03, UTC) or later")},
	{"output", 'o', "FILE", N_("write there, whole or not at all")},
	{"force", 0, NULL, N_("overwrite a file that is there")},
	{"encoding", 'e', "NAME", N_("the text's encoding, where detection is wrong")},
	NOTES_FILE_OPTION,
	{NULL, 0, NULL, NULL},
};

const struct command command_export = {
	.name = "export",
	.usage = "[FILE…] [--tag TAG] [--since DATE] [--format text|markdown|json] [-o FILE]",
	.sentence = N_("Take notes out as text, Markdown or JSON"),
	.options = options,
	.run = run_export,
};
