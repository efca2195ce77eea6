/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole way on the sample article: read, mark, note, take out, with the real program on a real
 * screen. */
#include <config.h>

#include "emulator.h"

#include "base/file.h"
#include "tests/unit/scratch.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static char sample[PATH_MAX];

static struct emulator *
open_sample(const struct scratch *home, int columns, int rows)
{
	const char *words[] = {getenv("ZHUPI"), sample, NULL};
	struct start start = {
		.columns = columns, .rows = rows, .home = home->folder, .words = words};
	struct emulator *emulator = emulator_start(&start);

	emulator_expect(emulator, "¶ ");
	return emulator;
}

static void
leave(struct emulator *emulator)
{
	emulator_type(emulator, "q");
	assert_int_equal(emulator_wait(emulator), 0);
	assert_false(emulator_is_alternate(emulator));
	emulator_end(emulator);
}

static void
test_first_screen_of_80x24(void **state)
{
	struct scratch home;
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "out.txt");
	emulator = open_sample(&home, 80, 24);
	/* a gutter mark and a slogan that is a directive; the whole is below */
	emulator_expect_row(emulator, 1,
		"   2 !          堅定必勝信心 強化落實力度 齊心協力堅決打贏疫情防控阻擊戰",
		"5+1 bold fg203; 16+56 fg209");
	/* an office and the name behind it */
	emulator_expect_row(emulator, 10,
		"   8        市委書記、市疫情防控工作總指揮長陳敏爾主持會議并講話。市委副書記、市",
		"12+32 fg179; 44+6 bold fg221; 66+14 fg179");
	emulator_expect_screen(emulator, "open-80x24");
	leave(emulator);
	scratch_close(&home);
}

static void
test_first_screen_of_160x50(void **state)
{
	struct scratch home;
	struct emulator *emulator;

	(void)state;
	scratch_open(&home, "out.txt");
	emulator = open_sample(&home, 160, 50);
	emulator_expect_screen(emulator, "open-160x50");
	leave(emulator);
	scratch_close(&home);
}

/* Types what the acceptance asks for: a search, tags on paragraph 9, a note on a phrase of
 * paragraph 8. */
static void
write_notes(struct emulator *emulator)
{
	emulator_type(emulator, "}}}");
	emulator_expect(emulator, "¶ 4/14");
	emulator_type(emulator, "/");
	emulator_expect(emulator, "/");
	emulator_type(emulator, "会议强调\r");
	emulator_expect(emulator, "¶ 10/14");
	assert_true(emulator_find(emulator, "> 10 !      會議強調") >= 0);
	emulator_type(emulator, "9gt");
	emulator_expect(emulator, "Tags");
	emulator_type(emulator, "防控/物資\r");
	emulator_expect(emulator, "#防控/物資");
	emulator_type(emulator, "8gvllla");
	emulator_expect(emulator, "New note");
	emulator_type(emulator, "誰是總指揮長？\rA second line.");
	emulator_expect(emulator, "A second line.");
	emulator_type(emulator, "\x13");
	emulator_expect(emulator, "Noted");
}

static void
expect_notes(struct emulator *emulator)
{
	emulator_expect(emulator, "2 notes");
	assert_true(emulator_find(emulator, "#防控/物資") >= 0);
	assert_true(emulator_find(emulator, "誰是總指揮長？") >= 0);
	assert_true(emulator_find(emulator, "A second line.") >= 0);
}

/* Puts one fixed date in the place of each, which differ from run to run. */
static void
fix_dates(char *text)
{
	static const char fixed[] = "2020-02-03 00:00";

	for (char *zone = strstr(text, " UTC\n"); zone; zone = strstr(zone + 1, " UTC\n"))
		memcpy(zone - strlen(fixed), fixed, strlen(fixed));
}

/* What `zhupi export` writes, every byte but the dates. */
static void
expect_export(const struct scratch *home)
{
	struct buffer out, expected;
	struct error error;
	char command[12000];

	snprintf(command, sizeof command, "HOME='%s' LC_ALL=C.UTF-8 '%s' export '%s' -o '%s'",
		home->folder, getenv("ZHUPI"), sample, home->path);
	assert_int_equal(system(command), 0);
	buffer_init(&out);
	buffer_init(&expected);
	error_init(&error);
	assert_true(file_read(home->path, 1 << 20, &out, &error));
	fix_dates(out.bytes);
	buffer_append_string(&expected,
		"堅定必勝信心 強化落實力度 齊心協力堅決打贏疫情防控阻擊戰\n"
		"重慶日報, 2月3日\n");
	buffer_append_format(&expected, "%s\n", sample);
	buffer_append_string(&expected,
		"========================================================================\n"
		"\n"
		"¶8\n"
		"> 市委書記\n"
		"\n"
		"誰是總指揮長？\n"
		"A second line.\n"
		"\n"
		"2020-02-03 00:00 UTC\n"
		"\n"
		"------------------------------------------------------------------------\n"
		"\n"
		"¶9\n"
		"> 會議指出,疫情發生以來,我們堅決貫徹習近平總書記重要指示精神和黨中央決策\n"
		"> 部署,有力有序推進疫情防控工作。當前,春節假期結束,人員流動性明顯增加,全\n"
		"> 市疫情形勢進入復雜期,防控工作處在關鍵期。各級黨委、政府要增強“四個意\n"
		"> 識”、堅定“四個自信”、做到“兩個維護”,進一步強化組織領導力,堅持把疫情防\n"
		"> 控作為頭等大事,作為守初心、擔使命的現實體現,作為治理能力和領導水平的直\n"
		"> 接檢驗,持續加大“增強版”防控措施的落實力度,把黨的政治優勢轉化為防控實\n"
		"> 效,科學有序打好疫情防控阻擊戰。\n"
		"\n"
		"#防控/物資\n"
		"2020-02-03 00:00 UTC\n");
	assert_string_equal(buffer_string(&out), buffer_string(&expected));
	buffer_clear(&out);
	buffer_clear(&expected);
}

/* The row of paragraph 8, on which an official is named. */
static void
expect_official(struct emulator *emulator, const char *attributes)
{
	static const char text[] =
		"   8        市委書記、市疫情防控工作總指揮長陳敏爾主持會議并講話。市委副書記、市";

	emulator_expect(emulator, text);
	emulator_expect_row(emulator, emulator_find(emulator, text), text, attributes);
}

static void
test_a_corrected_mark_stays_corrected(void **state)
{
	static const char marked[] = "12+32 fg179; 44+6 bold fg221; 66+14 fg179";
	static const char corrected[] = "66+14 fg179";
	struct emulator *emulator;
	struct scratch home;

	(void)state;
	scratch_open(&home, "out.txt");
	emulator = open_sample(&home, 80, 24);
	expect_official(emulator, marked);
	emulator_type(emulator, "oc");
	emulator_expect(emulator, "陳敏爾: n no official here · N nowhere");
	emulator_type(emulator, "N");
	emulator_expect(emulator, "Kept: 陳敏爾 is no official in any text; u takes it back");
	expect_official(emulator, corrected);
	leave(emulator);
	emulator = open_sample(&home, 80, 24);
	expect_official(emulator, corrected);
	emulator_type(emulator, "C");
	emulator_expect(emulator, "no official");
	emulator_type(emulator, "x");
	emulator_expect(emulator, "The correction is taken back");
	emulator_type(emulator, "q");
	expect_official(emulator, marked);
	emulator_type(emulator, "u");
	emulator_expect(emulator, "Undone: the correction holds again");
	expect_official(emulator, corrected);
	leave(emulator);
	scratch_close(&home);
}

static void
test_the_whole_way(void **state)
{
	static const int sizes[][2] = {{80, 24}, {160, 50}};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct scratch home;
		struct emulator *emulator;

		scratch_open(&home, "out.txt");
		emulator = open_sample(&home, sizes[i][0], sizes[i][1]);
		write_notes(emulator);
		leave(emulator);
		emulator = open_sample(&home, sizes[i][0], sizes[i][1]);
		expect_notes(emulator);
		emulator_expect_screen(emulator, i == 0 ? "noted-80x24" : "noted-160x50");
		leave(emulator);
		expect_export(&home);
		scratch_close(&home);
	}
}

/* Writes the sample anew with another first line, elsewhere, as if saved from a site. */
static void
save_as_page(const char *path)
{
	struct buffer page;
	FILE *file = fopen(sample, "rb");
	char block[4096];
	size_t got;

	assert_non_null(file);
	buffer_init(&page);
	buffer_append_string(&page, "Home | News | Services\n");
	while ((got = fread(block, 1, sizeof block, file)) > 0)
		buffer_append(&page, (struct slice){block, got});
	fclose(file);
	scratch_write(path, buffer_string(&page));
	buffer_clear(&page);
}

static void
test_a_saved_page_is_asked_about(void **state)
{
	struct scratch home;
	struct emulator *emulator;
	char path[256];
	const char *words[] = {getenv("ZHUPI"), path, NULL};
	struct start start = {.columns = 80, .rows = 24, .words = words};

	(void)state;
	scratch_open(&home, "out.txt");
	emulator = open_sample(&home, 80, 24);
	emulator_type(emulator, "9gt");
	emulator_expect(emulator, "Tags");
	emulator_type(emulator, "a\r");
	emulator_expect(emulator, "Tagged");
	leave(emulator);
	snprintf(path, sizeof path, "%s/page.txt", home.folder);
	save_as_page(path);
	start.home = home.folder;
	emulator = emulator_start(&start);
	emulator_expect(emulator, "take its 1 note over? (y yes, n no, s show it)");
	emulator_expect_row(emulator, 22,
		"This text looks like “堅定必勝信心 強化落實力度 齊心協力堅決打贏疫情防控阻擊",
		"0+80 bold");
	emulator_type(emulator, "y");
	emulator_expect(emulator, "1 note taken over, 0 unattached; u undoes that");
	emulator_type(emulator, "10g");
	emulator_expect(emulator, "#a");
	leave(emulator);
	scratch_close(&home);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_screen_of_80x24),
		cmocka_unit_test(test_first_screen_of_160x50),
		cmocka_unit_test(test_a_corrected_mark_stays_corrected),
		cmocka_unit_test(test_the_whole_way),
		cmocka_unit_test(test_a_saved_page_is_asked_about),
	};

	char path[4096];

	snprintf(path, sizeof path, "%s/data/sample/2020-02-03-chongqing.txt",
		getenv("ZHUPI_TEST_SOURCE"));
	if (!realpath(path, sample)) /* as the notes file has it */
		return 99;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
