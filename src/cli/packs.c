/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rule packs: which are loaded, and whether a pack is well written. */
#include "analysis/pack_check.h"
#include "base/file.h"
#include "base/intl.h"
#include "cli/chosen_packs.h"
#include "cli/commands.h"
#include "cli/output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	PACK_BYTES = 16 << 20
};

/* ---- What is loaded -----------------------------------------------------------------------------
 */

/* The pack's name: zh of zh/rules.txt, mine of /home/me/.config/zhupi/packs/mine.txt. The caller
 * frees. */
static char *
pack_name(const char *file, bool shipped)
{
	const char *base = shipped ? file : path_base_name(file);
	struct buffer name;

	buffer_init(&name);
	buffer_append(&name,
		(struct slice){base, shipped ? strcspn(base, "/") : strlen(base) - strlen(".txt")});
	return buffer_take(&name);
}

static void
add_row(struct output_table *table, const struct overlay_layer *layer, const char *from)
{
	char *name = pack_name(layer->name, layer->shipped);

	output_table_add(table, name);
	output_table_add(table, from);
	output_table_add_number(table, layer->words);
	output_table_add_number(table, layer->values);
	output_table_add_number(table, layer->rules);
	output_table_add(table, layer->name);
	free(name);
}

static void
list_packs(const struct overlay *overlay, unsigned choice)
{
	static const char *const headings[] = {
		N_("pack"), N_("from"), N_("words"), N_("characters"), N_("rules"), N_("file")};
	struct output_table *table = output_table_new(sizeof headings / sizeof *headings, headings);
	struct overlay_layer layer;
	size_t count;
	const struct shipped_file *files = packs_shipped(&count);

	for (size_t i = 0; i < count; i++) {
		bool chosen = choice & choice_of(files[i].name);

		layer = (struct overlay_layer){
			files[i].name, true, files[i].words, files[i].values, files[i].rules};
		add_row(table, &layer, chosen ? _("shipped") : _("not chosen"));
	}
	for (size_t i = 0; overlay_layer(overlay, i, &layer); i++)
		if (!layer.shipped)
			add_row(table, &layer, _("yours"));
	output_table_end(table);
}

/* The rules that are off: with what a pack switched them off, else because their pack is not
 * chosen. */
static void
list_rules(const struct packs *packs, unsigned choice)
{
	struct buffer line;

	buffer_init(&line);
	for (enum rule_id id = 0; id < RULES; id++) {
		const struct rule *rule = &packs->rules[id];

		if (rule->on || (!rule->switched && !(choice & choice_of(rule->id))))
			continue;
		if (line.length == 0)
			buffer_append_format(&line, "\n%s\n", _("Rules that are switched off:"));
		buffer_append_format(&line, "  %-28s %s:%d\n", rule->id,
			rule->switched ? rule->switched : rule->file,
			rule->switched ? rule->switched_line : rule->line);
	}
	output_write(buffer_slice(&line));
	buffer_clear(&line);
}

/* Where the shipped packs can be read. */
static void
say_where(const struct program *program)
{
	char *data = path_data(&program->environment);

	printf(_("\nThe shipped packs, and README, which tells how packs are written: %s/packs\n"),
		data);
	free(data);
}

static bool
list(const struct program *program, const struct arguments *arguments, struct error *error)
{
	struct overlay *overlay;
	unsigned choice;

	if (!chosen_packs_of(program, arguments, &overlay, &choice, error))
		return false;
	list_packs(overlay, choice);
	if (output_is_terminal())
		say_where(program);
	list_rules(overlay ? overlay_packs(overlay) : packs_builtin(), choice);
	overlay_free(overlay);
	return true;
}

/* ---- Checking a file ----------------------------------------------------------------------------
 */

static size_t
count_rules(const struct pack *pack)
{
	bool seen[RULES] = {false};
	size_t count = 0;

	for (size_t i = 0; i < pack->entry_count; i++) {
		count += !seen[pack->entries[i].rule];
		seen[pack->entries[i].rule] = true;
	}
	return count;
}

static void
print_mistakes(const char *path, const struct pack_mistakes *mistakes)
{
	struct buffer line;

	buffer_init(&line);
	for (size_t i = 0; i < mistakes->count; i++) {
		const struct pack_mistake *mistake = &mistakes->items[i];

		buffer_append_format(&line, "%s:%d:%zu: %s", path, mistake->line, mistake->column,
			mistake->warning ? _("warning: ") : "");
		output_append_shown(&line, slice_from_string(mistake->sentence));
		buffer_append_byte(&line, '\n');
	}
	output_write(buffer_slice(&line));
	buffer_clear(&line);
}

/* Checks one file; *mistakes of all. False with the error when it cannot be read. */
static bool
check_file(const char *path, size_t *mistakes, struct error *error)
{
	struct pack_mistakes found = {.count = 0};
	struct buffer text;
	struct pack pack;
	bool well;

	buffer_init(&text);
	pack_init(&pack);
	well = file_read(path, PACK_BYTES, &text, error);
	if (well) {
		pack_check(&pack, path, buffer_slice(&text), packs_builtin(), &found);
		print_mistakes(path, &found);
		*mistakes += found.count - found.warnings;
	}
	if (well && found.count == found.warnings)
		printf(_("%s: no mistakes (words: %zu, characters: %zu, rules: %zu)\n"), path,
			pack.words.count + pack.out.count, pack.value_count, count_rules(&pack));
	pack_mistakes_clear(&found);
	pack_clear(&pack);
	buffer_clear(&text);
	return well;
}

static bool
check(char *const *files, size_t count, struct error *error)
{
	size_t mistakes = 0;

	for (size_t i = 0; i < count; i++)
		if (!check_file(files[i], &mistakes, error))
			return false;
	if (mistakes > 0)
		error_set(error, ERROR_CONFIG,
			ngettext("%zu mistake; the README beside the shipped packs tells how "
				 "packs are written",
				"%zu mistakes; the README beside the shipped packs tells how "
				"packs are written",
				(unsigned long)mistakes),
			mistakes);
	return mistakes == 0;
}

/* Checks all packs of the reader's. */
static bool
check_own(const struct program *program, struct error *error)
{
	size_t count;
	char **paths = chosen_packs_paths(program, &count);
	bool well = true;

	if (count > 0)
		well = check(paths, count, error);
	else
		printf("%s\n", _("you have no packs of your own yet: name a file to check"));
	for (size_t i = 0; i < count; i++)
		free(paths[i]);
	free(paths);
	return well;
}

static bool
run_packs(const struct program *program, const struct arguments *arguments, struct error *error)
{
	size_t count;
	char *const *operands = arguments_operands(arguments, &count);

	if (count == 0 || strcmp(operands[0], "list") == 0)
		return list(program, arguments, error);
	if (strcmp(operands[0], "check") == 0 && count == 1)
		return check_own(program, error);
	if (strcmp(operands[0], "check") == 0)
		return check(operands + 1, count - 1, error);
	error_set(error, ERROR_USAGE, _("packs can list or check, not %s"), operands[0]);
	return false;
}

static const struct option_row options[] = {
	CHOSEN_PACKS_OPTION,
	{NULL, 0, NULL, NULL},
};

const struct command command_packs = {
	.name = "packs",
	.usage = "[list] [--packs NAMES] | check [FILE…]",
	.sentence = N_("List the rule packs that are loaded, or look for mistakes in one"),
	.options = options,
	.run = run_packs,
};
