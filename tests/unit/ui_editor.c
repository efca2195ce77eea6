/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/editor_keys.h"
#include "ui/editor_text.h"
#include "ui/editor_wrap.h"
#include "base/alloc.h"
#include "text/unicode.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct slice
text_of(const char *string)
{
	return slice_from_string(string);
}

/* Types keys by their names. */
static void
type(struct editor_text *text, const char *keys)
{
	struct slice rest = text_of(keys);

	while (rest.length > 0) {
		struct input input;
		size_t length;

		assert_true(input_parse(rest, &input, &length));
		if (input.code == INPUT_ENTER)
			editor_text_insert(text, text_of("\n"), true);
		else
			assert_true(editor_keys_apply(text, &input));
		rest.bytes += length;
		rest.length -= length;
	}
}

/* What the keys make of a text, the cursor shown as |. */
static void
assert_typed(const char *initial, const char *keys, const char *expected)
{
	struct editor_text text;
	struct buffer shown;

	editor_text_init(&text, text_of(initial), false);
	type(&text, keys);
	buffer_init(&shown);
	buffer_append(&shown, editor_text_slice(&text));
	buffer_insert(&shown, text.cursor, text_of("|"));
	assert_string_equal(buffer_string(&shown), expected);
	buffer_clear(&shown);
	editor_text_clear(&text);
}

static void
test_the_cursor_steps_over_clusters(void **state)
{
	(void)state;
	assert_typed("", "江口<Left>市", "江市|口");
	assert_typed("ae\xCC\x81z", "<Left><Left>", "a|e\xCC\x81z"); /* e and a combining acute */
	assert_typed("ae\xCC\x81z", "<Left><BS>", "a|z");
	assert_typed("👩‍👩‍👧x", "<Left><BS>", "|x"); /* a family of three, joined */
	assert_typed("x👩‍👩‍👧", "<C-a><Right><Del>", "x|");
	assert_typed("", "<Left><BS><Del><Right>", "|");
}

static void
test_lines_have_starts_and_ends(void **state)
{
	(void)state;
	assert_typed("江口\n平山\n", "<Left><C-a>", "江口\n|平山\n");
	assert_typed("江口\n平山", "<C-a><C-e>!", "江口\n平山!|");
	assert_typed("江口\n平山", "<C-a><Left><C-u>", "|\n平山");
	assert_typed("江口\n平山", "<C-a><C-k>", "江口\n|");
	assert_typed("江口\n平山", "<C-a><Left><C-k>", "江口|平山");
	assert_typed("江口", "<C-k>", "江口|");
	assert_typed("", "a<Enter>b<Enter>", "a\nb\n|");
}

static void
test_words_are_taken_out(void **state)
{
	(void)state;
	assert_typed("one two  ", "<C-w>", "one |");
	assert_typed("one 防控物资", "<C-w>", "one |");
	assert_typed("防控,two", "<C-w>", "防控,|");
	assert_typed("one two", "<C-Left><A-b>", "|one two");
	assert_typed("one two", "<C-a><A-f>", "one| two");
	assert_typed("", "<C-w>", "|");
}

static void
test_what_is_typed_is_undone_by_words(void **state)
{
	(void)state;
	assert_typed("", "one<Space>two<C-z>", "one |");
	assert_typed("", "one<Space>two<C-z><C-z>", "|");
	assert_typed("", "one<Space>two<C-z><C-z><C-z>", "|");
	assert_typed("", "one<Space>two<C-z><C-z><C-y>", "one |");
	assert_typed("", "one<Space>two<C-z><C-z><C-y><C-y><C-y>", "one two|");
	assert_typed("江口市", "<BS><BS><C-z>", "江口|");
	assert_typed("江口\n平山", "<C-u><C-z>", "江口\n平山|");
	assert_typed("ab", "<Left>x<Right>y<C-z>", "axb|");
	assert_typed("a", "b<C-z>c<C-y>", "ac|"); /* a new change ends what could be done again */
}

static void
test_a_long_history_comes_back_byte_for_byte(void **state)
{
	static const char *const keys[] = {"要", "a", "<Space>", "<BS>", "<Left>", "<C-w>",
		"<Enter>", "<C-k>", "<C-a>", "é", "<Del>", "<C-u>", "<C-e>", "👧", "<Right>",
		"<C-Left>"};
	struct editor_text text;
	struct buffer last;
	uint32_t random = 20200203;

	(void)state;
	editor_text_init(&text, text_of("会议强调，\n要 keep 物资"), false);
	for (int i = 0; i < 4000; i++) {
		random = random * 1664525 + 1013904223;
		type(&text, keys[random >> 28]);
		assert_true(text.cursor <= text.text.length);
	}
	buffer_init(&last);
	buffer_append(&last, editor_text_slice(&text));
	while (editor_text_undo(&text))
		;
	assert_string_equal(editor_text_string(&text), "会议强调，\n要 keep 物资");
	while (editor_text_redo(&text))
		;
	assert_string_equal(editor_text_string(&text), buffer_string(&last));
	buffer_clear(&last);
	editor_text_clear(&text);
}

static void
paste(struct editor_text *text, const char *pasted)
{
	struct input input = {.code = INPUT_PASTE, .text = alloc_string(text_of(pasted))};

	assert_true(editor_keys_apply(text, &input));
	input_clear(&input);
}

static void
test_a_paste_goes_in_whole_and_clean(void **state)
{
	struct editor_text text;

	(void)state;
	editor_text_init(&text, text_of("甲"), false);
	paste(&text, "one\r\ntwo\rthree\n\x1b[31m\x07red\x7f\xff.");
	assert_string_equal(editor_text_string(&text), "甲one\ntwo\nthree\n[31mred\xEF\xBF\xBD.");
	assert_true(editor_text_undo(&text));
	assert_string_equal(editor_text_string(&text), "甲");
	editor_text_clear(&text);

	editor_text_init(&text, text_of(""), true);
	paste(&text, "会议\r\n强调\t要");
	assert_string_equal(editor_text_string(&text), "会议 强调 要");
	editor_text_clear(&text);
}

static void
test_other_keys_are_left_to_the_view(void **state)
{
	static const char *const keys[] = {"<C-s>", "<A-x>", "<Esc>", "<Up>", "<F1>", "<Enter>"};
	struct editor_text text;

	(void)state;
	editor_text_init(&text, text_of("江"), false);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct input input;
		size_t length;

		assert_true(input_parse(text_of(keys[i]), &input, &length));
		assert_false(editor_keys_apply(&text, &input));
	}
	assert_string_equal(editor_text_string(&text), "江");
	editor_text_clear(&text);
}

/* The rows of text, with / between them. */
static void
assert_rows(const char *string, int columns, const char *expected)
{
	struct slice text = text_of(string);
	struct editor_wrap wrap;
	struct buffer shown;

	editor_wrap_init(&wrap);
	buffer_init(&shown);
	editor_wrap_apply(&wrap, text, columns);
	for (size_t i = 0; i < wrap.row_count; i++) {
		if (i > 0)
			buffer_append_byte(&shown, '/');
		buffer_append(&shown, slice_at(text, wrap.rows[i]));
	}
	assert_string_equal(buffer_string(&shown), expected);
	buffer_clear(&shown);
	editor_wrap_clear(&wrap);
}

static void
test_rows_are_as_wide_as_their_characters(void **state)
{
	(void)state;
	assert_rows("", 10, "");
	assert_rows("a\n\nb\n", 10, "a//b/");
	assert_rows("江口市平山县", 8, "江口市平/山县");
	assert_rows("江口市平山县", 9, "江口市平/山县");
	assert_rows("江口市，平山县", 6, "江口/市，平/山县"); /* no row begins with ， */
	assert_rows("keep the masks", 8, "keep the /masks");
	assert_rows("abcdefghijkl", 5, "abcde/fghij/kl");
	assert_rows("江a口b市c", 2, "江/a/口/b/市/c");
	assert_rows("ab      cd", 4, "ab      /cd"); /* blanks hang over the edge */
}

static void
test_places_and_rows_agree(void **state)
{
	struct slice text = text_of("江口市平山县\nab");
	struct editor_wrap wrap;

	(void)state;
	editor_wrap_init(&wrap);
	editor_wrap_apply(&wrap, text, 8);
	assert_int_equal(wrap.row_count, 3);
	for (size_t at = 0;; at = unicode_next_cluster(text, at)) {
		size_t row = editor_wrap_row(&wrap, at);

		assert_int_equal(
			editor_wrap_at(&wrap, text, row, editor_wrap_column(&wrap, text, at)), at);
		if (at == text.length)
			break;
	}
	assert_int_equal(editor_wrap_row(&wrap, 12), 1); /* a wrapped row's end is the next row */
	assert_int_equal(editor_wrap_at(&wrap, text, 0, 3), 3);
	assert_int_equal(editor_wrap_at(&wrap, text, 0, 99), 9);
	assert_int_equal(editor_wrap_at(&wrap, text, 2, 99), text.length);
	editor_wrap_clear(&wrap);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_cursor_steps_over_clusters),
		cmocka_unit_test(test_lines_have_starts_and_ends),
		cmocka_unit_test(test_words_are_taken_out),
		cmocka_unit_test(test_what_is_typed_is_undone_by_words),
		cmocka_unit_test(test_a_long_history_comes_back_byte_for_byte),
		cmocka_unit_test(test_a_paste_goes_in_whole_and_clean),
		cmocka_unit_test(test_other_keys_are_left_to_the_view),
		cmocka_unit_test(test_rows_are_as_wide_as_their_characters),
		cmocka_unit_test(test_places_and_rows_agree),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("ui_editor", tests, NULL, NULL);
}
