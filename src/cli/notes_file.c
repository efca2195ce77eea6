/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/notes_file.h"

#include "base/buffer.h"
#include "base/intl.h"
#include "base/path.h"
#include "export/residue.h"
#include "notes/library.h"
#include "notes/likeness.h"
#include "text/position.h"

#include <stdio.h>
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

/* What an unknown text is like: "it looks like …" in sentence, and the way to the notes there.
 * Empty when it is like nothing. */
static bool
describe_alike(
	struct store *store, struct article *article, struct buffer *sentence, struct error *error)
{
	enum {
		TITLE_CHARACTERS = 24
	};
	int64_t number = likeness_search(store, article, 0, error);
	struct library_entry entry;
	struct slice title;
	char *shown;

	if (number <= 0)
		return number == 0;
	if (!library_look_up(store, number, &entry, error))
		return false;
	title = slice_from_string(entry.title[0] ? entry.title : path_base_name(entry.path));
	title.length = position_bytes(title, TITLE_CHARACTERS);
	shown = residue_remove(title);
	buffer_append_format(sentence,
		ngettext("it looks like “%s”, which has %zu note: \"zhupi library adopt %s %s\" "
			 "takes it over",
			"it looks like “%s”, which has %zu notes: \"zhupi library adopt %s %s\" "
			"takes them over",
			entry.annotations),
		shown, entry.annotations, entry.id, article_path(article));
	free(shown);
	library_entry_clear(&entry);
	return true;
}

int64_t
notes_file_article(struct store *store, struct article *article, struct error *error)
{
	int64_t number = library_find(store, article, error);
	struct buffer alike;

	if (number != 0)
		return number;
	buffer_init(&alike);
	if (!describe_alike(store, article, &alike, error))
		number = -1;
	else if (alike.length > 0)
		/* TRANSLATORS: a path, the notes file, and "it looks like …". */
		error_set(error, ERROR_NOTES, _("there are no notes on %s in %s; %s"),
			article_path(article), store_path(store), buffer_string(&alike));
	else
		error_set(error, ERROR_NOTES, _("there are no notes on %s in %s"),
			article_path(article), store_path(store));
	buffer_clear(&alike);
	return number;
}

int64_t
notes_file_enter(const struct program *program, struct store *store, struct article *article,
	struct error *error)
{
	int64_t number = library_find(store, article, error);
	struct buffer alike;

	if (number < 0)
		return number;
	buffer_init(&alike);
	if (number == 0 && !describe_alike(store, article, &alike, error)) {
		buffer_clear(&alike);
		return -1;
	}
	number = library_enter(store, article, error);
	if (number > 0 && alike.length > 0)
		/* TRANSLATORS: the program's name, a path, and "it looks like …". */
		fprintf(stderr, _("%s: %s is noted on by itself, but %s\n"), program->name,
			article_path(article), buffer_string(&alike));
	buffer_clear(&alike);
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
