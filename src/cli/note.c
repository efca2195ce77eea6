/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note or tags from a script. The note's id is printed when it is on disk. */
#include "base/alloc.h"
#include "base/array.h"
#include "base/file.h"
#include "base/intl.h"
#include "cli/commands.h"
#include "cli/notes_file.h"
#include "cli/text.h"
#include "cli/output.h"
#include "cli/place.h"
#include "notes/anchor.h"
#include "notes/library.h"
#include "notes/tag.h"

#include <stdlib.h>
#include <string.h>

enum {
	BODY_BYTES = 16 << 20 /* a longer note is refused */
};

/* What the command line asks for. */
struct wanted {
	const char *file;
	size_t paragraph; /* number from 1; 0: none named */
	const char *quote;
	struct buffer body;
	char **tags;
	size_t tag_count, tag_capacity;
};

static void
clear_wanted(struct wanted *wanted)
{
	buffer_clear(&wanted->body);
	for (size_t i = 0; i < wanted->tag_count; i++)
		free(wanted->tags[i]);
	free(wanted->tags);
}

static void
take_tags(struct wanted *wanted, const struct arguments *arguments)
{
	size_t count;
	const char **values = arguments_values(arguments, "tag", &count);

	for (size_t i = 0; i < count; i++) {
		size_t parsed_count;
		char **parsed = tag_parse(values[i], &parsed_count);

		wanted->tags = array_grow(wanted->tags, &wanted->tag_capacity,
			wanted->tag_count + parsed_count + 1, sizeof *wanted->tags);
		for (size_t k = 0; k < parsed_count; k++)
			wanted->tags[wanted->tag_count++] = parsed[k];
		free(parsed);
	}
	free(values);
}

/* The operand behind FILE and +N: the note, or - for standard input. */
static bool
take_text(struct wanted *wanted, const char *text, struct error *error)
{
	if (wanted->body.length > 0) {
		error_set(error, ERROR_USAGE, _("one note at a time: put it in quotation marks"));
		return false;
	}
	if (strcmp(text, "-") != 0) {
		buffer_append_string(&wanted->body, text);
		return true;
	}
	if (!file_read("/dev/stdin", BODY_BYTES, &wanted->body, error))
		return false;
	while (wanted->body.length > 0 && wanted->body.bytes[wanted->body.length - 1] == '\n')
		buffer_truncate(&wanted->body, wanted->body.length - 1);
	return true;
}

/* Whether +N is meant: behind a quote a note itself may begin with +. */
static bool
is_place(const struct wanted *wanted, const char *word)
{
	size_t number;

	return word[0] == '+' && wanted->paragraph == 0 &&
		(!wanted->quote || arguments_number(word + 1, SIZE_MAX / 16, &number));
}

static bool
take_place(struct wanted *wanted, const char *word, struct error *error)
{
	if (arguments_number(word + 1, SIZE_MAX / 16, &wanted->paragraph) && wanted->paragraph > 0)
		return true;
	error_set(error, ERROR_USAGE, _("%s is no paragraph: write +9 (the first is +1)"), word);
	return false;
}

static bool
take_wanted(struct wanted *wanted, const struct arguments *arguments, struct error *error)
{
	size_t count;
	char *const *operands = arguments_operands(arguments, &count);

	wanted->quote = arguments_value(arguments, "quote");
	take_tags(wanted, arguments);
	for (size_t i = 0; i < count; i++) {
		bool taken = true;

		if (!wanted->file)
			wanted->file = operands[i];
		else if (is_place(wanted, operands[i]))
			taken = take_place(wanted, operands[i], error);
		else
			taken = take_text(wanted, operands[i], error);
		if (!taken)
			return false;
	}
	if (!wanted->file)
		error_set(error, ERROR_USAGE, _("name the text that the note is on"));
	else if (wanted->paragraph == 0 && !wanted->quote)
		error_set(error, ERROR_USAGE, _("say where: +PARAGRAPH, --quote WORDS or both"));
	else if (slice_trim(buffer_slice(&wanted->body)).length == 0 && wanted->tag_count == 0)
		error_set(error, ERROR_USAGE,
			_("write a note, or - for standard input, or --tag TAG"));
	else
		return true;
	return false;
}

static bool
add(const struct program *program, struct store *store, struct article *article,
	struct wanted *wanted, struct error *error)
{
	struct annotation annotation = {.body = NULL};
	int64_t number = notes_file_enter(program, store, article, error);
	struct span place;
	bool added;

	if (number <= 0 ||
		!place_find(article, wanted->file, wanted->paragraph, wanted->quote, &place, error))
		return false;
	anchor_describe(article, wanted->quote ? TARGET_PHRASE : TARGET_PARAGRAPH, place,
		&annotation.target);
	annotation.target.version =
		library_keep(store, number, article, annotation.target.paragraph, error);
	annotation.article = number;
	annotation.body = alloc_string(buffer_slice(&wanted->body));
	annotation.tags = wanted->tags; /* annotation_add may put others in their place */
	annotation.tag_count = wanted->tag_count;
	wanted->tags = NULL;
	wanted->tag_count = 0;
	added = annotation.target.version > 0 && annotation_add(store, &annotation, error);
	added = added && output_stored(annotation.id, error);
	annotation_clear(&annotation);
	return added;
}

static bool
run_note(const struct program *program, const struct arguments *arguments, struct error *error)
{
	struct wanted wanted = {.file = NULL};
	struct article *article = NULL;
	struct store *store = NULL;
	bool done = false;

	if (take_wanted(&wanted, arguments, error))
		article = text_open_whole(program, arguments, wanted.file, error);
	if (article)
		store = notes_file_open(program, arguments, STORE_WRITE, error);
	if (store)
		done = add(program, store, article, &wanted, error);
	store_close(store);
	article_close(article);
	clear_wanted(&wanted);
	return done;
}

static const struct option_row options[] = {
	{"quote", 'q', "WORDS", N_("the words that the note is on (found in either script)")},
	{"tag", 't', "TAG", N_("a tag; may be repeated; a/b is below a")},
	{"encoding", 'e', "NAME", N_("the text's encoding, where detection is wrong")},
	NOTES_FILE_OPTION,
	{NULL, 0, NULL, NULL},
};

const struct command command_note = {
	.name = "note",
	.usage = "FILE [+PARAGRAPH] [--quote WORDS] [--tag TAG]… [NOTE|-]",
	.sentence = N_("Add a note or tags, and print the note's id"),
	.options = options,
	.run = run_note,
};
