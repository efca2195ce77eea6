/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"

#include "base/intl.h"
#include "cli/output.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

const struct command *
command_find(const struct program *program, const char *name)
{
	for (const struct command *const *command = program->commands; *command; command++) {
		if (strcmp((*command)->name, name) == 0)
			return *command;
	}
	return NULL;
}

static void
print_usage(FILE *stream, const struct program *program, const struct command *command)
{
	bool is_default = command == program->commands[0];

	fprintf(stream, _("usage: %s %s%s%s\n"), program->name, is_default ? "" : command->name,
		is_default ? "" : " ", command->usage);
}

void
command_print_help(const struct program *program, const struct command *command)
{
	print_usage(stdout, program, command);
	printf("\n%s\n", _(command->sentence));
	if (command->options->name)
		printf("\n");
	for (const struct option_row *row = command->options; row->name; row++) {
		char left[64];

		snprintf(left, sizeof left, "%s%c%s--%s%s%s", row->letter ? "-" : " ",
			row->letter ? row->letter : ' ', row->letter ? ", " : "  ", row->name,
			row->argument ? " " : "", row->argument ? row->argument : "");
		printf("  %-28s %s\n", left, _(row->sentence));
	}
}

void
command_print_overview(const struct program *program)
{
	printf(_("usage: %s FILE…, or one of the commands:\n\n"), program->name);
	for (const struct command *const *command = program->commands; *command; command++)
		printf("  %-11s %s\n", (*command)->name, _((*command)->sentence));
	printf(_("\n%s help COMMAND tells more of one, and %s help keys the keys.\n"
		 "A file called like a command: %s -- FILE.\n"),
		program->name, program->name, program->name);
}

static int
fail(const struct program *program, const struct command *command, const struct error *error)
{
	if (error->sentence[0] != '\0')
		output_complain(program->name, error->sentence);
	if (error->kind == ERROR_FAULTS)
		return EXIT_FAULTS;
	if (error->kind == ERROR_NOTHING)
		return EXIT_FAILED;
	if (error->kind != ERROR_USAGE)
		return command && command->failed ? command->failed : EXIT_FAILED;
	if (command)
		print_usage(stderr, program, command);
	return EXIT_USAGE;
}

static int
run(const struct program *program, const struct command *command, int count, char **words)
{
	struct arguments *arguments;
	struct error error;
	bool done = false;

	error_init(&error);
	arguments = arguments_new(command->options, (size_t)count, words, &error);
	if (arguments)
		done = command->run(program, arguments, &error) && output_finish(&error);
	arguments_free(arguments);
	return done ? EXIT_DONE : fail(program, command, &error);
}

/* Of what was printed without a command's run. */
static int
finish(const struct program *program)
{
	struct error error;

	error_init(&error);
	return output_finish(&error) ? EXIT_DONE : fail(program, NULL, &error);
}

/* Whether a word may be meant as a file, or as something else than a command's name: it is there,
 * or has a folder or a suffix, or is an option or a place. */
static bool
is_a_file(const char *word)
{
	return strpbrk(word, "/.") || strchr("-+", word[0]) || access(word, F_OK) == 0;
}

static int
fail_without_command(const struct program *program, const char *word)
{
	struct error error;

	error_init(&error);
	error_set(&error, ERROR_INPUT,
		_("%s is neither a file nor a command: %s help lists the commands"), word,
		program->name);
	return fail(program, NULL, &error);
}

int
command_main(const struct program *program, int count, char **words)
{
	const struct command *command = count > 1 ? command_find(program, words[1]) : NULL;

	output_hold_places();
	if (count < 2) {
		struct error error;

		error_init(&error);
		error_set(&error, ERROR_USAGE,
			_("name a file to read, or - for standard input (%s --help tells more)"),
			program->name);
		return fail(program, program->commands[0], &error);
	}
	if (strcmp(words[1], "--version") == 0) {
		printf("%s\n", PACKAGE_STRING);
		return finish(program);
	}
	if (strcmp(words[1], "--help") == 0 || strcmp(words[1], "-h") == 0) {
		command_print_overview(program);
		return finish(program);
	}
	if (!command && !is_a_file(words[1]))
		return fail_without_command(program, words[1]);
	if (!command)
		return run(program, program->commands[0], count - 1, words + 1);
	if (count > 2 && strcmp(words[2], "--help") == 0) {
		command_print_help(program, command);
		return finish(program);
	}
	return run(program, command, count - 2, words + 2);
}
