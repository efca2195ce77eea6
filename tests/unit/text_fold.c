/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/fold.h"

#include "base/buffer.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>
/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* The folded characters as UTF-8; buffer_clear frees. */
static struct buffer
folded_text(const struct fold *fold)
{
	struct buffer text;
	size_t i;

	buffer_init(&text);
	for (i = 0; i < fold->count; i++)
		unicode_append(&text, fold->characters[i]);
	return text;
}

static void
expect_with(enum fold_blanks blanks, const char *source, const char *expected)
{
	struct fold fold;
	struct buffer text;

	fold_init(&fold);
	assert_true(fold_apply(&fold, slice_from_string(source), blanks));
	text = folded_text(&fold);
	assert_string_equal(buffer_string(&text), expected);
	buffer_clear(&text);
	fold_clear(&fold);
}

static void
expect(const char *source, const char *expected)
{
	expect_with(FOLD_ALL, source, expected);
}

/* The source must come through as it is: nothing in it is residue. */
static void
expect_kept(const char *source)
{
	expect(source, source);
}

static void
test_scripts_are_one(void **state)
{
	(void)state;
	expect("會議強調", "会议强调");
	expect("於並裡裏為爲説說衞衛羣群恆恒餘鍾甯", "于并里里为为说说卫卫群群恒恒余钟宁");
	expect("臺灣台湾", "台湾台湾");
	expect("頭髮發展", "头发发展");
	expect("甚麼麽抬擡", "甚么么抬抬");
	expect_kept("会议强调什么");
}

static void
test_forms_are_one(void **state)
{
	(void)state;
	expect("ＡＢｃ１２３", "abc123");
	expect("ABC Def", "abc def");
	expect("，：；？！（）", ",:;?!()");
	expect_kept("。、《》「」");
	expect("林勞", "林劳"); /* compatibility ideographs */
	expect("⼭", "山");     /* a radical */
	expect("ｱｲ", "アイ");
	expect("“四个”‘是’", "\"四个\"'是'");
	expect("“三五＂", "\"三五\"");
	expect("二○二○", "二〇二〇");
}

static void
test_characters_with_longer_forms_stay(void **state)
{
	(void)state;
	expect_kept("㈱½…");
	expect_kept("ß");
}

static void
test_middle_dots_are_one(void **state)
{
	(void)state;
	expect("甲·乙•丙・丁‧戊∙己", "甲·乙·丙·丁·戊·己");
	expect("甲．乙", "甲·乙");
	expect("３．５", "3.5");
	expect("甲．5", "甲.5");
}

static void
test_what_has_no_width_vanishes(void **state)
{
	(void)state;
	expect("\xEF\xBB\xBF会\xE2\x80\x8B议", "会议");
	expect("葛\xF3\xA0\x84\x80城", "葛城");
	expect("soft\xC2\xADhyphen", "softhyphen");
	expect("好\xE2\x81\xA0吗", "好吗");
	expect("a\033b\x07", "ab");
}

static void
test_blanks(void **state)
{
	(void)state;
	expect("韩　正 and  more", "韩正and more");
	expect("　　会议 强调。 然后", "会议强调。然后");
	expect("  plain \t words\r", "plain words");
	expect("", "");
	expect(" 　", "");
	expect_with(FOLD_KEEP_BLANKS, "韩　正 and  more", "韩 正 and more");
	expect_with(FOLD_KEEP_BLANKS, "　　会议 \xC2\xA0强调", " 会议 强调");
	expect_with(FOLD_KEEP_BLANKS, "强调 ", "强调 ");
	expect_with(FOLD_KEEP_BLANKS, "冯 \xE2\x80\x8B 镭", "冯 镭");
}

static void
test_residue_with_tones_goes(void **state)
{
	(void)state;
	expect("會議強調(diào),要", "会议强调,要");
	expect("學(xué)習(xí)習(xí)近平", "学习习近平");
	expect("市長(zhǎng)說", "市长说");
	expect("綠(lǜ)色", "绿色");
	expect("強（qiáng）化", "强化");
	expect("發(fā)", "发");
	expect("發(fa\xCC\x84)展", "发展"); /* a combining macron */
	expect("發(fă)展", "发展");         /* breve for caron */
	expect("戰(zhɑ̀n)", "战");
	expect("習 (xí)", "习(xí)"); /* a blank stands between: not behind the ideograph */
}

static void
test_residue_without_tones_goes(void **state)
{
	(void)state;
	expect("国(guo)(guo)务(wu)(wu)院总理(li)李(li)强(qiang)", "国务院总理李强");
	expect("国(guo)务(wu)院(yuan)的(de)人(ren)", "国务院的人");
	expect("国(guo)😀(guo)务🎉(wu)院", "国务院");
	expect("强(qiang)调", "强调");
	expect("人們(men)發(fā)展(zhǎn)", "人们发展"); /* a neutral tone among others */
	expect("他(ta)們(men)說(shuo)他(he)對(dui)", "他们说他对");
}

static void
test_words_in_brackets_stay(void **state)
{
	(void)state;
	expect("增长率(GDP)", "增长率(gdp)");
	expect_kept("定冠词(the)");
	expect_kept("第(1)条");
	expect_kept("方案(a)");
	expect_kept("方案(a)和方案(b)、方案(c)、方案(e)");
	expect_kept("不定冠词(an)");
	expect_kept("他(he)是");
	expect_kept("十分(min)");
	expect_kept("他(he)和她(she)和我(me)");
	expect_kept("可以(can)、长(long)、男(men)");
	expect_kept("第(xi)节");
	expect_kept("咖啡(café)");
	expect_kept("面包(bread)");
	expect("强(Qiang)", "强(qiang)");
	expect_kept("强(qiangg)");
	expect_kept("强(qian g)");
	expect_kept("强(qiang");
	expect_kept("强(");
	expect_kept("强()");
	expect_kept("(diào)");
	expect_kept("a(diào)");
	expect("。(diào)", "。(diào)");
}

static void
test_emoji_go_only_with_residue(void **state)
{
	(void)state;
	expect_kept("国😀务");
	expect_kept("国(guo国");
	expect("国(guo)😀务", "国务");
	expect("国(guo)😀 ok", "国😀 ok");
	expect("国😀(guo)", "国");
	expect("主义(y🎐i)现(xian)代", "主义现代");
	expect("全面(mian🎉)准确", "全面准确");
	expect_kept("全面(🎉)准确");
	expect("国❤\xEF\xB8\x8F(guo)", "国");
}

static void
test_offsets_and_residue_spans(void **state)
{
	struct fold fold;
	struct slice source = slice_from_string("會議強調(diào)，Ａ　b ok");
	struct span span;

	(void)state;
	fold_init(&fold);
	assert_true(fold_apply(&fold, source, FOLD_ALL));
	assert_int_equal(fold.count, 11); /* 会议强调,a b ok */
	assert_int_equal(fold.offsets[3], 9);
	assert_int_equal(fold.offsets[4], 19);
	assert_int_equal(fold.offsets[fold.count], source.length);
	assert_int_equal(fold.residue_count, 1);
	assert_int_equal(fold.residue[0].start, 12);
	assert_int_equal(fold.residue[0].end, 19);
	span = fold_source_span(&fold, 0, 4);
	assert_int_equal(span.start, 0);
	assert_int_equal(span.end, 12); /* residue behind the last character is outside */
	span = fold_source_span(&fold, 3, 5);
	assert_int_equal(span.start, 9);
	assert_int_equal(span.end, 22); /* residue between is inside */
	span = fold_source_span(&fold, 5, 6);
	assert_int_equal(span.end, 25); /* the blank behind is outside */
	span = fold_source_span(&fold, 4, 4);
	assert_int_equal(span.start, 19);
	assert_int_equal(span.end, 19);
	span = fold_source_span(&fold, 11, 99);
	assert_int_equal(span.start, source.length);
	assert_int_equal(span.end, source.length);
	assert_int_equal(fold_from_source(&fold, 0), 0);
	assert_int_equal(fold_from_source(&fold, 9), 3);
	assert_int_equal(fold_from_source(&fold, 10), 4);
	assert_int_equal(fold_from_source(&fold, 15), 4);
	assert_int_equal(fold_from_source(&fold, source.length), fold.count);
	fold_clear(&fold);
}

static void
test_an_empty_fold_answers(void **state)
{
	struct fold fold;

	(void)state;
	fold_init(&fold);
	assert_int_equal(fold_source_span(&fold, 0, 3).end, 0);
	assert_int_equal(fold_from_source(&fold, 3), 0);
	assert_true(fold_apply(&fold, (struct slice){NULL, 0}, FOLD_ALL));
	assert_int_equal(fold.count, 0);
	assert_int_equal(fold.offsets[0], 0);
	fold_clear(&fold);
}

static void
test_folding_a_fold_changes_nothing(void **state)
{
	uint32_t character;

	(void)state;
	for (character = 0; character <= 0x10FFFF; character++) {
		uint32_t folded = fold_character(character);

		if (folded != 0)
			assert_int_equal(fold_character(folded), folded);
	}
	assert_int_equal(fold_character(0x3000), ' ');
	assert_int_equal(fold_character('\n'), ' ');
	assert_int_equal(fold_character(0xFEFF), 0);
	assert_int_equal(fold_character(0xFFFD), 0xFFFD);
}

/* A small generator: the test must not depend on the system's. */
static uint32_t
next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (uint32_t)(*seed >> 33);
}

static void
append_random(struct buffer *text, uint64_t *seed)
{
	static const char *const pieces[] = {"山", "調(diào)", "国(guo)(guo)", "(he)", "😀", " ",
		"　", "a", "Ｂ", "。", "，", "．", "\xE2\x80\x8B", "\xFF", "\xE5\xB1", "(", ")",
		"𠀀", "é", "“", "\0"};
	const char *piece = pieces[next_random(seed) % (sizeof pieces / sizeof pieces[0])];

	if (*piece)
		buffer_append_string(text, piece);
	else
		buffer_append_byte(text, '\0');
}

/* What holds for every fold of every text. */
static void
check_invariants(const struct fold *fold, struct slice source)
{
	size_t i, residue = 0;

	for (i = 0; i < fold->count; i++) {
		size_t at = fold->offsets[i], length;
		struct span span = fold_source_span(fold, i, i + 1);

		unicode_decode(source, at, &length);
		assert_int_equal(fold->lengths[i], length);
		assert_true(at + length <= fold->offsets[i + 1]);
		assert_int_equal(span.start, at);
		assert_int_equal(span.end, at + length);
		assert_int_equal(fold_from_source(fold, at), i);
		assert_int_not_equal(fold->characters[i], 0);
		while (residue < fold->residue_count && fold->residue[residue].end <= at)
			residue++;
		assert_true(residue == fold->residue_count || fold->residue[residue].start > at);
	}
	assert_int_equal(fold->offsets[fold->count], source.length);
	for (i = 0; i < fold->residue_count; i++) {
		assert_true(fold->residue[i].start < fold->residue[i].end);
		assert_true(i == 0 || fold->residue[i - 1].end <= fold->residue[i].start);
	}
}

static void
test_invariants_over_random_texts(void **state)
{
	uint64_t seed = 20200203;
	struct fold fold, again;
	int round;

	(void)state;
	fold_init(&fold);
	fold_init(&again);
	for (round = 0; round < 3000; round++) {
		uint32_t pieces = next_random(&seed) % 24;
		enum fold_blanks blanks = round % 2 ? FOLD_ALL : FOLD_KEEP_BLANKS;
		struct buffer text, once, twice;

		buffer_init(&text);
		while (pieces-- > 0)
			append_random(&text, &seed);
		assert_true(fold_apply(&fold, buffer_slice(&text), blanks));
		check_invariants(&fold, buffer_slice(&text));
		/* Without brackets left over that could become residue a fold folds to itself. */
		once = folded_text(&fold);
		assert_true(fold_apply(&again, buffer_slice(&once), blanks));
		twice = folded_text(&again);
		if (again.residue_count == 0)
			assert_true(slice_equal(buffer_slice(&once), buffer_slice(&twice)));
		buffer_clear(&text);
		buffer_clear(&once);
		buffer_clear(&twice);
	}
	fold_clear(&fold);
	fold_clear(&again);
}

static struct fold_hash
hash_of(const char *one, const char *other)
{
	struct fold_hash hash = fold_hash_start();
	struct fold fold;

	fold_init(&fold);
	assert_true(fold_apply(&fold, slice_from_string(one), FOLD_ALL));
	hash = fold_hash_add(hash, &fold);
	assert_true(fold_apply(&fold, slice_from_string(other), FOLD_ALL));
	hash = fold_hash_add(hash, &fold);
	fold_clear(&fold);
	return hash;
}

static bool
same_hash(struct fold_hash one, struct fold_hash other)
{
	return one.high == other.high && one.low == other.low;
}

static void
test_the_hash_knows_what_the_fold_knows(void **state)
{
	struct fold_hash hash = hash_of("会议强调，要快。", "二");

	(void)state;
	assert_true(same_hash(hash, hash_of("　　會議強調(diào),要快。", "二 ")));
	assert_true(same_hash(hash_of("山", ""), hash_of("", "山")));
	assert_false(same_hash(hash, hash_of("会议强调，要快", "。二")));
	assert_false(same_hash(hash, hash_of("会议强调，要快。二", "")));
	assert_false(same_hash(hash, hash_of("二", "会议强调，要快。")));
	assert_false(same_hash(hash_of("ab", ""), hash_of("ba", "")));
	/* Kept in people's notes files: it must never change. */
	assert_true(same_hash(
		hash_of("山", "城"), (struct fold_hash){0x5A5BCE60CBE92803, 0x75702C77544E9E32}));
}

/* What a text is read by sixteen bytes at a time must fold as what is read one by one. */
static void
test_characters_fold_alike_alone_and_in_a_run(void **state)
{
	struct fold alone, among;
	uint32_t character;

	(void)state;
	fold_init(&alone);
	fold_init(&among);
	for (character = 0x3000; character < 0x10000; character++) {
		struct buffer text;
		size_t length, last;

		if (character == 0xD800)
			character = 0xE000;
		if (character == 0xFF08 || character == 0xFF0E)
			continue; /* hang on what stands around them */
		buffer_init(&text);
		unicode_append(&text, character);
		assert_true(fold_apply(&alone, buffer_slice(&text), FOLD_KEEP_BLANKS));
		buffer_clear(&text);
		buffer_append_string(&text, "山水山");
		unicode_append(&text, character);
		buffer_append_string(&text, "山，水山水山水");
		assert_true(fold_apply(&among, buffer_slice(&text), FOLD_KEEP_BLANKS));
		last = among.count;
		length = last - 10 + 1;
		assert_int_equal(length, 1 + alone.count);
		if (alone.count > 0) {
			assert_int_equal(among.characters[3], alone.characters[0]);
			assert_int_equal(among.offsets[3], 9);
		}
		assert_int_equal(among.characters[3 + alone.count], 0x5C71);
		assert_int_equal(among.characters[last - 6], ',');
		assert_int_equal(among.characters[last], 0);
		assert_int_equal(among.counted, alone.count > 0);
		buffer_clear(&text);
	}
	fold_clear(&alone);
	fold_clear(&among);
}

static void
test_what_a_fold_says_of_its_source(void **state)
{
	static const struct {
		const char *source;
		bool counted, literal;
	} sources[] = {
		{"", true, true},
		{"市長強調，要「安全」（一）。Done well.", true, true},
		{"两 个　空白", true, true},
		{"很多  空白", false, true},
		{"強調(diào)安全", false, false},
		{"零\xE2\x80\x8B宽", false, true},
		{"他说\"好\"", true, false},
		{"a\\b", true, false},
		{"一\t二", true, false},
		{"一\xC2\x85二", true, false},
		{"坏\xFF的", true, false},
		{"反\xE2\x80\xAE向", false, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
		struct fold fold;

		fold_init(&fold);
		assert_true(
			fold_apply(&fold, slice_from_string(sources[i].source), FOLD_KEEP_BLANKS));
		if (fold.counted != sources[i].counted || fold.literal != sources[i].literal)
			fail_msg("%s: counted %d, literal %d", sources[i].source, fold.counted,
				fold.literal);
		fold_clear(&fold);
	}
}

/* A stretch of some hundred kilobytes of the patterns in random order. */
static struct buffer
long_text(const char *const *patterns, size_t count)
{
	uint64_t seed = 11;
	struct buffer text;

	buffer_init(&text);
	while (text.length < 700000) {
		seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
		buffer_append_string(&text, patterns[(seed >> 33) % count]);
	}
	return text;
}

static void
test_pieces_fold_as_the_whole(void **state)
{
	static const char *const prose[] = {"會議強調，", "清河县", "各地要", " ", "abc", "。",
		"强(qiang)", "调(diào)", "(he)", "１２", "韩　正", "“山”", "\xE2\x80\x8B"};
	static const char *const letters[] = {"abc", "Qiang", "7"};
	const char *const *texts[] = {prose, letters};
	const size_t counts[] = {sizeof prose / sizeof *prose, sizeof letters / sizeof *letters};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct buffer text = long_text(texts[i], counts[i]);
		struct slice source = buffer_slice(&text);
		struct fold whole, piece;
		struct fold_hash hash = fold_hash_start();
		size_t at = 0, seen = 0, pieces = 0;

		fold_init(&whole);
		fold_init(&piece);
		assert_true(fold_apply(&whole, source, FOLD_ALL));
		for (; at < source.length; at = fold_piece_end(source, at), pieces++) {
			size_t end = fold_piece_end(source, at);

			assert_true(fold_apply(
				&piece, slice_at(source, (struct span){at, end}), FOLD_ALL));
			assert_true(seen + piece.count <= whole.count);
			assert_memory_equal(whole.characters + seen, piece.characters,
				piece.count * sizeof *piece.characters);
			seen += piece.count;
		}
		assert_int_equal(seen, whole.count);
		assert_true(i == 0 || pieces >= 5);
		assert_true(fold_hash_add_source(&hash, source, &piece));
		assert_true(hash.high == fold_hash_add(fold_hash_start(), &whole).high);
		fold_clear(&piece);
		fold_clear(&whole);
		buffer_clear(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scripts_are_one),
		cmocka_unit_test(test_forms_are_one),
		cmocka_unit_test(test_characters_with_longer_forms_stay),
		cmocka_unit_test(test_middle_dots_are_one),
		cmocka_unit_test(test_what_has_no_width_vanishes),
		cmocka_unit_test(test_blanks),
		cmocka_unit_test(test_residue_with_tones_goes),
		cmocka_unit_test(test_residue_without_tones_goes),
		cmocka_unit_test(test_words_in_brackets_stay),
		cmocka_unit_test(test_emoji_go_only_with_residue),
		cmocka_unit_test(test_offsets_and_residue_spans),
		cmocka_unit_test(test_an_empty_fold_answers),
		cmocka_unit_test(test_folding_a_fold_changes_nothing),
		cmocka_unit_test(test_invariants_over_random_texts),
		cmocka_unit_test(test_characters_fold_alike_alone_and_in_a_run),
		cmocka_unit_test(test_what_a_fold_says_of_its_source),
		cmocka_unit_test(test_the_hash_knows_what_the_fold_knows),
		cmocka_unit_test(test_pieces_fold_as_the_whole),
	};

	return cmocka_run_group_tests_name("text_fold", tests, NULL, NULL);
}
