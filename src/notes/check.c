/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/check.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/intl.h"
#include "notes/blueprint.h"
#include "notes/database.h"
#include "notes/migrate.h"
#include "notes/schema.h"
#include "notes/version_check.h"
#include "notes/word_index.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	SENTENCE_BYTES = 512
};

bool
check_has(const struct check_report *report, enum check_kind kind)
{
	for (size_t i = 0; i < report->count; i++) {
		if (report->items[i].kind == kind)
			return true;
	}
	return false;
}

void
check_clear(struct check_report *report)
{
	for (size_t i = 0; i < report->count; i++)
		free(report->items[i].sentence);
	free(report->items);
	*report = (struct check_report){0};
}

/* Adds a fault. Said twice, it is one. */
static void PRINTF_LIKE(3, 4)
	add_fault(struct check_report *report, enum check_kind kind, const char *format, ...)
{
	char sentence[SENTENCE_BYTES];
	va_list values;

	va_start(values, format);
	vsnprintf(sentence, sizeof sentence, format, values);
	va_end(values);
	for (size_t i = 0; i < report->count; i++) {
		if (strcmp(report->items[i].sentence, sentence) == 0)
			return;
	}
	report->items = array_grow(
		report->items, &report->capacity, report->count + 1, sizeof *report->items);
	report->items[report->count++] =
		(struct check_fault){kind, alloc_string(slice_from_string(sentence))};
}

/* A failure to read the file is a fault of the file; any other one (a lock, memory) is ours. */
static bool
is_damage(const struct store *store)
{
	int code = store->failed & 0xFF;

	return code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_ERROR ||
		(code == SQLITE_IOERR && store->failed != SQLITE_IOERR_NOMEM);
}

/* Adds what SQLite said last, when it is a fault of the file; else it stays the error. */
static bool
take_failure(
	struct store *store, struct check_report *report, enum check_kind kind, struct error *error)
{
	if (!is_damage(store))
		return false;
	error_init(error);
	add_fault(report, kind, _("The file cannot be read to its end: %s."),
		sqlite3_errstr(store->failed));
	return true;
}

/* ---- The parts of a look, each true when it could be done --------------------------------- */

/* A sentence of SQLite's that is about an index, whose name stands behind "index": a pointer to it.
 */
static const char *
index_in(const char *sentence)
{
	const char *name = strstr(sentence, " index ");

	if (!name || strncmp(sentence, "***", 3) == 0 || strncmp(sentence, "Tree", 4) == 0)
		return NULL;
	return name + strlen(" index ");
}

static void
take_integrity(struct check_report *report, const char *sentence, size_t *others, char **first)
{
	const char *index = index_in(sentence);

	if (strstr(sentence, "annotation_words")) {
		add_fault(report, CHECK_WORDS,
			_("The full-text index is damaged: searching does not find all (%s)."),
			sentence);
	} else if (index) {
		add_fault(report, CHECK_INDEX, _("The index %s disagrees with its table."), index);
	} else {
		if (!*first)
			*first = alloc_string(slice_from_string(sentence));
		++*others;
	}
}

static bool
look_at_pages(struct store *store, struct check_report *report, struct error *error)
{
	sqlite3_stmt *rows = database_prepare(store, "PRAGMA integrity_check(1000)", error);
	int code = SQLITE_DONE;
	char *first = NULL;
	size_t others = 0;

	while (rows && (code = sqlite3_step(rows)) == SQLITE_ROW) {
		const char *sentence = (const char *)sqlite3_column_text(rows, 0);

		if (sentence && strcmp(sentence, "ok") != 0)
			take_integrity(report, sentence, &others, &first);
	}
	if (rows && code != SQLITE_DONE)
		database_failed(store, error);
	sqlite3_finalize(rows);
	if (others > 0) {
		for (char *byte = first; *byte; byte++)
			if (*byte == '\n')
				*byte = ' ';
		add_fault(report, CHECK_PAGES,
			_("Places in the file that are damaged: %zu, the first one: %s."), others,
			first);
	}
	free(first);
	if (!rows || code != SQLITE_DONE)
		return take_failure(store, report, CHECK_PAGES, error);
	return true;
}

/* Tables and indices against those that a new file of this version has. */
static bool
look_at_schema(struct store *store, const struct blueprint *blueprint, struct check_report *report,
	struct error *error)
{
	for (size_t i = 0; i < blueprint->count; i++) {
		const struct blueprint_part *part = &blueprint->parts[i];
		bool there;

		if (!blueprint_is_there(store, part, &there, error))
			return take_failure(store, report, CHECK_PAGES, error);
		if (there)
			continue;
		if (strcmp(part->name, BLUEPRINT_WORDS) == 0)
			add_fault(report, CHECK_WORDS, _("The full-text index %s is missing."),
				part->name);
		else if (part->is_table)
			add_fault(report, CHECK_TABLE, _("The table %s is missing."), part->name);
		else
			add_fault(report, CHECK_INDEX, _("The index %s is missing."), part->name);
	}
	return true;
}

static bool
look_at_ties(struct store *store, struct check_report *report, struct error *error)
{
	static const char all[] = "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check"
				  " GROUP BY \"table\", parent";
	sqlite3_stmt *rows = database_prepare(store, all, error);
	int code = SQLITE_DONE;

	while (rows && (code = sqlite3_step(rows)) == SQLITE_ROW)
		add_fault(report, CHECK_TIES,
			_("Rows of %s that belong to something missing in %s: %lld."),
			(const char *)sqlite3_column_text(rows, 0),
			(const char *)sqlite3_column_text(rows, 1),
			(long long)sqlite3_column_int64(rows, 2));
	if (rows && code != SQLITE_DONE)
		database_failed(store, error);
	sqlite3_finalize(rows);
	return rows && code == SQLITE_DONE ? true : take_failure(store, report, CHECK_PAGES, error);
}

static bool
look_at_places(struct store *store, struct check_report *report, struct error *error)
{
	int64_t without;

	if (!database_ask(store,
		    "SELECT count(*) FROM annotations AS a WHERE NOT EXISTS"
		    " (SELECT 1 FROM targets AS t WHERE t.annotation = a.annotation"
		    "  AND t.ordinal = 0)",
		    &without, error))
		return take_failure(store, report, CHECK_PAGES, error);
	if (without > 0)
		add_fault(report, CHECK_PLACE,
			_("Notes that have no place in a text, and so are not listed: %lld."),
			(long long)without);
	return true;
}

static bool
look_at_texts(struct store *store, struct check_report *report, struct error *error)
{
	struct version_faults faults;
	bool done = version_check(store, &faults, error);

	for (size_t i = 0; i < faults.count; i++)
		add_fault(report, CHECK_TEXT,
			_("A kept text is damaged (version %lld of “%s”): its notes are found by "
			  "their quotes alone, until one more is made on the same text."),
			(long long)faults.items[i].version, faults.items[i].title);
	version_faults_clear(&faults);
	return done || take_failure(store, report, CHECK_PAGES, error);
}

/* FTS5 compares its index with its own copy of the words: a command that takes the right to write,
 * and writes nothing. */
static bool
look_into_words(struct store *store, struct check_report *report, struct error *error)
{
	bool sound = database_execute(store,
		"INSERT INTO annotation_words (annotation_words) VALUES ('integrity-check')",
		error);
	int code = store->failed & 0xFF;

	if (sound)
		return true;
	if (code == SQLITE_READONLY || code == SQLITE_BUSY || code == SQLITE_CANTOPEN) {
		report->words_unseen = true;
		error_init(error);
		return true;
	}
	if (!is_damage(store))
		return false;
	error_init(error);
	add_fault(report, CHECK_WORDS,
		_("The full-text index is damaged: searching does not find all (%s)."),
		sqlite3_errmsg(store->connection));
	return true;
}

static bool
look_at_words(struct store *store, struct check_report *report, struct error *error)
{
	struct word_index_faults faults;

	if (!word_index_compare(store, &faults, error))
		return take_failure(store, report, CHECK_WORDS, error);
	if (faults.missing > 0)
		add_fault(report, CHECK_WORDS,
			_("Notes that are missing in the full-text index: %zu."), faults.missing);
	if (faults.wrong > 0)
		add_fault(report, CHECK_WORDS,
			_("Notes whose words in the full-text index are wrong: %zu."),
			faults.wrong);
	if (faults.stray > 0)
		add_fault(report, CHECK_WORDS, _("Words in the full-text index of no note: %zu."),
			faults.stray);
	return look_into_words(store, report, error);
}

static void
count_rows(struct store *store, const char *sql, int64_t *count)
{
	struct error error;

	error_init(&error);
	if (!database_ask(store, sql, count, &error))
		*count = -1;
}

static void
count_all(struct store *store, struct check_report *report)
{
	count_rows(store, "SELECT count(*) FROM articles", &report->articles);
	count_rows(store, "SELECT count(*) FROM annotations WHERE deleted = 0", &report->notes);
	count_rows(store, "SELECT count(*) FROM annotations WHERE deleted <> 0", &report->trash);
	count_rows(
		store, "SELECT count(*) FROM corrections WHERE deleted = 0", &report->corrections);
}

/* ---- The whole ---------------------------------------------------------------------------- */

/* All but the pages, of a file that says it is of this version. */
static bool
look_at_content(struct store *store, struct check_report *report, struct error *error)
{
	struct blueprint blueprint;
	bool done;

	if (!blueprint_make(&blueprint, (size_t)report->version, error))
		return false;
	done = look_at_schema(store, &blueprint, report, error);
	blueprint_clear(&blueprint);
	if (done && !check_has(report, CHECK_TABLE))
		done = look_at_ties(store, report, error) && look_at_places(store, report, error) &&
			look_at_texts(store, report, error);
	if (done && !check_has(report, CHECK_TABLE) && !check_has(report, CHECK_WORDS))
		done = look_at_words(store, report, error);
	count_all(store, report);
	return done;
}

/* Whether the file has our tables, whatever it says of itself. */
static bool
has_our_tables(struct store *store)
{
	struct error error;
	int64_t count;

	error_init(&error);
	return database_ask(store,
		       "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN"
		       " ('articles', 'article_versions', 'annotations', 'targets',"
		       "  'annotation_tags')",
		       &count, &error) &&
		count == 5;
}

/* Fills in the version. False with the error when the file is none that can be looked at. */
static bool
look_at_label(struct store *store, struct check_report *report, struct error *error)
{
	enum migrate_state state = MIGRATE_EMPTY;
	struct error asked;
	size_t count;

	schema_migrations(&count);
	report->version = 0;
	if (migrate_look(store, count, &state, error)) {
		report->is_old = state == MIGRATE_OLDER;
		return state == MIGRATE_EMPTY ||
			database_ask(store, "PRAGMA user_version", &report->version, error);
	}
	error_init(&asked);
	if (store->failed == 0 && has_our_tables(store) &&
		database_ask(store, "PRAGMA user_version", &report->version, &asked) &&
		report->version > 0 && (size_t)report->version <= count) {
		error_init(error);
		add_fault(report, CHECK_LABEL, "%s",
			_("The file is not marked as a notes file (application_id)."));
		return true;
	}
	report->version = -1;
	return store->failed != 0 && take_failure(store, report, CHECK_PAGES, error);
}

/* A folder that must not be written into lets nobody make the -shm file that reading takes: there
 * the store knows a way. */
static struct store *
open_closed(struct store *taken_store, struct error *error)
{
	struct store *store;
	int code = taken_store->failed & 0xFF;

	if (code != SQLITE_CANTOPEN && code != SQLITE_READONLY)
		return taken_store;
	error_init(error);
	store = store_open(taken_store->path, STORE_READ, NULL, NULL, error);
	store_close(taken_store);
	if (store && store->in_memory) {
		error_set(error, ERROR_NOTES,
			_("%s is of an older version and in a folder without permission to write. "
			  "Copy it into another folder and check the copy."),
			store_path(store));
		store_close(store);
		return NULL;
	}
	return store;
}

bool
check_file(const char *path, struct check_report *report, struct error *error)
{
	struct store *store;
	bool done = false, exists;

	*report = (struct check_report){.version = -1};
	if (!database_look_at_path(path, &exists, error))
		return false;
	if (!exists) {
		error_set(error, ERROR_NOTES, _("There is no notes file %s: nothing to check."),
			path);
		return false;
	}
	store = database_new(path);
	if (database_connect_file(store, SQLITE_OPEN_READWRITE, error)) {
		done = look_at_label(store, report, error);
		if (!done && (store = open_closed(store, error)) != NULL) {
			done = !error_is_set(error) && look_at_label(store, report, error);
		}
	}
	if (done && report->version != 0)
		done = look_at_pages(store, report, error);
	if (done && report->version > 0)
		done = look_at_content(store, report, error);
	store_close(store);
	return done;
}
