/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What zhupi finds around it: the first thing to send with a question. */
#include "base/intl.h"
#include "cli/commands.h"
#include "cli/notes_file.h"
#include "cli/output.h"
#include "text/script.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	NAME_COLUMNS = 14
};

static void
say(const char *name, const char *value)
{
	struct buffer shown;

	buffer_init(&shown);
	output_append_shown(&shown, slice_from_string(value ? value : _("not set")));
	output_padded(name, NAME_COLUMNS);
	printf("%s\n", buffer_string(&shown));
	buffer_clear(&shown);
}

static void
say_notes(const struct program *program, const struct arguments *arguments)
{
	struct error error;
	struct store *store;

	error_init(&error);
	store = notes_file_open(program, arguments, STORE_READ, &error);
	say(_("notes file"), store ? store_path(store) : error.sentence);
	store_close(store);
}

static void
say_script(void)
{
	struct error error;
	struct script_converter *converter;

	error_init(&error);
	converter = script_open(SCRIPT_SIMPLIFIED, &error);
	say("OpenCC", converter ? _("can be opened") : error.sentence);
	script_close(converter);
}

static bool
run_doctor(const struct program *program, const struct arguments *arguments, struct error *error)
{
	char *configuration = path_configuration(&program->environment);
	char *data = path_data(&program->environment);

	(void)error;
	say("zhupi", PACKAGE_VERSION);
	say(_("locale"), setlocale(LC_CTYPE, NULL));
	say("UTF-8", program->utf8 ? _("yes") : _("no: start with LC_ALL=C.UTF-8"));
	say("TERM", getenv("TERM"));
	say(_("terminal"), isatty(STDIN_FILENO) && output_is_terminal() ? _("yes") : _("no"));
	say(_("data"), data);
	say(_("configuration"), configuration);
	say_notes(program, arguments);
	say_script();
	free(data);
	free(configuration);
	return true;
}

static const struct option_row options[] = {
	NOTES_FILE_OPTION,
	{NULL, 0, NULL, NULL},
};

const struct command command_doctor = {
	.name = "doctor",
	.usage = "[--notes FILE]",
	.sentence = N_("Say what zhupi finds: terminal, locale, files"),
	.options = options,
	.run = run_doctor,
};
