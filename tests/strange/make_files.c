/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes files that nobody expects into a folder: make_files FOLDER. Their names are numbers and
 * what is strange in them; without a folder the names are printed. Most have three pages, so that
 * there is something to page through.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A piece, written so many times. */
struct strange {
	const char *name;
	const char *bytes;
	size_t length;
	int times;
};

#define PIECE(LITERAL) (LITERAL), sizeof(LITERAL) - 1

/* A meeting stresses that management has to be strengthened, in six encodings. */
#define UTF8 "會議強調，要加強管理。"
#define GB                                                                                         \
	"\xBB\xE1\xD2\xE9\xC7\xBF\xB5\xF7\xA3\xAC\xD2\xAA\xBC\xD3\xC7\xBF\xB9\xDC\xC0\xED\xA1\xA3"
#define GB_FOUR "\x95\x34\xB2\x35\x81\x39\xEE\x39"
#define BIG5                                                                                       \
	"\xB7\x7C\xC4\xB3\xB1\x6A\xBD\xD5\xA1\x41\xAD\x6E\xA5\x5B\xB1\x6A\xBA\xDE\xB2\x7A\xA1\x43"
#define BIG5_HONG_KONG "\x9D\xEF\x9D\xF8\x9D\xF7"
#define UTF16LE "\x03\x67\x70\x8B\x37\x5F\xBF\x8A\x0C\xFF\x81\x89\xA0\x52\x42\xD8\xB7\xDF\x02\x30"
#define UTF16BE "\x67\x03\x8B\x70\x5F\x37\x8A\xBF\xFF\x0C\x89\x81\x52\xA0\xD8\x42\xDF\xB7\x30\x02"
#define MARKS "\xCC\x80\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85\xCC\x86\xCC\x87"

enum {
	PAGES = 45 /* lines: three pages of 24 rows */
};

static const struct strange files[] = {
	{"empty", PIECE(""), 0},
	{"one-letter", PIECE("a"), 1},
	{"one-nul", PIECE("\0"), 1},
	{"one-line-end", PIECE("\n"), 1},
	{"one-escape", PIECE("\x1B"), 1},
	{"one-byte-80", PIECE("\x80"), 1},
	{"one-byte-E6", PIECE("\xE6"), 1},
	{"one-byte-FF", PIECE("\xFF"), 1},
	{"one-blank", PIECE(" "), 1},
	{"only-line-ends", PIECE("\n"), 5000},
	{"only-cr", PIECE("\r"), 5000},
	{"only-crlf", PIECE("\r\n"), 5000},
	{"only-blanks", PIECE(" \t\xE3\x80\x80\n"), 500},
	{"mark-utf8-alone", PIECE("\xEF\xBB\xBF"), 1},
	{"mark-utf16le-alone", PIECE("\xFF\xFE"), 1},
	{"mark-utf16be-alone", PIECE("\xFE\xFF"), 1},
	{"mark-utf32le-alone", PIECE("\xFF\xFE\0\0"), 1},
	{"marks-within", PIECE("\xEF\xBB\xBF" UTF8 "\xEF\xBB\xBF\n"), PAGES},
	{"gb18030", PIECE(GB "\n"), PAGES},
	{"gb18030-four-bytes", PIECE(GB GB_FOUR GB "\n"), PAGES},
	{"gb18030-only-four-bytes", PIECE(GB_FOUR "\n"), PAGES},
	{"gb18030-private-use", PIECE(GB "\xAA\xA1\xF8\xA1\xFE\x50\n"), PAGES},
	{"gb18030-euro-80", PIECE(GB "\x80\n"), PAGES},
	{"gb18030-FF", PIECE(GB "\xFF" GB "\n"), PAGES},
	{"big5", PIECE(BIG5 "\n"), PAGES},
	{"big5-hkscs", PIECE(BIG5 BIG5_HONG_KONG "\n"), PAGES},
	{"big5-backslash", PIECE(BIG5 "\xB3\x5C\xA5\x5C\n"), PAGES},
	{"shift-jis", PIECE("\x89\xEF\x8B\x63\x82\xC5\x8B\xAD\x92\xB2\x82\xB5\x82\xBD\x81\x42\n"),
		PAGES},
	{"euc-jp", PIECE("\xB2\xF1\xB5\xC4\xA4\xC7\xB6\xAF\xC4\xB4\xA4\xB7\xA4\xBF\xA1\xA3\n"),
		PAGES},
	{"utf16le-without-mark", PIECE(UTF16LE "\n\0"), PAGES},
	{"utf16be-without-mark", PIECE(UTF16BE "\0\n"), PAGES},
	{"utf16le-marks", PIECE("\xFF\xFE" UTF16LE "\n\0"), PAGES},
	{"utf16be-marks", PIECE("\xFE\xFF" UTF16BE "\0\n"), PAGES},
	{"utf16le-odd", PIECE("\xFF\xFE" UTF16LE "\n"), 1},
	{"utf16le-lone-high", PIECE("\xFF\xFE" UTF16LE "\x42\xD8\n\0"), PAGES},
	{"utf16le-lone-low", PIECE("\xFF\xFE" UTF16LE "\xB7\xDF\n\0"), PAGES},
	{"utf16be-lone-high", PIECE("\xFE\xFF" UTF16BE "\xD8\x42\0\n"), PAGES},
	{"utf32le", PIECE("\xFF\xFE\0\0\x03\x67\0\0\n\0\0\0"), PAGES},
	{"latin1", PIECE("caf\xE9 na\xEFve d\xE9j\xE0 vu\n"), PAGES},
	{"changes-to-gb", PIECE(UTF8 "\n" UTF8 "\n" GB "\n"), PAGES},
	{"changes-to-utf8", PIECE(GB "\n" GB "\n" UTF8 "\n"), PAGES},
	{"changes-to-big5", PIECE(GB "\n" BIG5 "\n"), PAGES},
	{"changes-to-utf16", PIECE(UTF8 "\n" UTF16LE "\n\0"), PAGES},
	{"crlf", PIECE(UTF8 "\r\n"), PAGES},
	{"cr", PIECE(UTF8 "\r"), PAGES},
	{"cr-crlf-lf", PIECE(UTF8 "\r" UTF8 "\r\n" UTF8 "\n"), PAGES},
	{"cr-cr-lf", PIECE(UTF8 "\r\r\n"), PAGES},
	{"lf-cr", PIECE(UTF8 "\n\r"), PAGES},
	{"line-separator", PIECE(UTF8 "\xE2\x80\xA8"), PAGES},
	{"paragraph-separator", PIECE(UTF8 "\xE2\x80\xA9"), PAGES},
	{"next-line", PIECE(UTF8 "\xC2\x85"), PAGES},
	{"form-feed", PIECE(UTF8 "\f" UTF8 "\n\f\n"), PAGES},
	{"vertical-tab", PIECE(UTF8 "\v" UTF8 "\n"), PAGES},
	{"nul-lines", PIECE(UTF8 "\n\0\0\0\0\n"), PAGES},
	{"nuls-in-words", PIECE("會\0議\0\n" UTF8 "\n"), PAGES},
	{"tabs", PIECE("\t會\t議\t\t強調\t\n"), PAGES},
	{"only-tabs-in-a-row", PIECE("\t\t\t\t\t\t\t\tx"), 300},
	{"backspaces", PIECE("會\b\b議\b" UTF8 "\n"), PAGES},
	{"bells", PIECE(UTF8 "\a\n"), PAGES},
	{"delete", PIECE(UTF8 "\x7F\n"), PAGES},
	{"escape-colours", PIECE("\x1B[31m" UTF8 "\x1B[0m\n"), PAGES},
	{"escape-clears", PIECE("\x1B[2J\x1B[H" UTF8 "\n"), PAGES},
	{"escape-title", PIECE("\x1B]0;title\a" UTF8 "\x1B]2;title\x1B\\\n"), PAGES},
	{"escape-device", PIECE("\x1BP+q\x1B\\\x1B_x\x1B\\\x1B^x\x1B\\" UTF8 "\n"), PAGES},
	{"escape-asks", PIECE("\x1B[6n\x1B[c\x1B[5n" UTF8 "\n"), PAGES},
	{"escape-alternate", PIECE("\x1B[?1049l\x1B\x63" UTF8 "\n"), PAGES},
	{"shift-out", PIECE("\x0E" UTF8 "\x0F\n"), PAGES},
	{"c1-controls", PIECE("\xC2\x9B\x33\x31m" UTF8 "\xC2\x9D\xC2\x9C\xC2\x90\xC2\x85\n"),
		PAGES},
	{"c1-bytes", PIECE(UTF8 "\x9B\x33\x31m\x9D\n"), PAGES},
	{"bidi-override", PIECE("\xE2\x80\xAE" UTF8 "ghi\xE2\x80\xAC\n"), PAGES},
	{"bidi-embedding", PIECE("\xE2\x80\xAA\xE2\x80\xAB\xE2\x80\xAD" UTF8 "\n"), PAGES},
	{"bidi-isolates", PIECE("\xE2\x81\xA6\xE2\x81\xA7\xE2\x81\xA8" UTF8 "\xE2\x81\xA9\n"),
		PAGES},
	{"bidi-marks", PIECE("\xE2\x80\x8E\xE2\x80\x8F\xD8\x9C" UTF8 "\n"), PAGES},
	{"hebrew-arabic", PIECE("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD8\xB3\xD9\x84 " UTF8 "\n"),
		PAGES},
	{"private-use", PIECE(UTF8 "\xEE\x80\x80\xEF\xA3\xBF\xF3\xB0\x80\x80\xF4\x8F\xBF\xBD\n"),
		PAGES},
	{"unassigned", PIECE(UTF8 "\xCD\xB8\xF0\xBF\xBF\xBD\xF3\xA0\x82\x80\n"), PAGES},
	{"noncharacters", PIECE(UTF8 "\xEF\xB7\x90\xEF\xBF\xBE\xEF\xBF\xBF\xF4\x8F\xBF\xBF\n"),
		PAGES},
	{"replacements", PIECE("\xEF\xBF\xBD" UTF8 "\xEF\xBF\xBD\n"), PAGES},
	{"emoji", PIECE("\xF0\x9F\x98\x80\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD" UTF8 "\n"), PAGES},
	{"emoji-family", PIECE("\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9" UTF8 "\n"), PAGES},
	{"emoji-flags", PIECE("\xF0\x9F\x87\xB9\xF0\x9F\x87\xBC\xF0\x9F\x87\xA8" UTF8 "\n"), PAGES},
	{"emoji-keycaps", PIECE("1\xEF\xB8\x8F\xE2\x83\xA3#\xEF\xB8\x8F\xE2\x83\xA3" UTF8 "\n"),
		PAGES},
	{"emoji-joiners-alone", PIECE("\xE2\x80\x8D\xE2\x80\x8D\xE2\x80\x8D\n"), PAGES},
	{"variation-selectors", PIECE("會\xEF\xB8\x80議\xF3\xA0\x84\x80強\xF3\xA0\x87\xAF調\n"),
		PAGES},
	{"tag-characters", PIECE(UTF8 "\xF3\xA0\x81\xA1\xF3\xA0\x81\xBF\n"), PAGES},
	{"combining-100", PIECE("e" MARKS MARKS MARKS MARKS MARKS MARKS MARKS MARKS MARKS), 40},
	{"combining-3000", PIECE(MARKS), 400},
	{"combining-first", PIECE("\xCC\x80" UTF8 "\n\xE3\x80\x99" UTF8 "\n"), PAGES},
	{"hangul-jamo", PIECE("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8\xE1\x85\xA1" UTF8 "\n"), PAGES},
	{"ambiguous-width", PIECE("“會議”…—·①②③ⅠⅡ§×÷°±αβγАБВ─│┌■□★\n"), PAGES},
	{"half-and-full-width", PIECE("ｶﾞｷﾞＡＢＣａｂｃ￥￦" UTF8 "\n"), PAGES},
	{"zero-width", PIECE("會\xE2\x80\x8B議\xE2\x81\xA0強\xEF\xBB\xBF調\xC2\xAD" UTF8 "\n"),
		PAGES},
	{"only-zero-width", PIECE("\xE2\x80\x8B\n\xE2\x81\xA0\n"), PAGES},
	{"ideographic-description", PIECE("⿰會議⿱強調 \xE3\x84\xBD \xE3\x80\xBE\n"), PAGES},
	{"extension-b-to-h", PIECE("\xF0\xA0\x80\x80\xF0\xAA\x9C\x80\xF0\xB0\x80\x80\n"), PAGES},
	{"lone-surrogates", PIECE(UTF8 "\xED\xA0\x80\xED\xBF\xBF\n"), PAGES},
	{"surrogate-pairs", PIECE(UTF8 "\xED\xA1\x82\xED\xBE\xB7\n"), PAGES},
	{"overlong-2", PIECE(UTF8 "\xC0\xAF\xC1\xBF\n"), PAGES},
	{"overlong-3", PIECE(UTF8 "\xE0\x80\xAF\xE0\x9F\xBF\n"), PAGES},
	{"overlong-4", PIECE(UTF8 "\xF0\x80\x80\xAF\xF0\x8F\xBF\xBF\n"), PAGES},
	{"overlong-nul", PIECE(UTF8 "\xC0\x80\n"), PAGES},
	{"beyond-unicode", PIECE(UTF8 "\xF4\x90\x80\x80\xF8\x88\x80\x80\x80\n"), PAGES},
	{"continuations-alone", PIECE("\x80\xBF\x80\xBF\n" UTF8 "\n"), PAGES},
	{"leads-alone", PIECE("\xC3\xE4\xF0" UTF8 "\n"), PAGES},
	{"long-line", PIECE(UTF8), 20000},
	{"long-word", PIECE("a"), 100000},
	{"long-damage", PIECE("\xE6\x9C"), 20000},
	{"percent-and-backslash", PIECE("%s%n%d\\n\\x1b%%" UTF8 "\n"), PAGES},
	{"like-html", PIECE("<p>" UTF8 "</p><script>&#27;[31m</script>\n"), PAGES},
	{"gb18030-2022", PIECE(GB "\xA6\xD9\xA6\xEC\xA6\xF3\xFE\x59\xFE\x6A\x82\x35\x90\x37\n"),
		PAGES},
	{"euc-kr", PIECE("\xC8\xB8\xC0\xC7\xBF\xA1\xBC\xAD \xB0\xAD\xC1\xB6\xC7\xDF\xB4\xD9.\n"),
		PAGES},
	{"windows-1251", PIECE("\xD1\xEE\xE2\xE5\xF9\xE0\xED\xE8\xE5 \xF0\xE5\xF8\xE8\xEB\xEE\n"),
		PAGES},
	{"iso-2022-jp", PIECE("\x1B$B2q5D\x1B(B \x1B$B6/D4\x1B(B\n"), PAGES},
	{"hz-and-utf7", PIECE("~{;aRi~} +ZwOLcA-\n"), PAGES},
	{"mark-utf8-before-gb", PIECE("\xEF\xBB\xBF" GB "\n"), PAGES},
	{"utf16le-with-nuls", PIECE("\xFF\xFE" UTF16LE "\0\0\n\0"), PAGES},
	{"emoji-flags-of-tags",
		PIECE("\xF0\x9F\x8F\xB4\xF3\xA0\x81\xA7\xF3\xA0\x81\xA2\xF3\xA0\x81\xBF" UTF8 "\n"),
		PAGES},
	{"emoji-presentation", PIECE("❤\xEF\xB8\x8F❤\xEF\xB8\x8E☎\xEF\xB8\x8F⚠" UTF8 "\n"), PAGES},
	{"devanagari-thai", PIECE("नमस्ते स्वागत สวัสดีครับ น้ำ" UTF8 "\n"), PAGES},
	{"long-blanks", PIECE(" "), 100000},
	{"long-ideographic-blanks", PIECE("\xE3\x80\x80\xC2\xA0"), 20000},
	{"long-residue", PIECE("會(huì)"), 20000},
	{"long-escapes", PIECE("\x1B[31m\xE2\x80\xAE"), 20000},
	{"long-of-line-separators", PIECE("\xE2\x80\xA8\xE2\x80\xA9"), 20000},
	{"html-ruby", PIECE("<html><body><p><ruby>會<rt>huì</rt></ruby>議" UTF8 "</p>\n"), PAGES},
	{"html-lying-meta", PIECE("<html><meta charset=utf-8><body><p>" GB "</p>\n"), PAGES},
	{"html-deep", PIECE("<html><body><div><b>"), 20000},
	{"html-unclosed",
		PIECE("<html><body><table><tr><td><p><a href='x" UTF8 "'><li" UTF8 ">" UTF8),
		PAGES},
	{"html-controls",
		PIECE("<html><title>&#27;]0;x&#7;</"
		      "title><body><p>&#27;[2J&#x202E;&#x9B;&#0;\x1B[31m" UTF8),
		PAGES},
	{"html-only-script", PIECE("<html><script>" UTF8 "</script><style>x</style>\n"), PAGES},
	{"html-nuls", PIECE("<html><body><p>" UTF8 "\0" UTF8 "</p>\n"), PAGES},
	{"marks.md",
		PIECE("# [會議](\x1B]0;x\a) **強調**\n\n> - 1. `" UTF8 "`\n\n|a|\n|-|\n| " UTF8
		      " |\n"),
		PAGES},
	{"unclosed.md", PIECE("```\n" UTF8 "\n[" UTF8 "](" UTF8 "\n**_" UTF8 "\n"), PAGES},
	{"residue-unclosed", PIECE("會(hui" UTF8 "（hùi\n"), PAGES},
};

/* Files of parts, each in its own encoding: a piece, so many times, behind another one. */
static const struct {
	const char *name;
	struct strange pieces[4];
} mixtures[] = {
	{"utf8-then-gb", {{"", PIECE(UTF8 "\n"), 30}, {"", PIECE(GB "\n"), 30}}},
	{"gb-then-utf8", {{"", PIECE(GB "\n"), 30}, {"", PIECE(UTF8 "\n"), 30}}},
	{"gb-then-big5", {{"", PIECE(GB "\n"), 30}, {"", PIECE(BIG5 "\n"), 30}}},
	{"big5-then-gb", {{"", PIECE(BIG5 "\r\n"), 30}, {"", PIECE(GB "\r\n"), 30}}},
	{"utf8-then-utf16", {{"", PIECE(UTF8 "\n"), 30}, {"", PIECE(UTF16LE "\n\0"), 30}}},
	{"utf8-then-marked-utf16",
		{{"", PIECE(UTF8 "\n"), 30}, {"", PIECE("\xFE\xFF"), 1},
			{"", PIECE(UTF16BE "\0\n"), 30}}},
	{"utf16-then-utf8", {{"", PIECE(UTF16LE "\n\0"), 30}, {"", PIECE(UTF8 "\n"), 30}}},
	{"utf16-odd-then-utf8",
		{{"", PIECE(UTF16LE "\n\0"), 30}, {"", PIECE("\x42"), 1},
			{"", PIECE(UTF8 "\n"), 30}}},
	{"gb-cut-then-utf8",
		{{"", PIECE(GB "\n"), 30}, {"", PIECE("\xBB"), 1}, {"", PIECE(UTF8 "\n"), 30}}},
	{"three-in-turn",
		{{"", PIECE(UTF8 "\n"), 20}, {"", PIECE(GB "\n"), 20},
			{"", PIECE(UTF16BE "\0\n"), 20}}},
	{"utf8-then-noise", {{"", PIECE(UTF8 "\n"), 30}, {"", PIECE("\xFF\x9C\xE6\x81"), 400}}},
	{"ascii-then-gb", {{"", PIECE("plain words\n"), 30}, {"", PIECE(GB "\n"), 30}}},
	{"ascii-then-utf16-ascii",
		{{"", PIECE("plain words\n"), 30}, {"", PIECE("w\0o\0r\0d\0s\0\r\0\n\0"), 30}}},
	/* Strange where nobody looks when it is opened. */
	{"long-then-damage", {{"", PIECE(UTF8 "\n"), 40000}, {"", PIECE("\xE6\xFF" GB "\n"), 3}}},
	{"long-then-nuls",
		{{"", PIECE(UTF8 "\n"), 40000}, {"", PIECE("\0"), 300000},
			{"", PIECE("\n" UTF8), 1}}},
	{"long-then-utf16", {{"", PIECE(UTF8 "\n"), 40000}, {"", PIECE(UTF16LE "\n\0"), 100}}},
	{"long-gb-then-utf8", {{"", PIECE(GB "\n"), 60000}, {"", PIECE(UTF8 "\n"), 100}}},
	{"long-then-one-line", {{"", PIECE(UTF8 "\n"), 100}, {"", PIECE(UTF8), 60000}}},
	{"long-ascii-then-gb", {{"", PIECE("word by word\n"), 100000}, {"", PIECE(GB "\n"), 100}}},
};

/* A character cut behind each of its bytes: at the end of the file, and before more text. */
static const struct {
	const char *name;
	const char *text;
	const char *character;
} cuts[] = {
	{"utf8-2", UTF8, "\xC3\xA9"},
	{"utf8-3", UTF8, "\xE6\x9C\x83"},
	{"utf8-4", UTF8, "\xF0\xA0\xAE\xB7"},
	{"gb-2", GB, "\xBB\xE1"},
	{"gb-4", GB, "\x95\x34\xB2\x35"},
	{"big5-2", BIG5, "\xB7\x7C"},
};

static void
write_file(const char *folder, int number, const char *name, const struct strange *pieces)
{
	char path[4096];
	FILE *file;
	int well;

	snprintf(path, sizeof path, "%s/%03d-%s", folder, number, name);
	file = fopen(path, "wb");
	well = file != NULL;
	for (; well && pieces->bytes; pieces++) {
		for (int time = 0; well && pieces->length > 0 && time < pieces->times; time++)
			well = fwrite(pieces->bytes, pieces->length, 1, file) == 1;
	}
	if (!well || fclose(file) != 0) {
		perror(path);
		exit(1);
	}
}

static int
write_mixtures(const char *folder, int number)
{
	for (size_t i = 0; i < sizeof mixtures / sizeof *mixtures; i++)
		write_file(folder, ++number, mixtures[i].name, mixtures[i].pieces);
	return number;
}

static void
write_cuts(const char *folder, int number)
{
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		size_t length = strlen(cuts[i].text);

		for (size_t kept = 1; kept < strlen(cuts[i].character); kept++) {
			struct strange pieces[] = {{"", cuts[i].text, length, 1},
				{"", cuts[i].character, kept, 1}, {"", "\n", 1, 0},
				{"", cuts[i].text, length, 0}, {"", NULL, 0, 0}};
			char name[64];

			snprintf(name, sizeof name, "cut-%s-behind-%zu", cuts[i].name, kept);
			write_file(folder, ++number, name, pieces);
			snprintf(name, sizeof name, "cut-%s-within-%zu", cuts[i].name, kept);
			pieces[2].times = pieces[3].times = 1;
			write_file(folder, ++number, name, pieces);
		}
	}
}

int
main(int count, char **words)
{
	int number = 0;

	for (size_t i = 0; count < 2 && i < sizeof files / sizeof *files; i++)
		puts(files[i].name);
	for (size_t i = 0; count < 2 && i < sizeof mixtures / sizeof *mixtures; i++)
		puts(mixtures[i].name);
	if (count < 2)
		return 0;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct strange pieces[] = {files[i], {"", NULL, 0, 0}};

		write_file(words[1], ++number, files[i].name, pieces);
	}
	number = write_mixtures(words[1], number);
	write_cuts(words[1], number);
	return 0;
}
