/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "notes/correction.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "notes/anchor.h"
#include "notes/correction_import.h"
#include "notes/library.h"
#include "notes/store.h"
#include "text/article.h"

#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

struct fixture {
	struct scratch scratch;
	struct store *store;
	struct error error;
};

static int
set_up(void **state)
{
	static struct fixture fixture;

	scratch_open(&fixture.scratch, "notes.db");
	error_init(&fixture.error);
	fixture.store = store_open(fixture.scratch.path, STORE_WRITE, NULL, NULL, &fixture.error);
	assert_non_null(fixture.store);
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

static char *
copy(const char *text)
{
	return alloc_string(slice_from_string(text));
}

/* A correction of a name that holds everywhere; id receives its id. */
static void
add_everywhere(struct fixture *fixture, enum correction_kind kind, const char *name,
	const char *office, char id[ANNOTATION_ID_BYTES])
{
	struct correction correction = {
		.kind = kind, .everywhere = true, .name = copy(name), .office = copy(office)};

	assert_true(correction_add(fixture->store, &correction, &fixture->error));
	memcpy(id, correction.id, ANNOTATION_ID_BYTES);
	correction_clear(&correction);
}

/* A correction of words in an article, entered in the library. */
static void
add_at(struct fixture *fixture, struct article *article, enum correction_kind kind,
	const char *words, const char *modality)
{
	struct slice text = article_text(article);
	size_t start = slice_find(text, slice_from_string(words), 0);
	struct correction correction = {.kind = kind, .modality = copy(modality)};

	assert_true(start < text.length);
	anchor_describe(article, TARGET_PHRASE, (struct span){start, start + strlen(words)},
		&correction.target);
	if (correction_is_about_officials(kind))
		correction.name = copy(words);
	correction.article = library_enter(fixture->store, article, &fixture->error);
	assert_true(correction_add(fixture->store, &correction, &fixture->error));
	correction_clear(&correction);
}

static void
test_the_last_word_about_a_name_holds(void **state)
{
	struct fixture *fixture = *state;
	struct corrections list;
	char first[ANNOTATION_ID_BYTES], second[ANNOTATION_ID_BYTES], third[ANNOTATION_ID_BYTES];

	corrections_init(&list);
	add_everywhere(fixture, CORRECTION_NOT_OFFICIAL, "王顺", "", first);
	add_everywhere(fixture, CORRECTION_OFFICIAL, "張　三(zhāng)", "云州市市長", second);
	add_everywhere(fixture, CORRECTION_NOT_OFFICIAL, "王順", "", third);
	assert_true(correction_list(fixture->store, -1, &list, &fixture->error));
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].id, second);
	assert_string_equal(list.items[0].name, "張三");
	assert_string_equal(list.items[0].office, "云州市市長");
	assert_true(list.items[0].everywhere);
	assert_string_equal(list.items[1].name, "王順");
	corrections_clear(&list);

	/* What is taken out of the trash is the last word. */
	assert_true(correction_restore(fixture->store, first, &fixture->error));
	assert_true(correction_undo(fixture->store, second, &fixture->error));
	assert_true(correction_list(fixture->store, 0, &list, &fixture->error));
	assert_int_equal(list.count, 1);
	assert_string_equal(list.items[0].id, first);
	corrections_clear(&list);

	add_everywhere(fixture, CORRECTION_OFFICIAL, "王顺", "", second);
	assert_true(correction_list(fixture->store, 0, &list, &fixture->error));
	assert_int_equal(list.count, 1);
	assert_int_equal(list.items[0].kind, CORRECTION_OFFICIAL);
	corrections_clear(&list);
}

static void
test_the_last_word_about_a_place_holds(void **state)
{
	struct fixture *fixture = *state;
	struct article *article = article_from_bytes(
		slice_from_string("会议开始。\n王顺要去，要王顺。\n"), "/a", NULL, &fixture->error);
	struct corrections list;

	corrections_init(&list);
	assert_non_null(article);
	add_at(fixture, article, CORRECTION_NOT_OFFICIAL, "王顺", "");
	add_at(fixture, article, CORRECTION_DIRECTIVE, "要王顺", "obligation");
	add_at(fixture, article, CORRECTION_DIRECTIVE, "王顺要去", "obligation");
	add_at(fixture, article, CORRECTION_OFFICIAL, "王顺", "");
	add_at(fixture, article, CORRECTION_NOT_DIRECTIVE, "要王顺", "");
	assert_true(correction_list(fixture->store, -1, &list, &fixture->error));
	assert_int_equal(list.count, 3);
	assert_int_equal(list.items[0].kind, CORRECTION_DIRECTIVE);
	assert_string_equal(list.items[0].target.quote, "王顺要去");
	assert_string_equal(list.items[0].modality, "obligation");
	assert_int_equal(list.items[1].kind, CORRECTION_OFFICIAL);
	assert_int_equal(list.items[2].kind, CORRECTION_NOT_DIRECTIVE);
	corrections_clear(&list);
	article_close(article);
}

static void
test_an_article_has_its_own_and_those_everywhere(void **state)
{
	struct fixture *fixture = *state;
	struct article *one =
		article_from_bytes(slice_from_string("张三来了。\n"), "/a", NULL, &fixture->error);
	struct article *other =
		article_from_bytes(slice_from_string("李四来了。\n"), "/b", NULL, &fixture->error);
	struct corrections list;
	char id[ANNOTATION_ID_BYTES];

	corrections_init(&list);
	add_at(fixture, one, CORRECTION_NOT_OFFICIAL, "张三", "");
	add_at(fixture, other, CORRECTION_NOT_OFFICIAL, "李四", "");
	add_everywhere(fixture, CORRECTION_OFFICIAL, "王五", "", id);
	assert_true(correction_list(fixture->store,
		library_find(fixture->store, one, &fixture->error), &list, &fixture->error));
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].name, "王五");
	assert_string_equal(list.items[1].name, "张三");
	correction_resolve(one, &list, fixture->store);
	assert_true(span_is_empty(list.items[0].place));
	assert_int_equal(list.items[1].state, ANCHOR_EXACT);
	assert_int_equal(list.items[1].place.start, 0);
	assert_int_equal(list.items[1].place.end, strlen("张三"));
	corrections_clear(&list);
	assert_true(correction_list(fixture->store, 0, &list, &fixture->error));
	assert_int_equal(list.count, 1);
	corrections_clear(&list);
	article_close(one);
	article_close(other);
}

/* One that correction_add must refuse, with a word of the sentence. */
static void
refused(struct fixture *fixture, struct correction correction, const char *word)
{
	struct corrections list;

	if (correction.name)
		correction.name = copy(correction.name);
	error_init(&fixture->error);
	assert_false(correction_add(fixture->store, &correction, &fixture->error));
	assert_non_null(strstr(fixture->error.sentence, word));
	free(correction.name);
	free(correction.office); /* made where it was none */
	corrections_init(&list);
	error_init(&fixture->error);
	assert_true(correction_list(fixture->store, -1, &list, &fixture->error));
	assert_int_equal(list.count, 0);
}

static void
test_what_makes_no_sense_is_refused(void **state)
{
	struct fixture *fixture = *state;
	char modality[] = "obligation", quote[] = "要去", blanks[] = " 　", broken[] = "王\xff";

	refused(fixture, (struct correction){.everywhere = true}, "name");
	refused(fixture, (struct correction){.everywhere = true, .name = blanks}, "name");
	refused(fixture, (struct correction){.everywhere = true, .name = broken}, "UTF-8");
	refused(fixture,
		(struct correction){
			.kind = CORRECTION_DIRECTIVE, .everywhere = true, .modality = modality},
		"everywhere");
	refused(fixture,
		(struct correction){
			.kind = CORRECTION_DIRECTIVE, .article = 1, .target = {.quote = quote}},
		"modality");
	refused(fixture,
		(struct correction){.kind = CORRECTION_NOT_DIRECTIVE, .target = {.quote = quote}},
		"article");
	assert_false(correction_undo(fixture->store, "nobody", &fixture->error));
	assert_non_null(strstr(fixture->error.sentence, "nobody"));
}

/* ---- A file that moved, changed script and lost its residue -------------------------------- */

static const char with_residue[] =
	"雲州市召開防汛會議\n"
	"7月2日，雲州市召開會議。張(zhāng)三(sān)主持會議，張三要(yào)求各縣匯報。\n"
	"會議強調(diào)，李四、張三(zhāng)所在的縣要(yào)調(diào)度糧食。\n";
static const char without_residue[] =
	"\xef\xbb\xbf云州市召开防汛会议\r\n\r\n"
	"　　7月2日，云州市召开会议。张三主持会议，张三要求各县汇报。\r\n"
	"　　会议强调，李四、张三所在的县要调度粮食。\r\n";

static void
make_corrections(struct fixture *fixture, const char *path, const char *mention, const char *order)
{
	struct article *article = article_open(path, NULL, &fixture->error);

	assert_non_null(article);
	while (article_extend(article, SIZE_MAX))
		;
	add_at(fixture, article, CORRECTION_NOT_OFFICIAL, mention, "");
	add_at(fixture, article, CORRECTION_DIRECTIVE, order, "obligation");
	article_close(article);
}

/* The third mention's start, as it stands in the text: the one behind 李四. */
static size_t
third_mention(struct slice text, const char *name)
{
	size_t at = slice_find(text, slice_from_string("李四"), 0);

	return slice_find(text, slice_from_string(name), at);
}

/* Whether what was corrected in one file holds at the same words of the other. */
static void
check_corrections(struct fixture *fixture, const char *path, const char *name, const char *order)
{
	struct article *article = article_open(path, NULL, &fixture->error);
	struct corrections list;
	int64_t number;
	size_t start;

	corrections_init(&list);
	assert_non_null(article);
	number = library_find(fixture->store, article, &fixture->error);
	assert_true(number > 0);
	assert_true(correction_list(fixture->store, number, &list, &fixture->error));
	assert_int_equal(list.count, 2);
	correction_resolve(article, &list, fixture->store);
	assert_int_equal(list.items[0].state, ANCHOR_EXACT);
	start = third_mention(article_text(article), name);
	assert_int_equal(list.items[0].place.start, start);
	assert_int_equal(list.items[0].place.end, start + strlen(name));
	assert_int_equal(list.items[1].state, ANCHOR_EXACT);
	start = slice_find(article_text(article), slice_from_string(order), 0);
	assert_true(start < article_text(article).length);
	assert_int_equal(list.items[1].place.start, start);
	assert_int_equal(list.items[1].place.end, start + strlen(order));
	corrections_clear(&list);
	article_close(article);
}

/* Corrects in one text, moves the file into another folder, puts the other text there. */
static void
move_and_convert(struct fixture *fixture, const char *before, const char *mention,
	const char *order, const char *after, const char *name_after, const char *order_after)
{
	char old[160], folder[160], new[200];

	snprintf(old, sizeof old, "%s/old.txt", fixture->scratch.folder);
	snprintf(folder, sizeof folder, "%s/elsewhere", fixture->scratch.folder);
	snprintf(new, sizeof new, "%s/new.txt", folder);
	scratch_write(old, before);
	make_corrections(fixture, old, mention, order);
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_int_equal(remove(old), 0);
	scratch_write(new, after);
	check_corrections(fixture, new, name_after, order_after);
}

static void
test_residue_and_traditional_script_go(void **state)
{
	move_and_convert(*state, with_residue, "張三(zhāng)所", "要(yào)調(diào)度糧食",
		without_residue, "张三所", "要调度粮食");
}

static void
test_residue_and_traditional_script_come(void **state)
{
	move_and_convert(*state, without_residue, "张三所", "要调度粮食", with_residue,
		"張三(zhāng)所", "要(yào)調(diào)度糧食");
}

/* ---- Import -------------------------------------------------------------------------------- */

#define FIRST "\"id\":\"01a20a81-c983-74b7-80a5-45d713b19c5f\""
#define SECOND "\"id\":\"01a20a81-c984-74b7-80a5-45d713b19c5f\""
#define MADE "\"created\":\"2026-02-03T04:05:06.789Z\""
#define MADE_LATER "\"created\":\"2026-02-03T04:05:06.790Z\""

/* Imports text as the file in.jsonl, when good; else a word of the sentence is why. */
static struct correction_import
import(struct fixture *fixture, const char *text, const char *why)
{
	static const char *const modalities[] = {"obligation", "permission", NULL};
	struct correction_import import = {.file = "in.jsonl", .modalities = modalities};
	bool done;

	error_init(&fixture->error);
	done = correction_import(fixture->store, slice_from_string(text), &import, &fixture->error);
	if (!why) {
		assert_string_equal(fixture->error.sentence, "");
		assert_true(done);
		return import;
	}
	assert_false(done);
	if (!strstr(fixture->error.sentence, why))
		assert_string_equal(fixture->error.sentence, why);
	return import;
}

static void
test_import_reads_lines(void **state)
{
	static const char lines[] =
		"\xef\xbb\xbf{" FIRST "," MADE ",\"kind\":\"official\",\"everywhere\":true,"
		"\"name\":\"張 三(zhāng)\",\"office\":\"市長\"}\r\n"
		"\n"
		"{" SECOND "," MADE
		",\"kind\":\"not-official\",\"everywhere\":true,\"name\":\"\\u738b\\u67d0\"}";
	struct fixture *fixture = *state;
	struct correction_import done = import(fixture, lines, NULL);
	struct corrections list;

	assert_int_equal(done.added, 2);
	assert_int_equal(done.known, 0);
	done = import(fixture, lines, NULL);
	assert_int_equal(done.added, 0);
	assert_int_equal(done.known, 2);
	corrections_init(&list);
	assert_true(correction_list(fixture->store, -1, &list, &fixture->error));
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].name, "張三");
	assert_string_equal(list.items[0].office, "市長");
	assert_int_equal(list.items[0].created, 1770091506789);
	assert_string_equal(list.items[1].name, "王某");
	corrections_clear(&list);
}

static void
test_import_of_the_earlier_word_does_not_hold(void **state)
{
	static const char earlier[] =
		"{" SECOND "," MADE ",\"kind\":\"official\",\"everywhere\":true,\"name\":\"王顺\"}";
	static const char later[] =
		"{" FIRST "," MADE_LATER
		",\"kind\":\"not-official\",\"everywhere\":true,\"name\":\"王順\"}";
	struct fixture *fixture = *state;
	struct corrections list;

	import(fixture, later, NULL);
	import(fixture, earlier, NULL);
	corrections_init(&list);
	assert_true(correction_list(fixture->store, 0, &list, &fixture->error));
	assert_int_equal(list.count, 1);
	assert_int_equal(list.items[0].kind, CORRECTION_NOT_OFFICIAL);
	corrections_clear(&list);
}

/* What is left of a name may be residue in its turn; what is left in the end stays what it is. */
static void
test_names_are_cleaned_to_the_end(void **state)
{
	static const char lines[] = "{" FIRST "," MADE ",\"kind\":\"official\",\"everywhere\":true,"
				    "\"name\":\"王順 (shùn) (shùn)\","
				    "\"office\":\"市\xef\xbb\xbf(\xef\xbb\xbfshì)長\"}";
	struct fixture *fixture = *state;
	struct corrections list;

	import(fixture, lines, NULL);
	corrections_init(&list);
	assert_true(correction_list(fixture->store, 0, &list, &fixture->error));
	assert_int_equal(list.count, 1);
	assert_string_equal(list.items[0].name, "王順");
	assert_string_equal(list.items[0].office, "市長");
	corrections_clear(&list);
}

static void
test_import_is_all_or_nothing(void **state)
{
#define GOOD "{" FIRST "," MADE ",\"kind\":\"official\",\"everywhere\":true,\"name\":\"王顺\"}\n"
#define PLACE ",\"article\":{\"hash\":\"00112233445566778899aabbccddeeff\"}"
	static const struct {
		const char *text, *why;
	} bad[] = {
		{"{\n", "This is no JSON object"},
		{"[1]\n", "This is no JSON object"},
		{"{" SECOND "," MADE ",\"kind\":\"official\",\"everywhere\":true}\n", "name"},
		{"{" MADE ",\"kind\":\"official\"}\n", "\"id\""},
		{"{\"id\":\"../../etc\"," MADE ",\"kind\":\"official\"}\n", "\"id\""},
		{"{" SECOND "," MADE ",\"kind\":\"offical\"}\n", "\"kind\""},
		{"{" SECOND ",\"kind\":\"official\"}\n", "\"created\""},
		{"{" SECOND ",\"kind\":\"official\",\"created\":\"now\"}\n", "\"created\""},
		{"{" SECOND ",\"kind\":\"official\",\"created\":\"12:00\"}\n", "\"created\""},
		{"{" SECOND ",\"kind\":\"official\",\"created\":2460000.5}\n", "\"created\""},
		{"{" SECOND "," MADE ",\"kind\":\"directive\",\"everywhere\":true,"
		 "\"modality\":\"wish\"}\n",
			"none of obligation, permission"},
		{"{" SECOND "," MADE ",\"kind\":\"not-directive\"}\n", "\"hash\""},
		{"{" SECOND "," MADE ",\"kind\":\"not-directive\"" PLACE "}\n", "place"},
		{"{" SECOND "," MADE ",\"kind\":\"not-directive\"" PLACE
		 ",\"target\":{\"exact\":\"要\",\"start\":9223372036854775807}}\n",
			"too large"},
		{"{" SECOND "," MADE ",\"kind\":\"not-directive\"" PLACE
		 ",\"target\":{\"exact\":\"要\",\"start\":3,\"end\":2}}\n",
			"ends before"},
		{"{" SECOND "," MADE
		 ",\"kind\":\"official\",\"everywhere\":true,\"name\":\"\\ud800\"}\n",
			"UTF-8"},
	};
	struct fixture *fixture = *state;
	struct corrections list;
	char text[1000];

	corrections_init(&list);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		snprintf(text, sizeof text, GOOD "%s", bad[i].text);
		import(fixture, text, bad[i].why);
		assert_non_null(strstr(fixture->error.sentence, "in.jsonl:2: "));
		assert_true(correction_list(fixture->store, -1, &list, &fixture->error));
		assert_int_equal(list.count, 0);
	}
}

/* What was imported before the article was seen holds when it is opened, and the library knows it
 * by its likeness then as any other. */
static void
test_import_waits_for_its_article(void **state)
{
	struct fixture *fixture = *state;
	struct article *article = article_from_bytes(
		slice_from_string(with_residue), "/seen/here.txt", NULL, &fixture->error);
	struct fold_hash hash = article_hash(article);
	struct corrections list;
	int64_t number;
	char text[1000];

	snprintf(text, sizeof text,
		"{" FIRST "," MADE
		",\"kind\":\"not-official\",\"everywhere\":false,\"name\":\"张三\","
		"\"article\":{\"hash\":\"%016llx%016llx\",\"title\":\"防汛\",\"path\":\"/"
		"there.txt\"},"
		"\"target\":{\"kind\":\"phrase\",\"paragraph\":3,\"start\":8,\"end\":10,"
		"\"folded_start\":8,\"folded_end\":10,\"exact\":\"张三\","
		"\"prefix\":\"会议强调，李四、\",\"suffix\":\"所在的县\"}}\n",
		(unsigned long long)hash.high, (unsigned long long)hash.low);
	import(fixture, text, NULL);
	number = library_find(fixture->store, article, &fixture->error);
	assert_true(number > 0);
	corrections_init(&list);
	assert_true(correction_list(fixture->store, number, &list, &fixture->error));
	assert_int_equal(list.count, 1);
	correction_resolve(article, &list, fixture->store);
	assert_int_equal(list.items[0].state, ANCHOR_EXACT);
	assert_int_equal(
		list.items[0].place.start, third_mention(article_text(article), "張三(zhāng)所"));
	assert_int_equal(library_enter(fixture->store, article, &fixture->error), number);
	assert_int_equal(library_keep(fixture->store, number, article, 1, &fixture->error),
		list.items[0].target.version);
	corrections_clear(&list);
	article_close(article);
}

/* A path that came with an import does not make another text, saved there, the imported one, once
 * that was opened. */
static void
test_import_does_not_bind_another_text(void **state)
{
	struct fixture *fixture = *state;
	struct buffer one, other;
	struct article *article;
	struct fold_hash hash;
	char text[600];

	buffer_init(&one);
	buffer_init(&other);
	for (int i = 0; i < 60; i++) {
		buffer_append_format(&one, "第%d县报告水位和粮食。\n", i);
		buffer_append_format(&other, "No. %d of a list of quite another kind.\n", i * i);
	}
	article = article_from_bytes(buffer_slice(&one), "/there.txt", NULL, &fixture->error);
	hash = article_hash(article);
	snprintf(text, sizeof text,
		"{" FIRST "," MADE
		",\"kind\":\"not-directive\",\"article\":{\"hash\":\"%016llx%016llx\","
		"\"path\":\"/there.txt\"},\"target\":{\"exact\":\"报告\"}}\n",
		(unsigned long long)hash.high, (unsigned long long)hash.low);
	import(fixture, text, NULL);
	assert_true(library_enter(fixture->store, article, &fixture->error) > 0);
	article_close(article);
	article = article_from_bytes(buffer_slice(&other), "/there.txt", NULL, &fixture->error);
	assert_int_equal(library_find(fixture->store, article, &fixture->error), 0);
	article_close(article);
	buffer_clear(&one);
	buffer_clear(&other);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_the_last_word_about_a_name_holds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_the_last_word_about_a_place_holds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_an_article_has_its_own_and_those_everywhere, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_what_makes_no_sense_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_residue_and_traditional_script_go, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_residue_and_traditional_script_come, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_import_reads_lines, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_import_of_the_earlier_word_does_not_hold, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_names_are_cleaned_to_the_end, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_import_is_all_or_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_import_waits_for_its_article, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_import_does_not_bind_another_text, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
