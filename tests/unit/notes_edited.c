/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes are made on a text, which the notes file keeps, and looked for in edited versions of it. */
#include "config.h"

#include "notes/anchor.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/buffer.h"
#include "notes/library.h"
#include "scratch.h"
#include "text/article.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char title[] = "云州市召开物资调度会议\n";
static const char first[] = "　　2月3日下午，云州市召开物资调度会议，市长林远山主持会议并讲话，副市"
			    "长苏怀谷通报情况。\n";
static const char second[] =
	"　　林远山指出，当前库存充足，但运输紧张。有的仓库账目清楚，货却出不了门。要打通最后一段"
	"路。\n";
static const char third[] =
	"　　林远山强调，各区要每天上报库存，不得瞒报漏报。要组织好车辆，保证药品送到乡镇。\n";
static const char fourth[] =
	"　　林远山要求，商务部门要稳定价格，打击囤积居奇，让群众买得到、买得起。\n";
static const char fifth[] =
	"　　会议听取了粮食局的汇报，苏怀谷作了补充。市民可拨打热线反映问题。\n";

struct fixture {
	struct scratch scratch;
	struct store *store;
	struct error error;
	char *original;
};

static char *
join(const char *const *parts, size_t count)
{
	struct buffer text;

	buffer_init(&text);
	for (size_t i = 0; i < count; i++)
		buffer_append_string(&text, parts[i]);
	return buffer_take(&text);
}

#define JOIN(...)                                                                                  \
	join((const char *const[]){__VA_ARGS__},                                                   \
		sizeof(const char *const[]){__VA_ARGS__} / sizeof(const char *))

static int
open_fixture(void **state)
{
	struct fixture *fixture = alloc_zeroed(1, sizeof *fixture);

	error_init(&fixture->error);
	scratch_open(&fixture->scratch, "notes.db");
	fixture->store =
		store_open(fixture->scratch.path, STORE_WRITE, NULL, NULL, &fixture->error);
	assert_non_null(fixture->store);
	fixture->original = JOIN(title, first, second, third, fourth, fifth);
	*state = fixture;
	return 0;
}

static int
close_fixture(void **state)
{
	struct fixture *fixture = *state;

	store_close(fixture->store);
	scratch_close(&fixture->scratch);
	free(fixture->original);
	free(fixture);
	return 0;
}

static struct article *
open_text(const char *text)
{
	struct article *article = article_from_bytes(slice_from_string(text), "-", NULL, NULL);

	assert_non_null(article);
	while (article_extend(article, SIZE_MAX))
		;
	return article;
}

/* The note on the nth occurrence (from 1) of quote in text, which the store keeps. */
static void
make(struct fixture *fixture, const char *text, enum target_kind kind, const char *quote, int nth,
	struct annotations *list)
{
	struct article *article = open_text(text);
	struct slice whole = article_text(article), what = slice_from_string(quote);
	size_t at = slice_find(whole, what, 0);
	struct annotation note = {.article = 0};

	while (--nth > 0)
		at = slice_find(whole, what, at + 1);
	assert_true(at < whole.length);
	anchor_describe(article, kind, (struct span){at, at + what.length}, &note.target);
	note.target.hash = article_hash(article);
	note.article = library_enter(fixture->store, article, &fixture->error);
	note.target.version = library_keep(
		fixture->store, note.article, article, note.target.paragraph, &fixture->error);
	assert_true(note.target.version > 0);
	annotations_init(list);
	list->items = array_grow(list->items, &list->capacity, 1, sizeof note);
	list->items[list->count++] = note;
	article_close(article);
}

/* Where the nth quote of the original is in changed: before what and which text; "" nowhere. */
static void
check_kind(struct fixture *fixture, enum target_kind kind, const char *quote, int nth,
	const char *changed, enum anchor_state state, const char *text, const char *following)
{
	struct article *article = open_text(changed);
	struct annotations list;
	struct slice whole = article_text(article);
	char *found;

	make(fixture, fixture->original, kind, quote, nth, &list);
	anchor_resolve(article, &list, fixture->store);
	found = alloc_string(slice_at(whole, list.items[0].place));
	assert_string_equal(found, text);
	assert_int_equal(list.items[0].state, state);
	whole = slice_at(whole, (struct span){list.items[0].place.end, whole.length});
	assert_true(slice_starts_with(whole, slice_from_string(following)));
	free(found);
	annotations_clear(&list);
	article_close(article);
}

static void
check(struct fixture *fixture, const char *quote, int nth, const char *changed,
	enum anchor_state state, const char *text, const char *following)
{
	check_kind(fixture, TARGET_PHRASE, quote, nth, changed, state, text, following);
}

static void
check_gone(struct fixture *fixture, const char *quote, int nth, const char *changed)
{
	check(fixture, quote, nth, changed, ANCHOR_UNATTACHED, "", "");
}

/* ---- Tests ---------------------------------------------------------------------------------- */

static void
test_twins_of_a_name_keep_their_own_places(void **state)
{
	struct fixture *fixture = *state;
	char *text = JOIN("　　本报讯。林远山出席了三个会。\n", first,
		"　　林远山指出，目前库存充足，但是运输紧张。要打通路。\n", third,
		"　　林远山又要求，商务部门稳定价格，让群众买得到、买得起。\n", fifth);

	check(fixture, "林远山", 1, text, ANCHOR_EXACT, "林远山", "主持会议");
	check(fixture, "林远山", 2, text, ANCHOR_EXACT, "林远山", "指出，目前");
	check(fixture, "林远山", 3, text, ANCHOR_EXACT, "林远山", "强调");
	check(fixture, "林远山", 4, text, ANCHOR_EXACT, "林远山", "又要求");
	free(text);
}

static void
test_what_is_gone_is_unattached_though_it_has_twins(void **state)
{
	struct fixture *fixture = *state;
	char *text = JOIN(title, first, second, fourth, fifth);

	check_gone(fixture, "林远山", 3, text);
	check_gone(fixture, "林远山强调", 1, text);
	check_gone(fixture, "各区要每天上报库存", 1, text);
	check(fixture, "林远山", 4, text, ANCHOR_EXACT, "林远山", "要求，商务");
	check(fixture, "林远山", 2, text, ANCHOR_EXACT, "林远山", "指出，当前");
	check_kind(fixture, TARGET_PARAGRAPH, "各区要每天", 1, text, ANCHOR_UNATTACHED, "", "");
	free(text);
}

static void
test_another_text_attaches_nothing(void **state)
{
	struct fixture *fixture = *state;

	check_gone(fixture, "不得瞒报漏报", 1,
		"青川县图书馆周末延长开放\n从本周起，青川县图书馆每逢周末开放到晚上九点。馆长叶知秋"
		"说，"
		"这是听了读者的意见以后定下的。\n");
	check_gone(fixture, "林远山", 2, "林远山\n林远山\n");
	check_gone(fixture, "林远山", 2, "");
}

static void
test_copies_elsewhere_take_nothing_away(void **state)
{
	struct fixture *fixture = *state;
	char *text = JOIN(title,
		"　　各区要每天上报库存，不得瞒报漏报。要组织好车辆，保证药品送到乡镇。\n", first,
		second, third, fourth, fifth,
		"　　林远山强调，各区要每天上报库存，不得瞒报漏报。散会。\n");

	check(fixture, "不得瞒报漏报", 1, text, ANCHOR_EXACT, "不得瞒报漏报",
		"。要组织好车辆，保证药品送到乡镇。\n　　林远山要求");
	check(fixture, "林远山", 3, text, ANCHOR_EXACT, "林远山",
		"强调，各区要每天上报库存，"
		"不得瞒报漏报。要组织");
	free(text);
}

static void
test_a_copy_beside_it_leaves_it_in_doubt(void **state)
{
	struct fixture *fixture = *state;
	char *text = JOIN(title, first, second, third, third, fourth, fifth);

	check_gone(fixture, "不得瞒报漏报", 1, text);
	check(fixture, "打击囤积居奇", 1, text, ANCHOR_EXACT, "打击囤积居奇", "，让群众");
	free(text);
}

static void
test_moved_paragraphs_take_their_notes_along(void **state)
{
	struct fixture *fixture = *state;
	char *text = JOIN(title, fourth, first, third, fifth, second);

	check(fixture, "林远山", 1, text, ANCHOR_EXACT, "林远山", "主持会议");
	check(fixture, "林远山", 2, text, ANCHOR_EXACT, "林远山", "指出，当前");
	check(fixture, "林远山", 3, text, ANCHOR_EXACT, "林远山", "强调");
	check(fixture, "林远山", 4, text, ANCHOR_EXACT, "林远山", "要求，商务");
	check(fixture, "要打通最后一段路", 1, text, ANCHOR_EXACT, "要打通最后一段路", "。\n");
	check_kind(fixture, TARGET_PARAGRAPH, "打击囤积居奇", 1, text, ANCHOR_APPROXIMATE,
		"　　林远山要求，商务部门要稳定价格，打击囤积居奇，让群众买得到、买得起。", "\n");
	free(text);
}

static void
test_a_short_paragraph_that_moved_is_found(void **state)
{
	struct fixture *fixture = *state;
	char *text = JOIN(first, second, third, title, fourth, fifth);

	check_kind(fixture, TARGET_PARAGRAPH, "云州市召开", 1, text, ANCHOR_APPROXIMATE,
		"云州市召开物资调度会议", "\n　　林远山要求");
	free(text);
}

static void
test_a_paragraph_moved_and_changed_is_approximate(void **state)
{
	struct fixture *fixture = *state;
	char *text = JOIN(title,
		"　　林远山强调，各县区要每天如实上报库存，不得瞒报漏报。要组织好车队，保证药品送到"
		"乡镇。\n",
		first, second, fourth, fifth);

	check(fixture, "每天上报库存", 1, text, ANCHOR_APPROXIMATE, "每天如实上报库存", "，");
	check(fixture, "林远山", 3, text, ANCHOR_EXACT, "林远山", "强调，各县区");
	free(text);
}

static void
test_merged_and_split_paragraphs(void **state)
{
	struct fixture *fixture = *state;
	char *merged = JOIN(title, first,
		"　　林远山指出，当前库存充足，但运输紧张。有的仓库账目清楚，货却出不了门。要打通最"
		"后"
		"一段路。林远山强调，各区要每天上报库存，不得瞒报漏报。要组织好车辆，保证药品送到"
		"乡镇。\n",
		fourth, fifth);
	char *split = JOIN(title, first, second,
		"　　林远山强调，各区要每天上报库存，不得瞒报漏报。\n　　要组织好车辆，保证药品送到"
		"乡镇。\n",
		fourth, fifth);

	check(fixture, "林远山", 3, merged, ANCHOR_EXACT, "林远山", "强调");
	check_kind(fixture, TARGET_PARAGRAPH, "林远山强调", 1, split, ANCHOR_EXACT,
		"林远山强调，各区要每天上报库存，不得瞒报漏报。\n　　要组织好车辆，"
		"保证药品送到乡镇。",
		"\n");
	check(fixture, "不得瞒报漏报。要组织好车辆", 1, split, ANCHOR_EXACT,
		"不得瞒报漏报。\n　　要组织好车辆", "，保证");
	free(merged);
	free(split);
}

static void
test_sentences_put_in_and_taken_out(void **state)
{
	struct fixture *fixture = *state;
	char *text = JOIN(title, first,
		"　　林远山指出，当前库存充足，但运输紧张。来自邻市的车队已经在路上。要打通最后一段"
		"路。\n",
		"　　昨夜的雨使山路更难走。林远山强调，各区要每天上报库存，不得瞒报漏报。\n",
		fourth, fifth);

	check_gone(fixture, "货却出不了门", 1, text);
	check_gone(fixture, "要组织好车辆", 1, text);
	check(fixture, "要打通最后一段路", 1, text, ANCHOR_APPROXIMATE, "要打通最后一段路", "。\n");
	check(fixture, "林远山", 3, text, ANCHOR_EXACT, "林远山", "强调");
	check_kind(fixture, TARGET_PARAGRAPH, "有的仓库", 1, text, ANCHOR_APPROXIMATE,
		"　　林远山指出，当前库存充足，但运输紧张。来自邻市的车队已经在路上。要打通最后一段"
		"路。",
		"\n");
	free(text);
}

static void
test_many_characters_changed(void **state)
{
	struct fixture *fixture = *state;
	char *text = JOIN("云州召开物质调度会\n",
		"　　2月3日下午云州市召开物资调配会议，市长林远山主持会议讲话，副市长苏淮谷通报情况"
		"。\n",
		"　　林远山指出当前库存足，但运输很紧张。有些仓库帐目清楚，货却出不门。要打通最后一"
		"程"
		"路。\n",
		"　　林山强调，各区每日上报库存，不许瞒报漏报。要组好车辆，确保药品送到乡镇。\n",
		fourth);

	check(fixture, "林远山", 3, text, ANCHOR_APPROXIMATE, "林山", "强调");
	check(fixture, "苏怀谷", 1, text, ANCHOR_APPROXIMATE, "苏淮谷", "通报");
	check(fixture, "不得瞒报漏报", 1, text, ANCHOR_APPROXIMATE, "不许瞒报漏报", "。");
	check_gone(fixture, "苏怀谷", 2, text);
	free(text);
}

static void
test_script_width_residue_and_wrapping_are_exact(void **state)
{
	struct fixture *fixture = *state;
	static const char text[] =
		"雲州市召開物資\n調(diào)度會議\n2月3日下午,雲州市召開物資調(diào)度會議,\n"
		"市長(zhǎng)林遠山主持會議並講話,副市長蘇懷谷通\n報情況。\n林遠山指出,當前庫存充足,"
		"但"
		"運輸緊張。\n有的倉庫賬目清楚,貨卻出不了門。要打通最後一段路。\n林遠山強\n調(diào),"
		"各區"
		"要每天上報庫存,不得\n瞞報漏報。要組織好車輛,保證藥品送到鄉鎮。\n林遠山要求,"
		"商務部門"
		"要穩定價格,打擊囤積居奇,讓群眾買得到、買得起。\n會議聽取了糧食局的匯報,蘇懷谷作了"
		"補充。市民可撥打熱線反映問題。\n";

	check(fixture, "林远山", 1, text, ANCHOR_EXACT, "林遠山", "主持");
	check(fixture, "强调", 1, text, ANCHOR_EXACT, "強\n調", "(diào),");
	check(fixture, "不得瞒报漏报", 1, text, ANCHOR_EXACT, "不得\n瞞報漏報", "。");
	check(fixture, "苏怀谷", 2, text, ANCHOR_EXACT, "蘇懷谷", "作了");
}

/* A paragraph of its own for each number. */
static void
append_numbered(struct buffer *text, unsigned number)
{
	for (int i = 0; i < 40; i++) {
		number = number * 1664525 + 1013904223;
		buffer_append_format(text, "%c%c%c", 0xE4 + (number >> 28) % 4,
			0xB8 + (number >> 20) % 7, 0x80 + (number >> 12) % 64);
	}
	buffer_append_string(text, "。\n");
}

static void
test_of_a_huge_text_the_noted_paragraphs_are_kept(void **state)
{
	struct fixture *fixture = *state;
	struct annotations list;
	struct buffer text;
	struct article *article;
	char *found;

	buffer_init(&text);
	for (unsigned i = 0; i < 9000; i++) {
		append_numbered(&text, i);
		if (i == 4000)
			buffer_append_string(&text, third);
	}
	assert_true(text.length > 1 << 20);
	make(fixture, buffer_string(&text), TARGET_PHRASE, "上报库存，不得瞒报", 1, &list);
	buffer_insert(&text, 0, slice_from_string("上报库存，不得瞒报\n"));
	buffer_remove(&text, (struct span){200, 400});
	article = open_text(buffer_string(&text));
	anchor_resolve(article, &list, fixture->store);
	assert_int_equal(list.items[0].state, ANCHOR_EXACT);
	found = alloc_string(slice_at(article_text(article), list.items[0].place));
	assert_string_equal(found, "上报库存，不得瞒报");
	assert_true(list.items[0].place.start > 1000);
	free(found);
	article_close(article);
	annotations_clear(&list);
	buffer_clear(&text);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)
	const struct CMUnitTest tests[] = {
		TEST(test_twins_of_a_name_keep_their_own_places),
		TEST(test_what_is_gone_is_unattached_though_it_has_twins),
		TEST(test_another_text_attaches_nothing),
		TEST(test_copies_elsewhere_take_nothing_away),
		TEST(test_a_copy_beside_it_leaves_it_in_doubt),
		TEST(test_moved_paragraphs_take_their_notes_along),
		TEST(test_a_short_paragraph_that_moved_is_found),
		TEST(test_a_paragraph_moved_and_changed_is_approximate),
		TEST(test_merged_and_split_paragraphs),
		TEST(test_sentences_put_in_and_taken_out),
		TEST(test_many_characters_changed),
		TEST(test_script_width_residue_and_wrapping_are_exact),
		TEST(test_of_a_huge_text_the_noted_paragraphs_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
