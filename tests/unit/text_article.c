/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/article.h"

#include "base/buffer.h"
#include "base/file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct article *
from_bytes(struct slice bytes)
{
	struct error error;
	struct article *article;

	error_init(&error);
	article = article_from_bytes(bytes, "test", NULL, &error);
	assert_non_null(article);
	assert_false(error_is_set(&error));
	return article;
}

static struct article *
from_string(const char *text)
{
	return from_bytes(slice_from_string(text));
}

static void
expect_paragraph(const struct article *article, size_t index, const char *text)
{
	struct slice paragraph = article_paragraph(article, index);

	assert_int_equal(paragraph.length, strlen(text));
	assert_memory_equal(paragraph.bytes, text, paragraph.length);
	assert_true(slice_equal(
		paragraph, slice_at(article_text(article), article_span(article, index))));
}

static void
test_lines_end_with_lf_cr_lf_or_cr(void **state)
{
	struct article *article = from_string("one\ntwo\r\nthree\rfour\r\r\n\nfive");

	(void)state;
	assert_int_equal(article_count(article), 5);
	expect_paragraph(article, 0, "one");
	expect_paragraph(article, 1, "two");
	expect_paragraph(article, 2, "three");
	expect_paragraph(article, 3, "four");
	expect_paragraph(article, 4, "five");
	assert_true(article_is_complete(article));
	article_close(article);
}

static void
test_blank_lines_are_none(void **state)
{
	struct article *article =
		from_string("\xEF\xBB\xBF\n \t\n　\n\xC2\xA0\r\n　山 \n\xEF\xBB\xBF \n");

	(void)state;
	assert_int_equal(article_count(article), 1);
	expect_paragraph(article, 0, "　山 ");
	article_close(article);
}

static void
test_form_feeds_and_line_separators_end_no_line(void **state)
{
	struct article *article = from_string("a\fb\xE2\x80\xA8"
					      "c\xC2\x85"
					      "d\vd\n\f\n");

	(void)state;
	assert_int_equal(article_count(article), 2);
	expect_paragraph(article, 1, "\f");
	article_close(article);
}

static void
test_empty_texts(void **state)
{
	static const char *const texts[] = {"", "\n", "\xEF\xBB\xBF", "\r\r\n  　\n"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct article *article = from_string(texts[i]);

		assert_int_equal(article_count(article), 0);
		assert_true(article_is_complete(article));
		assert_false(article_extend(article, SIZE_MAX));
		assert_true(span_is_empty(article_imprint(article).title));
		article_hash(article);
		article_close(article);
	}
}

static void
test_index_at(void **state)
{
	struct article *article = from_string("\none\n\n\ntwo\n\n");

	(void)state;
	assert_int_equal(article_index_at(article, 0), 0);
	assert_int_equal(article_index_at(article, 1), 0);
	assert_int_equal(article_index_at(article, 3), 0);
	assert_int_equal(article_index_at(article, 4), 1);
	assert_int_equal(article_index_at(article, 7), 1);
	assert_int_equal(article_index_at(article, 99), 1);
	article_close(article);
}

static void
test_forgotten_paragraphs_are_counted_on(void **state)
{
	struct article *article = from_string("a\nbc\nd\ne\nf");

	(void)state;
	article_forget(article, 0);
	expect_paragraph(article, 0, "a");
	article_forget(article, 3);
	assert_int_equal(article_count(article), 5);
	expect_paragraph(article, 3, "e");
	expect_paragraph(article, 4, "f");
	assert_int_equal(article_index_at(article, 7), 3);
	article_forget(article, 5);
	assert_int_equal(article_count(article), 5);
	article_close(article);
}

static void
test_stray_nuls_stay_and_binaries_are_refused(void **state)
{
	static const struct slice binaries[] = {
		{"\177ELF\2\1\1\0\0\0", 10},
		{"\x89PNG\r\n\032\n", 8},
		{"PK\003\004\024\0", 6},
		{"%PDF-1.7\n", 9},
		{"\x1F\x8B\b\0\0\0\0\0", 8},
	};
	struct article *article = from_bytes((struct slice){"山\0城\n\0\n", 9});
	struct error error;
	char zeros[300] = {0};
	size_t i;

	(void)state;
	assert_int_equal(article_count(article), 2);
	assert_int_equal(article_paragraph(article, 0).length, 7);
	article_close(article);
	for (i = 0; i < sizeof binaries / sizeof binaries[0]; i++) {
		error_init(&error);
		assert_null(article_from_bytes(binaries[i], "X", NULL, &error));
		assert_int_equal(error.kind, ERROR_INPUT);
		assert_non_null(strstr(error.sentence, "X is no text"));
	}
	error_init(&error);
	assert_null(article_from_bytes((struct slice){zeros, sizeof zeros}, "-", NULL, &error));
	assert_non_null(strstr(error.sentence, "standard input is no text"));
}

static void
test_undecodable_places_are_counted(void **state)
{
	struct article *article = from_string("山城的水\xFF很好\xE5\xB1\n");

	(void)state;
	assert_string_equal(article_encoding(article), "UTF-8");
	assert_int_equal(article_undecodable(article), 2);
	expect_paragraph(article, 0, "山城的水\xEF\xBF\xBD很好\xEF\xBF\xBD");
	article_close(article);
}

/* Writes bytes to a new file under the temporary folder; the caller frees the path. */
static char *
write_file(struct slice bytes)
{
	const char *folder = getenv("TMPDIR");
	struct buffer path;
	int descriptor;

	buffer_init(&path);
	buffer_append_format(&path, "%s/text_article.XXXXXX", folder ? folder : "/tmp");
	descriptor = mkstemp(path.bytes);
	assert_true(descriptor >= 0);
	while (bytes.length > 0) {
		ssize_t put = write(descriptor, bytes.bytes, bytes.length);

		assert_true(put > 0);
		bytes.bytes += put;
		bytes.length -= (size_t)put;
	}
	assert_int_equal(close(descriptor), 0);
	return buffer_take(&path);
}

/* A text larger than what is read at once: lines numbered from 0, every third with another line
 * end, with two ill-formed places far behind. */
static struct buffer
large_text(size_t lines, bool damaged)
{
	struct buffer text;
	size_t i;

	buffer_init(&text);
	buffer_append_string(&text, "\xEF\xBB\xBF");
	for (i = 0; i < lines; i++) {
		buffer_append_format(&text, "第%zu行，山城的水很好。", i);
		if (damaged && (i == lines - 7 || i == lines - 3))
			buffer_append_string(&text, "\xE5\xB1");
		buffer_append_string(&text, i % 3 == 0 ? "\n" : i % 3 == 1 ? "\r\n" : "\r");
	}
	return text;
}

static void
test_a_large_file_is_looked_at_in_slices(void **state)
{
	const size_t lines = 60000;
	struct buffer text = large_text(lines, true), expected;
	char *path = write_file(buffer_slice(&text));
	struct article *article = article_open(path, NULL, NULL);
	size_t before, i;

	(void)state;
	assert_non_null(article);
	assert_false(article_is_complete(article));
	assert_in_range(article_count(article), 1, 4000);
	assert_int_equal(article_undecodable(article), 0);
	for (before = article_count(article); article_extend(article, 9973);) {
		assert_true(article_count(article) >= before);
		before = article_count(article);
	}
	assert_true(article_is_complete(article));
	assert_int_equal(article_count(article), lines);
	assert_int_equal(article_undecodable(article), 2);
	buffer_init(&expected);
	for (i = 0; i < lines; i += 997) {
		buffer_truncate(&expected, 0);
		buffer_append_format(&expected, "第%zu行，山城的水很好。", i);
		expect_paragraph(article, i, buffer_string(&expected));
	}
	article_close(article);
	unlink(path);
	free(path);
	buffer_clear(&expected);
	buffer_clear(&text);
}

static void
test_slices_of_any_size_find_the_same(void **state)
{
	struct buffer text = large_text(50000, true);
	char *path = write_file(buffer_slice(&text));
	static const size_t slices[] = {1, 2, 3, 4, 5, 7, 4096};
	size_t i, steps;

	(void)state;
	for (i = 0; i < sizeof slices / sizeof slices[0]; i++) {
		struct article *article = article_open(path, NULL, NULL);

		for (steps = 0; steps < 2000 && article_extend(article, slices[i]); steps++)
			;
		article_extend(article, SIZE_MAX);
		assert_int_equal(article_count(article), 50000);
		assert_int_equal(article_undecodable(article), 2);
		article_close(article);
	}
	unlink(path);
	free(path);
	buffer_clear(&text);
}

static void
test_the_hash_is_the_same_read_or_mapped(void **state)
{
	struct buffer text = large_text(40000, false);
	char *path = write_file(buffer_slice(&text));
	struct article *mapped = article_open(path, NULL, NULL);
	struct article *copied = article_open(path, "UTF-8", NULL);
	struct article *other = from_string("山");
	struct fold_hash one, two;

	(void)state;
	article_extend(mapped, SIZE_MAX);
	article_extend(copied, SIZE_MAX);
	one = article_hash(mapped);
	two = article_hash(copied);
	assert_true(one.high == two.high && one.low == two.low);
	two = article_hash(other);
	assert_true(one.high != two.high && one.low != two.low);
	article_close(mapped);
	article_close(copied);
	article_close(other);
	unlink(path);
	free(path);
	buffer_clear(&text);
}

static void
test_bad_files_are_sentences(void **state)
{
	struct error error;

	(void)state;
	error_init(&error);
	assert_null(article_open("/nowhere/at/all.txt", NULL, &error));
	assert_int_equal(error.kind, ERROR_INPUT);
	assert_non_null(strstr(error.sentence, "/nowhere/at/all.txt"));
	error_init(&error);
	assert_null(article_open("/", NULL, &error));
	assert_non_null(strstr(error.sentence, "/ is a directory"));
	error_init(&error);
	assert_null(article_from_bytes(slice_from_string("x"), "t", "klingon", &error));
	assert_int_equal(error.kind, ERROR_USAGE);
}

static void
test_a_pipe_is_read_to_its_end(void **state)
{
	int ends[2], saved = dup(STDIN_FILENO);
	struct article *article;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "one\ntwo", 7), 7);
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	article = article_open("-", NULL, NULL);
	dup2(saved, STDIN_FILENO);
	close(saved);
	assert_non_null(article);
	assert_string_equal(article_path(article), "-");
	assert_int_equal(article_count(article), 2);
	article_close(article);
}

static void
test_long_lines_and_many_blank_ones(void **state)
{
	const size_t length = 3000000;
	char *bytes = malloc(length);
	struct article *article;

	(void)state;
	assert_non_null(bytes);
	memset(bytes, 'x', length);
	article = from_bytes((struct slice){bytes, length});
	article_extend(article, SIZE_MAX);
	assert_int_equal(article_count(article), 1);
	assert_int_equal(article_paragraph(article, 0).length, length);
	article_close(article);
	memset(bytes, '\n', length);
	bytes[length - 1] = 'x';
	article = from_bytes((struct slice){bytes, length});
	article_extend(article, SIZE_MAX);
	assert_int_equal(article_count(article), 1);
	assert_int_equal(article_span(article, 0).start, length - 1);
	article_close(article);
	free(bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines_end_with_lf_cr_lf_or_cr),
		cmocka_unit_test(test_blank_lines_are_none),
		cmocka_unit_test(test_form_feeds_and_line_separators_end_no_line),
		cmocka_unit_test(test_empty_texts),
		cmocka_unit_test(test_index_at),
		cmocka_unit_test(test_forgotten_paragraphs_are_counted_on),
		cmocka_unit_test(test_stray_nuls_stay_and_binaries_are_refused),
		cmocka_unit_test(test_undecodable_places_are_counted),
		cmocka_unit_test(test_a_large_file_is_looked_at_in_slices),
		cmocka_unit_test(test_slices_of_any_size_find_the_same),
		cmocka_unit_test(test_the_hash_is_the_same_read_or_mapped),
		cmocka_unit_test(test_bad_files_are_sentences),
		cmocka_unit_test(test_a_pipe_is_read_to_its_end),
		cmocka_unit_test(test_long_lines_and_many_blank_ones),
	};

	return cmocka_run_group_tests_name("text_article", tests, NULL, NULL);
}
