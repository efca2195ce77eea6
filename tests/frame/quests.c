/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What takes long can be stopped by a key, and comes to the same place. */
#include <config.h>

#include "fixture.h"

#include "base/buffer.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

enum {
	PARAGRAPHS = 300,
	FAR = 250,   /* the paragraph that is looked for */
	MANY = 30000 /* paragraphs of a text that is not read at once */
};

static int
set_up(void **state)
{
	struct buffer text;

	buffer_init(&text);
	for (int i = 1; i <= PARAGRAPHS; i++)
		buffer_append_format(&text, "　　第%d段，%s。\n", i,
			i == FAR               ? "会议强调，要加强堤坝巡查"
				: i == FAR + 9 ? "市委书记甲川到堤坝看水"
					       : "水位平稳");
	fixture_set_up_text(state, "long.txt", buffer_string(&text));
	buffer_clear(&text);
	return 0;
}

/* The row of the cursor, which shows the words. */
static void
expect_cursor_at(struct fixture *fixture, const char *words)
{
	if (!strstr(fixture_row(fixture, fixture->frame.cursor_row), words))
		fail_msg("%s is not at the cursor but: %s", words,
			fixture_row(fixture, fixture->frame.cursor_row));
}

/* The keys lead to the words when they are waited for; a key stops them, and says so; and asked for
 * again and again they come there too. */
static void
expect_quest(struct fixture *fixture, const char *start, const char *keys, const char *again,
	const char *words)
{
	struct buffer typed;

	buffer_init(&typed);
	buffer_append_format(&typed, "%s%s<Work>", start, keys);
	fixture->awaited[0] = "any key stops";
	fixture_run(fixture, buffer_string(&typed));
	expect_cursor_at(fixture, words);
	assert_true(fixture->was_shown);
	assert_int_equal(fixture_find(fixture, "any key stops"), -1);
	buffer_truncate(&typed, 0);
	buffer_append_format(&typed, "%s%s<Esc>", start, keys);
	fixture_run(fixture, buffer_string(&typed));
	assert_true(fixture_find(fixture, "Stopped at ") >= 0);
	assert_int_equal(fixture_find(fixture, words), -1);
	fixture_run(fixture, strcmp(start, "g") == 0 ? "gj" : "Gk");
	for (int i = 0; i < PARAGRAPHS; i++)
		buffer_append_string(&typed, again);
	buffer_append_string(&typed, "<Work>");
	fixture_run(fixture, buffer_string(&typed));
	expect_cursor_at(fixture, words);
	buffer_clear(&typed);
}

static void
test_directives_and_officials(void **state)
{
	struct fixture *fixture = *state;

	expect_quest(fixture, "g", "d", "d", "第250段");
	expect_quest(fixture, "g", "o", "o", "第259段");
	expect_quest(fixture, "G", "D", "D", "第250段");
	expect_quest(fixture, "G", "O", "O", "第259段");
	fixture_run(fixture, "Gd<Work>");
	assert_true(fixture_find(fixture, "No directive below") >= 0);
	fixture_run(fixture, "gO<Work>");
	assert_true(fixture_find(fixture, "No official above") >= 0);
}

static void
test_any_key_stops_and_acts(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "gdj");
	expect_cursor_at(fixture, "第2段");
	fixture_run(fixture, "gd<Size 60x20><Work>");
	expect_cursor_at(fixture, "第250段");
	fixture_run(fixture, "g<Size 80x24>");
}

#ifdef HAVE_PCRE2
/* An expression of which no character is needed, so that all has to be matched. */
static void
test_searches(void **state)
{
	struct fixture *fixture = *state;

	expect_quest(fixture, "g", "//[加减]强|[没無]<Enter>", "n", "第250段");
	fixture_run(fixture, "G\\/[加减]强|[没無]<Enter><Work>");
	expect_cursor_at(fixture, "第250段");
	fixture_run(fixture, "g//[堤堰][坝垻]<Enter><Work>");
	expect_cursor_at(fixture, "第250段");
	fixture_run(fixture, "g//[堤堰][坝垻]<Enter><Work>n<Work>");
	expect_cursor_at(fixture, "第259段");
	fixture_run(fixture, "g//[堤堰][坝垻]<Enter><Work>2n<Work>");
	expect_cursor_at(fixture, "第250段");
	assert_true(fixture_find(fixture, "went on at the start") >= 0);
	fixture_run(fixture, "g//[堤堰][坝垻]<Enter><Work>N<Work>");
	expect_cursor_at(fixture, "第259段");
	assert_true(fixture_find(fixture, "2 of 2") >= 0);
	fixture_run(fixture, "g//[没無][有]<Enter><Work>");
	assert_true(fixture_find(fixture, "Not found: /[没無][有]") >= 0);
	expect_cursor_at(fixture, "第1段");
}

static void
test_a_hit_far_away_is_shown_while_typing(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "g//[堤堰][坝垻]<Work>");
	assert_true(fixture_find(fixture, "第250段") >= 0);
	fixture_run(fixture, "g//[堤堰][坝垻]<Work><Esc>");
	expect_cursor_at(fixture, "第1段");
}

static void
test_only_paragraphs(void **state)
{
	struct fixture *fixture = *state;

	expect_quest(fixture, "g", "&/[堤堰][坝垻]<Enter>", "&<Up><Enter>", "第250段");
	fixture_run(fixture, "g&/[堤堰][坝垻]<Enter><Work>");
	expect_cursor_at(fixture, "第250段");
	assert_true(fixture_find(fixture, "第259段") > 0);
	assert_int_equal(fixture_find(fixture, "第251段"), -1);
	fixture_run(fixture, "G&/[堤堰][坝垻]<Enter><Work>");
	expect_cursor_at(fixture, "第259段");
	assert_true(fixture_find(fixture, "第250段") >= 0);
	fixture_run(fixture, "g&/[堤堰][坝垻]<Enter><Work>G<Work>");
	expect_cursor_at(fixture, "第259段");
	fixture_run(fixture, "g&/[堤堰][坝垻]<Enter><Work>j");
	expect_cursor_at(fixture, "第259段");
	fixture_run(fixture, "g&/[没無][有]<Enter><Work>");
	assert_true(fixture_find(fixture, "No paragraph has: /[没無][有]") >= 0);
	expect_cursor_at(fixture, "第1段");
}

/* Whatever the expression, the keyboard is heard. */
static void
test_a_slow_expression_is_stopped(void **state)
{
	struct fixture fixture;
	struct buffer text;

	(void)state;
	buffer_init(&text);
	for (int line = 0; line < 2000; line++) {
		for (int i = 0; i < 75; i++)
			buffer_append_string(&text, "abcd");
		buffer_append_string(&text, "\n");
	}
	fixture_init(&fixture);
	fixture_add_text(&fixture, "slow.txt", buffer_string(&text));
	buffer_clear(&text);
	fixture.typed_ahead = true;
	fixture_run(&fixture, "//[a-d]{2}(?:a|b|c|d)*(?:a|b|c|d)*[xy]<Enter>nnj<Esc>q");
	fixture_clear(&fixture);
}
#endif

/* The end of a text that is not read at once; keys typed ahead are meant for what is there. */
static void
test_far_places(void **state)
{
	struct fixture fixture;
	struct buffer text;

	(void)state;
	buffer_init(&text);
	for (int i = 1; i <= MANY; i++)
		buffer_append_format(&text, "　　第%d段，水位平稳，没有什么要说的话。\n", i);
	fixture_init(&fixture);
	fixture_add_text(&fixture, "large.txt", buffer_string(&text));
	buffer_clear(&text);
	fixture.awaited[0] = ">   1 "; /* with less than five digits */
	fixture_run(&fixture, "");
	assert_false(fixture.was_shown);
	fixture.awaited[0] = "¶ 1 of about 3";
	fixture_run(&fixture, "");
	assert_true(fixture.was_shown);
	assert_true(fixture_find(&fixture, "¶ 1/30000  0 %") > 0);
	fixture_run(&fixture, "Gk");
	expect_cursor_at(&fixture, "第29999段");
	fixture_run(&fixture, "gG");
	expect_cursor_at(&fixture, "第30000段");
	fixture_run(&fixture, "g20000Gk");
	expect_cursor_at(&fixture, "第19999段");
	/* What it looks like is there at once, and what it is comes later. */
	fixture.awaited[0] = "counting paragraphs: ";
	fixture.awaited[1] = "          第30000段";
	fixture_run(&fixture, "gG");
	assert_true(fixture.was_shown);
	expect_cursor_at(&fixture, ">30000        第30000段");
	fixture.awaited[1] = "          第270";
	fixture_run(&fixture, "g90%");
	assert_true(fixture.was_shown);
	expect_cursor_at(&fixture, "第270");
	fixture.awaited[0] = "Search: 第29990";
	fixture.awaited[1] = "          第29990段";
	fixture_run(&fixture, "g/第29990段");
	assert_true(fixture.was_shown);
	fixture.awaited[0] = "counting paragraphs: ";
	fixture.typed_ahead = true;
	fixture_run(&fixture, "g/第29990段<Enter>");
	fixture.typed_ahead = false;
	assert_true(fixture.was_shown);
	expect_cursor_at(&fixture, ">29990        第29990段");
	fixture_run(&fixture, "g50%j");
	expect_cursor_at(&fixture, "第15");
	fixture_run(&fixture, "gG<Esc>");
	assert_true(fixture_find(&fixture, "Stopped at ") > 0);
	expect_cursor_at(&fixture, "第1段");
	fixture_clear(&fixture);
}

/* The same of a text that is not decoded to its end, in GB18030:
 * 第%d段，水位平稳，没有什么要说的话。 */
static void
test_an_end_that_is_not_decoded(void **state)
{
	struct fixture fixture;
	struct buffer text;

	(void)state;
	buffer_init(&text);
	for (int i = 1; i <= MANY; i++)
		buffer_append_format(&text,
			"\xA1\xA1\xA1\xA1\xB5\xDA%d"
			"\xB6\xCE\xA3\xAC\xCB\xAE\xCE\xBB\xC6\xBD\xCE\xC8\xA3\xAC\xC3\xBB\xD3\xD0"
			"\xCA\xB2\xC3\xB4\xD2\xAA\xCB\xB5\xB5\xC4\xBB\xB0\xA1\xA3\n",
			i);
	fixture_init(&fixture);
	fixture_add_text(&fixture, "large.txt", buffer_string(&text));
	buffer_clear(&text);
	fixture.awaited[0] = "counting paragraphs: ";
	fixture.awaited[1] = "          第30000段";
	fixture_run(&fixture, "G");
	assert_true(fixture.was_shown);
	expect_cursor_at(&fixture, ">30000        第30000段");
	assert_true(fixture_find(&fixture, "GB18030") > 0);
	fixture_clear(&fixture);
}

static void
append_line(struct fixture *fixture)
{
	FILE *file = fopen(fixture->paths[0], "a");

	assert_non_null(file);
	assert_true(fputs("　　又一段。\n", file) >= 0);
	assert_int_equal(fclose(file), 0);
}

/* What others do is not seen only when a long text has been gone through. */
static void
test_the_file_is_looked_at_while_work_goes_on(void **state)
{
	struct fixture fixture;
	struct buffer text;

	(void)state;
	buffer_init(&text);
	for (int i = 1; i <= 3 * MANY; i++)
		buffer_append_format(&text, "　　第%d段，水位平稳，没有什么要说的话。\n", i);
	fixture_init(&fixture);
	fixture_add_text(&fixture, "large.txt", buffer_string(&text));
	buffer_clear(&text);
	fixture.when_busy = append_line;
	fixture.awaited[0] = "The file has grown";
	fixture_run(&fixture, "");
	assert_true(fixture.was_shown);
	fixture_clear(&fixture);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_directives_and_officials),
		cmocka_unit_test(test_any_key_stops_and_acts),
		cmocka_unit_test(test_far_places),
		cmocka_unit_test(test_an_end_that_is_not_decoded),
		cmocka_unit_test(test_the_file_is_looked_at_while_work_goes_on),
#ifdef HAVE_PCRE2
		cmocka_unit_test(test_searches),
		cmocka_unit_test(test_a_hit_far_away_is_shown_while_typing),
		cmocka_unit_test(test_only_paragraphs),
		cmocka_unit_test(test_a_slow_expression_is_stopped),
#endif
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("frame_quests", tests, set_up, fixture_tear_down);
}
