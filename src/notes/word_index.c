/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes/word_index.h"

#include "base/buffer.h"
#include "notes/database.h"
#include "notes/words.h"

#include <stdlib.h>
#include <string.h>

enum {
	COLUMNS = 3 /* body, tags, quote */
};

/* What the index says of one note. */
struct row {
	struct buffer words[COLUMNS];
};

static void
row_clear(struct row *row)
{
	for (size_t i = 0; i < COLUMNS; i++)
		buffer_clear(&row->words[i]);
}

/* row_clear follows, also on failure. */
static bool
make_row(struct row *row, const char *body, const struct tie_list *tags, const char *quote,
	struct error *error)
{
	char *joined = tie_list_join(tags);
	const char *const texts[COLUMNS] = {body, joined, quote};
	bool done = true;

	for (size_t i = 0; i < COLUMNS; i++) {
		buffer_init(&row->words[i]);
		done = done && words_append(&row->words[i], slice_from_string(texts[i]), error);
	}
	free(joined);
	return done;
}

bool
word_index_add(struct store *store, int64_t annotation, const char *body,
	const struct tie_list *tags, const char *quote, struct error *error)
{
	struct row row;
	bool done = make_row(&row, body, tags, quote, error) &&
		database_run(store, STATEMENT_WORDS_ADD,
			(const struct value[]){value_number(annotation),
				value_text(buffer_string(&row.words[0])),
				value_text(buffer_string(&row.words[1])),
				value_text(buffer_string(&row.words[2]))},
			error);

	row_clear(&row);
	return done;
}

/* A note as the rows below give it: its number, body, quote, and what is done with it. */
typedef bool note_visitor(struct store *store, sqlite3_stmt *note, const struct tie_list *tags,
	void *context, struct error *error);

static const char all_notes[] =
	"SELECT a.annotation, a.body,"
	" coalesce((SELECT quote FROM targets AS t WHERE t.annotation = a.annotation"
	"  AND ordinal = 0), ''), w.rowid, w.body, w.tags, w.quote"
	" FROM annotations AS a LEFT JOIN annotation_words AS w ON w.rowid = a.annotation";
static const char notes_without_words[] =
	"SELECT a.annotation, a.body,"
	" coalesce((SELECT quote FROM targets AS t WHERE t.annotation = a.annotation"
	"  AND ordinal = 0), '') FROM annotations AS a";

static bool
visit_notes(struct store *store, const char *sql, note_visitor *visitor, void *context,
	struct error *error)
{
	sqlite3_stmt *notes = database_prepare(store, sql, error);
	bool done = notes != NULL;
	int code = SQLITE_DONE;

	while (done && (code = sqlite3_step(notes)) == SQLITE_ROW) {
		struct tie_list tags;

		done = tie_read(store, sqlite3_column_int64(notes, 0), &tags, error) &&
			visitor(store, notes, &tags, context, error);
		tie_list_clear(&tags);
	}
	if (done && code != SQLITE_DONE)
		done = database_failed(store, error);
	sqlite3_finalize(notes);
	return done;
}

static bool
compare_note(struct store *store, sqlite3_stmt *note, const struct tie_list *tags, void *context,
	struct error *error)
{
	struct word_index_faults *faults = context;
	char *body, *quote;
	struct row row;
	bool made, equal = true;

	(void)store;
	if (sqlite3_column_type(note, 3) == SQLITE_NULL) {
		faults->missing++;
		return true;
	}
	body = database_string(note, 1);
	quote = database_string(note, 2);
	made = make_row(&row, body, tags, quote, error);
	for (int i = 0; made && i < COLUMNS; i++) {
		char *words = database_string(note, 4 + i);

		equal = equal && strcmp(words, buffer_string(&row.words[i])) == 0;
		free(words);
	}
	faults->wrong += !equal;
	row_clear(&row);
	free(body);
	free(quote);
	return made;
}

bool
word_index_compare(struct store *store, struct word_index_faults *faults, struct error *error)
{
	int64_t stray;

	*faults = (struct word_index_faults){0};
	if (!visit_notes(store, all_notes, compare_note, faults, error) ||
		!database_ask(store,
			"SELECT count(*) FROM annotation_words"
			" WHERE rowid NOT IN (SELECT annotation FROM annotations)",
			&stray, error))
		return false;
	faults->stray = (size_t)stray;
	return true;
}

static bool
add_note(struct store *store, sqlite3_stmt *note, const struct tie_list *tags, void *context,
	struct error *error)
{
	char *body = database_string(note, 1), *quote = database_string(note, 2);
	bool done = word_index_add(store, sqlite3_column_int64(note, 0), body, tags, quote, error);

	(void)context;
	free(body);
	free(quote);
	return done;
}

bool
word_index_rebuild(struct store *store, const char *create, struct error *error)
{
	static const char drop[] = "DROP TABLE IF EXISTS annotation_words;"
				   "DROP TABLE IF EXISTS annotation_words_data;"
				   "DROP TABLE IF EXISTS annotation_words_idx;"
				   "DROP TABLE IF EXISTS annotation_words_content;"
				   "DROP TABLE IF EXISTS annotation_words_docsize;"
				   "DROP TABLE IF EXISTS annotation_words_config;";

	return database_execute(store, drop, error) && database_execute(store, create, error) &&
		visit_notes(store, notes_without_words, add_note, NULL, error);
}
