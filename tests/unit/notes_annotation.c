/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "notes/annotation.h"

#include "base/alloc.h"
#include "notes/library.h"
#include "notes/store.h"
#include "notes/tag.h"
#include "text/article.h"

#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* A store with one article in it, and a clock that the test sets. */
struct fixture {
	struct scratch scratch;
	struct store *store;
	struct article *article;
	int64_t number, now;
	struct error error;
};

static const char sample[] = "云州市召开物资调度会议\n"
			     "2月3日，云州市召开会议，部署粮食和药品的调度。\n"
			     "会议强调，各区要每天上报库存，不得瞒报。\n";

static int64_t
fixture_clock(void *context)
{
	return ((struct fixture *)context)->now;
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
	fixture->article = article_from_bytes(
		slice_from_string(sample), "/yunzhou.txt", NULL, &fixture->error);
	assert_string_equal(fixture->error.sentence, "");
	fixture->number = library_enter(fixture->store, fixture->article, &fixture->error);
	assert_true(fixture->number > 0);
	*state = fixture;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;

	article_close(fixture->article);
	store_close(fixture->store);
	scratch_close(&fixture->scratch);
	free(fixture);
	return 0;
}

/* Adds a note; tags is what a reader types. Writes its id. */
static void
add(struct fixture *fixture, size_t paragraph, const char *quote, const char *body,
	const char *tags, char *id)
{
	struct annotation new = {.article = fixture->number,
		.target = {.kind = TARGET_PHRASE,
			.paragraph = paragraph,
			.start = 3,
			.end = 5,
			.quote = alloc_string(slice_from_string(quote))},
		.body = alloc_string(slice_from_string(body))};

	new.tags = tag_parse(tags, &new.tag_count);
	assert_true(annotation_add(fixture->store, &new, &fixture->error));
	if (id)
		memcpy(id, new.id, sizeof new.id);
	annotation_clear(&new);
}

static size_t
found(struct fixture *fixture, struct annotation_filter filter)
{
	struct annotations list;
	size_t count;

	annotations_init(&list);
	assert_true(annotation_list(fixture->store, &filter, &list, &fixture->error));
	count = list.count;
	annotations_clear(&list);
	return count;
}

static struct annotation
the_only(struct fixture *fixture, struct annotation_filter filter)
{
	struct annotations list;
	struct annotation only;

	annotations_init(&list);
	assert_true(annotation_list(fixture->store, &filter, &list, &fixture->error));
	assert_int_equal(list.count, 1);
	only = list.items[0];
	free(list.items);
	return only;
}

/* Changes a note that had the body `seen` (NULL: whatever it has) and no tags then. */
static bool
change(struct fixture *fixture, const char *id, const char *seen, const char *body,
	const char *const *tags, size_t tag_count)
{
	struct wording before = wording_copy(seen, NULL, 0);
	struct wording wanted = wording_copy(body, tags, tag_count);
	bool done = annotation_change(
		fixture->store, id, seen ? &before : NULL, &wanted, NULL, &fixture->error);

	wording_clear(&before);
	wording_clear(&wanted);
	return done;
}

static void
test_what_was_added_is_listed_whole(void **state)
{
	struct fixture *fixture = *state;
	struct annotation new = {.article = fixture->number,
		.target = {TARGET_PHRASE, 3, 5, 9, (char[]){"各区要每"}, (char[]){"会议强调，"},
			(char[]){"天上报"}, 5, 9, 0, {0, 0}},
		.body = (char[]){"Who checks?\n谁来查？"},
		.tags = NULL};
	struct annotation *got, only;

	new.tags = tag_parse("库存/粮食 督查", &new.tag_count);
	assert_true(annotation_add(fixture->store, &new, &fixture->error));
	only = the_only(fixture, (struct annotation_filter){.id = new.id});
	got = &only;
	assert_string_equal(got->id, new.id);
	assert_int_equal(got->article, fixture->number);
	assert_int_equal(got->target.kind, TARGET_PHRASE);
	assert_int_equal(got->target.paragraph, 3);
	assert_int_equal(got->target.start, 5);
	assert_int_equal(got->target.end, 9);
	assert_int_equal(got->target.folded_start, 5);
	assert_int_equal(got->target.folded_end, 9);
	assert_string_equal(got->target.quote, "各区要每");
	assert_string_equal(got->target.prefix, "会议强调，");
	assert_string_equal(got->target.suffix, "天上报");
	assert_true(got->target.version > 0);
	assert_true(got->target.hash.high == article_hash(fixture->article).high);
	assert_string_equal(got->body, "Who checks?\n谁来查？");
	assert_int_equal(got->tag_count, 2);
	assert_string_equal(got->tags[0], "库存/粮食");
	assert_string_equal(got->tags[1], "督查");
	assert_int_equal(got->created, fixture->now);
	assert_int_equal(got->modified, fixture->now);
	assert_int_equal(got->deleted, 0);
	annotation_clear(got);
	for (size_t i = 0; i < new.tag_count; i++)
		free(new.tags[i]);
	free(new.tags);
}

static void
test_identifiers_rise_when_the_clock_goes_back(void **state)
{
	struct fixture *fixture = *state;
	char id[ANNOTATION_ID_BYTES], last[ANNOTATION_ID_BYTES] = "";

	for (int i = 0; i < 5000; i++) {
		if (i == 10)
			fixture->now -= 3600 * 1000;
		if (i < 20 || i % 100 == 0)
			add(fixture, 1, "云州市", "x", "", id);
		assert_true(i >= 20 && i % 100 != 0 ? true : strcmp(last, id) < 0);
		memcpy(last, id, sizeof last);
	}
	assert_int_equal(id[14], '7');
	assert_true(strchr("89ab", id[19]) != NULL);
}

static void
test_order_is_by_paragraph_and_start(void **state)
{
	struct fixture *fixture = *state;
	struct annotations list;

	add(fixture, 3, "会议强调", "third", "", NULL);
	add(fixture, 1, "云州市", "first", "", NULL);
	add(fixture, 2, "2月3日", "second", "", NULL);
	annotations_init(&list);
	assert_true(annotation_list(
		fixture->store, &(struct annotation_filter){.article = 0}, &list, &fixture->error));
	assert_int_equal(list.count, 3);
	assert_string_equal(list.items[0].body, "first");
	assert_string_equal(list.items[1].body, "second");
	assert_string_equal(list.items[2].body, "third");
	annotations_clear(&list);
}

static void
test_tag_finds_what_is_below_it(void **state)
{
	struct fixture *fixture = *state;

	add(fixture, 1, "云州市", "", "防控", NULL);
	add(fixture, 1, "云州市", "", "防控/物資", NULL);
	add(fixture, 1, "云州市", "", "防控0", NULL);
	assert_int_equal(found(fixture, (struct annotation_filter){.tag = "防控"}), 2);
	assert_int_equal(found(fixture, (struct annotation_filter){.tag = "防控/物資"}), 1);
	assert_int_equal(found(fixture, (struct annotation_filter){.tag = "防"}), 0);
	assert_int_equal(
		found(fixture, (struct annotation_filter){.tag = "防控", .article = 99}), 0);
}

static void
test_words_are_found_folded_and_short(void **state)
{
	struct fixture *fixture = *state;

	add(fixture, 3, "會議強調(diào)", "The economy; GDP 增長放緩", "防控/物資", NULL);
	assert_int_equal(found(fixture, (struct annotation_filter){.words = "会议强调"}), 1);
	assert_int_equal(found(fixture, (struct annotation_filter){.words = "增"}), 1);
	assert_int_equal(found(fixture, (struct annotation_filter){.words = "放缓"}), 1);
	assert_int_equal(found(fixture, (struct annotation_filter){.words = "缓放"}), 0);
	assert_int_equal(found(fixture, (struct annotation_filter){.words = "物资"}), 1);
	assert_int_equal(found(fixture, (struct annotation_filter){.words = "gdp 会议"}), 1);
	assert_int_equal(found(fixture, (struct annotation_filter){.words = "gdp 粮食"}), 0);
	assert_int_equal(found(fixture, (struct annotation_filter){.words = "econ"}), 1);
	assert_int_equal(found(fixture, (struct annotation_filter){.words = "onomy"}), 0);
}

static void
test_words_are_never_syntax(void **state)
{
	struct fixture *fixture = *state;
	static const char *const typed[] = {"\"", "a\"b", "body:x", "-增", "增*", "(", "NOT",
		"a OR", "NEAR(增 长)", "^增", "{body}:增", "'; DROP TABLE tags; --", "\xff\xfe"};

	add(fixture, 3, "会议强调", "增长", "", NULL);
	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++)
		found(fixture, (struct annotation_filter){.words = typed[i]});
	assert_int_equal(found(fixture, (struct annotation_filter){.words = "。，"}), 0);
	assert_int_equal(found(fixture, (struct annotation_filter){.words = "-增"}), 1);
}

static void
test_change_keeps_the_rest_and_moves_the_time(void **state)
{
	struct fixture *fixture = *state;
	char id[ANNOTATION_ID_BYTES];
	const char *const tags[] = {"新", "#新", "b  c"};
	struct annotation got;

	add(fixture, 2, "粮食", "old words", "旧", id);
	fixture->now += 5000;
	assert_true(change(fixture, id, NULL, "改过的话", tags, 3));
	got = the_only(fixture, (struct annotation_filter){.words = "改过"});
	assert_string_equal(got.body, "改过的话");
	assert_string_equal(got.target.quote, "粮食");
	assert_int_equal(got.tag_count, 3);
	assert_int_equal(got.created + 5000, got.modified);
	annotation_clear(&got);
	assert_int_equal(found(fixture, (struct annotation_filter){.words = "old"}), 0);
	assert_int_equal(found(fixture, (struct annotation_filter){.tag = "旧"}), 0);
	assert_int_equal(found(fixture, (struct annotation_filter){.since = fixture->now}), 1);
	assert_int_equal(found(fixture, (struct annotation_filter){.since = fixture->now + 1}), 0);
	assert_false(change(fixture, "no-such", NULL, "x", NULL, 0));
	assert_non_null(strstr(fixture->error.sentence, "no-such"));
}

static void
test_deleted_ones_go_to_the_trash_and_come_back(void **state)
{
	struct fixture *fixture = *state;
	char id[ANNOTATION_ID_BYTES];

	add(fixture, 2, "粮食", "x", "t", id);
	assert_true(annotation_delete(fixture->store, id, &fixture->error));
	assert_true(annotation_delete(fixture->store, id, &fixture->error));
	assert_int_equal(found(fixture, (struct annotation_filter){.article = 0}), 0);
	assert_int_equal(found(fixture, (struct annotation_filter){.trash = true}), 1);
	assert_true(annotation_restore(fixture->store, id, &fixture->error));
	assert_int_equal(found(fixture, (struct annotation_filter){.tag = "t"}), 1);
	assert_int_equal(found(fixture, (struct annotation_filter){.trash = true}), 0);
}

static void
test_ill_formed_text_is_refused(void **state)
{
	struct fixture *fixture = *state;
	struct annotation new = {
		.article = fixture->number, .target = {.paragraph = 1}, .body = (char[]){"a\xff"}};

	assert_false(annotation_add(fixture->store, &new, &fixture->error));
	assert_non_null(strstr(fixture->error.sentence, "UTF-8"));
	assert_int_equal(found(fixture, (struct annotation_filter){.article = 0}), 0);
}

static void
test_id_may_be_given_by_its_beginning(void **state)
{
	struct fixture *fixture = *state;
	char id[ANNOTATION_ID_BYTES];

	add(fixture, 2, "粮食", "x", "", id);
	id[8] = '\0';
	assert_int_equal(found(fixture, (struct annotation_filter){.id = id}), 1);
	assert_int_equal(found(fixture, (struct annotation_filter){.id = "f"}), 0);
}

static void
test_tags_are_counted_with_those_in_use(void **state)
{
	struct fixture *fixture = *state;
	struct tag_counts tags;
	char id[ANNOTATION_ID_BYTES];

	add(fixture, 2, "粮食", "", "b a/c", NULL);
	add(fixture, 2, "粮食", "", "b gone", id);
	assert_true(annotation_delete(fixture->store, id, &fixture->error));
	for (int64_t number = 0; number <= fixture->number; number += fixture->number) {
		assert_true(tag_list(fixture->store, number, &tags, &fixture->error));
		assert_int_equal(tags.count, 2);
		assert_string_equal(tags.items[0].name, "a/c");
		assert_string_equal(tags.items[1].name, "b");
		assert_int_equal(tags.items[1].annotations, 1);
		tag_counts_clear(&tags);
	}
	assert_true(tag_names(fixture->store, &tags, &fixture->error));
	assert_int_equal(tags.count, 2);
	assert_string_equal(tags.items[1].name, "b");
	assert_true(tags.items[1].annotations == (size_t)TAG_UNCOUNTED);
	assert_true(tag_count(fixture->store, &tags.items[1], &fixture->error));
	assert_int_equal(tags.items[1].annotations, 1);
	tag_counts_clear(&tags);
}

static void
check_parsed(const char *typed, const char *expected)
{
	char joined[256] = "";
	size_t count;
	char **tags = tag_parse(typed, &count);

	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(joined);

		snprintf(joined + length, sizeof joined - length, "[%s]", tags[i]);
		free(tags[i]);
	}
	free(tags);
	assert_string_equal(joined, expected);
}

static void
test_tags_are_parsed_as_typed(void **state)
{
	(void)state;
	check_parsed("", "");
	check_parsed(" 、, ", "");
	check_parsed("防控/物資, b  c", "[b][c][防控/物資]");
	check_parsed("#b b 、a／/c/ /d", "[a/c/d][b]");
	check_parsed("a / b　c", "[a/b][c]");
	check_parsed("c\x1b[m ＃x", "[c[m][x]");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_what_was_added_is_listed_whole, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_identifiers_rise_when_the_clock_goes_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_order_is_by_paragraph_and_start, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_tag_finds_what_is_below_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_words_are_found_folded_and_short, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_words_are_never_syntax, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_change_keeps_the_rest_and_moves_the_time, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_deleted_ones_go_to_the_trash_and_come_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_ill_formed_text_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_id_may_be_given_by_its_beginning, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_tags_are_counted_with_those_in_use, set_up, tear_down),
		cmocka_unit_test(test_tags_are_parsed_as_typed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
