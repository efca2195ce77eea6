/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/unicode.h"

#include <locale.h>
#include <string.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* One decoding: bytes, and the lengths and characters that must come out, in order. */
struct decoding {
	struct slice bytes;
	struct {
		uint32_t character;
		size_t length;
	} expected[6];
};

static const struct decoding decodings[] = {
	{{"a", 1}, {{'a', 1}}},
	{{"\0", 1}, {{0, 1}}},
	{{"\xC2\xA0", 2}, {{0xA0, 2}}},
	{{"\xDF\xBF", 2}, {{0x7FF, 2}}},
	{{"\xE0\xA0\x80", 3}, {{0x800, 3}}},
	{{"山", 3}, {{0x5C71, 3}}},
	{{"\xED\x9F\xBF", 3}, {{0xD7FF, 3}}},
	{{"\xEE\x80\x80", 3}, {{0xE000, 3}}},
	{{"\xF0\x90\x80\x80", 4}, {{0x10000, 4}}},
	{{"\xF4\x8F\xBF\xBF", 4}, {{0x10FFFF, 4}}},
	/* Cut after each byte. */
	{{"\xC2", 1}, {{0xFFFD, 1}}},
	{{"\xE5", 1}, {{0xFFFD, 1}}},
	{{"\xE5\xB1", 2}, {{0xFFFD, 2}}},
	{{"\xF0", 1}, {{0xFFFD, 1}}},
	{{"\xF0\xA0", 2}, {{0xFFFD, 2}}},
	{{"\xF0\xA0\x80", 3}, {{0xFFFD, 3}}},
	/* Cut by the next character. */
	{{"\xE5z", 2}, {{0xFFFD, 1}, {'z', 1}}},
	{{"\xE5\xB1z", 3}, {{0xFFFD, 2}, {'z', 1}}},
	{{"\xE5\xB1\xE5\xB1\xB1", 5}, {{0xFFFD, 2}, {0x5C71, 3}}},
	{{"\xF0\xA0\x80\xC2\xA0", 5}, {{0xFFFD, 3}, {0xA0, 2}}},
	/* Overlong, surrogates, too high, stray: every byte by itself. */
	{{"\xC0\x80", 2}, {{0xFFFD, 1}, {0xFFFD, 1}}},
	{{"\xC1\xBF", 2}, {{0xFFFD, 1}, {0xFFFD, 1}}},
	{{"\xE0\x9F\xBF", 3}, {{0xFFFD, 1}, {0xFFFD, 1}, {0xFFFD, 1}}},
	{{"\xED\xA0\x80", 3}, {{0xFFFD, 1}, {0xFFFD, 1}, {0xFFFD, 1}}},
	{{"\xF0\x8F\xBF\xBF", 4}, {{0xFFFD, 1}, {0xFFFD, 1}, {0xFFFD, 1}, {0xFFFD, 1}}},
	{{"\xF4\x90\x80\x80", 4}, {{0xFFFD, 1}, {0xFFFD, 1}, {0xFFFD, 1}, {0xFFFD, 1}}},
	{{"\xF5\x80", 2}, {{0xFFFD, 1}, {0xFFFD, 1}}},
	{{"\x80\xBF", 2}, {{0xFFFD, 1}, {0xFFFD, 1}}},
	{{"\xFF\xFE", 2}, {{0xFFFD, 1}, {0xFFFD, 1}}},
};

static void
test_decoding_and_stepping_agree(void **state)
{
	size_t i, step;

	(void)state;
	for (i = 0; i < sizeof decodings / sizeof decodings[0]; i++) {
		struct slice bytes = decodings[i].bytes;
		size_t at = 0, length;

		for (step = 0; at < bytes.length; step++) {
			assert_int_equal(unicode_decode(bytes, at, &length),
				decodings[i].expected[step].character);
			assert_int_equal(length, decodings[i].expected[step].length);
			assert_int_equal(unicode_next(bytes, at), at + length);
			assert_int_equal(unicode_previous(bytes, at + length), at);
			at += length;
		}
	}
}

static void
test_shortcut_and_long_way_agree(void **state)
{
	uint32_t character;

	(void)state;
	for (character = 0; character <= 0x10FFFF; character++) {
		struct buffer buffer;
		size_t quick, slow;

		buffer_init(&buffer);
		unicode_append(&buffer, character);
		if (character >= 0xD800 && character <= 0xDFFF) {
			assert_string_equal(buffer_string(&buffer), "\xEF\xBF\xBD");
		} else {
			assert_int_equal(
				unicode_decode(buffer_slice(&buffer), 0, &quick), character);
			assert_int_equal(
				unicode_decode_slowly(buffer_slice(&buffer), 0, &slow), character);
			assert_int_equal(quick, slow);
			assert_int_equal(quick, buffer.length);
		}
		buffer_clear(&buffer);
		if (character == 0x30000)
			character = 0x10FF00;
	}
}

static void
test_validity(void **state)
{
	size_t i;

	(void)state;
	assert_true(unicode_is_valid((struct slice){NULL, 0}));
	assert_true(unicode_is_valid((struct slice){"a\0山", 5}));
	for (i = 0; i < sizeof decodings / sizeof decodings[0]; i++)
		assert_int_equal(unicode_is_valid(decodings[i].bytes),
			decodings[i].expected[0].character != 0xFFFD &&
				decodings[i].expected[1].character != 0xFFFD);
}

/* What stands in a long text is checked many bytes at a time: any four bytes at any place, the
 * verdict is that of one character after the other. */
static void
test_validity_of_long_texts(void **state)
{
	static const unsigned char bytes[] = {'a', 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0,
		0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5,
		0xFF};
	enum {
		KINDS = sizeof bytes,
		LENGTH = 1600
	};
	char text[LENGTH];
	size_t ill_formed = 0;

	(void)state;
	for (unsigned i = 0; i < KINDS * KINDS * KINDS * KINDS; i++) {
		size_t place = i % 2 ? 1024 - i / 2 % 8 : 3 + i * 7U % 1590, at, length;
		bool valid = true;

		memset(text, 'a', sizeof text);
		text[place] = (char)bytes[i % KINDS];
		text[place + 1] = (char)bytes[i / KINDS % KINDS];
		text[place + 2] = (char)bytes[i / KINDS / KINDS % KINDS];
		text[place + 3] = (char)bytes[i / KINDS / KINDS / KINDS];
		for (at = place; at < place + 4; at += length)
			valid = valid &&
				unicode_decode((struct slice){text, sizeof text}, at, &length) !=
					UNICODE_REPLACEMENT;
		assert_int_equal(unicode_is_valid((struct slice){text, sizeof text}), valid);
		ill_formed += !valid;
	}
	assert_in_range(ill_formed, 1000, KINDS * KINDS * KINDS * KINDS - 1000);
}

static void
test_going_back_from_inside_a_character(void **state)
{
	struct slice text = slice_from_string("a山");

	(void)state;
	assert_int_equal(unicode_previous(text, 3), 1);
	assert_int_equal(unicode_previous(text, 2), 1);
	assert_int_equal(unicode_previous(text, 1), 0);
}

/* The text's clusters are given with a | between them; both directions must find the bars. */
static void
expect_clusters(const char *marked)
{
	struct buffer plain;
	size_t borders[16], count = 0, at, i;

	buffer_init(&plain);
	for (const char *byte = marked; *byte; byte++) {
		if (*byte == '|')
			borders[count++] = plain.length;
		else
			buffer_append_byte(&plain, *byte);
	}
	borders[count++] = plain.length;
	for (i = 0, at = 0; i < count; i++) {
		at = unicode_next_cluster(buffer_slice(&plain), at);
		assert_int_equal(at, borders[i]);
	}
	for (i = count - 1; i > 0; i--) {
		at = unicode_previous_cluster(buffer_slice(&plain), at);
		assert_int_equal(at, borders[i - 1]);
	}
	assert_int_equal(unicode_previous_cluster(buffer_slice(&plain), at), 0);
	buffer_clear(&plain);
}

static void
test_clusters(void **state)
{
	(void)state;
	expect_clusters("a");
	expect_clusters("山|城|a");
	expect_clusters("e\xCC\x81|x");
	expect_clusters("\r\n|x");
	expect_clusters("👍🏽|山");
	expect_clusters("👩‍👩‍👧|x");
	expect_clusters("🇨🇳|🇭🇰|x");
	expect_clusters("葛\xF3\xA0\x84\x80|城");
	expect_clusters("\xFF|\xE5\xB1|x");
}

static void
test_kinds(void **state)
{
	(void)state;
	assert_true(unicode_is_han(0x5C71));
	assert_true(unicode_is_han(0x3007));
	assert_true(unicode_is_han(0x3005));
	assert_true(unicode_is_han(0xF9F4));
	assert_true(unicode_is_han(0x20000));
	assert_true(unicode_is_han(0x3400));
	assert_false(unicode_is_han(0x4DC0)); /* a hexagram */
	assert_false(unicode_is_han(0x3002));
	assert_false(unicode_is_han(0x304B));
	assert_false(unicode_is_han('a'));
	assert_true(unicode_is_space(' ') && unicode_is_space('\t') && unicode_is_space(0xA0));
	assert_true(unicode_is_space(0x3000) && unicode_is_space(0x2028));
	assert_false(unicode_is_space(0x200B));
	assert_false(unicode_is_space('_'));
	assert_true(unicode_is_word('z') && unicode_is_word('0') && unicode_is_word(0x5C71));
	assert_true(unicode_is_word(0xE9) && unicode_is_word(0xFF21));
	assert_false(unicode_is_word('-') || unicode_is_word(0x3002) || unicode_is_word('@'));
}

static void
test_unsafe_characters(void **state)
{
	static const uint32_t unsafe[] = {0, 7, 0x1B, '\n', '\t', 0x7F, 0x80, 0x9B, 0x9F, 0x061C,
		0x200E, 0x2028, 0x2029, 0x202A, 0x202E, 0x2066, 0x2069, 0xFDD0, 0xFFF9, 0xFFFE,
		0xFFFF, 0x1FFFE, 0xE0001, 0xE007F, 0x10FFFF, 0xD800, 0x110000};
	static const uint32_t safe[] = {
		' ', 'a', 0xA0, 0x200B, 0x200D, 0x2030, 0x5C71, 0xFFFD, 0xE0100, 0x1F600};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof unsafe / sizeof unsafe[0]; i++) {
		assert_true(unicode_is_unsafe(unsafe[i]));
		assert_int_equal(unicode_columns(unsafe[i]), 1);
	}
	for (i = 0; i < sizeof safe / sizeof safe[0]; i++)
		assert_false(unicode_is_unsafe(safe[i]));
}

static void
test_columns(void **state)
{
	(void)state;
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		skip();
	assert_int_equal(unicode_columns('a'), 1);
	assert_int_equal(unicode_columns(0x5C71), 2);
	assert_int_equal(unicode_columns(0xFF0C), 2);
	assert_int_equal(unicode_columns(0x0301), 0);
	assert_int_equal(unicode_columns(0x200B), 0);
	assert_int_equal(unicode_columns(0xFFFD), 1);
}

/* Every character of a run that is told of is one: whatever the sixteen bytes are. */
static void
test_runs_hold_only_plain_characters(void **state)
{
	static const unsigned char leads[] = {
		0xE3, 0xE4, 0xE9, 0xEF, 0xE2, 0xEA, 0xED, 'a', 0xF0, 0xC2, 0x80};
	static const unsigned char tails[] = {0x80, 0xBF, 0xBC, 0xBD, 0xBB, 0xC0, 0x7F, 0xE4};
	unsigned seed = 1;
	size_t told = 0;

	(void)state;
	for (int round = 0; round < 200000; round++) {
		unsigned char bytes[PLAIN_READ];
		struct slice text = {(const char *)bytes, sizeof bytes};
		size_t at = 0, run, length, i;

		for (i = 0; i < sizeof bytes; i++) {
			seed = seed * 1103515245u + 12345u;
			bytes[i] = i % 3 == 0 ? leads[(seed >> 16) % (seed >> 28 ? 4 : 11)]
					      : tails[(seed >> 16) % (seed >> 28 ? 4 : 8)];
		}
		run = plain_run((const char *)bytes);
		assert_true(run <= PLAIN_MOST);
		for (i = 0; i < run; i++, at += length) {
			uint32_t character = unicode_decode(text, at, &length);

			assert_int_equal(length, 3);
			assert_true((character >= 0x3000 && character <= 0x9FFF) ||
				(character >= 0xFF00 && character <= 0xFF7F));
		}
		told += run;
	}
	assert_true(told > 0);
	assert_int_equal(plain_run("山水山水山x"), PLAIN_MOST);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decoding_and_stepping_agree),
		cmocka_unit_test(test_shortcut_and_long_way_agree),
		cmocka_unit_test(test_validity),
		cmocka_unit_test(test_validity_of_long_texts),
		cmocka_unit_test(test_going_back_from_inside_a_character),
		cmocka_unit_test(test_clusters),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_unsafe_characters),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_runs_hold_only_plain_characters),
	};

	return cmocka_run_group_tests_name("text_unicode", tests, NULL, NULL);
}
