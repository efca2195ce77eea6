/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "base/file.h"
#include "base/path.h"

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

/* Each test works in a folder of its own. */
static int
enter_folder(void **state)
{
	char folder[] = "/tmp/zhupi-file.XXXXXX";

	if (!mkdtemp(folder) || chdir(folder) != 0)
		return -1;
	*state = strdup(folder);
	return *state ? 0 : -1;
}

static int
leave_folder(void **state)
{
	DIR *folder = opendir(".");
	struct dirent *entry;

	while (folder && (entry = readdir(folder)))
		(void)unlink(entry->d_name);
	if (folder)
		closedir(folder);
	(void)!chdir("/");
	(void)rmdir(*state);
	free(*state);
	return 0;
}

static size_t
count_files(void)
{
	DIR *folder = opendir(".");
	struct dirent *entry;
	size_t count = 0;

	assert_non_null(folder);
	while ((entry = readdir(folder)))
		count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
	closedir(folder);
	return count;
}

static void
save_text(const char *path, const char *text)
{
	struct error error = {0};
	struct file_save *save = file_begin(path, true, &error);

	assert_non_null(save);
	assert_true(file_write(save, slice_from_string(text), &error));
	assert_true(file_commit(save, &error));
}

static void
expect_text(const char *path, const char *text)
{
	struct error error = {0};
	struct buffer content;

	buffer_init(&content);
	assert_true(file_read(path, SIZE_MAX, &content, &error));
	assert_string_equal(buffer_string(&content), text);
	buffer_clear(&content);
}

static void
test_what_was_saved_is_read(void **state)
{
	(void)state;
	save_text("a", "会议\n");
	expect_text("a", "会议\n");
	assert_int_equal(count_files(), 1);
}

static void
test_reading_appends_or_leaves_alone(void **state)
{
	struct error error = {0};
	struct buffer content;

	(void)state;
	save_text("a", "12345");
	buffer_init(&content);
	buffer_append_string(&content, "before ");
	assert_true(file_read("a", 5, &content, &error));
	assert_string_equal(content.bytes, "before 12345");
	assert_false(file_read("a", 4, &content, &error));
	assert_non_null(strstr(error.sentence, "a is longer than 4 bytes"));
	assert_false(file_read("none", 9, &content, &error));
	assert_non_null(strstr(error.sentence, "none"));
	assert_false(file_read(".", 9, &content, &error));
	assert_int_equal(error.kind, ERROR_INPUT);
	assert_string_equal(content.bytes, "before 12345");
	buffer_clear(&content);
}

static void
test_it_does_not_overwrite_unless_told(void **state)
{
	struct error error = {0};

	(void)state;
	save_text("a", "old");
	assert_null(file_begin("a", false, &error));
	assert_int_equal(error.kind, ERROR_OUTPUT);
	expect_text("a", "old");
	save_text("a", "new");
	expect_text("a", "new");
	assert_null(file_begin(".", true, &error));
	assert_non_null(strstr(error.sentence, "directory"));
	assert_int_equal(count_files(), 1);
}

static void
test_cancelling_leaves_no_trace(void **state)
{
	struct error error = {0};
	struct file_save *save;

	(void)state;
	save_text("a", "old");
	save = file_begin("a", true, &error);
	assert_non_null(save);
	assert_true(file_write(save, slice_from_string("new"), &error));
	expect_text("a", "old");
	file_cancel(save);
	file_cancel(NULL);
	expect_text("a", "old");
	assert_int_equal(count_files(), 1);
}

static void
test_the_mode_is_kept(void **state)
{
	struct stat status;
	mode_t mask = umask(027);

	(void)state;
	save_text("a", "x");
	umask(mask);
	assert_int_equal(stat("a", &status), 0);
	assert_int_equal(status.st_mode & 0777, 0640);
	assert_int_equal(chmod("a", 0604), 0);
	save_text("a", "y");
	assert_int_equal(stat("a", &status), 0);
	assert_int_equal(status.st_mode & 0777, 0604);
}

static void
test_a_link_stays_a_link(void **state)
{
	struct stat status;

	(void)state;
	save_text("a", "old");
	assert_int_equal(symlink("a", "link"), 0);
	save_text("link", "new");
	assert_int_equal(lstat("link", &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	expect_text("a", "new");
}

static void
test_a_device_stays_a_device(void **state)
{
	struct error error = {0};
	struct file_save *save = file_begin("/dev/full", false, &error);
	struct stat status;

	(void)state;
	assert_non_null(save);
	assert_false(file_write(save, slice_from_string("x"), &error));
	assert_int_equal(error.kind, ERROR_OUTPUT);
	file_cancel(save);
	assert_int_equal(stat("/dev/full", &status), 0);
	assert_true(S_ISCHR(status.st_mode));
}

/* A file system without room, by a limit on the size of files. */
static void
test_a_full_disk_leaves_the_old_file(void **state)
{
	struct error error = {0};
	struct rlimit old, small;
	struct file_save *save;
	char *large = calloc(1, 1 << 20);
	bool written;

	(void)state;
	assert_non_null(large);
	save_text("a", "old");
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	small = (struct rlimit){4096, old.rlim_max};
	setrlimit(RLIMIT_FSIZE, &small);
	save = file_begin("a", true, &error);
	written = save && file_write(save, (struct slice){large, 1 << 20}, &error);
	setrlimit(RLIMIT_FSIZE, &old);
	free(large);
	assert_non_null(save);
	assert_false(written);
	file_cancel(save);
	expect_text("a", "old");
	assert_int_equal(count_files(), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_what_was_saved_is_read, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
			test_reading_appends_or_leaves_alone, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
			test_it_does_not_overwrite_unless_told, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
			test_cancelling_leaves_no_trace, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(test_the_mode_is_kept, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
			test_a_link_stays_a_link, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
			test_a_device_stays_a_device, enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
			test_a_full_disk_leaves_the_old_file, enter_folder, leave_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
