/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/notes_file.h"

#include "base/intl.h"
#include "notes/library.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

char *
notes_file_path(
	const struct program *program, const struct arguments *arguments, struct error *error)
{
	struct path_environment environment = program->environment;

	if (arguments_has(arguments, "notes"))
		environment.notes = arguments_value(arguments, "notes");
	return path_notes(&environment, error);
}

struct store *
notes_file_open(const struct program *program, const struct arguments *arguments,
	enum store_mode mode, struct error *error)
{
	char *path = notes_file_path(program, arguments, error);
	struct store *store = path ? store_open(path, mode, NULL, NULL, error) : NULL;

	free(path);
	return store;
}

int64_t
notes_file_article(struct store *store, struct article *article, struct error *error)
{
	int64_t number = library_find(store, article, error);

	if (number == 0)
		error_set(error, ERROR_NOTES, _("there are no notes on %s in %s"),
			article_path(article), store_path(store));
	return number;
}

bool
notes_file_date(const char *word, int64_t *milliseconds, struct error *error)
{
	struct tm date = {.tm_sec = 0};
	const char *end = strptime(word, "%Y-%m-%d", &date);

	if (!end || *end != '\0') {
		error_set(error, ERROR_USAGE, _("%s is no date: write 2020-02-03"), word);
		return false;
	}
	*milliseconds = (int64_t)timegm(&date) * 1000;
	return true;
}
