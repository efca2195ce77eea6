/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an article's paragraphs are, and what it says of itself. */
#include "text/imprint.h"

#include <string.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* Opens text and compares its paragraphs' kinds with letters: T title, P prose, H heading,
 * D dateline, S source, B byline. */
static struct article *
expect_kinds(const char *text, const char *kinds)
{
	static const char letters[PARAGRAPH_KINDS + 1] = {
		[PARAGRAPH_PROSE] = 'P',
		[PARAGRAPH_TITLE] = 'T',
		[PARAGRAPH_HEADING] = 'H',
		[PARAGRAPH_DATELINE] = 'D',
		[PARAGRAPH_SOURCE] = 'S',
		[PARAGRAPH_BYLINE] = 'B',
	};
	struct article *article = article_from_bytes(slice_from_string(text), "test", NULL, NULL);
	char found[32] = "";
	size_t i;

	assert_non_null(article);
	assert_in_range(article_count(article), 0, sizeof found - 1);
	for (i = 0; i < article_count(article); i++)
		found[i] = letters[article_kind(article, i)];
	assert_string_equal(found, kinds);
	return article;
}

static void
expect_part(const struct article *article, struct span span, const char *text)
{
	struct slice part = slice_at(article_text(article), span);

	assert_int_equal(part.length, strlen(text));
	assert_memory_equal(part.bytes, text, part.length);
}

static void
test_a_report(void **state)
{
	struct article *article = expect_kinds("【權威發(fā)布】\n"
					       "山城召開防汛工作會議\n"
					       "王小明主持並講話\n"
					       "3月2日上午，山城市召開防汛工作會議。\n"
					       "會議強調，要快。\n"
					       "來源:山城日報\n"
					       "責任編輯：李四\n",
		"TTTPPSB");
	struct article_imprint imprint = article_imprint(article);

	(void)state;
	expect_part(article, imprint.title, "山城召開防汛工作會議");
	expect_part(article, imprint.date, "3月2日");
	expect_part(article, imprint.source, "山城日報");
	expect_part(article, imprint.byline, "責任編輯：李四");
	article_close(article);
}

static void
test_a_page_with_its_head_in_one_line(void **state)
{
	struct article *article =
		expect_kinds("山城：水很好\n"
			     "发布时间： 2021-06-10 05:50:30 | 来源： 山城日报 | 作者： 赵一\n"
			     "　　山城的水很好，大家都爱喝。\n",
			"TSP");
	struct article_imprint imprint = article_imprint(article);

	(void)state;
	expect_part(article, imprint.source, "山城日报");
	expect_part(article, imprint.date, "2021-06-10");
	article_close(article);
}

static void
test_a_document(void **state)
{
	struct article *article = expect_kinds("山城市人民政府办公室关于调整\n"
					       "防汛领导小组的通知\n"
					       "山办发〔2021〕7号\n"
					       "各乡镇人民政府：\n"
					       "一、总体要求\n"
					       "（一）加强检查\n"
					       "1.水库。各地要查水库。\n"
					       "第二章　工作\n"
					       "组　长：王小明\n"
					       "　　　李　四　　水利局局长\n"
					       "工作保障\n"
					       "各地要落实责任。\n"
					       "山城市人民政府办公室\n"
					       "二〇二一年三月二日\n",
		"TTTPHHPHPPHPPD");
	struct article_imprint imprint = article_imprint(article);

	(void)state;
	expect_part(article, imprint.title, "山城市人民政府办公室关于调整");
	expect_part(article, imprint.date, "二〇二一年三月二日");
	assert_true(span_is_empty(imprint.source));
	article_close(article);
}

static void
test_english(void **state)
{
	struct article *article =
		expect_kinds("Mayor opens new bridge over the river\n"
			     "By Anna Smith\n"
			     "HILLTOWN, March 2, 2021\n"
			     "The mayor opened the new bridge on Tuesday morning.\n"
			     "Source: Hilltown Post\n",
			"TBDPS");
	struct article_imprint imprint = article_imprint(article);

	(void)state;
	expect_part(article, imprint.date, "March 2, 2021");
	expect_part(article, imprint.source, "Hilltown Post");
	expect_part(article, imprint.byline, "By Anna Smith");
	article_close(article);
}

static void
expect_kind(const char *paragraph, bool in_head, enum paragraph_kind kind)
{
	assert_int_equal(imprint_kind(slice_from_string(paragraph), in_head), kind);
}

static void
test_single_lines(void **state)
{
	(void)state;
	expect_kind("（记者 张三）", false, PARAGRAPH_BYLINE);
	expect_kind("记者 张三 李四", false, PARAGRAPH_BYLINE);
	expect_kind("记者招待会开始了", true, PARAGRAPH_TITLE);
	expect_kind("编辑出版工作座谈会", true, PARAGRAPH_TITLE);
	expect_kind("本报讯（记者 张三）昨天山城下雨。", false, PARAGRAPH_PROSE);
	expect_kind("新华社山城3月2日电", true, PARAGRAPH_DATELINE);
	expect_kind("3月2日市长到水库看望工人", true, PARAGRAPH_TITLE);
	expect_kind("同志们：", true, PARAGRAPH_PROSE);
	expect_kind("\xE2\x80\x8B", false, PARAGRAPH_PROSE);
	expect_kind("水位为何上涨？", true, PARAGRAPH_TITLE);
	expect_kind("水位为何上涨？", false, PARAGRAPH_PROSE);
	expect_kind("## 工作的安排（一）", false, PARAGRAPH_HEADING);
	expect_kind("水的来源：山里的一口井", true, PARAGRAPH_TITLE);
	expect_kind("3月2日来源：山城网", false, PARAGRAPH_SOURCE);
	expect_kind("（新聞資料來源 : 山城社）", false, PARAGRAPH_SOURCE);
	expect_kind("（来源：山城网）", false, PARAGRAPH_SOURCE);
	expect_kind("这件事的来源：谁也说不清，也没有人愿意去问。", false, PARAGRAPH_PROSE);
}

static void
expect_date(const char *paragraph, const char *date)
{
	struct slice text = slice_from_string(paragraph);
	struct slice found = slice_at(text, imprint_date(text));

	assert_int_equal(found.length, strlen(date));
	assert_memory_equal(found.bytes, date, found.length);
}

static void
test_dates(void **state)
{
	(void)state;
	expect_date("在2020年2月3日上午", "2020年2月3日");
	expect_date("在２０２０年２月３日上午", "２０２０年２月３日");
	expect_date("二○二○年二月三日", "二○二○年二月三日");
	expect_date("二〇二〇年十二月三十一日", "二〇二〇年十二月三十一日");
	expect_date("2013年 2月 6日星期三", "2013年 2月 6日");
	expect_date("2020年2月", "2020年2月");
	expect_date("2020年", "");
	expect_date("3月底", "");
	expect_date("on 2020-02-03.", "2020-02-03");
	expect_date("2020/2/3", "2020/2/3");
	expect_date("2020.02.03", "2020.02.03");
	expect_date("3 February 2020", "3 February 2020");
	expect_date("Feb. 3, 2020", "Feb. 3, 2020");
	expect_date("Dismay 3 of them", "");
	expect_date("第12-13页", "");
	expect_date("", "");
}

static void
test_a_long_paragraph_is_prose_and_quickly(void **state)
{
	static char bytes[1 << 20];

	(void)state;
	memset(bytes, 'x', sizeof bytes);
	assert_int_equal(imprint_kind((struct slice){bytes, sizeof bytes}, true), PARAGRAPH_PROSE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_report),
		cmocka_unit_test(test_a_page_with_its_head_in_one_line),
		cmocka_unit_test(test_a_document),
		cmocka_unit_test(test_english),
		cmocka_unit_test(test_single_lines),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_a_long_paragraph_is_prose_and_quickly),
	};

	return cmocka_run_group_tests_name("text_imprint", tests, NULL, NULL);
}
