/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting, handing over and looking at notes an article at a time gives what the list gives. */
#include <config.h>

#include "notes/annotation_rows.h"

#include "base/alloc.h"
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

enum {
	ARTICLES = 70, /* more than rows keep read */
	ROUNDS = 3
};

struct fixture {
	struct scratch scratch;
	struct store *store;
	struct error error;
	int64_t numbers[ARTICLES];
	int64_t now;
};

static int64_t
fixture_clock(void *context)
{
	return ((struct fixture *)context)->now;
}

static void
enter(struct fixture *fixture, size_t i)
{
	char text[80], path[40];
	struct article *article;

	snprintf(text, sizeof text, "云州市第%zu次会议\n会议强调，要每天上报库存。\n", i);
	snprintf(path, sizeof path, "/yunzhou/%zu.txt", i);
	article = article_from_bytes(slice_from_string(text), path, NULL, &fixture->error);
	assert_non_null(article);
	fixture->numbers[i] = library_enter(fixture->store, article, &fixture->error);
	assert_true(fixture->numbers[i] > 0);
	article_close(article);
}

/* A note on the article, with the tag; deleted again when that is wanted. */
static void
add(struct fixture *fixture, size_t i, const char *tag, bool deleted)
{
	struct annotation new = {.article = fixture->numbers[i],
		.target = {.paragraph = 2, .quote = alloc_string(slice_from_string("会议强调"))},
		.body = alloc_string(slice_from_string("数字待核")),
		.tags = alloc_zeroed(1, sizeof(char *)),
		.tag_count = 1};

	fixture->now += 1000;
	new.tags[0] = alloc_string(slice_from_string(tag));
	assert_true(annotation_add(fixture->store, &new, &fixture->error));
	if (deleted)
		assert_true(annotation_delete(fixture->store, new.id, &fixture->error));
	annotation_clear(&new);
}

static int
set_up(void **state)
{
	struct fixture *fixture = alloc_zeroed(1, sizeof *fixture);

	scratch_open(&fixture->scratch, "notes.db");
	error_init(&fixture->error);
	fixture->now = 1580700000000;
	fixture->store = store_open(
		fixture->scratch.path, STORE_WRITE, fixture_clock, fixture, &fixture->error);
	assert_non_null(fixture->store);
	for (size_t i = 0; i < ARTICLES; i++)
		enter(fixture, i);
	for (size_t i = 0; i < ARTICLES * ROUNDS; i++)
		if (i % 7 != 0)
			add(fixture, i % ARTICLES, i % 2 ? "库存/粮食" : "督查", i % 5 == 0);
	*state = fixture;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;

	store_close(fixture->store);
	scratch_close(&fixture->scratch);
	free(fixture);
	return 0;
}

/* The articles' notes side by side, which must each be of one article, behind the former one's. */
static bool
take(void *context, struct annotations *notes, struct error *error)
{
	struct annotations *taken = context;

	(void)error;
	assert_true(notes->count > 0);
	for (size_t i = 0; i < notes->count; i++)
		assert_int_equal(notes->items[i].article, notes->items[0].article);
	assert_true(taken->count == 0 ||
		taken->items[taken->count - 1].article < notes->items[0].article);
	taken->items = realloc(taken->items, (taken->count + notes->count) * sizeof *taken->items);
	assert_non_null(taken->items);
	memcpy(taken->items + taken->count, notes->items, notes->count * sizeof *notes->items);
	taken->count += notes->count;
	notes->count = 0;
	return true;
}

static void
check_counts(const struct annotations *list, const struct annotation_counts *counts)
{
	size_t at = 0;

	assert_int_equal(counts->total, list->count);
	for (size_t i = 0; i < counts->count; i++) {
		assert_int_equal(counts->items[i].before, at);
		assert_true(counts->items[i].count > 0);
		for (size_t k = 0; k < counts->items[i].count; k++)
			assert_int_equal(list->items[at++].article, counts->items[i].article);
	}
	assert_int_equal(at, list->count);
}

/* How many fit, having checked that all ways lead to the same ones. */
static size_t
check_filter(struct fixture *fixture, struct annotation_filter filter)
{
	struct annotations list, taken;
	struct annotation_counts counts;
	size_t count;

	annotations_init(&list);
	annotations_init(&taken);
	assert_true(annotation_list(fixture->store, &filter, &list, &fixture->error));
	assert_true(annotation_count(fixture->store, &filter, &counts, &fixture->error));
	assert_true(
		annotation_each_article(fixture->store, &filter, take, &taken, &fixture->error));
	check_counts(&list, &counts);
	assert_int_equal(taken.count, list.count);
	for (size_t i = 0; i < list.count; i++)
		assert_string_equal(taken.items[i].id, list.items[i].id);
	count = list.count;
	annotation_counts_clear(&counts);
	annotations_clear(&taken);
	annotations_clear(&list);
	return count;
}

static void
all_ways_lead_to_the_same_notes(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(check_filter(fixture, (struct annotation_filter){.article = 0}), 144);
	assert_int_equal(check_filter(fixture, (struct annotation_filter){.trash = true}), 36);
	assert_int_equal(check_filter(fixture, (struct annotation_filter){.tag = "库存"}), 72);
	assert_int_equal(
		check_filter(fixture, (struct annotation_filter){.tag = "督查", .trash = true}),
		18);
	assert_int_equal(
		check_filter(fixture, (struct annotation_filter){.since = fixture->now - 9500}), 8);
	assert_int_equal(check_filter(fixture, (struct annotation_filter){.words = "粮食"}), 72);
	assert_int_equal(check_filter(fixture, (struct annotation_filter){.words = "，"}), 0);
	assert_true(check_filter(fixture,
			    (struct annotation_filter){.article = fixture->numbers[3]}) > 0);
}

static void
compare_rows(struct fixture *fixture, struct annotation_filter filter, size_t step)
{
	struct annotation_rows *rows =
		annotation_rows_open(fixture->store, &filter, &fixture->error);
	struct annotations list;

	annotations_init(&list);
	assert_non_null(rows);
	assert_true(annotation_list(fixture->store, &filter, &list, &fixture->error));
	assert_int_equal(annotation_rows_count(rows), list.count);
	for (size_t i = 0; i < list.count; i++) {
		size_t row = i * step % list.count;
		const struct annotation *note = annotation_rows_at(rows, fixture->store, row);

		assert_non_null(note);
		assert_string_equal(note->id, list.items[row].id);
		assert_string_equal(note->tags[0], list.items[row].tags[0]);
	}
	assert_null(annotation_rows_at(rows, fixture->store, list.count));
	annotations_clear(&list);
	annotation_rows_close(rows);
}

static void
rows_are_those_of_the_list(void **state)
{
	compare_rows(*state, (struct annotation_filter){.article = 0}, 1);
	compare_rows(*state, (struct annotation_filter){.article = 0}, 31); /* to and fro */
	compare_rows(*state, (struct annotation_filter){.tag = "库存"}, 5);
	compare_rows(*state, (struct annotation_filter){.tag = "nowhere"}, 1);
	compare_rows(*state, (struct annotation_filter){.trash = true}, 1);
}

static void
a_row_that_is_gone_is_none(void **state)
{
	struct fixture *fixture = *state;
	struct annotation_filter filter = {.article = fixture->numbers[1]};
	struct annotation_rows *rows =
		annotation_rows_open(fixture->store, &filter, &fixture->error);
	size_t count = annotation_rows_count(rows);
	struct annotations list;

	annotations_init(&list);
	assert_true(annotation_list(fixture->store, &filter, &list, &fixture->error));
	assert_true(count > 0 && list.count == count);
	assert_true(annotation_delete(fixture->store, list.items[0].id, &fixture->error));
	assert_null(annotation_rows_at(rows, fixture->store, count - 1));
	assert_null(annotation_rows_at(rows, NULL, 0));
	annotations_clear(&list);
	annotation_rows_close(rows);
}

static bool
refuse(void *context, struct annotations *notes, struct error *error)
{
	(void)notes;
	++*(size_t *)context;
	error_set(error, ERROR_INPUT, "enough");
	return false;
}

static void
handing_over_ends_when_it_is_refused(void **state)
{
	struct fixture *fixture = *state;
	size_t times = 0;

	assert_false(annotation_each_article(
		fixture->store, &(struct annotation_filter){0}, refuse, &times, &fixture->error));
	assert_int_equal(times, 1);
	assert_string_equal(fixture->error.sentence, "enough");
	/* the statement is free again */
	assert_true(check_filter(fixture, (struct annotation_filter){.article = 0}) > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_ways_lead_to_the_same_notes),
		cmocka_unit_test(rows_are_those_of_the_list),
		cmocka_unit_test(a_row_that_is_gone_is_none),
		cmocka_unit_test(handing_over_ends_when_it_is_refused),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
