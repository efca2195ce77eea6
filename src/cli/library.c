/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "cli/commands.h"
#include "cli/notes_file.h"
#include "cli/output.h"
#include "cli/text.h"
#include "export/residue.h"
#include "export/stamp.h"
#include "notes/anchor.h"
#include "notes/library.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const headings[] = {
	N_("Read"), N_("At"), N_("Of"), N_("Notes"), N_("Title"), N_("File")};

enum {
	COLUMN_TITLE = 4 /* the one that is cut on a narrow terminal */
};

static void
add_entry(struct output_table *table, const struct library_entry *entry)
{
	char *title = residue_remove(slice_from_string(entry->title));
	struct buffer read;

	buffer_init(&read);
	stamp_append(&read, entry->read);
	output_table_add(table, buffer_string(&read));
	buffer_clear(&read);
	output_table_add_number(table, entry->progress);
	output_table_add_number(table, entry->paragraphs);
	output_table_add_number(table, entry->annotations);
	output_table_add(table, title);
	output_table_add(table, entry->path);
	free(title);
}

static bool
list(struct store *store, struct error *error)
{
	struct library_entries entries = {.items = NULL};
	struct output_table *table;
	bool done = library_list(store, &entries, error);

	if (done) {
		table = output_table_new(sizeof headings / sizeof *headings, headings);
		output_table_fit(table, NULL, 0, 1u << COLUMN_TITLE);
		for (size_t i = 0; i < entries.count; i++)
			add_entry(table, &entries.items[i]);
		output_table_end(table);
	}
	library_entries_clear(&entries);
	return done;
}

/* Says how many notes the text has now, and how many of them have no place in it. */
static bool
print_notes(struct store *store, struct article *article, int64_t number, struct error *error)
{
	struct annotation_filter filter = {.article = number};
	struct annotations notes;
	size_t lost = 0;
	bool done;

	annotations_init(&notes);
	done = annotation_list(store, &filter, &notes, error);
	if (done) {
		anchor_resolve(article, &notes, store);
		for (size_t i = 0; i < notes.count; i++)
			lost += notes.items[i].state == ANCHOR_UNATTACHED;
		/* TRANSLATORS: a path, a number of notes, and how many of them have no place. */
		printf(ngettext("%s: %zu note, unattached: %zu\n",
			       "%s: %zu notes, unattached: %zu\n", notes.count),
			article_path(article), notes.count, lost);
	}
	annotations_clear(&notes);
	return done;
}

/* adopt: the text is a version of the article that is named. */
static bool
adopt(struct store *store, const char *name, struct article *article, struct error *error)
{
	int64_t number = library_named(store, name, error);

	if (number == 0)
		error_set(error, ERROR_NOTES,
			_("%s has no article %s: name the file as \"zhupi library\" lists it, or "
			  "the "
			  "id"),
			store_path(store), name);
	return number > 0 && library_adopt(store, number, article, error) &&
		print_notes(store, article, number, error);
}

/* part: it is one by itself. */
static bool
part(struct store *store, struct article *article, struct error *error)
{
	int64_t number = library_part(store, article, error);

	return number > 0 && print_notes(store, article, number, error);
}

/* Changes which article a text is a version of: words are adopt OLD FILE, or part FILE. */
static bool
change(const struct program *program, const struct arguments *arguments, char *const *words,
	struct error *error)
{
	bool adopts = strcmp(words[0], "adopt") == 0;
	struct article *article = text_open_whole(program, arguments, words[adopts ? 2 : 1], error);
	struct store *store = NULL;
	bool done = false;

	if (article)
		store = notes_file_open(program, arguments, STORE_WRITE, error);
	if (store)
		done = adopts ? adopt(store, words[1], article, error)
			      : part(store, article, error);
	store_close(store);
	article_close(article);
	return done;
}

static bool
run_library(const struct program *program, const struct arguments *arguments, struct error *error)
{
	size_t count;
	char *const *words = arguments_operands(arguments, &count);
	struct store *store;
	bool done = false;

	if ((count == 3 && strcmp(words[0], "adopt") == 0) ||
		(count == 2 && strcmp(words[0], "part") == 0))
		return change(program, arguments, words, error);
	if (count > 0) {
		error_set(error, ERROR_USAGE,
			_("write library alone, library adopt OLD FILE, or library part FILE"));
		return false;
	}
	store = notes_file_open(program, arguments, STORE_READ, error);
	if (store)
		done = list(store, error);
	store_close(store);
	return done;
}

static const struct option_row options[] = {
	{"encoding", 'e', "NAME", N_("the text's encoding, where detection is wrong")},
	NOTES_FILE_OPTION,
	{NULL, 0, NULL, NULL},
};

const struct command command_library = {
	.name = "library",
	.usage = "[adopt OLD FILE | part FILE] [--notes FILE]",
	.sentence = N_("List the articles that were read; take notes over to another text"),
	.options = options,
	.run = run_library,
};
