/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are really damaged: each page in turn, cut, robbed of rows behind SQLite's back. */
#include <config.h>

#include "notes/check.h"

#include "base/buffer.h"
#include "notes/annotation.h"
#include "notes/correction.h"
#include "notes/database.h"
#include "notes/library.h"
#include "notes/migrate.h"
#include "notes/repair.h"
#include "notes/schema.h"
#include "notes/store.h"
#include "text/article.h"

#include "scratch.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

enum {
	NOTES = 60,
	CORRECTIONS = 20,
	PAGE = 4096
};

struct fixture {
	struct scratch scratch;
	struct error error;
	struct check_report report;
	struct buffer sound; /* the file's bytes before it is damaged */
};

static void
fill(struct store *store, struct error *error)
{
	struct article *article =
		article_from_bytes(slice_from_string("云州\n会议\n"), "/yunzhou", NULL, error);
	int64_t number = library_enter(store, article, error);
	char body[900];

	assert_true(number > 0 && library_keep(store, number, article, 1, error) > 0);
	article_close(article);
	for (int i = 0; i < NOTES; i++) {
		struct annotation note = {.article = number,
			.target = {.paragraph = 1, .quote = strdup("云州")},
			.tags = calloc(1, sizeof(char *)),
			.tag_count = 1};

		memset(body, 'a' + i % 26, sizeof body);
		snprintf(body + 800, 100, " 第%d条", i);
		note.body = strdup(body);
		note.tags[0] = strdup("督查/物资");
		assert_true(annotation_add(store, &note, error));
		annotation_clear(&note);
	}
	for (int i = 0; i < CORRECTIONS; i++) {
		struct correction correction = {
			.kind = CORRECTION_NOT_OFFICIAL, .everywhere = true};

		snprintf(body, sizeof body, "甲乙丙%c", 'a' + i);
		correction.name = strdup(body);
		assert_true(correction_add(store, &correction, error));
		correction_clear(&correction);
	}
}

static void
read_sound(struct fixture *fixture)
{
	FILE *file = fopen(fixture->scratch.path, "r");
	char block[PAGE];
	size_t got;

	assert_non_null(file);
	buffer_init(&fixture->sound);
	while ((got = fread(block, 1, sizeof block, file)) > 0)
		buffer_append(&fixture->sound, (struct slice){block, got});
	fclose(file);
}

static int
set_up(void **state)
{
	static struct fixture fixture;
	struct store *store;

	scratch_open(&fixture.scratch, "notes.db");
	error_init(&fixture.error);
	fixture.report = (struct check_report){0};
	store = store_open(fixture.scratch.path, STORE_WRITE, NULL, NULL, &fixture.error);
	assert_non_null(store);
	fill(store, &fixture.error);
	store_close(store);
	read_sound(&fixture);
	*state = &fixture;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;

	check_clear(&fixture->report);
	buffer_clear(&fixture->sound);
	scratch_close(&fixture->scratch);
	return 0;
}

static void
run_sql(const char *path, const char *sql)
{
	sqlite3 *other;

	assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
	if (sqlite3_exec(other, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(other));
	sqlite3_close(other);
}

/* The file as it was, with bytes written over at a place, or cut there when bytes is NULL. */
static void
damage(struct fixture *fixture, size_t at, const char *bytes, size_t count)
{
	static const char *const ends[] = {"-wal", "-shm"};
	FILE *file = fopen(fixture->scratch.path, "w");
	size_t whole = bytes ? fixture->sound.length : at;
	char name[200];

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		snprintf(name, sizeof name, "%s%s", fixture->scratch.path, ends[i]);
		remove(name);
	}
	assert_int_equal(fwrite(fixture->sound.bytes, 1, whole, file), whole);
	if (bytes) {
		fseek(file, (long)at, SEEK_SET);
		assert_int_equal(fwrite(bytes, 1, count, file), count);
	}
	fclose(file);
}

static void
check(struct fixture *fixture)
{
	check_clear(&fixture->report);
	error_init(&fixture->error);
	if (!check_file(fixture->scratch.path, &fixture->report, &fixture->error))
		fail_msg("%s", fixture->error.sentence);
}

/* Mends, and looks that the copy is there. Whether it took a new file. */
static bool
repair(struct fixture *fixture)
{
	struct repair *repair =
		repair_begin(fixture->scratch.path, &fixture->report, &fixture->error);
	bool salvaged = false;

	if (!repair || !repair_run(repair, &salvaged, &fixture->error))
		fail_msg("%s", fixture->error.sentence);
	assert_int_equal(access(repair_copy(repair), F_OK), 0);
	remove(repair_copy(repair));
	repair_end(repair);
	return salvaged;
}

static void
expect_sound(struct fixture *fixture)
{
	check(fixture);
	for (size_t i = 0; i < fixture->report.count; i++)
		print_message("# %s\n", fixture->report.items[i].sentence);
	assert_int_equal(fixture->report.count, 0);
}

static void
expect(struct fixture *fixture, enum check_kind kind, const char *words)
{
	bool said = false;

	check(fixture);
	for (size_t i = 0; i < fixture->report.count; i++)
		said = said ||
			(fixture->report.items[i].kind == kind &&
				strstr(fixture->report.items[i].sentence, words));
	for (size_t i = 0; i < fixture->report.count && !said; i++)
		print_message("# %s\n", fixture->report.items[i].sentence);
	if (!said)
		fail_msg("nothing says: %s", words);
}

/* How many notes the program lists that have those words in them. */
static size_t
count_notes(struct fixture *fixture, const char *words)
{
	struct store *store =
		store_open(fixture->scratch.path, STORE_WRITE, NULL, NULL, &fixture->error);
	struct annotations list;
	size_t count;

	assert_non_null(store);
	annotations_init(&list);
	assert_true(annotation_list(
		store, &(struct annotation_filter){.words = words}, &list, &fixture->error));
	count = list.count;
	annotations_clear(&list);
	store_close(store);
	return count;
}

static void
test_sound_file(void **state)
{
	struct fixture *fixture = *state;

	expect_sound(fixture);
	assert_true(fixture->report.notes == NOTES && fixture->report.articles == 1);
	assert_true(fixture->report.corrections == CORRECTIONS && fixture->report.trash == 0);
	damage(fixture, 0, NULL, 0);
	expect_sound(fixture);
	assert_int_equal(fixture->report.version, 0);
}

static void
refuse(struct fixture *fixture, const char *words)
{
	check_clear(&fixture->report);
	error_init(&fixture->error);
	assert_false(check_file(fixture->scratch.path, &fixture->report, &fixture->error));
	assert_non_null(strstr(fixture->error.sentence, words));
	assert_non_null(strstr(fixture->error.sentence, fixture->scratch.path));
}

static void
test_what_is_not_ours_is_left_alone(void **state)
{
	struct fixture *fixture = *state;

	run_sql(fixture->scratch.path, "PRAGMA user_version = 99");
	refuse(fixture, "version 99");
	remove(fixture->scratch.path);
	refuse(fixture, "no notes file");
	run_sql(fixture->scratch.path, "CREATE TABLE songs (title)");
	refuse(fixture, "another program");
	remove(fixture->scratch.path);
	mkdir(fixture->scratch.path, 0700);
	refuse(fixture, "no file");
}

static void
test_full_text_index(void **state)
{
	static const struct {
		const char *sql, *words;
	} cases[] = {
		{"DELETE FROM annotation_words WHERE rowid & 1023 = 3",
			"missing in the full-text index: 1"},
		{"UPDATE annotation_words SET body = 'else' WHERE rowid & 1023 IN (4, 5)",
			"are wrong: 2"},
		{"INSERT INTO annotation_words (rowid, body) VALUES (999, 'x')", "of no note: 1"},
		{"DELETE FROM annotation_words_data WHERE id > 10", "damaged"},
		{"UPDATE annotation_words_data SET block = x'00' WHERE id > 10", "damaged"},
		{"UPDATE annotation_words_data SET block = zeroblob(9)", ""},
		{"UPDATE annotation_words_content SET c0 = 'else' WHERE id & 1023 = 7",
			"are wrong: 1"},
		{"DELETE FROM annotation_words_content WHERE id & 1023 = 7", "missing"},
		{"DELETE FROM annotation_words_docsize", "damaged"},
		{"DROP TABLE annotation_words", "is missing"},
		{"PRAGMA writable_schema = ON;"
		 "DELETE FROM sqlite_schema WHERE name = 'annotation_words'",
			"is missing"},
		{"PRAGMA writable_schema = ON;"
		 "DELETE FROM sqlite_schema WHERE name = 'annotation_words_data'",
			""},
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		damage(fixture, 0, "S", 1);
		run_sql(fixture->scratch.path, cases[i].sql);
		print_message("# %s\n", cases[i].sql);
		expect(fixture, CHECK_WORDS, cases[i].words);
		repair(fixture);
		expect_sound(fixture);
		assert_int_equal(count_notes(fixture, "督查 云州"), NOTES);
	}
}

/* An index that SQLite forgot while rows were written, and one that is not there. */
static void
test_indices(void **state)
{
	struct fixture *fixture = *state;

	run_sql(fixture->scratch.path,
		"CREATE TABLE kept AS SELECT * FROM sqlite_schema"
		" WHERE name = 'annotations_by_article';"
		"PRAGMA writable_schema = ON;"
		"DELETE FROM sqlite_schema WHERE name = 'annotations_by_article'");
	run_sql(fixture->scratch.path,
		"UPDATE annotations SET deleted = 5 WHERE annotation & 1023 < 10;"
		"PRAGMA writable_schema = ON;"
		"INSERT INTO sqlite_schema SELECT * FROM kept");
	run_sql(fixture->scratch.path, "DROP TABLE kept");
	expect(fixture, CHECK_INDEX, "annotations_by_article disagrees");
	assert_false(repair(fixture));
	expect_sound(fixture);
	assert_true(fixture->report.trash == 9);
	run_sql(fixture->scratch.path, "DROP INDEX corrections_by_folded");
	expect(fixture, CHECK_INDEX, "corrections_by_folded is missing");
	assert_false(repair(fixture));
	expect_sound(fixture);
}

static void
test_rows_that_hang_in_the_air(void **state)
{
	static const struct {
		const char *sql, *words;
		enum check_kind kind;
		size_t notes;
	} cases[] = {
		{"DELETE FROM articles",
			"annotations that belong to something missing in articles: 60", CHECK_TIES,
			NOTES},
		{"DELETE FROM annotations WHERE annotation & 1023 = 5", "targets that belong",
			CHECK_TIES, NOTES - 1},
		{"DELETE FROM tags", "annotation_tags that belong", CHECK_TIES, NOTES},
		{"DELETE FROM article_versions", "targets that belong", CHECK_TIES, NOTES},
		{"DELETE FROM targets WHERE annotation & 1023 < 4", "not listed: 3", CHECK_PLACE,
			NOTES},
		{"UPDATE article_versions SET packing = 'coded', text = zeroblob(99)",
			"A kept text is damaged (version 1", CHECK_TEXT, NOTES},
		{"UPDATE article_versions SET packing = 'plain', text = CAST('云州' AS BLOB)",
			"its notes are found by their quotes", CHECK_TEXT, NOTES},
		{"UPDATE article_versions SET packing = 'plain', text = x'E4BAFF'",
			"its notes are found by their quotes", CHECK_TEXT, NOTES},
		{"PRAGMA application_id = 0", "not marked", CHECK_LABEL, NOTES},
		{"DROP TABLE annotation_history", "annotation_history is missing", CHECK_TABLE,
			NOTES},
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		damage(fixture, 0, "S", 1);
		run_sql(fixture->scratch.path, cases[i].sql);
		expect(fixture, cases[i].kind, cases[i].words);
		repair(fixture);
		expect_sound(fixture);
		assert_int_equal(count_notes(fixture, NULL), cases[i].notes);
	}
}

/* The rubbish that a page is written over with: a part of it, or all. */
static void
test_each_page_in_turn(void **state)
{
	struct fixture *fixture = *state;
	size_t pages = fixture->sound.length / PAGE, seen = 0, kept = 0, poor = 0, tries = 0;
	char rubbish[PAGE];

	for (size_t i = 0; i < sizeof rubbish; i++)
		rubbish[i] = (char)(i * 37 + 11);
	for (size_t page = 0; page < pages; page++)
		for (size_t length = 24; length <= PAGE; length *= 170) {
			size_t notes;

			damage(fixture, page * PAGE, rubbish, length);
			check(fixture);
			tries++;
			seen += fixture->report.count > 0;
			if (fixture->report.count == 0)
				continue;
			repair(fixture);
			expect_sound(fixture);
			notes = count_notes(fixture, NULL);
			if (page == 0)
				assert_int_equal(count_notes(fixture, "督查"), NOTES);
			kept += notes;
			poor += notes + 8 < NOTES;
		}
	print_message("# %zu pages overwritten, %zu found, %zu of %zu notes saved\n", tries, seen,
		kept, seen * NOTES);
	assert_int_equal(seen, tries);
	assert_int_equal(poor, 0); /* a page of notes takes at most 8 with it */
}

/* The first page is gone of a file that an older program made and this one brought up to date. */
static void
test_first_page_of_an_older_file(void **state)
{
	struct fixture *fixture = *state;
	const struct migration *steps;
	struct store *store;
	size_t count;

	steps = schema_migrations(&count);
	remove(fixture->scratch.path);
	store = database_new(fixture->scratch.path);
	store->writable = store->in_memory = true;
	assert_true(database_connect_file(
		store, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &fixture->error));
	assert_true(migrate_run(store, steps, 1, &fixture->error));
	store_close(store);
	/* what is noted before the next step moves the tables of that step to other pages */
	run_sql(fixture->scratch.path,
		"INSERT INTO articles VALUES (9, 'a', '', '', '', 3, 5, 5);"
		"WITH RECURSIVE n (i) AS (SELECT 1001 UNION ALL SELECT i + 1 FROM n WHERE i < 1060)"
		" INSERT INTO annotations SELECT i, 'n' || i, 9, hex(zeroblob(1000)), 5, 5, 0 FROM "
		"n;"
		"INSERT INTO targets SELECT annotation, 0, NULL, 'paragraph', 1, 0, 2, 0, 2, '', "
		"'', ''"
		" FROM annotations");
	store = store_open(fixture->scratch.path, STORE_WRITE, NULL, NULL, &fixture->error);
	assert_non_null(store);
	fill(store, &fixture->error);
	store_close(store);
	buffer_clear(&fixture->sound);
	read_sound(fixture);
	damage(fixture, 0, "rubbish", 7);
	expect(fixture, CHECK_PAGES, "not a database");
	assert_true(repair(fixture));
	expect_sound(fixture);
	assert_true(fixture->report.notes == NOTES + 60);
	assert_true(fixture->report.corrections == CORRECTIONS);
	assert_int_equal(count_notes(fixture, "督查"), NOTES); /* with their tags */
}

static void
test_cut_file(void **state)
{
	struct fixture *fixture = *state;
	size_t pages = fixture->sound.length / PAGE, last = 0;

	for (size_t page = pages - 1; page > pages / 2; page -= 3) {
		damage(fixture, page * PAGE - 100, NULL, 0);
		expect(fixture, CHECK_PAGES, "");
		assert_true(repair(fixture));
		expect_sound(fixture);
		last = count_notes(fixture, NULL);
		print_message("# cut to %zu of %zu pages: %zu notes\n", page, pages, last);
		assert_true(last > 0);
	}
}

/* What is confirmed lies in the log still; a page of the file is damaged. */
static void
test_log_is_kept(void **state)
{
	struct fixture *fixture = *state;
	struct store *store;
	char moved[200];

	damage(fixture, 0, "S", 1);
	store = store_open(fixture->scratch.path, STORE_WRITE, NULL, NULL, &fixture->error);
	assert_non_null(store);
	run_sql(fixture->scratch.path, "DELETE FROM annotation_words WHERE rowid & 1023 = 1");
	expect(fixture, CHECK_WORDS, "missing");
	/* another program has it open: mended all the same, and it goes on writing */
	assert_false(repair(fixture));
	fill(store, &fixture->error);
	store_close(store);
	expect_sound(fixture);
	assert_true(fixture->report.notes == 2 * NOTES);
	snprintf(moved, sizeof moved, "%s.moved", fixture->scratch.path);
	assert_int_equal(rename(fixture->scratch.path, moved), 0);
	refuse(fixture, "nothing to check");
}

static void
test_salvage_while_a_reader_is_open(void **state)
{
	struct fixture *fixture = *state;
	struct store *store;
	char rubbish[PAGE];

	memset(rubbish, 0x55, sizeof rubbish);
	damage(fixture, fixture->sound.length - 3 * PAGE, rubbish, PAGE);
	store = store_open(fixture->scratch.path, STORE_WRITE, NULL, NULL, &fixture->error);
	assert_non_null(store);
	expect(fixture, CHECK_PAGES, "");
	assert_true(repair(fixture));
	fill(store, &fixture->error);
	store_close(store);
	expect_sound(fixture);
	assert_true(fixture->report.notes > NOTES);
}

#define TEST(FUNCTION) cmocka_unit_test_setup_teardown(FUNCTION, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_sound_file),
		TEST(test_what_is_not_ours_is_left_alone),
		TEST(test_full_text_index),
		TEST(test_indices),
		TEST(test_rows_that_hang_in_the_air),
		TEST(test_each_page_in_turn),
		TEST(test_first_page_of_an_older_file),
		TEST(test_cut_file),
		TEST(test_log_is_kept),
		TEST(test_salvage_while_a_reader_is_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
