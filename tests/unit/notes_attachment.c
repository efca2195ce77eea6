/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "notes/attachment.h"

#include "base/alloc.h"
#include "notes/anchor.h"
#include "notes/library.h"
#include "text/article.h"

#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char text[] = "云州市召开会议\n2月3日，会议强调，要调度粮食。\n来源：云州日报\n";

struct fixture {
	struct scratch scratch;
	struct store *store;
	struct article *article;
	struct error error;
	struct annotation note; /* on 要调度粮食 */
};

/* Fills in the target of the words in the fixture's text. */
static void
describe(struct fixture *fixture, const char *words, struct target *target)
{
	struct slice whole = article_text(fixture->article);
	size_t at = slice_find(whole, slice_from_string(words), 0);
	int64_t number = library_find(fixture->store, fixture->article, &fixture->error);

	anchor_describe(
		fixture->article, TARGET_PHRASE, (struct span){at, at + strlen(words)}, target);
	target->version = library_keep(
		fixture->store, number, fixture->article, target->paragraph, &fixture->error);
}

static int
set_up(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){.store = NULL};
	scratch_open(&fixture.scratch, "notes.db");
	error_init(&fixture.error);
	fixture.store = store_open(fixture.scratch.path, STORE_WRITE, NULL, NULL, &fixture.error);
	fixture.article =
		article_from_bytes(slice_from_string(text), "/a.txt", NULL, &fixture.error);
	assert_non_null(fixture.article);
	fixture.note.article = library_enter(fixture.store, fixture.article, &fixture.error);
	describe(&fixture, "要调度粮食", &fixture.note.target);
	fixture.note.body = alloc_string(slice_from_string("怎么调？"));
	assert_true(annotation_add(fixture.store, &fixture.note, &fixture.error));
	*state = &fixture;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;

	annotation_clear(&fixture->note);
	article_close(fixture->article);
	store_close(fixture->store);
	scratch_close(&fixture->scratch);
	return 0;
}

/* How many notes a search finds. */
static size_t
count_found(struct fixture *fixture, const char *words)
{
	struct annotation_filter filter = {.words = words};
	struct annotations list;
	size_t count;

	annotations_init(&list);
	assert_true(annotation_list(fixture->store, &filter, &list, &fixture->error));
	count = list.count;
	annotations_clear(&list);
	return count;
}

static void
test_a_note_gets_another_place(void **state)
{
	struct fixture *fixture = *state;
	struct annotation_filter filter = {.id = fixture->note.id};
	struct annotations list;
	struct target target;
	char *former;

	describe(fixture, "云州日报", &target);
	assert_true(attachment_change(fixture->store, fixture->note.id, &target, &fixture->error));
	target_clear(&target);
	annotations_init(&list);
	assert_true(annotation_list(fixture->store, &filter, &list, &fixture->error));
	anchor_resolve(fixture->article, &list, fixture->store);
	assert_string_equal(list.items[0].target.quote, "云州日报");
	assert_int_equal(list.items[0].target.paragraph, 3);
	assert_int_equal(list.items[0].state, ANCHOR_EXACT);
	assert_string_equal(list.items[0].body, "怎么调？");
	annotations_clear(&list);
	assert_int_equal(count_found(fixture, "云州日报"), 1);
	assert_int_equal(count_found(fixture, "调度粮食"), 0);
	former = attachment_former(fixture->store, fixture->note.id, &fixture->error);
	assert_string_equal(former, "要调度粮食");
	free(former);
}

/* As undoing does; each place that it had stays in the history. */
static void
test_it_goes_back(void **state)
{
	struct fixture *fixture = *state;
	struct annotations list;
	struct annotation_filter filter = {.id = fixture->note.id};
	struct target target, former;
	char *quotes;

	attachment_copy(&fixture->note.target, &former);
	describe(fixture, "云州日报", &target);
	assert_true(attachment_change(fixture->store, fixture->note.id, &target, &fixture->error));
	assert_true(attachment_change(fixture->store, fixture->note.id, &former, &fixture->error));
	annotations_init(&list);
	assert_true(annotation_list(fixture->store, &filter, &list, &fixture->error));
	assert_string_equal(list.items[0].target.quote, former.quote);
	assert_string_equal(list.items[0].target.prefix, former.prefix);
	assert_string_equal(list.items[0].target.suffix, former.suffix);
	assert_int_equal(list.items[0].target.start, former.start);
	assert_int_equal(list.items[0].target.version, former.version);
	annotations_clear(&list);
	quotes = attachment_former(fixture->store, fixture->note.id, &fixture->error);
	assert_string_equal(quotes, "云州日报\n要调度粮食");
	free(quotes);
	target_clear(&target);
	target_clear(&former);
}

static void
test_what_cannot_be_attached(void **state)
{
	struct fixture *fixture = *state;
	struct target target;
	char *former;

	describe(fixture, "云州日报", &target);
	assert_false(attachment_change(fixture->store, "nothing", &target, &fixture->error));
	assert_non_null(strstr(fixture->error.sentence, "There is no note nothing"));
	assert_true(annotation_delete(fixture->store, fixture->note.id, &fixture->error));
	assert_false(attachment_change(fixture->store, fixture->note.id, &target, &fixture->error));
	former = attachment_former(fixture->store, fixture->note.id, &fixture->error);
	assert_string_equal(former, "");
	free(former);
	assert_true(annotation_restore(fixture->store, fixture->note.id, &fixture->error));
	target.quote[0] = '\xFF';
	assert_false(attachment_change(fixture->store, fixture->note.id, &target, &fixture->error));
	target_clear(&target);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_note_gets_another_place, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_it_goes_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_what_cannot_be_attached, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("notes/attachment", tests, NULL, NULL);
}
