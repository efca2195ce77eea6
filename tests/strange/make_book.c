/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a small book: make_book FILE. Two chapters, a ruby, a link, a note. */
#include "book.h"

#include <stdio.h>
#include <stdlib.h>

#define CHAPTER(body)                                                                              \
	"<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html>"                                    \
	"<html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head><body>" body              \
	"</body></html>"

int
main(int argument_count, char **arguments)
{
	const struct book_part parts[] = {
		{"META-INF/container.xml",
			"<container><rootfiles><rootfile full-path='book/content.opf' "
			"media-type='application/oebps-package+xml'/></rootfiles></container>",
			0},
		{"book/content.opf",
			"<package xmlns:dc='http://purl.org/dc/elements/1.1/'><metadata>"
			"<dc:title>河长制读本</dc:title><dc:creator>水利编写组</dc:creator>"
			"<dc:date>2021-05-01</dc:date></metadata><manifest>"
			"<item id='b' href='two.xhtml' media-type='application/xhtml+xml'/>"
			"<item id='a' href='one.xhtml' media-type='application/xhtml+xml'/>"
			"</manifest><spine><itemref idref='a'/><itemref idref='b'/></spine>"
			"</package>",
			0},
		{"book/one.xhtml",
			CHAPTER("<h1>第一章 总则</h1><p>会议强调，要"
				"<a href='two.xhtml#n1'>落实责任</a>，"
				"逐条河流明确河长，不得拖延。</p>"),
			0},
		{"book/two.xhtml",
			CHAPTER("<h1>第二章 职责</h1><p>会议要求，<ruby>河<rt>hé</rt></ruby>"
				"道内严禁倾倒垃圾，发现一起，查处一起。</p>"
				"<aside id='n1'>以县级以上公报为准。</aside>"),
			0},
	};
	size_t length;
	char *bytes = book_pack(parts, sizeof parts / sizeof *parts, NULL, &length);
	FILE *file = argument_count == 2 ? fopen(arguments[1], "wb") : NULL;
	int done = file && fwrite(bytes, 1, length, file) == length && fclose(file) == 0;

	free(bytes);
	return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
