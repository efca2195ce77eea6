/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Built with small chunks (see Makefile.am), so that their borders are met. */
#include "ui/layout.h"

#include "base/buffer.h"
#include "text/unicode.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define PROSE "平湖市委书记要求各部门认真落实各项措施，确保全市供水正常运行，让广大市民放心。"

static struct article *
article(const char *text)
{
	struct error error;
	struct article *opened;

	error_init(&error);
	opened = article_from_bytes(slice_from_string(text), "test", "UTF-8", &error);
	assert_non_null(opened);
	return opened;
}

/* Appends the rows as text, a line each, indents as dots. */
static void
print_rows(const struct layout *layout, struct buffer *out)
{
	for (size_t i = 0; i < layout->row_count; i++) {
		const struct layout_row *row = &layout->rows[i];

		for (int column = 0; column < row->indent; column++)
			buffer_append_byte(out, '.');
		for (size_t g = row->first; g < row->end; g++) {
			for (size_t c = 0; c < layout->glyphs[g].count; c++)
				unicode_append(out, layout->glyphs[g].characters[c]);
		}
		buffer_append_byte(out, '\n');
	}
}

/* Lays out the last paragraph of a text and compares its rows. */
static void
assert_rows(const char *text, struct layout_options options, const char *wanted)
{
	struct article *opened = article(text);
	size_t last = article_count(opened) - 1;
	struct layout layout;
	struct buffer rows;

	layout_init(&layout);
	buffer_init(&rows);
	layout_apply(&layout, opened, last, article_span(opened, last), &options);
	print_rows(&layout, &rows);
	assert_string_equal(buffer_string(&rows), wanted);
	buffer_clear(&rows);
	layout_clear(&layout);
	article_close(opened);
}

static void
test_prose_is_indented_once(void **state)
{
	struct layout_options options = {.columns = 20};
	/* The last row but one stops early: 。 must not stand alone at the head of the next. */
	const char *wanted = "....平湖市委书记要求\n各部门认真落实各项措\n施，确保全市供水正常\n"
			     "运行，让广大市民放\n心。\n";

	(void)state;
	assert_rows(PROSE, options, wanted);
	assert_rows("　　" PROSE, options, wanted);
	assert_rows(" \t" PROSE "  ", options, wanted);
}

static void
test_no_row_begins_or_ends_badly(void **state)
{
	static const char *const never_first[] = {"。", "，", "、", "；", "：", "」", "）", "》"};
	static const char *const never_last[] = {"「", "（", "《"};
	const char *text =
		"会上，平湖市、清河县（含开发区）、《若干措施》「三个必须」：一是，二是；好。"
		"会上，平湖市、清河县（含开发区）、《若干措施》「三个必须」：一是，二是；好。";
	struct article *opened = article(text);
	struct layout layout;

	(void)state;
	layout_init(&layout);
	for (int columns = 14; columns < 60; columns++) {
		struct layout_options options = {.columns = columns};

		layout_apply(&layout, opened, 0, article_span(opened, 0), &options);
		for (size_t i = 1; i < layout.row_count; i++) {
			size_t first = layout.glyphs[layout.rows[i].first].offset;
			size_t last = layout.glyphs[layout.rows[i].first - 1].offset;

			assert_true(layout.rows[i].columns <= columns);
			for (size_t n = 0; n < 8; n++)
				assert_int_not_equal(memcmp(text + first, never_first[n], 3), 0);
			for (size_t n = 0; n < 3; n++)
				assert_int_not_equal(memcmp(text + last, never_last[n], 3), 0);
		}
	}
	layout_clear(&layout);
	article_close(opened);
}

static void
test_titles_are_centred(void **state)
{
	struct layout_options options = {.columns = 20};

	(void)state;
	assert_rows("平湖市召开会议", options, "...平湖市召开会议\n");
}

static void
test_english_breaks_between_words(void **state)
{
	struct layout_options options = {.columns = 16};

	(void)state;
	assert_rows("The council of Pinghu shall repair all pumps before the first of May.",
		options,
		"The council of \nPinghu shall \nrepair all pumps \nbefore the first \nof May.\n");
}

static void
test_residue_is_hidden_or_shown(void **state)
{
	const char *text = "会议强調(diào)，各部门要认真落实各项措施，按时(GDP)完成。";
	struct article *opened = article(text);
	struct layout_options options = {.columns = 76};
	struct layout layout;
	size_t end = (size_t)(strstr(text, "，") - text);

	(void)state;
	layout_init(&layout);
	layout_apply(&layout, opened, 0, article_span(opened, 0), &options);
	assert_int_equal(layout.glyphs[3].offset, 9);
	assert_int_equal(layout.glyphs[4].offset, end);
	assert_int_equal(layout_glyph_at(&layout, 14), 3);
	options.show_residue = true;
	layout_apply(&layout, opened, 0, article_span(opened, 0), &options);
	assert_true(layout.glyphs[4].residue);
	assert_int_equal(layout.glyphs[4].offset, 12);
	assert_int_equal(layout.glyphs[4].characters[0], '(');
	assert_false(layout.glyphs[10].residue);
	assert_int_equal(layout.glyphs[10].offset, end);
	layout_clear(&layout);
	article_close(opened);
}

static void
test_unsafe_and_combining_characters(void **state)
{
	struct article *opened = article("a\x1b"
					 "e\xCC\x81\xE2\x80\x8B平\xEF\xBB\xBF.");
	struct layout_options options = {.columns = 40};
	struct layout layout;

	(void)state;
	layout_init(&layout);
	layout_apply(&layout, opened, 0, article_span(opened, 0), &options);
	assert_int_equal(layout.glyph_count, 5);
	assert_true(layout.glyphs[1].stand_in);
	assert_int_equal(layout.glyphs[2].count, 2);
	assert_int_equal(layout.glyphs[2].characters[1], 0x301);
	assert_int_equal(layout.glyphs[3].width, 2);
	layout_clear(&layout);
	article_close(opened);
}

static void
test_chunks_tile_the_paragraph(void **state)
{
	struct buffer text;
	struct article *opened;
	struct span paragraph, chunk = {0, 0};
	size_t at, chunks = 0;

	(void)state;
	buffer_init(&text);
	for (int i = 0; i < 40; i++)
		buffer_append_string(
			&text, i % 7 == 6 ? "平湖平湖平湖平湖平湖平湖平湖平湖平湖平湖" : PROSE);
	opened = article(buffer_string(&text));
	paragraph = article_span(opened, 0);
	for (at = 0; at < paragraph.end; at = chunk.end, chunks++) {
		chunk = layout_chunk(opened, 0, at);
		assert_int_equal(chunk.start, at);
		assert_true(chunk.end > at && chunk.end - at <= LAYOUT_CHUNK_BYTES);
		assert_true(chunk.end == paragraph.end ||
			((unsigned char)text.bytes[chunk.end] & 0xC0) != 0x80);
		for (size_t inside = chunk.start; inside < chunk.end; inside++) {
			struct span same = layout_chunk(opened, 0, inside);

			assert_int_equal(same.start, chunk.start);
			assert_int_equal(same.end, chunk.end);
		}
	}
	assert_true(chunks > 10);
	assert_int_equal(layout_chunk(opened, 0, paragraph.end).end, paragraph.end);
	article_close(opened);
	buffer_clear(&text);
}

static void
test_rows_are_found_by_bytes(void **state)
{
	struct article *opened = article(PROSE);
	struct layout_options options = {.columns = 20};
	struct layout layout;

	(void)state;
	layout_init(&layout);
	layout_apply(&layout, opened, 0, article_span(opened, 0), &options);
	for (size_t row = 0; row < layout.row_count; row++) {
		size_t first = layout.glyphs[layout.rows[row].first].offset;

		assert_int_equal(layout_row_at(&layout, first), row);
		assert_int_equal(layout_row_at(&layout, first + 1), row);
	}
	assert_int_equal(layout_row_at(&layout, 99999), layout.row_count - 1);
	layout_clear(&layout);
	article_close(opened);
}

static void
test_any_width_and_any_text_has_a_row(void **state)
{
	static const char *const texts[] = {
		"x", "\x1b", "平", "a b c d e f", "\xFF\xFE\xFD", "！！！！！"};
	struct layout layout;

	(void)state;
	layout_init(&layout);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct article *opened = article(texts[i]);

		for (int columns = 0; columns < 6; columns++) {
			struct layout_options options = {.columns = columns};

			layout_apply(&layout, opened, 0, article_span(opened, 0), &options);
			assert_true(layout.row_count > 0);
		}
		article_close(opened);
	}
	layout_text(&layout, slice_from_string(""), 10);
	assert_int_equal(layout.row_count, 1);
	layout_clear(&layout);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_prose_is_indented_once),
		cmocka_unit_test(test_no_row_begins_or_ends_badly),
		cmocka_unit_test(test_titles_are_centred),
		cmocka_unit_test(test_english_breaks_between_words),
		cmocka_unit_test(test_residue_is_hidden_or_shown),
		cmocka_unit_test(test_unsafe_and_combining_characters),
		cmocka_unit_test(test_chunks_tile_the_paragraph),
		cmocka_unit_test(test_rows_are_found_by_bytes),
		cmocka_unit_test(test_any_width_and_any_text_has_a_row),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("ui/layout", tests, NULL, NULL);
}
