/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/growing.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum {
	BLOCK = 100000,
	BLOCKS = 30 /* more than is kept in memory */
};

static void
fill(char *block, int number)
{
	for (int i = 0; i < BLOCK; i++)
		block[i] = (char)(number * 7 + i);
}

static void
expect_blocks(const struct growing *growing, int count)
{
	static char block[BLOCK];

	assert_int_equal(growing_bytes(growing).length, (size_t)count * BLOCK);
	for (int i = 0; i < count; i++) {
		fill(block, i);
		assert_memory_equal(growing_bytes(growing).bytes + (size_t)i * BLOCK, block, BLOCK);
	}
}

static void
test_bytes_stay_where_they_are(void **state)
{
	struct growing *growing = growing_open((size_t)BLOCKS * BLOCK);
	const char *first = growing_bytes(growing).bytes;
	static char block[BLOCK];
	struct error error;

	(void)state;
	error_init(&error);
	for (int i = 0; i < BLOCKS; i++) {
		fill(block, i);
		assert_true(growing_append(growing, (struct slice){block, BLOCK}, &error));
		assert_ptr_equal(growing_bytes(growing).bytes, first);
	}
	expect_blocks(growing, BLOCKS);
	assert_true(growing_append(growing, (struct slice){NULL, 0}, &error));
	growing_close(growing);
	growing_close(NULL);
}

static void
test_more_than_was_reserved_is_an_error(void **state)
{
	struct growing *growing = growing_open(10);
	struct error error;

	(void)state;
	error_init(&error);
	assert_null(growing_open(SIZE_MAX));
	assert_true(growing_append(growing, (struct slice){"0123456789", 10}, &error));
	while (growing_append(growing, (struct slice){"0123456789", 10}, &error))
		;
	assert_true(error_is_set(&error));
	assert_memory_equal(growing_bytes(growing).bytes, "01234567890123456789", 20);
	growing_close(growing);
}

/* As on a full disk: what was there stays, in memory or in the file. */
static void
test_a_full_disk_is_an_error(void **state)
{
	struct growing *growing = growing_open((size_t)BLOCKS * BLOCK);
	struct rlimit limit, before;
	static char block[BLOCK];
	struct error error;
	int count = 0;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	for (int blocks = 5; blocks <= 15; blocks += 10) {
		error_init(&error);
		limit = before;
		limit.rlim_cur = (rlim_t)blocks * BLOCK + 10;
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
		fill(block, count);
		while (growing_append(growing, (struct slice){block, BLOCK}, &error))
			fill(block, ++count);
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
		assert_non_null(strstr(error.sentence, "temporary file"));
		assert_true(count == 10 || count == 15);
		expect_blocks(growing, count);
	}
	assert_int_equal(count, 15);
	growing_close(growing);
}

/* The folder is TMPDIR, and the error names it. */
static void
test_a_missing_folder_is_an_error_that_names_it(void **state)
{
	struct growing *growing = growing_open((size_t)BLOCKS * BLOCK);
	const char *folder = getenv("TMPDIR");
	char *before = folder ? strdup(folder) : NULL;
	static char block[BLOCK];
	struct error error;
	int count = 0;

	(void)state;
	error_init(&error);
	fill(block, 0);
	assert_int_equal(setenv("TMPDIR", "/nowhere/at/all", 1), 0);
	while (growing_append(growing, (struct slice){block, BLOCK}, &error))
		fill(block, ++count);
	assert_non_null(strstr(error.sentence, "/nowhere/at/all"));
	expect_blocks(growing, count);
	assert_int_equal(before ? setenv("TMPDIR", before, 1) : unsetenv("TMPDIR"), 0);
	error_init(&error);
	assert_true(growing_append(growing, (struct slice){block, BLOCK}, &error));
	growing_truncate(growing, (size_t)count * BLOCK);
	expect_blocks(growing, count);
	fill(block, count);
	assert_true(growing_append(growing, (struct slice){block, BLOCK}, &error));
	expect_blocks(growing, count + 1);
	growing_close(growing);
	free(before);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bytes_stay_where_they_are),
		cmocka_unit_test(test_more_than_was_reserved_is_an_error),
		cmocka_unit_test(test_a_full_disk_is_an_error),
		cmocka_unit_test(test_a_missing_folder_is_an_error_that_names_it),
	};

	return cmocka_run_group_tests_name("growing", tests, NULL, NULL);
}
