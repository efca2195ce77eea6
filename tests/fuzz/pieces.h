/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces that any text may have: words, residue, blanks, line ends, what is no text. */
#ifndef ZHUPI_TESTS_FUZZ_PIECES_H
#define ZHUPI_TESTS_FUZZ_PIECES_H

#include "fuzz.h"

#define TEXT_PIECES                                                                                \
	PIECE("山城"), PIECE("調(diào)"), PIECE("国(guo)(guo)"), PIECE("(he)"), PIECE("（xí）"),   \
		PIECE("😀"), PIECE("\n"), PIECE("\r\n"), PIECE("\r"), PIECE("　"), PIECE("  "),     \
		PIECE("。"), PIECE("，"), PIECE("“"), PIECE("”"), PIECE("……"), PIECE("——"),        \
		PIECE("·"), PIECE("．"), PIECE("2020年2月3日"), PIECE("来源："), PIECE("记者 "),   \
		PIECE("一、"), PIECE("word "), PIECE("\xEF\xBB\xBF"), PIECE("\xFF\xFE"),           \
		PIECE("\xFE\xFF"), PIECE("\0"), PIECE("\xE5\xB1"), PIECE("\xF0\xA0\x80"),          \
		PIECE("\xED\xA0\x80"), PIECE("\x80"), PIECE("\xC9\xBD\xB3\xC7"),                   \
		PIECE("\xA4\x73\xAB\xB0"), PIECE("q\\\xCEW"), PIECE("\x84\x31\x95\x33"),           \
		PIECE("e\xCC\x81"), PIECE("👩‍👧"), PIECE("🇨🇳"), PIECE("\xE2\x80\xAE"),      \
		PIECE("\033[31m"), PIECE("\xF3\xA0\x84\x80"), PIECE("\xE2\x80\xA8"),               \
		PIECE("charset="), PIECE("https://a.b/c?d=e"), PIECE("會議強調，要"),              \
		PIECE("不得瞒报。"), PIECE("强"), PIECE("強"), PIECE("一"), PIECE("山(shān)"),     \
		PIECE("GDP"), PIECE("İ"), PIECE("ß"), PIECE("ﬁ"), PIECE("㎏"), PIECE("豈"),        \
		PIECE("\xE2\x80\x8B"), PIECE("\xE2\x80\x8D"), PIECE("\xEF\xB8\x8F"), PIECE("\t"),  \
		PIECE("\f"), PIECE("\xC2\xA0"), PIECE("\xC2\xAD"), PIECE("\xC2\x85"),              \
		PIECE("\xEF\xBB\xBF\xEF\xBB\xBF"), PIECE("ｶﾞ"), PIECE("각"),                       \
		PIECE("\xE1\x84\x80\xE1\x85\xA1"), PIECE("שלום"), PIECE("①"), PIECE("—"),          \
		PIECE("「"), PIECE("」"), PIECE("）"), PIECE("("), PIECE(")"), PIECE("（"),        \
		PIECE("\xF0\xA0\xAE\xB7"), PIECE("\xF0\xB0\x80\x80"), PIECE("\xEE\x80\x80"),       \
		PIECE("\xF4\x8F\xBF\xBF"), PIECE("\xF3\xA0\x81\xA1"), PIECE("\x95\x34\xB2\x35"),   \
		PIECE("\x9D\xEF\x9D\xF8"), PIECE("\x88\x62"), PIECE("\x42\xD8\xB7\xDF"),           \
		PIECE("\x03\x67"), PIECE("\n\0"), PIECE("\0\n"), PIECE("\x82\xC5\x82\xB5"),        \
		PIECE("\xA4\xC7\xB6\xAF")

/* Lines in one encoding each, so that there are parts. */
#define GB_LINE                                                                                    \
	"\xBB\xE1\xD2\xE9\xC7\xBF\xB5\xF7\xA3\xAC\xD2\xAA\xBC\xD3\xC7\xBF\xB9\xDC\xC0\xED\xA1\xA3" \
	"\n"
#define BIG5_LINE                                                                                  \
	"\xB7\x7C\xC4\xB3\xB1\x6A\xBD\xD5\xA1\x41\xAD\x6E\xA5\x5B\xB1\x6A\xBA\xDE\xB2\x7A\xA1\x43" \
	"\r\n"

#endif
