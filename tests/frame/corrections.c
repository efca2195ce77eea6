/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks that the reader corrects: asked for by a key, shown at once, kept, listed, undone. */
#include "fixture.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define ARTICLE                                                                                        \
	"平湖市召开防汛会议\n"                                                                \
	"副市长何文远主持会议，何文远讲话。渡口管理员沈一舟介绍情况。\n" \
	"会议强调，各县要加强堤坝巡查。今年雨水多。\n"                            \
	"市长方念春指出，不得擅离职守。\n"

/* The same text as a converter leaves it. */
#define TRADITIONAL                                                                                    \
	"平湖市召開防汛會議\n"                                                                \
	"副市長何文遠主持會議，何文遠講話。渡口管理員沈一舟介紹情況。\n" \
	"會議強調(diào)，各縣要加強堤壩巡查。今年雨水多。\n"                     \
	"市長方念春指出，不得擅離職守。\n"

static int
set_up(void **state)
{
	return fixture_set_up_text(state, "pinghu.txt", ARTICLE);
}

/* The role of the cell where text begins in the last frame. */
static enum role
role_of(struct fixture *fixture, const char *text)
{
	return (enum role)fixture_cell(fixture, text)->role;
}

static void
assert_message(struct fixture *fixture, const char *message)
{
	if (!strstr(fixture_row(fixture, 23), message))
		fail_msg("%s is not in %s", message, fixture_row(fixture, 23));
}

static void
test_it_asks_what_is_right(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "oc");
	assert_string_equal(fixture_row(fixture, 23),
		"何文远: n no official here · N nowhere · o other office · O everywhere");
	fixture_run(fixture, "gdc");
	assert_string_equal(fixture_row(fixture, 23),
		"n no directive · o obligation · p prohibition · r recommendation · m permission");
	fixture->columns = 120;
	fixture_run(fixture, "gdd0oc");
	assert_string_equal(fixture_row(fixture, 23),
		"方念春: n no official here · N nowhere · o other office · O everywhere · d "
		"the "
		"directive");
	/* it was the directive that was gone to */
	fixture_run(fixture, "gddc");
	assert_message(fixture, "n no directive · o obligation");
	assert_message(fixture, " · c the official 方念春");
	fixture->columns = 80;
	fixture_run(fixture, "gddccd");
	assert_true(fixture_find(fixture, "n no directive · o obligation") > 0);
	fixture_run(fixture, "gddccnu");
	fixture_run(fixture, "2gc");
	assert_message(fixture, "何文远"); /* the cursor stands on the office */
	fixture_run(fixture, "1gc");
	assert_message(fixture, "No mark here");
	fixture_run(fixture, "2gvlc");
	assert_string_equal(fixture_row(fixture, 23),
		"p an official here · P this name everywhere · d a directive");
	fixture_run(fixture, "goc<Esc>");
	assert_int_equal(role_of(fixture, "何文远主持"), ROLE_OFFICIAL);
	fixture_run(fixture, "gocz");
	assert_int_equal(fixture_find(fixture, "n no official"), -1);
	assert_int_equal(role_of(fixture, "何文远主持"), ROLE_OFFICIAL);
}

/* Narrow terminals show the question on several rows. */
static void
test_the_question_is_shown_whole(void **state)
{
	struct fixture *fixture = *state;

	fixture->columns = 40;
	fixture_run(fixture, "gdc");
	assert_int_equal(fixture_find(fixture, "n no directive"), 21);
	assert_int_equal(fixture_find(fixture, "permission"), 23);
	assert_int_equal(fixture->frame.cursor_row, 23);
}

static void
test_no_official_here_and_nowhere(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "ocn");
	assert_message(fixture, "Kept: 何文远 is no official here; u takes it back");
	assert_int_equal(role_of(fixture, "何文远主持"), ROLE_TEXT);
	assert_int_equal(role_of(fixture, "副市长"), ROLE_TEXT);
	assert_int_equal(role_of(fixture, "何文远讲话"), ROLE_OFFICIAL);
	fixture_run(fixture, "");
	assert_int_equal(role_of(fixture, "何文远主持"), ROLE_TEXT);
	fixture_run(fixture, "gocN");
	assert_message(fixture, "Kept: 何文远 is no official in any text");
	assert_int_equal(role_of(fixture, "何文远讲话"), ROLE_TEXT);
	fixture_run(fixture, "P");
	assert_int_equal(fixture_find(fixture, "何文远"), -1);
	assert_true(fixture_find(fixture, "方念春") > 0);
}

static void
test_undo(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "ocnu");
	assert_message(fixture, "Undone: the mark is as it was before");
	assert_int_equal(role_of(fixture, "何文远主持"), ROLE_OFFICIAL);
	fixture_run(fixture, "");
	assert_int_equal(role_of(fixture, "何文远主持"), ROLE_OFFICIAL);
	/* What was said before holds again. */
	fixture_run(fixture, "gdcpu");
	assert_int_equal(role_of(fixture, "会议强调"), ROLE_OBLIGATION);
	fixture_run(fixture, "gdcpdDcmu");
	assert_int_equal(role_of(fixture, "会议强调"), ROLE_PROHIBITION);
	fixture_run(fixture, "");
	assert_int_equal(role_of(fixture, "会议强调"), ROLE_PROHIBITION);
}

static void
test_another_office(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "goco");
	assert_string_equal(fixture_row(fixture, 23), "Office (^U clears it): 副市长");
	fixture_run(fixture, "goco<C-u>");
	assert_string_equal(fixture_row(fixture, 23), "Office (none: just Enter):");
	fixture_run(fixture, "goco<C-u>市长<Enter>");
	assert_message(fixture, "Kept: 何文远 is an official here");
	assert_int_equal(role_of(fixture, "副市长"), ROLE_TEXT);
	assert_int_equal(role_of(fixture, "市长何文远"), ROLE_OFFICE);
	fixture_run(fixture, "goco<C-u>局长<Enter>P");
	assert_true(fixture_find(fixture, "局长") > 0);
	fixture_run(fixture, "goi");
	assert_true(fixture_find(fixture, "reader.official") > 0);
	assert_true(fixture_find(fixture, "局长") > 0);
	fixture_run(fixture, "gocO<C-u>州长<Enter>C");
	assert_true(fixture_find(fixture, "all  an official      何文远") > 0);
	assert_true(fixture_find(fixture, "州长") > 0);
}

static void
test_a_selection_is_an_official(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "/沈一舟<Enter>vllcp");
	assert_string_equal(fixture_row(fixture, 23), "Office (none: just Enter):");
	fixture_run(fixture, "/沈一舟<Enter>vllcp渡口管理员<Enter>");
	assert_message(fixture, "Kept: 沈一舟 is an official here");
	assert_int_equal(role_of(fixture, "沈一舟"), ROLE_OFFICIAL);
	assert_int_equal(role_of(fixture, "渡口管理员"), ROLE_OFFICE);
	fixture_run(fixture, "/沈一舟<Enter>vllcP<C-u>站长<Enter>");
	assert_message(fixture, "Kept: 沈一舟 is an official in all texts");
	fixture_run(fixture, "/管理<Enter>vlcPy<Enter>");
	assert_true(fixture_find(fixture, "here it doesn't") > 0);
}

/* What is selected by a slip of the hand is not kept as a name. */
static void
test_a_selection_is_looked_at_before_it_is_a_name(void **state)
{
	struct fixture *fixture = *state;

	fixture->columns = 140;
	fixture_run(fixture, "/。渡口<Enter>vllcp");
	assert_message(fixture, "“。渡口” is no name: it holds “。”; select the name alone");
	fixture_run(fixture, "/市长何文远<Enter>vllllcP");
	assert_message(fixture, "it holds an office or a calling: “市长”; select the name alone");
	fixture_run(fixture, "/市长何文远<Enter>vlcp<C-u><Enter>");
	assert_message(fixture, "Kept: 市长 is an official here");
	fixture_run(fixture, "/管理<Enter>vlcP");
	assert_message(fixture,
		"“管理” is no name: it is a common word, or a place. Mark it in all texts "
		"nevertheless? (y/n)");
	fixture_run(fixture, "/管理<Enter>vlcPnC");
	assert_int_equal(fixture_find(fixture, "管理"), -1);
}

static void
test_a_selection_is_a_directive(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "/今年雨<Enter>v$cd");
	assert_string_equal(fixture_row(fixture, 23),
		"A directive: o obligation · p prohibition · r recommendation · m permission");
	fixture_run(fixture, "/今年雨<Enter>v$cdr");
	assert_message(fixture, "Kept: recommendation");
	assert_int_equal(role_of(fixture, "今年雨水多"), ROLE_RECOMMENDATION);
	fixture_run(fixture, "/今年雨<Enter>cn");
	assert_message(fixture, "Kept: there is no directive here");
	assert_int_equal(role_of(fixture, "今年雨水多"), ROLE_TEXT);
}

static void
test_the_list(void **state)
{
	struct fixture *fixture = *state;
	int row;

	fixture_run(fixture, "C");
	assert_true(fixture_find(fixture, "No mark was corrected") > 0);
	fixture_run(fixture, "ocNdcpC");
	row = fixture_find(fixture, "何文远");
	assert_non_null(strstr(fixture_row(fixture, row), "all  no official"));
	row = fixture_find(fixture, "会议强调");
	assert_non_null(strstr(fixture_row(fixture, row), "3  a directive"));
	assert_non_null(strstr(fixture_row(fixture, row), "prohibition"));
	fixture_run(fixture, "Cj<Enter>");
	assert_message(fixture, "¶ 3/4");
	fixture_run(fixture, "C<Enter>");
	assert_message(fixture, "¶ 2/4");
	fixture_run(fixture, "Cx");
	assert_message(fixture, "The correction is taken back; u makes it hold again");
	assert_int_equal(fixture_find(fixture, "何文远"), -1);
	fixture_run(fixture, "");
	assert_int_equal(role_of(fixture, "何文远讲话"), ROLE_OFFICIAL);
	fixture_run(fixture, "Cxuq");
	assert_int_equal(role_of(fixture, "会议强调"), ROLE_PROHIBITION);
}

/* A list below another one that changes the marks. */
static void
test_lists_of_findings_follow(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "dcnP<Esc>I");
	assert_int_equal(fixture_find(fixture, "会议强调"), -1);
	assert_true(fixture_find(fixture, "方念春指出") > 0);
	fixture_run(fixture, "CxqI");
	assert_true(fixture_find(fixture, "会议强调") > 0);
}

/* What i and c do on the page they do in the lists, and the cursor stays. */
static void
test_marks_are_explained_and_corrected_in_their_lists(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "Ii");
	assert_true(fixture_find(fixture, "Obligation (zh.directive.") > 0);
	assert_true(fixture_find(fixture, "source “会议”") > 0);
	fixture_run(fixture, "Ijc");
	assert_string_equal(fixture_row(fixture, 23),
		"n no directive · o obligation · p prohibition · r recommendation · m permission");
	assert_true(fixture_find(fixture, "> ") > 0);
	fixture_run(fixture, "Ijcr");
	assert_message(fixture, "Kept: recommendation; u takes it back");
	assert_non_null(strstr(fixture_row(fixture, 3), ">     4  recommendation"));
	fixture_run(fixture, "Icn");
	assert_message(fixture, "Kept: there is no directive here");
	assert_non_null(strstr(fixture_row(fixture, 2), ">     4  recommendation"));
	fixture_run(fixture, "Iu");
	assert_message(fixture, "Nothing to undo");
	fixture_run(fixture, "Icpu");
	assert_message(fixture, "Undone: the mark is as it was before");
	assert_non_null(strstr(fixture_row(fixture, 2), "recommendation"));
}

static void
test_officials_are_explained_and_corrected_in_their_list(void **state)
{
	struct fixture *fixture = *state;
	int row;

	fixture_run(fixture, "Pi");
	assert_true(fixture_find(fixture, "Official (zh.official.") > 0);
	assert_true(fixture_find(fixture, "name “何文远”") > 0);
	fixture_run(fixture, "Pc");
	assert_string_equal(fixture_row(fixture, 23),
		"何文远 (¶ 2): n no official here · N nowhere · o other office · O everywhere");
	fixture_run(fixture, "Pjco<C-u>县长<Enter>");
	assert_message(fixture, "Kept: 方念春 (¶ 4) is an official here");
	row = fixture_find(fixture, "> 方念春");
	assert_int_equal(row, 3);
	assert_non_null(strstr(fixture_row(fixture, row), "县长"));
	fixture_run(fixture, "PcN");
	assert_message(fixture, "Kept: 何文远 (¶ 2) is no official in any text");
	assert_int_equal(fixture_find(fixture, "> 何文远"), -1);
	assert_int_equal(fixture_find(fixture, "> 方念春"), 2);
	fixture_run(fixture, "PcNu");
	assert_int_equal(fixture_find(fixture, "> 方念春"), 2);
}

static void
test_corrections_are_explained_in_their_list(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "ocNdcpCi");
	assert_message(fixture, "Not marked, as you said on 20");
	fixture_run(fixture, "Cji");
	assert_true(fixture_find(fixture, "Prohibition (reader.directive)") > 0);
}

/* A directive can begin with an official's name: that which was gone to is meant, and i again tells
 * of the other. */
static void
test_the_mark_that_was_gone_to_is_explained(void **state)
{
	struct fixture *fixture = *state;

	fixture->columns = 250;
	fixture_run(fixture, "ddi");
	assert_true(fixture_find(fixture, "Prohibition (zh.directive.") > 0);
	assert_true(fixture_find(fixture, "i again: Official “方念春”") > 0);
	fixture_run(fixture, "gddii");
	assert_true(fixture_find(fixture, "Official (zh.official.") > 0);
	assert_true(fixture_find(fixture, "i again: Prohibition “市长方念春") > 0);
	fixture_run(fixture, "gddiic");
	assert_message(fixture, "方念春: n no official here");
	fixture_run(fixture, "gddiii");
	assert_true(fixture_find(fixture, "Prohibition (zh.directive.") > 0);
	fixture_run(fixture, "gooi");
	assert_true(fixture_find(fixture, "Official (zh.official.") > 0);
	fixture_run(fixture, "gI<Down><Enter>i");
	assert_true(fixture_find(fixture, "Prohibition (zh.directive.") > 0);
	/* nobody else stands there */
	fixture_run(fixture, "goi");
	assert_int_equal(fixture_find(fixture, "i again"), -1);
}

static void
test_a_lost_one_is_said_to_be_unattached(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "oc<Esc>/今年雨<Enter>v$cdr");
	fixture_add_text(fixture, "pinghu.txt",
		"平湖市召开防汛会议\n副市长何文远主持会议，何文远讲话。渡口管理员沈一舟介绍情况。\n"
		"会议强调，各县要加强堤坝巡查。\n市长方念春指出，不得擅离职守。\n");
	fixture_run(fixture, "C");
	assert_true(fixture_find(fixture, "[unattached]") > 0);
	fixture_run(fixture, "C<Enter>");
	assert_true(fixture_find(fixture, "v selects the words") > 0);
	/* attached by hand to what is selected */
	fixture_run(fixture, "/各县要<Enter>v$C<Enter>");
	assert_true(fixture_find(fixture, "Attached here; u twice takes it back") > 0);
	assert_int_equal(role_of(fixture, "各县要"), ROLE_RECOMMENDATION);
	fixture_run(fixture, "C");
	assert_int_equal(fixture_find(fixture, "[unattached]"), -1);
	fixture_run(fixture, "Cx");
	fixture_run(fixture, "C");
	assert_true(fixture_find(fixture, "No mark was corrected") > 0);
}

/* A list above another one hands what was chosen to the page, not to that list. */
static void
test_one_is_attached_from_a_list_above_a_list(void **state)
{
	struct fixture *fixture = *state;

	fixture->keys = "bind list C show-corrections\nbind list U show-unattached\n";
	fixture_note(fixture, 3, "今年雨水多", "多少？", NULL);
	fixture_run(fixture, "/今年雨<Enter>v$cdr");
	fixture_add_text(
		fixture, "pinghu.txt", "平湖市召开防汛会议\n会议强调，各县要加强堤坝巡查。\n");
	fixture_run(fixture, "/各县要<Enter>v$IC<Enter>");
	assert_message(fixture, "Attached here; u twice takes it back");
	assert_int_equal(role_of(fixture, "各县要"), ROLE_RECOMMENDATION);
	fixture_run(fixture, "2gPU<Enter>");
	assert_message(fixture, "Attached here; u takes it back");
	assert_true(fixture_find(fixture, "* 多少？") > 0);
}

static void
test_attaching_can_be_undone(void **state)
{
	struct fixture *fixture = *state;

	fixture_run(fixture, "/今年雨<Enter>v$cdr");
	fixture_add_text(
		fixture, "pinghu.txt", "平湖市召开防汛会议\n会议强调，各县要加强堤坝巡查。\n");
	fixture_run(fixture, "/各县要<Enter>v$C<Enter>uuC");
	assert_true(fixture_find(fixture, "[unattached]") > 0);
	assert_int_equal(fixture_find(fixture, "各县要"), -1);
}

/* What is said of a traditional text with residue holds on a simplified copy that lies elsewhere.
 */
static void
test_it_holds_on_a_copy_in_another_script(void **state)
{
	struct fixture *fixture = *state;
	struct fixture other;

	fixture_init(&other);
	fixture_add_text(&other, "elsewhere.txt", TRADITIONAL);
	fixture_run(&other, "ocndcpoocN");
	assert_int_equal(role_of(&other, "何文遠主持"), ROLE_TEXT);
	free(other.paths[0]);
	other.paths[0] = strdup(fixture->paths[0]);
	fixture_run(&other, "");
	assert_int_equal(role_of(&other, "何文远主持"), ROLE_TEXT);
	assert_int_equal(role_of(&other, "何文远讲话"), ROLE_OFFICIAL);
	assert_int_equal(role_of(&other, "会议强调"), ROLE_PROHIBITION);
	assert_int_equal(role_of(&other, "方念春"), ROLE_PROHIBITION);
	fixture_clear(&other);
}

/* A text of several MiB: what is said of names holds at once, the rest when it was read. */
static void
test_a_large_text(void **state)
{
	struct fixture *fixture = *state;
	struct buffer text;

	buffer_init(&text);
	buffer_append_string(&text, ARTICLE);
	for (int i = 0; i < 30000; i++)
		buffer_append_format(&text, "第%d天，江水平稳，没有什么可说的事情。\n", i);
	buffer_append_string(&text, "最后，何文远讲话。\n");
	fixture_add_text(fixture, "long.txt", buffer_string(&text));
	buffer_clear(&text);
	fixture_run(fixture, "ocN:nGoc");
	assert_message(fixture, "No mark here");
	fixture_run(fixture, ":ngocn");
	assert_message(fixture, "Kept: 方念春 is no official here");
	fixture_run(fixture, ":ng");
	assert_int_equal(role_of(fixture, "何文远主持"), ROLE_TEXT);
	/* the list is made anew in slices, and its cursor comes back to where it was */
	fixture_run(fixture, ":nI<Work>jcr<Work>");
	assert_non_null(strstr(fixture_row(fixture, 3), ">     4  recommendation"));
	fixture_run(fixture, ":nI<Work>jcn<Work>u<Work>");
	assert_non_null(strstr(fixture_row(fixture, 3), ">     4  recommendation"));
	assert_int_not_equal(role_of(fixture, "方念春"), ROLE_OFFICIAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_it_asks_what_is_right, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_question_is_shown_whole, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_no_official_here_and_nowhere, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(test_undo, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(test_another_office, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_selection_is_an_official, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(test_a_selection_is_looked_at_before_it_is_a_name,
			set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_selection_is_a_directive, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(test_the_list, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_lists_of_findings_follow, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_marks_are_explained_and_corrected_in_their_lists, set_up,
			fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_officials_are_explained_and_corrected_in_their_list, set_up,
			fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_corrections_are_explained_in_their_list, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_mark_that_was_gone_to_is_explained, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_lost_one_is_said_to_be_unattached, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_one_is_attached_from_a_list_above_a_list, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_attaching_can_be_undone, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(
			test_it_holds_on_a_copy_in_another_script, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(test_a_large_text, set_up, fixture_tear_down),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
