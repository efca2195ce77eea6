/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a note was before, two who change the same note, and a clock that goes back. */
#include <config.h>

#include "notes/annotation_history.h"

#include "base/alloc.h"
#include "notes/library.h"
#include "notes/tag.h"
#include "text/article.h"

#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* One notes file, open twice, with a note on an article in it, and a clock that the test sets. */
struct fixture {
	struct scratch scratch;
	struct store *one, *other;
	int64_t number, now;
	char id[ANNOTATION_ID_BYTES];
	struct error error;
};

static int64_t
fixture_clock(void *context)
{
	return ((struct fixture *)context)->now;
}

static struct store *
open_store(struct fixture *fixture)
{
	struct store *store = store_open(
		fixture->scratch.path, STORE_WRITE, fixture_clock, fixture, &fixture->error);

	assert_string_equal(fixture->error.sentence, "");
	return store;
}

static void
add_note(struct fixture *fixture, const char *body, const char *tags)
{
	struct annotation new = {.article = fixture->number,
		.target = {.paragraph = 1, .quote = alloc_string(slice_from_string("云州"))},
		.body = alloc_string(slice_from_string(body))};

	new.tags = tag_parse(tags, &new.tag_count);
	assert_true(annotation_add(fixture->one, &new, &fixture->error));
	memcpy(fixture->id, new.id, sizeof new.id);
	annotation_clear(&new);
}

static int
set_up(void **state)
{
	struct fixture *fixture = alloc_zeroed(1, sizeof *fixture);
	struct article *article;

	scratch_open(&fixture->scratch, "notes.db");
	error_init(&fixture->error);
	fixture->now = 1580700000000;
	fixture->one = open_store(fixture);
	fixture->other = open_store(fixture);
	article = article_from_bytes(
		slice_from_string("云州市召开会议\n"), "/yunzhou.txt", NULL, &fixture->error);
	fixture->number = library_enter(fixture->one, article, &fixture->error);
	assert_true(fixture->number > 0);
	article_close(article);
	add_note(fixture, "起初", "水 路");
	*state = fixture;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;

	store_close(fixture->one);
	store_close(fixture->other);
	scratch_close(&fixture->scratch);
	free(fixture);
	return 0;
}

static struct wording
typed(const char *body, const char *tags)
{
	size_t count;
	char **parsed = tag_parse(tags, &count);
	struct wording wording = wording_copy(body, (const char *const *)parsed, count);

	for (size_t i = 0; i < count; i++)
		free(parsed[i]);
	free(parsed);
	return wording;
}

/* Changes the note from what was seen to what is wanted, by one of the stores. */
static struct annotation_revision
change(struct fixture *fixture, struct store *store, const char *seen_body, const char *seen_tags,
	const char *body, const char *tags)
{
	struct wording seen = typed(seen_body, seen_tags), wanted = typed(body, tags);
	struct annotation_revision revision;

	if (!annotation_change(store, fixture->id, &seen, &wanted, &revision, &fixture->error))
		fail_msg("%s", fixture->error.sentence);
	wording_clear(&seen);
	wording_clear(&wanted);
	return revision;
}

/* The note as the other store reads it; annotation_clear frees. */
static struct annotation
read_note(struct fixture *fixture, bool trash)
{
	struct annotation_filter filter = {.id = fixture->id, .trash = trash};
	struct annotations list;
	struct annotation note;

	annotations_init(&list);
	assert_true(annotation_list(fixture->other, &filter, &list, &fixture->error));
	assert_int_equal(list.count, 1);
	note = list.items[0];
	free(list.items);
	return note;
}

static void
expect_entry(const struct history_entries *entries, size_t number, enum history_kind kind,
	const char *former)
{
	assert_true(number < entries->count);
	assert_int_equal(entries->items[number].kind, kind);
	assert_string_equal(entries->items[number].former, former);
}

static void
test_history_keeps_all_that_was(void **state)
{
	struct fixture *fixture = *state;
	struct annotation_revision revision;
	struct history_entries entries;
	char id[ANNOTATION_ID_BYTES];
	bool trash;

	fixture->now += 1000;
	revision = change(fixture, fixture->one, "起初", "水 路", "后来", "水 路");
	assert_string_equal(revision.before.body, "起初");
	assert_string_equal(revision.after.body, "后来");
	annotation_revision_clear(&revision);
	fixture->now += 1000;
	revision = change(fixture, fixture->one, "后来", "水 路", "后来", "水");
	annotation_revision_clear(&revision);
	assert_true(annotation_delete(fixture->one, fixture->id, &fixture->error));
	assert_true(annotation_history(fixture->other, fixture->id, &entries, &fixture->error));
	assert_int_equal(entries.count, 3);
	expect_entry(&entries, 0, HISTORY_BODY, "起初");
	expect_entry(&entries, 1, HISTORY_TAGS, "水 路");
	expect_entry(&entries, 2, HISTORY_DELETED, "");
	assert_int_equal(entries.items[0].changed, 1580700001000);
	history_entries_clear(&entries);
	assert_true(annotation_find(fixture->one, fixture->id, id, &trash, &fixture->error));
	assert_true(trash);
	assert_true(annotation_restore(fixture->one, fixture->id, &fixture->error));
	assert_true(annotation_history(fixture->one, fixture->id, &entries, &fixture->error));
	expect_entry(&entries, 3, HISTORY_RESTORED, "");
	history_entries_clear(&entries);
}

static void
test_an_id_may_be_cut_where_it_is_clear(void **state)
{
	struct fixture *fixture = *state;
	char first[ANNOTATION_ID_BYTES], id[ANNOTATION_ID_BYTES], prefix[20];
	bool trash;

	memcpy(first, fixture->id, sizeof first);
	fixture->now += 100000000;
	add_note(fixture, "又一条", "");
	snprintf(prefix, sizeof prefix, "%.13s", first);
	assert_true(annotation_find(fixture->one, prefix, id, &trash, &fixture->error));
	assert_string_equal(id, first);
	assert_false(trash);
	assert_false(annotation_find(fixture->one, "01", id, &trash, &fixture->error));
	assert_non_null(strstr(fixture->error.sentence, "2 notes begin with 01"));
	assert_false(annotation_find(fixture->one, "ffff", id, &trash, &fixture->error));
	assert_non_null(strstr(fixture->error.sentence, "no note ffff"));
}

static void
test_both_bodies_stay_where_two_have_changed_one(void **state)
{
	struct fixture *fixture = *state;
	struct annotation_revision revision;
	struct history_entries entries;
	struct annotation note;

	revision = change(fixture, fixture->one, "起初", "水 路", "甲的话", "水 路");
	assert_false(revision.joined);
	annotation_revision_clear(&revision);
	revision = change(fixture, fixture->other, "起初", "水 路", "乙的话", "水 路");
	assert_true(revision.joined);
	assert_string_equal(revision.before.body, "甲的话");
	annotation_revision_clear(&revision);
	note = read_note(fixture, false);
	assert_ptr_equal(strstr(note.body, "乙的话"), note.body);
	assert_non_null(strstr(note.body, "甲的话"));
	assert_non_null(strstr(note.body, "written elsewhere meanwhile"));
	annotation_clear(&note);
	assert_true(annotation_history(fixture->one, fixture->id, &entries, &fixture->error));
	assert_int_equal(entries.count, 2);
	expect_entry(&entries, 0, HISTORY_BODY, "起初");
	expect_entry(&entries, 1, HISTORY_BODY, "甲的话");
	history_entries_clear(&entries);
}

static void
test_what_only_one_has_changed_is_his(void **state)
{
	struct fixture *fixture = *state;
	struct annotation_revision revision;
	struct annotation note;

	/* one changes the body and takes a tag out, the other puts one in */
	revision = change(fixture, fixture->one, "起初", "水 路", "甲的话", "路");
	annotation_revision_clear(&revision);
	revision = change(fixture, fixture->other, "起初", "水 路", "起初", "水 路 山");
	assert_false(revision.joined);
	annotation_revision_clear(&revision);
	note = read_note(fixture, false);
	assert_string_equal(note.body, "甲的话");
	assert_int_equal(note.tag_count, 2);
	assert_string_equal(note.tags[0], "山");
	assert_string_equal(note.tags[1], "路");
	annotation_clear(&note);
	/* both to the same words: they stand there once */
	revision = change(fixture, fixture->one, "甲的话", "", "同样", "");
	annotation_revision_clear(&revision);
	revision = change(fixture, fixture->other, "甲的话", "", "同样", "");
	assert_false(revision.joined);
	annotation_revision_clear(&revision);
	note = read_note(fixture, false);
	assert_string_equal(note.body, "同样");
	annotation_clear(&note);
}

static void
test_words_for_a_deleted_note_bring_it_back(void **state)
{
	struct fixture *fixture = *state;
	struct annotation_revision revision;
	struct annotation note;

	assert_true(annotation_delete(fixture->one, fixture->id, &fixture->error));
	revision = change(fixture, fixture->other, "起初", "水 路", "还在写", "水 路");
	assert_true(revision.revived);
	annotation_revision_clear(&revision);
	note = read_note(fixture, false);
	assert_string_equal(note.body, "还在写");
	annotation_clear(&note);
}

static void
test_a_step_is_taken_from_the_known_state_only(void **state)
{
	struct fixture *fixture = *state;
	struct wording first = typed("起初", "水 路"), second = typed("后来", "水");
	struct annotation_step forth = {.was = &first, .wanted = &second},
			       back = {.was = &second, .wanted = &first},
			       hide = {.was = &first, .hidden = true};
	struct annotation note;
	bool stale;

	assert_true(
		annotation_take_step(fixture->one, fixture->id, &forth, &stale, &fixture->error));
	assert_false(stale);
	assert_true(
		annotation_take_step(fixture->one, fixture->id, &forth, &stale, &fixture->error));
	assert_true(stale);
	assert_true(
		annotation_take_step(fixture->one, fixture->id, &back, &stale, &fixture->error));
	assert_false(stale);
	assert_true(
		annotation_take_step(fixture->one, fixture->id, &hide, &stale, &fixture->error));
	assert_false(stale);
	assert_true(
		annotation_take_step(fixture->one, fixture->id, &hide, &stale, &fixture->error));
	assert_true(stale);
	note = read_note(fixture, true);
	assert_string_equal(note.body, "起初");
	assert_int_equal(note.tag_count, 2);
	annotation_clear(&note);
	wording_clear(&first);
	wording_clear(&second);
}

static void
test_the_order_stays_when_the_clock_goes_back(void **state)
{
	struct fixture *fixture = *state;
	static const char *const bodies[] = {"起初", "一", "二", "三", "四"};
	struct history_entries entries;
	struct annotation note;
	int64_t last = 0;

	for (size_t i = 1; i < 5; i++) {
		struct annotation_revision revision;

		fixture->now -= 86400000; /* a day back, each time */
		revision = change(fixture, i % 2 ? fixture->one : fixture->other, bodies[i - 1],
			"水 路", bodies[i], "水 路");
		annotation_revision_clear(&revision);
		note = read_note(fixture, false);
		assert_true(note.modified > last);
		assert_true(note.modified > note.created);
		last = note.modified;
		annotation_clear(&note);
	}
	assert_true(annotation_history(fixture->one, fixture->id, &entries, &fixture->error));
	assert_int_equal(entries.count, 4);
	for (size_t i = 0; i < 4; i++) {
		expect_entry(&entries, i, HISTORY_BODY, bodies[i]);
		assert_true(i == 0 || entries.items[i].changed > entries.items[i - 1].changed);
	}
	history_entries_clear(&entries);
	assert_true(annotation_delete(fixture->one, fixture->id, &fixture->error));
	note = read_note(fixture, true);
	assert_true(note.deleted > last);
	annotation_clear(&note);
}

/* Behind the last moment there is none. */
static void
test_a_clock_at_its_end_stops_nobody(void **state)
{
	static const char *const bodies[] = {"起初", "一", "二"};
	struct fixture *fixture = *state;
	struct annotation note;

	fixture->now = INT64_MAX;
	for (size_t i = 1; i < 3; i++) {
		struct annotation_revision revision =
			change(fixture, fixture->one, bodies[i - 1], "水 路", bodies[i], "水 路");

		annotation_revision_clear(&revision);
		note = read_note(fixture, false);
		assert_string_equal(note.body, bodies[i]);
		assert_true(note.modified == INT64_MAX);
		annotation_clear(&note);
	}
}

int
main(void)
{
#define TEST(FUNCTION) cmocka_unit_test_setup_teardown(FUNCTION, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_history_keeps_all_that_was),
		TEST(test_an_id_may_be_cut_where_it_is_clear),
		TEST(test_both_bodies_stay_where_two_have_changed_one),
		TEST(test_what_only_one_has_changed_is_his),
		TEST(test_words_for_a_deleted_note_bring_it_back),
		TEST(test_a_step_is_taken_from_the_known_state_only),
		TEST(test_the_order_stays_when_the_clock_goes_back),
		TEST(test_a_clock_at_its_end_stops_nobody),
	};

	return cmocka_run_group_tests_name("notes/history", tests, NULL, NULL);
}
