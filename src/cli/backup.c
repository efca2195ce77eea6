/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy of the notes file, whole or not at all, while others may write to it. */
#include "base/intl.h"
#include "cli/commands.h"
#include "cli/notes_file.h"
#include "notes/backup.h"

#include <stdlib.h>

static bool
run_backup(const struct program *program, const struct arguments *arguments, struct error *error)
{
	size_t count;
	char *const *operands = arguments_operands(arguments, &count);
	char *path;
	bool done;

	if (count != 1) {
		error_set(error, ERROR_USAGE, _("backup wants one file to write to"));
		return false;
	}
	path = notes_file_path(program, arguments, error);
	done = path && backup_file(path, operands[0], arguments_has(arguments, "force"), error);
	free(path);
	return done;
}

static const struct option_row options[] = {
	{"force", 0, NULL, N_("overwrite a file that is there")},
	NOTES_FILE_OPTION,
	{NULL, 0, NULL, NULL},
};

const struct command command_backup = {
	.name = "backup",
	.usage = "[--force] [--notes FILE] FILE",
	.sentence = N_("Copy the notes file, also while it is written to"),
	.options = options,
	.run = run_backup,
};
