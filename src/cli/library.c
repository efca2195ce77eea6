/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "cli/commands.h"
#include "cli/notes_file.h"
#include "cli/output.h"
#include "export/residue.h"
#include "export/stamp.h"
#include "notes/library.h"

#include <stdlib.h>

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
run_library(const struct program *program, const struct arguments *arguments, struct error *error)
{
	struct store *store = notes_file_open(program, arguments, STORE_READ, error);
	struct library_entries entries = {.items = NULL};
	struct output_table *table;
	bool done = store && library_list(store, &entries, error);

	if (done) {
		table = output_table_new(sizeof headings / sizeof *headings, headings);
		output_table_fit(table, NULL, 0, 1u << COLUMN_TITLE);
		for (size_t i = 0; i < entries.count; i++)
			add_entry(table, &entries.items[i]);
		output_table_end(table);
	}
	library_entries_clear(&entries);
	store_close(store);
	return done;
}

static const struct option_row options[] = {
	NOTES_FILE_OPTION,
	{NULL, 0, NULL, NULL},
};

const struct command command_library = {
	.name = "library",
	.usage = "[--notes FILE]",
	.sentence = N_("List the articles that were read, how far, and their notes"),
	.options = options,
	.run = run_library,
};
