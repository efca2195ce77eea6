/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose the mentions are: short names, surnames with an office, and how a person is called. */
#include "analysis/analysis.h"

#include <string.h>

/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

struct text {
	struct article *article;
	struct analysis *analysis;
};

static struct text
read_text(const char *bytes)
{
	struct text text;
	struct error error;

	error_init(&error);
	text.article = article_from_bytes(slice_from_string(bytes), "text", "UTF-8", &error);
	assert_non_null(text.article);
	text.analysis = analysis_new(text.article, NULL);
	analysis_finish(text.analysis);
	return text;
}

static void
close_text(struct text *text)
{
	analysis_free(text->analysis);
	article_close(text->article);
}

/* The person of that name; NULL when there is none. */
static const struct person *
person_of(const struct text *text, const char *name)
{
	size_t count, index;
	const struct person *persons = analysis_persons(text->analysis, &count);

	for (index = 0; index < count; index++)
		if (strcmp(persons[index].name, name) == 0)
			return &persons[index];
	return NULL;
}

static void
assert_words(const struct text *text, struct span span, const char *words)
{
	struct slice slice = slice_at(article_text(text->article), span);

	assert_int_equal(slice.length, strlen(words));
	assert_memory_equal(slice.bytes, words, slice.length);
}

static void
test_a_short_name_is_the_long_one(void **state)
{
	struct text text = read_text("维罗里亚总统马尔克斯到访。\n"
				     "维罗里亚总统埃斯特万·马尔克斯、外长罗曼·贝德娜、"
				     "前总统伊万·马尔科维奇·托雷斯出席，马尔克斯表示感谢。\n");
	const struct person *person = person_of(&text, "埃斯特万·马尔克斯");
	size_t count;

	(void)state;
	analysis_persons(text.analysis, &count);
	assert_int_equal(count, 3);
	assert_non_null(person);
	assert_int_equal(person->mentions, 3);
	assert_int_equal(person->office_count, 1);
	assert_words(&text, person->offices[0], "维罗里亚总统");
	assert_words(&text, person->first, "马尔克斯");
	assert_int_equal(person->paragraph, 0);
	close_text(&text);
}

static void
test_a_short_name_of_two_is_nobody_elses(void **state)
{
	struct text text = read_text("维罗里亚总统埃斯特万·马尔克斯、部长伊莎贝拉·马尔克斯到访。"
				     "总统马尔克斯表示感谢。\n");

	(void)state;
	assert_int_equal(person_of(&text, "埃斯特万·马尔克斯")->mentions, 1);
	assert_int_equal(person_of(&text, "伊莎贝拉·马尔克斯")->mentions, 1);
	assert_int_equal(person_of(&text, "马尔克斯")->mentions, 1);
	close_text(&text);
}

static void
test_english_surnames(void **state)
{
	struct text text = read_text("Premier Lin Haotian met Velorian President Marco Estevez and "
				     "President Zhao Min. Lin spoke. Estevez agreed. President "
				     "Zhao Wei was there. Zhao listened.\n");

	(void)state;
	assert_int_equal(person_of(&text, "Lin Haotian")->mentions, 2);
	assert_int_equal(person_of(&text, "Marco Estevez")->mentions, 2);
	assert_int_equal(person_of(&text, "Zhao Min")->mentions, 1);
	assert_int_equal(person_of(&text, "Zhao Wei")->mentions, 1);
	assert_int_equal(person_of(&text, "Zhao")->mentions, 1);
	close_text(&text);
}

static void
test_names_are_as_first_mentioned(void **state)
{
	struct text text = read_text("市長孫長(zhǎng)春、副市長韓　冰出席。孙长春讲话。\n");

	(void)state;
	assert_int_equal(person_of(&text, "孫長春")->mentions, 2);
	assert_int_equal(person_of(&text, "韓冰")->mentions, 1);
	close_text(&text);
}

static void
test_surnames_with_an_office_are_the_persons(void **state)
{
	struct text text = read_text("清河市副市長王大江到訪。王副市長強調，雨季到了。"
				     "王副市長感謝大家，王市长再次到场。周县长没有来。\n");
	const struct person *person = person_of(&text, "王大江");
	const struct finding *findings;
	size_t count, index, nobody = 0;

	(void)state;
	assert_int_equal(person->mentions, 1);
	assert_int_equal(person->references, 3);
	assert_int_equal(person->also_count, 2);
	assert_words(&text, person->also[0], "王副市長");
	assert_words(&text, person->also[1], "王市长");
	findings = analysis_findings(text.analysis, &count);
	for (index = 0; index < count; index++)
		if (findings[index].type == FINDING_REFERENCE &&
			findings[index].person == PERSON_NONE) {
			assert_words(&text, findings[index].span, "周县长");
			assert_words(&text, findings[index].title, "县长");
			nobody++;
		}
	assert_int_equal(nobody, 1);
	close_text(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_short_name_is_the_long_one),
		cmocka_unit_test(test_a_short_name_of_two_is_nobody_elses),
		cmocka_unit_test(test_english_surnames),
		cmocka_unit_test(test_names_are_as_first_mentioned),
		cmocka_unit_test(test_surnames_with_an_office_are_the_persons),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
