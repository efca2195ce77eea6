/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite takes the JSON apart: one statement makes a row of a line. */
#include "notes/correction_import.h"

#include "base/buffer.h"
#include "base/intl.h"
#include "notes/correction.h"
#include "notes/correction_row.h"
#include "notes/database.h"
#include "notes/version.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The columns in the order of IMPORT_COLUMNS in statement.c. */
enum column {
	COLUMN_IS_OBJECT,
	COLUMN_ID,
	COLUMN_KIND,
	COLUMN_EVERYWHERE,
	COLUMN_NAME,
	COLUMN_OFFICE,
	COLUMN_MODALITY,
	COLUMN_CREATED,
	COLUMN_TARGET_KIND,
	COLUMN_PARAGRAPH,
	COLUMN_START,
	COLUMN_END,
	COLUMN_FOLDED_START,
	COLUMN_FOLDED_END,
	COLUMN_QUOTE,
	COLUMN_PREFIX,
	COLUMN_SUFFIX,
	COLUMN_HASH,
	COLUMN_TITLE,
	COLUMN_PATH
};

/* A line, read. */
struct imported {
	struct correction correction;
	bool has_hash;
	char hash[VERSION_HASH_BYTES];
	char *title, *path;
};

static void
imported_clear(struct imported *imported)
{
	correction_clear(&imported->correction);
	free(imported->title);
	free(imported->path);
}

static bool
refuse(struct error *error, const char *sentence)
{
	error_set(error, ERROR_INPUT, "%s", sentence);
	return false;
}

/* Five groups of lower-case hexadecimal digits, of version 7. */
static bool
is_identifier(const char *text)
{
	static const char shape[] = "hhhhhhhh-hhhh-7hhh-hhhh-hhhhhhhhhhhh";

	if (strlen(text) != sizeof shape - 1)
		return false;
	for (size_t i = 0; shape[i]; i++) {
		bool fits = shape[i] == 'h' ? strchr("0123456789abcdef", text[i]) != NULL
					    : text[i] == shape[i];

		if (!fits)
			return false;
	}
	return true;
}

static bool
parse_hash(const char *text, char hash[VERSION_HASH_BYTES])
{
	static const char digits[] = "0123456789abcdef";

	if (strlen(text) != 2 * VERSION_HASH_BYTES || strspn(text, digits) != strlen(text))
		return false;
	for (size_t i = 0; i < VERSION_HASH_BYTES; i++)
		hash[i] = (char)((strchr(digits, text[2 * i]) - digits) << 4 |
			(strchr(digits, text[2 * i + 1]) - digits));
	return true;
}

static void
read_line(sqlite3_stmt *query, struct imported *imported)
{
	struct correction *correction = &imported->correction;
	char *target_kind = database_string(query, COLUMN_TARGET_KIND);
	char *hash = database_string(query, COLUMN_HASH);

	correction->everywhere = sqlite3_column_int(query, COLUMN_EVERYWHERE) != 0;
	correction->name = database_string(query, COLUMN_NAME);
	correction->office = database_string(query, COLUMN_OFFICE);
	correction->modality = database_string(query, COLUMN_MODALITY);
	correction->created = sqlite3_column_int64(query, COLUMN_CREATED);
	correction->target = (struct target){
		.kind = strcmp(target_kind, "paragraph") == 0 ? TARGET_PARAGRAPH : TARGET_PHRASE,
		.paragraph = database_count(query, COLUMN_PARAGRAPH),
		.start = database_count(query, COLUMN_START),
		.end = database_count(query, COLUMN_END),
		.folded_start = database_count(query, COLUMN_FOLDED_START),
		.folded_end = database_count(query, COLUMN_FOLDED_END),
		.quote = database_string(query, COLUMN_QUOTE),
		.prefix = database_string(query, COLUMN_PREFIX),
		.suffix = database_string(query, COLUMN_SUFFIX),
	};
	imported->has_hash = parse_hash(hash, imported->hash);
	imported->title = database_string(query, COLUMN_TITLE);
	imported->path = database_string(query, COLUMN_PATH);
	free(target_kind);
	free(hash);
}

/* What the columns must be before they are read. */
static bool
check_columns(sqlite3_stmt *query, struct imported *imported, struct error *error)
{
	char *id = database_string(query, COLUMN_ID), *kind = database_string(query, COLUMN_KIND);
	bool good = false;

	if (sqlite3_column_int(query, COLUMN_IS_OBJECT) == 0)
		refuse(error, _("This is no JSON object."));
	else if (!is_identifier(id))
		refuse(error, _("\"id\" is no UUID of version 7 in lower case."));
	else if (!correction_kind_parse(kind, &imported->correction.kind))
		refuse(error,
			_("\"kind\" is none of official, not-official, directive, "
			  "not-directive."));
	else if (sqlite3_column_type(query, COLUMN_CREATED) != SQLITE_INTEGER)
		refuse(error, _("\"created\" is no time such as 2026-02-03T04:05:06.789Z."));
	else
		good = true;
	if (good)
		memcpy(imported->correction.id, id, ANNOTATION_ID_BYTES);
	free(id);
	free(kind);
	return good;
}

static bool
check_modality(const char *modality, const char *const *modalities, struct error *error)
{
	struct buffer names;

	buffer_init(&names);
	for (; *modalities; modalities++) {
		if (strcmp(modality, *modalities) == 0) {
			buffer_clear(&names);
			return true;
		}
		buffer_append_format(&names, "%s%s", names.length ? ", " : "", *modalities);
	}
	error_set(error, ERROR_INPUT, _("\"modality\" is none of %s."), buffer_string(&names));
	buffer_clear(&names);
	return false;
}

static bool
check_place(const struct imported *imported, struct error *error)
{
	const struct target *target = &imported->correction.target;
	const size_t numbers[] = {target->paragraph, target->start, target->end,
		target->folded_start, target->folded_end};

	if (!imported->has_hash)
		return refuse(error,
			_("\"article\" has no \"hash\" of 32 lower-case hexadecimal digits, and it "
			  "does not hold everywhere."));
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (numbers[i] > UINT32_MAX)
			return refuse(error, _("A number in \"target\" is too large."));
	if (target->start > target->end || target->folded_start > target->folded_end)
		return refuse(error, _("The \"target\" ends before it starts."));
	return true;
}

static bool
parse(struct store *store, struct slice line, const struct correction_import *import,
	struct imported *imported, struct error *error)
{
	sqlite3_stmt *query = database_query(store, STATEMENT_CORRECTION_PARSE,
		(const struct value[]){{.kind = VALUE_TEXT, .bytes = line}}, error);
	bool row = false, good;

	*imported = (struct imported){.has_hash = false};
	if (!query || !database_next(store, query, &row, error))
		return false;
	good = row && check_columns(query, imported, error);
	if (good)
		read_line(query, imported);
	database_done(query);
	if (!good)
		return false;
	if (imported->correction.kind == CORRECTION_DIRECTIVE &&
		!check_modality(imported->correction.modality, import->modalities, error))
		return false;
	return imported->correction.everywhere || check_place(imported, error);
}

/* Makes an article known that was never seen here: by hash, title and path. */
static bool
enter_unseen(
	struct store *store, const struct imported *imported, int64_t *number, struct error *error)
{
	const struct value hash = value_blob((struct slice){imported->hash, VERSION_HASH_BYTES});
	const struct value nothing = value_blob((struct slice){"", 0}), none = value_text("");
	int64_t now = database_now(store);
	char id[IDENTIFIER_BYTES];

	identifier_next(&store->identifiers, now, id);
	if (!database_run(store, STATEMENT_ARTICLE_ADD,
		    (const struct value[]){value_text(id), value_text(imported->title), none, none,
			    value_number(0), value_number(now)},
		    error))
		return false;
	*number = sqlite3_last_insert_rowid(store->connection);
	return database_run(store, STATEMENT_PATH_ADD,
		       (const struct value[]){value_number(*number),
			       value_text(imported->path[0] ? imported->path : "-"),
			       value_number(0)},
		       error) &&
		database_run(store, STATEMENT_VERSION_ADD,
			(const struct value[]){value_number(*number), hash, nothing,
				value_number(0), none, value_number(0)},
			error);
}

/* Gives the correction the article and the version that have its hash. */
static bool
bind(struct store *store, struct imported *imported, struct error *error)
{
	const struct value hash = value_blob((struct slice){imported->hash, VERSION_HASH_BYTES});
	struct correction *correction = &imported->correction;

	return database_number(
		       store, STATEMENT_ARTICLE_BY_HASH, &hash, 0, &correction->article, error) &&
		(correction->article != 0 ||
			enter_unseen(store, imported, &correction->article, error)) &&
		database_number(store, STATEMENT_VERSION_FIND,
			(const struct value[]){value_number(correction->article), hash}, 0,
			&correction->target.version, error);
}

static bool
add(struct store *store, struct imported *imported, struct correction_import *import,
	struct error *error)
{
	struct correction *correction = &imported->correction;
	const struct value values[] = {
		value_text(correction->id), value_number(database_now(store))};
	int64_t known;

	if (!database_number(store, STATEMENT_CORRECTION_IMPORTED, values, 0, &known, error))
		return false;
	if (known) {
		import->known++;
		return true;
	}
	import->added++;
	return (correction->everywhere || bind(store, imported, error)) &&
		correction_row_prepare(correction, error) &&
		correction_row_add(store, correction, error) &&
		database_run(store, STATEMENT_CORRECTIONS_ORDER, values, error);
}

static bool
import_line(struct store *store, struct slice line, struct correction_import *import,
	struct error *error)
{
	struct imported imported;
	bool done = parse(store, line, import, &imported, error) &&
		add(store, &imported, import, error);

	imported_clear(&imported);
	return done;
}

/* Says in which line it was. */
static void
name_line(const struct correction_import *import, size_t number, struct error *error)
{
	struct error inner = *error;

	error_init(error);
	error_set(error, inner.kind, _("%s:%zu: %s Nothing was imported."), import->file, number,
		inner.sentence);
}

static bool
import_lines(struct store *store, struct slice lines, struct correction_import *import,
	struct error *error)
{
	for (size_t number = 1; lines.length > 0; number++) {
		struct slice line = slice_trim(slice_split(lines, '\n', &lines));

		if (line.length == 0)
			continue;
		if (!import_line(store, line, import, error)) {
			name_line(import, number, error);
			return false;
		}
	}
	return true;
}

bool
correction_import(struct store *store, struct slice lines, struct correction_import *import,
	struct error *error)
{
	import->added = import->known = 0;
	if (slice_starts_with(lines, slice_from_string("\xef\xbb\xbf")))
		lines = slice_at(lines, (struct span){3, lines.length});
	return database_begin(store, error) &&
		database_end(store, import_lines(store, lines, import, error), error);
}
