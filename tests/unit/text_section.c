/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long paragraphs are cut into sections that follow from their neighbourhood alone. */
#include "text/section.h"

#include "base/buffer.h"
#include "text/unicode.h"

/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum {
	MOST = 60,
	START = 7 /* where the paragraph begins in the text */
};

static struct buffer
repeat(const char *pattern, size_t bytes)
{
	struct buffer text;

	buffer_init(&text);
	buffer_append_string(&text, "一。\n");
	while (text.length < START + bytes)
		buffer_append_string(&text, pattern);
	return text;
}

/* The sections lie side by side, none is too long, and each is the same from all of its bytes. */
static void
expect_tiles(struct slice text, struct span paragraph, size_t most)
{
	struct span section;

	for (size_t at = paragraph.start; at < paragraph.end; at = section.end) {
		section = section_at(text, paragraph, at, most);
		assert_int_equal(section.start, at);
		assert_in_range(section.end, at + 1, at + most);
		for (size_t inside = at; inside < section.end; inside++) {
			struct span same = section_at(text, paragraph, inside, most);

			assert_int_equal(same.start, section.start);
			assert_int_equal(same.end, section.end);
		}
	}
}

static void
test_sections_tile_the_paragraph(void **state)
{
	static const char *const patterns[] = {"要", "山水。", "山，水", "a", "one two ", "\x80",
		"e\xCC\x81", "\xCC\x81", "山(shān)城、", "\xF0\xA0\x80\x80", "\xE5\xB1"};

	(void)state;
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		struct buffer text = repeat(patterns[i], 20 * (size_t)MOST);

		for (size_t most = 20; most <= MOST; most++)
			expect_tiles(buffer_slice(&text), (struct span){START, text.length}, most);
		buffer_clear(&text);
	}
}

static void
test_a_sentence_ends_a_section_if_one_does_nearby(void **state)
{
	struct buffer text = repeat("山。水，", 10 * (size_t)MOST);
	struct span paragraph = {START, text.length};
	struct span section = section_at(buffer_slice(&text), paragraph, START, MOST);

	(void)state;
	assert_memory_equal(text.bytes + section.end - 3, "。", 3);
	buffer_clear(&text);
	text = repeat("山水，木", 10 * (size_t)MOST);
	paragraph.end = text.length;
	section = section_at(buffer_slice(&text), paragraph, START, MOST);
	assert_memory_equal(text.bytes + section.end - 3, "，", 3);
	buffer_clear(&text);
}

static void
test_short_paragraphs_are_whole(void **state)
{
	struct buffer text = repeat("山水。", MOST - 9);
	struct span paragraph = {START, START + MOST};
	struct span section = section_at(buffer_slice(&text), paragraph, START + 30, MOST);

	(void)state;
	assert_int_equal(section.start, paragraph.start);
	assert_int_equal(section.end, paragraph.end);
	buffer_clear(&text);
}

/* What lies before a place does not change when the paragraph turns out to be longer. */
static void
test_a_later_end_changes_the_last_sections_only(void **state)
{
	struct buffer text = repeat("山水，木。", 20 * (size_t)MOST);
	struct slice all = buffer_slice(&text);

	(void)state;
	for (size_t end = START + 4 * (size_t)MOST; end < text.length; end += 11) {
		struct span part = {START, unicode_previous(all, end)};
		struct span whole = {START, text.length}, section;

		for (size_t at = START;; at = section.end) {
			section = section_at(all, part, at, MOST);
			if (section.end == part.end)
				break;
			assert_int_equal(section.start, section_at(all, whole, at, MOST).start);
			assert_int_equal(section.end, section_at(all, whole, at, MOST).end);
		}
	}
	buffer_clear(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sections_tile_the_paragraph),
		cmocka_unit_test(test_a_sentence_ends_a_section_if_one_does_nearby),
		cmocka_unit_test(test_short_paragraphs_are_whole),
		cmocka_unit_test(test_a_later_end_changes_the_last_sections_only),
	};

	return cmocka_run_group_tests_name("unit/text_section", tests, NULL, NULL);
}
