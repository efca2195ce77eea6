/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A correction of a mark from a script. Its id is printed when it is on disk. */
#include "analysis/finding.h"
#include "analysis/name_check.h"
#include "base/alloc.h"
#include "base/intl.h"
#include "cli/chosen_packs.h"
#include "cli/commands.h"
#include "cli/notes_file.h"
#include "cli/text.h"
#include "cli/output.h"
#include "cli/place.h"
#include "notes/anchor.h"
#include "notes/correction.h"
#include "notes/library.h"

#include <string.h>

/* What the command line asks for. */
struct wanted {
	enum correction_kind kind;
	const char *value; /* the office or the modality; NULL where the kind has none */
	const char *file;  /* NULL: none, only the name everywhere */
	size_t paragraph;  /* number from 1; 0: none named */
	const char *quote, *name;
	bool everywhere;
};

/* Takes the one verdict of the four. */
static bool
take_kind(struct wanted *wanted, const struct arguments *arguments, struct error *error)
{
	int given = 0;

	for (int i = 0; i <= CORRECTION_NOT_DIRECTIVE; i++) {
		const char *name = correction_kind_name((enum correction_kind)i);

		if (!arguments_has(arguments, name))
			continue;
		wanted->kind = (enum correction_kind)i;
		wanted->value = arguments_value(arguments, name);
		given++;
	}
	if (given == 1)
		return true;
	error_set(error, ERROR_USAGE,
		_("say one thing of it: --official OFFICE, --not-official, --directive MODALITY or "
		  "--not-directive"));
	return false;
}

static bool
check_modality(const char *modality, struct error *error)
{
	for (int i = 0; i < MODALITIES; i++)
		if (strcmp(modality, modality_name((enum modality)i)) == 0)
			return true;
	error_set(error, ERROR_USAGE,
		_("there is no modality %s: write obligation, prohibition, recommendation or "
		  "permission"),
		modality);
	return false;
}

static bool
take_operands(struct wanted *wanted, const struct arguments *arguments, struct error *error)
{
	size_t count;
	char *const *operands = arguments_operands(arguments, &count);

	for (size_t i = 0; i < count; i++) {
		if (!wanted->file) {
			wanted->file = operands[i];
		} else if (operands[i][0] != '+' || wanted->paragraph > 0 ||
			!arguments_number(operands[i] + 1, SIZE_MAX / 16, &wanted->paragraph) ||
			wanted->paragraph == 0) {
			error_set(error, ERROR_USAGE,
				_("%s is one word too many: name one file and one +PARAGRAPH"),
				operands[i]);
			return false;
		}
	}
	return true;
}

/* Whether what was asked for is enough, and not too much. */
static bool
check_wanted(const struct wanted *wanted, struct error *error)
{
	if (wanted->everywhere && !correction_is_about_officials(wanted->kind))
		error_set(error, ERROR_USAGE,
			_("only what is said of a name can hold --everywhere, not of a directive"));
	else if (wanted->name && !wanted->everywhere)
		error_set(error, ERROR_USAGE,
			_("--name goes with --everywhere: name a place by FILE and --quote WORDS"));
	else if (wanted->name && (wanted->file || wanted->quote))
		error_set(error, ERROR_USAGE,
			_("--name needs no text: leave FILE and --quote out, or --name"));
	else if (!wanted->name && (!wanted->file || !wanted->quote))
		error_set(error, ERROR_USAGE,
			_("say of what: FILE [+PARAGRAPH] --quote WORDS, or --everywhere --name "
			  "NAME"));
	else if (wanted->kind == CORRECTION_DIRECTIVE)
		return check_modality(wanted->value, error);
	else
		return true;
	return false;
}

static bool
take_wanted(struct wanted *wanted, const struct arguments *arguments, struct error *error)
{
	wanted->quote = arguments_value(arguments, "quote");
	wanted->name = arguments_value(arguments, "name");
	wanted->everywhere = arguments_has(arguments, "everywhere");
	return take_kind(wanted, arguments, error) && take_operands(wanted, arguments, error) &&
		check_wanted(wanted, error);
}

/* Finds the words; without a paragraph they must stand in one paragraph only, unless the place does
 * not matter. */
static bool
find_words(struct article *article, const struct wanted *wanted, struct span *place,
	struct error *error)
{
	size_t first, again;

	if (!place_find(article, wanted->file, wanted->paragraph, wanted->quote, place, error))
		return false;
	if (wanted->paragraph > 0 || wanted->everywhere)
		return true;
	first = article_index_at(article, place->start) + 1;
	again = place_again(article, wanted->quote, *place);
	if (again == 0 || again == first)
		return true;
	error_set(error, ERROR_INPUT,
		_("%s has the words %s in paragraph %zu and again in %zu: say +%zu or another, or "
		  "--everywhere"),
		wanted->file, wanted->quote, first, again, first);
	return false;
}

/* Whether the words can be the name that they are said to be: of a place anything that a name may
 * look like, everywhere no office and no common word either. */
static bool
check_name(const struct program *program, const struct arguments *arguments,
	const struct wanted *wanted, struct slice name, struct error *error)
{
	enum name_check check;
	struct overlay *overlay;
	struct error reason;

	if (wanted->kind != CORRECTION_OFFICIAL)
		return true;
	if (!chosen_packs_of(program, arguments, &overlay, NULL, error))
		return false;
	error_init(&reason);
	check = name_check(overlay_packs(overlay), name, &reason);
	overlay_free(overlay);
	if (check == NAME_CHECK_WELL || (check != NAME_CHECK_NONE && !wanted->everywhere))
		return true;
	if (check == NAME_CHECK_DOUBTFUL)
		error_set(error, ERROR_INPUT,
			_("%s; say it of a place, without --everywhere, where it is one"),
			reason.sentence);
	else
		error_set(error, ERROR_INPUT, _("%s; give the name alone"), reason.sentence);
	return false;
}

/* Binds the correction to the place, in an article that the library knows from now on. */
static bool
bind(const struct program *program, struct store *store, struct article *article, struct span place,
	struct correction *correction, struct error *error)
{
	correction->article = notes_file_enter(program, store, article, error);
	if (correction->article <= 0)
		return false;
	anchor_describe(article, TARGET_PHRASE, place, &correction->target);
	correction->target.version = library_keep(
		store, correction->article, article, correction->target.paragraph, error);
	return correction->target.version > 0;
}

static bool
correct(const struct program *program, const struct arguments *arguments, struct store *store,
	struct article *article, const struct wanted *wanted, struct error *error)
{
	struct correction correction = {.kind = wanted->kind, .everywhere = wanted->everywhere};
	struct slice name = slice_from_string(wanted->name);
	struct span place;
	bool done = true;

	if (article) {
		done = find_words(article, wanted, &place, error);
		if (done)
			name = slice_at(article_text(article), place);
	}
	done = done && check_name(program, arguments, wanted, name, error);
	if (done && article && !wanted->everywhere)
		done = bind(program, store, article, place, &correction, error);
	if (correction_is_about_officials(wanted->kind))
		correction.name = alloc_string(name);
	if (wanted->kind == CORRECTION_OFFICIAL)
		correction.office = alloc_string(slice_from_string(wanted->value));
	if (wanted->kind == CORRECTION_DIRECTIVE)
		correction.modality = alloc_string(slice_from_string(wanted->value));
	done = done && correction_add(store, &correction, error);
	done = done && output_stored(correction.id, error);
	correction_clear(&correction);
	return done;
}

static bool
run_correct(const struct program *program, const struct arguments *arguments, struct error *error)
{
	struct wanted wanted = {.file = NULL};
	struct article *article = NULL;
	struct store *store = NULL;
	bool done = false;

	if (!take_wanted(&wanted, arguments, error))
		return false;
	if (wanted.file)
		article = text_open_whole(program, arguments, wanted.file, error);
	if (article || !wanted.file)
		store = notes_file_open(program, arguments, STORE_WRITE, error);
	if (store)
		done = correct(program, arguments, store, article, &wanted, error);
	store_close(store);
	article_close(article);
	return done;
}

static const struct option_row options[] = {
	{"quote", 'q', "WORDS", N_("the words that are meant (found in either script)")},
	{"official", 'o', "OFFICE", N_("they are an official's name, with this office (or \"\")")},
	{"not-official", 0, NULL, N_("they are no official's name")},
	{"directive", 'd', "MODALITY",
		N_("they are an obligation, prohibition, recommendation or permission")},
	{"not-directive", 0, NULL, N_("they are no directive")},
	{"everywhere", 0, NULL, N_("it holds for the name in all texts")},
	{"name", 0, "NAME", N_("the name, for --everywhere without a text")},
	{"encoding", 'e', "NAME", N_("the text's encoding, where detection is wrong")},
	NOTES_FILE_OPTION,
	{NULL, 0, NULL, NULL},
};

const struct command command_correct = {
	.name = "correct",
	.usage = "FILE [+PARAGRAPH] --quote WORDS | --everywhere --name NAME"
		 "  --official OFFICE|--not-official|--directive MODALITY|--not-directive",
	.sentence = N_("Correct a mark, and print the correction's id"),
	.options = options,
	.run = run_correct,
};
