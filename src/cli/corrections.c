/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was corrected: list, undo, restore, export, import. Places are looked for in the text as it
 * is now, where it can be opened. */
#include "analysis/finding.h"
#include "base/alloc.h"
#include "base/file.h"
#include "base/intl.h"
#include "cli/commands.h"
#include "cli/notes_file.h"
#include "cli/output.h"
#include "export/correction_line.h"
#include "notes/correction.h"
#include "notes/correction_import.h"
#include "notes/library.h"
#include "text/find.h"
#include "ui/excerpt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	SHOWN_ID_CHARS = 13,     /* of an id, at least: the millisecond it was made in */
	IMPORT_BYTES = 256 << 20 /* a longer file is refused */
};

static const char *const headings[] = {
	N_("Id"), N_("Correction"), N_("Name or quote"), N_("Office or modality"), N_("Where")};

/* What a verb works on. */
struct task {
	const struct arguments *arguments;
	const char *word; /* the operand behind the verb; NULL when there is none */
	struct store *store;
};

static struct article *
open_whole(const char *path, const char *encoding, struct error *error)
{
	struct article *article = article_open(path, encoding, error);

	while (article && article_extend(article, SIZE_MAX))
		;
	return article;
}

/* Whether a correction bears on an article: its own do, and those of a name that stands in it. */
static bool
bears_on(const struct correction *correction, struct article *article)
{
	struct finder *finder;
	struct span hit;
	bool found;

	if (!correction->everywhere)
		return true;
	finder = finder_new(slice_from_string(correction->name));
	found = finder && finder_next(finder, article, 0, false, &hit);
	finder_free(finder);
	return found;
}

static void
keep_what_bears_on(struct article *article, struct corrections *list)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++) {
		if (bears_on(&list->items[i], article))
			list->items[kept++] = list->items[i];
		else
			correction_clear(&list->items[i]);
	}
	list->count = kept;
}

/* The corrections of the file that the word names, or all. *article is the file, opened, or NULL.
 */
static bool
choose(const struct task *task, struct article **article, struct corrections *list,
	struct error *error)
{
	int64_t number = -1;

	*article = NULL;
	if (task->word) {
		*article =
			open_whole(task->word, arguments_value(task->arguments, "encoding"), error);
		number = *article ? library_find(task->store, *article, error) : -1;
		if (number < 0)
			return false;
	}
	if (!correction_list(task->store, number, list, error))
		return false;
	if (*article)
		keep_what_bears_on(*article, list);
	return true;
}

/* ---- list ---------------------------------------------------------------------------------- */

static int
compare_ids(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

/* How many characters of the ids tell them apart. */
static bool
shown_id_chars(struct store *store, size_t *chars, struct error *error)
{
	struct corrections all;
	const char **ids;
	bool done;

	corrections_init(&all);
	done = correction_list(store, -1, &all, error);
	ids = alloc_zeroed(all.count ? all.count : 1, sizeof *ids);
	for (size_t i = 0; i < all.count; i++)
		ids[i] = all.items[i].id;
	qsort(ids, all.count, sizeof *ids, compare_ids);
	*chars = SHOWN_ID_CHARS;
	for (size_t i = 1; i < all.count; i++)
		while (strncmp(ids[i - 1], ids[i], *chars) == 0)
			++*chars;
	free(ids);
	corrections_clear(&all);
	return done;
}

static void
append_where(struct buffer *out, const struct correction *correction, const char *path,
	const struct article *article)
{
	size_t paragraph = correction->target.paragraph;

	if (correction->everywhere) {
		buffer_append_string(out, _("everywhere"));
		return;
	}
	if (article && correction->state != ANCHOR_UNATTACHED)
		paragraph = article_index_at(article, correction->place.start) + 1;
	buffer_append_format(out, "%s:%zu", path, paragraph);
	if (article && correction->state == ANCHOR_UNATTACHED)
		buffer_append_format(out, " (%s)", _("not found there now"));
	else if (!article && strcmp(path, "-") != 0)
		buffer_append_format(out, " (%s)", _("the file cannot be read now"));
}

static void
add_row(struct output_table *table, const struct correction *correction, size_t id_chars,
	const char *where)
{
	struct buffer text;
	bool official = correction_is_about_officials(correction->kind);

	buffer_init(&text);
	buffer_append(
		&text, slice_at(slice_from_string(correction->id), (struct span){0, id_chars}));
	output_table_add(table, buffer_string(&text));
	output_table_add(table, correction_kind_name(correction->kind));
	buffer_truncate(&text, 0);
	excerpt_append_quote(
		&text, slice_from_string(official ? correction->name : correction->target.quote));
	output_table_add(table, buffer_string(&text));
	output_table_add(table, official ? correction->office : correction->modality);
	output_table_add(table, where);
	buffer_clear(&text);
}

/* Adds the rows of one article, opened at its path when it is not given; or those everywhere. A
 * file that is given may have moved since the library saw it last. */
static bool
add_rows(struct output_table *table, struct store *store, struct corrections *part,
	struct article *article, size_t id_chars, struct error *error)
{
	struct library_entry entry = {.path = NULL};
	struct article *opened = NULL;
	struct error ignored;
	struct buffer where;

	if (!part->items[0].everywhere) {
		if (!library_look_up(store, part->items[0].article, &entry, error))
			return false;
		error_init(&ignored);
		if (!article && strcmp(entry.path, "-") != 0)
			article = opened = open_whole(entry.path, NULL, &ignored);
		if (article)
			correction_resolve(article, part, store);
	}
	buffer_init(&where);
	for (size_t i = 0; i < part->count; i++) {
		buffer_truncate(&where, 0);
		append_where(&where, &part->items[i], article ? article_path(article) : entry.path,
			article);
		add_row(table, &part->items[i], id_chars, buffer_string(&where));
	}
	buffer_clear(&where);
	article_close(opened);
	library_entry_clear(&entry);
	return true;
}

static bool
run_list(struct task *task, struct error *error)
{
	struct corrections list;
	struct article *article;
	struct output_table *table;
	size_t id_chars, first = 0;
	bool done;

	corrections_init(&list);
	done = choose(task, &article, &list, error) &&
		shown_id_chars(task->store, &id_chars, error);
	table = output_table_new(sizeof headings / sizeof *headings, headings);
	while (done && first < list.count) {
		struct corrections part = {list.items + first, 1, 1};

		while (first + part.count < list.count &&
			list.items[first + part.count].article == part.items[0].article)
			part.count++;
		done = add_rows(table, task->store, &part, article, id_chars, error);
		first += part.count;
	}
	output_table_end(table);
	corrections_clear(&list);
	article_close(article);
	return done;
}

/* ---- The other verbs ----------------------------------------------------------------------- */

static bool
run_undo(struct task *task, struct error *error)
{
	char id[ANNOTATION_ID_BYTES];

	if (!correction_find(task->store, task->word, false, id, error) ||
		!correction_undo(task->store, id, error))
		return false;
	printf(_("%s is undone; corrections restore %s takes it back\n"), id, id);
	return true;
}

static bool
run_restore(struct task *task, struct error *error)
{
	char id[ANNOTATION_ID_BYTES];

	if (!correction_find(task->store, task->word, true, id, error) ||
		!correction_restore(task->store, id, error))
		return false;
	printf(_("%s holds again\n"), id);
	return true;
}

static bool
export_line(struct store *store, const struct correction *correction, struct buffer *out,
	struct error *error)
{
	struct library_entry entry = {.path = NULL};

	if (!correction->everywhere && !library_look_up(store, correction->article, &entry, error))
		return false;
	correction_line_append(out, correction, &entry);
	library_entry_clear(&entry);
	return true;
}

static bool
run_export(struct task *task, struct error *error)
{
	struct corrections list;
	struct article *article;
	struct buffer out;
	bool done;

	buffer_init(&out);
	corrections_init(&list);
	done = choose(task, &article, &list, error);
	for (size_t i = 0; done && i < list.count; i++)
		done = export_line(task->store, &list.items[i], &out, error);
	if (done)
		output_write(buffer_slice(&out));
	buffer_clear(&out);
	corrections_clear(&list);
	article_close(article);
	return done;
}

static bool
run_import(struct task *task, struct error *error)
{
	const char *modalities[MODALITIES + 1] = {NULL};
	bool standard = strcmp(task->word, "-") == 0;
	struct correction_import import = {
		.file = standard ? _("standard input") : task->word, .modalities = modalities};
	struct buffer lines;
	bool done;

	for (int i = 0; i < MODALITIES; i++)
		modalities[i] = modality_name((enum modality)i);
	buffer_init(&lines);
	done = file_read(standard ? "/dev/stdin" : task->word, IMPORT_BYTES, &lines, error) &&
		correction_import(task->store, buffer_slice(&lines), &import, error);
	if (done)
		printf(_("%zu added, %zu known already\n"), import.added, import.known);
	buffer_clear(&lines);
	return done;
}

/* ---- Choosing among them ------------------------------------------------------------------- */

static const struct verb {
	const char *name;
	enum store_mode mode;
	bool wants_word;
	bool (*run)(struct task *task, struct error *error);
} verbs[] = {
	{"list", STORE_READ, false, run_list},
	{"undo", STORE_WRITE, true, run_undo},
	{"restore", STORE_WRITE, true, run_restore},
	{"export", STORE_READ, false, run_export},
	{"import", STORE_WRITE, true, run_import},
};

/* The verb; without one, list of the file. *word becomes what stands behind it. */
static const struct verb *
find_verb(const struct arguments *arguments, const char **word, struct error *error)
{
	size_t count;
	char *const *operands = arguments_operands(arguments, &count);
	const struct verb *verb = NULL;

	for (size_t i = 0; count > 0 && i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(operands[0], verbs[i].name) == 0)
			verb = &verbs[i];
	*word = count > (verb ? 1 : 0) ? operands[verb ? 1 : 0] : NULL;
	if (count > (verb ? 2 : 1))
		error_set(error, ERROR_USAGE,
			_("%s is one word too many: write list, undo, restore, export or import, "
			  "and one word behind it"),
			operands[count - 1]);
	else if (verb && verb->wants_word && !*word)
		error_set(error, ERROR_USAGE, _("corrections %s wants a word more"), verb->name);
	else
		return verb ? verb : &verbs[0];
	return NULL;
}

static bool
run_corrections(
	const struct program *program, const struct arguments *arguments, struct error *error)
{
	struct task task = {.arguments = arguments};
	const struct verb *verb = find_verb(arguments, &task.word, error);
	bool done;

	if (!verb)
		return false;
	task.store = notes_file_open(program, arguments, verb->mode, error);
	done = task.store && verb->run(&task, error);
	store_close(task.store);
	return done;
}

static const struct option_row options[] = {
	{"encoding", 'e', "NAME", N_("the text's encoding, where detection is wrong")},
	NOTES_FILE_OPTION,
	{NULL, 0, NULL, NULL},
};

const struct command command_corrections = {
	.name = "corrections",
	.usage = "[list] [FILE] | undo ID | restore ID | export [FILE] | import FILE|-",
	.sentence = N_("List corrections of marks, undo, export, import them"),
	.options = options,
	.run = run_corrections,
};
