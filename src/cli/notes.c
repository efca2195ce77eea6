/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is noted: list, show, search, the trash. Notes are placed in the text as it is now, where it
 * can be opened. */
#include "base/intl.h"
#include "cli/commands.h"
#include "cli/notes_file.h"
#include "cli/notes_kept.h"
#include "cli/output.h"
#include "cli/text.h"
#include "export/residue.h"
#include "export/stamp.h"
#include "notes/anchor.h"
#include "notes/attachment.h"
#include "notes/library.h"
#include "text/json.h"
#include "text/position.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A note as it is printed. */
struct row {
	const char *path;
	const char
		*state; /* exact, approximate, unattached; unchecked where the text is not there */
	size_t paragraph, start, end;
	const struct annotation *note;
	const char
		*former; /* the quotes that it was on before it was attached by hand, a line each */
};

/* How the rows go out. */
struct printer {
	struct output_table *table; /* NULL: JSON Lines */
	bool whole;                 /* show: a document for the eye */
	bool unattached;            /* only notes without a place in the text as it is now */
};

enum {
	COLUMN_ID,
	COLUMN_ARTICLE,
	COLUMN_PARAGRAPH,
	COLUMN_START,
	COLUMN_END,
	COLUMN_ANCHOR,
	COLUMN_QUOTE,
	COLUMN_NOTE,
	COLUMN_TAGS,
	COLUMN_WRITTEN,
	COLUMN_CHANGED,
	COLUMNS
};

static const char *const headings[COLUMNS] = {
	[COLUMN_ID] = N_("Id"),
	[COLUMN_ARTICLE] = N_("Article"),
	[COLUMN_PARAGRAPH] = N_("Paragraph"),
	[COLUMN_START] = N_("Start"),
	[COLUMN_END] = N_("End"),
	[COLUMN_ANCHOR] = N_("Anchor"),
	[COLUMN_QUOTE] = N_("Quote"),
	[COLUMN_NOTE] = N_("Note"),
	[COLUMN_TAGS] = N_("Tags"),
	[COLUMN_WRITTEN] = N_("Written"),
	[COLUMN_CHANGED] = N_("Changed"),
};

/* What a narrow terminal does without, in this order, and what is cut there. */
static const size_t dropped[] = {COLUMN_START, COLUMN_END, COLUMN_WRITTEN, COLUMN_ANCHOR,
	COLUMN_CHANGED, COLUMN_TAGS, COLUMN_QUOTE, COLUMN_PARAGRAPH, COLUMN_ARTICLE};
static const unsigned may_be_cut =
	1u << COLUMN_ARTICLE | 1u << COLUMN_QUOTE | 1u << COLUMN_NOTE | 1u << COLUMN_TAGS;

static const char *
state_name(enum anchor_state state)
{
	static const char *const names[] = {
		[ANCHOR_EXACT] = "exact",
		[ANCHOR_APPROXIMATE] = "approximate",
		[ANCHOR_UNATTACHED] = "unattached",
	};

	return names[state];
}

static void
append_tags(struct buffer *out, const struct annotation *note)
{
	for (size_t i = 0; i < note->tag_count; i++)
		buffer_append_format(out, "%s#%s", i > 0 ? " " : "", note->tags[i]);
}

static void
append_string(struct buffer *out, const char *name, const char *value)
{
	buffer_append_format(out, ",\"%s\":", name);
	json_append_string(out, slice_from_string(value ? value : ""));
}

static void
append_time(struct buffer *out, const char *name, int64_t milliseconds)
{
	buffer_append_format(out, ",\"%s\":\"", name);
	stamp_append_iso(out, milliseconds);
	buffer_append_byte(out, '"');
}

static void
print_json(const struct row *row)
{
	const struct annotation *note = row->note;
	struct buffer out;

	buffer_init(&out);
	buffer_append_format(&out, "{\"id\":\"%s\"", note->id);
	append_string(&out, "article", row->path);
	buffer_append_format(&out, ",\"kind\":\"%s\"",
		note->target.kind == TARGET_PHRASE ? "phrase" : "paragraph");
	buffer_append_format(&out, ",\"paragraph\":%zu,\"start\":%zu,\"end\":%zu", row->paragraph,
		row->start, row->end);
	append_string(&out, "state", row->state);
	append_string(&out, "quote", note->target.quote);
	append_string(&out, "body", note->body);
	buffer_append_string(&out, ",\"tags\":[");
	for (size_t i = 0; i < note->tag_count; i++) {
		if (i > 0)
			buffer_append_byte(&out, ',');
		json_append_string(&out, slice_from_string(note->tags[i]));
	}
	buffer_append_byte(&out, ']');
	append_time(&out, "created", note->created);
	append_time(&out, "modified", note->modified);
	buffer_append_string(&out, "}\n");
	output_write(buffer_slice(&out));
	buffer_clear(&out);
}

static void
add_text(struct output_table *table, struct buffer *taken_text)
{
	output_table_add(table, buffer_string(taken_text));
	buffer_clear(taken_text);
}

static void
add_stamp(struct output_table *table, int64_t milliseconds)
{
	struct buffer text;

	buffer_init(&text);
	stamp_append(&text, milliseconds);
	add_text(table, &text);
}

/* Without converter residue. The caller frees. */
static char *
quote_for_the_eye(const struct annotation *note)
{
	return residue_remove(slice_from_string(note->target.quote));
}

/* Words in a table for the eye are cut; in a pipe they are whole. */
static void
add_words(struct output_table *table, const char *words)
{
	enum {
		SHOWN = 24
	};
	struct slice text = slice_from_string(words);
	size_t cut = output_is_terminal() ? position_bytes(text, SHOWN) : text.length;
	struct buffer shown;

	buffer_init(&shown);
	buffer_append(&shown, slice_at(text, (struct span){0, cut}));
	if (cut < text.length)
		buffer_append_string(&shown, "…");
	add_text(table, &shown);
}

static void
print_table_row(struct output_table *table, const struct row *row)
{
	char *quote = quote_for_the_eye(row->note);
	struct buffer tags;

	output_table_add(table, row->note->id);
	output_table_add(table, output_is_terminal() ? path_base_name(row->path) : row->path);
	output_table_add_number(table, row->paragraph);
	output_table_add_number(table, row->start);
	output_table_add_number(table, row->end);
	output_table_add(table, row->state);
	add_words(table, output_is_terminal() ? quote : row->note->target.quote);
	add_words(table, row->note->body);
	buffer_init(&tags);
	append_tags(&tags, row->note);
	add_text(table, &tags);
	add_stamp(table, row->note->created);
	add_stamp(table, row->note->modified);
	free(quote);
}

/* What stood about the quote of a note that has no place any more. */
static void
print_surroundings(const struct target *target)
{
	struct buffer text;
	char *clean;

	buffer_init(&text);
	buffer_append_format(&text, "%s[%s]%s", target->prefix ? target->prefix : "",
		target->quote ? target->quote : "", target->suffix ? target->suffix : "");
	clean = residue_remove(slice_trim(buffer_slice(&text)));
	output_field("stood in", clean);
	free(clean);
	buffer_clear(&text);
}

static void
print_whole(const struct row *row)
{
	char *quote = quote_for_the_eye(row->note);
	struct buffer text;
	char place[96];

	snprintf(place, sizeof place, "¶ %zu, %zu–%zu (%s)", row->paragraph, row->start, row->end,
		row->state);
	output_field("id", row->note->id);
	output_field("article", row->path);
	output_field("place", place);
	output_field("quote", quote);
	if (row->note->state == ANCHOR_UNATTACHED)
		print_surroundings(&row->note->target);
	if (row->former && row->former[0] != '\0')
		output_field("was on", row->former);
	output_field("note", row->note->body);
	buffer_init(&text);
	append_tags(&text, row->note);
	output_field("tags", buffer_string(&text));
	buffer_truncate(&text, 0);
	stamp_append(&text, row->note->created);
	output_field("written", buffer_string(&text));
	buffer_truncate(&text, 0);
	stamp_append(&text, row->note->modified);
	output_field("changed", buffer_string(&text));
	buffer_clear(&text);
	free(quote);
}

/* Fills in where the note is in the text as it is now; article NULL: as it was stored. */
static void
place_row(struct row *row, const struct article *article)
{
	const struct annotation *note = row->note;
	struct span paragraph;

	row->paragraph = note->target.paragraph;
	row->start = note->target.start;
	row->end = note->target.end;
	row->state = article ? state_name(note->state) : "unchecked";
	if (!article || note->state == ANCHOR_UNATTACHED)
		return;
	row->paragraph = article_index_at(article, note->place.start) + 1;
	paragraph = article_span(article, row->paragraph - 1);
	row->start = position_chars(
		slice_at(article_text(article), paragraph), note->place.start - paragraph.start);
	row->end =
		row->start + position_chars(slice_at(article_text(article), note->place), SIZE_MAX);
}

static void
print_note(const struct printer *printer, const struct row *row)
{
	if (printer->whole)
		print_whole(row);
	else if (printer->table)
		print_table_row(printer->table, row);
	else
		print_json(row);
}

/* Prints the notes of one article: opened at its path when it is not given. */
static bool
print_article(struct store *store, struct annotations *notes, struct article *article,
	const struct printer *printer, struct error *error)
{
	struct library_entry entry;
	struct article *opened = NULL;
	struct error ignored;

	if (!library_look_up(store, notes->items[0].article, &entry, error))
		return false;
	error_init(&ignored);
	if (!article && strcmp(entry.path, "-") != 0)
		article = opened = article_open(entry.path, NULL, &ignored);
	while (opened && article_extend(opened, SIZE_MAX))
		;
	if (article)
		anchor_resolve(article, notes, store);
	for (size_t i = 0; i < notes->count; i++) {
		struct row row = {.path = entry.path, .note = &notes->items[i]};
		char *former = printer->whole
			? attachment_former(store, notes->items[i].id, &ignored)
			: NULL;

		row.former = former;
		place_row(&row, article);
		if (!printer->unattached || notes->items[i].state == ANCHOR_UNATTACHED)
			print_note(printer, &row);
		free(former);
	}
	article_close(opened);
	library_entry_clear(&entry);
	return true;
}

/* What print_part is told. */
struct listing {
	struct store *store;
	struct article *article; /* NULL: opened at its path */
	const struct printer *printer;
	size_t count; /* of the notes that were printed */
};

static bool
print_part(void *context, struct annotations *notes, struct error *error)
{
	struct listing *listing = context;

	listing->count += notes->count;
	return print_article(listing->store, notes, listing->article, listing->printer, error);
}

/* notes list [FILE], notes trash [FILE], notes show ID, notes search WORDS, and what notes_kept.h
 * does. */
static bool
choose(const char *verb, const char *word, struct annotation_filter *filter, struct error *error)
{
	filter->trash = strcmp(verb, "trash") == 0;
	if (strcmp(verb, "list") == 0 || filter->trash)
		return true;
	if (strcmp(verb, "show") == 0)
		filter->id = word;
	else if (strcmp(verb, "search") == 0)
		filter->words = word;
	else if (!notes_kept_verb(verb))
		error_set(error, ERROR_USAGE,
			_("there is no notes %s: write list, show, search, history, trash or "
			  "restore"),
			verb);
	if (!error_is_set(error) && !word)
		error_set(error, ERROR_USAGE, _("notes %s wants a word more"), verb);
	return !error_is_set(error);
}

static bool
choose_format(const struct arguments *arguments, struct printer *printer, struct error *error)
{
	const char *format = arguments_value(arguments, "format");

	if (format && strcmp(format, "text") != 0 && strcmp(format, "jsonl") != 0) {
		error_set(error, ERROR_USAGE, _("there is no format %s: write text or jsonl"),
			format);
		return false;
	}
	if (format && strcmp(format, "jsonl") == 0) {
		printer->whole = false;
	} else if (!printer->whole) {
		printer->table = output_table_new(COLUMNS, headings);
		output_table_fit(
			printer->table, dropped, sizeof dropped / sizeof *dropped, may_be_cut);
	}
	return true;
}

static bool
list(struct store *store, struct annotation_filter *filter, struct article *article,
	const struct printer *printer, struct error *error)
{
	struct listing listing = {store, article, printer, 0};
	bool done;

	if (article)
		filter->article = notes_file_article(store, article, error);
	done = !error_is_set(error) &&
		annotation_each_article(store, filter, print_part, &listing, error);
	if (done && filter->id && listing.count == 0) {
		notes_kept_missing(store, filter->id, error);
		done = false;
	}
	return done;
}

static bool
run_notes(const struct program *program, const struct arguments *arguments, struct error *error)
{
	struct annotation_filter filter = {.tag = arguments_value(arguments, "tag")};
	struct printer printer = {.table = NULL};
	struct article *article = NULL;
	struct store *store;
	size_t count;
	char *const *operands = arguments_operands(arguments, &count);
	const char *verb = count > 0 ? operands[0] : "list", *word = count > 1 ? operands[1] : NULL;
	bool kept = notes_kept_verb(verb), done = false;

	printer.whole = kept || strcmp(verb, "show") == 0;
	printer.unattached = arguments_has(arguments, "unattached");
	if (!choose(verb, word, &filter, error) || !choose_format(arguments, &printer, error))
		return false;
	if (word && !kept && !filter.id && !filter.words)
		article = text_open_whole(program, arguments, word, error);
	store = error_is_set(error) ? NULL
				    : notes_file_open(program, arguments,
					      kept ? notes_kept_mode(verb) : STORE_READ, error);
	if (store && kept)
		done = notes_kept_run(store, verb, word, printer.whole, error);
	else if (store)
		done = list(store, &filter, article, &printer, error);
	if (printer.table)
		output_table_end(printer.table);
	store_close(store);
	article_close(article);
	return done;
}

static const struct option_row options[] = {
	{"format", 'f', "NAME", N_("text or jsonl")},
	{"tag", 't', "TAG", N_("only notes with this tag, or one below it")},
	{"unattached", 'u', NULL, N_("only notes whose words are gone from the text")},
	{"encoding", 'e', "NAME", N_("the text's encoding, where detection is wrong")},
	NOTES_FILE_OPTION,
	{NULL, 0, NULL, NULL},
};

const struct command command_notes = {
	.name = "notes",
	.usage = "list [FILE] | show ID | search WORDS | history ID | trash [FILE] | restore ID "
		 "[--format text|jsonl] [--tag TAG] [--unattached]",
	.sentence = N_("List notes, show one and what it was before, search them, bring deleted "
		       "ones back"),
	.options = options,
	.run = run_notes,
};
