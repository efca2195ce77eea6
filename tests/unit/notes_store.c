/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening and what can be wrong with the file; two programs at once; files that go away. */
#include <config.h>

#include "notes/store.h"

#include "notes/annotation.h"
#include "notes/library.h"
#include "notes/schema.h"
#include "text/article.h"

#include "scratch.h"

#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <cmocka.h>

enum {
	NOBODY = 65534 /* a user without rights, for tests run by root */
};

struct fixture {
	struct scratch scratch;
	struct error error;
};

static int
set_up(void **state)
{
	static struct fixture fixture;

	scratch_open(&fixture.scratch, "notes.db");
	error_init(&fixture.error);
	*state = &fixture;
	return 0;
}

static int
tear_down(void **state)
{
	scratch_close(&((struct fixture *)*state)->scratch);
	return 0;
}

static struct store *
open_store(struct fixture *fixture, enum store_mode mode)
{
	struct store *store = store_open(fixture->scratch.path, mode, NULL, NULL, &fixture->error);

	if (!store)
		print_message("# %s\n", fixture->error.sentence);
	assert_non_null(store);
	return store;
}

static int64_t
enter(struct store *store, struct error *error)
{
	struct article *article =
		article_from_bytes(slice_from_string("云州\n会议\n"), "/yunzhou", NULL, error);
	int64_t number = library_enter(store, article, error);

	article_close(article);
	return number;
}

static bool
add(struct store *store, int64_t number, const char *body, struct error *error)
{
	char *copy = strdup(body);
	struct annotation new = {
		.article = number, .target = {.paragraph = 1, .quote = NULL}, .body = copy};
	bool added = annotation_add(store, &new, error);

	annotation_clear(&new);
	return added;
}

static size_t
count_notes(struct store *store)
{
	struct annotations list;
	struct error error;
	size_t count;

	error_init(&error);
	annotations_init(&list);
	assert_true(
		annotation_list(store, &(struct annotation_filter){.article = 0}, &list, &error));
	count = list.count;
	annotations_clear(&list);
	return count;
}

/* Runs SQL on the file as another program would; a number comes back from the last row. */
static int64_t
run_sql(const char *path, const char *sql)
{
	sqlite3_stmt *query = NULL;
	int64_t number = -1;
	sqlite3 *other;

	assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
	for (const char *rest = sql; *rest;) {
		assert_int_equal(sqlite3_prepare_v2(other, rest, -1, &query, &rest), SQLITE_OK);
		while (sqlite3_step(query) == SQLITE_ROW)
			number = sqlite3_column_int64(query, 0);
		assert_int_equal(sqlite3_finalize(query), SQLITE_OK);
	}
	sqlite3_close(other);
	return number;
}

static void
check_refused(struct fixture *fixture, const char *word)
{
	for (int mode = STORE_READ; mode <= STORE_WRITE; mode++) {
		error_init(&fixture->error);
		assert_null(store_open(
			fixture->scratch.path, (enum store_mode)mode, NULL, NULL, &fixture->error));
		assert_non_null(strstr(fixture->error.sentence, word));
		assert_non_null(strstr(fixture->error.sentence, fixture->scratch.path));
	}
}

static void
test_file_is_made_as_designed(void **state)
{
	struct fixture *fixture = *state;
	struct store *store;
	size_t released;
	char deep[160];

	snprintf(deep, sizeof deep, "%s/a/b/notes.db", fixture->scratch.folder);
	store = store_open(deep, STORE_WRITE, NULL, NULL, &fixture->error);
	assert_non_null(store);
	assert_string_equal(store_path(store), deep);
	assert_true(add(store, enter(store, &fixture->error), "x", &fixture->error));
	store_close(store);
	assert_int_equal(run_sql(deep, "PRAGMA application_id"), 0x7A687069);
	schema_migrations(&released);
	assert_int_equal(run_sql(deep, "PRAGMA user_version"), released);
	assert_int_equal(run_sql(deep,
				 "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
				 " AND name NOT LIKE 'annotation_words%'"
				 " AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%STRICT%'"),
		0);
	assert_int_equal(run_sql(deep, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), 1);
	/* The shell can add to it: no trigger needs a function of ours. */
	run_sql(deep,
		"INSERT INTO annotations (id, article, body, created, modified, deleted)"
		" VALUES ('x', 1, '', 0, 0, 0)");
}

static void
test_reading_without_a_file_makes_none(void **state)
{
	struct fixture *fixture = *state;
	struct store *store = open_store(fixture, STORE_READ);

	assert_int_equal(count_notes(store), 0);
	assert_int_equal(access(fixture->scratch.path, F_OK), -1);
	assert_true(enter(store, &fixture->error) < 0);
	assert_non_null(strstr(fixture->error.sentence, "written"));
	store_close(store);
}

static void
test_empty_file_is_an_empty_store(void **state)
{
	struct fixture *fixture = *state;
	struct store *store;
	struct stat status;

	scratch_write(fixture->scratch.path, "");
	store = open_store(fixture, STORE_READ);
	assert_int_equal(count_notes(store), 0);
	store_close(store);
	assert_int_equal(stat(fixture->scratch.path, &status), 0);
	assert_int_equal(status.st_size, 0);
	store = open_store(fixture, STORE_WRITE);
	assert_true(add(store, enter(store, &fixture->error), "x", &fixture->error));
	store_close(store);
}

static void
test_reading_leaves_the_file_and_its_folder(void **state)
{
	struct fixture *fixture = *state;
	struct store *store = open_store(fixture, STORE_WRITE);
	struct stat before, after;
	char log[160];

	assert_true(add(store, enter(store, &fixture->error), "x", &fixture->error));
	store_close(store);
	stat(fixture->scratch.path, &before);
	store = open_store(fixture, STORE_READ);
	assert_int_equal(count_notes(store), 1);
	store_close(store);
	stat(fixture->scratch.path, &after);
	assert_true(before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
	snprintf(log, sizeof log, "%s-wal", fixture->scratch.path);
	assert_int_equal(access(log, F_OK), -1);
}

static void
test_what_is_no_notes_file_is_refused(void **state)
{
	struct fixture *fixture = *state;

	scratch_write(fixture->scratch.path,
		"Dear diary, this is no database but it is long enough "
		"to be taken for one by its length alone.\n");
	check_refused(fixture, "no notes file");
	remove(fixture->scratch.path);
	run_sql(fixture->scratch.path, "CREATE TABLE songs (title)");
	check_refused(fixture, "another program");
	assert_int_equal(run_sql(fixture->scratch.path,
				 "SELECT journal_mode = 'delete'"
				 " FROM pragma_journal_mode"),
		1);
	remove(fixture->scratch.path);
	run_sql(fixture->scratch.path, "PRAGMA application_id = 5; PRAGMA user_version = 1;");
	check_refused(fixture, "another program");
	remove(fixture->scratch.path);
	mkdir(fixture->scratch.path, 0700);
	check_refused(fixture, "no file");
}

static void
test_later_version_is_named(void **state)
{
	struct fixture *fixture = *state;

	store_close(open_store(fixture, STORE_WRITE));
	run_sql(fixture->scratch.path, "PRAGMA user_version = 7");
	check_refused(fixture, "version 7");
}

static void
test_damage_is_told(void **state)
{
	struct fixture *fixture = *state;
	struct store *store = open_store(fixture, STORE_WRITE);
	int64_t number = enter(store, &fixture->error);
	struct annotations list;
	FILE *file;

	for (int i = 0; i < 50; i++)
		assert_true(
			add(store, number, "a note that fills the page a little", &fixture->error));
	store_close(store);
	file = fopen(fixture->scratch.path, "r+");
	for (long page = 1; page < 40; page++) {
		fseek(file, page * 4096, SEEK_SET);
		fwrite("rubbish rubbish rubbish ", 1, 24, file);
	}
	fclose(file);
	error_init(&fixture->error);
	annotations_init(&list);
	store = store_open(fixture->scratch.path, STORE_WRITE, NULL, NULL, &fixture->error);
	assert_false(store &&
		annotation_list(
			store, &(struct annotation_filter){.article = 0}, &list, &fixture->error));
	assert_non_null(strstr(fixture->error.sentence, "damaged"));
	annotations_clear(&list);
	store_close(store);
}

static void
test_locked_file_is_busy_after_a_while(void **state)
{
	struct fixture *fixture = *state;
	struct store *store = open_store(fixture, STORE_WRITE);
	int64_t number = enter(store, &fixture->error);
	struct timespec start, end;
	sqlite3 *other;

	sqlite3_open(fixture->scratch.path, &other);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	clock_gettime(CLOCK_MONOTONIC, &start);
	assert_false(add(store, number, "x", &fixture->error));
	clock_gettime(CLOCK_MONOTONIC, &end);
	assert_int_equal(fixture->error.kind, ERROR_BUSY);
	assert_in_range(end.tv_sec - start.tv_sec, 1, 6);
	assert_int_equal(count_notes(store), 0); /* reading goes on */
	sqlite3_exec(other, "COMMIT", NULL, NULL, NULL);
	sqlite3_close(other);
	assert_true(add(store, number, "x", &fixture->error));
	store_close(store);
}

static void
test_file_that_goes_away_confirms_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct store *store = open_store(fixture, STORE_WRITE);
	int64_t number = enter(store, &fixture->error);
	char moved[160], log[160];

	snprintf(moved, sizeof moved, "%s.moved", fixture->scratch.path);
	snprintf(log, sizeof log, "%s-wal", fixture->scratch.path);
	assert_true(add(store, number, "before", &fixture->error));
	rename(fixture->scratch.path, moved);
	assert_false(add(store, number, "renamed away", &fixture->error));
	assert_non_null(strstr(fixture->error.sentence, "moved, replaced or deleted"));
	scratch_write(fixture->scratch.path, "");
	assert_false(add(store, number, "replaced", &fixture->error));
	remove(fixture->scratch.path);
	rename(moved, fixture->scratch.path);
	assert_true(add(store, number, "back again", &fixture->error));
	remove(log);
	assert_false(add(store, number, "its log deleted", &fixture->error));
	store_close(store);
}

/* A file that another one has replaced is whole, and so is the other: the log goes with its own. */
static void
test_a_file_that_comes_in_its_place_is_left_alone(void **state)
{
	struct fixture *fixture = *state;
	struct store *store = open_store(fixture, STORE_WRITE), *another;
	int64_t number = enter(store, &fixture->error);
	char moved[160], new[160], log[160];
	struct stat status;
	bool outdated;

	snprintf(moved, sizeof moved, "%s.moved", fixture->scratch.path);
	snprintf(new, sizeof new, "%s.new", fixture->scratch.path);
	snprintf(log, sizeof log, "%s-wal", fixture->scratch.path);
	another = store_open(new, STORE_WRITE, NULL, NULL, &fixture->error);
	assert_true(
		add(another, enter(another, &fixture->error), "of the new file", &fixture->error));
	store_close(another);
	for (int i = 0; i < 20; i++)
		assert_true(add(store, number, "of the old file", &fixture->error));
	assert_false(store_is_outdated(store, &outdated));
	assert_int_equal(rename(fixture->scratch.path, moved), 0);
	assert_int_equal(rename(new, fixture->scratch.path), 0);
	assert_true(store_is_outdated(store, &outdated));
	assert_true(outdated);
	store_close(store);
	assert_int_equal(stat(log, &status), -1);
	store = open_store(fixture, STORE_WRITE);
	assert_int_equal(count_notes(store), 1);
	store_close(store);
	store = store_open(moved, STORE_READ, NULL, NULL, &fixture->error);
	assert_int_equal(count_notes(store), 20);
	store_close(store);
}

/* A copy of a file that was being made, or is older, tells when it is of no use any more. */
static void
test_a_copy_is_outdated_by_a_change(void **state)
{
	struct fixture *fixture = *state;
	struct store *copy, *store;
	bool moved;

	scratch_write(fixture->scratch.path, "");
	copy = open_store(fixture, STORE_READ);
	assert_false(store_is_outdated(copy, &moved));
	store = open_store(fixture, STORE_WRITE);
	assert_true(add(store, enter(store, &fixture->error), "x", &fixture->error));
	assert_true(store_is_outdated(copy, &moved));
	assert_false(moved);
	store_close(copy);
	copy = open_store(fixture, STORE_READ);
	assert_int_equal(count_notes(copy), 1);
	assert_false(store_is_outdated(copy, &moved));
	store_close(copy);
	store_close(store);
}

static void
test_another_connection_is_noticed(void **state)
{
	struct fixture *fixture = *state;
	struct store *one = open_store(fixture, STORE_WRITE);
	struct store *other = open_store(fixture, STORE_WRITE);
	int64_t number = enter(one, &fixture->error), before = store_version(other);

	assert_true(before >= 0);
	assert_true(add(one, number, "x", &fixture->error));
	assert_int_not_equal(store_version(other), before);
	before = store_version(other);
	assert_true(add(other, number, "y", &fixture->error));
	assert_int_equal(store_version(other), before);
	assert_int_equal(count_notes(one), 2);
	store_close(one);
	store_close(other);
}

/* Runs what in a child; its result is the exit status. */
static int
in_child(int what(struct fixture *fixture), struct fixture *fixture)
{
	pid_t child = fork();
	int status = 0;

	if (child == 0)
		_exit(what(fixture));
	assert_true(child > 0 && waitpid(child, &status, 0) == child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

enum {
	EACH = 40
};

static int
write_many(struct fixture *fixture)
{
	struct store *store =
		store_open(fixture->scratch.path, STORE_WRITE, NULL, NULL, &fixture->error);
	int64_t number = store ? enter(store, &fixture->error) : -1;

	for (int i = 0; number > 0 && i < EACH; i++)
		if (!add(store, number, "one of many", &fixture->error))
			number = -1;
	if (number < 0)
		fprintf(stderr, "# %s\n", fixture->error.sentence);
	store_close(store);
	return number < 0;
}

static void
test_programs_that_write_at_once_lose_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct store *store;
	int status, failed = 0;

	for (int i = 0; i < 4; i++)
		if (fork() == 0)
			_exit(write_many(fixture)); /* all of them also make the file */
	while (wait(&status) > 0)
		failed += status != 0;
	assert_int_equal(failed, 0);
	store = open_store(fixture, STORE_READ);
	assert_int_equal(count_notes(store), 4 * EACH);
	store_close(store);
}

static int
write_until_full(struct fixture *fixture)
{
	struct store *store =
		store_open(fixture->scratch.path, STORE_WRITE, NULL, NULL, &fixture->error);
	const struct rlimit limit = {400 * 1024, 400 * 1024};
	int64_t number = enter(store, &fixture->error);
	int added = 0;

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	while (added < 200 && add(store, number, "fills the file by and by", &fixture->error))
		added++;
	if (added == 200 || !strstr(fixture->error.sentence, "nothing was saved")) {
		print_message("# %d: %s\n", added, fixture->error.sentence);
		return 255;
	}
	store_close(store);
	return added;
}

static void
test_full_disk_loses_nothing_confirmed(void **state)
{
	struct fixture *fixture = *state;
	int confirmed = in_child(write_until_full, fixture);
	struct store *store = open_store(fixture, STORE_WRITE);

	assert_in_range(confirmed, 1, 199);
	assert_int_equal(count_notes(store), confirmed);
	store_close(store);
	assert_int_equal(run_sql(fixture->scratch.path,
				 "SELECT integrity_check = 'ok'"
				 " FROM pragma_integrity_check"),
		1);
}

static int
read_in_closed_folder(struct fixture *fixture)
{
	struct store *store;
	int result = 0;

	if (geteuid() == 0 && setuid(NOBODY) != 0)
		return 9;
	store = store_open(fixture->scratch.path, STORE_READ, NULL, NULL, &fixture->error);
	if (!store)
		print_message("# %s\n", fixture->error.sentence);
	if (!store || count_notes(store) != 1)
		result |= 1;
	store_close(store);
	if (store_open(fixture->scratch.path, STORE_WRITE, NULL, NULL, &fixture->error) ||
		!strstr(fixture->error.sentence, "permission"))
		result |= 2;
	return result;
}

static int
read_log_in_closed_folder(struct fixture *fixture)
{
	if (geteuid() == 0 && setuid(NOBODY) != 0)
		return 9;
	return store_open(fixture->scratch.path, STORE_READ, NULL, NULL, &fixture->error) ||
		!strstr(fixture->error.sentence, "notes.db-wal");
}

static int
write_and_die(struct fixture *fixture)
{
	struct store *store =
		store_open(fixture->scratch.path, STORE_WRITE, NULL, NULL, &fixture->error);

	return !add(store, enter(store, &fixture->error), "in the log", &fixture->error);
}

static void
test_closed_folder_can_be_read(void **state)
{
	struct fixture *fixture = *state;
	struct store *store = open_store(fixture, STORE_WRITE);
	char shared[160];

	assert_true(add(store, enter(store, &fixture->error), "x", &fixture->error));
	store_close(store);
	chmod(fixture->scratch.path, 0444);
	chmod(fixture->scratch.folder, 0555);
	assert_int_equal(in_child(read_in_closed_folder, fixture), 0);

	chmod(fixture->scratch.path, 0644);
	chmod(fixture->scratch.folder, 0755);
	assert_int_equal(in_child(write_and_die, fixture), 0);
	snprintf(shared, sizeof shared, "%s-shm", fixture->scratch.path);
	remove(shared);
	chmod(fixture->scratch.path, 0444);
	chmod(fixture->scratch.folder, 0555);
	assert_int_equal(in_child(read_log_in_closed_folder, fixture), 0);
	chmod(fixture->scratch.folder, 0755);
}

#define TEST(FUNCTION) cmocka_unit_test_setup_teardown(FUNCTION, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_file_is_made_as_designed),
		TEST(test_reading_without_a_file_makes_none),
		TEST(test_empty_file_is_an_empty_store),
		TEST(test_reading_leaves_the_file_and_its_folder),
		TEST(test_what_is_no_notes_file_is_refused),
		TEST(test_later_version_is_named),
		TEST(test_damage_is_told),
		TEST(test_locked_file_is_busy_after_a_while),
		TEST(test_file_that_goes_away_confirms_nothing),
		TEST(test_a_file_that_comes_in_its_place_is_left_alone),
		TEST(test_a_copy_is_outdated_by_a_change),
		TEST(test_another_connection_is_noticed),
		TEST(test_programs_that_write_at_once_lose_nothing),
		TEST(test_full_disk_loses_nothing_confirmed),
		TEST(test_closed_folder_can_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
