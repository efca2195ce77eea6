/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void
test_it_is_set_with_its_kind(void **state)
{
	struct error error;

	(void)state;
	error_init(&error);
	assert_false(error_is_set(&error));
	assert_string_equal(error.sentence, "");
	error_set(&error, ERROR_INPUT, "%s: line %d", "a.txt", 3);
	assert_true(error_is_set(&error));
	assert_int_equal(error.kind, ERROR_INPUT);
	assert_string_equal(error.sentence, "a.txt: line 3");
}

static void
test_nobody_wants_to_know(void **state)
{
	(void)state;
	error_set(NULL, ERROR_INPUT, "x");
	error_prefix(NULL, "x");
}

static void
test_context_goes_in_front(void **state)
{
	struct error error;

	(void)state;
	error_init(&error);
	error_set(&error, ERROR_CONFIG, "no such key");
	error_prefix(&error, "keys.conf, line %d", 7);
	assert_string_equal(error.sentence, "keys.conf, line 7: no such key");
	assert_int_equal(error.kind, ERROR_CONFIG);
}

/* A long sentence is cut where a character ends, however the characters fall on the limit. */
static void
test_it_is_cut_between_characters(void **state)
{
	struct error error;
	char text[1024];
	size_t ahead, i, length;

	(void)state;
	for (ahead = 0; ahead < 4; ahead++) {
		memset(text, 'a', ahead);
		text[ahead] = '\0';
		for (i = 0; i < 200; i++)
			memcpy(text + ahead + 3 * i, "会", 4);
		error_set(&error, ERROR_INPUT, "%s", text);
		length = strlen(error.sentence);
		assert_true(length >= sizeof error.sentence - 3);
		assert_int_equal((length - ahead) % 3, 0);
		error_prefix(&error, "%s", "b");
		length = strlen(error.sentence);
		assert_int_equal((length - ahead - 3) % 3, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_is_set_with_its_kind),
		cmocka_unit_test(test_nobody_wants_to_know),
		cmocka_unit_test(test_context_goes_in_front),
		cmocka_unit_test(test_it_is_cut_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
