/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A bracket is a reading when it holds 1 to 6 lower-case letters that are a syllable of Pinyin.
 * With a tone mark that is enough. So it is for most syllables without one: 强(qiang) is no gloss
 * that an author would write. But some syllables are words (he, men, long), units (min, mu) or
 * numerals (xi) too; these need company:
 *
 *   - another bracket of the same chain (he)(he), or
 *   - a reading beyond doubt nearby (NEARBY_BYTES to either side).
 *
 * A chain is all that hangs on one ideograph: brackets, with emoji before, between or behind them.
 */
#include "text/residue.h"

#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

enum {
	LETTERS_AT_MOST = 6,
	EMOJI_AT_MOST = 8, /* in a row */
	NEARBY_BYTES = 240
};

/* clang-format off */
static const char syllables[][LETTERS_AT_MOST + 1] = {
	"a", "ai", "an", "ang", "ao", "ba", "bai", "ban", "bang", "bao", "bei", "ben", "beng",
	"bi", "bian", "biao", "bie", "bin", "bing", "bo", "bu", "ca", "cai", "can", "cang", "cao",
	"ce", "cen", "ceng", "cha", "chai", "chan", "chang", "chao", "che", "chen", "cheng",
	"chi", "chong", "chou", "chu", "chua", "chuai", "chuan", "chuang", "chui", "chun", "chuo",
	"ci", "cong", "cou", "cu", "cuan", "cui", "cun", "cuo", "da", "dai", "dan", "dang", "dao",
	"de", "dei", "den", "deng", "di", "dia", "dian", "diao", "die", "ding", "diu", "dong",
	"dou", "du", "duan", "dui", "dun", "duo", "e", "ei", "en", "eng", "er", "fa", "fan",
	"fang", "fei", "fen", "feng", "fiao", "fo", "fou", "fu", "ga", "gai", "gan", "gang",
	"gao", "ge", "gei", "gen", "geng", "gong", "gou", "gu", "gua", "guai", "guan", "guang",
	"gui", "gun", "guo", "ha", "hai", "han", "hang", "hao", "he", "hei", "hen", "heng", "hm",
	"hng", "hong", "hou", "hu", "hua", "huai", "huan", "huang", "hui", "hun", "huo", "ji",
	"jia", "jian", "jiang", "jiao", "jie", "jin", "jing", "jiong", "jiu", "ju", "juan", "jue",
	"jun", "ka", "kai", "kan", "kang", "kao", "ke", "kei", "ken", "keng", "kong", "kou", "ku",
	"kua", "kuai", "kuan", "kuang", "kui", "kun", "kuo", "la", "lai", "lan", "lang", "lao",
	"le", "lei", "leng", "li", "lia", "lian", "liang", "liao", "lie", "lin", "ling", "liu",
	"lo", "long", "lou", "lu", "luan", "lue", "lun", "luo", "lv", "lve", "m", "ma", "mai",
	"man", "mang", "mao", "me", "mei", "men", "meng", "mi", "mian", "miao", "mie", "min",
	"ming", "miu", "mo", "mou", "mu", "n", "na", "nai", "nan", "nang", "nao", "ne", "nei",
	"nen", "neng", "ng", "ni", "nia", "nian", "niang", "niao", "nie", "nin", "ning", "niu",
	"nong", "nou", "nu", "nuan", "nue", "nun", "nuo", "nv", "nve", "o", "ou", "pa", "pai",
	"pan", "pang", "pao", "pei", "pen", "peng", "pi", "pian", "piao", "pie", "pin", "ping",
	"po", "pou", "pu", "qi", "qia", "qian", "qiang", "qiao", "qie", "qin", "qing", "qiong",
	"qiu", "qu", "quan", "que", "qun", "ran", "rang", "rao", "re", "ren", "reng", "ri",
	"rong", "rou", "ru", "rua", "ruan", "rui", "run", "ruo", "sa", "sai", "san", "sang",
	"sao", "se", "sen", "seng", "sha", "shai", "shan", "shang", "shao", "she", "shei", "shen",
	"sheng", "shi", "shou", "shu", "shua", "shuai", "shuan", "shuang", "shui", "shun", "shuo",
	"si", "song", "sou", "su", "suan", "sui", "sun", "suo", "ta", "tai", "tan", "tang", "tao",
	"te", "tei", "teng", "ti", "tian", "tiao", "tie", "ting", "tong", "tou", "tu", "tuan",
	"tui", "tun", "tuo", "wa", "wai", "wan", "wang", "wei", "wen", "weng", "wo", "wu", "xi",
	"xia", "xian", "xiang", "xiao", "xie", "xin", "xing", "xiong", "xiu", "xu", "xuan", "xue",
	"xun", "ya", "yan", "yang", "yao", "ye", "yi", "yin", "ying", "yo", "yong", "you", "yu",
	"yuan", "yue", "yun", "za", "zai", "zan", "zang", "zao", "ze", "zei", "zen", "zeng",
	"zha", "zhai", "zhan", "zhang", "zhao", "zhe", "zhei", "zhen", "zheng", "zhi", "zhong",
	"zhou", "zhu", "zhua", "zhuai", "zhuan", "zhuang", "zhui", "zhun", "zhuo", "zi", "zong",
	"zou", "zu", "zuan", "zui", "zun", "zuo",
};
/* clang-format on */

/* Syllables that honest texts have in brackets: short words, units, numerals, single letters. */
/* clang-format off */
static const char words[][LETTERS_AT_MOST + 1] = {
	"a", "ai", "an", "ban", "bang", "bao", "bin", "bo", "can", "chi", "da", "dan", "de",
	"den", "di", "die", "du", "e", "en", "er", "fa", "fan", "fen", "fu", "gang", "gu", "gun",
	"ha", "hang", "he", "hen", "hm", "hong", "hui", "hun", "ku", "la", "lan", "le", "lei",
	"li", "lie", "lo", "long", "lu", "ma", "mai", "man", "me", "men", "mi", "min", "mo", "mu",
	"na", "nan", "ne", "ni", "nu", "nun", "o", "pa", "pai", "pan", "pang", "pen", "pie",
	"pin", "ping", "po", "pu", "qi", "ran", "rang", "re", "ru", "run", "sa", "sang", "se",
	"she", "shun", "si", "song", "su", "sui", "sun", "ta", "tai", "tan", "tang", "ti", "tie",
	"ting", "tu", "tun", "wa", "wan", "wen", "wu", "xi", "ya", "yang", "ye", "yi", "yin",
	"you", "yuan",
};
/* clang-format on */

/* What a bracket was found to be. */
enum reading {
	READING_NONE,
	READING_WORD,     /* a syllable that is also a word */
	READING_TONELESS, /* a syllable that is nothing else */
	READING_TONED     /* with a tone mark */
};

/* The letter under a tone mark. */
struct toned {
	const char *characters;
	char letter;
};

static const struct toned toned_letters[] = {
	{"āáǎàă", 'a'},
	{"ēéěèĕ", 'e'},
	{"īíǐìĭ", 'i'},
	{"ōóǒòŏ", 'o'},
	{"ūúǔùŭ", 'u'},
	{"ǖǘǚǜ", 'v'},
	{"ńňǹ", 'n'},
	{"ḿ", 'm'},
};

static int
compare_syllables(const void *one, const void *other)
{
	return strcmp(one, other);
}

static bool
is_listed(struct slice letters, const char (*list)[LETTERS_AT_MOST + 1], size_t count)
{
	char key[LETTERS_AT_MOST + 1];

	if (letters.length == 0 || letters.length > LETTERS_AT_MOST)
		return false;
	memcpy(key, letters.bytes, letters.length);
	key[letters.length] = '\0';
	return bsearch(key, list, count, sizeof list[0], compare_syllables) != NULL;
}

bool
residue_is_syllable(struct slice letters)
{
	return is_listed(letters, syllables, sizeof syllables / sizeof syllables[0]);
}

static bool
is_word(struct slice letters)
{
	return is_listed(letters, words, sizeof words / sizeof words[0]);
}

static bool
is_emoji(uint32_t character)
{
	return (character >= 0x1F000 && character <= 0x1FAFF) ||
		(character >= 0x2600 && character <= 0x27BF) || character == 0x2B50;
}

/* What clings to an emoji: joiner, variation selectors, the key cap. */
static bool
is_emoji_part(uint32_t character)
{
	return character == 0x200D || character == 0x20E3 ||
		(character >= 0xFE00 && character <= 0xFE0F);
}

bool
residue_may_begin(uint32_t character)
{
	return character == '(' || character == 0xFF08 || is_emoji(character);
}

/* A letter of Pinyin without its tone, 0 for anything else; *toned is set when it had one. */
static char
plain_letter(uint32_t character, bool *toned)
{
	size_t i, at, length;

	if (character >= 'a' && character <= 'z')
		return (char)character;
	if (character == 0x00FC) /* ü */
		return 'v';
	if (character == 0x00EA) /* ê */
		return 'e';
	if (character == 0x0251) /* ɑ */
		return 'a';
	if (character == 0x0261) /* ɡ */
		return 'g';
	for (i = 0; i < sizeof toned_letters / sizeof toned_letters[0]; i++) {
		struct slice all = slice_from_string(toned_letters[i].characters);

		for (at = 0; at < all.length; at += length) {
			if (unicode_decode(all, at, &length) == character) {
				*toned = true;
				return toned_letters[i].letter;
			}
		}
	}
	return 0;
}

/* Whether it is a combining tone mark: macron, acute, caron, breve, grave. */
static bool
is_tone_mark(uint32_t character)
{
	return character == 0x0300 || character == 0x0301 || character == 0x0304 ||
		character == 0x0306 || character == 0x030C;
}

/* What the bracket that opens at byte offset at is; *end becomes the offset behind it. */
static enum reading
read_bracket(struct slice text, size_t at, size_t *end)
{
	char letters[LETTERS_AT_MOST];
	struct slice syllable = {letters, 0};
	bool toned = false;
	uint32_t character;
	size_t length, emoji = 0;

	*end = at;
	if (at >= text.length)
		return READING_NONE;
	character = unicode_decode(text, at, &length);
	if (character != '(' && character != 0xFF08)
		return READING_NONE;
	for (at += length; at < text.length; at += length) {
		char letter;

		character = unicode_decode(text, at, &length);
		if (character == ')' || character == 0xFF09)
			break;
		if (syllable.length > 0 && is_tone_mark(character)) {
			toned = true;
			continue;
		}
		/* 义(y🎐i): an emoji may be inside the bracket too. */
		if (syllable.length > 0 && emoji < LETTERS_AT_MOST &&
			(is_emoji(character) || is_emoji_part(character))) {
			emoji++;
			continue;
		}
		letter = plain_letter(character, &toned);
		if (!letter || syllable.length == LETTERS_AT_MOST)
			return READING_NONE;
		letters[syllable.length++] = letter;
	}
	if (at >= text.length || !residue_is_syllable(syllable))
		return READING_NONE;
	*end = at + length;
	if (toned)
		return READING_TONED;
	return is_word(syllable) ? READING_WORD : READING_TONELESS;
}

/* The offset behind the emoji that stand at byte offset at. */
static size_t
skip_emoji(struct slice text, size_t at)
{
	size_t length, count = 0;

	while (at < text.length && count < EMOJI_AT_MOST) {
		uint32_t character = unicode_decode(text, at, &length);

		if (!is_emoji(character) && !(count > 0 && is_emoji_part(character)))
			break;
		count += is_emoji(character);
		at += length;
	}
	return at;
}

/* Whether something that a reading may hang on ends at byte offset at: an ideograph, a bracket. */
static bool
is_hook(struct slice text, size_t at)
{
	size_t length;
	uint32_t character;

	if (at == 0)
		return false;
	character = unicode_decode(text, unicode_previous(text, at), &length);
	return unicode_is_han(character) || character == ')' || character == 0xFF09 ||
		is_emoji(character);
}

struct residue_finder
residue_finder_start(struct slice text)
{
	return (struct residue_finder){.text = text};
}

/* Looks for the next reading beyond doubt up to byte offset to, from where it was looked before. */
static void
scan_for_certain(struct residue_finder *finder, size_t from, size_t to)
{
	size_t at = finder->scanned > from ? finder->scanned : from, behind;

	if (finder->next_certain >= from && finder->next_certain < finder->scanned)
		return;
	for (; at < to; at++) {
		unsigned char byte = (unsigned char)finder->text.bytes[at];

		if ((byte != '(' && byte != 0xEF) || !is_hook(finder->text, at))
			continue;
		if (read_bracket(finder->text, at, &behind) >= READING_TONELESS) {
			finder->next_certain = at;
			at++;
			break;
		}
	}
	finder->scanned = at > finder->scanned ? at : finder->scanned;
}

/* Whether the chain [start, end), which may be a word, stands near a reading beyond doubt. */
static bool
has_company(struct residue_finder *finder, size_t start, size_t end)
{
	size_t left = finder->text.length - end;
	size_t to = end + (left < NEARBY_BYTES ? left : NEARBY_BYTES);

	if (finder->last_certain > 0 && start - finder->last_certain <= NEARBY_BYTES)
		return true;
	scan_for_certain(finder, end, to);
	return finder->next_certain >= end && finder->next_certain < to;
}

size_t
residue_finder_end(struct residue_finder *finder, size_t at)
{
	struct slice text = finder->text;
	size_t start = at, end = at, brackets = 0, behind, length;
	enum reading best = READING_NONE;

	for (;;) {
		size_t open = skip_emoji(text, end);
		enum reading reading = read_bracket(text, open, &behind);

		if (reading == READING_NONE)
			break;
		best = reading > best ? reading : best;
		brackets++;
		end = behind;
	}
	if (brackets == 0)
		return at;
	if (best >= READING_TONELESS || brackets > 1)
		finder->last_certain = end;
	else if (!has_company(finder, start, end))
		return at;
	behind = skip_emoji(text, end);
	if (behind > end && behind < text.length &&
		unicode_is_han(unicode_decode(text, behind, &length)))
		end = behind;
	return end;
}
