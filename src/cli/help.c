/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "cli/commands.h"
#include "ui/action.h"
#include "ui/keymap.h"

#include <stdio.h>
#include <string.h>

/* The keys and the names of the actions, as a configuration file wants them. */
static void
print_keys(void)
{
	struct keymap *keymap = keymap_new();

	for (size_t group = 0; group < GROUPS; group++) {
		printf("%s%s\n", group > 0 ? "\n" : "",
			action_group_name((enum action_group)group));
		for (size_t i = ACTION_NONE + 1; i < ACTIONS; i++) {
			enum action action = (enum action)i;
			struct buffer keys;

			if (action_group(action) != (enum action_group)group)
				continue;
			buffer_init(&keys);
			keymap_print(keymap, CONTEXT_ARTICLE, action, &keys);
			if (keys.length == 0)
				keymap_print(keymap, CONTEXT_LIST, action, &keys);
			printf("  %-28s %-20s %s\n", buffer_string(&keys), action_name(action),
				action_sentence(action));
			buffer_clear(&keys);
		}
	}
	keymap_free(keymap);
}

static bool
run_help(const struct program *program, const struct arguments *arguments, struct error *error)
{
	size_t count;
	char *const *operands = arguments_operands(arguments, &count);
	const struct command *command = count > 0 ? command_find(program, operands[0]) : NULL;

	if (count > 0 && strcmp(operands[0], "keys") == 0)
		print_keys();
	else if (command)
		command_print_help(program, command);
	else if (count == 0)
		command_print_overview(program);
	else
		error_set(error, ERROR_USAGE, _("there is no command %s: zhupi help lists them"),
			operands[0]);
	return !error_is_set(error);
}

static const struct option_row options[] = {
	{NULL, 0, NULL, NULL},
};

const struct command command_help = {
	.name = "help",
	.usage = "[COMMAND | keys]",
	.sentence = N_("Tell more of a command, or list the keys"),
	.options = options,
	.run = run_help,
};
