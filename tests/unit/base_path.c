/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "base/path.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

/* Compares and frees; a NULL that is expected is written as NULL. */
static void
expect(char *taken_path, const char *expected)
{
	if (expected)
		assert_string_equal(taken_path, expected);
	else
		assert_null(taken_path);
	free(taken_path);
}

static void
test_joining_puts_one_slash(void **state)
{
	(void)state;
	expect(path_join("/a", "b"), "/a/b");
	expect(path_join("/a/", "b"), "/a/b");
	expect(path_join("", "b"), "b");
	assert_string_equal(path_base_name("/a/b.txt"), "b.txt");
	assert_string_equal(path_base_name("b.txt"), "b.txt");
	assert_string_equal(path_base_name("/a/"), "");
}

static void
test_absolute_resolves_what_exists(void **state)
{
	(void)state;
	assert_int_equal(chdir("/"), 0);
	expect(path_absolute("/dev/../dev/null"), "/dev/null");
	expect(path_absolute("no-such-file"), "/no-such-file");
	expect(path_absolute("/no/such/file"), "/no/such/file");
}

/* The order in which the places of the notes file are looked at. */
static void
test_the_notes_file(void **state)
{
	struct path_environment environment = {.home = "/h", .data_home = "/d", .notes = "my.db"};
	struct error error = {0};

	(void)state;
	expect(path_notes(&environment, &error), "my.db");
	environment.notes = "";
	expect(path_notes(&environment, &error), "/d/zhupi/notes.db");
	environment.data_home = "relative";
	expect(path_notes(&environment, &error), "/h/.local/share/zhupi/notes.db");
	assert_false(error_is_set(&error));
	environment.home = NULL;
	expect(path_notes(&environment, &error), NULL);
	assert_int_equal(error.kind, ERROR_NOTES);
	assert_non_null(strstr(error.sentence, "--notes"));
	environment.home = "relative";
	expect(path_notes(&environment, &error), NULL);
	assert_non_null(strstr(error.sentence, "HOME is relative"));
	assert_non_null(strstr(error.sentence, "--notes"));
}

static void
test_the_configuration(void **state)
{
	struct path_environment environment = {.home = "/h", .config_home = "/c"};

	(void)state;
	expect(path_configuration(&environment), "/c/zhupi");
	environment.config_home = "relative";
	expect(path_configuration(&environment), "/h/.config/zhupi");
	environment.home = "";
	expect(path_configuration(&environment), NULL);
	environment.home = "relative";
	expect(path_configuration(&environment), NULL);
}

static void
test_the_data(void **state)
{
	struct path_environment environment = {.data = "/my/data"};

	(void)state;
	expect(path_data(&environment), "/my/data");
	environment.data = NULL;
	/* This program does not lie where zhupi is built, so it counts as installed. */
	expect(path_data(&environment), EXPECTED_DATA_DIR);
}

/* A copy of this program in FOLDER/bin, and what it says of its data. */
static char *
data_of_copy(const char *folder)
{
	char command[PATH_MAX * 3], answer[PATH_MAX];
	FILE *copy;

	snprintf(command, sizeof command,
		"mkdir -p %s/bin && cp /proc/%ld/exe %s/bin/copy && %s/bin/copy data", folder,
		(long)getpid(), folder, folder);
	copy = popen(command, "r");
	assert_non_null(copy);
	assert_non_null(fgets(answer, sizeof answer, copy));
	pclose(copy);
	answer[strcspn(answer, "\n")] = '\0';
	return strdup(answer);
}

static void
test_an_installed_program_takes_its_data_along(void **state)
{
	char folder[] = "/tmp/zhupi-path.XXXXXX", beside[64], command[128];

	(void)state;
	assert_non_null(mkdtemp(folder));
	expect(data_of_copy(folder), EXPECTED_DATA_DIR);
	snprintf(beside, sizeof beside, "%s/share/zhupi", folder);
	snprintf(command, sizeof command, "mkdir -p %s", beside);
	assert_int_equal(system(command), 0);
	expect(data_of_copy(folder), beside);
	snprintf(command, sizeof command, "rm -r %s", folder);
	assert_int_equal(system(command), 0);
}

static void
test_files_are_listed_in_order(void **state)
{
	char folder[] = "/tmp/zhupi-path.XXXXXX", command[128];
	char **paths;
	size_t count = 7;

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_null(path_list(folder, ".txt", &count));
	assert_int_equal(count, 0);
	snprintf(command, sizeof command, "cd %s && touch b.txt a.txt .c.txt d.txt~ C.txt", folder);
	assert_int_equal(system(command), 0);
	paths = path_list(folder, ".txt", &count);
	assert_int_equal(count, 3);
	assert_string_equal(path_base_name(paths[0]), "C.txt");
	assert_string_equal(path_base_name(paths[1]), "a.txt");
	expect(path_join(folder, "b.txt"), paths[2]);
	while (count > 0)
		free(paths[--count]);
	free(paths);
	snprintf(command, sizeof command, "rm -r %s", folder);
	assert_int_equal(system(command), 0);
	assert_null(path_list(folder, ".txt", &count));
}

static void
test_folders_are_made_for_the_owner_alone(void **state)
{
	char folder[] = "/tmp/zhupi-path.XXXXXX";
	struct error error = {0};
	struct stat status;

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	assert_true(path_make_parent("a/b/notes.db", &error));
	assert_true(path_make_parent("a/b/notes.db", &error));
	assert_int_equal(stat("a/b", &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);
	assert_int_not_equal(access("a/b/notes.db", F_OK), 0);
	assert_false(path_make_parent("/dev/null/x/notes.db", &error));
	assert_non_null(strstr(error.sentence, "/dev/null"));
	(void)rmdir("a/b");
	(void)rmdir("a");
	(void)!chdir("/");
	(void)rmdir(folder);
}

int
main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_joining_puts_one_slash),
		cmocka_unit_test(test_absolute_resolves_what_exists),
		cmocka_unit_test(test_the_notes_file),
		cmocka_unit_test(test_the_configuration),
		cmocka_unit_test(test_the_data),
		cmocka_unit_test(test_an_installed_program_takes_its_data_along),
		cmocka_unit_test(test_files_are_listed_in_order),
		cmocka_unit_test(test_folders_are_made_for_the_owner_alone),
	};

	if (count == 2 && strcmp(arguments[1], "data") == 0) {
		struct path_environment nothing = {0};
		char *data = path_data(&nothing);

		puts(data);
		free(data);
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
