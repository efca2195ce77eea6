/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "notes/library.h"

#include "notes/store.h"
#include "text/article.h"

#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const char simplified[] = "云州市召开会议\n2月3日，会议强调，要调度粮食。\n来源：云州日报\n";
static const char traditional[] =
	"\n雲州市召開會議\n\n　　2月3日，會議強調(diào)，要調度糧食。\n來源：雲州日報\n";

struct fixture {
	struct scratch scratch;
	struct store *store;
	struct error error;
};

static int
set_up(void **state)
{
	static struct fixture fixture;

	scratch_open(&fixture.scratch, "notes.db");
	error_init(&fixture.error);
	fixture.store = store_open(fixture.scratch.path, STORE_WRITE, NULL, NULL, &fixture.error);
	assert_non_null(fixture.store);
	*state = &fixture;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;

	store_close(fixture->store);
	scratch_close(&fixture->scratch);
	return 0;
}

static int64_t
ask(struct fixture *fixture, const char *text, const char *path, bool enter)
{
	struct article *article =
		article_from_bytes(slice_from_string(text), path, NULL, &fixture->error);
	int64_t number;

	assert_non_null(article);
	number = enter ? library_enter(fixture->store, article, &fixture->error)
		       : library_find(fixture->store, article, &fixture->error);
	article_close(article);
	assert_true(number >= 0);
	return number;
}

static void
test_article_is_known_by_its_folded_text(void **state)
{
	struct fixture *fixture = *state;
	int64_t number;

	assert_int_equal(ask(fixture, simplified, "/a.txt", false), 0);
	number = ask(fixture, simplified, "/a.txt", true);
	assert_int_equal(ask(fixture, traditional, "/moved/b.txt", false), number);
	assert_int_equal(ask(fixture, traditional, "-", true), number);
	assert_int_equal(ask(fixture, "别的文章\n", "/b.txt", false), 0);
}

static void
test_edited_article_is_known_by_its_path(void **state)
{
	struct fixture *fixture = *state;
	int64_t number = ask(fixture, simplified, "/a.txt", true);

	assert_int_equal(ask(fixture, "云州市召开会议\n改了。\n", "/a.txt", true), number);
	assert_int_equal(ask(fixture, simplified, "/c.txt", false), number);
	assert_int_equal(ask(fixture, "标准输入\n", "-", true), number + 1);
	assert_int_equal(ask(fixture, "又是标准输入\n", "-", false), 0);
}

/* A long text without repetition, different for each seed. */
static void
fill(char *text, size_t size, unsigned seed)
{
	size_t length = 0;

	while (length + 4 < size) {
		unsigned code;

		seed = seed * 1103515245 + 12345;
		code = 0x4E00 + (seed >> 16) % 0x2000;
		text[length++] = (char)(0xE0 | code >> 12);
		text[length++] = (char)(0x80 | (code >> 6 & 0x3F));
		text[length++] = (char)(0x80 | (code & 0x3F));
	}
	text[length] = '\0';
}

static void
test_another_text_saved_over_it_is_another_article(void **state)
{
	struct fixture *fixture = *state;
	char one[4000], other[4000];
	int64_t number;

	fill(one, sizeof one, 1);
	fill(other, sizeof other, 2);
	number = ask(fixture, one, "/news.txt", true);
	assert_int_equal(ask(fixture, other, "/news.txt", false), 0);
	memcpy(other, one, 2000 - 2000 % 3);
	assert_int_equal(ask(fixture, other, "/news.txt", false), number);
}

static void
test_list_tells_title_path_and_counts(void **state)
{
	struct fixture *fixture = *state;
	int64_t number = ask(fixture, simplified, "/a.txt", true);
	struct library_entries entries;
	struct library_entry entry;

	ask(fixture, simplified, "/b.txt", true);
	assert_true(library_list(fixture->store, &entries, &fixture->error));
	assert_int_equal(entries.count, 1);
	assert_string_equal(entries.items[0].title, "云州市召开会议");
	assert_int_equal(entries.items[0].paragraphs, 3);
	assert_int_equal(entries.items[0].annotations, 0);
	library_entries_clear(&entries);
	assert_true(library_look_up(fixture->store, number, &entry, &fixture->error));
	assert_string_equal(entry.source, "云州日报");
	library_entry_clear(&entry);
	assert_false(library_look_up(fixture->store, 77, &entry, &fixture->error));
}

static void
test_progress_and_marks_come_back(void **state)
{
	struct fixture *fixture = *state;
	int64_t number = ask(fixture, simplified, "/a.txt", true);
	struct progress saved = {.paragraph = 2, .start = 7, .marks = {[0] = 1, [25] = 3}};
	struct progress got;

	assert_true(library_progress(fixture->store, number, &got, &fixture->error));
	assert_int_equal(got.paragraph, 0);
	assert_true(library_save_progress(fixture->store, number, &saved, &fixture->error));
	saved.marks[0] = 0;
	saved.paragraph = 3;
	assert_true(library_save_progress(fixture->store, number, &saved, &fixture->error));
	assert_true(library_progress(fixture->store, number, &got, &fixture->error));
	assert_int_equal(got.paragraph, 3);
	assert_int_equal(got.start, 7);
	assert_int_equal(got.marks[0], 0);
	assert_int_equal(got.marks[25], 3);
}

static void
test_a_noted_version_is_kept_once(void **state)
{
	struct fixture *fixture = *state;
	int64_t number = ask(fixture, simplified, "/a.txt", true);
	struct article *article =
		article_from_bytes(slice_from_string(simplified), "/a.txt", NULL, &fixture->error);
	int64_t version = library_keep(fixture->store, number, article, 2, &fixture->error);

	assert_true(version > 0);
	assert_int_equal(
		library_keep(fixture->store, number, article, 1, &fixture->error), version);
	article_close(article);
	article =
		article_from_bytes(slice_from_string("没见过\n"), "/a.txt", NULL, &fixture->error);
	assert_true(library_keep(fixture->store, number, article, 1, &fixture->error) < 0);
	article_close(article);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_article_is_known_by_its_folded_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_edited_article_is_known_by_its_path, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_another_text_saved_over_it_is_another_article, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_list_tells_title_path_and_counts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_progress_and_marks_come_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_noted_version_is_kept_once, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
