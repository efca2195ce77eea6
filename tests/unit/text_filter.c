/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "text/filter.h"

#include "text/article.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
/* cmocka.h needs these before it. */
#include <cmocka.h>

#include "scratch.h"

static struct filter
filter_of(const char *command)
{
	struct filters filters = {.count = 0};

	assert_true(filters_set(&filters, slice_from_string("x"), slice_from_string(command)));
	return filters.items[0];
}

/* Runs the command on a file with that content; what it printed, or its error. */
static bool
run(const char *command, const char *name, const char *content, struct buffer *text,
	struct error *error)
{
	struct filter filter = filter_of(command);
	struct filter_limits limits = {.bytes = 100000, .seconds = 2};
	struct scratch scratch;
	FILE *file;
	bool done;

	scratch_open(&scratch, name);
	file = fopen(scratch.path, "w");
	assert_non_null(file);
	fputs(content, file);
	fclose(file);
	error_init(error);
	buffer_init(text);
	done = filter_run(&filter, scratch.path, &limits, text, error);
	assert_int_equal(done, !error_is_set(error));
	scratch_close(&scratch);
	return done;
}

static void
test_the_table(void **state)
{
	struct filters filters = {.count = 0};
	char letter[2] = "a";

	(void)state;
	assert_true(filters_set(&filters, slice_from_string("pdf"), slice_from_string("one %s")));
	assert_true(filters_set(&filters, slice_from_string("pdf"), slice_from_string("two %s")));
	assert_int_equal(filters.count, 1);
	assert_string_equal(filters_find(&filters, "a.b/X.PDF")->command, "two %s");
	assert_null(filters_find(&filters, "pdf"));
	assert_null(filters_find(&filters, "x.pdf2"));
	assert_null(filters_find(NULL, "x.pdf"));
	assert_false(filters_set(&filters, slice_from_string(""), slice_from_string("x")));
	assert_false(filters_set(&filters, slice_from_string("x"), slice_from_string("")));
	for (size_t i = 1; i < FILTERS_AT_MOST; i++, letter[0]++)
		assert_true(filters_set(
			&filters, slice_from_string(letter), slice_from_string("cat %s")));
	assert_false(filters_set(&filters, slice_from_string("zz"), slice_from_string("x")));
}

static void
test_words_are_no_shell(void **state)
{
	static const struct {
		const char *command, *text;
	} rows[] = {
		{"cat %s", "content"},
		{"cat", "content"},
		{"printf <%s> \"a  b\" $HOME;ls *", "<a  b><$HOME;ls><*>"},
		{"printf %%s|%%s \"%s\" x", "%s|%s"},
	};
	struct error error;
	struct buffer text;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		assert_true(run(rows[i].command, "a; touch b $(c).x", "content", &text, &error));
		assert_string_equal(buffer_string(&text), rows[i].text);
		buffer_clear(&text);
	}
}

static void
test_what_goes_wrong_is_told(void **state)
{
	static const struct {
		const char *command, *says;
	} rows[] = {
		{"/nowhere/zhupi-filter %s", "cannot be started"},
		{"sh -c \"echo it is broken >&2; exit 3\"", "it is broken"},
		{"false", "does not say why"},
		{"sh -c \"kill -9 $$\"", "failed"},
		{"cat /dev/zero", "printed more than"},
		{"sleep 60", "took more than 2 seconds"},
		{"sh -c \"sleep 60 & wait\"", "took more than 2 seconds"},
		{"sh -c \"exec >&- 2>&-; sleep 60\"", "took more than 2 seconds"},
	};
	struct error error;
	struct buffer text;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		time_t began = time(NULL);

		assert_false(run(rows[i].command, "file.x", "content", &text, &error));
		if (!strstr(error.sentence, rows[i].says))
			print_error("%s\n", error.sentence);
		assert_non_null(strstr(error.sentence, rows[i].says));
		assert_non_null(strstr(error.sentence, "filter.x"));
		assert_non_null(strstr(error.sentence, "file.x"));
		assert_true(time(NULL) - began < 20);
		buffer_clear(&text);
	}
}

/* And a file that is not there is no filter's fault. */
static void
test_an_article_by_a_filter(void **state)
{
	struct filters filters = {.count = 0};
	struct article_options options = {.filters = &filters};
	struct scratch scratch;
	struct article *article;
	struct error error;

	(void)state;
	assert_true(filters_set(&filters, slice_from_string("x"),
		slice_from_string("printf \"会议强调，要落实。\\n(%%s)\" y")));
	scratch_open(&scratch, "a.x");
	error_init(&error);
	assert_null(article_open_as(scratch.path, &options, &error));
	assert_non_null(strstr(error.sentence, "cannot be opened"));
	fclose(fopen(scratch.path, "w"));
	error_init(&error);
	article = article_open_as(scratch.path, &options, &error);
	assert_non_null(article);
	assert_int_equal(article_count(article), 2);
	article_close(article);
	scratch_close(&scratch);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_table),
		cmocka_unit_test(test_words_are_no_shell),
		cmocka_unit_test(test_what_goes_wrong_is_told),
		cmocka_unit_test(test_an_article_by_a_filter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
