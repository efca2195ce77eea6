/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reader's packs, laid over the shipped ones: what they add, take out, override and switch. */
#include "analysis/overlay.h"

#include "analysis/analysis.h"
#include "analysis/lexicon_build.h"
#include "analysis/pack.h"
#include "analysis/spelling.h"
#include "base/alloc.h"
#include "base/file.h"

#include <stdlib.h>

/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* An overlay of the choice with one pack of the reader's. */
static struct overlay *
lay(unsigned choice, const char *text)
{
	struct overlay *overlay = overlay_new(choice);
	struct error error;

	error_init(&error);
	if (!overlay_add(overlay, "mine.txt", slice_from_string(text), &error))
		fail_msg("%s", error.sentence);
	return overlay;
}

/* The findings of a text, one after the other as RULE:TEXT and a blank. The caller frees. */
static char *
found_in(const struct packs *packs, const char *text)
{
	struct buffer found;
	struct error error;
	struct article *article;
	struct analysis *analysis;
	const struct finding *findings;
	size_t count, index;

	buffer_init(&found);
	error_init(&error);
	article = article_from_bytes(slice_from_string(text), "text", NULL, &error);
	assert_non_null(article);
	analysis = analysis_new(article, packs);
	analysis_finish(analysis);
	findings = analysis_findings(analysis, &count);
	for (index = 0; index < count; index++) {
		buffer_append_format(&found, "%s:", findings[index].rule);
		buffer_append(&found, slice_at(article_text(article), findings[index].span));
		buffer_append_byte(&found, '|');
	}
	analysis_free(analysis);
	article_close(article);
	return buffer_take(&found);
}

static void
expect(const struct packs *packs, const char *text, const char *expected)
{
	char *found = found_in(packs, text);

	assert_string_equal(found, expected);
	free(found);
}

static const char meets[] = "今天上午，坊主张大山会见了来宾。";

static void
test_words_are_added_and_taken_out(void **state)
{
	struct overlay *overlay = lay(CHOICE_DEFAULT, "[words head-strong]\n坊主\n");

	(void)state;
	expect(NULL, meets, "");
	expect(overlay_packs(overlay), meets, "zh.official.title-name:张大山|");
	overlay_free(overlay);
	overlay = lay(CHOICE_DEFAULT, "[words head-strong]\n坊主 -坊主\n");
	expect(overlay_packs(overlay), meets, "");
	overlay_free(overlay);
	expect(NULL, "市长张大山会见了来宾。", "zh.official.title-name:张大山|");
	overlay = lay(CHOICE_DEFAULT, "[words head-strong]\n-市長\n");
	expect(overlay_packs(overlay), "市长李大山与人同行。", "");
	overlay_free(overlay);
}

static void
test_a_rule_is_switched_off_and_on(void **state)
{
	static const char text[] = "Cities must save water. The ministry urged them to hurry.";
	struct overlay *overlay = lay(CHOICE_DEFAULT, "[rule en.directive.must]\non: no\n");
	struct error error;

	(void)state;
	expect(NULL, text,
		"en.directive.must:Cities must save water.|"
		"en.directive.call:The ministry urged them to hurry.|");
	expect(overlay_packs(overlay), text,
		"en.directive.call:The ministry urged them to hurry.|");
	assert_string_equal(overlay_packs(overlay)->rules[RULE_EN_MUST].switched, "mine.txt");
	assert_int_equal(overlay_packs(overlay)->rules[RULE_EN_MUST].switched_line, 1);
	error_init(&error);
	assert_true(overlay_add(overlay, "zz.txt",
		slice_from_string("[rule en.directive.must]\non: yes\n"), &error));
	expect(overlay_packs(overlay), text,
		"en.directive.must:Cities must save water.|"
		"en.directive.call:The ministry urged them to hurry.|");
	overlay_free(overlay);
}

static void
test_why_and_weight_are_overridden(void **state)
{
	struct overlay *overlay = lay(CHOICE_DEFAULT,
		"[rule zh.official.title-name]\nwhy: Mine.\nweight: -1000\n"
		"[rule zh.official.list]\nweight: 7\n");
	const struct packs *packs = overlay_packs(overlay);
	struct explanation explanation;

	(void)state;
	assert_true(analysis_explain(packs, "zh.official.title-name", &explanation));
	assert_string_equal(explanation.why, "Mine.");
	assert_string_equal(explanation.file, "mine.txt");
	assert_int_equal(explanation.line, 1);
	assert_int_equal(packs->rules[RULE_TITLE_NAME].weight, -1000);
	expect(packs, "市长张大山说。", "");
	assert_true(analysis_explain(packs, "zh.official.list", &explanation));
	assert_string_equal(explanation.file, "zh/rules.txt");
	assert_int_equal(packs->rules[RULE_LIST].weight, 7);
	overlay_free(overlay);
}

static void
test_a_character_gets_a_value(void **state)
{
	struct overlay *overlay = lay(CHOICE_DEFAULT, "[characters surname]\n張=-120 龘=33\n");
	const struct lexicon *lexicon = &overlay_packs(overlay)->lexicon;

	(void)state;
	assert_int_equal(lexicon_value(lexicon, 0x5F20, VALUE_SURNAME), -120);
	assert_int_equal(lexicon_value(lexicon, 0x9F98, VALUE_SURNAME), 33);
	assert_int_not_equal(lexicon_value(&packs_builtin()->lexicon, 0x5F20, VALUE_SURNAME), -120);
	overlay_free(overlay);
}

static void
test_a_mistake_takes_nothing(void **state)
{
	struct overlay *overlay = overlay_new(CHOICE_DEFAULT);
	struct overlay_layer layer;
	struct error error;

	(void)state;
	error_init(&error);
	assert_false(overlay_add(overlay, "mine.txt",
		slice_from_string("[words head-strong]\n坊主\n[words head-stron]\n"), &error));
	assert_string_equal(error.sentence,
		"mine.txt:3:8: no such kind of words: head-stron (is head-strong meant?)");
	expect(overlay_packs(overlay), meets, "");
	assert_false(overlay_layer(overlay, 0, &layer));
	overlay_free(overlay);
	assert_null(overlay_packs(NULL));
	overlay_free(NULL);
}

static void
test_shipped_packs_are_chosen(void **state)
{
	static const char text[] = "The server MUST answer. Nobody must wait. A proxy MAY ask; "
				   "support is OPTIONAL, and recommended.\n\n市长张大山说，要快。";
	struct overlay *overlay;
	struct overlay_layer layer;
	unsigned choice = 0;

	(void)state;
	assert_true(choice_read(slice_from_string("zh, rfc"), &choice));
	assert_int_equal(choice, CHOICE_ZH | CHOICE_RFC);
	assert_true(choice_read(slice_from_string(" en"), &choice));
	assert_int_equal(choice, CHOICE_EN);
	assert_false(choice_read(slice_from_string("en fr"), &choice));
	assert_false(choice_read(slice_from_string(" , "), &choice));
	assert_int_equal(choice, CHOICE_EN);
	assert_int_equal(choice_of("rfc.directive.may"), CHOICE_RFC);
	assert_int_equal(choice_of("rfc/rules.txt"), CHOICE_RFC);
	assert_int_equal(choice_of("mine.txt"), 0);
	overlay = overlay_new(CHOICE_DEFAULT);
	assert_memory_equal(&overlay_packs(overlay)->lexicon, &packs_builtin()->lexicon,
		sizeof(struct lexicon));
	overlay_free(overlay);
	overlay = overlay_new(CHOICE_EN | CHOICE_RFC);
	expect(overlay_packs(overlay), text,
		"rfc.directive.must:The server MUST answer.|rfc.directive.may:A proxy MAY ask;|"
		"rfc.directive.may:support is OPTIONAL, and recommended.|");
	assert_true(overlay_layer(overlay, 0, &layer));
	assert_string_equal(layer.name, "rfc/rules.txt");
	assert_true(layer.shipped);
	assert_int_equal(layer.words, 11);
	assert_int_equal(layer.rules, 7);
	assert_false(overlay_layer(overlay, 1, &layer));
	overlay_free(overlay);
	overlay = overlay_new(CHOICE_ZH);
	expect(overlay_packs(overlay), text,
		"zh.directive.frame:市长张大山说，要快。|zh.official.title-name:张大山|");
	overlay_free(overlay);
}

/* ---- The changed lexicon is the built one
 * --------------------------------------------------------
 */

static void
read_shipped(struct pack *pack)
{
	static const char *const names[] = {
		"zh/borders", "zh/directives", "zh/offices", "zh/places", "zh/words", "en/words"};
	const char *source = getenv("ZHUPI_TEST_SOURCE");
	struct buffer path, text;
	struct error error;
	size_t index;

	pack_init(pack);
	buffer_init(&path);
	buffer_init(&text);
	error_init(&error);
	for (index = 0; index < sizeof names / sizeof names[0]; index++) {
		buffer_truncate(&path, 0);
		buffer_truncate(&text, 0);
		buffer_append_format(
			&path, "%s/data/packs/%s.txt", source ? source : ".", names[index]);
		if (!file_read(buffer_string(&path), 1 << 20, &text, &error) ||
			!pack_read(pack, names[index], buffer_slice(&text), &error))
			fail_msg("%s", error.sentence);
	}
	buffer_clear(&path);
	buffer_clear(&text);
}

/* Drops the words that are there twice with one class. */
static void
drop_doubles(struct pack_words *words)
{
	struct pack empty;
	struct lexicon_build *seen;
	size_t index, kept = 0;

	pack_init(&empty);
	seen = lexicon_build_new(&empty);
	for (index = 0; index < words->count; index++)
		if (lexicon_build_add(seen, &words->items[index]))
			words->items[kept++] = words->items[index];
	words->count = kept;
	lexicon_build_free(seen);
}

/* Whether each word has its class where it should have it, and only there. */
static void
expect_words(struct lexicon_build *build, const struct pack_words *words, size_t step)
{
	struct lexicon lexicon = lexicon_build_view(build);
	size_t index;

	for (index = 0; index < words->count; index++) {
		const struct pack_word *word = &words->items[index];
		uint32_t found = lexicon_find(&lexicon, word->text, word->length);
		word_set classes = found ? lexicon_classes(&lexicon, found) : 0;

		assert_int_equal(classes >> word->class & 1, index % step == 0);
	}
}

static void
test_words_put_in_later_are_as_good(void **state)
{
	struct pack whole, part;
	struct lexicon_build *build, *changed;
	struct lexicon lexicon;
	size_t index;

	(void)state;
	read_shipped(&whole);
	drop_doubles(&whole.words);
	pack_init(&part);
	part.words.items = alloc_zeroed(whole.words.count, sizeof *part.words.items);
	for (index = 0; index < whole.words.count; index += 3)
		part.words.items[part.words.count++] = whole.words.items[index];
	build = lexicon_build_new(&part);
	lexicon = lexicon_build_view(build);
	changed = lexicon_build_copy(&lexicon);
	lexicon_build_free(build);
	expect_words(changed, &whole.words, 3);
	for (index = 0; index < whole.words.count; index++)
		(void)lexicon_build_add(changed, &whole.words.items[index]);
	expect_words(changed, &whole.words, 1);
	for (index = 0; index < whole.words.count; index++)
		if (index % 3 != 0)
			assert_true(lexicon_build_take_out(changed, &whole.words.items[index]));
	expect_words(changed, &whole.words, 3);
	assert_true(lexicon_build_take_out(changed, &whole.words.items[0]));
	assert_false(lexicon_build_take_out(changed, &whole.words.items[0]));
	lexicon_build_free(changed);
	pack_clear(&part);
	pack_clear(&whole);
}

static void
test_a_near_name_is_known(void **state)
{
	struct slice name = slice_from_string("head-strong");
	struct spelling_guess guess = {.meant = NULL};

	(void)state;
	assert_int_equal(spelling_distance(name, name), 0);
	assert_int_equal(
		spelling_distance(slice_from_string("kitten"), slice_from_string("sitting")), 3);
	assert_int_equal(spelling_distance(slice_from_string(""), name), 11);
	guess.name = slice_from_string("hed-storng");
	spelling_consider(&guess, "place");
	assert_null(guess.meant);
	spelling_consider(&guess, "head-string");
	spelling_consider(&guess, "head-strong");
	spelling_consider(&guess, "hed-string");
	assert_string_equal(guess.meant, "hed-string");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_are_added_and_taken_out),
		cmocka_unit_test(test_a_rule_is_switched_off_and_on),
		cmocka_unit_test(test_why_and_weight_are_overridden),
		cmocka_unit_test(test_a_character_gets_a_value),
		cmocka_unit_test(test_a_mistake_takes_nothing),
		cmocka_unit_test(test_shipped_packs_are_chosen),
		cmocka_unit_test(test_words_put_in_later_are_as_good),
		cmocka_unit_test(test_a_near_name_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
