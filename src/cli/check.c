/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the notes file is sound, and mending it. */
#include "base/intl.h"
#include "cli/commands.h"
#include "cli/notes_file.h"
#include "cli/output.h"
#include "notes/check.h"
#include "notes/repair.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	COUNT_BYTES = 24
};

static void
say(const char *sentence)
{
	struct buffer shown;

	buffer_init(&shown);
	output_append_shown(&shown, slice_from_string(sentence));
	printf("%s\n", buffer_string(&shown));
	buffer_clear(&shown);
}

/* A count, or a question mark where the rows cannot be counted. */
static const char *
count_text(int64_t count, char text[COUNT_BYTES])
{
	if (count < 0)
		return "?";
	snprintf(text, COUNT_BYTES, "%lld", (long long)count);
	return text;
}

static void
say_counts(const char *path, const struct check_report *report, struct buffer *line)
{
	char counts[4][COUNT_BYTES];

	buffer_append_format(line,
		_("%s: version %lld; articles %s, notes %s, in the trash %s, corrections %s."),
		path, (long long)report->version, count_text(report->articles, counts[0]),
		count_text(report->notes, counts[1]), count_text(report->trash, counts[2]),
		count_text(report->corrections, counts[3]));
}

static void
say_content(const char *path, const struct check_report *report)
{
	struct buffer line;

	buffer_init(&line);
	if (report->version == 0)
		buffer_append_format(&line, _("%s: nothing is in it yet."), path);
	else if (report->version < 0)
		buffer_append_format(&line, _("%s: what is in it cannot be told."), path);
	else
		say_counts(path, report, &line);
	say(buffer_string(&line));
	buffer_clear(&line);
	if (report->is_old)
		say(_("It is of an older version; the next change brings it up to date."));
	if (report->words_unseen)
		say(_("The inside of the full-text index was not looked at: the file cannot be "
		      "written now."));
}

/* sound is what is said of a file without a fault. */
static void
say_report(const char *path, const struct check_report *report, const char *sound)
{
	say_content(path, report);
	for (size_t i = 0; i < report->count; i++)
		say(report->items[i].sentence);
	if (report->count == 0)
		say(sound);
}

/* Mends; report is of the file as it is afterwards, *sound what is to be said when that has no
 * fault. */
static bool
mend(const char *path, struct check_report *report, const char **sound, struct error *error)
{
	struct repair *repair = repair_begin(path, report, error);
	struct buffer line;
	bool salvaged = false, done;

	if (!repair)
		return false;
	buffer_init(&line);
	buffer_append_format(&line, _("The file as it was is kept as %s."), repair_copy(repair));
	say(buffer_string(&line));
	done = output_finish(error) && repair_run(repair, &salvaged, error);
	repair_end(repair);
	buffer_clear(&line);
	if (!done)
		return false;
	say(salvaged ? _("All rows that could be read were put into a new file:")
		     : _("The faults were mended:"));
	*sound = salvaged
		? _("The new file has no fault. What stood in unreadable parts of the old "
		    "one is not in it: compare the counts with a copy of yours.")
		: _("No fault is left.");
	check_clear(report);
	return check_file(path, report, error);
}

static bool
check(const char *path, bool repair, struct error *error)
{
	struct check_report report;
	const char *sound = _("No fault was found.");
	bool done = check_file(path, &report, error);

	if (done)
		say_report(path, &report, sound);
	if (done && repair && report.count > 0) {
		done = mend(path, &report, &sound, error);
		if (done)
			say_report(path, &report, sound);
	}
	if (done && report.count > 0) {
		error_set(error, ERROR_FAULTS,
			repair ? _("%s still has faults: use a copy of yours, or the one made just "
				   "now")
			       : _("%s has faults: zhupi check --repair mends what can be mended, "
				   "and keeps a copy"),
			path);
		done = false;
	}
	check_clear(&report);
	return done;
}

static bool
run_check(const struct program *program, const struct arguments *arguments, struct error *error)
{
	size_t count;
	char *const *operands = arguments_operands(arguments, &count);
	char *path;
	bool done;

	if (count > 1) {
		error_set(error, ERROR_USAGE, _("check looks at one file at a time"));
		return false;
	}
	if (count == 1)
		return check(operands[0], arguments_has(arguments, "repair"), error);
	path = notes_file_path(program, arguments, error);
	done = path && check(path, arguments_has(arguments, "repair"), error);
	free(path);
	return done;
}

static const struct option_row options[] = {
	{"repair", 0, NULL, N_("mend what can be mended, after making a copy")},
	NOTES_FILE_OPTION,
	{NULL, 0, NULL, NULL},
};

const struct command command_check = {
	.name = "check",
	.usage = "[--repair] [FILE]",
	.sentence = N_("Look whether the notes file is sound, and mend it"),
	.options = options,
	.run = run_check,
};
