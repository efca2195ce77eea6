/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "notes/migrate.h"

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

static void
test_a_copy_is_made_before_a_step(void **state)
{
	/* The released first step, then one that is invented, then one that fails. */
	size_t released;
	const struct migration steps[] = {
		schema_migrations(&released)[0],
		{"add a table", {"CREATE TABLE invented (x)", "INSERT INTO invented VALUES (5)"}},
		{"fail halfway", {"CREATE TABLE halfway (x)", "INSERT INTO nowhere VALUES (5)"}},
	};
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
	assert_true(migrate_run(store, steps, 2, &error));
	assert_true(migrate_run(store, steps, 2, &error)); /* nothing is left to do */
	assert_int_equal(number_of(store->connection, "SELECT x FROM invented"), 5);
	assert_int_equal(number_of(store->connection, "PRAGMA user_version"), 2);

	snprintf(copy, sizeof copy, "%s.backup-v1", scratch.path);
	assert_int_equal(sqlite3_open(copy, &backup), SQLITE_OK);
	assert_int_equal(number_of(backup, "PRAGMA user_version"), 1);
	assert_int_equal(number_of(backup, "SELECT count(*) FROM annotations"), 0);
	assert_int_equal(number_of(backup, "SELECT count(*) FROM invented"), -1);
	sqlite3_close(backup);

	assert_false(migrate_run(store, steps, 3, &error));
	assert_non_null(strstr(error.sentence, "nowhere"));
	assert_int_equal(number_of(store->connection, "PRAGMA user_version"), 2);
	assert_int_equal(number_of(store->connection, "SELECT count(*) FROM halfway"), -1);
	store_close(store);
	scratch_close(&scratch);
}

static void
test_no_copy_no_migration(void **state)
{
	size_t released;
	const struct migration steps[] = {
		schema_migrations(&released)[0],
		{"add a table", {"CREATE TABLE invented (x)"}},
	};
	struct scratch scratch;
	struct store *store;
	struct error error;
	char blocked[160];

	(void)state;
	scratch_open(&scratch, "notes.db");
	error_init(&error);
	store = store_open(scratch.path, STORE_WRITE, NULL, NULL, &error);
	assert_non_null(store);
	snprintf(blocked, sizeof blocked, "%s.backup-v1", scratch.path);
	mkdir(blocked, 0700);
	assert_false(migrate_run(store, steps, 2, &error));
	assert_non_null(strstr(error.sentence, "backup-v1"));
	assert_int_equal(number_of(store->connection, "PRAGMA user_version"), 1);
	store_close(store);
	scratch_close(&scratch);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_copy_is_made_before_a_step),
		cmocka_unit_test(test_no_copy_no_migration),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
