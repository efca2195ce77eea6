/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where SQLite is not installed the notes say so. */
#include <config.h>

#include "notes/store.h"

#include "scratch.h"

#include <dlfcn.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

void *__wrap_dlopen(const char *name, int flags);

/* Linked in the place of dlopen: nothing is installed. */
void *
__wrap_dlopen(const char *name, int flags)
{
	(void)name;
	(void)flags;
	return NULL;
}

static void
notes_say_what_is_missing(void **state)
{
	struct scratch scratch;
	struct error error;

	(void)state;
	scratch_open(&scratch, "notes.db");
	fclose(fopen(scratch.path, "w"));
	for (enum store_mode mode = STORE_READ; mode <= STORE_WRITE; mode++) {
		error_init(&error);
		assert_null(store_open(scratch.path, mode, NULL, NULL, &error));
		assert_non_null(strstr(error.sentence, "SQLite"));
		assert_int_equal(error.kind, ERROR_SYSTEM);
	}
	scratch_close(&scratch);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(notes_say_what_is_missing)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
