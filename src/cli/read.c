/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading in the terminal: configuration, session, screen, loop. Without a terminal the marked text
 * is printed. */
#include <config.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/intl.h"
#include "cli/cat.h"
#include "cli/chosen_packs.h"
#include "cli/commands.h"
#include "cli/kept_corrections.h"
#include "cli/output.h"
#include "cli/text.h"
#include "term/screen.h"
#include "ui/reader.h"
#include "ui/theme.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	CONFIGURATION_BYTES = 1 << 20 /* a longer configuration file is refused */
};

/* What the configuration and the options say. */
struct setup {
	struct settings settings;
	struct theme theme;
	struct keymap *keymap;
	struct overlay *packs; /* NULL: the shipped ones */
	struct error mistake;  /* in a configuration file: said, and the defaults hold */
};

/* Keeps the first mistake in a file of the reader's. */
static void
keep_mistake(void *context, const char *sentence)
{
	struct setup *setup = context;

	if (!error_is_set(&setup->mistake))
		error_set(&setup->mistake, ERROR_CONFIG, "%s", sentence);
}

/* The content of a file of the configuration directory; empty when there is none. */
static bool
read_configuration(const char *directory, const char *name, struct buffer *content, char **path,
	struct error *mistake)
{
	*path = path_join(directory, name);
	buffer_init(content);
	if (access(*path, F_OK) != 0)
		return false;
	return file_read(*path, CONFIGURATION_BYTES, content, mistake);
}

static void
read_keys_and_theme(struct setup *setup, const char *directory)
{
	struct buffer content;
	char *path;

	if (read_configuration(directory, "keys.conf", &content, &path, &setup->mistake) &&
		!keymap_read(setup->keymap, buffer_slice(&content), path, &setup->mistake))
		setup->mistake.kind = ERROR_CONFIG;
	buffer_clear(&content);
	free(path);
	if (read_configuration(directory, "theme.conf", &content, &path, &setup->mistake) &&
		!theme_read(&setup->theme, setup->settings.light, buffer_slice(&content), path,
			&setup->mistake))
		setup->mistake.kind = ERROR_CONFIG;
	buffer_clear(&content);
	free(path);
}

/* An option is said in the configuration's own words. */
static bool
take_setting(struct setup *setup, const struct arguments *arguments, const char *name,
	struct error *error)
{
	const char *value = arguments_value(arguments, name);
	struct buffer line;
	bool taken;

	if (!value)
		return true;
	buffer_init(&line);
	buffer_append_format(&line, "%s = %s", name, value);
	taken = settings_read(&setup->settings, buffer_slice(&line), "--option", error);
	buffer_clear(&line);
	if (!taken)
		error->kind = ERROR_USAGE;
	return taken;
}

/* $VISUAL, else $EDITOR; NULL when neither says anything. */
static const char *
editor(void)
{
	const char *visual = getenv("VISUAL");

	return visual && visual[0] != '\0' ? visual : getenv("EDITOR");
}

static bool
set_up(struct setup *setup, const struct program *program, const struct arguments *arguments,
	struct error *error)
{
	static const char *const names[] = {"width", "theme", "motions", "mouse", "packs"};
	char *directory = path_configuration(&program->environment);

	error_init(&setup->mistake);
	chosen_settings(program, &setup->settings, keep_mistake, setup);
	setup->settings.editor = editor();
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!take_setting(setup, arguments, names[i], error)) {
			free(directory);
			return false;
		}
	}
	setup->packs = chosen_packs_open(program, setup->settings.packs, keep_mistake, setup);
	setup->keymap = keymap_new();
	theme_default(&setup->theme, setup->settings.light);
	if (directory)
		read_keys_and_theme(setup, directory);
	free(directory);
	return true;
}

/* +N among the operands; the others move up. */
static bool
take_start(char **files, size_t *count, size_t *start, struct error *error)
{
	size_t kept = 0;

	*start = 0;
	for (size_t i = 0; i < *count; i++) {
		if (files[i][0] != '+') {
			files[kept++] = files[i];
		} else if (!arguments_number(files[i] + 1, SIZE_MAX / 16, start) || *start == 0) {
			error_set(error, ERROR_USAGE,
				_("%s is no paragraph: write +9 (a file of that name: ./%s)"),
				files[i], files[i]);
			return false;
		}
	}
	*count = kept;
	if (kept == 0)
		error_set(error, ERROR_USAGE, _("name a file to read, or - for standard input"));
	return kept > 0;
}

static bool
print_instead(const struct program *program, const struct arguments *arguments, char *const *files,
	size_t count, struct error *error)
{
	struct filters filters;
	struct article_options reading = text_options(program, arguments, &filters);
	struct cat_options options = {.columns = output_is_terminal() ? output_columns() - 10 : 0};
	struct overlay *overlay;
	bool done;

	if (!chosen_packs_of(program, arguments, &overlay, NULL, error))
		return false;
	options.packs = overlay_packs(overlay);
	done = kept_corrections_open(program, arguments, &options.corrections, error) &&
		cat_files(files, count, &reading, &options, error);
	store_close(options.corrections);
	overlay_free(overlay);
	return done;
}

/* The keyboard: standard input, or the terminal itself when the text comes by standard input. */
static int
open_keyboard(char *const *files, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(files[i], "-") == 0)
			return open("/dev/tty", O_RDWR | O_CLOEXEC);
	}
	return isatty(STDIN_FILENO) ? STDIN_FILENO : open("/dev/tty", O_RDWR | O_CLOEXEC);
}

static bool
read_on_screen(const struct program *program, struct setup *setup, struct session *session,
	int keyboard, size_t start, struct error *error)
{
	const char *no_colour = getenv("NO_COLOR");
	struct screen_options options = {
		.theme = &setup->theme,
		.mouse = setup->settings.mouse,
		.no_colour = no_colour && no_colour[0] != '\0',
		.keyboard = keyboard,
	};
	struct screen *screen = screen_open(&options, error);
	bool done;

	if (!screen)
		return false;
	done = reader_run(
		session, setup->keymap, program->views, screen_terminal(screen), start, error);
	screen_close(screen);
	return done;
}

static struct session *
open_session(const struct program *program, const struct arguments *arguments,
	const struct setup *setup, char *const *files, size_t count, struct error *error)
{
	struct filters filters;
	struct session_options options = {
		.paths = files,
		.path_count = count,
		.reading = text_options(program, arguments, &filters),
		.follow = arguments_has(arguments, "follow"),
		.shows_first = true,
		.settings = setup->settings,
		.packs = overlay_packs(setup->packs),
		.exporters = program->exporters,
	};
	struct path_environment environment = program->environment;
	struct session *session;
	char *notes;

	options.reading.in_pieces = true;
	if (arguments_has(arguments, "notes"))
		environment.notes = arguments_value(arguments, "notes");
	options.mistake = setup->mistake;
	error_init(&options.notes_error);
	notes = path_notes(&environment, &options.notes_error);
	options.notes_path = notes;
	session = session_open(&options, error);
	free(notes);
	return session;
}

/* Reads, and fails afterwards with what went wrong with the notes file while nobody waited. */
static bool
read_files(const struct program *program, const struct arguments *arguments, struct setup *setup,
	char *const *files, size_t count, size_t start, struct error *error)
{
	int keyboard = open_keyboard(files, count);
	struct session *session = open_session(program, arguments, setup, files, count, error);
	bool done;

	if (!session)
		return false;
	done = read_on_screen(program, setup, session, keyboard, start, error);
	if (done) {
		session_save_progress(session);
		*error = *session_notes_error(session);
		done = !error_is_set(error);
	}
	session_close(session);
	return done;
}

static bool
is_dumb(void)
{
	const char *name = getenv("TERM");

	return !name || name[0] == '\0' || strcmp(name, "dumb") == 0;
}

static bool
run_read(const struct program *program, const struct arguments *arguments, struct error *error)
{
	struct setup setup = {.keymap = NULL};
	size_t count, start;
	char *const *operands = arguments_operands(arguments, &count);
	char **files = alloc_zeroed(count + 1, sizeof *files);
	bool done = false;

	memcpy(files, operands, count * sizeof *files);
	if (!take_start(files, &count, &start, error)) {
		free(files);
		return false;
	}
	if (!isatty(STDOUT_FILENO) || (program->utf8 && is_dumb())) {
		if (isatty(STDOUT_FILENO))
			fprintf(stderr,
				_("%s: this terminal cannot place characters (TERM=dumb), so here "
				  "is the text\n"),
				program->name);
		done = print_instead(program, arguments, files, count, error);
	} else if (set_up(&setup, program, arguments, error)) {
		done = read_files(program, arguments, &setup, files, count, start, error);
	}
	keymap_free(setup.keymap);
	overlay_free(setup.packs);
	free(files);
	return done;
}

static const struct option_row options[] = {
	{"width", 'w', "COLUMNS", N_("the measure of the page (76)")},
	{"theme", 0, "NAME", N_("dark or light")},
	{"motions", 0, "UNIT", N_("what j and k go by: rows or paragraphs")},
	{"mouse", 0, "SWITCH", N_("on or off")},
	CHOSEN_PACKS_OPTION,
	TEXT_OPTIONS,
	{"follow", 'f', NULL, N_("follow the first file as it grows")},
	{"notes", 'n', "FILE", N_("the notes file")},
	{NULL, 0, NULL, NULL},
};

const struct command command_read = {
	.name = "read",
	.usage = "[+PARAGRAPH] [--follow] [--width COLUMNS] [--packs NAMES] [--all-text] [--notes "
		 "FILE] FILE…",
	.sentence = N_("Read texts in the terminal, mark, tag and note them"),
	.options = options,
	.run = run_read,
};
