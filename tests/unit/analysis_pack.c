/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/pack.h"

#include "analysis/lexicon_build.h"
#include "analysis/packs.h"

/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const char *
mistake_in(const char *text, struct error *error)
{
	struct pack pack;

	pack_init(&pack);
	error_init(error);
	assert_false(pack_read(&pack, "mine.txt", slice_from_string(text), error));
	pack_clear(&pack);
	return error->sentence;
}

static void
test_a_mistake_has_its_place(void **state)
{
	struct error error;

	(void)state;
	assert_non_null(strstr(mistake_in("市长\n", &error), "mine.txt:1:1: "));
	assert_non_null(strstr(mistake_in("# a\n[words nothing]\n", &error), "mine.txt:2:8: "));
	assert_non_null(strstr(
		mistake_in("[characters surname]\n  张=1 王=x\n", &error), "mine.txt:2:7: "));
	assert_non_null(strstr(
		mistake_in("[rule zh.official.list]\nwhy: a\nhow: b\n", &error), "mine.txt:3:1: "));
	assert_non_null(strstr(mistake_in("[words place", &error), "] is missing"));
	assert_non_null(strstr(mistake_in("[words place]\n一二三四五六七八九十一二三四五六七八九十"
					  "一二三四五六七八九十",
				       &error),
		"too long"));
}

static size_t
match(const struct lexicon *lexicon, const uint32_t *text, size_t length, word_set classes)
{
	return lexicon_match(lexicon, text, length, classes);
}

static void
test_words_are_found_the_longest_first(void **state)
{
	static const uint32_t text[] = {0x5E02, 0x957F, 0x53F0, 0x5E02}; /* 市长台市 */
	struct pack pack;
	struct error error;
	struct lexicon_build *build;
	struct lexicon lexicon;

	(void)state;
	pack_init(&pack);
	error_init(&error);
	assert_true(pack_read(&pack, "mine.txt",
		slice_from_string(
			"[words head-strong]\n市長 市\n[words place]\n市长台 -市长台 市长台\n"
			"[characters surname]\n張=12\n"),
		&error));
	build = lexicon_build_new(&pack);
	lexicon = lexicon_build_view(build);
	assert_int_equal(match(&lexicon, text, 4, SET(HEAD_STRONG)), 2);
	assert_int_equal(match(&lexicon, text, 4, SET(PLACE)), 3);
	assert_int_equal(match(&lexicon, text, 4, SET(ORGAN)), 0);
	assert_int_equal(match(&lexicon, text, 1, SET(HEAD_STRONG)), 1);
	assert_int_equal(match(&lexicon, text + 1, 3, SET(HEAD_STRONG)), 0);
	assert_int_equal(lexicon_value(&lexicon, 0x5F20, VALUE_SURNAME), 12);
	assert_int_equal(lexicon_value(&lexicon, 0x5F20, VALUE_FIRST), VALUE_NONE);
	assert_int_equal(lexicon_value(&lexicon, 0x110000, VALUE_FIRST), VALUE_NONE);
	lexicon_build_free(build);
	pack_clear(&pack);
}

static void
test_the_shipped_packs_have_every_rule(void **state)
{
	const struct packs *packs = packs_builtin();
	enum rule_id id;

	(void)state;
	for (id = 0; id < RULES; id++) {
		assert_string_equal(packs->rules[id].id, rule_name(id));
		assert_true(strlen(packs->rules[id].why) > 10);
		assert_true(packs->rules[id].line > 0);
		assert_int_equal(rule_from_id(slice_from_string(rule_name(id))), id);
	}
	assert_int_equal(rule_from_id(slice_from_string("zh.nothing")), RULES);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_mistake_has_its_place),
		cmocka_unit_test(test_words_are_found_the_longest_first),
		cmocka_unit_test(test_the_shipped_packs_have_every_rule),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
