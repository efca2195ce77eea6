/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that nobody writes: one pattern, many thousand times in one paragraph. They must come to an
 * end (a quadratic walk would take minutes here), and their findings must lie inside the text. */
#include "analysis/analysis.h"

#include "base/buffer.h"

/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum {
	LENGTH = 300000 /* bytes of a text */
};

static void
analyse_text(struct buffer *text)
{
	struct error error;
	struct article *article;
	struct analysis *analysis;
	const struct finding *findings;
	size_t count, index;

	error_init(&error);
	article = article_from_bytes(buffer_slice(text), "hostile", "UTF-8", &error);
	assert_non_null(article);
	analysis = analysis_new(article, NULL);
	analysis_finish(analysis);
	findings = analysis_findings(analysis, &count);
	for (index = 0; index < count; index++) {
		assert_true(findings[index].span.start < findings[index].span.end);
		assert_true(findings[index].span.end <= article_text(article).length);
		assert_true(findings[index].title.end <= article_text(article).length);
	}
	analysis_free(analysis);
	article_close(article);
	buffer_clear(text);
}

static void
analyse(const char *pattern)
{
	struct buffer text;

	buffer_init(&text);
	while (text.length < LENGTH)
		buffer_append_string(&text, pattern);
	analyse_text(&text);
}

static void
test_patterns_come_to_an_end(void **state)
{
	static const char *const patterns[] = {"王李张刘陈", "要", "我要", "应", "（", "((((", "“",
		"市长", "市长要求", "会议强调，", "会议强调要", "他希望各地", "张三、", "张三和",
		"国·", "第一", "第一，", "a\xCC\x81", "President Xi ", "of the ", "加强，",
		"中方愿应", "，要", "确保", "· ", "韩　正", "组长：", "\xFF\xFE", "一是", "；",
		"王市长", "，王副市长", "负责同志", "有关各有关", "市长王大江，王市长，",
		"国总统卡·布·卡", "Li Qiang, premier, ", "欧阳部长"};
	size_t index;

	(void)state;
	for (index = 0; index < sizeof patterns / sizeof patterns[0]; index++)
		analyse(patterns[index]);
}

static void
test_patterns_in_many_paragraphs(void **state)
{
	static const char *const patterns[] = {"市长张三喜\n", "组长：李大文\n", "一、\n",
		"一是加强管理：\n", "(一)\n", "会议强调\n", "市长\n要\n"};
	size_t index;

	(void)state;
	for (index = 0; index < sizeof patterns / sizeof patterns[0]; index++)
		analyse(patterns[index]);
}

/* A character of names, by a number. */
static const char *
name_character(unsigned number)
{
	static const char *const characters[] = {
		"阿", "巴", "卡", "达", "埃", "法", "加", "哈", "伊", "贾", "拉", "马"};

	return characters[number % (sizeof characters / sizeof characters[0])];
}

/* Tens of thousands of names that share their parts. */
static void
test_names_with_parts_in_common(void **state)
{
	struct buffer text;
	unsigned number = 1, index;

	(void)state;
	buffer_init(&text);
	while (text.length < LENGTH) {
		buffer_append_string(&text, "总统");
		for (index = 0; index < 7; index++) {
			if (index == 3 || index == 5)
				buffer_append_string(&text, "·");
			buffer_append_string(&text, name_character(number >> 16));
			number = number * 1103515245u + 12345u;
		}
		buffer_append_string(&text, "出席，马总统讲话。\n");
	}
	analyse_text(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_patterns_come_to_an_end),
		cmocka_unit_test(test_patterns_in_many_paragraphs),
		cmocka_unit_test(test_names_with_parts_in_common),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
