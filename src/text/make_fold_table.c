/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes fold_table.c (see fold_table.h) to standard output. Runs while the program is built, so
 * that the program itself need not open OpenCC's dictionaries to compare texts.
 *
 * A character goes through these steps again and again until none changes it: what has no width
 * vanishes; blanks become one blank; NFKC where it gives one character for one; small letters; a
 * list of our own (dots, quotes, characters that OpenCC leaves alone); traditional to simplified by
 * OpenCC's t2s, tw2s and hk2s, of which the first that changes it counts.
 */
#include <config.h>

#include "text/fold_table.h"

#include <opencc/opencc.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

enum {
	STEPS_AT_MOST = 8,
	CONVERTERS = 3,
	PAGES = FOLD_TABLE_END >> FOLD_PAGE_BITS
};

struct pair {
	uint32_t from, to;
};

/* What stands for the same but is not known as such to NFKC and OpenCC; and what OpenCC must not
 * touch, which stands for itself. */
static const struct pair own[] = {
	{0x4E48, 0x4E48}, /* 么 is no 幺 where simplified texts write 什么 */
	{0x9EBC, 0x4E48}, /* 麼 么 */
	{0x9EBD, 0x4E48}, /* 麽 么 */
	{0x62AC, 0x62AC}, /* 抬 is no 擡 */
	{0x64E1, 0x62AC}, /* 擡 抬 */
	{0x2022, 0x00B7}, /* • bullet; this and the next ones: the dot inside a name */
	{0x2027, 0x00B7}, /* ‧ */
	{0x2219, 0x00B7}, /* ∙ */
	{0x22C5, 0x00B7}, /* ⋅ */
	{0x30FB, 0x00B7}, /* ・ */
	{0x16EB, 0x00B7}, /* ᛫ */
	{0x2018, '\''}, {0x2019, '\''}, {0x201A, '\''}, {0x201B, '\''}, {0x201C, '"'},
	{0x201D, '"'}, {0x201E, '"'}, {0x201F, '"'}, {0x301D, '"'}, {0x301E, '"'}, {0x301F, '"'},
	{0x301C, '~'},    /* 〜, which other systems write ～ */
	{0x25CB, 0x3007}, /* ○ for 〇 in years */
	{0x25EF, 0x3007}, /* ◯ */
	{0x0251, 'a'},    /* ɑ in pinyin */
	{0x0261, 'g'},    /* ɡ */
	{0x65BC, 0x4E8E}, /* 於 于 */
	{0x4E26, 0x5E76}, /* 並 并 */
	{0x4F75, 0x5E76}, /* 併 并 */
	{0x88E1, 0x91CC}, /* 裡 里 */
	{0x88CF, 0x91CC}, /* 裏 里 */
	{0x70BA, 0x4E3A}, /* 為 为 */
	{0x7232, 0x4E3A}, /* 爲 为 */
	{0x8AAC, 0x8BF4}, /* 説 说 */
	{0x885E, 0x536B}, /* 衞 卫 */
	{0x7FA3, 0x7FA4}, /* 羣 群 */
	{0x6046, 0x6052}, /* 恆 恒 */
	{0x9918, 0x4F59}, /* 餘 余 */
	{0x937E, 0x949F}, /* 鍾 钟 */
	{0x752F, 0x5B81}, /* 甯 宁 */
	{0x5CEF, 0x5CF0}, /* 峯 峰 */
	{0x771E, 0x771F}, /* 眞 真 */
	{0x6236, 0x6237}, /* 戶 户 */
	{0x6238, 0x6237}, /* 戸 户 */
	{0x672E, 0x672F}, /* 朮 术 */
	{0x9751, 0x9752}, /* 靑 青 */
};

/* What our own list makes of the character; NULL when it is not there. */
static const struct pair *
own_step(uint32_t character)
{
	size_t i;

	for (i = 0; i < sizeof own / sizeof own[0]; i++) {
		if (own[i].from == character)
			return &own[i];
	}
	return NULL;
}

/* What takes no room on a line and means nothing for comparing; controls too. */
static bool
has_no_width(uint32_t character)
{
	return uc_is_property_default_ignorable_code_point(character) ||
		(uc_is_general_category(character, UC_CONTROL) &&
			!uc_is_property_white_space(character));
}

static uint32_t
compatibility_step(uint32_t character)
{
	uint32_t result[32];
	size_t length = sizeof result / sizeof result[0];

	if (!u32_normalize(UNINORM_NFKC, &character, 1, result, &length) || length != 1)
		return character;
	return result[0];
}

static uint32_t
script_step(opencc_t const *converters, uint32_t character)
{
	uint32_t result = character;
	char text[8];
	int length, i;

	if (character < 0x2E80)
		return character;
	length = u8_uctomb((uint8_t *)text, character, sizeof text);
	for (i = 0; i < CONVERTERS && result == character && length > 0; i++) {
		char *converted = opencc_convert_utf8(converters[i], text, (size_t)length);
		ucs4_t first;
		int used;

		if (!converted)
			continue;
		used = u8_strmbtouc(&first, (const uint8_t *)converted);
		if (used > 0 && converted[used] == '\0')
			result = first;
		opencc_convert_utf8_free(converted);
	}
	return result;
}

/* One character's fold; 0 when it vanishes. */
static uint32_t
fold_one(opencc_t const *converters, uint32_t character)
{
	const struct pair *pair;
	uint32_t before;
	int steps = 0;

	do {
		before = character;
		if (character == 0 || has_no_width(character))
			return 0;
		if (uc_is_property_white_space(character))
			return ' ';
		character = compatibility_step(character);
		character = uc_tolower(character);
		pair = own_step(character);
		character = pair ? pair->to : script_step(converters, character);
	} while (character != before && ++steps < STEPS_AT_MOST);
	return character;
}

static bool
is_surrogate(uint32_t character)
{
	return character >= 0xD800 && character <= 0xDFFF;
}

static void
print_page(const uint32_t *page)
{
	int i;

	printf("\t{");
	for (i = 0; i < FOLD_PAGE_LENGTH; i++)
		printf("%s0x%lX",
			i == 0               ? ""
				: i % 8 == 0 ? ",\n\t\t"
					     : ", ",
			(unsigned long)page[i]);
	printf("},\n");
}

static void
print_tables(uint32_t (*pages)[FOLD_PAGE_LENGTH], size_t page_count, const size_t *numbers)
{
	size_t i;

	printf("/* Written by make_fold_table; not for editing. */\n"
	       "#include \"text/fold_table.h\"\n\n"
	       "const uint16_t fold_page_numbers[FOLD_TABLE_END >> FOLD_PAGE_BITS] = {");
	for (i = 0; i < PAGES; i++)
		printf("%s%zu,", i % 16 == 0 ? "\n\t" : " ", numbers[i]);
	printf("\n};\n\nconst uint32_t fold_pages[][FOLD_PAGE_LENGTH] = {\n");
	for (i = 0; i < page_count; i++)
		print_page(pages[i]);
	printf("};\n");
}

static void
print_changes(uint32_t (*pages)[FOLD_PAGE_LENGTH], const size_t *numbers)
{
	size_t at, bit;

	printf("\nconst uint8_t fold_changes[FOLD_TABLE_END / 8] = {");
	for (at = 0; at < FOLD_TABLE_END; at += 8) {
		unsigned changes = 0;

		for (bit = 0; bit < 8; bit++)
			changes |= (unsigned)(pages[numbers[at / FOLD_PAGE_LENGTH]]
						   [at % FOLD_PAGE_LENGTH + bit] != 0)
				<< bit;
		printf("%s%u,", at % 128 == 0 ? "\n\t" : " ", changes);
	}
	printf("\n};\n");
}

static void
make_tables(opencc_t const *converters)
{
	static uint32_t pages[PAGES][FOLD_PAGE_LENGTH];
	static size_t numbers[PAGES];
	size_t page_count = 0, page, same, i;

	for (page = 0; page < PAGES; page++) {
		for (i = 0; i < FOLD_PAGE_LENGTH; i++) {
			uint32_t character = (uint32_t)(page * FOLD_PAGE_LENGTH + i);

			pages[page_count][i] = is_surrogate(character)
				? 0
				: fold_one(converters, character) - character;
		}
		for (same = 0; memcmp(pages[same], pages[page_count], sizeof pages[0]) != 0; same++)
			;
		numbers[page] = same;
		page_count += same == page_count;
	}
	print_tables(pages, page_count, numbers);
	print_changes(pages, numbers);
	fprintf(stderr, "fold table: %zu pages, %zu bytes\n", page_count,
		page_count * sizeof pages[0] + PAGES * sizeof(uint16_t));
}

int
main(void)
{
	static const char *const names[CONVERTERS] = {"t2s.json", "tw2s.json", "hk2s.json"};
	opencc_t converters[CONVERTERS];
	int i;

	for (i = 0; i < CONVERTERS; i++) {
		converters[i] = opencc_open(names[i]);
		if (converters[i] == (opencc_t)-1) {
			fprintf(stderr, "make_fold_table: OpenCC cannot open %s: %s\n", names[i],
				opencc_error());
			return EXIT_FAILURE;
		}
	}
	make_tables(converters);
	for (i = 0; i < CONVERTERS; i++)
		opencc_close(converters[i]);
	return ferror(stdout) || fclose(stdout) != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
