/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes are made on one text and looked for in another. */
#include "notes/anchor.h"

#include "base/alloc.h"
#include "base/array.h"
#include "base/buffer.h"
#include "text/article.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char original[] =
	"云州市召开物资调度会议\n"
	"　　2月3日下午，云州市召开物资调度会议，市长林远山主持会议并讲话。\n"
	"　　会议听取了粮食局的汇报。林远山指出，当前库存充足，但运输紧张。\n"
	"　　会议强调，各区要每天上报库存，不得瞒报漏报。要组织好车辆，保证药品送到乡镇。\n"
	"　　林远山要求，商务部门要稳定价格，打击囤积居奇，让群众买得到、买得起。\n"
	"　　市民可拨打热线反映问题。\n";

static struct article *
open_text(const char *text)
{
	struct error error;
	struct article *article;

	error_init(&error);
	article = article_from_bytes(slice_from_string(text), "-", NULL, &error);
	assert_non_null(article);
	while (article_extend(article, SIZE_MAX))
		;
	return article;
}

/* Notes the nth occurrence (from 1) of quote in the original. */
static void
make(struct annotations *list, enum target_kind kind, const char *quote, int nth)
{
	struct article *article = open_text(original);
	struct slice text = article_text(article), what = slice_from_string(quote);
	size_t at = slice_find(text, what, 0);
	struct annotation note = {.article = 1};

	while (--nth > 0)
		at = slice_find(text, what, at + 1);
	assert_true(at < text.length);
	anchor_describe(article, kind, (struct span){at, at + what.length}, &note.target);
	note.target.hash = article_hash(article);
	list->items = array_grow(list->items, &list->capacity, list->count + 1, sizeof note);
	list->items[list->count++] = note;
	article_close(article);
}

/* Where the first note of the list lies in changed: its state and text. */
static void
check(struct annotations *list, const char *changed, enum anchor_state state, const char *text)
{
	struct article *article = open_text(changed);
	char *found;

	anchor_resolve(article, list, NULL);
	found = alloc_string(slice_at(article_text(article), list->items[0].place));
	assert_string_equal(found, text);
	assert_int_equal(list->items[0].state, state);
	free(found);
	article_close(article);
}

static void
check_one(enum target_kind kind, const char *quote, int nth, const char *changed,
	enum anchor_state state, const char *text)
{
	struct annotations list;

	annotations_init(&list);
	make(&list, kind, quote, nth);
	check(&list, changed, state, text);
	annotations_clear(&list);
}

/* The original with each of the changes made; the caller frees. */
static char *
changed(const char *text, const char *what, const char *by)
{
	size_t at = slice_find(slice_from_string(text), slice_from_string(what), 0);
	struct buffer result;

	assert_true(at < strlen(text));
	buffer_init(&result);
	buffer_append_string(&result, text);
	buffer_remove(&result, (struct span){at, at + strlen(what)});
	buffer_insert(&result, at, slice_from_string(by));
	return buffer_take(&result);
}

static void
test_describe_fills_in_selectors(void **state)
{
	struct annotations list;
	struct target *target;

	(void)state;
	annotations_init(&list);
	make(&list, TARGET_PHRASE, "不得瞒报", 1);
	make(&list, TARGET_PARAGRAPH, "市民", 1);
	make(&list, TARGET_PHRASE, "云州市", 1);
	target = &list.items[0].target;
	assert_int_equal(target->paragraph, 4);
	assert_int_equal(target->start, 17);
	assert_int_equal(target->end, 21);
	assert_string_equal(target->quote, "不得瞒报");
	assert_true(slice_ends_with(slice_from_string(target->prefix),
		slice_from_string("紧张。\n　　会议强调，各区要每天上报库存，")));
	assert_true(slice_starts_with(
		slice_from_string(target->suffix), slice_from_string("漏报。要组织好车辆")));
	assert_int_equal(target->folded_end - target->folded_start, 4);
	target = &list.items[1].target;
	assert_int_equal(target->start, 0);
	assert_int_equal(target->end, 14);
	assert_string_equal(target->quote, "　　市民可拨打热线反映问题。");
	assert_string_equal(list.items[2].target.prefix, "");
	annotations_clear(&list);
}

static void
test_same_text_is_exact(void **state)
{
	(void)state;
	for (int nth = 1; nth <= 3; nth++)
		check_one(TARGET_PHRASE, "林远山", nth, original, ANCHOR_EXACT, "林远山");
	check_one(TARGET_PARAGRAPH, "市民", 1, original, ANCHOR_EXACT,
		"　　市民可拨打热线反映问题。");
}

static void
test_script_residue_and_blank_lines_do_not_matter(void **state)
{
	static const char traditional[] =
		"\xEF\xBB\xBF雲州市召開物資調(diào)度會議\n\n\n"
		"2月3日下午，雲州市召開物資調(diào)度會議，市長(zhǎng)林遠山主持會議並講話。\n\n"
		"會議聽取了糧食局的匯報。林遠山指出，當前庫存充足，但運輸緊張。\n\n"
		"會議強調(diào)"
		"，各區要每天上報庫存，不得瞞報漏報。要組織好車輛，保證藥品送到鄉鎮。\n\n"
		"林遠山要求，商務部門要穩定價格，打擊囤積居奇，讓群眾買得到、買得起。\n\n"
		"市民可撥打熱線反映問題。\n";

	(void)state;
	check_one(TARGET_PHRASE, "会议强调", 1, traditional, ANCHOR_EXACT, "會議強調");
	check_one(TARGET_PHRASE, "调度会议", 2, traditional, ANCHOR_EXACT, "調(diào)度會議");
	check_one(TARGET_PHRASE, "林远山", 3, traditional, ANCHOR_EXACT, "林遠山");
	check_one(
		TARGET_PARAGRAPH, "市民", 1, traditional, ANCHOR_EXACT, "市民可撥打熱線反映問題。");
}

static void
test_encoding_does_not_matter(void **state)
{
	/* 云州市市长林远山主持会议。会议强调，要保证粮食供应。 in GB18030 and in Big5 letters */
	static const char gb[] = "\xD4\xC6\xD6\xDD\xCA\xD0\xCA\xD0\xB3\xA4\xC1\xD6\xD4\xB6\xC9\xBD"
				 "\xD6\xF7\xB3\xD6\xBB\xE1\xD2\xE9\xA1\xA3";
	struct error error;
	struct article *utf8 = open_text("云州市市长林远山主持会议。"), *article;
	struct annotations list = {alloc_zeroed(1, sizeof(struct annotation)), 1, 1};

	(void)state;
	error_init(&error);
	anchor_describe(utf8, TARGET_PHRASE, (struct span){15, 24}, &list.items[0].target);
	article = article_from_bytes(slice_from_string(gb), "-", "gb2312", &error);
	assert_non_null(article);
	anchor_resolve(article, &list, NULL);
	assert_int_equal(list.items[0].state, ANCHOR_EXACT);
	assert_int_equal(list.items[0].place.start, 15);
	assert_int_equal(list.items[0].place.end, 24);
	article_close(article);
	article_close(utf8);
	annotations_clear(&list);
}

static void
test_text_put_in_front_moves_it(void **state)
{
	char *text =
		changed(original, "　　会议听取", "　　林远山出席。\n　　另讯。\n　　会议听取");

	(void)state;
	check_one(TARGET_PHRASE, "林远山", 2, text, ANCHOR_EXACT, "林远山");
	check_one(TARGET_PHRASE, "不得瞒报", 1, text, ANCHOR_EXACT, "不得瞒报");
	check_one(TARGET_PARAGRAPH, "市民", 1, text, ANCHOR_EXACT, "　　市民可拨打热线反映问题。");
	free(text);
}

static void
test_moved_paragraph_is_found(void **state)
{
	static const char paragraph[] = "　　会议强调，各区要每天上报库存，不得瞒报漏报。要组织好车"
					"辆，保证药品送到乡镇。\n";
	char *without = changed(original, paragraph, "");
	char *moved = changed(without, "　　2月3日",
		"　　会议强调，各区要每天上报库存，不得瞒报漏报。"
		"要组织好车辆，保证药品送到乡镇。\n　　2月3日");

	(void)state;
	check_one(TARGET_PHRASE, "每天上报库存", 1, moved, ANCHOR_EXACT, "每天上报库存");
	free(without);
	free(moved);
}

static void
test_changed_words_are_approximate(void **state)
{
	char *text = changed(original, "各区要每天上报库存", "各县区要每日如实上报库存");

	(void)state;
	check_one(TARGET_PHRASE, "每天上报库存", 1, text, ANCHOR_APPROXIMATE, "每日如实上报库存");
	check_one(TARGET_PARAGRAPH, "会议强调", 1, text, ANCHOR_APPROXIMATE,
		"　　会议强调，各县区要每日如实上报库存，不得瞒报漏报。"
		"要组织好车辆，保证药品送到乡镇。");
	free(text);
}

static void
test_deleted_words_are_unattached(void **state)
{
	char *text = changed(original, "，让群众买得到、买得起", "");
	char *less = changed(original, "林远山指出，", "");

	(void)state;
	check_one(TARGET_PHRASE, "让群众买得到", 1, text, ANCHOR_UNATTACHED, "");
	check_one(TARGET_PHRASE, "林远山", 2, less, ANCHOR_UNATTACHED, "");
	check_one(TARGET_PHRASE, "林远山", 2, "林远山\n", ANCHOR_UNATTACHED, "");
	check_one(TARGET_PHRASE, "林远山", 2, "", ANCHOR_UNATTACHED, "");
	free(text);
	free(less);
}

static void
test_quote_without_surroundings_is_found_changed(void **state)
{
	struct annotations list = {alloc_zeroed(1, sizeof(struct annotation)), 1, 1};
	struct article *article = open_text("会议强调，各区要每天上报库存，不得瞒报漏报。");

	(void)state;
	anchor_describe(article, TARGET_PARAGRAPH, (struct span){0, 0}, &list.items[0].target);
	article_close(article);
	check(&list, "会议强调，各区要每日上报库存，不得瞒报漏报。", ANCHOR_APPROXIMATE,
		"会议强调，各区要每日上报库存，不得瞒报漏报。");
	annotations_clear(&list);
}

static void
test_new_line_ends_do_not_matter(void **state)
{
	char *text = changed(original, "不得瞒报", "不得\n瞒报");

	(void)state;
	check_one(TARGET_PHRASE, "不得瞒报漏报", 1, text, ANCHOR_EXACT, "不得\n瞒报漏报");
	free(text);
}

static void
test_twins_are_told_apart_only_where_the_text_is_the_same(void **state)
{
	static const char lines[] = "要\n要\n要\n要\n要\n要\n要\n要\n";
	static const char more[] = "要\n要\n要\n要\n要\n要\n要\n要\n要\n";
	struct annotations list = {alloc_zeroed(1, sizeof(struct annotation)), 1, 1};
	struct article *article = open_text(lines), *longer = open_text(more);

	(void)state;
	anchor_describe(article, TARGET_PHRASE, (struct span){16, 19}, &list.items[0].target);
	list.items[0].target.hash = article_hash(article);
	anchor_resolve(article, &list, NULL);
	assert_int_equal(list.items[0].state, ANCHOR_EXACT);
	assert_int_equal(list.items[0].place.start, 16);
	anchor_resolve(longer, &list, NULL);
	assert_int_equal(list.items[0].state, ANCHOR_UNATTACHED);
	article_close(article);
	article_close(longer);
	annotations_clear(&list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_describe_fills_in_selectors),
		cmocka_unit_test(test_same_text_is_exact),
		cmocka_unit_test(test_script_residue_and_blank_lines_do_not_matter),
		cmocka_unit_test(test_encoding_does_not_matter),
		cmocka_unit_test(test_text_put_in_front_moves_it),
		cmocka_unit_test(test_moved_paragraph_is_found),
		cmocka_unit_test(test_changed_words_are_approximate),
		cmocka_unit_test(test_deleted_words_are_unattached),
		cmocka_unit_test(test_quote_without_surroundings_is_found_changed),
		cmocka_unit_test(test_new_line_ends_do_not_matter),
		cmocka_unit_test(test_twins_are_told_apart_only_where_the_text_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
