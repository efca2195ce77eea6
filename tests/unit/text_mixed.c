/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that change their encoding midway, made by iconv: of all pairs, cut at every line. And
 * texts of one encoding, which stay what they are. */
#include "text/decode.h"
#include "text/mixed.h"

#include "base/buffer.h"
#include "text/unicode.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const char *const simplified[] = {
	"山城市召开会议，研究部署防汛工作",
	"会议指出，今年以来各地认真落实责任制，水库和堤坝的检查已经完成。",
	"市长说：“我们不能等，也不能靠。”他要求各部门在三月十五日以前提出方案。",
	"plain words, numbers 1 2 3 and a date 2020-01-02",
	"会议强调，要进一步加强领导，把人民的生命安全放在第一位。",
	"一是要加强值守，二是要做好物资的准备，三是要及时报告情况。",
	"",
	"各县区的主要负责人参加了会议，并就下一步的工作发言。",
	"附件：值班表",
	"与会的同志一致认为，这次会议开得很及时，大家对今后的发展更有信心了。",
};

static const char *const traditional[] = {
	"山城市召開會議，研究部署防汛工作",
	"會議指出，今年以來各地認真落實責任制，水庫和堤壩的檢查已經完成。",
	"市長說：「我們不能等，也不能靠。」他要求各部門在三月十五日以前提出方案。",
	"plain words, numbers 1 2 3 and a date 2020-01-02",
	"會議強調，要進一步加強領導，把人民的生命安全放在第一位。",
	"一是要加強值守，二是要做好物資的準備，三是要及時報告情況。",
	"",
	"各縣區的主要負責人參加了會議，並就下一步的工作發言。",
	"附件：值班表",
	"與會的同志一致認為，這次會議開得很及時，大家對今後的發展更有信心了。",
};

static const char *const japanese[] = {
	"山の町の図書館は、毎週の月曜日に休みます。",
	"子どもたちは川のそばで遊んでいました。",
	"新しいバスが駅から学校まで走ることになりました。",
	"plain words, numbers 1 2 3 and a date 2020-01-02",
	"会議では、来年の予算について話し合い、次の日程を決めました。",
	"市長は、住民の安全を第一に考えなければならないと述べました。",
	"",
	"三年前の水害のあと、新しい堤防が作られ、水門も直されました。",
	"資料：当番の表",
	"地図と名前の一覧は、役所の入口に置いてあります。",
};

static const char *const russian[] = {"Мэр города открыл мост.", "Река", "", "А",
	"Новый мост через реку", "Б", "Совет", "Решение", "Я", "1"};

static const char *const korean[] = {"산 위의 마을에 다리가 있다.", "시장", "", "강",
	"어제 새 다리를 열었다.", "말했다", "회의", "보고", "오늘", "1"};

static const char *const french[] = {"Le café est fermé.", "été", "", "où", "Voilà tout, dit-il.",
	"ça", "thé", "prêt", "né", "1"};

enum {
	LINES = 10
};

/* An encoding, and lines that it can tell. */
struct kind {
	const char *name;
	const char *const *lines;
};

static const struct kind kinds[] = {
	{"UTF-8", simplified},
	{"GB18030", simplified},
	{"GB18030", traditional},
	{"BIG5-HKSCS", traditional},
	{"UTF-16LE", simplified},
	{"UTF-16BE", traditional},
	{"EUC-JP", japanese},
	{"SHIFT_JIS", japanese},
};

enum {
	KINDS = sizeof kinds / sizeof *kinds
};

static void
append_encoded(struct buffer *bytes, struct slice text, const char *encoding)
{
	char *copy = malloc(text.length + 1), *in = copy, block[64];
	size_t left = text.length;
	iconv_t converter = iconv_open(encoding, "UTF-8");

	assert_non_null(copy);
	memcpy(copy, text.bytes, text.length);
	assert_true(converter != (iconv_t)-1);
	while (left > 0) {
		char *out = block;
		size_t room = sizeof block;

		iconv(converter, &in, &left, &out, &room);
		assert_true(out > block);
		buffer_append(bytes, (struct slice){block, (size_t)(out - block)});
	}
	iconv_close(converter);
	free(copy);
}

/* Lines from first on, so many, of the kind's ten in turn, into the text and its bytes. */
static void
add_lines(struct buffer *bytes, struct buffer *text, const struct kind *kind, size_t first,
	size_t count, const char *end)
{
	size_t start = text->length;

	for (size_t i = 0; i < count; i++) {
		buffer_append_string(text, kind->lines[(first + i) % LINES]);
		buffer_append_string(text, end);
	}
	append_encoded(
		bytes, (struct slice){text->bytes + start, text->length - start}, kind->name);
}

static void
expect_text(const struct decoded *decoded, const struct buffer *text, const char *what)
{
	size_t at = 0, end = text->length;

	end = decoded->text.length < end ? decoded->text.length : end;
	while (at < end && decoded->text.bytes[at] == text->bytes[at])
		at++;
	if (at < end || decoded->text.length != text->length)
		fail_msg("%s: read as %s (the second from %zu on), %zu undecodable, another "
			 "text at %zu of %zu and %zu",
			what, decoded->encoding,
			decoded->part_count > 1 ? decoded->parts[1].start : 0, decoded->undecodable,
			at, decoded->text.length, text->length);
	assert_int_equal(decoded->undecodable, 0);
}

/* One kind, and another one behind it. */
static void
expect_pair(
	const struct kind *one, size_t cut, const struct kind *other, size_t rest, const char *end)
{
	struct buffer bytes, text;
	struct decoded decoded;
	char what[80];
	size_t border;

	buffer_init(&bytes);
	buffer_init(&text);
	add_lines(&bytes, &text, one, 0, cut, end);
	border = text.length;
	add_lines(&bytes, &text, other, cut, rest, end);
	snprintf(
		what, sizeof what, "%zu lines of %s, %zu of %s", cut, one->name, rest, other->name);
	assert_true(decode_text(buffer_slice(&bytes), NULL, &decoded, NULL));
	expect_text(&decoded, &text, what);
	assert_int_equal(decoded.part_count, 2);
	assert_string_equal(decoded.parts[0].encoding, one->name);
	assert_string_equal(decoded.parts[1].encoding, other->name);
	assert_true(decoded.parts[1].start <= text.length && decoded.parts[1].start > 0);
	/* A line of ASCII between the two may go with either. */
	if (decoded.parts[1].start != border)
		assert_true(labs((long)decoded.parts[1].start - (long)border) < 60);
	decoded_clear(&decoded);
	buffer_clear(&text);
	buffer_clear(&bytes);
}

static bool
is_pair(const struct kind *one, const struct kind *other, const char *name, const char *second)
{
	return (strcmp(one->name, name) == 0 && strcmp(other->name, second) == 0) ||
		(strcmp(one->name, second) == 0 && strcmp(other->name, name) == 0);
}

/* The least lines that tell the two apart: kana lie at the same bytes in GB18030 and EUC-JP. */
static size_t
least_lines(const struct kind *one, const struct kind *other)
{
	return is_pair(one, other, "GB18030", "EUC-JP") ? 10 : 5;
}

static void
test_all_pairs_at_many_places(void **state)
{
	(void)state;
	for (size_t i = 0; i < KINDS; i++) {
		for (size_t j = 0; j < KINDS; j++) {
			size_t least = least_lines(&kinds[i], &kinds[j]);

			for (size_t cut = least; cut <= 30 - least; cut++) {
				if (strcmp(kinds[i].name, kinds[j].name) == 0)
					continue;
				expect_pair(&kinds[i], cut, &kinds[j], 30 - cut, "\n");
				expect_pair(&kinds[i], cut, &kinds[j], 30 - cut, "\r\n");
			}
		}
	}
}

/* --- texts of one encoding ----------------------------------------------------------------- */

static unsigned
next_random(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16;
}

/* Read as a whole in what detection finds, which is how a text without parts has to come out. */
static void
expect_as_whole(struct slice bytes, const char *what)
{
	struct decoded decoded, whole;
	char name[32];

	decode_detect(bytes, name, sizeof name);
	assert_true(decode_text(bytes, NULL, &decoded, NULL));
	assert_true(decode_text(bytes, name, &whole, NULL));
	if (decoded.part_count != 0)
		fail_msg("%s: %s is cut into %zu parts: %s", what, name, decoded.part_count,
			decoded.encoding);
	if (strcmp(name, whole.encoding) == 0) { /* else it was read as more than it promises */
		assert_string_equal(decoded.encoding, whole.encoding);
		assert_int_equal(decoded.undecodable, whole.undecodable);
		assert_int_equal(decoded.text.length, whole.text.length);
		assert_memory_equal(decoded.text.bytes, whole.text.bytes, whole.text.length);
	}
	decoded_clear(&whole);
	decoded_clear(&decoded);
}

static void
test_texts_of_one_encoding_stay_whole(void **state)
{
	static const char *const ends[] = {"\n", "\r\n", "\r", ""};
	unsigned seed = 5;

	(void)state;
	for (size_t round = 0; round < 1600; round++) {
		const struct kind *kind = &kinds[round % KINDS];
		size_t damage = round / KINDS % 8;
		struct buffer bytes, text;
		char what[80];

		buffer_init(&bytes);
		buffer_init(&text);
		for (size_t i = next_random(&seed) % 40; i-- > 0;)
			add_lines(&bytes, &text, kind, next_random(&seed) % LINES, 1,
				ends[round / KINDS / 8 % 4]);
		snprintf(what, sizeof what, "round %zu, %zu of %s damaged", round, damage,
			kind->name);
		for (size_t i = 0; i < damage && bytes.length > 0; i++)
			bytes.bytes[next_random(&seed) % bytes.length] = (char)next_random(&seed);
		expect_as_whole(buffer_slice(&bytes), what);
		buffer_clear(&text);
		buffer_clear(&bytes);
	}
}

/* Other scripts than those that the encodings are told apart by. */
static void
test_other_scripts_stay_whole(void **state)
{
	static const struct kind others[] = {
		{"GB18030", japanese},
		{"GB18030", russian},
		{"KOI8-R", russian},
		{"UTF-8", korean},
		{"EUC-KR", korean},
		{"ISO-8859-1", french},
	};

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		for (size_t count = 1; count < 60; count += 7) {
			struct buffer bytes, text;

			buffer_init(&bytes);
			buffer_init(&text);
			add_lines(&bytes, &text, &others[i], 0, count, "\n");
			expect_as_whole(buffer_slice(&bytes), others[i].name);
			buffer_clear(&text);
			buffer_clear(&bytes);
		}
	}
}

/* --- other mixtures ------------------------------------------------------------------------ */

static void
expect_parts(const struct buffer *bytes, const struct buffer *text, const char *names)
{
	struct decoded decoded;
	struct buffer found;

	assert_true(decode_text(buffer_slice(bytes), NULL, &decoded, NULL));
	expect_text(&decoded, text, names);
	buffer_init(&found);
	for (size_t i = 0; i < decoded.part_count; i++)
		buffer_append_format(&found, "%s ", decoded.parts[i].encoding);
	assert_string_equal(buffer_string(&found), names);
	buffer_clear(&found);
	decoded_clear(&decoded);
}

static void
test_three_parts_and_back_again(void **state)
{
	struct buffer bytes, text;

	(void)state;
	buffer_init(&bytes);
	buffer_init(&text);
	add_lines(&bytes, &text, &kinds[0], 0, 10, "\n");
	add_lines(&bytes, &text, &kinds[1], 0, 10, "\n");
	add_lines(&bytes, &text, &kinds[4], 0, 10, "\n");
	add_lines(&bytes, &text, &kinds[3], 0, 10, "\n");
	add_lines(&bytes, &text, &kinds[0], 0, 10, "\n");
	expect_parts(&bytes, &text, "UTF-8 GB18030 UTF-16LE BIG5-HKSCS UTF-8 ");
	buffer_clear(&text);
	buffer_clear(&bytes);
}

/* Files with a byte order mark each, joined; the marks are no text. */
static void
test_marks_within_are_dropped(void **state)
{
	struct buffer bytes, text;

	(void)state;
	buffer_init(&bytes);
	buffer_init(&text);
	buffer_append_string(&bytes, "\xEF\xBB\xBF");
	add_lines(&bytes, &text, &kinds[0], 0, 10, "\r\n");
	buffer_append_string(&bytes, "\xFF\xFE");
	add_lines(&bytes, &text, &kinds[4], 0, 10, "\r\n");
	buffer_append_string(&bytes, "\xFE\xFF");
	add_lines(&bytes, &text, &kinds[5], 0, 10, "\r\n");
	expect_parts(&bytes, &text, "UTF-8 UTF-16LE UTF-16BE ");
	buffer_clear(&text);
	buffer_clear(&bytes);
}

/* Two programs write into one log, one of them UTF-16 of ASCII alone. */
static void
test_a_log_of_two_programs(void **state)
{
	struct buffer bytes, text;
	size_t start;

	(void)state;
	buffer_init(&bytes);
	buffer_init(&text);
	for (int i = 0; i < 4; i++) {
		buffer_append_string(
			&bytes, "2020-01-02 10:11 started: ready\n2020-01-02 10:12 ok\n");
		buffer_append_string(
			&text, "2020-01-02 10:11 started: ready\n2020-01-02 10:12 ok\n");
		start = text.length;
		buffer_append_string(&text, "The name of the service is wrong\r\nat line 5\r\n");
		append_encoded(&bytes, (struct slice){text.bytes + start, text.length - start},
			"UTF-16LE");
	}
	expect_parts(&bytes, &text, "UTF-8 UTF-16LE UTF-8 UTF-16LE UTF-8 UTF-16LE UTF-8 UTF-16LE ");
	buffer_clear(&text);
	buffer_clear(&bytes);
}

static void
test_a_short_stretch_of_doubt_stays(void **state)
{
	struct buffer bytes, text;
	struct decoded decoded;

	(void)state;
	buffer_init(&bytes);
	buffer_init(&text);
	add_lines(&bytes, &text, &kinds[0], 0, 10, "\n");
	buffer_append_string(&bytes, "\xBB\xE1\xD2\xE9\xBF\xF6\n"); /* three characters */
	add_lines(&bytes, &text, &kinds[0], 0, 10, "\n");
	assert_true(decode_text(buffer_slice(&bytes), NULL, &decoded, NULL));
	assert_string_equal(decoded.encoding, "UTF-8");
	assert_int_equal(decoded.part_count, 0);
	assert_int_equal(decoded.undecodable, 5);
	decoded_clear(&decoded);
	buffer_clear(&text);
	buffer_clear(&bytes);
}

/* The reader's word holds for all of the text; "mixed" is one, too. */
static void
test_a_given_encoding_is_obeyed(void **state)
{
	struct buffer bytes, text;
	struct decoded decoded;

	(void)state;
	buffer_init(&bytes);
	buffer_init(&text);
	add_lines(&bytes, &text, &kinds[0], 0, 10, "\n");
	add_lines(&bytes, &text, &kinds[1], 0, 10, "\n");
	assert_true(decode_text(buffer_slice(&bytes), "UTF-8", &decoded, NULL));
	assert_string_equal(decoded.encoding, "UTF-8");
	assert_int_equal(decoded.part_count, 0);
	assert_true(decoded.undecodable > 100);
	decoded_clear(&decoded);
	assert_true(decode_text(buffer_slice(&bytes), "mixed", &decoded, NULL));
	assert_string_equal(decoded.encoding, "UTF-8+GB18030");
	expect_text(&decoded, &text, "mixed");
	decoded_clear(&decoded);
	buffer_clear(&text);
	buffer_clear(&bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_pairs_at_many_places),
		cmocka_unit_test(test_texts_of_one_encoding_stay_whole),
		cmocka_unit_test(test_other_scripts_stay_whole),
		cmocka_unit_test(test_three_parts_and_back_again),
		cmocka_unit_test(test_marks_within_are_dropped),
		cmocka_unit_test(test_a_log_of_two_programs),
		cmocka_unit_test(test_a_short_stretch_of_doubt_stays),
		cmocka_unit_test(test_a_given_encoding_is_obeyed),
	};

	return cmocka_run_group_tests_name("text_mixed", tests, NULL, NULL);
}
