/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be an official's name, and what is said of the rest. */
#include "analysis/name_check.h"

#include "analysis/overlay.h"

/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static enum name_check
check(const struct packs *packs, const char *words, struct error *error)
{
	error_init(error);
	return name_check(packs, slice_from_string(words), error);
}

static void
expect(enum name_check expected, const char *const *words)
{
	struct error error;

	for (; *words; words++) {
		enum name_check found = check(NULL, *words, &error);

		if (found != expected)
			fail_msg("%s: %d, not %d (%s)", *words, (int)found, (int)expected,
				error.sentence);
		if (error_is_set(&error) != (found != NAME_CHECK_WELL))
			fail_msg("%s: %s", *words, error.sentence);
	}
}

static void
test_names(void **state)
{
	static const char *const names[] = {"沈一舟", "何远", "欧阳文远", "歐陽遠", "林郑月娥",
		"李　强", "韩 正", "欧阳 修", " 沈一舟　", "艾力更·依明巴海", "艾力更‧依明巴海",
		"佩通坦", "斯托尔滕贝格", "安格拉·默克尔", "米 勒", "沈(shěn)一舟", "Chen Min'er",
		"Ursula von der Leyen", "J. Smith", "O’Brien", "Li Qiang", "Jean-Luc Picard",
		"苏丹·艾哈迈德", "김수현", NULL};

	(void)state;
	expect(NAME_CHECK_WELL, names);
}

static void
test_nobodys_names(void **state)
{
	static const char *const words[] = {"", " ", "　", "（记者", "记者）", "沈一舟，",
		"沈一舟、何远", "“沈一舟", "·沈一舟", "沈一舟·", "沈", "3号",
		"会议强调要加强堤坝巡查", "各县要加强堤坝巡查。", "堤坝 巡查", "沈一舟 何远 林大江",
		"the prime minister", "We met the mayor of this town today and left", "A", "?", "…",
		NULL};

	(void)state;
	expect(NAME_CHECK_NONE, words);
}

static void
test_offices(void **state)
{
	static const char *const words[] = {"德国总理", "總理", "市长", "市长沈一舟", "沈一舟市长",
		"沈一舟同志", "记者沈一舟", "王副市长", "德国总理安格拉·默克尔", "President",
		"Secretary of State", NULL};

	(void)state;
	expect(NAME_CHECK_OFFICE, words);
}

static void
test_words(void **state)
{
	static const char *const words[] = {"高度", "於是", "和平", "桌子", "城市管理", "江苏",
		"President Smith", "Monday", NULL};

	(void)state;
	expect(NAME_CHECK_DOUBTFUL, words);
}

static void
test_sentences(void **state)
{
	struct error error;

	(void)state;
	(void)check(NULL, "（记者", &error);
	assert_string_equal(error.sentence, "“（记者” is no name: it holds “（”");
	(void)check(NULL, "德国总理", &error);
	assert_string_equal(
		error.sentence, "“德国总理” is no name: it holds an office or a calling: “总理”");
	(void)check(NULL, "總(zǒng)理", &error);
	assert_string_equal(error.sentence, "“總理” is no name: it is an office or a calling");
	(void)check(NULL, "高度", &error);
	assert_string_equal(error.sentence, "“高度” is no name: it is a common word, or a place");
}

/* What a reader's pack says is an office is none of a name, and what it takes out is no word. */
static void
test_packs_of_ones_own(void **state)
{
	struct overlay *overlay = overlay_new(CHOICE_DEFAULT);
	struct error error;

	(void)state;
	error_init(&error);
	assert_int_equal(check(NULL, "沈坊主", &error), NAME_CHECK_WELL);
	assert_true(overlay_add(
		overlay, "mine.txt", slice_from_string("[words head-strong]\n坊主\n"), &error));
	assert_int_equal(check(overlay_packs(overlay), "沈坊主", &error), NAME_CHECK_OFFICE);
	overlay_free(overlay);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_nobodys_names),
		cmocka_unit_test(test_offices),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_packs_of_ones_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
