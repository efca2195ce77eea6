/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/chosen_packs.h"

#include "base/file.h"
#include "base/intl.h"
#include "cli/output.h"

#include <stdlib.h>
#include <unistd.h>

enum {
	CONFIGURATION_BYTES = 1 << 20, /* a longer file is refused */
	PACK_BYTES = 16 << 20
};

void
chosen_settings(const struct program *program, struct settings *settings, chosen_packs_tell *tell,
	void *context)
{
	char *directory = path_configuration(&program->environment);
	char *path = directory ? path_join(directory, "config") : NULL;
	struct buffer content;
	struct error error;

	settings_init(settings);
	error_init(&error);
	buffer_init(&content);
	if (path && access(path, F_OK) == 0 &&
		(!file_read(path, CONFIGURATION_BYTES, &content, &error) ||
			!settings_read(settings, buffer_slice(&content), path, &error)))
		tell(context, error.sentence);
	buffer_clear(&content);
	free(path);
	free(directory);
}

static void
add_pack(struct overlay *overlay, const char *path, chosen_packs_tell *tell, void *context)
{
	struct buffer content;
	struct error error;

	error_init(&error);
	buffer_init(&content);
	if (!file_read(path, PACK_BYTES, &content, &error)) {
		tell(context, error.sentence);
	} else if (!overlay_add(overlay, path, buffer_slice(&content), &error)) {
		struct error whole;

		error_init(&whole);
		error_set(&whole, ERROR_CONFIG,
			_("%s; this pack is left out: zhupi packs check tells all mistakes"),
			error.sentence);
		tell(context, whole.sentence);
	}
	buffer_clear(&content);
}

char **
chosen_packs_paths(const struct program *program, size_t *count)
{
	char *configuration = path_configuration(&program->environment);
	char *directory = configuration ? path_join(configuration, "packs") : NULL;
	char **paths = NULL;

	*count = 0;
	if (directory)
		paths = path_list(directory, ".txt", count);
	free(directory);
	free(configuration);
	return paths;
}

struct overlay *
chosen_packs_open(
	const struct program *program, unsigned choice, chosen_packs_tell *tell, void *context)
{
	size_t count;
	char **paths = chosen_packs_paths(program, &count);
	struct overlay *overlay = NULL;

	if (choice != CHOICE_DEFAULT || count > 0)
		overlay = overlay_new(choice);
	for (size_t i = 0; i < count; i++) {
		add_pack(overlay, paths[i], tell, context);
		free(paths[i]);
	}
	free(paths);
	return overlay;
}

static void
tell_aloud(void *context, const char *sentence)
{
	const struct program *program = context;

	output_complain(program->name, sentence);
}

bool
chosen_packs_of(const struct program *program, const struct arguments *arguments,
	struct overlay **overlay, unsigned *choice, struct error *error)
{
	const char *names = arguments_value(arguments, "packs");
	struct program told = *program;
	struct settings settings;

	*overlay = NULL;
	chosen_settings(program, &settings, tell_aloud, &told);
	if (names && !choice_read(slice_from_string(names), &settings.packs)) {
		if (names[0] == '\0')
			error_set(error, ERROR_USAGE, _("--packs names none: it may name %s"),
				CHOICE_NAMES);
		else
			error_set(error, ERROR_USAGE, _("--packs may name %s, not %s"),
				CHOICE_NAMES, names);
		return false;
	}
	if (choice)
		*choice = settings.packs;
	*overlay = chosen_packs_open(program, settings.packs, tell_aloud, &told);
	return true;
}
