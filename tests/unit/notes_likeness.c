/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts that are versions of one, and texts that only sound alike. They are put together here from
 * formulas that all of them have, and particulars that are each text's own.
 */
#include <config.h>

#include "notes/likeness.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "notes/anchor.h"
#include "notes/library.h"
#include "notes/version.h"
#include "text/article.h"
#include "text/unicode.h"

#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

enum {
	PARAGRAPHS = 8
};

struct fixture {
	struct scratch scratch;
	struct store *store;
	struct error error;
	uint64_t dice;
};

static int
set_up(void **state)
{
	static struct fixture fixture;

	scratch_open(&fixture.scratch, "notes.db");
	error_init(&fixture.error);
	fixture.store = store_open(fixture.scratch.path, STORE_WRITE, NULL, NULL, &fixture.error);
	assert_non_null(fixture.store);
	fixture.dice = 1;
	*state = &fixture;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;

	store_close(fixture->store);
	scratch_close(&fixture->scratch);
	return 0;
}

/* A number below limit (SplitMix64). */
static size_t
roll(struct fixture *fixture, size_t limit)
{
	uint64_t z = fixture->dice += 0x9E3779B97F4A7C15;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
	z = (z ^ z >> 27) * 0x94D049BB133111EB;
	return (size_t)((z ^ z >> 31) % limit);
}

/* So many ideographs of the text's own; the same ones for the same seed. */
static void
append_particulars(struct buffer *out, uint64_t seed, size_t count)
{
	struct fixture own = {.dice = seed};

	for (size_t i = 0; i < count; i++)
		unicode_append(out, 0x4E00 + (uint32_t)roll(&own, 4000));
}

/* A notice of the authority that all of these are from: as many formulas as particulars. */
static void
append_notice(struct buffer *out, uint64_t number)
{
	static const char *const formulas[] = {"会议强调，要认真贯彻落实上级的决策部署",
		"各有关单位要高度重视，加强领导", "确保各项工作任务落到实处",
		"现将有关事项通知如下，请遵照执行"};

	for (size_t i = 0; i < PARAGRAPHS; i++) {
		buffer_append_string(out, formulas[i % 4]);
		buffer_append_string(out, "，");
		append_particulars(out, number * 100 + i, 40);
		buffer_append_string(out, "。\n");
	}
}

static struct article *
open_text(struct fixture *fixture, const struct buffer *text, const char *path)
{
	struct article *article = article_from_bytes(
		(struct slice){text->bytes, text->length}, path, NULL, &fixture->error);

	assert_non_null(article);
	while (article_extend(article, SIZE_MAX))
		;
	return article;
}

/* Makes the text known under the path, with a note; returns its number. */
static int64_t
note(struct fixture *fixture, const struct buffer *text, const char *path)
{
	struct article *article = open_text(fixture, text, path);
	struct annotation annotation = {.body = NULL};
	int64_t number = library_enter(fixture->store, article, &fixture->error);

	assert_true(number > 0);
	annotation.article = number;
	anchor_describe(article, TARGET_PARAGRAPH, article_span(article, 1), &annotation.target);
	annotation.target.version =
		library_keep(fixture->store, number, article, 2, &fixture->error);
	annotation.body = alloc_string(slice_from_string("为什么？"));
	assert_true(annotation_add(fixture->store, &annotation, &fixture->error));
	annotation_clear(&annotation);
	article_close(article);
	return number;
}

static int64_t
look_for(struct fixture *fixture, const struct buffer *text)
{
	struct article *article = open_text(fixture, text, "/elsewhere.txt");
	int64_t found = likeness_search(fixture->store, article, 0, &fixture->error);

	article_close(article);
	return found;
}

/* Notes twenty notices; returns the number of the one that is asked for. */
static int64_t
note_notices(struct fixture *fixture, uint64_t wanted)
{
	int64_t number = 0;

	for (uint64_t i = 1; i <= 20; i++) {
		struct buffer text;
		char path[32];
		int64_t own;

		buffer_init(&text);
		append_notice(&text, i);
		snprintf(path, sizeof path, "/notice-%u.txt", (unsigned)i);
		own = note(fixture, &text, path);
		number = i == wanted ? own : number;
		buffer_clear(&text);
	}
	return number;
}

/* Each fifth character another one, or gone. */
static void
edit_characters(struct fixture *fixture, const struct buffer *text, struct buffer *out)
{
	struct slice bytes = {text->bytes, text->length};
	size_t length;

	for (size_t at = 0; at < bytes.length; at += length) {
		uint32_t character = unicode_decode(bytes, at, &length);

		if (character == '\n' || roll(fixture, 5) > 0)
			unicode_append(out, character);
		else if (roll(fixture, 2) > 0)
			unicode_append(out, 0x4E00 + (uint32_t)roll(fixture, 4000));
	}
}

static void
test_an_edited_text_is_found(void **state)
{
	struct fixture *fixture = *state;
	int64_t number = note_notices(fixture, 7);
	struct buffer text, edited;

	buffer_init(&text);
	buffer_init(&edited);
	append_notice(&text, 7);
	edit_characters(fixture, &text, &edited);
	assert_int_equal(look_for(fixture, &edited), number);
	buffer_clear(&edited);
	buffer_clear(&text);
}

static void
test_a_text_in_a_page_is_found(void **state)
{
	struct fixture *fixture = *state;
	int64_t number = note_notices(fixture, 3);
	struct buffer page;

	buffer_init(&page);
	for (uint64_t i = 0; i < 50; i++) {
		append_particulars(&page, 5000 + i, 20);
		buffer_append_string(&page, " | 首页 | 关于我们\n");
	}
	append_notice(&page, 3);
	for (uint64_t i = 0; i < 50; i++)
		append_particulars(&page, 6000 + i, 20);
	assert_int_equal(look_for(fixture, &page), number);
	buffer_clear(&page);
}

/* The other way round: the noted one had the header and the footer. */
static void
test_a_text_out_of_a_page_is_found(void **state)
{
	struct fixture *fixture = *state;
	struct buffer page, text;
	int64_t number;

	note_notices(fixture, 3);
	buffer_init(&page);
	buffer_init(&text);
	append_particulars(&page, 5000, 300);
	buffer_append_string(&page, "\n");
	append_notice(&page, 50);
	append_particulars(&page, 6000, 300);
	append_notice(&text, 50);
	number = note(fixture, &page, "/page.txt");
	assert_int_equal(look_for(fixture, &text), number);
	buffer_clear(&text);
	buffer_clear(&page);
}

/* In the other script, with residue and a paragraph more: neither hash nor path are known. */
static void
test_script_and_residue_are_no_differences(void **state)
{
	static const char simplified[] =
		"云州市召开防汛工作会议\n会议强调，各县要加强堤坝巡查，确保群众安全，不得瞒报。\n"
		"王建国还到堤坝上看望了值守的干部，问他们夜里冷不冷，粮食够不够吃。\n";
	static const char traditional[] = "編者按：本文轉自他處。\n雲州市召開防汛工作會議\n會議強調"
					  "(diào)，各縣要加強堤壩巡查，"
					  "確保群眾安全，不得瞞報。\n王建國還到堤壩上看望了值守的干"
					  "部，問他們夜里冷不冷，糧食夠不夠吃。\n";
	struct fixture *fixture = *state;
	struct buffer text;
	int64_t number;

	buffer_init(&text);
	buffer_append_string(&text, simplified);
	number = note(fixture, &text, "/a.txt");
	buffer_truncate(&text, 0);
	buffer_append_string(&text, traditional);
	assert_int_equal(look_for(fixture, &text), number);
	buffer_clear(&text);
}

static void
test_a_text_of_the_same_formulas_is_another_one(void **state)
{
	struct fixture *fixture = *state;
	struct buffer text;

	note_notices(fixture, 1);
	for (uint64_t i = 21; i <= 40; i++) {
		buffer_init(&text);
		append_notice(&text, i);
		assert_int_equal(look_for(fixture, &text), 0);
		buffer_clear(&text);
	}
}

/* A sentence of English: half of it words that all texts have, half of a vocabulary of the seed. */
static void
append_english(struct fixture *fixture, struct buffer *out, uint64_t seed, size_t words)
{
	static const char *const common[] = {"the ", "of ", "and ", "to ", "shall ", "in ", "on ",
		"committee ", "council ", "report ", "within ", "by ", "which ", "that "};
	static const char *const syllables[] = {
		"ar", "ben", "cor", "dis", "el", "fer", "gar", "hol", "in", "ment", "ter", "ing"};

	for (size_t i = 0; i < words; i++) {
		struct fixture word = {.dice = seed + roll(fixture, 100)};

		if (roll(fixture, 2) == 0) {
			buffer_append_string(out, common[roll(fixture, 14)]);
			continue;
		}
		for (size_t k = 0; k < 3; k++)
			buffer_append_string(out, syllables[roll(&word, 12)]);
		buffer_append_string(out, " ");
	}
	buffer_append_string(out, "\n");
}

/* A long English text has most of the short runs of letters that any other one has. */
static void
test_english_texts_are_told_apart(void **state)
{
	struct fixture *fixture = *state;
	struct buffer text, other;

	buffer_init(&text);
	buffer_init(&other);
	append_english(fixture, &text, 1000, 200);
	append_english(fixture, &text, 1000, 20);
	note(fixture, &text, "/a.txt");
	append_english(fixture, &other, 5000, 2000);
	assert_int_equal(look_for(fixture, &other), 0);
	buffer_clear(&other);
	buffer_clear(&text);
}

/* Neither texts without notes, nor the one that is left out, nor texts of a line are found. */
static void
test_what_is_not_looked_at(void **state)
{
	struct fixture *fixture = *state;
	struct buffer text;
	struct article *article;
	int64_t number;

	buffer_init(&text);
	append_notice(&text, 1);
	article = open_text(fixture, &text, "/a.txt");
	assert_true(library_enter(fixture->store, article, &fixture->error) > 0);
	article_close(article);
	buffer_append_string(&text, "一行新的。\n");
	assert_int_equal(look_for(fixture, &text), 0);
	buffer_truncate(&text, 0);
	append_notice(&text, 2);
	number = note(fixture, &text, "/b.txt");
	article = open_text(fixture, &text, "/c.txt");
	assert_int_equal(likeness_search(fixture->store, article, 0, &fixture->error), number);
	assert_int_equal(likeness_search(fixture->store, article, number, &fixture->error), 0);
	article_close(article);
	buffer_truncate(&text, 0);
	buffer_append_string(&text, "会议强调。\n要落实。\n");
	note(fixture, &text, "/d.txt");
	buffer_append_string(&text, "完。\n");
	assert_int_equal(look_for(fixture, &text), 0);
	buffer_clear(&text);
}

/* Of long texts some of the runs are looked at. */
static void
test_a_long_text_is_found(void **state)
{
	struct fixture *fixture = *state;
	struct buffer text, edited;
	int64_t number;

	buffer_init(&text);
	buffer_init(&edited);
	for (uint64_t i = 0; text.length < 1 << 20; i++)
		append_notice(&text, 1000 + i);
	number = note(fixture, &text, "/a.txt");
	append_notice(&edited, 1);
	buffer_append(&edited, (struct slice){text.bytes, text.length / 2});
	assert_int_equal(look_for(fixture, &edited), number);
	append_notice(&edited, 2);
	buffer_append(&edited, (struct slice){text.bytes + text.length / 2, text.length / 2});
	assert_int_equal(look_for(fixture, &edited), number);
	buffer_clear(&edited);
	buffer_clear(&text);
}

/* How many notes the article has. */
static size_t
count_notes(struct fixture *fixture, int64_t number)
{
	struct library_entry entry;
	size_t count;

	assert_true(library_look_up(fixture->store, number, &entry, &fixture->error));
	count = entry.annotations;
	library_entry_clear(&entry);
	return count;
}

static void
test_a_text_is_taken_over_and_parted(void **state)
{
	struct fixture *fixture = *state;
	struct buffer text;
	struct article *article;
	int64_t number, own;

	buffer_init(&text);
	append_notice(&text, 1);
	number = note(fixture, &text, "/a.txt");
	buffer_append_string(&text, "一行新的。\n");
	article = open_text(fixture, &text, "/b.txt");
	assert_int_equal(library_find(fixture->store, article, &fixture->error), 0);
	assert_true(library_adopt(fixture->store, number, article, &fixture->error));
	assert_int_equal(library_find(fixture->store, article, &fixture->error), number);
	assert_int_equal(count_notes(fixture, number), 1);
	note(fixture, &text, "/b.txt");
	assert_int_equal(count_notes(fixture, number), 2);
	/* What was noted on the text itself stays with it. */
	own = library_part(fixture->store, article, &fixture->error);
	assert_true(own > 0 && own != number);
	assert_int_equal(library_find(fixture->store, article, &fixture->error), own);
	assert_int_equal(count_notes(fixture, number), 1);
	assert_int_equal(count_notes(fixture, own), 1);
	assert_true(library_part(fixture->store, article, &fixture->error) < 0);
	assert_non_null(strstr(fixture->error.sentence, "an article of its own"));
	/* And comes along when it is taken over again. */
	error_init(&fixture->error);
	assert_true(library_adopt(fixture->store, number, article, &fixture->error));
	assert_int_equal(count_notes(fixture, number), 2);
	assert_false(
		library_look_up(fixture->store, own, &(struct library_entry){0}, &fixture->error));
	article_close(article);
	buffer_clear(&text);
}

static void
test_articles_are_named_by_id_and_path(void **state)
{
	struct fixture *fixture = *state;
	struct library_entry entry;
	struct buffer text;
	int64_t number, other;

	buffer_init(&text);
	append_notice(&text, 1);
	number = note(fixture, &text, "/a.txt");
	append_notice(&text, 2);
	other = note(fixture, &text, "/b.txt");
	assert_true(library_look_up(fixture->store, other, &entry, &fixture->error));
	assert_int_equal(library_named(fixture->store, entry.id, &fixture->error), other);
	entry.id[4] = '\0'; /* both begin so */
	assert_int_equal(library_named(fixture->store, entry.id, &fixture->error), 0);
	assert_int_equal(library_named(fixture->store, "/a.txt", &fixture->error), number);
	assert_int_equal(library_named(fixture->store, "/c.txt", &fixture->error), 0);
	library_entry_clear(&entry);
	buffer_clear(&text);
}

/* Saved over a text with the same formulas, so that the sketches have something in common. */
static void
test_another_text_at_the_same_path_is_another_article(void **state)
{
	struct fixture *fixture = *state;

	for (uint64_t i = 1; i <= 10; i++) {
		struct buffer text, other;
		struct article *article;
		char path[32];

		buffer_init(&text);
		buffer_init(&other);
		append_notice(&text, i);
		append_particulars(&text, i * 7000, 1000);
		append_notice(&other, i + 100);
		append_particulars(&other, i * 9000, 1000);
		snprintf(path, sizeof path, "/news-%u.txt", (unsigned)i);
		note(fixture, &text, path);
		article = open_text(fixture, &other, path);
		assert_int_equal(library_find(fixture->store, article, &fixture->error), 0);
		article_close(article);
		buffer_clear(&other);
		buffer_clear(&text);
	}
}

static struct sketch
sketch_of(struct slice text)
{
	struct article *article = article_from_bytes(text, "long.txt", "UTF-8", NULL);
	struct sketch sketch;

	assert_non_null(article);
	assert_true(sketch_make(&sketch, article, NULL));
	article_close(article);
	return sketch;
}

/* Who saves a note in a huge text does not wait for all of it. */
static void
test_a_sketch_is_of_the_beginning(void **state)
{
	struct sketch whole, longer;
	struct buffer text;

	(void)state;
	buffer_init(&text);
	for (int i = 0; text.length < SKETCHED_AT_MOST; i++)
		buffer_append_format(&text, "第%d段，水位平稳，没有什么要说的话。\n", i);
	whole = sketch_of(buffer_slice(&text));
	for (int i = 0; i < 1000; i++)
		buffer_append_format(&text, "渡口%d号的船今天不开。\n", i);
	longer = sketch_of(buffer_slice(&text));
	assert_memory_equal(whole.bytes, longer.bytes, SKETCH_BYTES);
	assert_int_equal(whole.characters, longer.characters);
	buffer_clear(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_an_edited_text_is_found, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_a_text_in_a_page_is_found, set_up, tear_down),
		cmocka_unit_test(test_a_sketch_is_of_the_beginning),
		cmocka_unit_test_setup_teardown(
			test_a_text_out_of_a_page_is_found, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_script_and_residue_are_no_differences, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_text_of_the_same_formulas_is_another_one, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_english_texts_are_told_apart, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_what_is_not_looked_at, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_a_long_text_is_found, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_a_text_is_taken_over_and_parted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_articles_are_named_by_id_and_path, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_another_text_at_the_same_path_is_another_article, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("notes/likeness", tests, NULL, NULL);
}
