/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/keymap.h"

#include "ui/builtin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static struct slice
text(const char *string)
{
	return slice_from_string(string);
}

static void
assert_name(const char *name, enum input_code code, uint32_t character, bool control, bool alt)
{
	struct input input;
	struct buffer printed;
	size_t length;

	buffer_init(&printed);
	assert_true(input_parse(text(name), &input, &length));
	assert_int_equal(length, strlen(name));
	assert_int_equal(input.code, code);
	assert_int_equal(input.character, character);
	assert_int_equal(input.control, control);
	assert_int_equal(input.alt, alt);
	input_print(&input, &printed);
	assert_string_equal(buffer_string(&printed), name);
	buffer_clear(&printed);
}

static void
test_names_of_keys_are_read_and_printed(void **state)
{
	(void)state;
	assert_name("j", INPUT_CHARACTER, 'j', false, false);
	assert_name("<Space>", INPUT_CHARACTER, ' ', false, false);
	assert_name("<lt>", INPUT_CHARACTER, '<', false, false);
	assert_name(">", INPUT_CHARACTER, '>', false, false);
	assert_name("<A-gt>", INPUT_CHARACTER, '>', false, true);
	assert_name("<A-lt>", INPUT_CHARACTER, '<', false, true);
	assert_name("<C-d>", INPUT_CHARACTER, 'd', true, false);
	assert_name("<A-x>", INPUT_CHARACTER, 'x', false, true);
	assert_name("<C-A-Space>", INPUT_CHARACTER, ' ', true, true);
	assert_name("<PgDn>", INPUT_PAGE_DOWN, 0, false, false);
	assert_name("<S-Tab>", INPUT_BACK_TAB, 0, false, false);
	assert_name("<F12>", INPUT_FUNCTION, 12, false, false);
	assert_name("要", INPUT_CHARACTER, 0x8981, false, false);
}

static void
test_what_is_no_name_is_refused(void **state)
{
	static const char *const wrong[] = {"", " ", "<Nokey>", "<>", "<x>", "<C->"};
	struct input input;
	size_t length, i;

	(void)state;
	for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(input_parse(text(wrong[i]), &input, &length));
}

/* The action of the keys written in names. */
static enum action
find(const struct keymap *keymap, enum key_context context, const char *names, bool *more)
{
	struct slice rest = text(names);
	struct input keys[8];
	size_t count = 0, length;

	for (; rest.length > 0; rest.bytes += length, rest.length -= length)
		assert_true(input_parse(rest, &keys[count++], &length));
	return keymap_find(keymap, context, keys, count, more);
}

static void
test_every_action_has_a_default_key(void **state)
{
	struct keymap *keymap = keymap_new();
	struct buffer article, list;
	int i;

	(void)state;
	buffer_init(&article);
	buffer_init(&list);
	for (i = ACTION_NONE + 1; i < ACTIONS; i++) {
		keymap_print(keymap, CONTEXT_ARTICLE, (enum action)i, &article);
		keymap_print(keymap, CONTEXT_LIST, (enum action)i, &list);
		if (article.length + list.length == 0)
			fail_msg("%s has no key", action_name((enum action)i));
		buffer_truncate(&article, 0);
		buffer_truncate(&list, 0);
		assert_int_equal(action_find(text(action_name((enum action)i))), i);
		assert_true(action_sentence((enum action)i)[0] != '\0');
		assert_true(action_group_name(action_group((enum action)i))[0] != '\0');
	}
	buffer_clear(&article);
	buffer_clear(&list);
	keymap_free(keymap);
}

static void
test_sequences_ask_for_more(void **state)
{
	struct keymap *keymap = keymap_new();
	bool more;

	(void)state;
	assert_int_equal(find(keymap, CONTEXT_ARTICLE, ":", &more), ACTION_NONE);
	assert_true(more);
	assert_int_equal(find(keymap, CONTEXT_ARTICLE, ":n", &more), ACTION_NEXT_FILE);
	assert_false(more);
	assert_int_equal(find(keymap, CONTEXT_ARTICLE, ":z", &more), ACTION_NONE);
	assert_false(more);
	assert_int_equal(find(keymap, CONTEXT_LIST, "q", &more), ACTION_CLOSE);
	keymap_free(keymap);
}

static void
test_the_reader_s_keys_lie_over_the_defaults(void **state)
{
	struct keymap *keymap = keymap_new();
	struct buffer printed;
	struct error error;
	bool more;

	(void)state;
	error_init(&error);
	buffer_init(&printed);
	assert_true(keymap_read(keymap,
		text("# mine\nbind article j next-paragraph\r\nunbind article q\nbind article ,j "
		     "quit"),
		"keys", &error));
	assert_int_equal(find(keymap, CONTEXT_ARTICLE, "j", &more), ACTION_NEXT_PARAGRAPH);
	assert_int_equal(find(keymap, CONTEXT_ARTICLE, "q", &more), ACTION_NONE);
	assert_int_equal(find(keymap, CONTEXT_LIST, "j", &more), ACTION_NEXT_ROW);
	keymap_print(keymap, CONTEXT_ARTICLE, ACTION_QUIT, &printed);
	assert_string_equal(buffer_string(&printed), ":q ,j");
	buffer_clear(&printed);
	keymap_free(keymap);
}

static void
test_mistakes_name_the_line(void **state)
{
	static const char *const wrong[] = {"\nbund article j quit", "\nbind page j quit",
		"\nbind article <Nokey> quit", "\nbind article j leave",
		"\nbind article abcde quit", "\nbind article"};
	struct keymap *keymap = keymap_new();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct error error;

		error_init(&error);
		assert_false(keymap_read(keymap, text(wrong[i]), "my.conf", &error));
		assert_int_equal(error.kind, ERROR_CONFIG);
		assert_non_null(strstr(error.sentence, "my.conf, line 2"));
	}
	keymap_free(keymap);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_of_keys_are_read_and_printed),
		cmocka_unit_test(test_what_is_no_name_is_refused),
		cmocka_unit_test(test_every_action_has_a_default_key),
		cmocka_unit_test(test_sequences_ask_for_more),
		cmocka_unit_test(test_the_reader_s_keys_lie_over_the_defaults),
		cmocka_unit_test(test_mistakes_name_the_line),
	};

	return cmocka_run_group_tests_name("ui/keymap", tests, NULL, NULL);
}
