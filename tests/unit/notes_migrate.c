/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "notes/migrate.h"

#include "notes/annotation.h"
#include "notes/correction.h"
#include "notes/database.h"
#include "notes/store.h"

#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static int64_t
number_of(sqlite3 *database, const char *sql)
{
	sqlite3_stmt *query = NULL;
	int64_t number = -1;

	sqlite3_prepare_v2(database, sql, -1, &query, NULL);
	if (sqlite3_step(query) == SQLITE_ROW)
		number = sqlite3_column_int64(query, 0);
	sqlite3_finalize(query);
	return number;
}

enum {
	STEPS_AT_MOST = 32
};

/* The released steps, then one that is invented, then one that fails. Returns how many are
 * released. */
static size_t
invent_steps(struct migration steps[STEPS_AT_MOST])
{
	static const struct migration invented[] = {
		{"add a table", {"CREATE TABLE invented (x)", "INSERT INTO invented VALUES (5)"}},
		{"fail halfway", {"CREATE TABLE halfway (x)", "INSERT INTO nowhere VALUES (5)"}},
	};
	size_t released;
	const struct migration *all = schema_migrations(&released);

	assert_true(released + 2 <= STEPS_AT_MOST);
	memcpy(steps, all, released * sizeof *steps);
	memcpy(steps + released, invented, sizeof invented);
	return released;
}

static void
test_a_copy_is_made_before_a_step(void **state)
{
	struct migration steps[STEPS_AT_MOST];
	size_t released = invent_steps(steps);
	struct scratch scratch;
	struct store *store;
	struct error error;
	char copy[160];
	sqlite3 *backup;

	(void)state;
	scratch_open(&scratch, "notes.db");
	error_init(&error);
	store = store_open(scratch.path, STORE_WRITE, NULL, NULL, &error);
	assert_non_null(store);
	assert_true(migrate_run(store, steps, released + 1, &error));
	assert_true(migrate_run(store, steps, released + 1, &error)); /* nothing is left to do */
	assert_int_equal(number_of(store->connection, "SELECT x FROM invented"), 5);
	assert_int_equal(number_of(store->connection, "PRAGMA user_version"), released + 1);

	snprintf(copy, sizeof copy, "%s.backup-v%zu", scratch.path, released);
	assert_int_equal(sqlite3_open(copy, &backup), SQLITE_OK);
	assert_int_equal(number_of(backup, "PRAGMA user_version"), released);
	assert_int_equal(number_of(backup, "SELECT count(*) FROM annotations"), 0);
	assert_int_equal(number_of(backup, "SELECT count(*) FROM invented"), -1);
	sqlite3_close(backup);

	assert_false(migrate_run(store, steps, released + 2, &error));
	assert_non_null(strstr(error.sentence, "nowhere"));
	assert_int_equal(number_of(store->connection, "PRAGMA user_version"), released + 1);
	assert_int_equal(number_of(store->connection, "SELECT count(*) FROM halfway"), -1);
	store_close(store);
	scratch_close(&scratch);
}

static void
test_a_new_file_is_no_older_version(void **state)
{
	struct scratch scratch;
	struct store *store;
	struct error error;
	size_t released;
	char copy[160];

	(void)state;
	scratch_open(&scratch, "notes.db");
	error_init(&error);
	store = store_open(scratch.path, STORE_WRITE, NULL, NULL, &error);
	assert_non_null(store);
	schema_migrations(&released);
	assert_int_equal(number_of(store->connection, "PRAGMA user_version"), released);
	store_close(store);
	snprintf(copy, sizeof copy, "%s.backup-v1", scratch.path);
	assert_int_equal(access(copy, F_OK), -1);
	scratch_close(&scratch);
}

static void
test_no_copy_no_migration(void **state)
{
	struct migration steps[STEPS_AT_MOST];
	size_t released = invent_steps(steps);
	struct scratch scratch;
	struct store *store;
	struct error error;
	char blocked[160];

	(void)state;
	scratch_open(&scratch, "notes.db");
	error_init(&error);
	store = store_open(scratch.path, STORE_WRITE, NULL, NULL, &error);
	assert_non_null(store);
	snprintf(blocked, sizeof blocked, "%s.backup-v%zu", scratch.path, released);
	mkdir(blocked, 0700);
	assert_false(migrate_run(store, steps, released + 1, &error));
	assert_non_null(strstr(error.sentence, strrchr(blocked, '/') + 1));
	assert_int_equal(number_of(store->connection, "PRAGMA user_version"), released);
	store_close(store);
	scratch_close(&scratch);
}

/* A notes file of the first version, with a note in it. */
static void
make_first_version(const char *path)
{
	size_t released;
	const struct migration *first = &schema_migrations(&released)[0];
	sqlite3 *database;

	assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
	for (size_t i = 0; i < sizeof first->sql / sizeof first->sql[0] && first->sql[i]; i++)
		assert_int_equal(
			sqlite3_exec(database, first->sql[i], NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(database,
			"PRAGMA user_version = 1;"
			"INSERT INTO articles VALUES (1, 'a', '云州', '', '', 3, 5, 5);"
			"INSERT INTO annotations VALUES (1, 'n', 1, '早先的笔记', 5, 5, 0);"
			"INSERT INTO targets VALUES"
			" (1, 0, NULL, 'paragraph', 1, 0, 2, 0, 2, '云州', '', '')",
			NULL, NULL, NULL),
		SQLITE_OK);
	sqlite3_close(database);
}

/* What a store sees of a file that make_first_version made. */
static void
check_first_version(struct store *store)
{
	struct annotations notes;
	struct corrections corrections;
	struct error error;

	error_init(&error);
	annotations_init(&notes);
	corrections_init(&corrections);
	assert_true(annotation_list(store, &(struct annotation_filter){0}, &notes, &error));
	assert_int_equal(notes.count, 1);
	assert_string_equal(notes.items[0].body, "早先的笔记");
	assert_true(correction_list(store, -1, &corrections, &error));
	assert_int_equal(corrections.count, 0);
	annotations_clear(&notes);
	corrections_clear(&corrections);
}

static void
test_file_of_the_first_version(void **state)
{
	struct scratch scratch;
	struct store *store;
	struct error error;
	size_t released;
	char copy[160];
	sqlite3 *backup;

	(void)state;
	schema_migrations(&released);
	scratch_open(&scratch, "notes.db");
	snprintf(copy, sizeof copy, "%s.backup-v1", scratch.path);
	error_init(&error);
	make_first_version(scratch.path);
	store = store_open(scratch.path, STORE_READ, NULL, NULL, &error);
	assert_non_null(store);
	check_first_version(store);
	store_close(store);
	assert_int_equal(access(copy, F_OK), -1); /* reading changes nothing */

	store = store_open(scratch.path, STORE_WRITE, NULL, NULL, &error);
	assert_non_null(store);
	check_first_version(store);
	assert_int_equal(number_of(store->connection, "PRAGMA user_version"), released);
	store_close(store);
	assert_int_equal(sqlite3_open(copy, &backup), SQLITE_OK);
	assert_int_equal(number_of(backup, "PRAGMA user_version"), 1);
	assert_int_equal(number_of(backup, "SELECT count(*) FROM annotations"), 1);
	assert_int_equal(number_of(backup, "SELECT count(*) FROM corrections"), -1);
	sqlite3_close(backup);
	scratch_close(&scratch);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_copy_is_made_before_a_step),
		cmocka_unit_test(test_a_new_file_is_no_older_version),
		cmocka_unit_test(test_no_copy_no_migration),
		cmocka_unit_test(test_file_of_the_first_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
