/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "cli/commands.h"
#include "cli/notes_file.h"
#include "cli/output.h"
#include "notes/tag.h"

static const char *const headings[] = {N_("Tag"), N_("Notes")};

static bool
run_tags(const struct program *program, const struct arguments *arguments, struct error *error)
{
	struct store *store = notes_file_open(program, arguments, STORE_READ, error);
	struct tag_counts tags = {.items = NULL};
	struct output_table *table;
	bool done = store && tag_list(store, 0, &tags, error);

	if (done) {
		table = output_table_new(2, headings);
		for (size_t i = 0; i < tags.count; i++) {
			output_table_add(table, tags.items[i].name);
			output_table_add_number(table, tags.items[i].annotations);
		}
		output_table_end(table);
	}
	tag_counts_clear(&tags);
	store_close(store);
	return done;
}

static const struct option_row options[] = {
	NOTES_FILE_OPTION,
	{NULL, 0, NULL, NULL},
};

const struct command command_tags = {
	.name = "tags",
	.usage = "[--notes FILE]",
	.sentence = N_("List the tags in use and how often"),
	.options = options,
	.run = run_tags,
};
