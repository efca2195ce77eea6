/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every encoding: made by iconv from the texts below, detected, decoded, compared. */
#include "text/decode.h"

#include "base/buffer.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const char simplified[] =
	"山城市召开会议，研究部署防汛工作。会议指出，今年以来各地认真落实责任制，水库和堤坝的"
	"检查已经完成。会议强调，要进一步加强领导，把人民的生命安全放在第一位。\n"
	"市长说：“我们不能等，也不能靠。”他要求各部门在三月十五日以前提出方案。\n";

static const char traditional[] =
	"山城市召開會議，研究部署防汛工作。會議指出，今年以來各地認真落實責任制，水庫和堤壩的"
	"檢查已經完成。會議強調，要進一步加強領導，把人民的生命安全放在第一位。\n"
	"市長說：「我們不能等，也不能靠。」他要求各部門在三月十五日以前提出方案。\n";

static const char japanese[] =
	"山の町の図書館は、毎週の月曜日に休みます。子どもたちは川のそばで遊んでいました。"
	"新しいバスが駅から学校まで走ることになりました。\n";

/* text in the encoding; buffer_clear frees. */
static struct buffer
encode(const char *text, const char *encoding)
{
	struct buffer result;
	char *copy = strdup(text), *in = copy, block[64];
	size_t left = strlen(text);
	iconv_t converter = iconv_open(encoding, "UTF-8");

	assert_non_null(copy);
	assert_true(converter != (iconv_t)-1);
	buffer_init(&result);
	while (left > 0) {
		char *out = block;
		size_t room = sizeof block;

		iconv(converter, &in, &left, &out, &room);
		assert_true(out > block);
		buffer_append(&result, (struct slice){block, (size_t)(out - block)});
	}
	iconv_close(converter);
	free(copy);
	return result;
}

static void
expect_decoded(struct slice bytes, const char *given, const char *encoding, const char *text)
{
	struct decoded decoded;
	struct error error;

	error_init(&error);
	assert_true(decode_text(bytes, given, &decoded, &error));
	assert_false(error_is_set(&error));
	assert_string_equal(decoded.encoding, encoding);
	assert_int_equal(decoded.undecodable, 0);
	assert_int_equal(decoded.text.length, strlen(text));
	assert_memory_equal(decoded.text.bytes, text, strlen(text));
	decoded_clear(&decoded);
}

/* Encodes text, and expects it back, detected and by name. */
static void
expect_round_trip(const char *text, const char *by, const char *found)
{
	struct buffer bytes = encode(text, by);

	expect_decoded(buffer_slice(&bytes), NULL, found, text);
	expect_decoded(buffer_slice(&bytes), found, found, text);
	buffer_clear(&bytes);
}

static void
test_chinese_encodings_are_told_apart(void **state)
{
	(void)state;
	expect_round_trip(simplified, "GB18030", "GB18030");
	expect_round_trip(simplified, "GBK", "GB18030");
	expect_round_trip(simplified, "GB2312", "GB18030");
	expect_round_trip(traditional, "GB18030", "GB18030");
	expect_round_trip(traditional, "BIG5", "BIG5-HKSCS");
	expect_round_trip(traditional, "BIG5-HKSCS", "BIG5-HKSCS");
	expect_round_trip(simplified, "UTF-8", "UTF-8");
}

static void
test_one_sentence_is_enough(void **state)
{
	(void)state;
	expect_round_trip("会议指出，要把工作做好。", "GB18030", "GB18030");
	expect_round_trip("會議指出，要把工作做好。", "BIG5", "BIG5-HKSCS");
	expect_round_trip("会议指出，要把工作做好。", "UTF-16LE", "UTF-16LE");
}

static void
test_utf16_and_utf32_with_and_without_mark(void **state)
{
	static const char *const encodings[] = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof encodings / sizeof encodings[0]; i++) {
		char marked[sizeof traditional + 3] = "\xEF\xBB\xBF";
		struct buffer bytes;

		memcpy(marked + 3, traditional, sizeof traditional);
		bytes = encode(marked, encodings[i]);
		expect_decoded(buffer_slice(&bytes), NULL, encodings[i], traditional);
		buffer_clear(&bytes);
		if (i < 2) {
			expect_round_trip(traditional, encodings[i], encodings[i]);
			expect_round_trip(
				"Plain words, line\nby line.\n", encodings[i], encodings[i]);
		}
	}
}

static void
test_japanese_is_known_by_its_kana(void **state)
{
	(void)state;
	expect_round_trip(japanese, "EUC-JP", "EUC-JP");
	expect_round_trip(japanese, "SHIFT_JIS", "SHIFT_JIS");
}

static void
test_utf8_points_into_the_input(void **state)
{
	struct decoded decoded;
	struct slice bytes = {"\xEF\xBB\xBF山", 6};

	(void)state;
	assert_true(decode_text(bytes, NULL, &decoded, NULL));
	assert_null(decoded.owned);
	assert_ptr_equal(decoded.text.bytes, bytes.bytes + 3);
	assert_int_equal(decoded.text.length, 3);
	decoded_clear(&decoded);
	expect_decoded((struct slice){NULL, 0}, NULL, "UTF-8", "");
	expect_decoded(slice_from_string("only ASCII"), NULL, "UTF-8", "only ASCII");
}

static void
test_names_that_promise_less_than_there_is(void **state)
{
	struct buffer bytes = encode("朱镕基·—", "GB18030");

	(void)state;
	expect_decoded(buffer_slice(&bytes), "gb2312", "GB18030", "朱镕基·—");
	expect_decoded(buffer_slice(&bytes), "GBK", "GB18030", "朱镕基·—");
	buffer_clear(&bytes);
	bytes = encode("啟德邨", "BIG5-HKSCS");
	expect_decoded(buffer_slice(&bytes), "Big5", "BIG5-HKSCS", "啟德邨");
	expect_decoded(buffer_slice(&bytes), "big5-hkscs", "BIG5-HKSCS", "啟德邨");
	buffer_clear(&bytes);
	expect_decoded(slice_from_string("山"), "utf8", "UTF-8", "山");
	expect_decoded((struct slice){"q\\", 2}, "utf_16", "UTF-16LE", "山");
	expect_decoded((struct slice){"\xFE\xFF\\q", 4}, "UTF-16", "UTF-16BE", "山");
}

static void
test_a_character_held_back_is_not_lost(void **state)
{
	(void)state;
	/* 88 66 may combine with what follows: iconv keeps it back. */
	expect_decoded((struct slice){"\x88\x66", 2}, "BIG5-HKSCS", "BIG5-HKSCS", "Ê");
	expect_decoded((struct slice){"\x88\x62", 2}, "BIG5-HKSCS", "BIG5-HKSCS", "Ê̄");
}

/* Decodes damaged bytes and expects the text and the number of places. */
static void
expect_damage(struct slice bytes, const char *encoding, size_t places, const char *text)
{
	struct decoded decoded;

	assert_true(decode_text(bytes, encoding, &decoded, NULL));
	assert_int_equal(decoded.undecodable, places);
	assert_int_equal(decoded.text.length, strlen(text));
	assert_memory_equal(decoded.text.bytes, text, strlen(text));
	decoded_clear(&decoded);
}

static void
test_what_cannot_be_decoded_is_counted(void **state)
{
	(void)state;
	expect_damage(slice_from_string("a\xFFz"), "UTF-8", 1, "a\xEF\xBF\xBDz");
	expect_damage(slice_from_string("山\xE5\xB1"), "UTF-8", 1, "山\xEF\xBF\xBD");
	expect_damage(slice_from_string("\xE5\xB1\xE5\xB1\xB1"), "UTF-8", 1, "\xEF\xBF\xBD山");
	expect_damage(slice_from_string("\xED\xA0\x80"), "UTF-8", 3,
		"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
	expect_damage(
		slice_from_string("\xEF\xBF\xBD\xFF"), "UTF-8", 1, "\xEF\xBF\xBD\xEF\xBF\xBD");
	expect_damage(slice_from_string("\xC9\xBD\xFF\xC9\xBD"), "GB18030", 1, "山\xEF\xBF\xBD山");
	expect_damage(slice_from_string("\xC9\xBD\xC9"), "GB18030", 1, "山\xEF\xBF\xBD");
	expect_damage((struct slice){"q\\\0\xD8q\\", 6}, "UTF-16LE", 1, "山\xEF\xBF\xBD山");
	expect_damage((struct slice){"q\\q", 3}, "UTF-16LE", 1, "山\xEF\xBF\xBD");
}

static void
test_some_damage_does_not_change_the_encoding(void **state)
{
	struct buffer bytes;
	char name[32];

	(void)state;
	buffer_init(&bytes);
	buffer_append_string(&bytes, simplified);
	bytes.bytes[40] = '\xFF';
	decode_detect(buffer_slice(&bytes), name, sizeof name);
	assert_string_equal(name, "UTF-8");
	buffer_clear(&bytes);
	bytes = encode(simplified, "GB18030");
	bytes.bytes[40] = '\xFF';
	decode_detect(buffer_slice(&bytes), name, sizeof name);
	assert_string_equal(name, "GB18030");
	buffer_clear(&bytes);
}

static void
test_ascii_before_the_first_character_does_not_mislead(void **state)
{
	struct buffer bytes = encode(traditional, "BIG5");
	struct buffer whole;
	char name[32];

	(void)state;
	buffer_init(&whole);
	while (whole.length < 40000)
		buffer_append_string(&whole, "plain words before\n");
	buffer_append(&whole, buffer_slice(&bytes));
	decode_detect(buffer_slice(&whole), name, sizeof name);
	assert_string_equal(name, "BIG5-HKSCS");
	buffer_clear(&whole);
	buffer_clear(&bytes);
}

static void
test_what_a_page_says_means_the_same_as_when_it_is_typed(void **state)
{
	char name[32];

	(void)state;
	expect_decoded(slice_from_string("<meta charset=gb2312>Caf\xA8\xA6\xA1\xA4"), NULL,
		"GB18030", "<meta charset=gb2312>Café·");
	decode_detect((struct slice){"2\xFE\xFF\xD8\xFE\xFF", 6}, name, sizeof name);
	assert_string_equal(name, "UTF-16LE");
	/* The page could not be read so far in that one. */
	decode_detect(slice_from_string("<meta charset=UCS-4>\x89"), name, sizeof name);
	assert_string_not_equal(name, "UCS-4");
}

static void
test_other_encodings_by_uchardet_or_the_page_itself(void **state)
{
	char name[32];

	(void)state;
	decode_detect(slice_from_string("<html><meta charset=\"koi8-r\"><p>\xF0\xD2\xC9\xD7\xC5\xD4"
					" \xCD\xC9\xD2"),
		name, sizeof name);
	assert_string_equal(name, "koi8-r");
	decode_detect(
		slice_from_string("Le caf\xE9 est ferm\xE9, le th\xE9 est pr\xEAt, l'\xE9t\xE9 "
				  "aussi. Voil\xE0 tout."),
		name, sizeof name);
	assert_true(strncmp(name, "ISO-8859-", 9) == 0 || strncmp(name, "WINDOWS-125", 11) == 0);
}

static void
test_other_languages_are_not_taken_for_chinese(void **state)
{
	struct buffer bytes =
		encode("산 위의 마을에 다리가 있다. 시장은 어제 새 다리를 열었다.", "EUC-KR");
	char name[32];

	(void)state;
	decode_detect(buffer_slice(&bytes), name, sizeof name);
	assert_true(strcmp(name, "UHC") == 0 || strcmp(name, "EUC-KR") == 0);
	buffer_clear(&bytes);
	bytes = encode("Мэр города открыл новый мост через реку.", "KOI8-R");
	decode_detect(buffer_slice(&bytes), name, sizeof name);
	assert_string_equal(name, "KOI8-R");
	buffer_clear(&bytes);
}

static void
test_an_unknown_name_is_an_error_that_helps(void **state)
{
	static const char *const names[] = {"klingon", "", "GBK//IGNORE"};
	struct decoded decoded;
	struct error error;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		error_init(&error);
		assert_false(decode_text(slice_from_string("x"), names[i], &decoded, &error));
		assert_int_equal(error.kind, ERROR_USAGE);
		assert_non_null(strstr(error.sentence, "GB18030"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_chinese_encodings_are_told_apart),
		cmocka_unit_test(test_one_sentence_is_enough),
		cmocka_unit_test(test_utf16_and_utf32_with_and_without_mark),
		cmocka_unit_test(test_japanese_is_known_by_its_kana),
		cmocka_unit_test(test_utf8_points_into_the_input),
		cmocka_unit_test(test_names_that_promise_less_than_there_is),
		cmocka_unit_test(test_a_character_held_back_is_not_lost),
		cmocka_unit_test(test_what_cannot_be_decoded_is_counted),
		cmocka_unit_test(test_some_damage_does_not_change_the_encoding),
		cmocka_unit_test(test_ascii_before_the_first_character_does_not_mislead),
		cmocka_unit_test(test_what_a_page_says_means_the_same_as_when_it_is_typed),
		cmocka_unit_test(test_other_encodings_by_uchardet_or_the_page_itself),
		cmocka_unit_test(test_other_languages_are_not_taken_for_chinese),
		cmocka_unit_test(test_an_unknown_name_is_an_error_that_helps),
	};

	return cmocka_run_group_tests_name("text_decode", tests, NULL, NULL);
}
